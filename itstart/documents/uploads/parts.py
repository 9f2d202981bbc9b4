"""The XML parts of an Office file: right type, no document type definition, no link that fetches, no active field."""

import posixpath
import re
from collections.abc import Iterator, Mapping
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
    r"macroenabled|vbaproject|activex|oleobject|vnd\.ms-office\.(vba|active)|x-(msdownload|javascript)|text/html"
    r"|macrosheet|dialogsheet|connections\+|externallink|querytable|controlproperties|webextension",
    re.IGNORECASE,
)
_XML_TYPE = re.compile(r"(?!image/).*[+/]xml", re.IGNORECASE)
XML_ENDS = (".xml", ".rels", ".vml")
_ACTIVE_RELATION = re.compile(
    r"attachedTemplate|oleObject|vbaProject|aFChunk|externalLink|frame|subDocument|customUI|control|package"
    r"|connections|queryTable|macrosheet|dialogsheet|ctrlProp|extensibility|attachedToolbars|webextension",
    re.IGNORECASE,
)
# The first word of a field's code is what it does; of a link it is where it leads.
_FIELD = re.compile(
    r"[\W_]*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|RD|HTMLCONTROL)\b", re.IGNORECASE
)
_LINK = re.compile(r'[\W_]*HYPERLINK\b[\s"]*(.*)', re.IGNORECASE | re.DOTALL)
_SWITCHES = re.compile(r'(?<=\s)\\[lot]\s+("[^"]*"|\S+)|(?<=\s)\\[mnh]\b', re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|\\\\|//", re.IGNORECASE)
_FORMULA = re.compile(
    r"\||WEBSERVICE\s*\(|\bCALL\s*\(|REGISTER\s*\(|\bEXEC\s*\(|RTD\s*\(|\bIMAGE\s*\(|SQL\.REQUEST|cmd\b.*!|\[\d+\]|\\\\"
    r"|https?://|\b(?:file|ftp|smb|javascript|vbscript|search-ms|ms-[\w-]+):",
    re.IGNORECASE,
)
_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
)
_WORD_OBJECTS = frozenset({"object", "control", "altChunk", "subDoc", "OLEObject"})
# In letters that are not these, such as EBCDIC, a definition could not be searched for.
_BEGINS = re.compile(rb"[\xef\xbb\xbf\xff\xfe\s\0]*<")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252"}

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
    if not _BEGINS.match(start) or (declared and declared[1] not in _ENCODINGS):
        raise Rejected("encoding", _UNREADABLE)
    # UTF-16 would hide a definition from a search through the bytes.
    text = content.replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Rejected("dtd", _UNREADABLE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Rejected("xml", _UNREADABLE) from error


def _elements(root: Any) -> Iterator[tuple[str, Any]]:
    """Every element with its name. Both dialects of the format, and what somebody wraps it in, are read alike."""
    for element in root.iter(etree.Element):
        yield element.tag.rpartition("}")[2], element


def _check_types(root: Any, parts: Mapping[str, bytes], kind: Kind) -> None:
    types = {}
    for _, element in _elements(root):
        content_type = element.get("ContentType", "")
        if _ACTIVE_TYPE.search(content_type):
            raise Rejected("macro", _EMBEDDED)
        named = element.get("PartName") or f".{element.get('Extension', 'xml')}"
        if _XML_TYPE.fullmatch(content_type) and not named.lower().endswith(XML_ENDS):
            raise Rejected("hidden", _NOT_OFFICE)
        types[element.get("PartName", "").lstrip("/")] = content_type
    main, middle = _MAIN[kind]
    if main not in parts or types.get(main) != _TYPE.format(middle):
        raise Rejected("type", _NOT_OFFICE)


def _check_relations(name: str, root: Any) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    for _, relation in _elements(root):
        target = (relation.get("Target") or "").strip()
        kind = relation.get("Type", "")
        if _ACTIVE_RELATION.search(kind.rpartition("/")[2]):
            raise Rejected("relation", _EMBEDDED)
        if (relation.get("TargetMode") or "").lower() == "external":
            if kind not in _HYPERLINKS or not target.lower().startswith(_SCHEMES):
                raise Rejected("external", _REACHES_OUT)
        elif _ADDRESS.match(target):
            raise Rejected("external", _REACHES_OUT)
        elif posixpath.normpath(posixpath.join(folder or ".", target.lstrip("/"))).startswith(".."):
            raise Rejected("escapes", _UNREADABLE)


def _check_word(root: Any) -> None:
    for name, _ in _elements(root):
        if name in _WORD_OBJECTS:
            raise Rejected("object", _EMBEDDED)
        if name == "mailMerge":
            raise Rejected("merge", _REACHES_OUT)
    if any(_FIELD.match(code) or _leads_out(code) for code in _codes(root)):
        raise Rejected("field", _REACHES_OUT)


def _leads_out(code: str) -> bool:
    """True for a link to anything but pages, mail and phones; its switches have texts of their own."""
    link = _LINK.fullmatch(_SWITCHES.sub("", code))
    return link is not None and bool(_ADDRESS.match(link[1])) and not link[1].lower().startswith(_SCHEMES)


def _codes(root: Any) -> list[str]:
    """The code of every field, put together from its runs; one field may stand inside another."""
    found, begun, loose = [], [], ""
    for name, element in _elements(root):
        if name == "fldSimple":
            found.append(_value(element, "instr"))
        elif name == "fldChar" and _value(element, "fldCharType") == "begin":
            begun.append("")
        elif name == "fldChar" and _value(element, "fldCharType") == "end" and begun:
            found.append(begun.pop())
        elif name in {"instrText", "delInstrText"} and begun:
            begun[-1] += element.text or ""
        elif name in {"instrText", "delInstrText"}:
            found.append(element.text or "")
            loose += element.text or ""
    return [*found, *begun, loose]


def _value(element: Any, name: str) -> str:
    """An attribute, whichever dialect it belongs to."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _check_sheet(root: Any) -> None:
    for name, element in _elements(root):
        if name in {"ddeLink", "oleLink", "oleObject", "control"}:
            raise Rejected("dde", _REACHES_OUT)
        if name in _FORMULAS and _FORMULA.search(element.text or ""):
            raise Rejected("formula", _REACHES_OUT)
