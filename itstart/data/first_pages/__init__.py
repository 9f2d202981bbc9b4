"""The pages a new site begins with, one Markdown file each: title, a line of summary, and the text.

IBIZ-Center edits them afterwards; a changed file changes no site that is running.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
SLUGS = ("saadan-virker-det", "om-it-start", "privatliv")


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A page as it ships; its file is named after its address."""

    slug: str
    title: str
    summary: str
    text: str


def every() -> list[FirstPage]:
    """All of them, in the order they are shown."""
    return [_read(slug) for slug in SLUGS]


def _read(slug: str) -> FirstPage:
    title, summary, text = (FOLDER / f"{slug}.md").read_text("utf-8").split("\n\n", 2)
    return FirstPage(slug, title.removeprefix("# ").strip(), summary.strip(), text.strip())
