"""The talk between IBIZ-Center and a firm once a year: planned, held, and what was agreed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.models import Helper, User, YearlyTalk
from itstart.rules.cooperation import check_talk
from itstart.rules.findings import Finding, require


@dataclass(frozen=True, slots=True)
class Said:
    """A talk as it is written down."""

    planned_on: date | None
    held_on: date | None = None
    minutes: str = ""
    agreed: str = ""
    next_on: date | None = None


def of(helper: Helper) -> list[YearlyTalk]:
    """The firm's talks, the newest first."""
    query = select(YearlyTalk).where(YearlyTalk.helper_id == helper.id).order_by(YearlyTalk.year.desc())
    return list(db.session.scalars(query))


def find(helper: Helper, year: int) -> YearlyTalk:
    """The talk of a year; NoResultFound (404) when there is none."""
    query = select(YearlyTalk).where(YearlyTalk.helper_id == helper.id, YearlyTalk.year == year)
    return db.session.scalars(query).one()


def plan(actor: User, helper: Helper, on: date | None) -> YearlyTalk:
    """Put a talk in the year of its day; one for each year."""
    policies.ensure(policies.may_lead_qualification(actor))
    require(check_talk(planned_on=on, held_on=None, minutes="", today=clock.today()))
    assert on is not None
    if db.session.scalar(select(YearlyTalk.id).where(YearlyTalk.helper_id == helper.id, YearlyTalk.year == on.year)):
        require([Finding(f"Der er allerede en samtale i {on.year}.", where="planned_on")])
    talk = YearlyTalk(helper_id=helper.id, year=on.year, planned_on=on)
    db.session.add(talk)
    db.session.flush()
    return talk


def save(actor: User, talk: YearlyTalk, said: Said) -> None:
    """Keep the day, the minutes and what was agreed."""
    policies.ensure(policies.may_lead_qualification(actor))
    found = check_talk(planned_on=said.planned_on, held_on=said.held_on, minutes=said.minutes, today=clock.today())
    if said.planned_on is not None and said.planned_on.year != talk.year:
        found.append(Finding(f"Samtalen hører til {talk.year}. Planlæg en ny for et andet år.", where="planned_on"))
    if said.next_on is not None and said.next_on <= (said.held_on or talk.planned_on):
        found.append(Finding("Den næste samtale ligger efter denne.", where="next_on"))
    require(found)
    assert said.planned_on is not None
    talk.planned_on, talk.held_on, talk.next_on = said.planned_on, said.held_on, said.next_on
    talk.minutes, talk.agreed = said.minutes, said.agreed
    talk.held_by = actor.name if said.held_on else ""
    db.session.flush()
