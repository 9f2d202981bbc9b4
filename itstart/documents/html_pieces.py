"""The words of a paragraph: stretches of text, each with how it is set and the source it comes from."""

import re
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from itstart.documents.marks import Marks
from itstart.documents.plan import W
from itstart.documents.values import REST_RUN, VALUE_RUN

GAP: Final = "mangler"
_R, _T, _PROPS, _STYLE, _DRAWING = (f"{W}{name}" for name in ("r", "t", "rPr", "rStyle", "drawing"))
_P_PROPS, _P_STYLE, _VAL, _MARK = (f"{W}{name}" for name in ("pPr", "pStyle", "val", "rsidRPr"))
_SET: Final = {f"{W}b": "strong", f"{W}i": "em"}
_ABOUT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SIGNS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "\u2011"}
_WRAPS: Final = {"stærk": "strong", "strong": "strong", "advarsel": "strong", "svag": "small", "em": "em"}
_NBSP: Final = "\u00a0"
_CODE: Final = re.compile(r"\b[A-Z]{1,3}-\d+\b")
_LABELS: Final = ("mærke ", "boksetiket ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` is the name of its character style, "strong", "em" or empty."""

    source: int | None
    kind: str
    text: str

    @property
    def html(self) -> str:
        """The escaped text in the tag of its kind."""
        text = escape(self.text)
        if "-" in text:
            text = _CODE.sub(r'<span class="nowrap">\g<0></span>', text)
        if "\n" in text:
            text = text.replace("\n", "<br>")
        if not self.kind:
            return text
        if self.kind.startswith(_LABELS):
            return f'<span class="label">{text.strip(_NBSP)}</span>'
        tag = "mark" if self.kind == GAP else _WRAPS.get(self.kind, "")
        return f"<{tag}>{text}</{tag}>" if tag else text


def style_of(p: etree._Element) -> str:
    """The id of the paragraph's style."""
    for props in p:
        if props.tag == _P_PROPS:
            return next((str(child.get(_VAL, "")) for child in props if child.tag == _P_STYLE), "")
        break
    return ""


def pieces(p: etree._Element, names: dict[str, str], marks: Marks) -> list[Piece]:
    """The paragraph's stretches in reading order, marks read and taken away; `names` are style names by id.

    A value that the engine wrote as a run of its own is set as the run it stands in.
    """
    found: list[Piece] = []
    source: int | None = None
    around = ""
    for run in p.iter(_R):
        kind = _kind(run, names)
        if run.get(_MARK) in (VALUE_RUN, REST_RUN):
            kind = kind or around
        else:
            around = kind
        text = _text(run)
        for source, part in marks.pieces(text, source):  # noqa: B020 the source goes on from run to run
            if not part:
                continue
            if found and found[-1].source == source and found[-1].kind == kind:
                part = found.pop().text + part
            found.append(Piece(source, kind, part))
    return found


def _text(run: etree._Element) -> str:
    """What a run says: its text, its breaks, and what a figure in it shows."""
    said = ""
    for child in run:
        tag = str(child.tag)
        if tag == _T:
            said += child.text or ""
        elif tag == _DRAWING:
            about = next(child.iter(_ABOUT), None)
            shown = "" if about is None else (about.get("descr") or "").strip()
            said += f"Figur: {shown}" if shown else ""
        else:
            said += _SIGNS.get(tag, "")
    return said


def _kind(run: etree._Element, names: dict[str, str]) -> str:
    if not len(run) or run[0].tag != _PROPS:
        return ""
    kind = ""
    for child in run[0]:
        if child.tag == _STYLE:
            return names.get(str(child.get(_VAL)), "")
        kind = kind or _SET.get(str(child.tag), "")
    return kind
