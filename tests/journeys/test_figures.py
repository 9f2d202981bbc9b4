"""IBIZ-Center narrows the figures to a region and a year, follows one to its rows, and takes it all along as Excel."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from itstart import clock
from tests.journeys.conftest import Visit
from tests.journeys.live import STAFF
from tests.journeys.test_axe import check

pytestmark = pytest.mark.browser
YEAR = str(clock.today().year - 1)
REGION = "Region Syddanmark"


def test_from_a_figure_to_its_rows_and_to_excel(visit: Visit) -> None:
    staff = visit(STAFF, without_csp=True)
    staff.go("/tal")
    staff.page.get_by_label("År", exact=True).select_option(label=YEAR)
    staff.page.get_by_label("Region", exact=True).select_option(label=REGION)
    staff.press("Vis")
    expect(staff.page.get_by_role("link", name="Ryd")).to_be_visible()
    check(staff)
    row = staff.page.get_by_role("row").filter(has_text="Moduler afsluttet")
    figure = row.get_by_role("link").last
    count = int(figure.inner_text())
    assert count > 0
    figure.click()

    expect(staff.page.get_by_role("heading", level=1)).to_have_text("Moduler afsluttet")
    staff.sees(REGION)
    expect(staff.page.locator("main tbody tr")).to_have_count(count)
    check(staff)

    with staff.page.expect_download() as started:
        staff.page.get_by_role("link", name="Hent alle tal som Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(started.value.path()).read_bytes()))
    ended = [row for row in book["Moduler afsluttet"].iter_rows(values_only=True) if isinstance(row[4], datetime)]
    assert len(ended) == count
