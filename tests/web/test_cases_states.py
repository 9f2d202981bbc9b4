"""The pages that change where a case or a step stands, the declaration of impartiality and the kodeks."""

from datetime import timedelta

import pytest

from itstart import clock
from itstart.data import code_of_conduct as text
from itstart.db import db
from itstart.models import CustomerCase, User, Vendor
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, StepStatus
from tests.browser import Browser
from tests.factories.accounts import make_helper, make_staff
from tests.factories.cases import add_module, make_active_case, make_case, open_the_gates
from tests.services.test_cases_states import DAY, REPORTED, hand_over


@pytest.fixture
def user(browser: Browser) -> User:
    person = make_helper()
    browser.log_in(person)
    return person


def status(case: CustomerCase) -> CaseStatus:
    return case.status


def step(case: CustomerCase, key: StepKey) -> StepStatus:
    return case.step(key).status


# ---- the case


def test_a_draft_with_shut_gates_is_refused_with_reasons(browser: Browser, user: User) -> None:
    case = make_case(user)
    page = browser.post(f"/sager/{case.number}/status/aktiver")
    assert page.status_code == 409
    assert "Erklær din uvildighed" in page.shown("[role=alert]")
    assert status(case) is CaseStatus.DRAFT


def test_a_draft_with_open_gates_is_activated(browser: Browser, user: User) -> None:
    case = open_the_gates(make_case(user))
    assert "Gør sagen aktiv" in browser.get(f"/sager/{case.number}").shown(".next h2")
    assert browser.post(f"/sager/{case.number}/status/aktiver").status_code == 303
    assert status(case) is CaseStatus.ACTIVE


def test_pause_keeps_what_was_typed(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    page = browser.post(f"/sager/{case.number}/status/bero", {"pause_reason": "Høst", "next_contact_on": "1.1.2020"})
    assert page.status_code == 409
    assert page.one("[name=pause_reason]").get_text(strip=True) == "Høst"
    assert page.errors() == ["Vælg en kommende dag, hvor du tager kontakt igen."]


def test_pause_and_resume(browser: Browser, user: User) -> None:
    case, on = make_active_case(user), clock.today() + timedelta(days=9)
    browser.post(f"/sager/{case.number}/status/bero", {"pause_reason": "Høst", "next_contact_on": on.isoformat()})
    assert status(case) is CaseStatus.PAUSED
    assert "Høst" in browser.get("/sager/").shown(".case-row")
    assert "Høst" in browser.get(f"/sager/{case.number}/status").shown()
    browser.post(f"/sager/{case.number}/status/genoptag")
    assert status(case) is CaseStatus.ACTIVE


def test_complete_says_what_is_missing(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    add_module(case, agreement_signed_on=DAY, started_on=DAY)
    assert "Modul 1 er ikke meldt" in browser.get(f"/sager/{case.number}/status").shown("#complete")
    page = browser.post(f"/sager/{case.number}/status/afslut")
    assert page.status_code == 409
    assert "Modul 1 er ikke meldt" in page.shown("[role=alert]")


def test_completed_by_the_helper_and_opened_by_staff(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    add_module(case, **REPORTED)
    assert browser.post(f"/sager/{case.number}/status/afslut").status_code == 303
    assert browser.post(f"/sager/{case.number}/status/aabn", {"reason": "Nej"}).status_code == 403
    staff = Browser(browser.app)
    staff.log_in(make_staff())
    assert staff.post(f"/sager/{case.number}/status/aabn", {"reason": ""}).errors()
    assert staff.post(f"/sager/{case.number}/status/aabn", {"reason": "Projektet fortsætter"}).status_code == 303
    assert status(case) is CaseStatus.ACTIVE


def test_abandon_needs_a_reason(browser: Browser, user: User) -> None:
    case = make_case(user)
    page = browser.post(f"/sager/{case.number}/status/opgiv", {"abandon_reason": " "})
    assert (page.status_code, page.errors()) == (409, ["Skriv, hvorfor sagen opgives."])
    browser.post(f"/sager/{case.number}/status/opgiv", {"abandon_reason": "Ny ejer"})
    assert status(case) is CaseStatus.ABANDONED
    assert "Sagen er opgivet" in browser.get(f"/sager/{case.number}").shown(".next")


@pytest.mark.parametrize("change", ["aktiver", "bero", "genoptag", "afslut", "opgiv"])
def test_staff_and_others_change_nothing(browser: Browser, user: User, change: str) -> None:
    case = make_active_case(make_helper())
    assert browser.post(f"/sager/{case.number}/status/{change}").status_code == 404
    staff = Browser(browser.app)
    staff.log_in(make_staff())
    assert staff.post(f"/sager/{case.number}/status/{change}").status_code == 404


# ---- the steps


@pytest.mark.parametrize("key", list(StepKey))
def test_every_step_can_be_read_through(browser: Browser, user: User, key: StepKey) -> None:
    case = make_active_case(user)
    page = browser.get(f"/sager/{case.number}/{key.slug}/gennemse")
    assert page.status_code == 200
    assert page.html.select("a[href*='retur=']")


def test_a_step_without_its_document_is_refused(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    page = browser.post(
        f"/sager/{case.number}/behov/faerdigt", {"approved_on": "1.3.2026", "approved_by": "Åse Ørsted"}
    )
    assert page.status_code == 409
    assert "Hent dokumentet som Word" in page.shown("[role=alert]")
    assert page.one("[name=approved_by]")["value"] == "Åse Ørsted"


def test_a_step_is_approved_and_opened_again(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    hand_over(case, "behovsbeskrivelse")
    path = f"/sager/{case.number}/behov"
    assert browser.post(f"{path}/faerdigt", {"approved_on": "1.3.2026", "approved_by": "Åse"}).status_code == 303
    assert step(case, StepKey.NEEDS) is StepStatus.DONE
    assert "Godkendt 1. marts 2026 af Åse" in browser.get(f"{path}/gennemse").shown()
    assert browser.post(f"{path}/aabn", {"note": ""}).status_code == 409
    browser.post(f"{path}/aabn", {"note": "Et nyt krav"})
    assert step(case, StepKey.NEEDS) is StepStatus.IN_PROGRESS


def test_a_step_is_skipped_with_a_reason_and_taken_up(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    path = f"/sager/{case.number}/udbud"
    page = browser.post(f"{path}/spring-over", {"skip_reason": ""})
    assert (page.status_code, page.errors()) == (409, ["Skriv, hvorfor skridtet springes over."])
    browser.post(f"{path}/spring-over", {"skip_reason": "Kunden har valgt selv"})
    assert "Kunden har valgt selv" in browser.get(f"{path}/gennemse").shown()
    assert browser.get(f"/sager/{case.number}").html.select(".thread .is-skipped")
    browser.post(f"{path}/genoptag")
    assert step(case, StepKey.TENDER) is StepStatus.IN_PROGRESS


def test_step_four_asks_why_there_is_no_contract(browser: Browser, user: User) -> None:
    case = make_active_case(user)
    hand_over(case, "projektplan")
    page = browser.post(f"/sager/{case.number}/projekt/faerdigt", {"approved_on": "1.3.2026", "approved_by": "Åse"})
    assert page.status_code == 409
    assert "hvorfor kunden ikke skrev under" in page.errors()[0]


# ---- impartiality and the kodeks


def test_the_declaration_must_be_answered(browser: Browser, user: User) -> None:
    case = make_case(user)
    page = browser.post(f"/sager/{case.number}/uvildighed", {"receives_commission": "nej"})
    assert (page.status_code, page.errors()) == (422, ["Svar ja eller nej."])
    assert page.html.select("[name=receives_commission][value=nej][checked]")
    browser.post(f"/sager/{case.number}/uvildighed", {"owns_or_is_owned_by_vendor": "ja", "receives_commission": "nej"})
    assert case.impartiality.declared_on == clock.today()
    assert "kan ikke inviteres" in browser.get(f"/sager/{case.number}/uvildighed").shown()


def test_relations_are_told_corrected_deleted_and_brought_back(browser: Browser, user: User) -> None:
    case = make_case(user)
    db.session.add(Vendor(case_id=case.id, code="V-1", name="Kongeå Data", position=1))
    db.session.commit()
    path = f"/sager/{case.number}/uvildighed"
    assert browser.get(f"{path}?ret=ny").one("#relation-form")
    told = {"vendor": "V-1", "description": "Fælles oplæg", "assessment": "Uden betaling"}
    page = browser.post(f"{path}/relationer", {**told, "assessment": ""})
    assert (page.status_code, page.errors()) == (422, ["Skriv din vurdering."])
    browser.post(f"{path}/relationer", told)
    row = case.vendor_relations[0]
    assert browser.get(f"{path}?ret={row.code}").one("[name=description]").get_text(strip=True) == "Fælles oplæg"
    browser.post(f"{path}/relationer", {**told, "code": row.code, "description": "Fælles oplæg i 2023"})
    assert "Fælles oplæg i 2023" in browser.get(path).shown()
    browser.post(f"{path}/relationer/{row.code}/slet")
    assert "Fælles oplæg" not in browser.get(path).shown()
    browser.post(f"{path}/relationer/{row.code}/gendan")
    assert "Fælles oplæg i 2023" in browser.get(path).shown()
    assert browser.get(f"{path}?ret=findes-ikke").status_code == 404


def test_confirming_needs_vendors(browser: Browser, user: User) -> None:
    case = open_the_gates(make_case(user))
    assert browser.post(f"/sager/{case.number}/uvildighed/bekraeft").status_code == 409


def test_the_kodeks_is_read_and_accepted(browser: Browser, user: User) -> None:
    case = make_case(user)
    back = f"/sager/{case.number}"
    page = browser.get(f"/kodeks/accept?next={back}")
    assert text.TITLE in page.shown("h1")
    assert browser.post("/kodeks/accept", {"accepted_by": "", "accepted_on": "x"}).status_code == 422
    assert browser.post("/kodeks/accept", {"accepted_by": "Mette", "accepted_on": "1.1.2999"}).status_code in {409, 422}
    answer = browser.post(
        "/kodeks/accept", {"accepted_by": "Mette", "accepted_on": clock.today().isoformat(), "next": back}
    )
    assert answer.location == back
    assert "Mette accepterede kodekset" in browser.get("/kodeks/accept").shown()


def test_staff_read_the_kodeks_and_do_not_accept_it(browser: Browser) -> None:
    browser.log_in(make_staff())
    assert not browser.get("/kodeks/accept").html.select("main form")
