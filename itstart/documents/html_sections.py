"""A document in sections, and the places that its values are linked to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup


@dataclass(frozen=True)
class Place:
    """Where a value is written: the address, the id of its control there, an id for it here, and whether it is open."""

    href: str
    field: str = ""
    anchor: str = ""
    here: bool = False


@dataclass(frozen=True)
class Links:
    """Who knows the places: of a source by its number, of a gap by its words and its source."""

    source: Callable[[int], Place | None]
    gap: Callable[[str, int | None], Place | None]


class Linker:
    """Writes the links of one document, in which an id is given out once. `here` is set when one is to an open row."""

    def __init__(self) -> None:
        self.here = False
        self._anchors: set[str] = set()

    def link(self, place: Place | None, inner: str) -> str:
        """The inner HTML as a link to the place; as it is where there is none."""
        if place is None or not inner.strip():
            return inner
        self.here = self.here or place.here
        about = f' data-field="{escape(place.field)}"' if place.field else ""
        if place.anchor and place.anchor not in self._anchors:
            self._anchors.add(place.anchor)
            about += f' id="{escape(place.anchor)}"'
        look = "src here" if place.here else "src"
        return f'<a class="{look}" href="{escape(place.href)}"{about}>{inner}</a>'


@dataclass
class Section:
    """A heading and what stands under it until the next; the level is 0 before the first heading.

    `within` is the heading's number, or that of the numbered heading above it.
    """

    level: int = 0
    number: str = ""
    within: str = ""
    title: str = ""
    heading: str = ""
    anchor: str = ""
    body: list[str] = field(default_factory=list)
    sources: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class View:
    """A document to be looked at, with its gaps in reading order. `notice` says why it is in another template."""

    sections: list[Section]
    missing: tuple[str, ...]
    notice: str = ""


def assembled(chosen: Iterable[Section], first_level: int) -> Markup:
    """Sections under each other; headings begin at `first_level` and never jump a level."""
    out: list[str] = []
    open_: list[tuple[int, int]] = []
    for section in chosen:
        if section.level:
            while open_ and open_[-1][0] >= section.level:
                open_.pop()
            tag = min(6, open_[-1][1] + 1 if open_ else first_level)
            open_.append((section.level, tag))
            out.append(f'<h{tag} id="{section.anchor}">{section.heading}</h{tag}>')
        out += section.body
    return Markup("".join(out))  # noqa: S704 every text was escaped on its way in
