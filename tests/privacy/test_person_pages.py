"""A person is found, handed over and erased by the administrator, and the firm reads who looked at its case."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import CaseLook, CoDelivery, CustomerCase, LegalHold, PersonEvent, User
from itstart.rules.personal_data import LookReason, PersonAct
from itstart.services import cases
from tests.browser import Browser
from tests.factories.accounts import make_admin, make_helper, make_staff
from tests.factories.cases import make_active_case

NAME = "Viggo Hasselbæk"
FORM = {"name": NAME, "also": "", "email": "viggo@hasselbaek.example", "phone": ""}
FIND = "/persondata/person"


@pytest.fixture
def case(app: Flask) -> CustomerCase:
    case = make_active_case(make_helper())
    case.customer.contact_name = NAME
    case.needs_description.summary = f"Lager og salg.\n{NAME} passer lageret.\nHelle Andersen passer salget."
    db.session.commit()
    return case


def _acts() -> list[PersonAct]:
    return [event.act for event in db.session.query(PersonEvent).order_by(PersonEvent.id)]


def test_from_search_to_erasure(browser: Browser, case: CustomerCase) -> None:
    browser.log_in(make_admin())

    found = browser.post(FIND, FORM).text
    assert case.number in found
    assert "passer lageret" not in found, "where, not what"

    made = browser.post(f"{FIND}/udlever", FORM)
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        told = json.loads(archive.read("persondata.json"))
        assert NAME in archive.read("laes-mig.txt").decode()
    texts = {one["tekst"] for area in told["omraader"] for one in area["oplysninger"]}
    assert {NAME, f"{NAME} passer lageret."} <= texts
    assert "Helle" not in json.dumps(told), "others are not handed over"

    wrong = browser.post(f"{FIND}/slet", {**FORM, "typed": "Viggo", "reason": "Bad om det"})
    assert wrong.status_code == 422
    assert f"Skriv {NAME} for at bekræfte." in wrong.text
    done = browser.post(f"{FIND}/slet", {**FORM, "typed": NAME.lower(), "reason": "Bad om det"})
    assert done.status_code == 303
    assert "[slettet] passer lageret." in case.needs_description.summary
    assert "Personen står ingen steder" in browser.post(FIND, FORM).text
    assert _acts() == [PersonAct.SEARCHED, PersonAct.EXPORTED, PersonAct.ERASED, PersonAct.SEARCHED]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "", "email": ""}, "Skriv et navn, en mailadresse eller et telefonnummer."),
        ({"name": "Viggo"}, "Skriv både fornavn og efternavn."),
        ({"also": "Vig"}, "Skriv både fornavn og efternavn."),
    ],
)
def test_a_search_that_would_find_others(browser: Browser, wrong: dict[str, str], says: str) -> None:
    browser.log_in(make_admin())
    for act in ("", "/udlever", "/slet"):
        answer = browser.post(f"{FIND}{act}", {**FORM, **wrong})
        assert answer.status_code == 422
        assert says in answer.text
    assert _acts() == []


def test_hold_back_and_lift(browser: Browser, case: CustomerCase) -> None:
    browser.log_in(make_admin())
    here, until = "/persondata/tilbageholdt", clock.today() + timedelta(days=30)
    form = {"case_number": case.number, "reason": "Tvist om prisen", "until": until.isoformat()}

    for wrong, says in (
        ({"case_number": "2020-9999"}, "Der er ingen sag med det nummer."),
        ({"name": NAME}, "Skriv enten et sagsnummer eller en person."),
        ({"until": "2020-01-01"}, "Dagen er gået."),
        ({"reason": ""}, "Skriv hvorfor."),
    ):
        answer = browser.post(here, {**form, **wrong})
        assert (answer.status_code, says in answer.text) == (422, True)
    browser.post(here, {**form, "form_key": "k"})
    browser.post(here, {**form, "form_key": "k"})
    assert db.session.query(LegalHold).count() == 1, "sent twice, made once"
    assert "Tvist om prisen" in browser.get(here).text

    browser.post(f"{here}/1/ophaev", {})
    assert db.session.query(LegalHold).one().lifted_on == clock.today()


# ---- who looked ----------------------------------------------------------------------------------------


def _deliver_together(case: CustomerCase) -> User:
    staff = make_staff(name="Jonas Okkels")
    case.co_deliveries.append(CoDelivery(number=1, staff=cases.staff_of(case, staff)))
    db.session.commit()
    return staff


def test_the_firm_reads_who_looked(browser: Browser, case: CustomerCase) -> None:
    browser.log_in(_deliver_together(case))
    for _ in range(2):
        assert browser.get(f"/sager/{case.number}/behov/krav").status_code == 200
    browser.get(f"/sager/{case.number}")
    looks = db.session.query(CaseLook).all()
    assert [(look.what, look.why) for look in looks] == [("siden behov/krav", LookReason.CO_DELIVERY)]

    owner = db.session.query(User).filter_by(helper_id=case.helper_id).one()
    browser.log_in(owner)
    shown = browser.get(f"/sager/{case.number}/set-af").text
    assert shown.count("Jonas Okkels") == 2, "can look now, and has looked"
    assert "siden behov/krav" in shown
    assert db.session.query(CaseLook).count() == 1, "the firm's own looks are not written down"


def test_nobody_has_looked(browser: Browser, case: CustomerCase) -> None:
    browser.log_in(db.session.query(User).filter_by(helper_id=case.helper_id).one())
    shown = browser.get(f"/sager/{case.number}/set-af").text
    assert "Ingen i IBIZ-Center kan se sagens indhold" in shown
    assert "Ingen i IBIZ-Center har set sagen" in shown
