"""The lock on what was sent, the dates that are proposed, and the calendar of a case."""

import pytest

from itstart import clock
from itstart.models import CustomerCase, User
from itstart.rules.tender_states import TenderState
from tests.browser import Browser
from tests.factories.tenders import ready_tender
from tests.services.tender_cases import tender_in

pytestmark = pytest.mark.usefixtures("no_office")


def url(case: CustomerCase, rest: str) -> str:
    return f"/sager/{case.number}/{rest}"


# ---- the lock --------------------------------------------------------------------------------------


def test_a_locked_list_says_why_and_shows_the_way_on(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    page = browser.get(url(case, "behov/krav"))
    assert f"Kravene er låst, fordi udbuddet er sendt {clock.today().day}." in page.shown()
    assert page.html.find("a", string="Begynd en rettelse", href=url(case, "udbud/pakken"))
    assert not page.html.find("a", string="Tilføj krav")
    for path in ("krav/K-01", "krav/ny", "krav/indsaet"):
        assert browser.get(url(case, path)).html.select("main form.edit, main form.paste") == []


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("krav/ny", {"title": "Nyt"}),
        ("krav/K-01", {"title": "Andet", "version": "1"}),
        ("krav/K-01/autogem", {"title": "Andet", "version": "1"}),
        ("krav/K-01/flyt", {"direction": "down"}),
        ("krav/K-01/slet", {}),
        ("krav/indsaet", {"lines": "Lager; skal; Ny; Tekst; Prøve"}),
        ("kriterier-liste/C1/slet", {}),
        ("udbud/tidsplan", {"section": "tidsplan", "version": "1", "title": "Ny"}),
        ("udbud/tidsplan/autogem", {"section": "tidsplan", "version": "1", "title": "Ny"}),
        ("udbud/kriterier", {"section": "metode", "version": "1", "tco_years": "3"}),
        ("udbud/tidsplan/forslag", {"fra": "2026-12-01", "brug": "alle"}),
    ],
)
def test_every_way_of_changing_what_was_sent_is_shut(
    browser: Browser, user: User, path: str, data: dict[str, str]
) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    answer = browser.post(url(case, path), data)
    assert answer.status_code == 409
    assert "låst, fordi udbuddet er sendt" in answer.text
    assert [row.title for row in case.requirements][:1] == ["Lager i realtid"]


# ---- dates -----------------------------------------------------------------------------------------


def test_a_proposal_fills_what_is_empty_and_leaves_what_is_written(browser: Browser, user: User) -> None:
    case = ready_tender(user, question_deadline_on=None)
    decided = case.tender.decision_on
    shown = browser.get(url(case, "udbud/tidsplan/forslag?fra=2027-01-04"))
    assert "man. 4. januar 2027" in shown.shown()
    assert "ons. 13. januar 2027" in shown.shown()
    answer = browser.post(url(case, "udbud/tidsplan/forslag"), {"fra": "2027-01-04", "brug": "tomme"})
    assert answer.location == url(case, "udbud/tidsplan")
    assert str(case.tender.question_deadline_on) == "2027-01-13"
    assert case.tender.decision_on == decided
    browser.post(url(case, "udbud/tidsplan/forslag"), {"fra": "2027-01-04", "brug": "alle"})
    assert case.tender.decision_on != decided
    assert str(clock.local(case.tender.bid_deadline_at or clock.now())) == "2027-01-28 12:00:00+01:00"


@pytest.mark.parametrize("path", ["?fra=", "?fra=31.2.2027", "?fra=hej"])
def test_a_date_that_is_none_is_explained(browser: Browser, user: User, path: str) -> None:
    case = ready_tender(user)
    answer = browser.get(url(case, f"udbud/tidsplan/forslag{path}"))
    assert answer.status_code == 422
    assert any(answer.errors())


def test_the_calendar_holds_every_deadline_of_the_case(browser: Browser, user: User) -> None:
    case = ready_tender(user)
    case.next_action, case.next_action_on = "Ring; til kunden", clock.today()
    answer = browser.get(url(case, "kalender.ics"))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    text = answer.data.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 8
    assert "SUMMARY:Ring\\; til kunden (Ærø Værft A/S)" in text
    assert f"UID:{case.number}-bid_deadline_at@it-start" in text
