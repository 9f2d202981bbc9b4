"""Firms: made and corrected by administrators."""

import pytest

from itstart.db import db
from itstart.models.helper import Helper
from tests.browser import Browser
from tests.factories import make_admin, make_firm, make_staff

FORM = {"company": "Åens It-råd ApS", "cvr": "DK 9910 0028", "municipality_code": "0657", "phone": "+45 12 34 56 78"}


def test_a_firm_is_made_and_its_first_person_can_be_invited(browser: Browser) -> None:
    browser.log_in(make_admin())

    answer = browser.post("/firmaer/nyt", FORM)

    firm = db.session.query(Helper).one()
    assert firm.cvr == "99100028"
    assert answer.location == f"/brugere/inviter?firma={firm.id}"
    assert browser.get(answer.location).one("option[selected][value='1']").get_text() == firm.company


@pytest.mark.parametrize(
    ("cvr", "message"),
    [
        ("99100029", "CVR-nummeret findes ikke: cifrene passer ikke sammen. Se efter en slåfejl."),
        ("1234", "Et CVR-nummer har 8 cifre, fx 12345674."),
        ("٩٩١٠٠٠١٣", "Et CVR-nummer har 8 cifre, fx 12345674."),
        ("", "Skriv firmaets CVR-nummer."),
    ],
)
def test_a_wrong_cvr_number_is_explained(browser: Browser, cvr: str, message: str) -> None:
    browser.log_in(make_admin())

    answer = browser.post("/firmaer/nyt", {**FORM, "cvr": cvr})

    assert answer.status_code == 422
    assert answer.errors() == [message]
    assert "Åens It-råd ApS" in answer.text


def test_a_cvr_number_is_used_once(browser: Browser) -> None:
    browser.log_in(make_admin())
    firm = make_firm("Den første")

    answer = browser.post("/firmaer/nyt", {**FORM, "cvr": firm.cvr})

    assert answer.errors() == ["CVR-nummeret er allerede oprettet: Den første."]


def test_a_firm_is_corrected_and_ended(browser: Browser) -> None:
    browser.log_in(make_admin())
    firm = make_firm()

    answer = browser.post(f"/firmaer/{firm.cvr}/ret", {**FORM, "cvr": firm.cvr, "ended_on": "31.12.2026"})

    assert answer.status_code == 303
    assert str(firm.ended_on) == "2026-12-31"
    assert "Ophørt" in browser.get("/firmaer").shown()


def test_staff_read_the_list_but_change_nothing(browser: Browser) -> None:
    firm = make_firm()
    browser.log_in(make_staff())

    page = browser.get("/firmaer")

    assert firm.company in page.shown()
    assert not browser.get(f"/firmaer/{firm.cvr}").html.select(f"a[href='/firmaer/{firm.cvr}/ret']")
    assert browser.get(f"/firmaer/{firm.cvr}/ret").status_code == 403
    assert browser.get("/firmaer/00000000").status_code == 404
