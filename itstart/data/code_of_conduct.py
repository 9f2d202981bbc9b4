"""The code of conduct a helper accepts (S32).

This is the version that ships; what IBIZ-Center publishes afterwards stands in the database and is asked for instead.
"""

from datetime import date
from pathlib import Path

VERSION = "1.0"
PUBLISHED_ON = date(2026, 1, 5)
TITLE = "Kodeks for It-starthjælpere"
_FILE = Path(__file__).parent / "kodeks.md"


def markdown() -> str:
    """The text as written, headings from level two."""
    return _FILE.read_text(encoding="utf-8")
