"""Ask for help: the lead, the receipt, and what holds off robots and repetition (F084, A21)."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from itstart.db import db
from itstart.models import Lead, OutboxMail
from itstart.rules.lead_states import DeclineReason, Origin
from itstart.rules.terms import Category, LeadStatus, ReferralSource
from itstart.services import lead_offers
from itstart.web import form_age
from tests.browser import Browser, Page
from tests.factories import make_staff
from tests.factories.leads import fitting_firm, person_of

HERE = "/kontakt"
TYPED = {
    "need_summary": "Vi taster ordrer ind tre steder.",
    "category": "erp",
    "postal_code": "7400",
    "company": "Nordvang Maskinfabrik A/S",
    "cvr": "",
    "contact_name": "Birgit Nordvang",
    "contact_email": "birgit@nordvang.example",
    "contact_phone": "12 34 56 78",
    "consent": "y",
}


@pytest.fixture(autouse=True)
def read_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """People read for three seconds; the tests do not."""
    monkeypatch.setattr(form_age, "MIN_SECONDS", -1.0)


@pytest.fixture(autouse=True)
def staff(app: Flask) -> None:
    make_staff(name="Lise Ravnholt")


def send(browser: Browser, query: str = "", **changed: str) -> Page:
    token = str(browser.get(HERE + query).one("input[name=csrf_token]")["value"])
    return browser.request("POST", HERE + query, {**TYPED, "csrf_token": token, **changed})


def leads() -> list[Lead]:
    return list(db.session.scalars(select(Lead).order_by(Lead.id)))


def mails(to: str = TYPED["contact_email"]) -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.recipient == to)))


def test_three_questions_become_a_lead_and_a_receipt(browser: Browser) -> None:
    answer = send(browser)
    assert answer.location.startswith("/kontakt/tak?k=")
    page = browser.get(answer.location)
    assert "Lise Ravnholt fra IBIZ-Center svarer jer senest" in page.shown()

    lead = leads()[0]
    assert (lead.origin, lead.source_type, lead.status) == (Origin.PUBLIC, ReferralSource.CENTER, LeadStatus.NEW)
    assert (lead.category, lead.municipality_code, lead.need_summary) == (Category.ERP, "0657", TYPED["need_summary"])
    assert lead.consent_on is not None
    mail = mails()[0]
    assert "Lise Ravnholt fra IBIZ-Center svarer dig senest" in mail.body
    assert TYPED["need_summary"] not in mail.body, "the address may be somebody else's"


def test_no_cookie_is_set_on_the_way(browser: Browser) -> None:
    page = browser.get(HERE)
    answer = send(browser)
    done = browser.get(answer.location)
    assert not [one for one in (page, answer, done) if "Set-Cookie" in one.headers]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("need_summary", " ", "Skriv kort, hvad I vil have hjælp til."),
        ("postal_code", "", "Skriv jeres postnummer."),
        ("postal_code", "9999", "Vi kender ikke postnummeret. Skriv fire cifre, fx 7400."),
        ("company", "", "Skriv virksomhedens navn."),
        ("contact_name", "", "Skriv dit navn."),
        ("contact_email", "", "Skriv din e-mail, så vi kan svare."),
        ("consent", "", "Sæt kryds, så vi må gemme henvendelsen og finde en hjælper."),
    ],
)
def test_what_is_missing_is_told_at_the_field(browser: Browser, field: str, value: str, said: str) -> None:
    answer = send(browser, **{field: value})
    assert answer.status_code == 422
    assert answer.errors() == [said]
    assert TYPED["contact_phone"] in answer.text, "what was typed stays"
    assert not leads()


@pytest.mark.parametrize(("cvr", "status"), [("12345678", 422), ("1234", 422), ("DK 99 00 00 07", 303), ("", 303)])
def test_a_cvr_number_is_checked_when_it_is_given(browser: Browser, cvr: str, status: int) -> None:
    assert send(browser, cvr=cvr).status_code == status


@pytest.mark.parametrize("key", ["", "forged", "eyJhIjoxfQ.x"])
def test_a_receipt_nobody_was_given_leads_to_the_form(browser: Browser, key: str) -> None:
    assert browser.get(f"/kontakt/tak?k={key}").location == HERE


# ---- for one firm --------------------------------------------------------------------------------------


def wished(browser: Browser, **values: Any) -> Any:
    firm = fitting_firm("Hede IT", **{"profile_public": True, "adviser": "Åse Ørsted", **values})
    assert "Åse Ørsted får jeres henvendelse" in browser.get(f"{HERE}?hjaelper={firm.cvr}").shown()
    assert "sendt den til Hede IT" in browser.get(send(browser, f"?hjaelper={firm.cvr}").location).shown()
    return firm


def test_the_firm_that_was_chosen_is_offered_the_lead(browser: Browser) -> None:
    firm = wished(browser)
    lead = leads()[0]
    assert lead.status is LeadStatus.OFFERED
    assert [(one.helper.company, one.offered_by) for one in lead.offers] == [("Hede IT", None)]
    told = mails(person_of(firm).email)[0]
    assert told.body.startswith("Hej")
    assert "På hjemmesiden har I fået en ny kunde" in told.body
    assert "Nordvang" not in told.body, "who it is, the firm learns when it says yes"

    lead_offers.decline(person_of(firm), lead, reason=DeclineReason.NO_TIME)
    assert leads()[0].status.value == "new"


def test_a_firm_that_cannot_take_it_leaves_it_in_the_queue(browser: Browser) -> None:
    firm = fitting_firm("Hede IT", profile_public=True)
    firm.code_acceptances = []
    send(browser, f"?hjaelper={firm.cvr}")
    assert leads()[0].status is LeadStatus.NEW
    assert not leads()[0].offers


def test_what_was_asked_for_in_the_list_is_filled_in(browser: Browser) -> None:
    page = browser.get(f"{HERE}?postnummer=7400&omraade=bi")
    assert page.one("#postal_code")["value"] == "7400"
    assert page.one("#category option[selected]")["value"] == "bi"
    assert not browser.get(f"{HERE}?postnummer=0000&omraade=x").one("#postal_code").get("value")
