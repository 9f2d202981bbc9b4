"""Requirements from the library into a case: many at once, each with the needs it serves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from itstart.data.requirement_library import Pack
from itstart.db import db
from itstart.models import CustomerCase, Requirement, RequirementBatch, User
from itstart.rules.blind_spots import BlindSpot, blind_spots
from itstart.rules.findings import Finding, require
from itstart.rules.library import BatchKind, fits
from itstart.rules.terms import Priority
from itstart.services import requirement_batches, requirement_library
from itstart.services.answers import ensure_writable
from itstart.services.requirement_library import Entry
from itstart.steps.needs import gaps

SOURCE = "Kravbibliotek, {key}"


@dataclass(frozen=True, slots=True)
class Picked:
    """What a pick did: its batch, and how many requirements and demo scenes came in."""

    batch: RequirementBatch
    count: int
    scenes: int


def packs_for(case: CustomerCase) -> tuple[list[Pack], list[Pack]]:
    """The packs that fit the case's category, the most particular first; and the others."""
    fitting: list[Pack] = []
    others: list[Pack] = []
    for pack in requirement_library.packs():
        (fitting if fits(pack.categories, case.category or "") else others).append(pack)
    return sorted(fitting, key=lambda pack: len(pack.categories) or 99), others


def taken(case: CustomerCase) -> Mapping[str, str]:
    """The library's keys that are in the case already, each with the number of its requirement."""
    row = Requirement
    query = select(row.library_key, row.code).where(
        row.case_id == case.id, row.deleted_at.is_(None), row.library_key.is_not(None)
    )
    return {key: code for key, code in db.session.execute(query.order_by(row.position.desc())) if key}


def missing(case: CustomerCase) -> list[BlindSpot]:
    """The topics the case has no requirement about."""
    return blind_spots(gaps.all_said(case), case.category or "")


def pick(actor: User, case: CustomerCase, keys: Sequence[str], needs: Sequence[str], *, demo: bool) -> Picked:
    """Take requirements of the library into the case, mapped to needs by their numbers ("N-01").

    One that is there already is passed over. RuleViolation when nothing is left to take, or when the case has
    needs and none was chosen. With `demo` their demo scenes go into the demo script.
    """
    ensure_writable(actor, case)
    there = taken(case)
    wanted = set(keys) - there.keys()
    chosen = [entry for entry in requirement_library.entries() if entry.key in wanted]
    serves = [need for need in case.needs if need.code in set(needs)]
    require(_refusals(case, chosen, bool(serves)))
    batch = requirement_batches.start(actor, case, BatchKind.LIBRARY)
    lines = [{**_line(entry), "needs": serves} for entry in chosen]
    said = f"hentede {len(lines)} krav fra kravbiblioteket"
    count = requirement_batches.fill(actor, case, batch, lines, said=said)
    scenes = [(entry.text.title, entry.text.demo_scene) for entry in chosen if entry.text.demo_scene] if demo else []
    added = requirement_batches.fill_demo(actor, case, batch, scenes, said="hentede demoscener fra kravbiblioteket")
    return Picked(batch, count, added)


def _refusals(case: CustomerCase, chosen: Sequence[Entry], serves: bool) -> list[Finding]:  # noqa: FBT001
    found = []
    if not chosen:
        found.append(Finding("Sæt kryds ved mindst ét krav, der ikke er i sagen endnu.", where="keys"))
    if case.needs and not serves:
        found.append(Finding("Vælg mindst ét behov, som kravene dækker.", where="needs"))
    return found


def _line(entry: Entry) -> dict[str, object]:
    text = entry.text
    return {
        "title": text.title,
        "text": text.text,
        "area": text.area,
        "kind": text.kind,
        "priority": text.priority or Priority.SHOULD,
        "acceptance_criterion": text.acceptance_criterion,
        "law_reference": text.law_reference,
        "source": SOURCE.format(key=entry.key),
        "library_key": entry.key,
        "topic": text.topic,
    }
