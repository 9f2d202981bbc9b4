"""Erasures outlive a backup from before them: a file beside the backups knows, without a name, who is to go again.

A line is written in the transaction of the erasure, to every folder of the installation that has the ledger.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents import person_words
from itstart.models import Lead
from itstart.models.inventory import searched
from itstart.rules import erasures
from itstart.rules.erasures import Erasure, Finder
from itstart.rules.personal_data import Person
from itstart.services import enquiry_withdrawals, person_erasure
from itstart.services.person_search import FILES, texts_of

NAME = "sletninger.jsonl"
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Replayed:
    """Erasures since the backup: done again, of somebody who is not there, and made with a secret that is not known."""

    again: int = 0
    absent: int = 0
    unknown: int = 0
    stays: int = 0


def write_person(folders: Iterable[Path], secret: str, person: Person) -> None:
    """That a person was erased; OSError when it cannot be written, and then nothing is erased either."""
    _write(folders, secret, erasures.of_person(secret, person))


def write_enquiry(folders: Iterable[Path], secret: str, lead: Lead) -> None:
    """That a visitor has taken an enquiry back."""
    _write(folders, secret, [_mark_of(secret, lead)])


def _mark_of(secret: str, lead: Lead) -> str:
    return erasures.of_enquiry(secret, lead.number, str(lead.received_on))


def _write(folders: Iterable[Path], secret: str, marks: Sequence[str]) -> None:
    line = json.dumps({"at": clock.now().isoformat(), "marks": [erasures.key_mark(secret), *marks]})
    for folder in folders:
        _append(folder, [line])


def _append(folder: Path, lines: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / NAME
    whole = not path.exists() or path.read_bytes()[-1:] in {b"", b"\n"}
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    told = "".join(f"{line}\n" for line in lines)
    try:
        os.write(handle, (told if whole else f"\n{told}").encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _lines(folder: Path) -> list[str]:
    path = folder / NAME
    return path.read_text("utf-8").splitlines() if path.exists() else []


def carry(sources: Iterable[Path], target: Path) -> None:
    """Let a folder know what the others know."""
    known = set(_lines(target))
    new = [line for source in sources for line in _lines(source) if line not in known]
    if new:
        _append(target, list(dict.fromkeys(new)))


def read(folders: Iterable[Path], since: datetime) -> list[Erasure]:
    """What was erased after a moment, each once, the first first; a line that was cut off is left out."""
    found = {erasure for folder in folders for line in _lines(folder) if (erasure := _erasure(line))}
    return sorted((one for one in found if datetime.fromisoformat(one.at) > since), key=lambda one: one.at)


def _erasure(line: str) -> Erasure | None:
    try:
        said = json.loads(line)
        return Erasure(str(said["at"]), tuple(map(str, said["marks"])))
    except (ValueError, KeyError, TypeError):
        return None


# ---- after a restore ---------------------------------------------------------------------------------


def replay(found: Sequence[Erasure], secrets: Sequence[str]) -> Replayed:
    """Erase again, in the database of the moment."""
    ours = {erasures.key_mark(secret) for secret in secrets}
    known = [one for one in found if not ours.isdisjoint(one.marks)]
    finder = Finder(secrets, (each for one in known for each in one.marks))
    for text in _texts() if known else ():
        finder.look(text)
    enquiries = _enquiries(known, secrets)
    again = stays = 0
    for one in known:
        person = erasures.person(one, finder.found)
        lead = next((enquiries[each] for each in one.marks if each in enquiries), None)
        if person is not None:
            stays += person_erasure.erase_again(person, secret=secrets[0])
        elif lead is not None:
            enquiry_withdrawals.withdraw_again(lead)
        again += person is not None or lead is not None
    return Replayed(again, len(known) - again, len(found) - len(known), stays)


def _texts() -> Iterator[str]:
    """Every text that may name somebody, of rows and of files."""
    for table, columns in searched().items():
        for row in db.session.execute(select(*(held.column for held in columns)).select_from(table)):
            for value in row:
                yield from texts_of(value)
    query = select(FILES.c.media_type, FILES.c.content).execution_options(yield_per=_AT_ONCE)
    for media_type, content in db.session.execute(query):
        yield person_words.text_of(content, media_type)


def _enquiries(known: Sequence[Erasure], secrets: Sequence[str]) -> dict[str, Lead]:
    wanted = {each for one in known for each in one.marks if each.startswith("h:")}
    if not wanted:
        return {}
    leads = db.session.scalars(select(Lead)).all()
    return {made: lead for lead in leads for secret in secrets if (made := _mark_of(secret, lead)) in wanted}
