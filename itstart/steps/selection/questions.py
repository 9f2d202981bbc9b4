"""Questions to put to a vendor, made of what its bid says and leaves out (DOMAIN F 7)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, select

from itstart.db import db
from itstart.documents.danish import kroner, percent
from itstart.models import CustomerCase, Requirement, RequirementResponse
from itstart.rules.terms import Answer, Priority
from itstart.steps.selection.assessment import AssessedBid, Assessment
from itstart.steps.selection.wording import few_hours, has_reservations, highest_line
from itstart.steps.shared_documents import sentence

MOST = 6
HIGH_RISE_PCT = 3
ASKED = (Answer.ROADMAP, Answer.NOT_MET, Answer.CUSTOMISATION, Answer.THIRD_PARTY)
CANDIDATES = 20


@dataclass(frozen=True)
class Question:
    """What to ask, and what in the bid gives cause: its short name ("K-24") and the cause in words."""

    text: str
    about: str
    why: str


def questions(customer_case: CustomerCase, found: Assessment, bid: AssessedBid) -> list[Question]:
    """At most six questions, the most serious first."""
    made = [*_answers(bid), *_terms(bid), *_prices(found, bid), *_references(customer_case, bid)]
    return made[:MOST]


def _answers(bid: AssessedBid) -> list[Question]:
    """About single answers: musts that come later or never, then points taken off musts, then the rest."""
    response, late = RequirementResponse, RequirementResponse.answer.in_((Answer.ROADMAP, Answer.NOT_MET))
    must = Requirement.priority == Priority.MUST
    query = (
        select(
            Requirement.code,
            Requirement.title,
            Requirement.priority,
            response.answer,
            response.available,
            response.vendor_comment,
            response.extra_price_dkk,
            response.score,
            response.score_reason,
        )
        .join(response, response.requirement_id == Requirement.id)
        .where(
            response.bid_id == bid.bid.id,
            Requirement.deleted_at.is_(None),
            Requirement.priority != Priority.WONT,
            response.answer.in_(ASKED) | (response.score_reason != ""),
        )
        .order_by(
            case((must & late, 0), (must & (response.score_reason != ""), 1), (must, 2), else_=3),
            Requirement.position,
        )
        .limit(CANDIDATES)
    )
    found = (_answer(given) for given in db.session.execute(query))
    return [question for question in found if question][: MOST - 2]


def _answer(response: Any) -> Question | None:
    code, title = response.code, response.title
    extra = f", {kroner(response.extra_price_dkk)}" if response.extra_price_dkk else ""
    if response.answer is Answer.ROADMAP:
        return Question(
            f"Vil I skrive datoen for »{title}« ind i kontrakten, med bod, hvis den ikke holder?",
            code,
            f"Svarkode V: kommer senere. {sentence(response.available or response.vendor_comment)}".strip(),
        )
    if response.answer is Answer.NOT_MET and response.priority is Priority.MUST:
        return Question(f"Hvordan vil I løse »{title}«, når systemet ikke kan det?", code, "Svarkode N: opfyldes ikke.")
    if response.score_reason and response.score is not None and response.score < MOST - 1:
        return Question(
            f"Hvornår er »{title}« i orden, og er det uden merpris?",
            code,
            f"Givet {response.score} point. {sentence(response.score_reason)}",
        )
    if response.answer is Answer.THIRD_PARTY:
        return Question(f"Hvem retter fejlen i »{title}«, når den ligger hos tredjepart?", code, f"Svarkode 3{extra}.")
    if response.answer is Answer.CUSTOMISATION:
        return Question(f"Hvem betaler for tilpasningen af »{title}« ved opgradering?", code, f"Svarkode T{extra}.")
    return None


def _terms(bid: AssessedBid) -> list[Question]:
    if not has_reservations(bid):
        return []
    return [Question("Vil I frafalde forbeholdet, eller hvad koster det?", "Forbehold", sentence(bid.bid.reservations))]


def _prices(found: Assessment, bid: AssessedBid) -> list[Question]:
    made = []
    few = few_hours(found, bid)
    if few:
        made.append(Question("Hvordan kan vi nøjes med så få timer selv?", "Egne timer", few))
    line = highest_line(found, bid)
    if line is not None:
        why = f"{line.label}: {kroner(line.amount_dkk)}, mest af tilbuddene."
        made.append(Question("Hvad består den største post af?", "Pris", why))
    if bid.bid.exit_cost_dkk is None:
        made.append(Question("Hvad koster det at få data med ud igen?", "Udtræden", "Prisen står ikke i tilbuddet."))
    rise = bid.bid.annual_price_adjustment_pct
    if rise is not None and rise > HIGH_RISE_PCT:
        made.append(Question("Kan prisen følge nettoprisindekset?", "Regulering", f"{percent(rise)} om året."))
    return made


def _references(customer_case: CustomerCase, bid: AssessedBid) -> list[Question]:
    talks = [check for check in customer_case.reference_checks if check.vendor is bid.vendor]
    if not talks or any(check.chosen_by_customer for check in talks):
        return []
    why = "Leverandøren har selv valgt alle referencer."
    return [Question("Må vi tale med en kunde, vi selv vælger på jeres kundeliste?", "Referencer", why)]
