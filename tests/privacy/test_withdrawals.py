"""A visitor takes an enquiry back by the link in the receipt, and what follows from it."""

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import Lead, OutboxMail
from itstart.rules.lead_states import CloseReason
from itstart.rules.personal_data import GONE
from itstart.rules.terms import LeadStatus
from itstart.services import enquiry_withdrawals
from itstart.web import form_age
from itstart.web.enquiry_withdrawals import address
from tests.browser import Browser
from tests.factories.accounts import make_staff
from tests.factories.leads import fitting_firm, make_lead
from tests.web.test_enquiries import TYPED, send


@pytest.fixture(autouse=True)
def read_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """People read for three seconds; the tests do not."""
    monkeypatch.setattr(form_age, "MIN_SECONDS", -1.0)


def _way_back(app: Flask, lead: Lead) -> str:
    with app.test_request_context():
        return address(lead.number).partition("localhost")[2]


def test_the_link_in_the_receipt_takes_it_back(browser: Browser) -> None:
    make_staff()
    send(browser)
    mail = db.session.query(OutboxMail).filter_by(recipient=TYPED["contact_email"]).one()
    assert "[[link]]" in mail.body
    where = "/kontakt/fortryd" + mail.link.partition("/kontakt/fortryd")[2]

    page = browser.get(where)
    lead = db.session.query(Lead).one()
    assert lead.status is LeadStatus.NEW, "opening it decides nothing"
    answer = browser.request("POST", where, {"csrf_token": str(page.one("input[name=csrf_token]")["value"])})
    assert "Henvendelsen er slettet" in answer.text
    db.session.refresh(lead)
    assert (lead.status, lead.close_reason) == (LeadStatus.CLOSED, CloseReason.WITHDRAWN)
    assert (lead.contact_name, lead.contact_email, lead.company, lead.need_summary) == ("", "", GONE, GONE)
    said = {TYPED[name] for name in ("need_summary", "company", "contact_name", "contact_email", "contact_phone")}
    for row in db.session.query(OutboxMail):
        assert not [word for word in said if word in f"{row.recipient} {row.recipient_name} {row.subject} {row.body}"]
    assert "Henvendelsen er lukket" in browser.get(where).text


@pytest.mark.parametrize("status", [LeadStatus.OFFERED, LeadStatus.ACCEPTED])
def test_the_firm_that_has_it_is_told(app: Flask, status: LeadStatus) -> None:
    lead = make_lead(status, firm=fitting_firm())
    enquiry_withdrawals.withdraw(lead)
    told = db.session.query(OutboxMail).filter(OutboxMail.key.startswith(f"lead-{lead.id}-gone-")).one()
    assert told.withdrawn_at is None
    assert str(lead.number) in f"{told.subject}{told.body}"
    assert not [offer for offer in lead.offers if offer.is_open]


def test_a_case_is_the_firms(app: Flask, browser: Browser) -> None:
    lead = make_lead(LeadStatus.CONVERTED)
    page = browser.get(_way_back(app, lead))
    assert "Henvendelsen er blevet til en sag" in page.text
    assert lead.contact_name


@pytest.mark.parametrize("key", ["", "?k=1", "?k=Mg.xxxx"])
def test_an_address_of_ones_own_making(browser: Browser, key: str) -> None:
    assert browser.get(f"/kontakt/fortryd{key}").status_code == 404
