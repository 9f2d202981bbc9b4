"""From a question at the vendor's to a point at the table, a decision, and the letter to the one who was not chosen."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from itstart.db import db
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def undecided(site: Site) -> str:
    """The example on the day before the customer decides."""
    number = site.copy_of_example()
    with site.behind():
        case = site.case(number)
        case.contract.vendor, case.contract.signed_on = None, None
        case.evaluation.decided_vendor, case.evaluation.decided_on = None, None
        for point in case.negotiation:
            db.session.delete(point)
    return number


def ask(helper: Visitor, number: str) -> None:
    """The vendor answers a question, and the answer is worth negotiating about."""
    helper.go(f"/sager/{number}/valg/spoerg-leverandoeren?om=V-2")
    check(helper)
    helper.page.set_viewport_size({"width": 1280, "height": 900})
    line = helper.page.locator("li", has_text="Hvad består »Analyse og opsætning« af").first
    line.locator("summary").click()
    helper.fill("Svar", "Lone: Tre uger og to konsulenter. En uge kan I selv.", line)
    helper.saved("sp-stoerste-post")
    line.get_by_label("Stillet").check()
    helper.saved("sp-stoerste-post")
    check(helper)
    helper.page.set_viewport_size({"width": 1280, "height": 900})
    line.get_by_role("link", name=re.compile("Gør til forhandlingspunkt")).click()
    form = helper.page.locator("#row-forhandlet-ny")
    expect(helper.field("Før", form)).to_have_value("260.000")
    helper.fill("Efter", "245.000", form)
    check(helper)
    helper.page.set_viewport_size({"width": 1280, "height": 900})
    helper.press("Tilføj", form)
    helper.sees("260.000 kr. → 245.000 kr.")


def decide(helper: Visitor, number: str) -> None:
    """The customer chooses; then the point has its worth."""
    helper.go(f"/sager/{number}/valg/breve")
    helper.sees("Tildeling og afslag venter på beslutningen")
    check(helper)
    helper.page.set_viewport_size({"width": 1280, "height": 900})
    helper.follow("Gå til beslutningen")
    form = helper.page.locator("#form-beslutning")
    helper.fill("Kundens begrundelse", "De kender produktion.", form)
    helper.fill("Besluttet af", "Birgit Nordvang", form)
    helper.fill("Dato for beslutningen", "2026-05-20", form)
    form.get_by_label("Kunden har valgt").select_option("V-2")
    helper.press("Gem", form)
    helper.told("Gemt")
    helper.go(f"/sager/{number}/projekt/forhandling")
    helper.sees(re.compile(r"Fra 1\.365\.358\skr\. til 1\.350\.358\skr\. over 5 år: 15\.000\skr\. sparet\."))


def write(helper: Visitor, number: str) -> None:
    """The rejection in the customer's own words, as Word, and sent."""
    helper.go(f"/sager/{number}/valg/breve")
    helper.page.get_by_role("link", name=re.compile("Limfjord.*afslag")).click()
    helper.sees("Vent med nummer to, til kontrakten er skrevet under.")
    helper.fill("Indledning", "Tak for kaffen og for et godt tilbud. Vi har valgt en anden.")
    helper.saved("brev")
    check(helper)
    helper.page.set_viewport_size({"width": 1280, "height": 900})
    content = helper.fetch("Hent som Word").path().read_bytes()
    words = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "Tak for kaffen og for et godt tilbud." in words
    assert "Kongeå" not in words
    helper.page.reload()
    helper.press("Notér som sendt")
    helper.told("Brevet er gemt, som det blev sendt.")
    helper.sees("Tak for kaffen og for et godt tilbud.")
    check(helper)


def test_from_a_question_to_a_letter(visit: Visit, site: Site) -> None:
    number = undecided(site)
    helper = visit(METTE, without_csp=True)
    ask(helper, number)
    decide(helper, number)
    write(helper, number)
