"""Prioritising with the customer (F015): each requirement gets a place, and the places suggest the priorities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, and_, func, or_, select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, Requirement, User
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.priority_matrix import LEVELS, suggest
from itstart.rules.requirements import RequirementFacts, check_verb
from itstart.rules.terms import Priority
from itstart.services import history
from itstart.services.answers import ensure_open, mark_started
from itstart.services.rows import PAGE_SIZE
from itstart.steps import find_list, find_task

LIST = "krav"
TASK = "behov/krav"
Cell = tuple[int, int]


class Filter(StrEnum):
    """Which requirements are shown."""

    ALL = ""
    OPEN = "mangler"
    DIFFERENT = "forslag"


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement in the list: its place, what the place suggests, and advice on the verb of its text."""

    code: str
    title: str
    text: str
    priority: Priority
    importance: int | None
    consequence: int | None

    @property
    def suggested(self) -> Priority | None:
        """What the place suggests."""
        return suggest(self.importance, self.consequence)

    @property
    def differs(self) -> bool:
        """True when the place suggests something else than the priority it has."""
        return self.suggested not in (None, self.priority)

    @property
    def verb(self) -> str:
        """What there is to say about "skal", "bør" and "kan" in the text."""
        facts = RequirementFacts(self.code, self.priority, self.title, self.text)
        return next((finding.message.removeprefix(f"{self.code}: ") for finding in check_verb(facts)), "")


@dataclass(frozen=True, slots=True)
class Matrix:
    """One page of the list, how many each filter holds, and how many stand in each cell."""

    lines: Sequence[Line]
    page: int
    pages: int
    counts: Mapping[Filter, int]
    cells: Mapping[Cell, int]


_COLUMNS = (
    Requirement.code,
    Requirement.title,
    Requirement.text,
    Requirement.priority,
    Requirement.importance,
    Requirement.consequence,
)
_OPEN = or_(Requirement.importance.is_(None), Requirement.consequence.is_(None))
_DIFFERENT = or_(
    *(
        and_(
            Requirement.importance == importance,
            Requirement.consequence == consequence,
            Requirement.priority != suggest(importance, consequence),
        )
        for importance in LEVELS
        for consequence in LEVELS
    )
)
_WHERE = {Filter.OPEN: _OPEN, Filter.DIFFERENT: _DIFFERENT}


def _lines(case: CustomerCase, shown: Filter) -> Select[str, str, str, Priority, int | None, int | None]:
    live = select(*_COLUMNS).where(Requirement.case_id == case.id, Requirement.deleted_at.is_(None))
    return live.where(_WHERE[shown]) if shown in _WHERE else live


def matrix(case: CustomerCase, *, shown: Filter = Filter.ALL, number: int = 1) -> Matrix:
    """What the page shows, in three queries whatever the length of the list."""
    live = and_(Requirement.case_id == case.id, Requirement.deleted_at.is_(None))
    place = (Requirement.importance, Requirement.consequence)
    grouped = select(*place, func.count()).where(live).group_by(*place)
    cells = {(i, c): n for i, c, n in db.session.execute(grouped)}
    total = sum(cells.values())
    placed = {(i, c): n for (i, c), n in cells.items() if i is not None and c is not None}
    different = db.session.scalar(select(func.count()).select_from(Requirement).where(live, _DIFFERENT)) or 0
    counts = {Filter.ALL: total, Filter.OPEN: total - sum(placed.values()), Filter.DIFFERENT: different}
    pages = max(1, -(-counts[shown] // PAGE_SIZE))
    number = min(max(1, number), pages)
    query = _lines(case, shown).order_by(Requirement.position, Requirement.id)
    found = db.session.execute(query.offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE))
    return Matrix([Line(*row) for row in found], number, pages, counts, placed)


def line(case: CustomerCase, code: str) -> Line:
    """One requirement; NoResultFound (404) when the case has none such."""
    return Line(*db.session.execute(_lines(case, Filter.ALL).where(Requirement.code == code)).one())


def following(case: CustomerCase, code: str = "") -> Line | None:
    """The first requirement without a place after `code`, else the first of all without one; None when all have one."""
    open_ones = _lines(case, Filter.OPEN).order_by(Requirement.position, Requirement.id).limit(1)
    if code:
        here = select(Requirement.position).where(Requirement.case_id == case.id, Requirement.code == code)
        after = db.session.execute(open_ones.where(Requirement.position > here.scalar_subquery())).first()
        if after:
            return Line(*after)
    first = db.session.execute(open_ones).first()
    return Line(*first) if first else None


# ---- what is done --------------------------------------------------------------------------------------


def place(actor: User, case: CustomerCase, places: Mapping[str, tuple[int | None, int | None]]) -> int:
    """Note the (importance, consequence) of requirements by their numbers; returns how many were moved.

    Numbers that are not in the case are passed over; RuleViolation for a place outside the matrix.
    """
    ensure_open(actor, case, find_list(LIST))
    if any(level not in (None, *LEVELS) for both in places.values() for level in both):
        raise RuleViolation([Finding("Vælg 1, 2 eller 3.")])
    moved = 0
    for row in _rows(case, places):
        where = places[row.code]
        if (row.importance, row.consequence) != where:
            row.importance, row.consequence = where
            moved += 1
    if moved:
        mark_started(case, find_task(TASK))
        history.record(actor, case, "requirements_placed", "placerede krav i prioriteringen", subject="placering")
    db.session.flush()
    return moved


def accept(actor: User, case: CustomerCase, codes: Sequence[str] | None = None) -> list[Line]:
    """Let the suggested priorities hold: of these requirements, or of all that have a place.

    Returns those that changed, with what there is to say about the verb of each.
    """
    ensure_open(actor, case, find_list(LIST))
    changed = []
    for row in _rows(case, codes):
        wanted = suggest(row.importance, row.consequence)
        if wanted is None or wanted is row.priority:
            continue
        row.priority = wanted
        row.version += 1
        row.changed_by, row.changed_at = actor.name, clock.now()
        changed.append(Line(row.code, row.title, row.text, wanted, row.importance, row.consequence))
    if changed:
        mark_started(case, find_task(TASK))
        said = f"satte vigtigheden af {rows_said(changed)} efter prioriteringen"
        history.record(actor, case, "priorities_set", said)
    db.session.flush()
    return changed


def rows_said(changed: Sequence[Line]) -> str:
    """ "K-15" or "12 krav"."""
    return changed[0].code if len(changed) == 1 else f"{len(changed)} krav"


def _rows(case: CustomerCase, codes: Sequence[str] | Mapping[str, object] | None) -> list[Requirement]:
    query = select(Requirement).where(Requirement.case_id == case.id, Requirement.deleted_at.is_(None))
    found = db.session.scalars(query.order_by(Requirement.position, Requirement.id))
    return [row for row in found if codes is None or row.code in codes]
