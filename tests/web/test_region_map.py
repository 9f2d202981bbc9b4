"""The map of the regions: every region of the day is drawn, and says what it shows without its colours."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string

from itstart.data import places, region_shapes
from itstart.web.region_map import Level, region_map

DAYS = [date(2026, 12, 31), date(2027, 1, 1)]


@pytest.mark.parametrize("day", DAYS)
def test_every_region_of_the_day_is_drawn_once(day: date) -> None:
    shapes = region_shapes.shapes_on(day)

    assert tuple(shape.name for shape in shapes) == places.regions_on(day)
    assert sum(len(shape.paths) for shape in shapes) == 5


def test_the_east_is_one_region_from_2027() -> None:
    before = {shape.name: shape.paths for shape in region_shapes.shapes_on(DAYS[0])}
    after = {shape.name: shape.paths for shape in region_shapes.shapes_on(DAYS[1])}

    assert set(after["Region Østdanmark"]) == {*before["Region Sjælland"], *before["Region Hovedstaden"]}
    assert after["Region Nordjylland"] == before["Region Nordjylland"]


def _drawn(app: Flask, day: date) -> BeautifulSoup:
    words = {
        "Region Nordjylland": ("2 firmaer", "/nord", Level.MANY),
        "Region Midtjylland": ("0 firmaer", "/midt", Level.NONE),
    }
    with app.test_request_context():
        source = '{% import "macros/region_map.html" as regions %}{{ regions.region_map(map, "Danmark") }}'
        return BeautifulSoup(
            render_template_string(source, map=region_map(day, words, chosen="Region Midtjylland")), "html5lib"
        )


@pytest.mark.parametrize("day", DAYS)
def test_a_region_with_an_address_is_a_link_with_words(app: Flask, day: date) -> None:
    links = {str(link["href"]): link for link in _drawn(app, day).select("a")}

    assert links.keys() == {"/nord", "/midt"}
    assert links["/nord"]["aria-label"] == "Region Nordjylland: 2 firmaer"
    assert "aria-current" in links["/midt"].attrs
    assert "aria-current" not in links["/nord"].attrs


def test_what_is_missing_has_a_pattern_beside_its_colour(app: Flask) -> None:
    found = _drawn(app, DAYS[0])

    assert len(found.select("a[href='/midt'] .rm__pattern")) == 1
    assert not found.select("a[href='/nord'] .rm__pattern")
    assert len(found.select(".rm__name")) == 5
