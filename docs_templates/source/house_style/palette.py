"""Colours, font and page measures. Lengths are in twentieths of a point (dxa) unless a name says cm."""

INK = "1F2A2E"
GREY = "566468"
HAIR = "C5D2D4"
WHITE = "FFFFFF"
LIGHT = "E9ECED"

PETROL = "0F4C5C"
PETROL_MID = "3B7E8B"
PETROL_SOFT = "9CC0C5"
PETROL_TINT = "E6EFF0"
BAND = "F4F8F8"

AMBER = "B4530F"
AMBER_TINT = "FBF0E4"
MISSING_FILL = "FFE9A8"

FONT = "Calibri"
FONT_SUBSTITUTE = "Carlito"

PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
SIDE_MARGIN = 1304
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE_MARGIN
TEXT_WIDTH_LANDSCAPE = PAGE_HEIGHT - 2 * SIDE_MARGIN

EMU_PER_CM = 360000


def cm(value: float) -> int:
    """Centimetres as dxa."""
    return round(value * 567)
