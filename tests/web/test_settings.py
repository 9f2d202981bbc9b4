"""The pages of settings: who changes what, what is said of a bad value, preview, history and the way back."""

import pytest

from itstart import clock
from itstart.rules.settings import SettingKey
from itstart.rules.terms import ModuleStatus
from itstart.services import mail_texts, settings
from itstart.steps import module_documents
from tests.browser import Browser
from tests.documents.word_reading import text as whole_text
from tests.factories.accounts import make_admin, make_staff
from tests.factories.cases import make_active_case
from tests.factories.modules import make_module

SETTING = "/indstillinger/svarfrist-for-henvendelser"
MAIL = "/indstillinger/mails/tilbud-om-henvendelse"
OFFER = mail_texts.MAILS["tilbud-om-henvendelse"]


@pytest.fixture
def admin(browser: Browser) -> Browser:
    browser.log_in(make_admin())
    return browser


def test_all_settings_and_mails_stand_on_one_page(admin: Browser) -> None:
    page = admin.get("/indstillinger").html

    links = {str(link["href"]) for link in page.select("main a")}
    assert {f"/indstillinger/{key.value}" for key in SettingKey} <= links
    assert {f"/indstillinger/mails/{key}" for key in mail_texts.MAILS} <= links
    assert "/rapporter/graenser" in links


def test_a_value_is_set_told_and_taken_back(admin: Browser) -> None:
    page = admin.post(SETTING, {"value": "2", "reason": "Hurtigere", "seen": "0"}, follow=True)
    assert "2 arbejdsdage" in page.text
    assert "Hurtigere" in page.text
    assert settings.days(SettingKey.LEAD_ANSWER_WORKDAYS) == 2
    assert "Ændret" in admin.get("/indstillinger").text
    seen = str(page.one("#setting input[name=seen]")["value"])

    admin.post(f"{SETTING}/tilbage", {"to": "0", "seen": seen}, follow=True)

    assert settings.days(SettingKey.LEAD_ANSWER_WORKDAYS) == 5


def test_a_bad_value_is_told_at_its_field_and_stays(admin: Browser) -> None:
    answer = admin.post(SETTING, {"value": "to", "seen": "0"})

    assert answer.status_code == 422
    assert answer.one("#value-error").get_text() == "Skriv et helt tal fra 1 til 730."
    assert answer.one("#value")["value"] == "to"


def test_a_colleague_who_was_first_is_told_and_the_typed_text_stays(admin: Browser) -> None:
    admin.post(SETTING, {"value": "2", "seen": "0"})

    answer = admin.post(SETTING, {"value": "3", "seen": "0"})

    assert answer.status_code == 409
    assert "mens du skrev" in answer.one("[role=alert]").get_text()
    assert answer.one("#value")["value"] == "3"
    assert admin.post(f"{SETTING}/tilbage", {"to": "0", "seen": "0"}).status_code == 409


def test_a_mail_is_tried_before_it_is_kept(admin: Browser) -> None:
    answer = admin.post(MAIL, {"subject": "Til {navn}", "body": "Kunde {nummer}", "seen": "0", "preview": "1"})

    assert answer.status_code == 200
    assert "Til Mette Hedelund" in answer.one("#preview").get_text()
    assert "Kunde 12" in answer.one("#preview").get_text()
    assert mail_texts.current(OFFER) == (OFFER.subject, OFFER.body)


@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_an_unknown_field_is_told_with_the_one_that_was_meant(admin: Browser, button: dict[str, str]) -> None:
    answer = admin.post(MAIL, {"subject": "Svar", "body": "Hej {nanv}", "seen": "0", **button})

    assert answer.status_code == 422
    assert "Mente du {navn}?" in answer.one("#body-error").get_text()
    assert answer.one("#body").get_text().strip() == "Hej {nanv}"


def test_a_mail_is_changed_and_taken_back(admin: Browser) -> None:
    page = admin.post(MAIL, {"subject": "Svar", "body": "Hej {navn}", "reason": "Kortere", "seen": "0"}, follow=True)
    assert mail_texts.current(OFFER) == ("Svar", "Hej {navn}")
    assert "Kortere" in page.text

    stale = admin.post(MAIL, {"subject": "Svar nu", "body": "Hej {navn}", "seen": "0"})
    assert stale.status_code == 409
    assert admin.post(f"{MAIL}/tilbage", {"to": "0", "seen": "0"}).status_code == 409
    seen = str(page.one("#mail input[name=seen]")["value"])
    admin.post(f"{MAIL}/tilbage", {"to": "0", "seen": seen})

    assert mail_texts.current(OFFER) == (OFFER.subject, OFFER.body)


def test_another_keys_history_is_no_way_back(admin: Browser) -> None:
    admin.post(SETTING, {"value": "2", "seen": "0"})
    other = settings.newest()[SettingKey.LEAD_ANSWER_WORKDAYS].id

    assert admin.post("/indstillinger/stille-sager/tilbage", {"to": str(other), "seen": "0"}).status_code == 404


def test_staff_read_and_are_offered_no_button(browser: Browser) -> None:
    browser.log_in(make_staff())

    for address in (SETTING, MAIL):
        page = browser.get(address)
        assert page.status_code == 200
        assert not page.html.select("main form")
        assert browser.post(address, {"value": "2", "subject": "x", "body": "y"}).status_code == 403


@pytest.mark.parametrize("address", ["/indstillinger/vejret", "/indstillinger/mails/vejret"])
def test_no_such_setting(admin: Browser, address: str) -> None:
    assert admin.get(address).status_code == 404
    assert admin.post(address, {"value": "1"}).status_code == 404


def test_an_applicant_reads_the_centers_own_name_contact_and_answer_time(admin: Browser) -> None:
    for key, value in (
        (SettingKey.CENTER_NAME, "It-centret"),
        (SettingKey.CENTER_CONTACT, "Lise Ravnholt"),
        (SettingKey.CENTER_PHONE, "12 34 56 78"),
        (SettingKey.ENQUIRY_WORKDAYS, "1"),
    ):
        admin.post(f"/indstillinger/{key.value}", {"value": value, "seen": "0"})

    thanks = admin.get("/ansoeg/tak").one("main").get_text(" ", strip=True)

    assert "It-centret læser den og skriver til dig inden for 1 arbejdsdag." in thanks
    assert "Kontakt Lise Ravnholt, 12 34 56 78." in thanks
    assert "IBIZ" not in thanks
    assert "IBIZ" not in admin.get("/ansoeg").one("main").get_text()


def test_another_name_of_the_center_is_what_people_read(admin: Browser) -> None:
    name = "Center for It & Vækst"
    module = make_module(make_active_case(), ModuleStatus.AGREEMENT_SIGNED)
    admin.post("/indstillinger/centrets-navn", {"value": name, "seen": "0"})

    assert name in admin.get("/it-starthjaelpere/").shown("main")
    assert name in admin.get("/it-starthjaelpere/").shown("footer")
    assert name in admin.get("/raadgivere/normer").shown("main")
    assert name in whole_text(admin.get("/kodeks/word").data)
    assert name in whole_text(admin.get("/tal/word").data)
    agreement = module_documents.agreement(module).render(module.case, today=clock.today())
    assert name in whole_text(agreement.content)
    assert "IBIZ" not in whole_text(agreement.content)
