"""The words of a paragraph: stretches of text, each with how it is set and the source it comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree
from markupsafe import escape

from itstart.documents.marks import Marks
from itstart.documents.numbering import val
from itstart.documents.plan import W

GAP: Final = "mangler"
_R, _PROPS = f"{W}r", f"{W}rPr"
_ABOUT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SIGNS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "\u2011"}
_WRAPS: Final = {"stærk": "strong", "strong": "strong", "advarsel": "strong", "svag": "small", "em": "em"}
_NBSP: Final = "\u00a0"
_CODE: Final = re.compile(r"\b[A-Z]{1,3}-\d+\b")
_LABELS: Final = ("mærke ", "boksetiket ")


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `kind` is the name of its character style, "strong", "em" or empty."""

    source: int | None
    kind: str
    text: str

    @property
    def html(self) -> str:
        """The escaped text in the tag of its kind."""
        text = _CODE.sub(r'<span class="nowrap">\g<0></span>', str(escape(self.text))).replace("\n", "<br>")
        if self.kind.startswith(_LABELS):
            return f'<span class="label">{text.strip(_NBSP)}</span>'
        tag = "mark" if self.kind == GAP else _WRAPS.get(self.kind, "")
        return f"<{tag}>{text}</{tag}>" if tag else text


def pieces(p: etree._Element, names: dict[str, str], marks: Marks) -> list[Piece]:
    """The paragraph's stretches in reading order, marks read and taken away; `names` are style names by id."""
    found: list[Piece] = []
    source: int | None = None
    for run in p.iter(_R):
        kind = _kind(run.find(_PROPS), names)
        for text in _texts(run):
            for source, part in marks.pieces(text, source):  # noqa: B020 the source goes on from run to run
                if part:
                    found.append(Piece(source, kind, part))
    return [
        Piece(source, kind, "".join(piece.text for piece in same))
        for (source, kind), same in groupby(found, key=lambda piece: (piece.source, piece.kind))
    ]


def _texts(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}drawing":
            about = next(child.iter(_ABOUT), None)
            said = "" if about is None else (about.get("descr") or "").strip()
            yield f"Figur: {said}" if said else ""
        else:
            yield _SIGNS.get(str(child.tag), "")


def _kind(props: etree._Element | None, names: dict[str, str]) -> str:
    if props is None:
        return ""
    style = names.get(val(props, "w:rStyle"), "")
    if style:
        return style
    return "strong" if props.find(f"{W}b") is not None else "em" if props.find(f"{W}i") is not None else ""
