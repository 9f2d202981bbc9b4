"""A figure of the programme as people read it, on pages and in documents."""

from decimal import Decimal

from itstart.documents import danish
from itstart.rules.figures import Unit

NOTHING = "–"


def written(unit: Unit, value: Decimal | None) -> str:
    """A value with what it is counted in: "924 kr.", "4,2", "81 %", "7 dage"."""
    if value is None:
        return NOTHING
    if unit in {Unit.KRONER, Unit.PRICE_PER_HOUR}:
        return danish.kroner(value)
    if unit is Unit.SHARE:
        return danish.percent(value)
    if unit is Unit.RATING:
        return danish.fixed(value, 1)
    return f"{danish.number(value)}{danish.NBSP}dage" if unit is Unit.DAYS else danish.number(value)
