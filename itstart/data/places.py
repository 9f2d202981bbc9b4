"""Kommuner, regions and postal codes.

The kommune is what we store. The region follows from it and the date, because Region
Hovedstaden and Region Sjælland become Region Østdanmark on 1 January 2027.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

REGIONS_CHANGE_ON = date(2027, 1, 1)
CREDIT = "Postnumre: GeoNames, CC BY 4.0"
REGIONS = (
    "Region Nordjylland",
    "Region Midtjylland",
    "Region Syddanmark",
    "Region Sjælland",
    "Region Hovedstaden",
)
REGIONS_FROM_2027 = (
    "Region Nordjylland",
    "Region Midtjylland",
    "Region Syddanmark",
    "Region Østdanmark",
)
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Municipality:
    """A kommune: four-digit code ("0657"), name and region before and from 2027."""

    code: str
    name: str
    region: str
    region_from_2027: str


@dataclass(frozen=True)
class PostalCode:
    """A postal code ("7400") with its city and the kommune most of it lies in."""

    code: str
    city: str
    municipality_code: str


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The 98 kommuner in order of code."""
    raw = json.loads((_FOLDER / "kommuner.json").read_text(encoding="utf-8"))
    return tuple(
        Municipality(row["code"], row["name"], row["region"], row["region_from_2027"])
        for row in sorted(raw["municipalities"], key=lambda row: str(row["code"]))
    )


@cache
def _by_code() -> Mapping[str, Municipality]:
    return MappingProxyType({place.code: place for place in municipalities()})


def municipality(code: str) -> Municipality | None:
    """The kommune with this code, or None."""
    return _by_code().get(code)


def regions_on(day: date) -> tuple[str, ...]:
    """Names of the regions on a day, from north to east."""
    return REGIONS if day < REGIONS_CHANGE_ON else REGIONS_FROM_2027


def region_on(code: str, day: date) -> str:
    """Name of the region a kommune belongs to on a day. KeyError for an unknown code."""
    place = _by_code()[code]
    return place.region if day < REGIONS_CHANGE_ON else place.region_from_2027


def municipalities_of(regions: Iterable[str]) -> set[str]:
    """The codes of the kommuner in these regions, whether a region has its name from before or after 2027."""
    wanted = set(regions)
    return {place.code for place in municipalities() if place.region in wanted or place.region_from_2027 in wanted}


@cache
def _postal_codes() -> Mapping[str, PostalCode]:
    with (_FOLDER / "postnumre.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return MappingProxyType(
            {row["postnr"]: PostalCode(row["postnr"], row["by"], row["kommunekode"]) for row in rows}
        )


def towns() -> Iterable[PostalCode]:
    """Every postal code with its city."""
    return _postal_codes().values()


def municipality_of_postal_code(code: str) -> str | None:
    """Code of the kommune for a postal code, or None. A suggestion: codes can cross borders."""
    found = _postal_codes().get(code.strip())
    return found.municipality_code if found else None


def city_of(postal_code: str) -> str | None:
    """City of a postal code ("7400" gives "Herning"), or None."""
    found = _postal_codes().get(postal_code.strip())
    return found.city if found else None


@cache
def postal_numbers() -> Mapping[str, tuple[int, ...]]:
    """The postal codes of each kommune as numbers; service codes under 1000 are left out."""
    found: dict[str, list[int]] = {}
    for place in _postal_codes().values():
        if place.code >= "1000":
            found.setdefault(place.municipality_code, []).append(int(place.code))
    return MappingProxyType({code: tuple(sorted(numbers)) for code, numbers in found.items()})
