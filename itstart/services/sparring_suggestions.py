"""A text IBIZ-Center suggests for one field: shown beside the helper's own, and taken or left by the helper (S50)."""

import difflib
import re
from collections.abc import Sequence

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, SparringRequest, SparringSuggestion, User
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.sparring import Event, Who, check_event
from itstart.services import answers, files, history, rows, sparring, sparring_places
from itstart.services.answers import ensure_writable
from itstart.services.sparring_places import Field, Place

CHANGED = "Teksten er ændret, siden du åbnede siden. Se forskellen igen."
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


def fields(actor: User, request: SparringRequest) -> list[Field]:
    """The texts the person may suggest something for: those the grant shows."""
    grant = sparring.live_grant(actor, request)
    if grant is None:
        return []
    place = sparring_places.find(request.case, request.about)
    if place.task is None or place.task not in sparring_places.tasks(place, grant.what):
        return []
    return sparring_places.fields(request.case, place)


def suggest(actor: User, request: SparringRequest, field_name: str, text: str) -> SparringSuggestion:
    """Put a text beside the helper's own; nothing in the case changes."""
    if found := check_event(Event.SUGGEST, request.status, Who.CENTER):
        raise RuleViolation(found)
    field = next((one for one in fields(actor, request) if one.name == field_name), None)
    if field is None:
        raise RuleViolation([Finding("Du har ikke adgang til det felt.", where="field")])
    if text == field.text:
        raise RuleViolation([Finding("Forslaget er som teksten er nu.", where="text")])
    made = SparringSuggestion(
        number=max((one.number for one in request.suggestions), default=0) + 1,
        place=request.about,
        field=field.name,
        label=field.label,
        old_text=field.text,
        text=text,
        made_by=actor.name,
        made_by_id=actor.id,
        made_at=clock.now(),
    )
    request.suggestions.append(made)
    db.session.flush()
    history.record(actor, request.case, "sparring", f"foreslog en tekst i {request.code}: {field.label}")
    return made


def find(request: SparringRequest, number: int) -> SparringSuggestion | None:
    """One suggestion of the question."""
    return next((one for one in request.suggestions if one.number == number), None)


def current(case: CustomerCase, suggestion: SparringSuggestion) -> str:
    """The text as it stands now."""
    return _field(case, suggestion).text


def _field(case: CustomerCase, suggestion: SparringSuggestion) -> Field:
    place = sparring_places.find(case, suggestion.place)
    return next(one for one in sparring_places.fields(case, place) if one.name == suggestion.field)


def fingerprint(text: str) -> str:
    """Names the text the helper has seen."""
    return files.fingerprint(text.encode())


def accept(actor: User, request: SparringRequest, suggestion: SparringSuggestion, *, seen: str) -> None:
    """Put the suggestion in the field, with history, as if the helper had typed it. `seen` names what it replaces."""
    ensure_writable(actor, request.case)
    _ensure_open(suggestion)
    field = _field(request.case, suggestion)
    if seen != fingerprint(field.text):
        raise RuleViolation([Finding(CHANGED)])
    _apply(actor, request.case, sparring_places.find(request.case, suggestion.place), field, suggestion.text)
    _decide(actor, request, suggestion, accepted=True)


def reject(actor: User, request: SparringRequest, suggestion: SparringSuggestion) -> None:
    """Leave the field as it is."""
    ensure_writable(actor, request.case)
    _ensure_open(suggestion)
    _decide(actor, request, suggestion, accepted=False)


def _ensure_open(suggestion: SparringSuggestion) -> None:
    if suggestion.accepted is not None:
        raise RuleViolation([Finding("Der er allerede taget stilling til forslaget.")])


def _decide(actor: User, request: SparringRequest, suggestion: SparringSuggestion, *, accepted: bool) -> None:
    suggestion.accepted, suggestion.decided_at, suggestion.decided_by = accepted, clock.now(), actor.name
    said = "tog imod" if accepted else "afviste"
    history.record(actor, request.case, "sparring", f"{said} forslaget til {suggestion.label} i {request.code}")


def _apply(actor: User, case: CustomerCase, place: Place, field: Field, text: str) -> None:
    assert place.task is not None
    if place.row_list is not None:
        rows.save(actor, case, place.task, place.row_list, place.row, {field.name: text}, version=place.row.version)
        return
    assert field.section is not None
    version = answers.state(case, place.task, field.section).version
    answers.save(actor, case, place.task, field.section, {field.name: text}, version=version)


def difference(old: str, new: str) -> list[tuple[str, str]]:
    """The words that stay, go and come: ("same" | "gone" | "new", text) in reading order."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", _text(before[a:b])))
            continue
        found += [(name, _text(part)) for name, part in (("gone", before[a:b]), ("new", after[c:d])) if part]
    return found


def _text(pieces: Sequence[str]) -> str:
    return "".join(pieces)
