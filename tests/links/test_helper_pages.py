"""The helper's pages of the customer's link, and the outbox."""

import re

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CustomerLink
from itstart.rules.customer_links import LinkState
from itstart.services import customer_links
from tests.browser import Browser, Page
from tests.factories import make_helper
from tests.links.things import agreement_link, make_handed_over, make_sender, make_sent_agreement

NAME = "Birgit Nordvang"


@pytest.fixture
def guest(app: Flask) -> Browser:
    """The customer's own browser."""
    return Browser(app)


def _send(browser: Browser, number: str, om: str, formaal: str = "approve_document", **typed: str) -> Page:
    path = f"/sager/{number}/kundelinks/nyt?formaal={formaal}&om={om}"
    shown = browser.get(path)
    assert shown.status_code == 200
    hidden = {str(tag["name"]): str(tag["value"]) for tag in shown.html.select("#new-link input[type=hidden]")}
    return browser.request("POST", f"/sager/{number}/kundelinks/nyt", {**hidden, "name": NAME, **typed})


def test_the_helper_gets_link_and_mail_text_once(browser: Browser, guest: Browser) -> None:
    helper = make_sender()
    document = make_handed_over(helper)
    browser.log_in(helper)
    number = document.case.number
    made = _send(browser, number, "behovsbeskrivelse-1", email="birgit@nordvang.example", words="Tak for i går.")

    assert made.status_code == 200
    address = str(made.one("#link-address")["value"])
    assert address in made.one("#link-text").get_text()
    assert "Tak for i går." in made.one("#link-text").get_text()
    mail_to = str(made.one("a[href^='mailto:']")["href"])
    assert mail_to.startswith("mailto:birgit@nordvang.example?subject=Behovsbeskrivelse")
    token = address.rpartition("/")[2]
    assert guest.get(f"/k/{token}", follow=True).status_code == 200
    index = browser.get(f"/sager/{number}/kundelinks")
    assert token not in index.text
    assert "Venter på svar" in index.shown()
    assert re.search("Åbnet første gang", index.shown())


def test_the_same_form_twice_makes_one_link(browser: Browser) -> None:
    helper = make_sender()
    document = make_handed_over(helper)
    browser.log_in(helper)
    path = f"/sager/{document.case.number}/kundelinks/nyt"
    shown = browser.get(f"{path}?formaal=approve_document&om=behovsbeskrivelse-1")
    hidden = {str(tag["name"]): str(tag["value"]) for tag in shown.html.select("#new-link input[type=hidden]")}
    first = browser.request("POST", path, {**hidden, "name": NAME})
    second = browser.request("POST", path, {**hidden, "name": NAME})

    assert (first.status_code, second.status_code) == (200, 303)
    assert db.session.query(CustomerLink).count() == 1


def test_withdraw_from_the_list(browser: Browser) -> None:
    helper = make_sender()
    link, _, module = agreement_link(helper)
    browser.log_in(helper)
    path = f"/sager/{module.case.number}/kundelinks"
    assert browser.post(f"{path}/{link.number}/traek-tilbage", follow=True).status_code == 200

    db.session.refresh(link)
    assert customer_links.state(link) is LinkState.REVOKED
    assert "Trukket tilbage" in browser.get(path).shown()


def test_a_link_that_cannot_be_made_says_why(browser: Browser) -> None:
    helper = make_sender()
    _, _, module = agreement_link(helper)
    browser.log_in(helper)
    path = f"/sager/{module.case.number}/kundelinks/nyt?om=M-1&formaal="

    assert browser.get(f"{path}accept_delivery").status_code == 409
    assert browser.get(f"{path}nonsense").status_code == 404
    assert browser.get(f"{path}rate").status_code == 409


def test_a_document_offers_the_link(browser: Browser) -> None:
    helper = make_sender()
    document = make_handed_over(helper)
    browser.log_in(helper)
    shown = browser.get(f"/sager/{document.case.number}/dokumenter")
    href = str(shown.one("a[href*='kundelinks/nyt']")["href"])

    assert browser.get(href).status_code == 200


# ---- the outbox ------------------------------------------------------------------------------------


def test_the_outbox_shows_the_firms_own_mails(app: Flask, browser: Browser) -> None:
    helper = make_sender()
    link, token, _ = agreement_link(helper)
    browser.log_in(helper)
    shown = browser.get("/udbakke")

    assert token in shown.text
    assert "Send den selv" in shown.shown()
    href = str(shown.one("a[href^='mailto:']")["href"])
    assert token in href
    other = Browser(app)
    other.log_in(make_helper())
    assert token not in other.get("/udbakke").text
    mail_id = str(shown.one("li.panel")["id"]).removeprefix("mail-")
    assert other.post(f"/udbakke/{mail_id}/sendt").status_code == 404
    assert browser.post(f"/udbakke/{mail_id}/sendt", follow=True).status_code == 200
    after = browser.get("/udbakke")
    assert token not in after.text
    assert "Sendt" in after.shown()
    assert browser.post(f"/udbakke/{mail_id}/igen").status_code == 409
    assert customer_links.state(link) is LinkState.OPEN


@pytest.mark.parametrize("page", ["", "/aftale"])
def test_a_module_offers_the_link_until_it_is_made_and_then_shows_it(browser: Browser, page: str) -> None:
    helper = make_sender()
    module = make_sent_agreement(helper)
    browser.log_in(helper)
    path = next(
        str(tag["href"])
        for tag in browser.get(f"/sager/{module.case.number}/moduler").html.select("main a[href]")
        if str(tag["href"]).endswith("/moduler/1")
    )
    offered = browser.get(path + page).one("#kundens-link a[href*='approve_agreement']")
    assert browser.get(str(offered["href"])).status_code == 200
    assert browser.get(f"/sager/{module.case.number}/kundelinks").html.select("a[href*='approve_agreement']")
    made = _send(browser, module.case.number, "M-1", "approve_agreement")
    assert made.status_code == 200
    assert "Venter på svar" in browser.get(path + page).shown("#kundens-link")
