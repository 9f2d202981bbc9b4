"""From the check page to the Rettelsesblad: the tender sent, a question answered to all, and a correction."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.documents import word_reading as reading
from tests.factories.tenders import ready_tender
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_office")]


def fetched(helper: Visitor, name: str) -> bytes:
    """The file behind the first link with these words."""
    with helper.page.expect_download() as waiting:
        helper.page.get_by_role("link", name=re.compile(name)).first.click()
    return waiting.value.path().read_bytes()


def start(site: Site) -> str:
    """A case of the helper's whose tender lacks one thing: weights that sum to 100."""
    with site.behind():
        case = ready_tender(site.user(METTE))
        case.criteria[0].weight = 50
        return case.number


def mend(helper: Visitor, number: str) -> None:
    """Follow the link of what blocks, put it right, and be back."""
    helper.go(f"/sager/{number}/udbud/send")
    helper.sees("Vægtene er tilsammen 90 %")
    check(helper)
    helper.follow("Gå til Kriterier og vægte")
    helper.page.get_by_role("link", name="Krav", exact=True).first.click()
    helper.fill("Vægt i %", "60")
    helper.saved("row-kriterier-liste-C1")
    helper.go(f"/sager/{number}/udbud/send")
    helper.sees("Intet stopper")


def answer(helper: Visitor, number: str) -> None:
    """A question is written down with its answer, and sent to all."""
    helper.go(f"/sager/{number}/spoergsmaal-liste/ny")
    helper.fill("Spørgsmål", "Kan lageret have to niveauer?")
    helper.fill("Svar til alle", "Ja, hylde og plads.")
    helper.press("Tilføj")
    helper.told("Tilføjet")
    helper.follow("Send svarene fra Udbudspakken")
    helper.press("Send svarene til alle")
    helper.told("1 svar er klar til alle leverandører")


def correct(helper: Visitor, number: str) -> None:
    """A requirement is locked, opened with a reason, and put right."""
    helper.go(f"/sager/{number}/behov/krav")
    helper.sees("Kravene er låst, fordi udbuddet er sendt")
    check(helper)
    helper.follow("Begynd en rettelse")
    helper.fill("Hvorfor skal materialet rettes?", "Kravet om lager var for svagt.")
    helper.press("Begynd en rettelse")
    helper.told("Rettelsen er begyndt")
    check(helper)
    helper.go(f"/sager/{number}/krav/K-01")
    helper.fill("Krav", "Lageret skal vises inden for ét sekund.")
    helper.saved("row-krav-K-01")
    helper.go(f"/sager/{number}/udbud/send")
    helper.sees("Lageret skal vises inden for ét sekund.")
    check(helper)
    helper.press("Send rettelsen")
    helper.told("Version 2 er sendt")


def test_from_the_check_to_the_sheet_of_corrections(visit: Visit, site: Site) -> None:
    number = start(site)
    helper = visit(METTE, without_csp=True)
    mend(helper, number)
    helper.press("Send udbuddet")
    helper.told("Udbuddet er sendt")
    check(helper)
    with zipfile.ZipFile(io.BytesIO(fetched(helper, r"Udbudspakke v1\.zip"))) as package:
        assert "Limfjord" in package.read("indhold.txt").decode("utf-8-sig")
    answer(helper, number)
    correct(helper, number)
    check(helper)
    sheet = reading.text(fetched(helper, r"Rettelsesblad nr\. 1\.docx"))
    assert "Systemet skal klare: Lager i realtid." in sheet
    assert "Lageret skal vises inden for ét sekund." in sheet


def test_dates_are_proposed_taken_and_fetched_for_the_calendar(visit: Visit, site: Site) -> None:
    with site.behind():
        number = ready_tender(site.user(METTE), decision_on=None).number
    helper = visit(METTE, without_csp=True)
    helper.go(f"/sager/{number}/udbud/tidsplan")
    helper.follow("Foreslå datoer ud fra én dato")
    check(helper)
    helper.press("Brug forslaget")
    helper.told(re.compile("dato(er)? er sat ind"))
    expect(helper.field("Beslutning")).not_to_have_value("")
    assert b"BEGIN:VEVENT" in fetched(helper, r"\.ics")


def test_a_vendors_no_and_the_end_of_a_tender(visit: Visit, site: Site) -> None:
    with site.behind():
        number = ready_tender(site.user(METTE)).number
    helper = visit(METTE, without_csp=True, expects=("422",))
    helper.go(f"/sager/{number}/udbud/send")
    helper.press("Send udbuddet")
    helper.told("Udbuddet er sendt")
    vendor = helper.page.locator("#V-1")
    vendor.get_by_text("Leverandøren takker nej").click()
    helper.press("Notér, at Limfjord Business Systems ApS takker nej")
    expect(vendor.locator("[data-error-summary]")).to_be_visible()
    check(helper)
    helper.fill("Hvorfor takker de nej?", "Ingen ledige konsulenter", within=vendor)
    helper.press("Notér, at Limfjord Business Systems ApS takker nej")
    helper.told("takker nej")
    helper.fill("Hvorfor annulleres udbuddet?", "Kunden er solgt.")
    helper.press("Annullér udbuddet")
    helper.told("Udbuddet er annulleret")
    check(helper)
    helper.go(f"/sager/{number}/udbud/send")
    helper.sees("Det nye udbud bliver version 2")
    check(helper)
    helper.go("/udbakke")
    check(helper)
