"""Leads on screen: the queue, a lead with its matches, the firm's answer, and the way into the case (D5)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Lead, Partner
from itstart.rules.lead_states import Origin, answer_by
from itstart.rules.partners import PartnerType
from itstart.rules.settings import SettingKey
from itstart.rules.terms import LeadStatus, QualificationStatus
from itstart.services import lead_offers, partners, settings
from itstart.steps.calendar import danish_holidays
from itstart.web.filters import day
from tests.browser import Browser
from tests.factories import make_admin, make_helper, make_staff
from tests.factories.leads import fitting_firm, make_lead, own_lead, person_of

FORM = {
    "company": "Nordvang Maskinfabrik A/S",
    "need_summary": "Vi styrer produktionen i regneark.",
    "category": "erp",
    "contact_email": "birgit@nordvang.example",
    "consent_on": "1.6.2026",
    "postal_code": "7400",
    "industry": "Metalindustri",
}


def lead_of(number: int) -> Lead:
    return db.session.scalars(select(Lead).where(Lead.number == number)).one()


# ---- writing down --------------------------------------------------------------------------------------


def test_staff_write_down_a_partners_customer_once(browser: Browser) -> None:
    staff = make_staff()
    partner: Partner = partners.create(
        staff, {"name": "Erhvervshus Midt", "kind": PartnerType.BUSINESS_HOUSE, "cvr": ""}
    )
    browser.log_in(staff)
    form = {**FORM, "partner": str(partner.number), "form_key": "one"}

    first, second = browser.post("/henvendelser/ny", form), browser.post("/henvendelser/ny", form)

    assert first.location == second.location == "/henvendelser/1"
    lead = lead_of(1)
    assert (lead.origin, lead.partner, lead.source_name) == (Origin.PARTNER, partner, "Erhvervshus Midt")
    page = browser.get("/henvendelser/1").shown()
    assert "Nordvang Maskinfabrik A/S" in page
    assert "Erhvervshus Midt" in page
    assert "Ingen passer" in page


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"company": " "}, "Skriv virksomhedens navn."),
        ({"need_summary": ""}, "Skriv, hvad kunden har brug for."),
        ({"contact_email": ""}, "Skriv en e-mail eller et telefonnummer."),
        ({"consent_on": ""}, "Skriv datoen. Spørg først kunden."),
        ({"consent_on": "1.6.2150"}, "Datoen ligger i fremtiden."),
        ({"cvr": "12345678"}, "CVR-nummeret findes ikke: cifrene passer ikke sammen. Se efter en slåfejl."),
        ({"postal_code": "74"}, "Et postnummer har 4 cifre, fx 7400."),
        ({"employees": "mange"}, "Skriv et helt tal."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    browser: Browser, change: dict[str, str], message: str
) -> None:
    browser.log_in(make_staff())

    answer = browser.post("/henvendelser/ny", {**FORM, **change})

    assert answer.status_code == 422
    assert answer.errors() == [message]
    assert "Metalindustri" in answer.text
    assert db.session.query(Lead).count() == 0


def test_a_helper_writes_down_its_own_and_makes_the_case(browser: Browser) -> None:
    browser.log_in(make_helper())
    assert not browser.get("/henvendelser/ny").html.select("#partner")

    answer = browser.post("/henvendelser/ny", FORM)
    assert "Jeres egne" in browser.get("/henvendelser").shown()
    answer = browser.post(f"{answer.location}/sag")

    case = lead_of(1).case
    assert case is not None
    assert answer.location == f"/sager/{case.number}"
    page = browser.get(answer.location)
    assert "Kunden kom fra Egen drift" in page.shown()
    assert page.html.select("a[href='/henvendelser/1']")
    assert browser.post("/henvendelser/1/sag").location == f"/sager/{case.number}", "twice leads to the same case"


def test_a_lead_is_corrected(browser: Browser) -> None:
    staff = make_staff()
    lead = make_lead(staff=staff)
    browser.log_in(staff)
    assert "birgit@nordvang.example" in browser.get(f"/henvendelser/{lead.number}/ret").text

    assert browser.post(f"/henvendelser/{lead.number}/ret", {**FORM, "company": "Ny ApS"}).status_code == 303
    assert browser.post(f"/henvendelser/{lead.number}/ret", {**FORM, "consent_on": "x"}).status_code == 422
    assert lead_of(lead.number).company == "Ny ApS"


# ---- the queue and the offer ---------------------------------------------------------------------------


@pytest.mark.parametrize("make", [make_staff, make_admin])
def test_the_queue_shows_each_part(browser: Browser, make: object) -> None:
    for status in LeadStatus:
        make_lead(status, company=f"Kunde {status.value}")
    browser.log_in(make())  # type: ignore[operator]

    for address, part in (
        ("", "new"), ("?vis=praekvalificerede", "prequalified"), ("?vis=tilbudte", "offered"),
        ("?vis=modtagne", "accepted"), ("?vis=sager", "converted"), ("?vis=lukkede", "closed"), ("?vis=x", "new"),
    ):  # fmt: skip
        shown = browser.get(f"/henvendelser{address}", fragment=True).html.get_text(" ")
        assert f"Kunde {part}" in shown
        assert shown.count("Kunde ") == 1


def test_staff_prequalify_offer_and_see_why(browser: Browser) -> None:
    staff, firm = make_staff(), fitting_firm("Ada ApS")
    fitting_firm("Langt Væk ApS", code="0101")
    lead = make_lead(staff=staff)
    browser.log_in(staff)
    here = f"/henvendelser/{lead.number}"

    assert browser.post(f"{here}/praekvalificer", {"note": ""}).errors() == ["Skriv, hvad I har fundet ud af."]
    assert browser.post(f"{here}/praekvalificer", {"note": "Klart behov"}).status_code == 303
    page = browser.get(here)
    assert "Dækker Herning · ERP: rutineret · Har plads: 0 åbne sager" in page.shown()
    assert "Dækker ikke kommunen (1) Langt Væk ApS" in page.shown()
    answer = browser.post(f"{here}/tilbyd", {"cvr": firm.cvr}, follow=True)

    assert "Henvendelsen er tilbudt Ada ApS." in answer.text
    assert "Venter på svar" in answer.shown()
    assert not answer.html.select("#match"), "one at a time"
    refused = browser.post(f"{here}/tilbyd", {"cvr": fitting_firm().cvr})
    assert refused.status_code == 409
    assert "allerede tilbudt" in refused.shown("[role=alert]")
    assert browser.post(f"{here}/tilbyd", {"cvr": "00000000"}).status_code in {404, 409}


def test_a_setting_lets_three_firms_think_at_once(browser: Browser) -> None:
    settings.change(make_admin(), SettingKey.LEAD_OFFERS, "3", seen=0)
    staff = make_staff()
    lead = make_lead(staff=staff)
    browser.log_in(staff)

    for _ in range(3):
        assert browser.post(f"/henvendelser/{lead.number}/tilbyd", {"cvr": fitting_firm().cvr}).status_code == 303
    assert browser.post(f"/henvendelser/{lead.number}/tilbyd", {"cvr": fitting_firm().cvr}).status_code == 409


# ---- the firm --------------------------------------------------------------------------------------


def test_a_firm_answers_with_one_click_and_the_quick_question(browser: Browser) -> None:
    firm = fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm)
    browser.log_in(person_of(firm))
    here = f"/henvendelser/{lead.number}"
    page = browser.get(here)
    assert "En virksomhed i Herning" in page.shown("h1")
    assert lead.company not in page.text
    assert lead.contact_email not in page.text
    assert lead.company not in browser.get("/henvendelser").text

    assert browser.post(f"{here}/tag", {}).errors() == ["Svar ja eller nej."]
    assert browser.post(f"{here}/tag", {"has_ties": "ja"}).errors() == ["Skriv hvilken leverandør, og hvad båndet er."]
    answer = browser.post(f"{here}/tag", {"has_ties": "nej"}, follow=True)

    assert "Henvendelsen er jeres. Kunden har fået besked." in answer.text
    assert lead.contact_email in answer.text
    assert browser.post(f"{here}/sag").location.startswith("/sager/")


def test_a_firm_says_no_with_a_reason_and_sees_it_no_longer(browser: Browser) -> None:
    firm = fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm)
    browser.log_in(person_of(firm))
    here = f"/henvendelser/{lead.number}"

    assert browser.post(f"{here}/afslaa", {}).errors() == ["Vælg en grund."]
    assert browser.post(f"{here}/afslaa", {"decline_reason": "other"}).errors() == ["Skriv hvorfor."]
    assert browser.post(f"{here}/afslaa", {"decline_reason": "no_time"}).location == "/henvendelser"
    assert browser.get(here).status_code == 404
    assert "Ingen henvendelser endnu" in browser.get("/henvendelser").shown()


def test_an_absent_firm_is_told_why_it_cannot(browser: Browser) -> None:
    firm = fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm)
    firm.no_new_cases_until = clock.today()
    browser.log_in(person_of(firm))

    answer = browser.post(f"/henvendelser/{lead.number}/tag", {"has_ties": "nej"})

    assert answer.status_code == 409
    assert "Tager ingen nye sager lige nu" in answer.shown("[role=alert]")


def test_another_firm_sees_nothing_of_it(browser: Browser) -> None:
    lead = make_lead(LeadStatus.OFFERED)
    other = make_helper()
    browser.log_in(other)

    for path in ("", "/ret"):
        assert browser.get(f"/henvendelser/{lead.number}{path}").status_code == 404
    for path in ("/ret", "/tag", "/afslaa", "/sag", "/luk"):
        assert browser.post(f"/henvendelser/{lead.number}{path}", FORM).status_code == 404, path
    for path in ("/praekvalificer", "/tilbyd"):
        assert browser.post(f"/henvendelser/{lead.number}{path}", {}).status_code == 403


def test_what_the_lead_came_from_stands_on_the_case_for_staff_too(browser: Browser) -> None:
    firm, staff = fitting_firm(), make_staff()
    lead = make_lead(LeadStatus.CONVERTED, firm=firm, source_name="Salling Erhvervsråd", staff=staff)
    assert lead.case is not None
    number = lead.case.number
    browser.log_in(staff)

    assert "Salling Erhvervsråd" in browser.get(f"/sager/{number}").shown()
    assert f"Blevet til sag {number}" in browser.get(f"/henvendelser/{lead.number}").shown()


def test_the_partner_stays_when_a_lead_is_corrected(browser: Browser) -> None:
    staff = make_staff()
    partners.create(staff, {"name": "Erhvervshus Midt", "kind": PartnerType.BUSINESS_HOUSE, "cvr": ""})
    browser.log_in(staff)
    browser.post("/henvendelser/ny", {**FORM, "partner": "1"})

    assert browser.get("/henvendelser/1/ret").one("#partner option[selected]").get_text() == "Erhvervshus Midt"
    browser.post("/henvendelser/1/ret", {**FORM, "partner": ""})
    assert (lead_of(1).partner, lead_of(1).origin) == (None, Origin.STAFF)


def test_each_firm_sees_its_own_last_day_and_no_other_firm(browser: Browser) -> None:
    staff, first, second = make_staff(), fitting_firm("Ada ApS"), fitting_firm("Bo ApS")
    lead = make_lead(LeadStatus.OFFERED, firm=first, staff=staff)
    lead.offers[0].offered_on -= timedelta(days=3)
    settings.change(make_admin(), SettingKey.LEAD_OFFERS, "2", seen=0)
    lead_offers.offer(staff, lead, second.cvr)
    browser.log_in(person_of(second))

    last = answer_by(clock.today(), danish_holidays())
    assert f"Svar senest {day(last)}" in browser.get("/henvendelser").shown()
    assert "Ada ApS" not in browser.get("/henvendelser").text
    assert "Ada ApS" not in browser.get(f"/henvendelser/{lead.number}").text


def test_a_lead_is_closed_with_a_reason(browser: Browser) -> None:
    helper = make_helper()
    lead = own_lead(helper)
    browser.log_in(helper)
    here = f"/henvendelser/{lead.number}"

    assert browser.post(f"{here}/luk", {}).errors() == ["Vælg en grund."]
    answer = browser.post(f"{here}/luk", {"close_reason": "no_need", "close_note": "Aflyst"}, follow=True)

    assert "Henvendelsen er lukket." in answer.text
    assert browser.post(f"{here}/luk", {"close_reason": "no_need"}).status_code == 409


def test_who_joins_in_is_chosen_with_the_firm(browser: Browser) -> None:
    staff = make_staff(name="Lise Ravnholt")
    firm = fitting_firm("Ny ApS", qualification_status=QualificationStatus.CODE_ACCEPTED)
    lead = make_lead(staff=staff)
    browser.log_in(staff)
    here = f"/henvendelser/{lead.number}"
    assert "Ny ApS" not in [tag.get_text() for tag in browser.get(here).html.select("#match ol li a")]
    assert browser.get(f"{here}?samlever=1").html.select(f"#joins-{firm.cvr}")

    assert browser.post(f"{here}/tilbyd?samlever=1", {"cvr": firm.cvr}).status_code == 409
    answer = browser.post(f"{here}/tilbyd?samlever=1", {"cvr": firm.cvr, "co_deliverer": str(staff.id)}, follow=True)

    assert "sammen med Lise Ravnholt" in answer.shown()
    browser.log_in(person_of(firm))
    assert "Lise Ravnholt fra IBIZ-Center leverer sammen med jer." in browser.get(here).shown()
    lead_offers.accept(person_of(firm), lead_of(lead.number), has_ties=False)
