"""The pages where response forms are handed in, looked through and taken; every one works without a script."""

import io
from typing import Any

import pytest
from flask import Flask

from benchmarks.measure import counted
from itstart.db import db
from itstart.models import CustomerCase, Requirement, ResponseImport, User
from itstart.services import response_imports
from tests.browser import Browser, Page
from tests.factories import make_case, make_helper, make_staff
from tests.factories.response_bids import form_of, undecided, vendor_of
from tests.factories.response_forms import opened, set_answer

MAIL = "17.4.2026 15.40"


@pytest.fixture
def tender(app: Flask) -> tuple[CustomerCase, User]:
    return undecided()


@pytest.fixture
def here(browser: Browser, tender: tuple[CustomerCase, User]) -> Browser:
    browser.log_in(tender[1])
    return browser


def at(case: CustomerCase, rest: str = "") -> str:
    return f"/sager/{case.number}/valg/tilbud/indlaes{rest}"


def hand_in(browser: Browser, case: CustomerCase, *files: tuple[str, bytes]) -> Page:
    """The form with files, sent as a browser does."""
    given: list[Any] = [(io.BytesIO(content), name) for name, content in files]
    return browser.post(at(case), {"files": given}, visit=at(case))


def test_the_empty_forms_can_be_fetched(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, _ = tender
    page = here.get(at(case))
    assert "Ingen filer venter" in page.shown()
    names = [link.get_text(strip=True) for link in page.html.select("a") if "Tilbudsskema til" in link.get_text()]
    assert len(names) == 3, "the vendor that said no gets none"

    form = here.get(at(case, "/skema/V-2"))
    assert opened(form.data).sheetnames[2] == "Kravbesvarelse"
    assert "Konge" in form.headers["Content-Disposition"]
    assert here.get(at(case, "/skema/V-4")).status_code == 404
    assert here.get(at(case, "/skema/V-99")).status_code == 404


def test_one_file_leads_to_its_preview_and_from_there_into_the_bid(
    here: Browser, tender: tuple[CustomerCase, User]
) -> None:
    case, _ = tender
    content = form_of(case, "V-2", lambda book: set_answer(book, "K-25", extra=None, answer="T"))
    answer = hand_in(here, case, ("tilbud.xlsx", content))
    assert (answer.status_code, answer.location) == (303, at(case, "/1"))
    page = here.get(answer.location)
    assert "32 af 32" in page.shown()
    assert "Koden T kræver en merpris" in page.shown()
    assert "Svar på K-25" in page.shown()

    taken = here.post(at(case, "/1"), {"received_at": MAIL, "valg": "no_price:K-25"}, visit=at(case, "/1"))
    assert taken.status_code == 303, taken.shown()
    db.session.expire_all()
    row = db.session.query(ResponseImport).one()
    assert row.applied_at is not None
    assert "no_price:K-25" in (row.read or {})["accepted"]
    done = here.get(at(case, "/1"))
    assert "Filen er læst ind" in done.shown()
    assert "Taget med" in done.shown()
    assert here.get(at(case, "/1/original")).data == content
    assert "Læst ind" in here.get(at(case)).shown()


def test_many_files_at_once(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, _ = tender
    answer = hand_in(here, case, *((f"{code}.xlsx", form_of(case, code)) for code in ("V-1", "V-2", "V-3")))
    assert (answer.status_code, answer.location) == (303, at(case))
    assert here.get(at(case)).shown().count("Se igennem") == 3


def test_one_bad_file_keeps_none(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, _ = tender
    answer = hand_in(here, case, ("V-1.xlsx", form_of(case, "V-1")), ("priser.csv", b"a;b"))
    assert answer.status_code == 422
    said = answer.errors()[0]
    assert said.startswith("priser.csv: En csv-fil har kun ét ark og ingen skjulte numre.")
    assert said.endswith("Ingen af filerne er gemt.")
    assert db.session.query(ResponseImport).count() == 0


@pytest.mark.parametrize(("count", "said"), [(0, "Vælg en eller flere filer."), (13, "Vælg højst 12 filer ad gangen.")])
def test_no_files_and_too_many(here: Browser, tender: tuple[CustomerCase, User], count: int, said: str) -> None:
    answer = hand_in(here, tender[0], *[(f"{number}.csv", b"x") for number in range(count)])
    assert (answer.status_code, answer.errors()) == (422, [said])


def test_a_late_file_says_so_and_asks_why(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, _ = tender
    hand_in(here, case, ("tilbud.xlsx", form_of(case, "V-2")))
    refused = here.post(at(case, "/1"), {"received_at": "20.4.2026 12.01"}, visit=at(case, "/1"))
    assert refused.status_code == 422
    assert "Tilbuddet kom efter fristen" in refused.shown()
    assert any("Skriv, hvorfor kunden vil tage det med" in error for error in refused.errors())
    assert refused.one("[name=received_at]")["value"] == "20.4.2026 12.01"

    data = {"received_at": "20.4.2026 12.01", "late_choice_reason": "Mailen hang."}
    assert here.post(at(case, "/1"), data, visit=at(case, "/1")).status_code == 303
    db.session.expire_all()
    bid = vendor_of(case, "V-2").bid
    assert bid is not None
    assert bid.late_choice_reason == "Mailen hang."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Skriv, hvornår tilbuddet kom."),
        ("i går", "Skriv dato og klokkeslæt, fx 20.4.2026 12.00."),
        ("1.1.2090 12.00", "Tidspunktet er ikke kommet endnu."),
    ],
)
def test_a_moment_that_cannot_be(here: Browser, tender: tuple[CustomerCase, User], typed: str, said: str) -> None:
    case, _ = tender
    hand_in(here, case, ("tilbud.xlsx", form_of(case, "V-2")))
    answer = here.post(at(case, "/1"), {"received_at": typed}, visit=at(case, "/1"))
    assert (answer.status_code, answer.errors()) == (422, [said])


def test_a_file_is_put_aside(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, _ = tender
    hand_in(here, case, ("tilbud.xlsx", form_of(case, "V-2")))
    assert here.post(at(case, "/1/kasser"), visit=at(case, "/1")).status_code == 303
    assert "Filen er kasseret" in here.get(at(case, "/1")).shown()
    assert "Kasseret" in here.get(at(case)).shown()


def test_a_form_of_another_case_can_only_be_put_aside(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, _ = tender
    content = form_of(case, "V-2", lambda book: setattr(book["itstart"].cell(2, 2), "value", "2025-0001"))
    hand_in(here, case, ("tilbud.xlsx", content))
    page = here.get(at(case, "/1"))
    assert "Skemaet hører til sag 2025-0001, ikke til 2026-0017." in page.shown()
    assert page.html.select("#indlaes") == []
    assert "Kassér filen" in page.shown()


def test_after_the_decision_the_page_says_why_not(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, _ = tender
    hand_in(here, case, ("tilbud.xlsx", form_of(case, "V-2")))
    case.evaluation.decided_vendor = vendor_of(case, "V-1")
    case.evaluation.decided_on = case.changed_at.date()
    page = here.get(at(case, "/1"))
    assert "Tilbuddene kan ikke ændres bagefter." in page.shown()
    assert page.html.select("#indlaes") == []
    assert here.post(at(case, "/1"), {"received_at": MAIL}, visit=at(case, "/1")).status_code == 422


def test_both_tasks_lead_here(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, _ = tender
    for task in ("tilbud", "krav-for-krav"):
        links = [link["href"] for link in here.get(f"/sager/{case.number}/valg/{task}").html.select("main a[href]")]
        assert at(case) in links


def test_a_case_without_vendors_says_what_comes_first(here: Browser, tender: tuple[CustomerCase, User]) -> None:
    empty = make_case(tender[1])
    assert "Ingen leverandører endnu" in here.get(at(empty)).shown()


def test_who_may_read_and_who_may_not(browser: Browser, tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    response_imports.upload(user, case, "tilbud.xlsx", form_of(case, "V-2"))
    for person in (make_helper(), make_staff()):
        browser.log_in(person)
        for rest in ("", "/1", "/1/original", "/skema/V-2"):
            assert browser.get(at(case, rest)).status_code == 404


def test_a_file_costs_as_many_queries_for_40_more_requirements(
    here: Browser, tender: tuple[CustomerCase, User]
) -> None:
    case, _ = tender
    hand_in(here, case, ("a.xlsx", form_of(case, "V-2")))
    counts = []
    for first in (100, 140):
        here.get(at(case, "/1"))
        with counted() as queries:
            here.get(at(case, "/1"))
            counts.append(len(queries))
        for number in range(first, first + 40):
            case.requirements.append(Requirement(code=f"K-{number}", position=number, text="Nyt", title="Nyt"))
        db.session.commit()

    assert counts[0] == counts[1]
