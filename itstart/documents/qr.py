"""A QR code as a picture in a page."""

import segno
from markupsafe import Markup


def picture(text: str) -> Markup:
    """The text as an SVG of black squares on white, whatever lies behind it."""
    return Markup(segno.make(text, micro=False, error="m").svg_inline(scale=5, border=4, light="white"))  # noqa: S704
