"""Twenty at once: what may happen once happens once, nobody's change is lost, and whoever was second is told."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import (
    ActivitySignUp,
    DeliveryModule,
    GeneratedDocument,
    Lead,
    LeadOffer,
    NeedsDescription,
    OutboxMail,
    PublicPage,
    PublicPageVersion,
    Requirement,
    TimeEntry,
    User,
)
from itstart.rules.material import PageKind
from itstart.rules.terms import LeadStatus, ModuleStatus
from itstart.services import public_pages
from tests import postgres
from tests.browser import Browser
from tests.factories import make_helper, make_staff
from tests.factories.cases import make_active_case
from tests.factories.leads import fitting_firm, make_lead, person_of
from tests.factories.modules import make_module
from tests.nothing_lost.at_once import send, send_all
from tests.web.module_pages import TERMS, at
from tests.web.test_activities import opened

AT_ONCE = 20
pytestmark = pytest.mark.usefixtures("no_office")
TODAY = clock.today().strftime("%d.%m.%Y")
Same = dict[str, Any]


def count(table: type[Any]) -> int:
    return db.session.query(table).count()


@dataclass(frozen=True)
class Act:
    """Who sends which form where, and how many of what there are afterwards."""

    prepare: Callable[[], tuple[User, str, Same]]
    made: Callable[[], int]


def _new_module() -> tuple[User, str, Same]:
    user = make_helper()
    return user, f"/sager/{make_active_case(user).number}/moduler/ny", {**TERMS, "form_key": "one"}


def _hours() -> tuple[User, str, Same]:
    user = make_helper()
    module = make_module(make_active_case(user), ModuleStatus.IN_PROGRESS)
    return user, at(module, "/timer"), {"hours": "4", "spent_on": TODAY, "activity": "Møde", "form_key": "one"}


def _send_agreement() -> tuple[User, str, Same]:
    user = make_helper()
    module = make_module(make_active_case(user))
    return user, at(module, "/aftale/send"), {"to": "Birgit", "on": TODAY}


def _take_lead() -> tuple[User, str, Same]:
    firm = fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm)
    db.session.query(OutboxMail).delete()
    return person_of(firm), f"/henvendelser/{lead.number}/tag", {"has_ties": "nej"}


def _taken() -> int:
    accepted = db.session.query(LeadOffer).filter(LeadOffer.accepted_on.is_not(None)).count()
    to_customer = db.session.query(OutboxMail).filter_by(recipient="birgit@nordvang.example").count()
    return max(accepted, to_customer)


def _new_lead() -> tuple[User, str, Same]:
    form = {"company": "Nordvang A/S", "need_summary": "Regneark", "contact_email": "b@nordvang.example"}
    return make_staff(), "/henvendelser/ny", {**form, "consent_on": TODAY, "form_key": "one"}


def _publish() -> tuple[User, str, Same]:
    staff = make_staff()
    said = {"title": "Ny vejledning", "summary": "Kort.", "text": "Alt."}
    page: PublicPage = public_pages.add(staff, PageKind.NEWS, said)
    return staff, f"/sider/{page.slug}/udgiv", {"version": str(page.version)}


def _sign_up() -> tuple[User, str, Same]:
    activity = opened(capacity=1)
    return make_helper(), f"/aktiviteter/{activity.number}/tilmeld", {}


ONCE = {
    "a module": Act(_new_module, lambda: count(DeliveryModule)),
    "hours": Act(_hours, lambda: count(TimeEntry)),
    "an agreement": Act(_send_agreement, lambda: count(GeneratedDocument)),
    "a lead": Act(_new_lead, lambda: count(Lead)),
    "an acceptance of a lead": Act(_take_lead, _taken),
    "a publication": Act(_publish, lambda: count(PublicPageVersion)),
    "a sign-up": Act(_sign_up, lambda: count(ActivitySignUp)),
}


@pytest.mark.parametrize("name", ONCE)
def test_what_happens_once(app: Flask, browser: Browser, name: str) -> None:
    user, path, form = ONCE[name].prepare()
    db.session.commit()
    browser.log_in(user)

    answers = send(app, browser, path, [form] * AT_ONCE)

    statuses = {status for status, _ in answers}
    assert 303 in statuses, answers
    assert statuses <= {303, 409}, answers
    assert len({where for status, where in answers if status == 303}) == 1, "the same form led to two places"
    assert ONCE[name].made() == 1


def test_two_firms_cannot_both_have_the_lead(app: Flask) -> None:
    """Both are offered it, and both say yes at the same moment, ten people of each."""
    firms = [fitting_firm(), fitting_firm()]
    lead = make_lead(LeadStatus.OFFERED, firm=firms[0])
    first = lead.offers[0]
    db.session.add(LeadOffer(lead=lead, helper=firms[1], offered_on=first.offered_on, offered_by=first.offered_by))
    db.session.commit()
    browsers = []
    for firm in firms:
        browser = Browser(app)
        browser.log_in(person_of(firm))
        browsers.append(browser)
    path = f"/henvendelser/{lead.number}/tag"

    answers = send_all(app, path, [(browser, {"has_ties": "nej"}) for browser in browsers] * (AT_ONCE // 2))

    taken = db.session.query(LeadOffer).filter(LeadOffer.accepted_on.is_not(None)).all()
    assert len(taken) == 1, answers
    told = sum(many for (status, _), many in answers.items() if status == 303)
    assert 1 <= told <= AT_ONCE // 2, "a firm was told that it had what the other has"


def test_hours_of_twenty_are_all_there(app: Flask, browser: Browser) -> None:
    user, path, form = _hours()
    browser.log_in(user)

    answers = send(app, browser, path, [{**form, "form_key": str(number)} for number in range(AT_ONCE)])

    written = sum(many for (status, _), many in answers.items() if status == 303)
    assert {status for status, _ in answers} <= {303, 409}
    entries = db.session.query(TimeEntry).all()
    assert sum(entry.hours for entry in entries) == Decimal(4) * written
    assert sorted(entry.number for entry in entries) == list(range(1, written + 1))


def test_requirements_of_two_people_have_numbers_of_their_own(app: Flask) -> None:
    """Two of a firm add ten each; whoever hears that another was first has added nothing."""
    user = make_helper()
    path = f"/sager/{make_active_case(user).number}/krav/ny"
    browsers = [Browser(app), Browser(app)]
    for browser, person in zip(browsers, (user, make_helper(user.helper)), strict=True):
        browser.log_in(person)
    form = {"text": "Systemet skal vise lager.", "priority": "must"}

    answers = send_all(
        app,
        path,
        [(browsers[n % 2], {**form, "title": f"Krav {n}", "form_key": f"key {n}"}) for n in range(AT_ONCE)],
    )

    written = sum(many for (status, _), many in answers.items() if status == 303)
    assert {status for status, _ in answers} <= {303, 409}
    assert written == AT_ONCE or postgres.URL, answers
    found = db.session.query(Requirement).order_by(Requirement.position, Requirement.code).all()
    assert sorted(row.code for row in found) == [f"K-{number:02d}" for number in range(1, written + 1)]
    assert len({row.title for row in found}) == written


def test_no_module_gets_above_the_ceiling(app: Flask, browser: Browser) -> None:
    """Every other asks for more than a module may cost; none of those is made, whatever the others do."""
    user, path, form = _new_module()
    browser.log_in(user)
    forms = [
        {**form, "form_key": str(number), "price_dkk": "15.001" if number % 2 else "15.000"}
        for number in range(AT_ONCE)
    ]

    answers = send(app, browser, path, forms)

    assert sum(many for (status, _), many in answers.items() if status == 422) == AT_ONCE // 2, answers
    assert {module.price_dkk for module in db.session.query(DeliveryModule)} == {15_000}


def test_one_of_twenty_texts_wins_and_the_others_are_told(app: Flask, browser: Browser) -> None:
    user = make_helper()
    path = f"/sager/{make_active_case(user).number}/behov/virksomheden"
    browser.log_in(user)
    texts = [f"Tekst {number}" for number in range(AT_ONCE)]

    answers = send(
        app, browser, path, [{"section": "virksomheden", "version": "1", "background": text} for text in texts]
    )

    told = {status: sum(many for (found, _), many in answers.items() if found == status) for status in (303, 409)}
    assert told == {303: 1, 409: AT_ONCE - 1}, answers
    assert db.session.query(NeedsDescription).one().background in texts
