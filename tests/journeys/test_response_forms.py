"""Forms out and in: empty forms filled in as vendors do, two files at once, a doubt, and answers in the matrix."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from itstart.models import RequirementResponse
from tests.factories.response_forms import bids, changed, fill, set_answer
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def _undecided(site: Site) -> str:
    """A copy of the example before any bid has come."""
    number = site.copy_of_example()
    with site.behind():
        case = site.case(number)
        case.evaluation.decided_vendor_id = case.evaluation.decided_on = None
        case.waivers.clear()
        for vendor in case.vendors:
            vendor.bid = None
    return number


def _form(visitor: Visitor, name: str, folder: Path) -> Path:
    """The empty form for a vendor, as a file on the vendor's own machine."""
    form = visitor.fetch(f"Tilbudsskema til {name}")
    path = folder / form.suggested_filename
    form.save_as(path)
    return path


def _file(name: str, content: bytes) -> FilePayload:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FilePayload(name=name, mimeType=kind, buffer=content)


def test_two_forms_come_back_and_become_bids(visit: Visit, site: Site, tmp_path: Path) -> None:
    number = _undecided(site)
    mette = visit(METTE, without_csp=True)
    mette.go(f"/sager/{number}/valg/tilbud")
    mette.follow("Læs dem ind i stedet for at taste")
    forms = {code: _form(mette, name, tmp_path) for code, name in (("V-2", "Kongeå Data"), ("V-3", "Sydhavn Software"))}
    filled = {code: fill(path.read_bytes(), bids()[code]) for code, path in forms.items()}
    filled["V-2"] = changed(filled["V-2"], lambda book: set_answer(book, "K-25", extra=None))

    field = mette.field("Filer fra leverandørerne")
    field.set_input_files([_file("tilbud fra Kongeå.xlsx", filled["V-2"]), _file("b.xlsx", filled["V-3"])])
    mette.press("Læg op, og se dem igennem")
    mette.told("2 filer er lagt op")
    check(mette)

    mette.follow("Kongeå Data A/S (fiktiv)")
    mette.sees("Koden 3 kræver en merpris, og feltet er tomt.")
    mette.sees("32 af 32")
    check(mette)

    mette.page.get_by_label("Tag K-25 med alligevel").check()
    mette.fill("Modtaget", "17.4.2026 15.40")
    mette.press("Indlæs svarene")
    mette.told("Svarene er læst ind i tilbuddet")
    expect(mette.field("Produkt")).to_have_value("ProdPlan 365")

    mette.go(f"/sager/{number}/valg/krav-for-krav")
    answered = mette.page.get_by_role("row", name=re.compile("^K-25.* BØR Løn"))
    expect(answered).to_contain_text(re.compile(r"3\s*3"))
    mette.follow("Indlæs svar")
    mette.sees("Læst ind")
    with site.behind():
        vendor = next(one for one in site.case(number).vendors if one.code == "V-2")
        assert vendor.bid is not None
        stored: dict[str, RequirementResponse] = {row.requirement.code: row for row in vendor.bid.responses}
        assert (len(stored), stored["K-25"].answer, stored["K-25"].extra_price_dkk) == (32, "third_party", None)
