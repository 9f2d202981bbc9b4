"""What step 2 lacks before the material can be sent (DOMAIN B4)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Bid, CustomerCase, Tender
from itstart.rules import tender as rules
from itstart.rules.findings import Finding
from itstart.steps import binding
from itstart.steps.calendar import danish_holidays
from itstart.steps.definition import Gap
from itstart.steps.tender import ties


@dataclass(frozen=True)
class LocalDates:
    """The tender's days as they are in Denmark."""

    issued_on: date | None
    question_deadline_on: date | None
    answers_published_on: date | None
    bid_deadline_at: datetime | None
    demo_from_on: date | None
    demo_to_on: date | None
    decision_on: date | None
    bid_validity_until_on: date | None


def local_dates(tender: Tender) -> LocalDates:
    """The tender's days for the rules."""
    deadline = tender.bid_deadline_at
    return LocalDates(
        issued_on=tender.issued_on,
        question_deadline_on=tender.question_deadline_on,
        answers_published_on=tender.answers_published_on,
        bid_deadline_at=clock.local(deadline) if deadline else None,
        demo_from_on=tender.demo_from_on,
        demo_to_on=tender.demo_to_on,
        decision_on=tender.decision_on,
        bid_validity_until_on=tender.bid_validity_until_on,
    )


def as_gaps(findings: list[Finding]) -> list[Gap]:
    """What blocks is required, what advises is advice."""
    return [Gap(finding.message, finding.where, required=finding.blocks) for finding in findings]


def schedule(case: CustomerCase) -> list[Gap]:
    """The days the vendors must know, in a sensible order."""
    asked = (
        ("title", "Giv udbuddet en titel."),
        ("issued_on", "Skriv, hvornår materialet sendes."),
        ("question_deadline_on", "Skriv fristen for spørgsmål."),
        ("bid_deadline_at", "Skriv fristen for tilbud."),
        ("decision_on", "Skriv, hvornår I vælger."),
        ("bid_validity_until_on", "Skriv, hvor længe tilbuddene skal gælde."),
    )
    missing = [Gap(message, column) for column, message in asked if not getattr(case.tender, column)]
    return [*missing, *as_gaps(rules.check_dates(local_dates(case.tender), danish_holidays()))]


def criteria(case: CustomerCase) -> list[Gap]:
    """Weights that sum to 100; there are none to weigh where price alone decides."""
    if not case.tender.weighted:
        return []
    return as_gaps(rules.check_weights([criterion.weight for criterion in case.criteria]))


def vendors(case: CustomerCase) -> list[Gap]:
    """Three to five invited, and none that a tie keeps out."""
    invited = as_gaps(rules.check_invited(sum(vendor.invited for vendor in case.vendors)))
    return [*invited, *ties.invited_gaps(case)]


def questions(case: CustomerCase) -> list[Gap]:
    """Every question has an answer."""
    return [Gap(f"Spørgsmål {row.code} er ikke besvaret.", row.code) for row in case.questions if not row.answer]


def scenarios(case: CustomerCase) -> list[Gap]:
    """At least one task for the demo."""
    if case.demo_scenarios:
        return []
    return [Gap("Skriv mindst én opgave, som alle leverandører skal vise.")]


def terms(case: CustomerCase) -> list[Gap]:
    """How you choose, and whether the law on public procurement binds the customer."""
    gaps = as_gaps(rules.check_public_body(public_body=case.tender.public_body))
    if not case.tender.award_rule:
        gaps.append(Gap("Skriv, hvordan I vælger.", "award_rule"))
    if not case.tender.contract_draft_attached:
        gaps.append(Gap("Vedlæg kontraktudkastet, så forbehold kommer frem i tide.", required=False))
    return gaps


def has_bids(case: CustomerCase) -> bool:
    """Whether anything of a bid is stored, sealed or not; asked of the table itself, and nothing of its content."""
    table = Bid.__table__.c
    return db.session.scalar(select(table.id).where(table.case_id == case.id).limit(1)) is not None


_METHOD = ("tco_years", "internal_hourly_rate_dkk", "price_zero_at_pct_above_lowest", "scale")


def load_method(case: CustomerCase) -> dict[str, object]:
    """How bids are ranked stands with the tender, the figures of the method with the evaluation."""
    return {"award_model": case.tender.award_model, **{name: getattr(case.evaluation, name) for name in _METHOD}}


def store_method(case: CustomerCase, values: dict[str, object]) -> None:
    """A figure left empty keeps its value: the method cannot do without it."""
    binding.apply(case.tender, {"award_model": values["award_model"]})
    binding.apply(case.evaluation, {name: values[name] for name in _METHOD if values[name] not in (None, "")})
