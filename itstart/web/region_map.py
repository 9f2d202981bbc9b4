"""Denmark's regions as a picture whose parts are links. What it shows stands in words on the same page too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from itstart.data import region_shapes
from itstart.data.region_shapes import VIEW_BOX


class Level(StrEnum):
    """How a region looks: a colour and a pattern of its own, so that neither stands alone."""

    NONE = "none"
    FEW = "few"
    MANY = "many"
    PLAIN = "plain"  # nothing to compare with


@dataclass(frozen=True, slots=True)
class RegionArea:
    """A region on the map: what is written on it, and where it leads. Without `href` it is no link."""

    name: str
    paths: tuple[str, ...]
    x: float
    y: float
    text: str
    href: str
    level: Level
    chosen: bool

    @property
    def short(self) -> str:
        """ "Nordjylland" of "Region Nordjylland"."""
        return self.name.removeprefix("Region ")


@dataclass(frozen=True, slots=True)
class RegionMap:
    """What `macros/region_map.html` draws."""

    areas: tuple[RegionArea, ...]
    view_box: str = VIEW_BOX


def region_map(day: date, regions: Mapping[str, tuple[str, str, Level]], chosen: str = "") -> RegionMap:
    """The map of a day; `regions` has (text, address, level) of each region by its name that day.

    A region without a line is drawn plain, with its name alone.
    """
    areas = []
    for shape in region_shapes.shapes_on(day):
        text, href, level = regions.get(shape.name, ("", "", Level.PLAIN))
        areas.append(
            RegionArea(shape.name, shape.paths, shape.x, shape.y, text, href, level, chosen=shape.name == chosen)
        )
    return RegionMap(tuple(areas))
