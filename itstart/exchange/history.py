"""Finished work made up by chance but the same each time: customers, cases, modules, hours, answers and leads.

It is drawn with the caller's random numbers (`history_rows` inserts it): the demo has three years of it, tests and
benchmarks as much as they like.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from itstart import clock
from itstart.rules.lead_states import DeclineReason, Origin
from itstart.rules.module_acts import RatingQuestion, SignedHow
from itstart.rules.steps import StepKey
from itstart.rules.terms import (
    Barrier,
    CaseStatus,
    Category,
    IndustryScheme,
    LeadStatus,
    ReferralSource,
    YesNoUnknown,
)
from itstart.rules.words import search_text

Values = dict[str, Any]
STEPS = list(StepKey)
_WORK = ("Interview", "Workshop", "Gennemgang af tilbud", "Skrivning", "Møde med kunden")


@dataclass(frozen=True)
class Place:
    """Where a customer lives."""

    postal_code: str
    city: str
    municipality_code: str


@dataclass(frozen=True)
class Trade:
    """What a customer does; `code` is the industry code."""

    name: str
    code: str
    title: str


@dataclass(frozen=True)
class Worked:
    """A firm that did the work: where, in which fields and until when."""

    helper_id: int
    places: Sequence[Place]
    categories: Sequence[Category]
    until: date


@dataclass
class Drawn:
    """One customer from the lead to the last report; `modules` each with their steps, hours and answers."""

    customer: Values
    case: Values
    opened_on: date
    barriers: list[Barrier]
    modules: list[tuple[Values, list[StepKey], list[Values], dict[RatingQuestion, int]]] = field(default_factory=list)
    lead: Values | None = None
    offers: list[Values] = field(default_factory=list)


class Draw:
    """Draws customers one after the other."""

    def __init__(self, chance: Random, trades: Sequence[Trade], titles: dict[Category, str]) -> None:
        self.chance, self.trades, self.titles = chance, trades, titles

    def one(self, firm: Worked, number: str, opened_on: date, others: Sequence[int] = ()) -> Drawn:
        """A customer of the firm whose case was opened on the day; `others` may have said no to the lead before."""
        chance = self.chance
        place, trade = chance.choice(firm.places), chance.choice(self.trades)
        category = chance.choice(firm.categories)
        serial = int(number.replace("-", ""))
        name = f"{place.city} {trade.name} {serial % 1000} ApS (fiktiv)"
        customer = {
            "helper_id": firm.helper_id, "name": name, "search_name": search_text(name), "cvr": _cvr(serial),
            "postal_code": place.postal_code, "city": place.city, "municipality_code": place.municipality_code,
            "industry_scheme": IndustryScheme.DB07, "industry_code": trade.code, "industry_title": trade.title,
            "employees": chance.randint(3, 120),
        }  # fmt: skip
        case = {
            "number": number, "helper_id": firm.helper_id, "title": self.titles[category], "category": category,
            "search_text": search_text(number, self.titles[category], name, place.city),
            "referral_source": chance.choices(list(ReferralSource), (5, 4, 3, 4))[0],
            "used_adviser_before": _said(chance, (3, 7, 1)), "opened_on": opened_on,
            "activated_on": opened_on + timedelta(days=chance.randint(0, 6)),
        }  # fmt: skip
        barriers = chance.sample(list(Barrier), chance.choices((0, 1, 2, 3), (1, 4, 4, 2))[0])
        drawn = Drawn(customer, case, opened_on, barriers)
        self._modules(drawn)
        _close(drawn, chance)
        if case["referral_source"] is ReferralSource.CENTER or chance.random() < 0.25:
            self._lead(drawn, firm, others)
        return drawn

    def _modules(self, drawn: Drawn) -> None:
        chance = self.chance
        count = chance.choices((0, 1, 2, 3), (1, 8, 6, 2))[0]
        day, left = drawn.opened_on + timedelta(days=chance.randint(5, 24)), list(STEPS)
        for number in range(1, count + 1):
            steps, left = left[:1], left[1:]
            cancelled = chance.random() < 0.05
            module = _module(chance, number, steps[0], day, cancelled=cancelled)
            answered = not cancelled and chance.random() < 0.8
            answers = _answers(chance) if answered else {}
            module["customer_rating"] = round(sum(answers.values()) / len(answers)) if answers else None
            drawn.modules.append((module, steps, _hours(chance, module), answers))
            day = module["end_reported_on"] + timedelta(days=chance.randint(3, 20))

    def _lead(self, drawn: Drawn, firm: Worked, others: Sequence[int]) -> None:
        chance, case, customer = self.chance, drawn.case, drawn.customer
        accepted = drawn.opened_on - timedelta(days=chance.randint(1, 9))
        offered = accepted - timedelta(days=chance.choices((0, 1, 2, 3, 5, 7), (3, 6, 5, 3, 2, 1))[0])
        received = offered - timedelta(days=chance.randint(0, 6))
        other = chance.choice(others) if others and chance.random() < 0.3 else None
        if other is not None:
            before = received - timedelta(days=9)
            drawn.offers.append(_refused(chance, other, before))
            received = before - timedelta(days=1)
        drawn.offers.append({"helper_id": firm.helper_id, "offered_on": offered, "accepted_on": accepted})
        drawn.lead = {
            "origin": Origin.STAFF, "source_type": ReferralSource.CENTER, "source_name": "IBIZ-Center",
            "company": customer["name"], "cvr": customer["cvr"], "postal_code": customer["postal_code"],
            "municipality_code": customer["municipality_code"], "industry": customer["industry_title"],
            "category": case["category"], "need_summary": case["title"], "received_on": received,
            "consent_on": received, "offered_to_helper_on": offered, "accepted_on": accepted,
            "status": LeadStatus.CONVERTED, "waiting_since": drawn.opened_on,
        }  # fmt: skip


def _said(chance: Random, weights: Sequence[int]) -> YesNoUnknown:
    return chance.choices(list(YesNoUnknown), weights)[0]


def _cvr(serial: int) -> str:
    """A number with the right check digit in the block that stands for nobody."""
    number = 99_100_000 + serial * 11 % 800_000
    while sum(int(digit) * weight for digit, weight in zip(str(number), (2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11:
        number += 1
    return str(number)


def _module(chance: Random, number: int, step: StepKey, signed: date, *, cancelled: bool) -> Values:
    started = signed + timedelta(days=chance.randint(1, 6))
    delivered = started + timedelta(days=chance.randint(10, 35))
    accepted = delivered + timedelta(days=chance.randint(0, 6))
    ended = accepted + timedelta(days=chance.randint(0, 5))
    end = {"cancelled_on": delivered, "cancel_reason": "Kunden har fået for travlt.", "end_reported_on": ended}
    done = {
        "delivered_on": delivered, "accepted_on": accepted, "accepted_by": "Kunden", "end_reported_on": ended,
        "value_for_customer": "Kunden ved nu, hvad der skal spørges om.",
        "would_have_bought_anyway": _said(chance, (2, 6, 2)),
    }  # fmt: skip
    return {
        "number": number, "code": f"M-{number}", "title": step.label, "product": f"{step.label}, klar til kunden",
        "planned_hours": Decimal(15), "price_dkk": chance.choice((9_000, 12_000, 13_500, 15_000, 15_000)),
        "data_sharing_accepted": True, "agreement_sent_on": signed, "agreement_signed_on": signed,
        "agreement_signed_by": "Kunden", "signed_how": SignedHow.PAPER, "start_reported_on": started,
        "starts_on": started, "expected_end_on": delivered, "started_on": started,
        **dict.fromkeys((*end, *done)), "cancel_reason": "", "accepted_by": "", "value_for_customer": "",
        **(end if cancelled else done),
    }  # fmt: skip


def _hours(chance: Random, module: Values) -> list[Values]:
    """Some days of work; a module in twenty has none written down."""
    if chance.random() < 0.05:
        return []
    days = (module["delivered_on"] or module["cancelled_on"]) - module["started_on"]
    return [
        {
            "number": number, "signed_on": module["agreement_signed_on"],
            "spent_on": module["started_on"] + days * number // 5, "hours": Decimal(chance.randint(4, 12)) / 2,
            "activity": chance.choice(_WORK), "entered_by": "Rådgiver",
        }
        for number in range(1, chance.randint(2, 5) + 1)
    ]  # fmt: skip


def _answers(chance: Random) -> dict[RatingQuestion, int]:
    return {asked: chance.choices((2, 3, 4, 5), (1, 3, 8, 8))[0] for asked in RatingQuestion}


def _refused(chance: Random, helper_id: int, offered: date) -> Values:
    if chance.random() < 0.4:
        return {"helper_id": helper_id, "offered_on": offered, "expired_on": offered + timedelta(days=8)}
    declined = offered + timedelta(days=chance.randint(0, 6))
    reason = chance.choice((DeclineReason.NO_TIME, DeclineReason.TOO_FAR, DeclineReason.NOT_OUR_FIELD))
    return {"helper_id": helper_id, "offered_on": offered, "declined_on": declined, "decline_reason": reason}


def _close(drawn: Drawn, chance: Random) -> None:
    ends = [module["end_reported_on"] for module, *_ in drawn.modules]
    closed = max(ends, default=drawn.opened_on + timedelta(days=20)) + timedelta(days=chance.randint(0, 5))
    given_up = not ends
    drawn.case |= {
        "completed_on": None if given_up else closed,
        "abandoned_on": closed if given_up else None,
        "abandon_reason": "Virksomheden venter et år." if given_up else "",
        "closed": True,
        "phase": CaseStatus.ABANDONED if given_up else CaseStatus.COMPLETED,
        "changed_at": datetime.combine(closed, time(12), clock.DENMARK),
    }


def ends_on(drawn: Drawn) -> date:
    """The day everything about the customer was over."""
    last: date = drawn.case["completed_on"] or drawn.case["abandoned_on"]
    return last
