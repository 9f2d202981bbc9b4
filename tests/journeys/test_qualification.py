"""From application to qualified at real browsers: the firm, IBIZ-Center, the customer on a phone; and path B."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Helper, HelperCategory, HelperRegion, User
from itstart.rules.customer_links import LinkPurpose
from itstart.rules.terms import Category, QualificationStatus, Role
from itstart.services import cases, customer_links, passwords
from itstart.services.customer_letters import Recipient
from tests.journeys.conftest import Visit
from tests.journeys.live import STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

CUSTOMER = {"name": "Havnens Smede A/S", "cvr": "99000007", "contact_name": "Inge Toft"}
DUE = (clock.today() + timedelta(days=40)).isoformat()


def _person(site: Site, helper: Helper, email: str) -> str:
    """Somebody of the firm who can log in, and a profile that can be shown."""
    helper.regions = [HelperRegion(position=0, name="Region Nordjylland")]
    helper.categories = [HelperCategory(position=0, category=Category.ERP)]
    hashed = passwords.hash_password(site.password)
    person = User(
        name=helper.adviser, email=email, role=Role.HELPER, helper=helper, created_at=clock.now(), password_hash=hashed
    )
    db.session.add(person)
    return email


def _apply(visit: Visit, **typed: str) -> None:
    visitor = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    visitor.go("/ansoeg").fits()
    for label, text in typed.items():
        visitor.fill(label, text)
    visitor.page.get_by_label(re.compile("Kommune")).select_option(label="Hjørring")
    visitor.page.wait_for_timeout(3_100)  # nobody writes faster than this
    visitor.press("Send ansøgningen")
    visitor.sees("Tak for din ansøgning")


def _evaluate(visitor: Visitor, words: str) -> None:
    visitor.page.get_by_role("group", name=re.compile("Alt i alt")).get_by_label("4", exact=True).check()
    visitor.fill("Hvordan gik forløbet?", words)
    visitor.fill("Hvordan arbejder I sammen fremover?", "Næste gang alene, med sparring.")
    visitor.press("Gem evalueringen")


def _customer(visit: Visit, site: Site, number: str, email: str) -> None:
    with site.behind():
        to = Recipient("Inge Toft")
        purpose, code = LinkPurpose.EVALUATE_CO_DELIVERY, "samlevering-1"
        case, sender = site.case(number), site.user(email)
        _, address = customer_links.create(sender, case, purpose, code, to=to, base_url=site.url)
    inge = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    inge.go(address.removeprefix(site.url)).fits()
    check(inge)
    inge.page.get_by_role("group", name=re.compile("Hvor tilfreds")).get_by_label("5", exact=True).check()
    inge.fill("Hvordan gik forløbet?", "De var godt forberedte.")
    inge.fill("Hvad skal rådgiveren og IBIZ-Center gøre fremover?", "Korte referater.")
    inge.fill("Skriv dit fulde navn", "Inge Toft")
    inge.page.wait_for_timeout(3_100)
    inge.press("Send evalueringen")
    expect(inge.page.get_by_role("heading", level=1)).to_have_text("Kvittering")


def _deliver_together(lise: Visitor, number: str) -> None:
    lise.go("/raadgivere?q=vendsyssel").follow("Vendsyssel IT ApS")
    lise.follow("Aftal en samlevering")
    lise.page.get_by_label("Sag", exact=True).select_option(number)
    lise.page.get_by_label("Hvem leverer med fra IBIZ-Center?").select_option(label="Lise Ravnholt")
    lise.fill("Skal være evalueret senest", DUE)
    lise.press("Aftal en samlevering")
    lise.sees("1. samlevering")
    lise.go(f"/sager/{number}/samlevering")
    lise.fill("Kommentar", "Vi har planlagt workshoppen.")
    lise.fill("IBIZ-Centers timer (kan udelades)", "1,5")
    lise.press("Gem kommentaren")
    lise.sees("1,5 timer")


def test_from_application_to_qualified(visit: Visit, site: Site) -> None:
    typed: dict[str, Any] = {
        "Firmanavn": "Vendsyssel IT ApS", "CVR-nummer": "99000317", "Dit navn": "Ane Vendel",
        "E-mail": "ane@vendsyssel.example", "Telefon": "12345678",
        "Hvorfor vil I være It-starthjælpere?": "Vi kender værftsindustrien.",
    }  # fmt: skip
    _apply(visit, **typed)
    with site.behind():
        helper = db.session.scalars(select(Helper).where(Helper.cvr == "99000317")).one()
        email = _person(site, helper, "ane@vendsyssel.example")
    ane = visit(email)
    ane.go("/kodeks/accept?next=/kvalificering")
    ane.press("Accepter kodekset")
    ane.sees("Kodeks accepteret")
    with site.behind():
        person = site.user(email)
        assert person.helper is not None
        number = cases.open_case(person, person.helper, CUSTOMER, {"title": "Nyt ordresystem"}).number

    lise = visit(STAFF)
    _deliver_together(lise, number)

    ane.go("/kvalificering").follow("Skriv din evaluering")
    _evaluate(ane, "Det hjalp at være to.")
    _customer(visit, site, number, email)
    lise.go("/raadgivere/99000317").follow("Skriv IBIZ-Centers evaluering")
    _evaluate(lise, "God metode.")
    lise.go("/raadgivere/99000317").follow("Afslut samleveringen")
    lise.press("Afslut samleveringen")
    lise.follow("Kvalificer firmaet")
    lise.fill("Begrundelse", "Solid samlevering og en glad kunde.")
    lise.press("Kvalificer firmaet")
    lise.sees("Kvalificeret")
    ane.go("/kvalificering")
    ane.sees("Solid samlevering og en glad kunde.")
    ane.sees("Inge Toft")
    visitor = visit()
    visitor.go("/it-starthjaelpere/")
    expect(visitor.page.get_by_role("link", name="Vendsyssel IT ApS", exact=True)).to_be_visible()


def test_path_b(visit: Visit, site: Site) -> None:
    with site.behind():
        helper = Helper(
            company="Limfjordens IT ApS", cvr="99000325", adviser="Bo Lim", email="bo@lim.example", phone="12345678",
            municipality_code="0820", qualification_status=QualificationStatus.CODE_ACCEPTED, created_at=clock.now(),
        )  # fmt: skip
        db.session.add(helper)
        _person(site, helper, "bo@lim.example")
    lise = visit(STAFF)
    lise.go("/raadgivere/99000325").follow("Tilføj en kundeopgave")
    lise.fill("Opgave", "ERP til en muslingefarm")
    lise.fill("Kunde", "Limfjordens Muslinger A/S")
    lise.fill("Sluttede den", "2026-03-01")
    lise.press("Tilføj opgaven")
    lise.fill("Hvem har du talt med?", "Karen Lund")
    lise.page.get_by_label(re.compile("Hvad bad I om hjælp til")).fill("Hjælp til at vælge ERP.")
    lise.press("Gem interviewet")
    lise.follow("Skriv gennemgangen")
    _evaluate(lise, "Kravlisten kan spores til valget.")
    for act in ("Vælg review", "Afslut review"):
        lise.go("/raadgivere/99000325").follow(act)
        lise.press(act)
    lise.follow("Kvalificer firmaet")
    lise.fill("Begrundelse", "To gode interview.")
    lise.press("Kvalificer firmaet")
    lise.sees("Kvalificeret")
