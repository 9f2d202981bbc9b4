"""The code of conduct a helper accepts (S32).

A change of the text is a new version: raise VERSION, set PUBLISHED_ON, and helpers are
asked to accept again.
"""

from datetime import date
from functools import cache
from pathlib import Path

from markupsafe import Markup

from itstart.data.prose import to_html

VERSION = "1.0"
PUBLISHED_ON = date(2026, 1, 5)
TITLE = "Kodeks for It-starthjælpere"
_FILE = Path(__file__).parent / "kodeks.md"


def markdown() -> str:
    """The text as written, headings from level two."""
    return _FILE.read_text(encoding="utf-8")


@cache
def html() -> Markup:
    """The text as cleaned HTML, headings from level two."""
    return to_html(markdown())
