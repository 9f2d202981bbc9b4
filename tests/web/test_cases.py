"""The pages of cases: the list, a new case, the page of a case and its corrections."""

from datetime import date, timedelta

import pytest

from itstart import clock
from itstart.db import db
from itstart.models import CaseStaff, CoDelivery, CustomerCase, User
from itstart.rules.terms import CaseStatus, Role
from itstart.services import cases
from tests.browser import Browser
from tests.factories.accounts import make_helper, make_staff, make_user
from tests.factories.cases import CUSTOMER, add_module, make_active_case, make_case

NEW = {"name": "Læsø Bageri ApS", "title": "Nyt kassesystem"}


@pytest.fixture
def user(browser: Browser) -> User:
    person = make_helper()
    browser.log_in(person)
    return person


# ---- the list


def test_an_empty_list_says_how_to_begin(browser: Browser, user: User) -> None:
    page = browser.get("/sager/")
    assert "Ingen sager endnu" in page.shown()
    assert page.html.select('a[href="/sager/ny"]')


def test_the_list_shows_what_matters(browser: Browser, user: User) -> None:
    case = make_active_case(user, waiting_on="rådgiveren", waiting_since=date(2026, 1, 1), next_action="Ring til Åse")
    row = browser.get("/sager/").shown(".case-row")
    for words in (case.customer.name, case.number, case.title, "Ring til Åse", "Dig", "dage", "Skridt 1 af 4", "Aktiv"):
        assert words in row


def test_a_case_that_stands_still_says_so(browser: Browser, user: User) -> None:
    make_active_case(user, changed_at=clock.now() - timedelta(days=15))
    assert "Intet er sket i 15 dage" in browser.get("/sager/").shown(".case-row")


def test_the_one_who_delivers_together_reads_and_does_not_write(browser: Browser) -> None:
    case, staff = make_active_case(make_helper()), make_staff()
    db.session.add(CaseStaff(case_id=case.id, user_id=staff.id, name=staff.name))
    db.session.flush()
    person = db.session.query(CaseStaff).one()
    db.session.add(CoDelivery(case_id=case.id, number=1, staff_id=person.id))
    db.session.commit()
    browser.log_in(staff)
    for path in ("", "/kunde", "/oplysninger", "/historik", "/uvildighed", "/behov/gennemse"):
        page = browser.get(f"/sager/{case.number}{path}")
        assert page.status_code == 200, path
        assert not page.html.select("main form"), path
    assert browser.post(f"/sager/{case.number}/oplysninger", {"title": "x"}).status_code == 404


def test_search_and_filter_live_in_the_address(browser: Browser, user: User) -> None:
    make_case(user)
    make_active_case(user, customer={"name": "Skagen Fisk"})
    assert len(browser.get("/sager/?q=vaerft").html.select(".case-row")) == 1
    assert "Skagen Fisk" in browser.get("/sager/?vis=aktive").shown(".case-row")
    assert "Ingen sager passer" in browser.get("/sager/?q=%3Cscript%3E").shown()
    assert browser.get("/sager/?vis=vrøvl&side=x").status_code == 200


def test_htmx_gets_only_the_list(browser: Browser, user: User) -> None:
    make_case(user)
    page = browser.get("/sager/?vis=kladder", fragment=True)
    assert page.one("#cases")
    assert not page.html.select("h1")


def test_another_firm_sees_nothing(browser: Browser, user: User) -> None:
    case = make_case()
    assert case.number not in browser.get("/sager/").text
    for path in ("", "/kunde", "/oplysninger", "/historik", "/status", "/uvildighed", "/behov/gennemse"):
        assert browser.get(f"/sager/{case.number}{path}").status_code == 404, path


def test_staff_see_the_firms_and_no_content(browser: Browser) -> None:
    case = make_active_case(make_helper(), next_action="Hemmelig handling")
    add_module(case)
    browser.log_in(make_staff())
    assert case.helper.company in browser.get("/sager/").shown(".case-row")
    page = browser.get(f"/sager/{case.number}")
    assert "Du ser sagens status og datoer" in page.shown()
    assert "Modul 1" in page.shown()
    for secret in ("Hemmelig handling", case.customer.contact_name, "Historik"):
        assert secret not in page.shown()
    for path in ("/kunde", "/historik", "/uvildighed", "/behov/gennemse", "/oplysninger"):
        assert browser.get(f"/sager/{case.number}{path}").status_code == 404, path


# ---- a new case


def test_name_and_title_are_enough(browser: Browser, user: User) -> None:
    answer = browser.post("/sager/ny", NEW)
    assert answer.status_code == 303
    page = browser.get(answer.location)
    assert "Nyt kassesystem" in page.shown("h1")
    assert db.session.query(CustomerCase).one().status is CaseStatus.DRAFT


def test_the_rest_is_kept_too(browser: Browser, user: User) -> None:
    typed = {
        "cvr": "DK " + CUSTOMER["cvr"],
        "postal_code": "7400",
        "employees": "25",
        "revenue_dkk": "38.000.000 kr.",
        "public_body": "nej",
        "contact_name": "Birgit Nordvang",
        "contact_title": "Direktør",
        "signatory_same": "y",
        "category": "erp",
        "referral_source": "business_promotion",
        "used_adviser_before": "no",
    }
    browser.post("/sager/ny", {**NEW, **typed})
    case = db.session.query(CustomerCase).one()
    customer = case.customer
    assert (customer.cvr, customer.city, customer.municipality_code) == (CUSTOMER["cvr"], "Herning", "0657")
    assert (customer.employees, customer.revenue_dkk, customer.public_body) == (25, 38_000_000, False)
    assert (customer.signatory_name, customer.signatory_title) == ("Birgit Nordvang", "Direktør")
    assert (case.category, case.referral_source, case.used_adviser_before) == ("erp", "business_promotion", "no")


BAD = {
    "name": "",
    "cvr": "12345678",
    "employees": "mange",
    "revenue_dkk": "en formue",
    "postal_code": "74",
    "contact_email": "ikke en mail",
    "title": "x" * 100_000,
}


def test_bad_input_is_kept_and_explained_at_each_field(browser: Browser, user: User) -> None:
    page = browser.post("/sager/ny", BAD)
    assert page.status_code == 422
    for name, typed in BAD.items():
        field = page.one(f"[name={name}]")
        assert field["value"] == typed
        assert page.one(f"#{field['id']}-error").get_text(strip=True), name
    assert db.session.query(CustomerCase).count() == 0
    assert page.html.select("details[open]")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "Æ\u202egnet 🐟", "a\x00b"])
def test_strange_text_is_only_text(browser: Browser, user: User, text: str) -> None:
    browser.post("/sager/ny", {**NEW, "title": text})
    case = db.session.query(CustomerCase).one()
    page = browser.get(f"/sager/{case.number}")
    assert page.shown("h1") == " ".join(case.title.split())
    assert "\x00" not in case.title


def test_the_same_form_twice_opens_one_case(browser: Browser, user: User) -> None:
    key = str(browser.get("/sager/ny").one("input[name=form_key]")["value"])
    first, second = (browser.post("/sager/ny", {**NEW, "form_key": key}) for _ in range(2))
    assert first.location == second.location
    assert db.session.query(CustomerCase).count() == 1


def test_staff_and_administrators_open_no_cases(browser: Browser) -> None:
    browser.log_in(make_user(Role.ADMIN))
    assert browser.get("/sager/ny").status_code == 403


def test_a_postal_code_suggests_city_and_kommune(browser: Browser, user: User) -> None:
    page = browser.get("/sager/postnummer?postal_code=7400", fragment=True)
    assert page.one("[name=city]")["value"] == "Herning"
    assert "Region Midtjylland" in page.text


# ---- the page of a case


def test_the_page_has_one_next_action_and_four_steps(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    page = browser.get(f"/sager/{case.number}")
    assert len(page.html.select(".next")) == 1
    assert len(page.html.select(".thread > li")) == 4
    assert page.one('a[href^="tel:"]') if case.customer.contact_phone else True


def test_a_draft_names_its_gates_and_begins_with_the_first(browser: Browser, user: User) -> None:
    case = make_case(user, customer={"cvr": ""})
    page = browser.get(f"/sager/{case.number}")
    assert page.shown(".next h2") == "Accepter kodekset"
    assert len(page.html.select("#gates li")) == 4


def test_waiting_is_noted(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    answer = browser.post(
        f"/sager/{case.number}/venter",
        {"waiting_on": "kunden", "waiting_since": "1.2.2026", "next_action": "Ring", "next_action_on": "2026-12-01"},
    )
    assert answer.status_code == 303
    assert (case.waiting_on, case.waiting_since, case.next_action_on) == ("kunden", date(2026, 2, 1), date(2026, 12, 1))
    assert "siden 1. februar" in browser.get(f"/sager/{case.number}").shown(".wait")


def test_a_wrong_date_is_said_at_its_field(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    page = browser.post(f"/sager/{case.number}/venter", {"next_action": "Ring", "next_action_on": "i morgen"})
    assert page.status_code == 422
    assert page.errors() == ["Skriv en dato, fx 19.6.2026."]
    assert page.one("[name=next_action]")["value"] == "Ring"


def test_history_is_paged(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    for number in range(60):
        cases.change_facts(user, case, {"title": f"Titel {number}"}, version=case.version)
        case.events[0].kind = str(number)
        db.session.commit()
    page = browser.get(f"/sager/{case.number}/historik")
    assert len(page.html.select(".hist li")) == 50
    assert "Du rettede sagens oplysninger" in page.text
    assert browser.get(f"/sager/{case.number}/historik?side=2").html.select(".hist li")


# ---- corrections


def test_the_customer_is_corrected(browser: Browser, user: User) -> None:
    case = make_case(user)
    page = browser.get(f"/sager/{case.number}/kunde")
    assert page.one("[name=name]")["value"] == "Ærø Værft A/S"
    answer = browser.post(f"/sager/{case.number}/kunde", {"name": "Marstal Værft", "version": "1", "employees": "300"})
    assert answer.status_code == 303
    assert case.customer.name == "Marstal Værft"
    assert "250 ansatte eller flere" in browser.get(f"/sager/{case.number}/kunde").shown()


def test_two_people_both_see_both_texts(browser: Browser, user: User) -> None:
    case = make_case(user)
    cases.change_facts(user, case, {"title": "Den enes"}, version=1)
    page = browser.post(f"/sager/{case.number}/oplysninger", {"title": "Den andens", "version": "1"})
    assert page.status_code == 409
    assert "Den enes" in page.shown(".conflict")
    assert page.one("[name=title]")["value"] == "Den andens"
    assert page.one("[name=version]")["value"] == "1"
    browser.post(f"/sager/{case.number}/oplysninger", {"title": "Den andens", "version": "1", "overskriv": "2"})
    assert case.title == "Den andens"


def test_an_abandoned_case_shows_no_forms(browser: Browser, user: User) -> None:
    case = make_case(user, abandoned_on=date(2026, 2, 1), abandon_reason="Ingen penge")
    for path in ("/kunde", "/oplysninger", "/uvildighed", "/behov/gennemse", ""):
        page = browser.get(f"/sager/{case.number}{path}")
        assert not page.html.select("main form"), path
    assert browser.post(f"/sager/{case.number}/oplysninger", {"title": "x", "version": "1"}).status_code == 409
