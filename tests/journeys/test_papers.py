"""A meeting, its notes as needs, its minutes; a test registered until it is passed; on a phone and without a script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from itstart.db import db
from itstart.models import AcceptanceResult, Requirement
from itstart.rules.terms import Outcome, Priority
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.browser


def test_notes_of_a_meeting_become_needs_and_minutes(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    helper = visit(METTE, without_csp=True, viewport=PHONE).go(f"/sager/{number}/behov/moeder")
    helper.sees("Ingen møder endnu")
    check(helper)
    helper.follow("Tilføj møde")
    helper.fill("Møde", "Opstartsmøde")
    helper.fill("Dato", "3.2.2026")
    helper.fill("Noter", "Vi taster ordren tre gange\nLageret passer aldrig")
    helper.press("Tilføj")
    helper.follow("RF-1 Opstartsmøde")
    check(helper)
    helper.fits()
    helper.page.get_by_label("Lageret passer aldrig").check()
    helper.press("Gør de valgte til behov")
    helper.told("N-10 er et nyt behov.")
    check(helper)
    expect(helper.page.locator("main input[name=words]")).to_have_count(1)
    helper.press("Fortryd")
    helper.told("Fortrudt")
    expect(helper.page.locator("main input[name=words]")).to_have_count(2)
    helper.page.get_by_label("Vi taster ordren tre gange").check()
    helper.press("Gør de valgte til behov")
    helper.told("N-11 er et nyt behov.")
    minutes = helper.fetch("Hent referatet som Word")
    assert minutes.suggested_filename == f"{number} Referat RF-1.docx"
    assert Path(minutes.path()).read_bytes()[:2] == b"PK"
    helper.go(f"/sager/{number}/behov/behov")
    helper.sees("Sagt på et møde")


def test_a_meeting_works_without_a_script(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    helper = visit(METTE, java_script_enabled=False, expects=("422",)).go(f"/sager/{number}/moeder-liste/ny")
    helper.fill("Møde", "Opstartsmøde")
    helper.fill("Noter", "Lageret passer aldrig")
    helper.press("Tilføj")
    helper.go(f"/sager/{number}/moeder/RF-1")
    helper.press("Gør de valgte til behov")
    helper.sees("Sæt kryds ved mindst én linje")
    helper.page.get_by_label("Lageret passer aldrig").check()
    helper.press("Gør de valgte til behov")
    helper.sees("N-10")


def test_a_test_is_registered_until_it_is_passed(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    with site.behind():
        case = site.case(number)
        musts = list(
            db.session.scalars(
                select(Requirement)
                .where(Requirement.case_id == case.id, Requirement.priority == Priority.MUST)
                .order_by(Requirement.position)
            )
        )
        case.acceptance_results = [
            AcceptanceResult(code=str(n), position=n, requirement=row, outcome=Outcome.PASSED)
            for n, row in enumerate(musts[1:], start=100)
        ]
    helper = visit(METTE, without_csp=True, expects=("422",)).go(f"/sager/{number}/projekt/overtagelsesproeve")
    helper.sees("17 af 18 SKAL-krav er prøvet.")
    check(helper)
    helper.follow("Prøv K-01")
    helper.field("Resultat").select_option("a_error")
    helper.press("Tilføj")
    helper.sees("Skriv, hvad der gik galt")
    helper.fill("Hvad skete der?", "Systemet står ikke på listen")
    helper.press("Tilføj")
    helper.sees("Prøven er ikke bestået")
    helper.sees("Der er 1 A-fejl.")
    check(helper)
    helper.follow("Tilføj resultat")
    helper.field("Krav").select_option("K-01")
    helper.field("Resultat").select_option("passed")
    helper.press("Tilføj")
    helper.sees("Prøven er bestået")
    check(helper)
    for link, name in (("Hent som Excel", "Prøveskema.xlsx"), ("Hent tomt skema", "Prøveskema til udfyldelse.docx")):
        assert helper.fetch(link).suggested_filename == f"{number} {name}"
    helper.go(f"/sager/{number}/dokumenter")
    helper.sees(re.compile("Beslutningsnotat"))
