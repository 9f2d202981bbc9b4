"""A small case that stands in no database, and its response form as a vendor sends it back without a fault."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from itstart.models import (
    Customer,
    CustomerCase,
    Evaluation,
    Helper,
    NeedsDescription,
    Requirement,
    Tender,
    Vendor,
)
from itstart.rules.terms import InvitationStatus, Priority
from itstart.steps.tender import response_form
from tests.factories.response_forms import changed, set_answer, set_field, set_line

PRIORITIES = (Priority.MUST, Priority.MUST, Priority.SHOULD, Priority.SHOULD, Priority.COULD, Priority.COULD)


def vendor(code: str, name: str, status: InvitationStatus = InvitationStatus.INVITED, cvr: str = "") -> Vendor:
    """A vendor of the tender."""
    return Vendor(code=code, name=name, cvr=cvr, invited=True, invitation_status=status)


def small_case() -> CustomerCase:
    """Six requirements, one left for later, two vendors that bid and one that said no."""
    rows = [
        Requirement(
            code=f"K-0{number}", area="Lager", priority=priority, title=f"Titel {number}",
            text=f"Systemet skal kunne {number}.", acceptance_criterion=f"Prøve {number}.",
        )
        for number, priority in enumerate(PRIORITIES, start=1)
    ]  # fmt: skip
    later = Requirement(
        code="K-07", area="Web", priority=Priority.WONT, title="Webshop", text="", acceptance_criterion=""
    )
    return CustomerCase(
        number="2026-0017",
        title="Nyt ERP-system",
        changed_at=datetime(2026, 3, 20, tzinfo=UTC),
        customer=Customer(name="Nordvang A/S"),
        helper=Helper(email="mette@hedelund.example"),
        tender=Tender(title="ERP", bid_validity_until_on=date(2026, 7, 31)),
        needs_description=NeedsDescription(),
        evaluation=Evaluation(),
        requirements=[*rows, later],
        vendors=[
            vendor("V-1", "Limfjord ApS"),
            vendor("V-2", "Kongeå Data A/S", cvr="99000023"),
            vendor("V-4", "Bredning IT A/S", InvitationStatus.DECLINED),
        ],
    )


@cache
def filled_form() -> bytes:
    """The form of V-2 without a fault; K-03 costs 5.000 kr. and K-05 comes in 2027."""
    case = small_case()
    return changed(response_form.build(case, case.vendors[1]), fill_small)


def fill_small(book: Any) -> None:
    """What a careful vendor writes."""
    for key, value in (("product", "ProdPlan"), ("delivery_model", "Cloud (SaaS)"), ("valid_until", date(2026, 7, 31))):
        set_field(book, "Stamdata", f"loesning.{key}", value)
    set_field(book, "Stamdata", "firma.cvr", "99 00 00 23")
    for key, number in (("adjustment", 2), ("internal_hours", 380), ("exit_cost", 0)):
        set_field(book, "Priser", f"glemt.{key}", number)
    set_line(book, "Priser", "engang.1", "Implementering", "Opsætning", 100_000)
    set_line(book, "Priser", "engang.2", "Tilpasning", "Tilpasning af K-03", 5_000)
    set_line(book, "Priser", "aar.1", "Licens eller abonnement", "12 brugere", 118_080)
    set_field(book, "Forbehold", "svar.any", "Nej, ingen forbehold")
    for code, letter in (("K-01", "S"), ("K-02", "K"), ("K-04", "S"), ("K-06", "N")):
        set_answer(book, code, answer=letter)
    set_answer(book, "K-03", answer="T", extra=5_000, comment="Et felt mere")
    set_answer(book, "K-05", answer="V", available="8.2", promised=date(2027, 3, 1))
