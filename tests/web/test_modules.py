"""The pages about modules: forms that keep what was typed, agreements, hours."""

import io
from contextvars import Context
from datetime import timedelta
from threading import Thread
from typing import Any

import openpyxl
import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule
from tests.browser import Browser
from tests.factories.modules import SIGNED, add_hours, make_module
from tests.services.test_success_cases import JPEG
from tests.web.module_pages import PDF, TERMS, TODAY, S, at, count, status

# ---- making one


def test_a_module_is_made_from_the_form(browser: Browser, case: CustomerCase) -> None:
    form = browser.get(f"/sager/{case.number}/moduler/ny")
    assert form.one("[name=planned_hours]")["value"] == "15"
    assert form.one("[name=price_dkk]")["value"] == "15.000"
    page = browser.post(f"/sager/{case.number}/moduler/ny", {**TERMS, "form_key": "k"}, follow=True)
    assert "Send aftalen til kunden" in page.shown(".next h2")
    assert "18.750" in page.shown()
    assert "Behovsbeskrivelse" in browser.get(f"/sager/{case.number}").shown()
    assert "Kunden har købt" in browser.get(f"/sager/{case.number}/moduler").shown()


def test_the_form_refuses_15_001_and_keeps_what_was_typed(browser: Browser, case: CustomerCase) -> None:
    page = browser.post(f"/sager/{case.number}/moduler/ny", {**TERMS, "price_dkk": "15.001", "title": "Æblegrød"})
    assert (page.status_code, page.errors()) == (422, ["Prisen må højst være 15.000 kr. pr. modul."])
    assert page.one("[name=price_dkk]")["value"] == "15.001"
    assert page.one("[name=title]")["value"] == "Æblegrød"
    assert count(DeliveryModule) == 0


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("title", "", "Giv modulet en titel."),
        ("steps", [], "Vælg mindst ét af de fire skridt."),
        ("steps", ["cooking"], "Vælg mindst ét af de fire skridt."),
        ("product", " ", "Skriv, hvad kunden får i hånden, når modulet er færdigt."),
        ("planned_hours", "mange", "Skriv et antal timer, fx 7,5."),
        ("planned_hours", "0", "Skriv, hvor mange timer modulet ventes at tage."),
        ("price_dkk", "gratis", "Skriv et beløb i hele kroner, fx 12.500."),
        ("price_dkk", "0", "Skriv modulets pris i hele kroner uden moms."),
    ],
)
def test_what_is_left_out_is_named(browser: Browser, case: CustomerCase, name: str, value: Any, message: str) -> None:
    page = browser.post(f"/sager/{case.number}/moduler/ny", {**TERMS, name: value})
    assert page.status_code in {409, 422}
    assert page.errors() == [message]
    assert count(DeliveryModule) == 0


def test_twenty_submits_at_once_make_one(app: Flask, browser: Browser, case: CustomerCase) -> None:
    token, cookie = browser.token(), browser.client.get_cookie("itstart")
    assert cookie is not None
    path, answers = f"/sager/{case.number}/moduler/ny", []
    db.session.commit()
    db.session.remove()

    def submit() -> None:
        client = app.test_client()
        client.set_cookie("itstart", cookie.value)
        answer = client.post(path, data={**TERMS, "csrf_token": token, "form_key": "the same"})
        answers.append((answer.status_code, answer.headers.get("Location")))

    threads = [Thread(target=lambda: Context().run(submit)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {code for code, _ in answers} == {303}
    assert len({place for _, place in answers}) == 1
    assert count(DeliveryModule) == 1


def test_the_terms_are_corrected_before_the_signature_only(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SENT)
    assert "Aftalen er sendt" in browser.get(at(module, "/ret")).shown()
    page = browser.post(at(module, "/ret"), {**TERMS, "title": "Ny titel", "version": 1}, follow=True)
    assert "skal sendes igen" in page.shown("#messages")
    assert (status(module), module.title) == (S.DRAFT, "Ny titel")
    clash = browser.post(at(module, "/ret"), {**TERMS, "title": "Min titel", "version": 1})
    assert clash.status_code == 409
    assert "Min titel" in clash.shown(".conflict")
    assert "Ny titel" in clash.shown(".conflict")
    signed = make_module(case, S.AGREEMENT_SIGNED)
    assert browser.get(at(signed, "/ret")).location.endswith("/aftale")
    assert browser.post(at(signed, "/ret"), {**TERMS, "version": 1}).status_code == 409


# ---- the agreement


def test_sent_signed_by_file_and_fetched_again(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case)
    draft = browser.get(at(module, "/aftale/kladde"))
    assert draft.data.startswith(b"PK")
    assert browser.post(at(module, "/aftale/send"), {"to": "Åse", "on": TODAY}).status_code == 303
    assert browser.get(at(module, "/aftale/1")).data.startswith(b"PK")
    assert browser.post(at(module, "/timer"), {"quick": "1", "spent_on": TODAY}).status_code == 409
    typed = {"how": "file", "agreement_signed_by": "Åse Ørsted", "agreement_signed_on": TODAY}
    page = browser.post(at(module, "/aftale/underskrift"), typed)
    assert (page.status_code, page.errors()) == (409, ["Vælg den underskrevne fil."])
    page = browser.post(at(module, "/aftale/underskrift"), {**typed, "file": (io.BytesIO(b"MZ"), "aftale.exe")})
    assert page.errors() == ["Vi tager imod Word (.docx), Excel (.xlsx) og PDF."]
    assert page.one("[name=agreement_signed_by]")["value"] == "Åse Ørsted"
    signed = browser.post(at(module, "/aftale/underskrift"), {**typed, "file": (io.BytesIO(PDF), "aftale.pdf")})
    assert signed.status_code == 303, signed.errors()
    assert status(module) is S.AGREEMENT_SIGNED
    assert browser.get(at(module, "/aftale/underskrift")).data == PDF


def test_a_photo_of_the_signed_paper_forgets_where_it_was_taken(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SENT)
    photo = {"how": "file", "agreement_signed_by": "Åse Ørsted", "agreement_signed_on": TODAY}
    signed = browser.post(at(module, "/aftale/underskrift"), {**photo, "file": (io.BytesIO(JPEG), "IMG_1.JPG")})
    assert signed.status_code == 303, signed.errors()
    kept = browser.get(at(module, "/aftale/underskrift"))
    assert b"secret" not in kept.data
    assert kept.headers["Content-Disposition"].endswith("underskrift.jpeg")


def test_signed_on_paper(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SENT)
    typed = {"how": "paper", "agreement_signed_by": "Åse Ørsted", "agreement_signed_on": TODAY}
    page = browser.post(at(module, "/aftale/underskrift"), typed, follow=True)
    assert "Meld start" in page.shown(".next h2")
    assert "Original på papir" in browser.get(at(module, "/aftale")).shown()
    assert browser.get(at(module, "/aftale/underskrift")).status_code == 404, "there is no file"
    # A link is the customer's own way, not the helper's.
    other = make_module(case, S.AGREEMENT_SENT)
    assert browser.post(at(other, "/aftale/underskrift"), {**typed, "how": "link"}).status_code == 422


def test_an_addendum_from_the_page(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    typed = {"price_dkk": "12.000", "product": "Mindre", "planned_hours": "12", "reason": "Kunden vil mindre"}
    assert browser.post(at(module, "/aftale/tillaeg"), {**typed, "price_dkk": "15001"}).errors() == [
        "Prisen må højst være 15.000 kr. pr. modul."
    ]
    assert browser.post(at(module, "/aftale/tillaeg"), typed).status_code == 303
    page = browser.get(at(module))
    assert "Få tillægget underskrevet" in page.shown(".next h2")
    assert module.price_dkk == 15_000
    signature = {"how": "paper", "agreement_signed_by": "Åse", "agreement_signed_on": TODAY}
    assert browser.post(at(module, "/aftale/tillaeg/1/underskrift"), signature).status_code == 303
    assert module.price_dkk == 12_000
    assert "Tillæg 1 underskrevet" in browser.get(at(module, "/aftale")).shown()


# ---- hours


def test_hours_in_two_taps(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    page = browser.get(at(module, "/timer"))
    assert [tag["value"] for tag in page.html.select("[name=quick]")] == ["0.25", "0.5", "1", "2"]
    words = page.html.select("[name=forslag]")[0]["value"]
    page = browser.post(at(module, "/timer"), {"quick": "0.25", "forslag": words, "spent_on": TODAY}, follow=True)
    assert str(words) in page.shown("#time-1")
    assert "0,25 af 15 timer" in page.shown("#account")


def test_own_hours_and_words(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    typed = {"hours": "1,25", "spent_on": TODAY, "activity": "Kørte til Ærøskøbing"}
    browser.post(at(module, "/timer"), typed)
    assert str(module.actual_hours) == "1.25"
    assert browser.post(at(module, "/timer"), {"spent_on": TODAY}).errors() == ["Vælg, hvor længe."]
    page = browser.post(at(module, "/timer"), {**typed, "hours": "1,3"})
    assert page.errors() == ["Skriv timerne i kvarte, fx 0,25, 1 eller 2,5."]
    assert page.one("[name=activity]")["value"] == "Kørte til Ærøskøbing"
    page = browser.post(at(module, "/timer"), {**typed, "spent_on": (SIGNED - timedelta(days=1)).isoformat()})
    assert page.errors() == ["Timerne ligger før kundens underskrift."]


def test_hours_are_corrected_deleted_and_brought_back(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    add_hours(module, "2")
    assert browser.get(at(module, "/timer/1")).one("[name=hours]")["value"] == "2"
    browser.post(at(module, "/timer/1"), {"hours": "2,5", "spent_on": TODAY, "activity": "Workshop"})
    assert str(module.actual_hours) == "2.5"
    page = browser.post(at(module, "/timer/1/slet"), follow=True)
    assert "Fortryd" in page.shown("#messages")
    assert module.actual_hours == 0
    assert browser.post(at(module, "/timer/1/fortryd")).status_code == 303
    assert str(module.actual_hours) == "2.5"
    assert browser.get(at(module, "/timer/99")).status_code == 404


def test_the_time_account_holds_no_formulas(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    entry = add_hours(module, "2.25")
    entry.activity = '=HYPERLINK("http://evil.dk","klik")'
    case.customer.name = "+Kunde & Søn"
    answer = browser.get(at(module, "/timer/excel"))
    assert str(answer.response.mimetype).endswith("spreadsheetml.sheet")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    cells = {cell.coordinate: cell for row in book["Timer"].iter_rows() for cell in row}
    assert not [cell.coordinate for cell in cells.values() if cell.data_type == "f" or cell.hyperlink]
    values = [cell.value for cell in cells.values()]
    assert '=HYPERLINK("http://evil.dk","klik")' in values
    assert 2.25 in values


# ---- reports, delivery, answer
