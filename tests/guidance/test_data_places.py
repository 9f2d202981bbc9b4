"""Kommuner, regions by date, postal codes."""

from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from itstart.data import places

BEFORE = date(2026, 12, 31)
AFTER = date(2027, 1, 1)


def test_there_are_98_kommuner_with_distinct_codes_and_names() -> None:
    found = places.municipalities()
    assert len(found) == 98
    assert len({place.code for place in found}) == 98
    assert len({place.name for place in found}) == 98
    assert all(len(place.code) == 4 and place.code.isdigit() for place in found)


def test_regions_until_2027() -> None:
    counts = Counter(places.region_on(place.code, BEFORE) for place in places.municipalities())
    assert counts == {
        "Region Hovedstaden": 29,
        "Region Sjælland": 17,
        "Region Syddanmark": 22,
        "Region Midtjylland": 19,
        "Region Nordjylland": 11,
    }
    assert set(counts) == set(places.regions_on(BEFORE))


def test_regions_from_2027() -> None:
    counts = Counter(places.region_on(place.code, AFTER) for place in places.municipalities())
    assert counts["Region Østdanmark"] == 46
    assert set(counts) == set(places.regions_on(AFTER))


@pytest.mark.parametrize(
    ("code", "day", "region"),
    [
        ("0101", BEFORE, "Region Hovedstaden"),
        ("0101", AFTER, "Region Østdanmark"),
        ("0265", BEFORE, "Region Sjælland"),
        ("0265", AFTER, "Region Østdanmark"),
        ("0657", BEFORE, "Region Midtjylland"),
        ("0657", AFTER, "Region Midtjylland"),
    ],
)
def test_region_follows_the_date(code: str, day: date, region: str) -> None:
    assert places.region_on(code, day) == region


def test_unknown_kommune() -> None:
    assert places.municipality("0411") is None
    with pytest.raises(KeyError):
        places.region_on("0411", BEFORE)


def test_a_kommune_by_code() -> None:
    herning = places.municipality("0657")
    assert herning is not None
    assert herning.name == "Herning"


@pytest.mark.parametrize(
    ("postal_code", "city", "municipality"),
    [
        ("7400", "Herning", "0657"),
        (" 2800 ", "Kongens Lyngby", "0173"),
        ("9999", None, None),
        ("", None, None),
        ("<b>", None, None),
    ],
)
def test_postal_codes(postal_code: str, city: str | None, municipality: str | None) -> None:
    assert places.city_of(postal_code) == city
    assert places.municipality_of_postal_code(postal_code) == municipality


def test_every_postal_code_points_to_a_kommune_and_all_are_covered() -> None:
    pointed_at = {code.municipality_code for code in places._postal_codes().values()}
    assert pointed_at == {place.code for place in places.municipalities()}


def test_the_map_has_the_five_regions() -> None:
    tree = ET.parse(Path(places.__file__).parent / "regioner.svg")  # noqa: S314 - our own file
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    assert {f"region-{number}" for number in range(1081, 1086)} <= ids
