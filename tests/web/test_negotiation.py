"""The negotiation on its page: what each point is worth, the sum, and amounts however they are typed."""

from typing import Any

import pytest

from itstart.db import db
from itstart.exchange import export_case
from itstart.models import CustomerCase, NegotiationPoint, User
from itstart.rules.negotiation import Concern
from tests.browser import Browser, Page


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def page(here: Browser, case: CustomerCase) -> Page:
    return here.get(f"/sager/{case.number}/projekt/forhandling")


def words(found: Page) -> str:
    return found.shown("main").replace("\u00a0", " ")


def add(here: Browser, case: CustomerCase, **values: Any) -> Page:
    sent = {"topic": "Punkt", "concerns": "", "before": "", "after": "", **values}
    return here.post(f"/sager/{case.number}/forhandlet/ny", sent)


def last() -> NegotiationPoint:
    found = db.session.query(NegotiationPoint).order_by(NegotiationPoint.id.desc()).first()
    assert found is not None
    return found


def test_the_golden_numbers(here: Browser, case: CustomerCase) -> None:
    found = page(here, case)
    said = words(found)
    assert "Fra 1.365.358 kr. til 1.350.358 kr. over 5 år: 15.000 kr. sparet." in said
    assert "Engangspris, −15.000 kr." in said
    assert "260.000 kr. → 245.000 kr." in said
    assert "Kontraktens priser siger noget andet" not in said
    drawn = str(found.one("svg.chart")["aria-label"]).replace("\u00a0", " ")
    assert drawn == "Over 5 år. Pris på analyse og opsætning: 15.000 kr. sparet"


def test_prices_that_do_not_agree_are_told(here: Browser, case: CustomerCase) -> None:
    add(here, case, topic="Uddannelse", concerns="one_off", before="50.000", after="40.000")
    said = words(page(here, case))
    assert "Fra 1.365.358 kr. til 1.340.358 kr. over 5 år: 25.000 kr. sparet." in said
    assert "Kontraktens priser siger noget andet end forhandlingen" in said
    assert "giver prislinjerne 1.350.358 kr. og punkterne her 1.340.358 kr." in said


@pytest.mark.parametrize(
    ("concerns", "before", "after", "stored", "tag"),
    [
        ("one_off", "50.000 kr.", "kr. 40.000,-", ("50000", "40000"), "Engangspris, −10.000 kr."),
        ("annual", "18000", "20.000", ("18000", "20000"), "Pris om året, +10.408 kr."),
        ("rise", "2 %", "1 %", ("2 %", "1 %"), "Årlig stigning, −15.431 kr."),
        ("hours", "380", "300 timer", ("380", "300 timer"), "Jeres egne timer, −36.000 kr."),
        ("exit", "0", "5.000", ("0", "5000"), "Pris for at komme ud, +5.000 kr."),
        ("terms", "Seks måneder", "Tolv måneder", ("Seks måneder", "Tolv måneder"), "Vilkår"),
        ("one_off", "50.000", "", ("50000", ""), "Ikke aftalt endnu"),
        ("", "4 tryk", "3 tryk", ("4 tryk", "3 tryk"), "Andet"),
    ],
)
def test_amounts_are_read_as_they_are_typed(
    here: Browser, case: CustomerCase, concerns: str, before: str, after: str, stored: tuple[str, str], tag: str
) -> None:
    assert add(here, case, concerns=concerns, before=before, after=after).status_code == 303
    assert (last().before, last().after) == stored
    assert tag in words(page(here, case))


@pytest.mark.parametrize(
    ("concerns", "message"),
    [
        ("one_off", "Skriv et beløb, fx 245.000."),
        ("annual", "Skriv et beløb, fx 245.000."),
        ("exit", "Skriv et beløb, fx 245.000."),
        ("hours", "Skriv et antal timer, fx 380."),
        ("rise", "Skriv én procent, fx 2 %."),
    ],
)
def test_a_figure_that_cannot_be_read_is_refused_and_stays(
    here: Browser, case: CustomerCase, concerns: str, message: str
) -> None:
    refused = add(here, case, concerns=concerns, before="meget", after="lidt")
    assert refused.status_code == 422
    assert refused.errors() == [message, message]
    assert refused.one("#row-forhandlet-ny-before")["value"] == "meget"


def test_before_a_vendor_is_chosen_there_are_no_figures(here: Browser, case: CustomerCase) -> None:
    case.contract.vendor, case.evaluation.decided_vendor = None, None
    db.session.commit()
    said = words(page(here, case))
    assert "Engangspris" in said
    assert "sparet" not in said


def test_an_empty_list_leads_to_the_questions(here: Browser, case: CustomerCase) -> None:
    for point in case.negotiation:
        db.session.delete(point)
    db.session.commit()
    found = page(here, case)
    assert "Begynd med tilbuddets svage sider" in words(found)
    assert here.get(f"/sager/{case.number}/valg/spoerg-leverandoeren").status_code == 200


def test_what_a_point_is_about_is_exchanged_when_it_is_said(here: Browser, case: CustomerCase) -> None:
    add(here, case, topic="Uddannelse", concerns="one_off", before="50.000", after="40.000")
    db.session.expire_all()
    points = export_case(case)["negotiation"]
    assert "concerns" not in points[0]
    assert points[-1] == {"date": None, "topic": "Uddannelse", "before": 50_000, "after": 40_000, "concerns": "one_off"}
    assert last().concerns is Concern.ONE_OFF
