"""SVG in strings for pages:

Everything escaped, no inline style, widths in per cent so that text keeps its size on a phone.
"""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from itstart.documents.text import clean

Attribute = str | int | float | None

# The classes carry the look; these are what a reader without our style sheet sees (mail, print of a saved page).
FALLBACK: Final = {
    "c1": "#0a3d47", "c2": "#2a7d87", "c3": "#8fbcc0", "c4": "#f0b676", "c5": "#d6741f",
    "k1": "#0a3d47", "k2": "#8fbcc0", "k3": "#f0b676", "k4": "#a3161a",
    "track": "#f3efe7", "tw": "#ffffff", "g-bar": "#2a7d87", "g-mark": "#d6741f",
}  # fmt: skip
STROKES: Final = {"bud": "#a3161a", "grid-l": "#e6e0d4", "now": "#54646a", "g-today": "#a3161a"}


def tag(name: str, classes: str = "", content: str | Markup = "", **attributes: Attribute) -> Markup:
    """One element; `text_anchor` is written `text-anchor`, None is left out, content that is not Markup is escaped."""
    first = classes.split(" ")[0]
    given: dict[str, Attribute] = {"class": classes or None}
    if name in ("rect", "text", "path"):
        given["fill"] = FALLBACK.get(first)
    if name == "line":
        given["stroke"] = STROKES.get(first)
    given |= attributes
    written = "".join(
        f' {key.replace("_", "-")}="{escape(_value(value))}"' for key, value in given.items() if value is not None
    )
    body = content if isinstance(content, Markup) else escape(clean(content))
    return Markup(f"<{name}{written}>{body}</{name}>")  # noqa: S704 names are ours, values and content are escaped


def _value(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return clean(str(value))


def pct(value: float) -> str:
    """A length in per cent of the chart: "32.79%"."""
    return f"{_value(float(value))}%"


def picture(classes: str, height: int, label: str, parts: Sequence[Markup]) -> Markup:
    """The whole picture; `label` is its text for people who do not see it, with the figures."""
    return tag("svg", classes, Markup("").join(parts), width="100%", height=height, role="img", aria_label=label)
