"""What must not be deleted for a while: a case or a person, with a reason and a last day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import CustomerCase, LegalHold, User
from itstart.rules import personal_data as rules
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.personal_data import Person


def every(actor: User) -> Sequence[LegalHold]:
    """All of them, the newest first."""
    policies.ensure(policies.may_read_settings(actor))
    return db.session.scalars(select(LegalHold).order_by(LegalHold.id.desc())).all()


def live(today: date) -> Sequence[LegalHold]:
    """Those that hold on that day, its last day included."""
    return db.session.scalars(select(LegalHold).where(LegalHold.lifted_on.is_(None), LegalHold.until >= today)).all()


def held_cases(today: date) -> set[int]:
    """The cases nothing is deleted of."""
    return {hold.case_id for hold in live(today) if hold.case_id is not None}


def held_persons(today: date) -> list[Person]:
    """The persons nothing is deleted of."""
    return [Person(hold.name, hold.email, hold.phone) for hold in live(today) if hold.case_id is None]


def is_person_held(person: Person, today: date) -> bool:
    """True when one of the words of the person is held back."""
    words = {word.casefold() for word in person.words}
    return any(words & {word.casefold() for word in held.words} for held in held_persons(today))


def place(actor: User, *, case_number: str, person: Person, reason: str, until: date) -> LegalHold:
    """Hold back a case or a person; one of the two. RuleViolation when it is not told well enough."""
    policies.ensure(policies.may_manage_users(actor))
    require(_findings(case_number, person, until))
    case = db.session.scalar(select(CustomerCase).where(CustomerCase.number == case_number)) if case_number else None
    if case_number and case is None:
        raise RuleViolation([Finding("Der er ingen sag med det nummer.", where="case_number")])
    hold = LegalHold(
        number=(db.session.scalar(select(func.max(LegalHold.number))) or 0) + 1,
        case=case,
        name=person.name,
        email=person.email,
        phone=person.phone,
        reason=reason,
        until=until,
        set_at=clock.now(),
        set_by=actor.name,
    )
    db.session.add(hold)
    db.session.flush()
    return hold


def _findings(case_number: str, person: Person, until: date) -> list[Finding]:
    if bool(case_number) == bool(person.words):
        return [Finding("Skriv enten et sagsnummer eller en person.", where="case_number")]
    found = rules.check_person(person) if person.words else []
    if until < clock.today():
        found.append(Finding("Dagen er gået. Vælg en dag fra i dag.", where="until"))
    return found


def lift(actor: User, number: int) -> LegalHold:
    """End it before its day. NoResultFound (404) for one that is not there; twice changes nothing."""
    policies.ensure(policies.may_manage_users(actor))
    hold = db.session.scalars(select(LegalHold).where(LegalHold.number == number)).one()
    if hold.lifted_on is None:
        hold.lifted_on, hold.lifted_by = clock.today(), actor.name
    return hold
