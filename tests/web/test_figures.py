"""The figures on screen, in Excel and in Word: filters in the address, a list behind each, and nobody else's rows."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import Helper
from itstart.rules.settings import SettingKey
from itstart.services import settings
from itstart.services.figure_lists import LISTS
from itstart.services.figure_table import FIGURES
from tests.browser import Browser, Page
from tests.documents.word_reading import text
from tests.factories import make_admin, make_case, make_helper, make_staff
from tests.figures import world

YEAR = clock.today().year - 1


@pytest.fixture
def firms(app: Flask) -> list[Helper]:
    return world.fill()


@pytest.fixture
def center(firms: list[Helper], browser: Browser) -> Browser:
    browser.log_in(make_staff())
    return browser


def _links(page: Page) -> dict[str, str]:
    """The last figure of each row of the tables, and the address of its list."""
    rows = page.html.select("main table tbody tr")
    return {row.th.contents[0]: row.select("a")[-1]["href"] for row in rows if row.th and row.select("a")}  # type: ignore[misc]


def test_each_figure_leads_to_its_rows_with_the_same_filter(center: Browser) -> None:
    page = center.get(f"/tal?aar={YEAR}&region=Region+Midtjylland")
    assert page.status_code == 200
    assert [option["value"] for option in page.html.select("option[selected]")] == [
        str(YEAR), "", "Region Midtjylland", "", "", "",
    ]  # fmt: skip
    heads = [head.text for head in page.html.select("main table")[0].select("thead th")]
    assert heads == ["Tal", str(YEAR - 2), str(YEAR - 1), str(YEAR)]
    link = _links(page)["Moduler afsluttet"]
    assert "/tal/moduler-afsluttet?" in link
    rows = center.get(link)
    number = page.html.select_one(f'main table a[href="{link}"]')
    assert number is not None
    assert len(rows.html.select("main tbody tr")) == int(number.text) > 0
    assert {cell.text for cell in rows.html.select("main tbody td:nth-of-type(11)")} == {"Region Midtjylland"}
    assert f"aar={YEAR}" in rows.one(".crumbs a")["href"]


def test_every_figure_has_its_page(center: Browser) -> None:
    for key, figure in FIGURES.items():
        page = center.get(f"/tal/{key}")
        assert (page.status_code, page.shown("h1")) == (200, figure.label), key
        assert page.html.select("main tbody tr, .empty"), key
    assert center.get("/tal/findes-ikke").status_code == 404


@pytest.mark.parametrize("address", ["/tal?aar=1850&del=x&region=Mars&kategori=x&branche=x&raadgiver=1&opdel=x",
                                     "/tal?aar=abc", "/tal/timer?side=999", "/tal/timer?side=x&aar=-1"])  # fmt: skip
def test_what_makes_no_sense_is_left_out(center: Browser, address: str) -> None:
    page = center.get(address)
    assert page.status_code == 200
    assert {option["value"] for option in page.html.select("option[selected]")} <= {""}


def test_a_part_of_a_year_without_a_year_is_of_this_year(center: Browser) -> None:
    chosen = [option["value"] for option in center.get("/tal?del=k2").html.select("option[selected]")]
    assert chosen[:2] == [str(clock.today().year), "k2"]


@pytest.mark.parametrize(("by", "head"), [("kategori", "Kategori"), ("branche", "Branche"), ("raadgiver", "Rådgiver")])
def test_the_modules_are_divided_by_what_is_asked_for(center: Browser, by: str, head: str) -> None:
    page = center.get(f"/tal?opdel={by}")
    table = page.html.select("main table")[-1]
    assert table.select("thead th")[0].text == head
    link = next(a for a in table.select("a"))
    assert len(center.get(str(link["href"])).html.select("main tbody tr")) == min(50, int(link.text))


def test_an_empty_programme_has_a_page(app: Flask, browser: Browser) -> None:
    browser.log_in(make_staff())
    page = browser.get("/tal")
    assert "Ingen afsluttede moduler" in page.shown()
    assert "For få svar" in page.shown()
    assert not page.html.select("main svg.chart")
    assert browser.get("/tal/excel").status_code == browser.get("/tal/word").status_code == 200


# ---- a firm's own ----------------------------------------------------------------------------------


def _of_firm(browser: Browser, firm: Helper) -> Browser:
    browser.log_in(make_helper(firm))
    return browser


def test_a_firm_sees_its_own_figures_only(firms: list[Helper], browser: Browser) -> None:
    own, other, _ = firms
    page = _of_firm(browser, own).get(f"/tal?raadgiver={other.cvr}&opdel=raadgiver")
    assert page.shown("h1") == "Firmaets tal"
    assert "Kvalificerede rådgivere" not in page.shown()
    assert not page.html.select("#filter-raadgiver")
    for address in [*_links(page).values(), f"/tal/moduler-afsluttet?raadgiver={other.cvr}"]:
        assert other.company not in browser.get(address).shown()
    assert browser.get("/tal/kvalificerede").status_code == 403
    assert browser.get("/tal/word").status_code == 403


def test_a_firm_reads_which_case_said_what_the_center_does_not(firms: list[Helper], browser: Browser) -> None:
    heads = [head.text for head in _of_firm(browser, firms[0]).get("/tal/barriere-tid").html.select("thead th")]
    assert {"Sag", "Kunde", "Barriere"} <= set(heads)
    browser.log_in(make_staff())
    page = browser.get("/tal/barriere-tid")
    assert "Barriere" in [head.text for head in page.html.select("thead th")]
    assert not page.html.select("main tbody a")


def test_nobody_sees_figures_without_a_log_in(app: Flask, browser: Browser) -> None:
    for address in ("/tal", "/tal/timer", "/tal/excel", "/tal/word"):
        assert browser.get(address).location == f"/log-ind?next={address}"


# ---- files -----------------------------------------------------------------------------------------


def _book(browser: Browser, address: str) -> openpyxl.Workbook:
    answer = browser.get(address)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def _head(sheet: Any, first: str) -> int:
    """The row of the column heads."""
    return next(int(row[0].row) for row in sheet.iter_rows() if row[0].value == first)


def test_the_workbook_holds_everything_with_the_same_filter(center: Browser) -> None:
    book = _book(center, f"/tal/excel?aar={YEAR}&kategori=erp")
    assert book.sheetnames[0] == "Tal"
    assert set(book.sheetnames[1:]) == {behind.name for behind in LISTS}
    assert {cell.value for cell in book["Tal"]["B"]} >= {str(YEAR), "ERP"}
    page = center.get(f"/tal?aar={YEAR}&kategori=erp")
    shown = page.html.select_one(f'main table a[href="{_links(page)["Moduler afsluttet"]}"]')
    assert shown is not None
    sheet = book["Moduler afsluttet"]
    rows = list(sheet.iter_rows(min_row=_head(sheet, "Sag") + 1, values_only=True))
    assert len(rows) == int(shown.text) > 0
    assert all(isinstance(row[4], datetime) and isinstance(row[6], int) for row in rows)
    told = {row[1]: row[5] for row in book["Tal"].iter_rows(values_only=True)}
    assert told["Moduler afsluttet"] == len(rows)


def test_a_text_is_never_a_formula(firms: list[Helper], browser: Browser) -> None:
    person = make_helper(firms[0])
    make_case(person, customer={"name": "=1+1"}, opened_on=date(YEAR, 5, 1))
    db.session.commit()
    browser.log_in(person)
    cells = [cell for row in _book(browser, "/tal/excel")["Sager åbnet"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_the_workbook_of_a_firm_holds_nobody_elses_rows(firms: list[Helper], browser: Browser) -> None:
    own, other, third = firms
    book = _book(_of_firm(browser, own), f"/tal/excel?raadgiver={other.cvr}")
    assert "Kvalificerede rådgivere" not in book.sheetnames
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert own.company in texts
    assert not texts & {other.company, third.company}


@pytest.mark.usefixtures("no_office")
def test_the_report_to_the_authority(center: Browser) -> None:
    assert "[mangler: " in text(center.get(f"/tal/word?aar={YEAR}").data), "nobody has said who gets it"
    settings.change(make_admin(), SettingKey.FUNDING_AUTHORITY, "Uddannelses- og Forskningsstyrelsen", seen=0)
    db.session.commit()
    answer = center.get(f"/tal/word?aar={YEAR}")
    assert f"It-start rapport {YEAR}.docx" in answer.headers["Content-Disposition"]
    said = text(answer.data)
    for words in ("Uddannelses- og Forskningsstyrelsen", f"It-starthjælp, {YEAR}", "Effektiv timepris", "Tesen",
                  "Region Midtjylland", "Ville I have købt hjælpen uden It-starthjælp?"):  # fmt: skip
        assert words in said
    assert "{{" not in said
