"""The pages about coverage: filters in the address, links that do not need the map, and the way on from a hole."""

from datetime import date

import pytest
from bs4 import Tag

from itstart import clock
from itstart.data import places
from itstart.models import HelperMunicipality
from itstart.rules.terms import Category, QualificationStatus
from tests.browser import Browser
from tests.factories.accounts import make_admin, make_staff
from tests.factories.leads import HERNING, fitting_firm, make_lead

NORTH = "Region Nordjylland"


@pytest.fixture
def staff(browser: Browser) -> Browser:
    browser.log_in(make_staff())
    return browser


def _cells(browser: Browser, address: str) -> dict[str, Tag]:
    links = browser.get(address).html.select(".cov a")
    return {str(link["href"]): link for link in links}


def test_the_table_has_every_kommune_and_category(staff: Browser) -> None:
    assert len(_cells(staff, "/daekning")) == 98 * len(Category)


def test_a_region_and_a_category_narrow_the_table(staff: Browser) -> None:
    in_north = len(places.municipalities_of([NORTH]))

    assert len(_cells(staff, f"/daekning?region={NORTH}")) == in_north * len(Category)
    assert len(_cells(staff, f"/daekning?region={NORTH}&kategori=erp")) == in_north
    assert len(_cells(staff, "/daekning?region=Atlantis&kategori=kaffe")) == 98 * len(Category)


def test_only_holes(staff: Browser) -> None:
    fitting_firm()

    found = _cells(staff, "/daekning?kategori=erp&vis=huller")

    assert len(found) == 97
    assert f"/daekning/{HERNING}/erp" not in found


def test_a_cell_says_how_many_and_who_waits(staff: Browser) -> None:
    fitting_firm()
    make_lead()

    cell = _cells(staff, "/daekning")[f"/daekning/{HERNING}/erp"].parent

    assert cell is not None
    assert cell.get_text(" ", strip=True) == "1 ERP i Herning 1 venter"


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 1, 1)])
def test_map_list_and_filter_name_the_regions_of_the_day(
    staff: Browser, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)

    page = staff.get("/daekning").html

    assert [area.text for area in page.select(".rm__name")] == [
        name.removeprefix("Region ") for name in places.regions_on(day)
    ]
    assert [str(option["value"]) for option in page.select("#filter-region option")] == ["", *places.regions_on(day)]
    assert {str(area["href"]) for area in page.select(".rm a")} == {
        str(link["href"]) for link in page.select("#coverage .line-list .split a")
    }


def test_a_hole_leads_to_a_firm_on_its_way_and_to_a_neighbour(staff: Browser) -> None:
    waiting = fitting_firm("På vej ApS", qualification_status=QualificationStatus.CO_DELIVERY_1)
    near = fitting_firm("Nabo ApS", code="0791", municipality_code="0791")

    page = staff.get(f"/daekning/{HERNING}/erp").html

    assert page.select_one(f"#on-the-way a[href='/raadgivere/{waiting.cvr}']")
    assert page.select_one(f"#neighbours a[href='/firmaer/{near.cvr}']")
    assert not page.select_one("#covering")


def test_a_new_lead_from_a_hole_knows_its_place(staff: Browser) -> None:
    page = staff.get(f"/daekning/{HERNING}/erp").html
    link = page.select_one("#leads .button")
    assert link is not None

    form = staff.get(str(link["href"])).html

    assert [str(chosen["value"]) for chosen in form.select("select option[selected]")][:2] == ["erp", HERNING]


def test_who_covers_and_which_customers_wait_stand_there(staff: Browser) -> None:
    firm = fitting_firm("Her ApS")
    firm.municipalities.append(HelperMunicipality(code="0791"))
    lead = make_lead()

    page = staff.get(f"/daekning/{HERNING}/erp").html

    assert page.select_one(f"#covering a[href='/firmaer/{firm.cvr}']")
    assert page.select_one(f"#leads a[href='/henvendelser/{lead.number}']")


@pytest.mark.parametrize("address", ["/daekning/9999/erp", f"/daekning/{HERNING}/kaffe"])
def test_no_such_place(staff: Browser, address: str) -> None:
    assert staff.get(address).status_code == 404


def test_only_an_administrator_is_offered_to_make_the_firm(browser: Browser) -> None:
    for make, offered in ((make_staff, False), (make_admin, True)):
        browser.log_in(make())
        assert ("Opret firmaet selv" in browser.get(f"/daekning/{HERNING}/erp").text) is offered
