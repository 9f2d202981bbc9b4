"""Path B: the one or two finished customer assignments that are looked at, and the interview of each customer (S46)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import CooperationEvaluation, Helper, ReviewedAssignment, User
from itstart.rules.cooperation import INTERVIEW
from itstart.rules.findings import Finding, require
from itstart.rules.qualification import MOST_ASSIGNMENTS
from itstart.rules.terms import QualificationStatus
from itstart.services import qualification

OPEN_IN = frozenset(
    {
        QualificationStatus.CODE_ACCEPTED,
        QualificationStatus.EVALUATED_1,
        QualificationStatus.EVALUATED_2,
        QualificationStatus.UNDER_REVIEW,
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an assignment before it is looked at."""

    title: str
    customer: str
    finished_on: date | None
    contact: str = ""
    phone: str = ""
    description: str = ""


def find(helper: Helper, number: int) -> ReviewedAssignment:
    """One of the firm's assignments; NoResultFound (404) when there is none."""
    query = select(ReviewedAssignment).where(
        ReviewedAssignment.helper_id == helper.id,
        ReviewedAssignment.number == number,
        ReviewedAssignment.removed_at.is_(None),
    )
    return db.session.scalars(query).one()


def adding_findings(helper: Helper) -> list[Finding]:
    """What speaks against one more."""
    found = []
    if helper.qualification_status not in OPEN_IN:
        found.append(Finding("Kundeopgaver til review skrives på, når kodekset er accepteret, og før beslutningen."))
    if len(qualification.assignments(helper)) >= MOST_ASSIGNMENTS:
        found.append(Finding("Der ses på højst to kundeopgaver."))
    return found


def is_open(helper: Helper) -> bool:
    """True while reviews and interviews can be written."""
    return helper.qualification_status in OPEN_IN


def add(actor: User, helper: Helper, facts: Facts) -> ReviewedAssignment:
    """Name an assignment to look at."""
    policies.ensure(policies.may_lead_qualification(actor))
    found = adding_findings(helper)
    if facts.finished_on is None or facts.finished_on > clock.today():
        found.append(Finding("Opgaven skal være gennemført. Vælg den dag, den sluttede.", where="finished_on"))
    require(found)
    numbers = select(func.max(ReviewedAssignment.number)).where(ReviewedAssignment.helper_id == helper.id)
    row = ReviewedAssignment(
        helper_id=helper.id,
        number=(db.session.scalar(numbers) or 0) + 1,
        title=facts.title,
        customer=facts.customer,
        contact=facts.contact,
        phone=facts.phone,
        finished_on=facts.finished_on,
        description=facts.description,
    )
    db.session.add(row)
    db.session.flush()
    return row


def remove(actor: User, row: ReviewedAssignment) -> None:
    """Take an assignment out again that nobody has looked at."""
    policies.ensure(policies.may_lead_qualification(actor))
    seen = db.session.scalar(select(CooperationEvaluation.id).where(CooperationEvaluation.assignment_id == row.id))
    if seen or row.interviewed_on:
        require([Finding("Opgaven er gennemgået, eller kunden er interviewet, så den bliver stående.")])
    row.removed_at = clock.now()


def interview(
    actor: User,
    row: ReviewedAssignment,
    *,
    interviewee: str,
    on: date | None,
    answers: Mapping[str, str],
    rating: int | None,
) -> None:
    """Keep what the customer said, question by question of the guide."""
    policies.ensure(policies.may_lead_qualification(actor))
    found = []
    if not is_open(row.helper):
        found.append(Finding("Beslutningen er truffet, så interviewet kan ikke ændres."))
    if on is None or on > clock.today():
        found.append(Finding("Vælg den dag, du talte med kunden.", where="interviewed_on"))
    if not any(answers.get(question.name, "").strip() for question in INTERVIEW):
        found.append(Finding("Skriv kundens svar på mindst ét spørgsmål.", where=INTERVIEW[0].name))
    require(found)
    row.interviewed_on, row.interviewed_by, row.interviewee = on, actor.name, interviewee
    row.interview_rating = rating
    for question in INTERVIEW:
        setattr(row, question.name, answers.get(question.name, ""))
    db.session.flush()
