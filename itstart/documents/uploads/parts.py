"""The XML parts of an Office file: right type, no document type definition, no link that fetches, no active field."""

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from itstart.documents.uploads.names import Kind, Rejected

_MAIN = {
    Kind.DOCX: ("word/document.xml", "wordprocessingml.document"),
    Kind.XLSX: ("xl/workbook.xml", "spreadsheetml.sheet"),
}
_TYPE = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_HYPERLINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
)
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_ACTIVE_TYPE = re.compile(
    r"macroenabled|vbaproject|activex|oleobject|vnd\.ms-office\.(vba|active)|x-(msdownload|javascript)|text/html",
    re.IGNORECASE,
)
_ACTIVE_RELATION = re.compile(
    r"attachedTemplate|oleObject|vbaProject|aFChunk|externalLink|frame|subDocument|customUI|control|package"
)
_FIELD = re.compile(
    r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|RD|HTMLCONTROL)\b", re.IGNORECASE
)
_FORMULA = re.compile(
    r"\||WEBSERVICE\s*\(|\bCALL\s*\(|REGISTER\s*\(|\bEXEC\s*\(|RTD\s*\(|cmd\b.*!|\[\d+\]|\\\\|https?://", re.IGNORECASE
)
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_NOT_OFFICE = "Filens indhold passer ikke til dens navn."
_UNREADABLE = "Filen kan ikke læses. Åbn den, gem den igen, og prøv igen."
_REACHES_OUT = "Filen henter noget udefra, når den åbnes. Gem dokumentet som PDF, og upload det i stedet."
_EMBEDDED = "Filen har et indlejret objekt eller en makro. Gem dokumentet som PDF, og upload det i stedet."


def check_parts(parts: Mapping[str, bytes], kind: Kind) -> None:
    """Rejected unless every part is harmless and the main part is what the name says."""
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        raise Rejected("not_office", _NOT_OFFICE)
    _check_types(parse(parts["[Content_Types].xml"]), parts, kind)
    for name, content in parts.items():
        root = parse(content)
        if name.lower().endswith(".rels"):
            _check_relations(name, root)
        elif kind is Kind.DOCX:
            _check_word(root)
        else:
            _check_sheet(root)


def parse(content: bytes) -> Any:
    """The tree of a part; Rejected for anything that could reach a file, the net or all the memory."""
    start = content[:200].lower()
    declared = re.search(rb'encoding\s*=\s*["\']([^"\']+)', start)
    if declared and declared[1] not in _ENCODINGS:
        raise Rejected("encoding", _UNREADABLE)
    # UTF-16 would hide a definition from a search through the bytes.
    text = content.replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Rejected("dtd", _UNREADABLE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Rejected("xml", _UNREADABLE) from error
    if root.getroottree().docinfo.doctype:
        raise Rejected("dtd", _UNREADABLE)
    return root


def _elements(root: Any) -> list[Any]:
    return [element for element in root if isinstance(element.tag, str)]


def _check_types(root: Any, parts: Mapping[str, bytes], kind: Kind) -> None:
    types = {}
    for element in _elements(root):
        content_type = element.get("ContentType", "")
        if _ACTIVE_TYPE.search(content_type):
            raise Rejected("macro", _EMBEDDED)
        types[element.get("PartName", "").lstrip("/")] = content_type
    main, middle = _MAIN[kind]
    if main not in parts or types.get(main) != _TYPE.format(middle):
        raise Rejected("type", _NOT_OFFICE)


def _check_relations(name: str, root: Any) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in _elements(root):
        target = (relation.get("Target") or "").strip()
        kind = relation.get("Type", "")
        if _ACTIVE_RELATION.search(kind.rpartition("/")[2]):
            raise Rejected("relation", _EMBEDDED)
        if (relation.get("TargetMode") or "").lower() == "external":
            if kind not in _HYPERLINKS or not target.lower().startswith(_SCHEMES):
                raise Rejected("external", _REACHES_OUT)
        elif re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE) or target.startswith(("//", "\\\\")):
            raise Rejected("external", _REACHES_OUT)
        elif posixpath.normpath(posixpath.join(folder or ".", target.lstrip("/"))).startswith(".."):
            raise Rejected("escapes", _UNREADABLE)


def _check_word(root: Any) -> None:
    codes = [element.text or "" for element in root.iter(f"{_W}instrText")]
    simple = [element.get(f"{_W}instr") or "" for element in root.iter(f"{_W}fldSimple")]
    # A field's code may be split over runs, so it is also read without the gaps.
    if _FIELD.search(" ".join([*codes, *simple])) or _FIELD.search("".join(codes)):
        raise Rejected("field", _REACHES_OUT)
    banned = {f"{_W}{name}" for name in ("object", "control", "altChunk", "subDoc")}
    if any(element.tag in banned for element in root.iter()):
        raise Rejected("object", _EMBEDDED)


def _check_sheet(root: Any) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if name == "ddeLink":
            raise Rejected("dde", _REACHES_OUT)
        if name in {"f", "formula1", "formula2", "definedName"} and _FORMULA.search(element.text or ""):
            raise Rejected("formula", _REACHES_OUT)
