"""Spørg leverandøren: the questions of a bid with what has been asked and answered so far (DOMAIN F 7)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.models import BidQuestion, CustomerCase, User, Vendor
from itstart.rules.answer_questions import Question
from itstart.rules.bid_questions import FOR_ALL
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import history
from itstart.services.answers import ensure_writable, mark_started
from itstart.services.conflicts import Conflict, Difference
from itstart.steps import find_task
from itstart.steps.selection.questions import all_questions
from itstart.steps.shared_documents import short_name

TASK = "valg/spoerg-leverandoeren"
MOST = 60
MOST_OWN = 50


@dataclass(frozen=True)
class Asked:
    """A question as it stands: made of the bid or written by somebody, and what is stored of it, if anything."""

    question: Question
    stored: BidQuestion | None = None
    current: bool = True

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def is_answered(self) -> bool:
        return self.stored is not None and bool(self.stored.answer)

    @property
    def is_asked(self) -> bool:
        """Ticked off, or answered without a tick."""
        return self.stored is not None and (self.stored.asked or bool(self.stored.answer))


@dataclass(frozen=True)
class Sheet:
    """Every question to one vendor. `left_out` are those of the bid that there was no room for."""

    from_bid: tuple[Asked, ...]
    own: tuple[Asked, ...]
    for_all: tuple[Asked, ...]
    outdated: tuple[Asked, ...]
    left_out: int = 0

    @property
    def all(self) -> tuple[Asked, ...]:
        return self.from_bid + self.own + self.for_all + self.outdated

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(one.is_answered for one in self.all)


def sheet(case: CustomerCase, vendor: Vendor) -> Sheet:
    """The questions to a vendor: from its bid, one's own, for all, and those the bid no longer gives cause for."""
    query = select(BidQuestion).where(BidQuestion.vendor_id == vendor.id, BidQuestion.deleted_at.is_(None))
    stored = {row.key: row for row in db.session.scalars(query.order_by(BidQuestion.id))}
    made = all_questions(case, vendor.bid) if vendor.bid else []
    # What somebody has dealt with stays in sight, however many there are.
    shown = [one for place, one in enumerate(made) if place < MOST or one.key in stored]
    general = [Question(f"alle-{number}", text, "", "") for number, text in enumerate(FOR_ALL, start=1)]
    current = {question.key for question in (*made, *general)}
    gone = [row for key, row in stored.items() if not row.own and key not in current and row.answer]
    return Sheet(
        from_bid=tuple(Asked(one, stored.get(one.key)) for one in shown),
        own=tuple(Asked(_kept(row), row) for row in stored.values() if row.own),
        for_all=tuple(Asked(one, stored.get(one.key)) for one in general),
        outdated=tuple(Asked(_kept(row), row, current=False) for row in gone),
        left_out=len(made) - len(shown),
    )


def _kept(row: BidQuestion) -> Question:
    """The question as it was when somebody dealt with it."""
    return Question(row.key, row.text, row.why, row.about, topic=row.text if row.own else "")


def find(case: CustomerCase, vendor: Vendor, key: str) -> Asked | None:
    """One question of the sheet, None when there is no such."""
    return next((one for one in sheet(case, vendor).all if one.key == key), None)


def save(
    actor: User, case: CustomerCase, vendor: Vendor, asked: Asked, typed: dict[str, Any], *, version: int
) -> BidQuestion:
    """Store the tick, the answer and its day; an answer without a day is from today.

    Conflict when somebody else saved another text meanwhile; RuleViolation for a day to come.
    """
    ensure_writable(actor, case)
    row = asked.stored or _begin(case, vendor, asked.question)
    values = {**typed, "answered_on": _day(typed)}
    changes = [Difference(name, mine, getattr(row, name)) for name, mine in values.items()]
    differing = [change for change in changes if change.mine != change.theirs]
    if row.version != version and differing:
        raise Conflict(differing, row.version, row.changed_by, row.changed_at)
    if differing:
        for change in differing:
            setattr(row, change.field, change.mine)
        _changed(actor, row)
        mark_started(case, find_task(TASK))
        text = f"skrev svar fra {short_name(vendor.name)} under Spørg leverandøren"
        history.record(actor, case, "bid_question", text, subject=f"{vendor.code}/{asked.key}"[:100])
    db.session.flush()
    return row


def _day(typed: dict[str, Any]) -> date | None:
    day: date | None = typed["answered_on"]
    if day and day > clock.today():
        raise RuleViolation([Finding("Datoen kan ikke ligge i fremtiden.", where="answered_on")])
    return (day or clock.today()) if typed["answer"] else None


def _begin(case: CustomerCase, vendor: Vendor, question: Question) -> BidQuestion:
    row = BidQuestion(
        case_id=case.id,
        vendor_id=vendor.id,
        key=question.key,
        text=question.text,
        why=question.why,
        about=question.about,
        asked=False,
        answer="",
        version=1,
    )
    db.session.add(row)
    return row


def _changed(actor: User, row: BidQuestion) -> None:
    row.version += 1
    row.changed_by, row.changed_at = actor.name, clock.now()


def add(actor: User, case: CustomerCase, vendor: Vendor, text: str) -> BidQuestion:
    """A question of one's own; its number is never used again."""
    ensure_writable(actor, case)
    mine = select(func.count(BidQuestion.id)).where(BidQuestion.vendor_id == vendor.id, BidQuestion.own.is_(True))
    number = (db.session.scalar(mine) or 0) + 1
    if number > MOST_OWN:
        raise RuleViolation([Finding(f"Der kan være {MOST_OWN} egne spørgsmål.", where="text")])
    row = _begin(case, vendor, Question(f"egen-{number}", text, "", ""))
    row.own = True
    db.session.flush()
    mark_started(case, find_task(TASK))
    history.record(actor, case, "bid_question", f"tilføjede et spørgsmål til {short_name(vendor.name)}")
    return row


def _own(vendor: Vendor, key: str, *, deleted: bool) -> BidQuestion:
    """A question of one's own; NoResultFound (404) when there is none."""
    query = select(BidQuestion).where(BidQuestion.vendor_id == vendor.id, BidQuestion.key == key)
    query = query.where(BidQuestion.deleted_at.is_not(None) if deleted else BidQuestion.deleted_at.is_(None))
    return db.session.scalars(query.where(BidQuestion.own.is_(True))).one()


def delete(actor: User, case: CustomerCase, vendor: Vendor, key: str) -> None:
    """Take a question of one's own away, with its answer; `restore` brings both back."""
    ensure_writable(actor, case)
    _own(vendor, key, deleted=False).deleted_at = clock.now()
    history.record(actor, case, "bid_question", f"slettede et spørgsmål til {short_name(vendor.name)}")


def restore(actor: User, case: CustomerCase, vendor: Vendor, key: str) -> None:
    """Bring it back."""
    ensure_writable(actor, case)
    _own(vendor, key, deleted=True).deleted_at = None
    history.record(actor, case, "bid_question", f"fortrød sletningen af et spørgsmål til {short_name(vendor.name)}")
