"""The pages about modules: reports, delivery, answers, every page in every state, lists, limits."""

import io
from datetime import timedelta

import openpyxl
import pytest

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, StoredFile, TimeEntry, User
from itstart.rules.settings import SettingKey
from itstart.rules.terms import ModuleStatus
from itstart.services import settings
from tests.browser import Browser
from tests.factories.accounts import make_admin, make_helper, make_staff
from tests.factories.cases import make_active_case
from tests.factories.modules import SIGNED, add_hours, make_module
from tests.web.module_pages import PDF, TODAY, WORDS, S, at, count, status


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
    answered = browser.get(at(module, "/svar")).shown()
    assert "af Åse Ørsted. Kunden gav hjælpen 5 af 5." in answered
    assert "4 af 5" in answered
    assert "“God hjælp”" in answered
    assert browser.post(at(module, "/slut"), {"value_for_customer": " "}).status_code == 422
    page = browser.post(at(module, "/slut"), {"value_for_customer": "Overblik", "lessons": "Mere tid"}, follow=True)
    assert status(module) is S.END_REPORTED
    assert not page.html.select(".next"), "nothing is owed any more"
    assert browser.get(at(module, "/slutrapport")).data.startswith(b"PK")


def test_a_start_without_a_report_can_be_forbidden(browser: Browser, case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SIGNED)
    settings.change(make_admin(), SettingKey.START_REPORT_REQUIRED, "ja", seen=0)
    db.session.commit()
    assert "Begynd i dag" not in browser.get(at(module, "/start")).shown()
    assert browser.post(at(module, "/begynd")).status_code == 409
    browser.post(at(module, "/start"), {"starts_on": TODAY, "expected_end_on": TODAY})
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
