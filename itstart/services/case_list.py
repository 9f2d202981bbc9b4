"""The list of cases: columns instead of entities, the same few queries and the same time however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import load_only

from itstart import clock, policies
from itstart.db import db
from itstart.models import CaseStep, Customer, CustomerCase, Helper, User
from itstart.rules.status import step_status
from itstart.rules.terms import CaseStatus, StepStatus
from itstart.rules.words import search_text
from itstart.services.cases import ON_CUSTOMER

PAGE_SIZE = 20
# Nobody counts further than this: it keeps the page as fast with 100.000 cases as with ten.
MOST = 1_000
MOST_DEADLINES = 12


class Filter(StrEnum):
    """What part of the list is shown; the value stands in the address."""

    ALL = "alle"
    ACTIVE = "aktive"
    DRAFT = "kladder"
    WAITING = "venter"
    PAUSED = "bero"
    CLOSED = "lukkede"


@dataclass(frozen=True)
class Line:
    """One case in the list. `steps` are the states of the four steps in order."""

    number: str
    title: str
    customer: str
    firm: str
    status: CaseStatus
    waiting_on: str
    waiting_days: int | None
    next_action: str
    next_action_on: date | None
    changed_at: datetime
    pause_reason: str
    next_contact_on: date | None
    steps: tuple[StepStatus, ...] = ()

    @property
    def current(self) -> int:
        """The number of the step the case has come to: the first that is neither done nor skipped."""
        finished = {StepStatus.DONE, StepStatus.SKIPPED}
        return next((no for no, status in enumerate(self.steps, start=1) if status not in finished), 4)


@dataclass(frozen=True)
class Page:
    """A page of the list. `total` is at most `MOST`: then there are that many or more."""

    lines: list[Line]
    counts: Mapping[Filter, int]
    total: int
    page: int
    pages: int
    shown: Filter
    query: str = ""
    deadlines: list["Deadline"] = field(default_factory=list)


@dataclass(frozen=True)
class Deadline:
    """Something to do on a day."""

    on: date
    text: str
    number: str
    customer: str


def _condition(part: Filter) -> list[ColumnElement[bool]]:
    conditions: dict[Filter, list[ColumnElement[bool]]] = {
        Filter.ALL: [],
        Filter.ACTIVE: [CustomerCase.phase == CaseStatus.ACTIVE],
        Filter.DRAFT: [CustomerCase.phase == CaseStatus.DRAFT],
        Filter.WAITING: [CustomerCase.waiting_on == ON_CUSTOMER],
        Filter.PAUSED: [CustomerCase.phase == CaseStatus.PAUSED],
        Filter.CLOSED: [CustomerCase.closed.is_(True)],
    }
    return conditions[part]


def _matches(query: str) -> list[ColumnElement[bool]]:
    """Every word must be there, in any order and with either spelling of the Danish letters."""
    words = search_text(query).split()
    return [CustomerCase.search_text.contains(word, autoescape=True) for word in words[:8]]


def _visible(user: User, part: Filter, query: str) -> Select[int]:
    ids = policies.cases_visible_to(user).with_only_columns(CustomerCase.id)
    return ids.where(*_condition(part), *_matches(query))


def _counts(user: User, query: str) -> dict[Filter, int]:
    """How many there are behind each filter, in one query; a search reads the cases once, the rest only an index."""
    row = db.session.execute(_count_found(user, query) if query else _count_all(user)).one()
    return {part: min(count, MOST) for part, count in zip(Filter, row, strict=True)}


def _count_found(user: User, query: str) -> Select[*tuple[Any, ...]]:
    columns = [func.count().filter(true(), *_condition(part)).label(part.name) for part in Filter]
    return policies.cases_visible_to(user).with_only_columns(*columns).where(*_matches(query))


def _count_all(user: User) -> Select[*tuple[Any, ...]]:
    columns = []
    for part in Filter:
        capped = _visible(user, part, "").limit(MOST).subquery()
        columns.append(select(func.count()).select_from(capped).scalar_subquery().label(part.name))
    return select(*columns)


def page(user: User, *, part: Filter = Filter.ALL, query: str = "", number: int = 1) -> Page:
    """One page of the cases the user sees, last changed first; four queries at most."""
    counts = _counts(user, query)
    total = counts[part]
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, number), pages)
    lines = _lines(_visible(user, part, query), (number - 1) * PAGE_SIZE) if total else []
    return Page(lines, counts, total, number, pages, part, query, deadlines(user))


def open_lines(user: User) -> list[Line]:
    """The user's cases that are not over, last changed first: one page of them, for the front page."""
    ids = policies.cases_visible_to(user).with_only_columns(CustomerCase.id).where(CustomerCase.closed.is_(False))
    return _lines(ids, 0)


def _lines(ids: Select[int], offset: int) -> list[Line]:
    # The page is cut out of the index alone; only its twenty rows are then read in full.
    cut = ids.order_by(CustomerCase.changed_at.desc(), CustomerCase.id.desc()).offset(offset).limit(PAGE_SIZE)
    query = (
        select(
            CustomerCase.id,
            CustomerCase.number,
            CustomerCase.title,
            Customer.name,
            Helper.company,
            CustomerCase.phase,
            CustomerCase.waiting_on,
            CustomerCase.waiting_since,
            CustomerCase.next_action,
            CustomerCase.next_action_on,
            CustomerCase.changed_at,
            CustomerCase.pause_reason,
            CustomerCase.next_contact_on,
        )
        .join(Customer, CustomerCase.customer_id == Customer.id)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        .where(CustomerCase.id.in_(select(cut.subquery().c.id)))
        .order_by(CustomerCase.changed_at.desc(), CustomerCase.id.desc())
    )
    found = list(db.session.execute(query))
    states = _step_states([row.id for row in found])
    today = clock.today()
    return [_line(row, states.get(row.id, ()), today) for row in found]


def _line(row: Any, steps: tuple[StepStatus, ...], today: date) -> Line:
    return Line(
        number=row.number,
        title=row.title,
        customer=row.name,
        firm=row.company,
        status=row.phase,
        waiting_on=row.waiting_on,
        waiting_days=(today - row.waiting_since).days if row.waiting_since else None,
        next_action=row.next_action,
        next_action_on=row.next_action_on,
        changed_at=row.changed_at,
        pause_reason=row.pause_reason,
        next_contact_on=row.next_contact_on,
        steps=steps,
    )


def _step_states(case_ids: list[int]) -> dict[int, tuple[StepStatus, ...]]:
    dates = load_only(CaseStep.case_id, CaseStep.number, CaseStep.started_on, CaseStep.done_on, CaseStep.skipped_on)
    query = select(CaseStep).where(CaseStep.case_id.in_(case_ids)).order_by(CaseStep.number).options(dates)
    states: dict[int, tuple[StepStatus, ...]] = {}
    for step in db.session.scalars(query):
        states[step.case_id] = (*states.get(step.case_id, ()), step_status(step))
    return states


def deadlines(user: User) -> list[Deadline]:
    """What is to be done this week and what should have been done, in order of the day; nothing for staff."""
    if user.helper_id is None:
        return []
    sunday = clock.today() + timedelta(days=6 - clock.today().weekday())
    query = (
        policies.cases_visible_to(user)
        .with_only_columns(CustomerCase.next_action_on, CustomerCase.next_action, CustomerCase.number, Customer.name)
        .join(Customer, CustomerCase.customer_id == Customer.id)
        .where(CustomerCase.next_action_on <= sunday, CustomerCase.closed.is_(False))
        .order_by(CustomerCase.next_action_on, CustomerCase.id)
        .limit(MOST_DEADLINES)
    )
    return [
        Deadline(on, text or "Næste handling", number, name)
        for on, text, number, name in db.session.execute(query)
        if on is not None
    ]
