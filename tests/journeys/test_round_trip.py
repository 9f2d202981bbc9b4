"""The whole tender: a requirement from the library, the material out, three forms back, points, decision and letter."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from itstart import clock
from itstart.documents import pdf
from itstart.models import DemoScore, SubScore, Vendor
from tests.chromium import MOST_WAIT
from tests.factories.response_forms import bids, fill
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
BIDDERS = {"V-1": "Limfjord", "V-2": "Kongeå", "V-3": "Sydhavn"}
DATES = (
    "issued_on", "question_deadline_on", "answers_published_on", "bid_deadline_at", "demo_from_on", "demo_to_on",
    "decision_on", "bid_validity_until_on",
)  # fmt: skip
# The points the adviser gave that are not the answer's own, with the beginning of the reason.
OWN_POINTS = (
    ("K-15", "V-1", "2", "Særskilt produkt"),
    ("K-16", "V-2", "4", "Fire tryk"),
    ("K-21", "V-3", "3", "Manuelt"),
)


def start(site: Site) -> str:
    """The example on the day before its tender is sent."""
    number = site.copy_of_example()
    with site.behind():
        case = site.case(number)
        case.completed_on = case.contract.vendor = case.contract.signed_on = None
        case.evaluation.decided_vendor = case.evaluation.decided_on = None
        for rows in (case.waivers, case.sub_scores, case.demo_scores, case.reference_checks, case.negotiation):
            rows.clear()
        for name in DATES:
            setattr(case.tender, name, None)
        for vendor in case.vendors:
            vendor.bid, vendor.invited = None, vendor.code in BIDDERS
            vendor.contact_email = f"{vendor.code.lower()}@leverandoer.example"
        case.impartiality.confirmed_with_vendors_on = clock.today()
    return number


def pick(helper: Visitor, number: str) -> None:
    """One requirement from the library, which the customer then puts off."""
    helper.go(f"/sager/{number}/behov/krav/bibliotek?emne=updates")
    helper.page.locator(".offer input[type=checkbox]").first.check()
    helper.page.get_by_label(re.compile("^N-08")).check()
    helper.press("Hent kravene")
    helper.told("1 krav er hentet")
    helper.go(f"/sager/{number}/krav/K-34")
    helper.field("Vigtighed").select_option(label="IKKE NU")
    helper.saved("row-krav-K-34")


def send(helper: Visitor, number: str) -> None:
    """The dates are proposed, nothing stops, and the package goes out."""
    helper.go(f"/sager/{number}/udbud/tidsplan/forslag")
    helper.press("Brug forslaget")
    helper.told(re.compile("dato(er)? er sat ind"))
    helper.go(f"/sager/{number}/udbud/send")
    helper.sees("Intet stopper")
    helper.context.set_default_timeout(60_000)  # the whole package, with its pages counted
    helper.press("Send udbuddet")
    helper.told("Udbuddet er sendt")
    helper.context.set_default_timeout(MOST_WAIT)


def forms(helper: Visitor, number: str, folder: Path) -> list[FilePayload]:
    """Each vendor's own form from the package, filled in; the last one is saved by LibreOffice."""
    helper.go(f"/sager/{number}/udbud/pakken")
    found = []
    for code, name in BIDDERS.items():
        with helper.page.expect_download() as coming:
            helper.page.locator(f"#{code}").get_by_role("link", name=re.compile("Tilbudsskema")).first.click()
        content = fill(coming.value.path().read_bytes(), bids()[code])
        found.append((name, saved_by_libreoffice(content, folder) if code == "V-3" else content))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return [FilePayload(name=f"{name}.xlsx", mimeType=kind, buffer=content) for name, content in found]


def saved_by_libreoffice(content: bytes, folder: Path) -> bytes:
    """The same workbook as LibreOffice Calc writes it; as it was where Calc is not installed."""
    (folder / "svar.xlsx").write_bytes(content)
    program = pdf.program()
    if program is None:
        return content
    out = folder / "gemt"
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(
        [program, "--headless", "--norestore", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
         str(out), str(folder / "svar.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    made = out / "svar.xlsx"
    return made.read_bytes() if made.is_file() else content


def read_in(helper: Visitor, number: str, files: list[FilePayload]) -> None:
    """All three handed in at once, and each looked at before it becomes a bid."""
    helper.go(f"/sager/{number}/valg/tilbud/indlaes")
    helper.field("Filer fra leverandørerne").set_input_files(files)
    helper.press("Læg op, og se dem igennem")
    helper.told("3 filer er lagt op")
    for name in BIDDERS.values():
        helper.go(f"/sager/{number}/valg/tilbud/indlaes")
        helper.page.get_by_role("link", name=re.compile(name)).first.click()
        helper.sees("32 af 32")
        for doubt in helper.page.get_by_label(re.compile("med alligevel")).all():
            doubt.check()
        helper.press("Indlæs svarene")
        helper.told("Svarene er læst ind i tilbuddet")


def judge(helper: Visitor, site: Site, number: str) -> None:
    """Points that differ from the answers, with a reason; the rest of the example's points; one waiver."""
    for code, vendor, points, reason in OWN_POINTS:
        helper.go(f"/sager/{number}/valg/krav-for-krav/{code}")
        form = helper.page.locator(f"#svar-{vendor}")
        helper.fill("Begrundelse for point", reason, form)
        helper.fill("Point", points, form)
        helper.saved(f"svar-{vendor}")
    _copy_points(site, number)
    helper.go(f"/sager/{number}/dispensation/ny?vendor_id=V-3&requirement_id=K-24")
    form = helper.page.locator("#row-dispensation-ny")
    helper.fill("Givet af", "Birgit Nordvang", form)
    helper.fill("Dato", "2026-05-12", form)
    helper.fill("Begrundelse", "API’et kommer i næste version.", form)
    helper.press("Tilføj", form)
    helper.told("Tilføjet")


def _copy_points(site: Site, number: str) -> None:
    """The sub-scores and demo points of the example, as its people gave them."""
    with site.behind():
        case, model = site.case(number), site.case("2026-0017")
        vendors: dict[str, Vendor] = {vendor.code: vendor for vendor in case.vendors}
        criteria = {criterion.code: criterion for criterion in case.criteria}
        scenes = {scene.code: scene for scene in case.demo_scenarios}
        for score in model.sub_scores:
            case.sub_scores.append(
                SubScore(
                    code=score.code, position=score.position, vendor_id=vendors[score.vendor.code].id,
                    criterion_id=criteria[score.criterion.code].id, label=score.label, score=score.score,
                    reason=score.reason,
                )
            )  # fmt: skip
        for given in model.demo_scores:
            case.demo_scores.append(
                DemoScore(
                    vendor_id=vendors[given.vendor.code].id, scenario_id=scenes[given.scenario.code].id,
                    position=given.position, evaluator=given.evaluator, score=given.score,
                )
            )  # fmt: skip


def decide(helper: Visitor, number: str) -> None:
    """The golden numbers of the example, the customer's choice, and the letter to the second."""
    helper.go(f"/sager/{number}/valg/resultat")
    for golden in ("91,9", "82,6", "77,6", "1.365.358", "1.518.273", "1.334.597"):
        helper.sees(re.compile(re.escape(golden)))
    helper.go(f"/sager/{number}/valg/beslutning")
    form = helper.page.locator("#form-beslutning")
    helper.fill("Kundens begrundelse", "De kender produktion.", form)
    helper.fill("Besluttet af", "Birgit Nordvang", form)
    helper.fill("Dato for beslutningen", date(2026, 11, 20).isoformat(), form)
    form.get_by_label("Kunden har valgt").select_option("V-2")
    helper.press("Gem", form)
    helper.told("Gemt")
    helper.go(f"/sager/{number}/valg/breve/afslag/V-1")
    expect(helper.field("Begrundelse")).to_have_value(re.compile("91,5 point af 100"))
    helper.go(f"/sager/{number}/valg/breve/tildeling/V-2")
    helper.press("Notér som sendt")
    helper.told("Brevet er gemt, som det er nu, og mailen ligger i udbakken.")


def test_a_tender_goes_out_and_comes_back_as_a_choice(visit: Visit, site: Site, tmp_path: Path) -> None:
    number = start(site)
    helper = visit(METTE)
    pick(helper, number)
    send(helper, number)
    read_in(helper, number, forms(helper, number, tmp_path))
    judge(helper, site, number)
    decide(helper, number)
