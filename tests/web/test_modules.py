"""The pages about modules: forms that keep what was typed, gates on the server, files, lists, spreadsheets."""

import io
from contextvars import Context
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, StoredFile, TimeEntry, User
from itstart.rules.terms import ModuleStatus
from tests.browser import Browser
from tests.documents.word_cases import HOSTILE
from tests.factories.accounts import make_admin, make_helper, make_staff
from tests.factories.cases import make_active_case
from tests.factories.modules import SIGNED, add_hours, make_module

S = ModuleStatus
WORDS = "".join(char for char in HOSTILE if char.isprintable())  # forms take no others
TODAY = clock.today().isoformat()
TERMS = {
    "title": "Behovsbeskrivelse", "steps": ["needs"], "product": "En behovsbeskrivelse", "planned_hours": "15",
    "price_dkk": "15.000",
}  # fmt: skip
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
    b"startxref\n164\n%%EOF\n"
)


@pytest.fixture
def user(browser: Browser) -> User:
    person = make_helper()
    browser.log_in(person)
    return person


@pytest.fixture
def case(user: User) -> CustomerCase:
    return make_active_case(user)


def at(module: DeliveryModule, rest: str = "") -> str:
    return f"/sager/{module.case.number}/moduler/{module.number}{rest}"


def count(model: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def status(module: DeliveryModule) -> ModuleStatus:
    return module.status


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


def test_from_start_report_to_end_report(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SIGNED)
    page = browser.get(at(module, "/start"))
    assert "Meld gerne modulet til IBIZ-Center" in page.shown()
    typed = {"starts_on": TODAY, "expected_end_on": TODAY, "sparring_wish": "NIS2"}
    assert "Begynd" in browser.post(at(module, "/start"), typed, follow=True).shown(".next")
    assert browser.post(at(module, "/begynd"), follow=True).shown(".next h2") == "Skriv timer på"
    add_hours(module, "12")
    assert browser.get(at(module)).shown(".next h2") == "Lever produktet"
    page = browser.post(at(module, "/levering"), {"product": "fil", "delivered_on": TODAY})
    assert page.errors() == ["Vælg filen."]
    sent = {"product": "fil", "delivered_on": TODAY, "file": (io.BytesIO(PDF), "produkt.pdf")}
    assert browser.post(at(module, "/levering"), sent).status_code == 303
    assert browser.get(at(module, "/produkt")).data == PDF
    yes = {
        "accepted_by": "Åse Ørsted", "accepted_on": TODAY, "customer_rating": "5", "understood": "4",
        "would_have_bought_anyway": "no", "customer_comment": "God hjælp",
    }  # fmt: skip
    page = browser.post(at(module, "/svar/godkendt"), yes, follow=True)
    assert page.shown(".next h2") == "Meld afslutning"
    assert "4 af 5" in page.shown()
    assert browser.post(at(module, "/slut"), {"value_for_customer": " "}).status_code == 422
    page = browser.post(at(module, "/slut"), {"value_for_customer": "Overblik", "lessons": "Mere tid"}, follow=True)
    assert status(module) is S.END_REPORTED
    assert not page.html.select(".next"), "nothing is owed any more"
    assert browser.get(at(module, "/slutrapport")).data.startswith(b"PK")


def test_a_start_without_a_report_can_be_forbidden(
    app: Flask, browser: Browser, case: CustomerCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = make_module(case, S.AGREEMENT_SIGNED)
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], start_report_required=True))
    assert "Begynd i dag" not in browser.get(at(module, "/start")).shown()
    assert browser.post(at(module, "/begynd")).status_code == 409
    monkeypatch.undo()
    assert browser.post(at(module, "/begynd")).status_code == 303


def test_no_and_nothing(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.DELIVERED)
    page = browser.post(at(module, "/svar/afvist"), {"rejected_by": "Åse", "reject_reason": ""})
    assert page.errors() == ["Skriv, hvad kunden mangler."]
    page = browser.post(at(module, "/svar/afvist"), {"rejected_by": "Åse", "reject_reason": "Kapitel 4"}, follow=True)
    assert "Kapitel 4" in page.shown()
    late = make_module(case, S.DELIVERED)
    assert browser.post(at(late, "/svar/intet-svar")).status_code == 409
    assert browser.get(at(late)).shown(".next h2") == "Ryk kunden for svar"
    assert browser.post(at(late, "/svar/rykket")).status_code == 303
    late.reminded_on = clock.today() - timedelta(days=2)
    assert browser.post(at(late, "/svar/intet-svar")).status_code == 303
    assert late.accepted_silently


def test_cancelled_with_a_reason(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    assert browser.post(at(module, "/annuller"), {"cancel_reason": ""}).status_code == 422
    page = browser.post(at(module, "/annuller"), {"cancel_reason": "Kunden er solgt"}, follow=True)
    assert page.shown(".next h2") == "Meld afslutning"
    assert "Kunden er solgt" in page.shown()


@pytest.mark.parametrize("state", list(ModuleStatus))
@pytest.mark.parametrize("rest", ["", "/aftale", "/timer", "/start", "/levering", "/svar", "/slut", "/annuller"])
def test_every_page_in_every_state_also_with_hostile_words(
    browser: Browser, case: CustomerCase, state: ModuleStatus, rest: str
) -> None:
    module = make_module(case, state, title=WORDS[:200], product=WORDS)
    page = browser.get(at(module, rest))
    assert page.status_code == 200
    assert not page.html.select("main script")


# ---- others


ACTS = [
    "/ret", "/annuller", "/aftale/send", "/aftale/traek-tilbage", "/aftale/underskrift", "/aftale/tillaeg", "/timer",
    "/start", "/begynd", "/levering", "/svar/godkendt", "/svar/afvist", "/svar/rykket", "/svar/intet-svar", "/slut",
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_does_anything(browser: Browser, user: User, act: str) -> None:
    module = make_module(make_active_case(make_helper()), S.DELIVERED)
    assert browser.post(at(module, act)).status_code == 404
    staff = Browser(browser.app)
    staff.log_in(make_staff())
    assert staff.post(at(module, act)).status_code == 404
    plain = browser.client.post(at(module, act), data={})
    assert plain.status_code == 400, "no token, no act"


def test_staff_see_status_and_reports_only(browser: Browser, user: User, case: CustomerCase) -> None:
    module = make_module(case, S.END_REPORTED, value_for_customer="Overblik", customer_rating=5)
    entry = add_hours(module)
    entry.activity = "Hemmelig snak med direktøren"
    running = make_module(case, S.AGREEMENT_SIGNED)
    staff = Browser(browser.app)
    staff.log_in(make_staff())
    page = staff.get(at(module))
    assert "Overblik" in page.shown()
    assert "Hemmelig" not in page.text
    assert staff.get(at(module, "/slutrapport")).status_code == 200
    assert staff.get(at(running, "/slutrapport")).status_code == 404, "not reported yet"
    for rest in ("/timer", "/timer/excel", "/aftale", "/aftale/kladde", "/aftale/1", "/produkt"):
        assert staff.get(at(module, rest)).status_code == 404, rest


# ---- the list of all reports


def test_the_list_is_filtered_and_fetched(browser: Browser, user: User, case: CustomerCase) -> None:
    case.customer.municipality_code = "0657"
    make_module(case, S.END_REPORTED, customer_rating=4)
    make_module(case, S.IN_PROGRESS, start_reported_on=None)
    make_module(case)
    assert browser.get("/rapporter").status_code == 403
    staff = Browser(browser.app)
    staff.log_in(make_staff())

    def shown(query: str) -> int:
        page = staff.get(f"/rapporter{query}")
        assert page.status_code == 200
        return len(page.html.select("tbody tr"))

    assert shown("") == 2, "a draft is nobody's business yet"
    assert shown(f"?aar={SIGNED.year}&skridt=1&region=Region+Midtjylland") == 2
    assert shown("?status=slut") == 1
    assert shown("?status=mangler-start") == 1
    assert shown("?status=mangler-slut") == 0
    assert shown("?aar=2019") == shown("?skridt=4") == shown("?region=Region+Nordjylland") == 0
    assert shown("?aar=x&skridt=9&region=Skåne&status=ok&side=99") == 2, "nonsense is left out"
    book = openpyxl.load_workbook(io.BytesIO(staff.get("/rapporter/excel?status=slut").data))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [row[0] for row in rows if str(row[0]).startswith("2")] == [case.number]


def test_limits_are_seen_by_staff_and_set_by_administrators(browser: Browser) -> None:
    typed = {
        "valid_from": TODAY, "max_price_dkk": "16.000", "expected_hours": "16", "min_usual_hours": "12",
        "max_usual_hours": "20", "note": "Ny aftale",
    }  # fmt: skip
    browser.log_in(make_staff())
    assert "15.000" in browser.get("/rapporter/graenser").shown()
    assert browser.post("/rapporter/graenser", typed).status_code == 403
    admin = Browser(browser.app)
    admin.log_in(make_admin())
    assert admin.post("/rapporter/graenser", {**typed, "min_usual_hours": "17"}).errors() == [
        "De ventede timer skal ligge mellem de to grænser."
    ]
    assert admin.post("/rapporter/graenser", typed).status_code == 303
    assert "16.000" in admin.get("/rapporter/graenser").shown()


def test_a_refused_upload_leaves_nothing(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    sent = {"product": "fil", "delivered_on": TODAY, "file": (io.BytesIO(PDF), "produkt.pdf")}
    assert browser.post(at(module, "/levering"), sent).status_code == 409, "no hours yet"
    assert (count(StoredFile), count(TimeEntry)) == (0, 0)
