"""The outlines of the regions, as they are on a day: from 2027 two of the five make up one."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from itstart.data import places

CREDIT = "Kort: Natural Earth"
VIEW_BOX = "-5 -5 390 345"
_FILE = Path(__file__).parent / "regioner.svg"
_SHAPE = re.compile(r'data-navn="([^"]+)"[^>]*? d="([^"]+)"')
# Where the words of a region stand: on its land, or in the sea beside it. Measured in the picture's own units.
_WORDS = {
    "Region Nordjylland": (92.0, 88.0),
    "Region Midtjylland": (76.0, 155.0),
    "Region Syddanmark": (58.0, 238.0),
    "Region Sjælland": (206.0, 246.0),
    "Region Hovedstaden": (300.0, 176.0),
    "Region Østdanmark": (206.0, 232.0),
}


@dataclass(frozen=True, slots=True)
class RegionShape:
    """A region: its name, the paths that draw it, and the middle of its words."""

    name: str
    paths: tuple[str, ...]
    x: float
    y: float


@cache
def _outlines() -> tuple[tuple[str, str], ...]:
    """(name until 2027, path) of each region in the file."""
    return tuple(_SHAPE.findall(_FILE.read_text(encoding="utf-8")))


def shapes_on(day: date) -> tuple[RegionShape, ...]:
    """The regions of a day from north to east."""
    after = dict(zip(places.REGIONS, (*places.REGIONS_FROM_2027, places.REGIONS_FROM_2027[-1]), strict=True))
    found: dict[str, list[str]] = {name: [] for name in places.regions_on(day)}
    for name, path in _outlines():
        found[name if day < places.REGIONS_CHANGE_ON else after[name]].append(path)
    return tuple(RegionShape(name, tuple(paths), *_WORDS[name]) for name, paths in found.items())
