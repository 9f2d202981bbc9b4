"""Step 3 by hand: the matrix with the keyboard alone, and a demo scored on a telephone through a link."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from itstart.db import db
from itstart.models import ScoreSheetNote
from itstart.services import score_sheets
from itstart.services.customer_letters import Recipient
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE, SAVED, Visitor

pytestmark = pytest.mark.browser

KAREN = "Karen Holm"
SMALL = {"width": 360, "height": 740}
LARGER = {"width": 390, "height": 844}


def _field(page: Page, code: str, vendor: str, kind: str) -> str:
    return f".cell[name='{code}.{vendor}.{kind}']"


def test_a_requirement_is_scored_with_the_keyboard_alone(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    page = visit(METTE, expects=("422",)).go(f"/sager/{number}/valg/krav-for-krav?skriv=1").page
    keyboard = page.keyboard
    page.locator(_field(page, "K-01", "V-1", "answer")).focus()
    keyboard.press("k")
    expect(page.locator(_field(page, "K-01", "V-2", "answer"))).to_be_focused()
    expect(page.locator("td[data-cell][data-state=saved]")).to_have_count(1)
    expect(page.locator("[data-cells-state]")).to_have_text(SAVED)
    keyboard.press("s")
    keyboard.press("s")
    expect(page.locator(_field(page, "K-02", "V-1", "answer"))).to_be_focused()

    keyboard.press("ArrowUp")
    keyboard.press("ArrowRight")
    expect(page.locator(_field(page, "K-01", "V-1", "score"))).to_be_focused()
    keyboard.press("2")  # not the answer's own points: the reason opens
    reason = page.locator(_field(page, "K-01", "V-1", "score_reason"))
    expect(reason).to_be_focused()
    keyboard.type("Vist med")
    keyboard.press("Escape")
    expect(reason).to_be_hidden()
    expect(reason).to_have_value("")
    expect(page.locator(_field(page, "K-01", "V-1", "score"))).to_be_focused()
    keyboard.press("Enter")
    keyboard.type("Vist med to omveje")
    keyboard.press("Enter")
    expect(page.locator(_field(page, "K-01", "V-2", "score"))).to_be_focused()
    expect(page.locator("td[data-cell][data-state=saved][data-reason]").first).to_be_visible()
    expect(page.locator("td[data-cell][data-state=saving]")).to_have_count(0)
    page.reload()
    expect(page.locator(_field(page, "K-01", "V-1", "score"))).to_have_value("2")
    expect(reason).to_have_value("Vist med to omveje")
    expect(page.locator(f"{_field(page, 'K-01', 'V-1', 'answer')} option:checked")).to_have_text("K")


def test_points_without_a_reason_are_not_lost_and_not_saved(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    page = visit(METTE, expects=("422",)).go(f"/sager/{number}/valg/krav-for-krav?skriv=1").page
    page.locator(_field(page, "K-01", "V-1", "score")).focus()
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    page.locator(_field(page, "K-02", "V-1", "score")).focus()
    failed = page.locator("td[data-cell][data-state=failed]")
    expect(failed).to_have_count(1)
    expect(failed.locator("input[name$=score]")).to_have_value("1")
    expect(page.locator("#messages")).to_contain_text("Skriv, hvorfor det er 1 point")
    expect(page.locator("[data-cells-state]")).to_contain_text("1 felt er ikke gemt")


def test_a_failed_must_greys_the_vendor_at_once(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    visitor = visit(METTE, without_csp=True)
    page = visitor.go(f"/sager/{number}/valg/krav-for-krav?skriv=1").page
    head = page.locator("thead th[data-vendor='V-1']")
    expect(head).not_to_have_class(re.compile("is-out"))
    page.locator(_field(page, "K-01", "V-1", "answer")).focus()
    page.keyboard.press("n")
    expect(head).to_have_class(re.compile("is-out"))
    expect(head).to_contain_text("Udgår")
    check(visitor)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("s")
    expect(head).not_to_have_class(re.compile("is-out"))


def _sheet(site: Site, number: str, *, anonymous: bool = False) -> str:
    """The way to a new sheet of Karen's, in a case that is not decided."""
    with site.behind():
        case = site.case(number)
        case.evaluation.decided_on, case.evaluation.decided_vendor, case.completed_on = None, None, None
        to = Recipient(KAREN)
        _, address = score_sheets.create(site.user(METTE), case, to=to, anonymous=anonymous, base_url=site.url)
    return address.removeprefix(site.url)


def _kept(site: Site, phone: Visitor, note: str) -> None:
    """Wait until the note lies in the database: the line that says "Gemt" may still speak of the points before it."""
    for _ in range(80):
        with site.behind():
            if db.session.scalar(select(ScoreSheetNote.id).where(ScoreSheetNote.note == note)):
                return
        phone.page.wait_for_timeout(100)
    pytest.fail(f"{note} is not kept")


def _give(phone: Visitor, points: int) -> None:
    expect(phone.page.locator("fieldset")).not_to_have_count(0)
    for group in phone.page.locator("fieldset").all():
        group.get_by_text(str(points), exact=True).tap()


@pytest.mark.parametrize("size", [SMALL, LARGER], ids=["360", "390"])
def test_a_demo_is_scored_on_a_telephone(visit: Visit, site: Site, size: dict[str, int]) -> None:
    number = site.copy_of_example()
    phone = visit(viewport=size, has_touch=True, is_mobile=True, without_csp=True)
    phone.go(_sheet(site, number, anonymous=True))
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Leverandør A")
    phone.fits()
    check(phone)
    heights = phone.page.locator(".checks--points label").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert min(heights) >= 44
    _give(phone, 4)
    note = f"Let at finde rundt i på {size['width']} punkter"
    phone.page.get_by_label(re.compile("Noter til dig selv")).fill(note)
    _kept(site, phone, note)
    phone.saved("ark")
    phone.page.reload()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Leverandør B")
    _give(phone, 2)
    phone.press("Videre til Leverandør C")
    phone.press("Se det hele og send")
    phone.sees("Du mangler 5 point")
    phone.fits()
    check(phone)
    mette = visit(METTE).go(f"/sager/{number}/valg/demo?om=V-1")
    mette.sees("Karen Holm (10 af 15 point)")
    assert note not in mette.page.content()
    phone.press("Send mine point")
    phone.sees("Tak, Karen Holm")
    check(phone)
    mette.page.reload()
    mette.sees(note)
    own = mette.page.locator("fieldset", has_text=KAREN)
    expect(own.first.locator("input[value='4']")).to_be_checked()


def test_the_telephone_works_without_a_script(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    phone = visit(viewport=SMALL, java_script_enabled=False)
    phone.go(_sheet(site, number))
    for group in phone.page.locator("fieldset").all():
        group.get_by_label("5", exact=True).check()
    phone.press("Videre til Kongeå Data")
    phone.follow("Limfjord Business Systems 5/5")
    expect(phone.page.locator("fieldset").first.get_by_label("5", exact=True)).to_be_checked()
    phone.press("Gå til afslutning")
    phone.press("Send mine point")
    phone.sees("Dine point er sendt")


def test_growth_is_redrawn_where_it_stands(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    with site.behind():
        for line in site.case(number).bid_price_lines:
            if line.type == "license":
                line.scales_with = "users"  # type: ignore[assignment]
            if line.type == "support":
                line.scales_with = "volume"  # type: ignore[assignment]
    page = visit(METTE).go(f"/sager/{number}/valg/resultat").page
    slider = page.get_by_role("slider", name="Antal brugere")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    expect(page.locator("#growth-panel output").first).to_have_text("2 gange i dag")
    expect(page.locator("#growth")).to_contain_text("Med dobbelt så mange brugere")
    expect(page.get_by_role("slider")).to_have_count(2)
    expect(slider).to_be_focused()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    widths = [one.evaluate("one => one.offsetWidth") for one in page.get_by_role("slider").all()]
    assert len(widths) == 2
    assert min(widths) > 120, "a thumb must have room to drag it"
    expect(page).to_have_url(re.compile("brugere=2"))
