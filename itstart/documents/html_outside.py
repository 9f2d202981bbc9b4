"""A document's HTML between two processes: made where its template may be read, cleaned and linked where the case is.

The maker leaves its links open: `#kilde-12` for a source's number, `#hul-3` for a gap. Whatever the template was made
to say, what comes out here has the tags and classes of our own documents, and its links lead where `Links` says.
"""

import re
from dataclasses import asdict
from typing import Any, Final

import nh3

from itstart.documents.errors import TemplateProblem
from itstart.documents.html_sections import Linker, Links, Place, Section, View
from itstart.documents.template_words import TOO_HEAVY

_TAGS: Final = {
    *("p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("a", "span", "strong", "em", "small", "mark", "br", "sup", "sub"),
}
_CLASSES: Final = {
    "no",
    "nowrap",
    "label",
    "line",
    "num",
    "mid",
    "strong",
    "big",
    "lead",
    "title",
    "caption",
    "box",
    "src",
}
_ATTRIBUTES: Final = {"td": {"colspan"}, "th": {"colspan", "scope"}, "table": {"aria-label"}, "a": {"href"}}
_OPEN: Final = re.compile(r'<a class="src" href="#(kilde|hul)-(\d{1,8})">(.*?)</a>', re.DOTALL)
_ROW: Final = re.compile(r"<tr>((?:(?!<tr>).)*?)</tr>", re.DOTALL)
_SAID: Final = ("number", "within", "title")
_ANCHOR: Final = re.compile(r"afsnit-\d{1,8}")


class OpenLinks:
    """Links to be filled in by another process; `gaps` are the words and sources that a gap's number means."""

    def __init__(self) -> None:
        self.gaps: list[tuple[str, int | None]] = []
        self.links = Links(lambda source: Place(f"#kilde-{source}"), self._gap)

    def _gap(self, what: str, source: int | None) -> Place:
        self.gaps.append((what, source))
        return Place(f"#hul-{len(self.gaps) - 1}")


def packed(sections: list[Section], missing: tuple[str, ...], opened: OpenLinks) -> dict[str, Any]:
    """A document's sections as JSON values."""
    shown = [{**asdict(section), "sources": sorted(section.sources)} for section in sections]
    return {"problem": "", "sections": shown, "missing": missing, "gaps": opened.gaps}


def placed(answer: Any, links: Links) -> View:
    """The document that another process made. TemplateProblem when it could not, or says nothing we know."""
    try:
        if answer["problem"]:
            raise TemplateProblem(str(answer["problem"]))
        gaps = [(str(what), None if source is None else int(source)) for what, source in answer["gaps"]]
        filler = _Filler(links, gaps)
        found = [filler.section(given) for given in answer["sections"]]
        return View(found, tuple(map(str, answer["missing"])))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise TemplateProblem(TOO_HEAVY) from error


def _kept(_tag: str, name: str, value: str) -> str | None:
    """A link may only be an open one."""
    return value if name != "href" or value.startswith("#") else None


class _Filler:
    """Fills in the links of one document."""

    def __init__(self, links: Links, gaps: list[tuple[str, int | None]]) -> None:
        self.links, self.gaps = links, gaps
        self._linker = Linker()

    def section(self, given: dict[str, Any]) -> Section:
        """A section with clean HTML."""
        anchor = str(given["anchor"])
        return Section(
            level=int(given["level"]), heading=self._html(given["heading"]),
            anchor=anchor if _ANCHOR.fullmatch(anchor) else "", body=[self._html(part) for part in given["body"]],
            sources=set(map(int, given["sources"])), **{name: str(given[name]) for name in _SAID},
        )  # fmt: skip

    def _html(self, given: str) -> str:
        clean = nh3.clean(
            given, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None,
            allowed_classes=dict.fromkeys(_TAGS, _CLASSES), attribute_filter=_kept,
        )  # fmt: skip
        return _OPEN.sub(self._link, _ROW.sub(self._row, clean.replace("&nbsp;", "\u00a0")))

    def _row(self, row: re.Match[str]) -> str:
        self._linker.here = False
        inner = _OPEN.sub(self._link, row[1])
        return f'<tr class="here">{inner}</tr>' if self._linker.here else f"<tr>{inner}</tr>"

    def _link(self, found: re.Match[str]) -> str:
        number = int(found[2])
        place = self.links.source(number) if found[1] == "kilde" else self.links.gap(*self.gaps[number])
        return self._linker.link(place, found[3])
