"""A value nobody has given yet."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from itstart.documents import marks
from itstart.documents.text import clean
from itstart.documents.values import Rendering, XmlValue

# What a gap names: a row's own number, or its title.
_NAME: Final = re.compile(r"»[^«]*«|\b[A-Z]{1,3}-?\d+\b")
MOST_OF_A_KIND: Final = 3


class Missing(XmlValue):
    """`Missing("pris på en fejlordre")`:

    False and empty in a template, printed as marked text, and collected when printed. `source` is the number of the
    source of the empty value, or of the row that `what` names.
    """

    __slots__ = ("source", "what")

    def __init__(self, what: str, source: int | None = None) -> None:
        self.what = clean(marks.plain(what))
        self.source = marks.first(what) if source is None else source

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __str__(self) -> str:
        return f"[mangler: {self.what}]"

    def __repr__(self) -> str:
        return f"Missing({self.what!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Missing) and other.what == self.what

    def __hash__(self) -> int:
        return hash((Missing, self.what))

    def runs(self, rendering: Rendering) -> str:
        """The marked text; the gap is noted in reading order, once."""
        rendering.gaps.setdefault(self.what)
        return rendering.run(marks.around(self.source, str(self)), "Mangler")


def by_kind(gaps: Sequence[str]) -> list[str]:
    """The gaps as a document lists them: many that differ only in what they name become one line.

    "behov bag K-34, K-35, K-36 m.fl. (67 i alt)" stands where the first of them would.
    """
    kinds: dict[tuple[str, ...], list[str]] = {}
    for gap in gaps:
        names = _NAME.findall(gap)
        kinds.setdefault(tuple(_NAME.split(gap)) if len(names) == 1 else (gap,), []).append(gap)
    return [line for kind, alike in kinds.items() for line in _lines(kind, alike)]


def _lines(kind: tuple[str, ...], alike: list[str]) -> list[str]:
    if len(alike) <= MOST_OF_A_KIND:
        return alike
    few = ", ".join(_NAME.findall(gap)[0] for gap in alike[:MOST_OF_A_KIND])
    before, after = kind
    return [f"{before}{few} m.fl. ({len(alike)} i alt){after}"]
