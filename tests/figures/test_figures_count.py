"""Every figure is what an independent count of the rows gives, whatever the filter; so is the list behind it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from itstart import clock
from itstart.models import User
from itstart.rules.figures import Period, Unit, YearPart
from itstart.rules.industries import Industry
from itstart.rules.terms import Category
from itstart.services import figure_splits, figures
from itstart.services.figure_filters import Filters
from itstart.services.figure_splits import SplitBy
from itstart.services.figure_table import FIGURES
from tests.factories import make_helper, make_staff
from tests.figures import world
from tests.figures.count import Count, Wanted, every

YEAR = clock.today().year
FILTERS = {
    "nothing": Filters(),
    "a year": Filters(Period(YEAR - 1)),
    "a quarter": Filters(Period(YEAR - 1, YearPart.QUARTER_2)),
    "half a year": Filters(Period(YEAR, YearPart.FIRST_HALF)),
    "a region": Filters(region="Region Midtjylland"),
    "a category": Filters(category=Category.ERP),
    "an industry": Filters(industry=Industry.MANUFACTURING),
    "a firm": Filters(helper_id=1),
    "everything": Filters(Period(YEAR - 1), "Region Nordjylland", Category.ERP, Industry.CONSTRUCTION, 1),
    "a region's industry": Filters(region="Region Syddanmark", industry=Industry.FARMING),
}


def _wanted(filters: Filters, period: Period) -> Wanted:
    first, after = period.days() or (date.min, date.max)
    category, industry = (one.value if one else "" for one in (filters.category, filters.industry))
    return Wanted(first, after, filters.region, category, industry, filters.helper_id)


def _filters(name: str, helper_id: int) -> Filters:
    found = FILTERS[name]
    return replace(found, helper_id=helper_id) if found.helper_id else found


@pytest.fixture
def firm_id(app: Flask) -> int:
    return world.fill()[0].id


@pytest.fixture
def staff(firm_id: int) -> User:
    return make_staff()


def test_every_figure_is_what_a_count_of_the_rows_gives(staff: User, firm_id: int) -> None:
    count = Count()
    told = set()
    for name in FILTERS:
        filters = _filters(name, firm_id)
        found = figures.values(staff, filters)
        assert found.keys() == FIGURES.keys()
        for place, period in enumerate(figures.periods(filters)):
            expected = every(count, _wanted(filters, period))
            assert {key: values[place] for key, values in found.items()} == expected, (name, period)
            told |= {key for key, value in expected.items() if value}
    assert told == FIGURES.keys(), "a figure that is nothing everywhere has not been tried"


def test_the_list_behind_a_figure_has_as_many_rows_as_it_counts(staff: User, firm_id: int) -> None:
    for name in ("nothing", "a quarter", "a region", "a firm"):
        filters = _filters(name, firm_id)
        found = figures.values(staff, filters)
        for figure in FIGURES.values():
            shown = figures.page(staff, figure, filters)
            assert len(shown.rows) == min(shown.count, figures.PAGE_SIZE)
            if figure.unit is Unit.COUNT:
                assert shown.count == found[figure.key][-1], (name, figure.key)


def test_the_whole_list_adds_up_to_the_figures(staff: User) -> None:
    filters = Filters(Period(YEAR - 1))
    found = figures.values(staff, filters)
    ended = FIGURES["pris"].behind
    heads = [column.head for column in figures.columns_of(staff, ended)]
    rows = list(figures.every(staff, ended, filters))
    price, hours = (heads.index(head) for head in ("Pris uden moms", "Timer"))
    assert sum(row[price] for row in rows) == found["pris"][-1]
    assert sum(row[hours] or 0 for row in rows) == found["timer"][-1]


def test_the_pages_of_a_list_follow_each_other(staff: User) -> None:
    figure = FIGURES["moduler-begyndt"]
    pages = [figures.page(staff, figure, Filters(), number) for number in (1, 2, 99)]
    assert pages[0].pages == pages[2].number > 1
    begun = [row.cells[3] for shown in pages[:2] for row in shown.rows]
    assert begun == sorted(begun, reverse=True)
    assert pages[0].rows[0].key != pages[1].rows[0].key


@pytest.mark.parametrize("by", SplitBy)
def test_the_parts_are_what_the_filter_gives_one_by_one(staff: User, by: SplitBy) -> None:
    parts = figure_splits.split(staff, Filters(), by)
    whole = figures.values(staff, Filters())
    assert sum(part.modules for part in parts) == whole["moduler-afsluttet"][-1]
    assert sum(part.price_dkk for part in parts) == whole["pris"][-1]
    assert sum((part.hours for part in parts), Decimal(0)) == whole["timer"][-1]
    assert len({part.name for part in parts}) == len(parts) > 1
    for part in (part for part in parts if part.wanted and by is not SplitBy.HELPER):
        one = {
            SplitBy.REGION: lambda value: Filters(region=value),
            SplitBy.CATEGORY: lambda value: Filters(category=Category(value)),
            SplitBy.INDUSTRY: lambda value: Filters(industry=Industry(value)),
        }[by](part.wanted)
        alone = figures.values(staff, one)
        keys = ("moduler-afsluttet", "timer", "pris", "effektiv-timepris", "vurdering")
        values = [part.modules, part.hours, part.price_dkk, part.hourly_price, part.rating]
        assert [alone[key][-1] for key in keys] == values, part.name


def test_a_firm_is_given_its_own_figures_whatever_it_asks_for(app: Flask) -> None:
    own, other, _ = world.fill()
    person = make_helper(own)
    count = Count()
    for filters in (Filters(), Filters(helper_id=other.id)):
        found = figures.values(person, filters)
        assert "kvalificerede" not in found
        expected = every(count, Wanted(helper_id=own.id))
        assert {key: values[-1] for key, values in found.items()} == {key: expected[key] for key in found}
        for figure in figures.figures_for(person):
            for row in figures.page(person, figure, filters).rows:
                assert other.company not in row.cells
        assert {part.name for part in figure_splits.split(person, filters, SplitBy.HELPER)} == {own.company}


def test_the_center_is_told_which_case_or_what_it_says_never_both(staff: User) -> None:
    for figure in FIGURES.values():
        heads = {column.head for column in figures.page(staff, figure, Filters()).columns}
        content = {"Barriere", "Brugt it-rådgiver før"}
        assert bool(heads & content) == figure.behind.of_content
        assert not (heads & content and heads & {"Sag", "Kunde", "Rådgiver", "Åbnet"}), figure.key
