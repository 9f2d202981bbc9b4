"""From a chip to the hole, and it is mended; sealed bids opened; Leverandør A, B, C; vendors fetched."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from itstart import clock
from itstart.db import db
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check

pytestmark = pytest.mark.browser


def test_a_chip_leads_to_the_hole_and_the_hole_is_mended(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    with site.behind():
        next(row for row in site.case(number).requirements if row.code == "K-15").acceptance_criterion = ""
    helper = visit(METTE, without_csp=True).go(f"/sager/{number}/behov/krav")
    check(helper)
    helper.page.locator("#K-15 a.chip").first.click()
    expect(helper.page).to_have_url(f"{site.url}/sager/{number}/roed-traad/K-15")
    helper.sees("Intet godkendelseskriterium")
    check(helper)
    helper.follow("Den røde tråd")
    helper.sees("Tråden har ét hul")
    check(helper)
    helper.follow("Kun huller 1")
    check(helper)
    helper.follow("Intet godkendelseskriterium")
    helper.fill("Sådan tester vi det", "Planlæggeren flytter en ordre på 1 minut.")
    helper.saved("row-krav-K-15")
    helper.page.locator("#row-krav-K-15").get_by_role("button", name="Gem", exact=True).last.click()
    helper.go(f"/sager/{number}/roed-traad")
    helper.sees("Tråden er hel")
    helper.page.locator(".line-list a.chip").first.click()
    helper.sees("krav dækker behovet")
    check(helper)


def test_sealed_bids_are_opened_when_the_deadline_has_passed(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    with site.behind():
        tender = site.case(number).tender
        tender.sealed_opening, tender.bid_deadline_at = True, clock.now() + timedelta(hours=2)
    helper = visit(METTE, without_csp=True).go(f"/sager/{number}/valg/tilbud")
    helper.sees("Tilbuddene er forseglede")
    check(helper)
    helper.follow("Gå til Modtagelse og åbning")
    helper.field("Fra").select_option("V-1")
    helper.press("Registrér")
    helper.told("Tilbuddet er registreret")
    helper.sees("registreret af Mette Hedelund")
    check(helper)
    expect(helper.page.get_by_role("button", name="Åbn tilbuddene")).to_have_count(0)
    with site.behind():
        site.case(number).tender.bid_deadline_at = clock.now() - timedelta(minutes=1)
        db.session.flush()
    helper.page.reload()
    helper.press("Åbn tilbuddene")
    helper.told("Tilbuddene er åbnet")
    helper.sees("Mette Hedelund åbnede dem")
    check(helper)
    helper.go(f"/sager/{number}/valg/tilbud?om=V-2")
    expect(helper.field("Produkt")).to_have_value("ProdPlan 365")


def test_names_are_hidden_while_others_look_on(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    helper = visit(METTE, without_csp=True).go(f"/sager/{number}/valg/resultat")
    helper.press("Skjul navnene: Leverandør A, B, C")
    helper.sees("Leverandør B er bedst")
    for page in ("resultat", "krav-for-krav", "demo"):
        helper.go(f"/sager/{number}/valg/{page}")
        expect(helper.page.locator("main")).not_to_contain_text("Kongeå")
        check(helper)
    helper.press("Vis navnene")
    helper.sees("Kongeå")


def test_vendors_are_fetched_from_the_register(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    with site.behind():
        for vendor in site.case(number).vendors:
            vendor.deleted_at = clock.now()
    helper = visit(METTE, without_csp=True).go("/leverandoerer")
    check(helper)
    helper.page.locator("tbody a").first.click()
    helper.sees("Det skete")
    check(helper)
    helper.go(f"/sager/{number}/udbud/leverandoerer")
    helper.follow("Hent fra leverandørregistret")
    check(helper)
    helper.page.get_by_label("Limfjord Business Systems ApS").check()
    helper.page.get_by_label("Kongeå Data A/S").check()
    helper.press("Hent de valgte")
    helper.told("2 leverandører er hentet")
    helper.sees("Limfjord Business Systems")
    check(helper)
