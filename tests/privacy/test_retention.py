"""What is too old is forgotten by the daily work, the pages still work, and what is held back stays."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from itstart import clock
from itstart.cli.daily import daily
from itstart.db import db
from itstart.models import (
    CustomerCase,
    DeliveryModule,
    ForgottenCase,
    GeneratedDocument,
    OutboxMail,
    Requirement,
    SparringRequest,
    StoredFile,
    User,
)
from itstart.rules.personal_data import GONE, Person
from itstart.rules.retention import agreement_until
from itstart.rules.terms import LeadStatus
from itstart.services import case_forgetting, legal_holds, retention
from tests.browser import Browser
from tests.factories.accounts import make_admin, make_helper
from tests.factories.leads import make_lead
from tests.web.filled_case import filled_case

TODAY = clock.today()


@pytest.fixture
def filled(app: Flask) -> tuple[CustomerCase, User]:
    """The worked example with files, links, papers and mails."""
    case, user = filled_case()
    db.session.commit()
    return case, user


def _values(table: str, case_id: int) -> dict[str, Any]:
    found = db.metadata.tables[table]
    return dict(db.session.execute(db.select(found).where(found.c.case_id == case_id)).mappings().one())


def test_the_content_goes_and_the_agreements_stay(filled: tuple[CustomerCase, User], browser: Browser) -> None:
    case, user = filled
    name = case.customer.contact_name
    module = case.modules[0]
    before = (module.price_dkk, module.delivered_on, module.agreement_signed_by)

    case_forgetting.forget_content(case.id, TODAY)
    db.session.commit()

    assert db.session.query(Requirement).filter_by(case_id=case.id).count() == 0
    assert (module.price_dkk, module.delivered_on, module.agreement_signed_by) == before
    assert case.customer.contact_name == name
    kept = db.session.query(GeneratedDocument).filter_by(case_id=case.id)
    assert [document.id for document in kept] == [module.agreement_document_id]
    assert {value for key, value in _values("needs_description", case.id).items() if key == "summary"} <= {"", GONE}
    _pages_work(browser, user, case.number)

    case_forgetting.forget_names(case.id, TODAY)
    db.session.commit()
    assert case.customer.name == GONE
    assert case.customer.contact_name == GONE
    assert module.agreement_document_id is None
    assert module.price_dkk == before[0]
    assert not db.session.query(StoredFile).filter(StoredFile.name.contains("kundeaftale")).count()
    _pages_work(browser, user, case.number)


def _pages_work(browser: Browser, user: User, number: str) -> None:
    browser.log_in(user)
    links = set(re.findall(r'href="(/sager/[^"#?]+)"', browser.get(f"/sager/{number}").text))
    assert len(links) > 20
    bad = {link: status for link in sorted(links) if (status := browser.get(link).status_code) not in {200, 303}}
    assert not bad


def _close(case: CustomerCase, days: int) -> None:
    """As if the case had been given up so many days ago."""
    case.completed_on, case.paused_on = None, None
    case.abandoned_on, case.abandon_reason = TODAY - timedelta(days=days), "Ingen penge"


@pytest.mark.parametrize(("days", "held", "goes"), [(1_095, False, True), (1_094, False, False), (1_095, True, False)])
def test_when_a_closed_case_is_due(
    app: Flask, filled: tuple[CustomerCase, User], days: int, held: bool, goes: bool
) -> None:
    case, _ = filled
    _close(case, days)
    db.session.commit()
    if held:
        legal_holds.place(make_admin(), case_number=case.number, person=Person(), reason="Tvist", until=TODAY)
        db.session.commit()

    shown = {one.label: one for one in retention.preview(make_admin(), TODAY)}["Indholdet af lukkede sager"]
    assert (shown.count, len(shown.held)) == (int(goes), int(held))
    assert "Persondata glemt" in app.test_cli_runner().invoke(daily).output
    assert db.session.query(ForgottenCase).count() == int(goes)
    assert retention.run(TODAY) == 0, "a second time there is nothing to do"


@pytest.mark.parametrize(
    ("signed", "years", "until"),
    [(date(2026, 1, 1), 5, date(2031, 12, 31)), (date(2026, 12, 31), 5, date(2031, 12, 31))],
)
def test_how_long_an_agreement_is_kept(signed: date, years: int, until: date) -> None:
    assert agreement_until(signed, years) == until


def test_mails_accounts_leads_and_sparring(app: Flask) -> None:
    long_ago = clock.now() - timedelta(days=1_000)
    mail = OutboxMail(
        key="k", recipient="b@x.example", recipient_name="Bo Bo", subject="Hej", body="Tekst", created_at=long_ago,
        due_at=long_ago, sent_at=clock.now() - timedelta(days=31),
    )  # fmt: skip
    old = make_helper(name="Gerda Gammel", deactivated_at=clock.now() - timedelta(days=91))
    lead = make_lead(LeadStatus.CLOSED)
    lead.closed_on = TODAY - timedelta(days=183)
    db.session.add(mail)
    db.session.commit()
    legal_holds.place(make_admin(), case_number="", person=Person(lead.contact_name), reason="Sag", until=TODAY)

    retention.run(TODAY)
    assert (mail.body, mail.recipient_name) == (GONE, "Bo Bo")
    assert old.name == GONE
    assert lead.contact_name, "held back"

    mail.sent_at = clock.now() - timedelta(days=184)
    db.session.query(SparringRequest).delete()
    legal_holds.lift(make_admin(), 1)
    db.session.commit()
    retention.run(TODAY)
    assert (mail.recipient, mail.recipient_name, mail.subject) == ("", GONE, GONE)
    assert lead.contact_name == ""


def test_figures_stay_as_they_were(filled: tuple[CustomerCase, User]) -> None:
    case, _ = filled

    def figures() -> tuple[Any, ...]:
        modules = db.session.query(DeliveryModule).order_by(DeliveryModule.id)
        return tuple((one.price_dkk, one.delivered_on, one.customer_rating, len(one.ratings)) for one in modules)

    before = figures()
    case_forgetting.forget_content(case.id, TODAY)
    case_forgetting.forget_names(case.id, TODAY)
    assert figures() == before
