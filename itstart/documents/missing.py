"""A value nobody has given yet."""

from collections.abc import Iterator

from itstart.documents import marks
from itstart.documents.text import clean
from itstart.documents.values import Rendering, XmlValue


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
