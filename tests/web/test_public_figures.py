"""What the public page of figures says, and that a small number stays untold."""

import pytest

from itstart.rules.terms import ModuleStatus
from itstart.web.public_figures import words
from tests.browser import Browser
from tests.factories import make_case, make_helper
from tests.factories.modules import make_module


def _finished(kommune: str, times: int) -> None:
    person = make_helper()
    for _ in range(times):
        case = make_case(person, customer={"municipality_code": kommune})
        make_module(case, ModuleStatus.END_REPORTED, customer_rating=4)


def _rows(browser: Browser) -> dict[str, list[str]]:
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in browser.get("/resultater").html.select("tbody tr")
    ]
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize(("count", "said"), [(None, "færre end 3"), (3, "3"), (1204, "1.204")])
def test_a_number_as_it_may_be_told(count: int | None, said: str) -> None:
    assert words(count) == said


@pytest.mark.usefixtures("app")
def test_each_region_with_its_own_and_none_under_three(browser: Browser) -> None:
    _finished("0657", 4)
    _finished("0860", 1)
    _finished("0461", 2)
    rows = _rows(browser)
    assert rows["Midtjylland"][0] == "4"
    assert {rows[name][0] for name in ("Nordjylland", "Syddanmark")} == {"vises ikke"}
    assert "7" in browser.get("/resultater").shown("dl")
    assert "4 af 5" in browser.get("/resultater").shown("dl")


def test_an_empty_site_says_so_without_a_number(browser: Browser) -> None:
    said = browser.get("/resultater").shown("dl")
    assert "endnu for få svar" in said
    assert said.count("færre end 3") == 3
