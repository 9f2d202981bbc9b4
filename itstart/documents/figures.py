"""The figures of a Word document in words, for where it is read as text."""

from lxml import etree

from itstart.documents import package
from itstart.documents.package import StoredPart
from itstart.documents.plan import PARSER

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = f"{_W}drawing"
_ABOUT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BODY = "word/document.xml"


def in_words(docx: bytes) -> bytes:
    """The document with "Figur: <its description>" where a figure stands; a figure without one is left out.

    Raises TemplateProblem for what is not a Word document.
    """
    parts = package.read(docx)
    body = parts.get(_BODY, b"")
    if b":drawing" not in body:
        return docx
    root = etree.fromstring(body, PARSER)
    for drawing in list(root.iter(_DRAWING)):
        _replace(drawing)
    parts[_BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.write((name, StoredPart.of(content)) for name, content in parts.items())


def _replace(drawing: etree._Element) -> None:
    about = next(drawing.iter(_ABOUT), None)
    said = "" if about is None else (about.get("descr") or "").strip()
    text = etree.Element(f"{_W}t")
    text.text = f"Figur: {said}" if said else ""
    parent = drawing.getparent()
    if parent is not None:
        parent.replace(drawing, text)
