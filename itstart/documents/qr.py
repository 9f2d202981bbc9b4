"""A QR code as a picture in a page."""

import segno
from markupsafe import Markup


def picture(text: str) -> Markup:
    """The text as an SVG of black squares on white, as large as its place in the page."""
    return Markup(segno.make(text, micro=False, error="m").svg_inline(border=4, light="white", omitsize=True))  # noqa: S704
