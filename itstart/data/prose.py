"""Turns the project's own Markdown texts into safe HTML."""

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

ALLOWED_TAGS = {
    "h2", "h3", "p", "ul", "ol", "li", "blockquote", "strong", "em", "br",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
LINKS = {"https", "mailto"}
NO_BREAK_SPACE = "\u00a0"
_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=(?:kr\.|%))")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def to_html(text: str) -> Markup:
    """Render Markdown to HTML that may stand in a page without further escaping.

    Raw HTML in the text is shown as text. Links, images and attributes are dropped.
    A number stays on the same line as its "kr." or "%".
    """
    return _cleaned(text, ALLOWED_TAGS, {})


def to_page(text: str) -> Markup:
    """The same for a page or news of IBIZ-Center's, where links are kept: to our own pages, https and mailto only."""
    return _cleaned(text, ALLOWED_TAGS | {"a"}, {"a": {"href"}})


def _cleaned(text: str, tags: set[str], attributes: dict[str, set[str]]) -> Markup:
    joined = _NUMBER_AND_UNIT.sub(NO_BREAK_SPACE, text)
    html = nh3.clean(
        _parser().render(joined),
        tags=tags,
        attributes={"*": set(), **attributes},
        url_schemes=LINKS,
        link_rel="noopener",
    )
    return Markup(html.strip())  # noqa: S704 - cleaned on the line above
