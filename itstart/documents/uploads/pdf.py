"""PDF files from outside: every object is visited, and none may run, open or hide anything."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from itstart.documents.uploads.names import Rejected

MAX_PAGES = 2_000
MAX_OBJECTS = 400_000

_BANNED = frozenset(
    "/" + name
    for name in (
        "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData",
        "GoToR", "GoToE", "Movie", "Sound", "Rendition", "AA", "EF",
    )
)  # fmt: skip
_BANNED_SUBTYPES = frozenset({"/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D"})
_SCHEMES = ("http://", "https://", "mailto:", "tel:")

_DAMAGED = "PDF-filen er beskadiget. Åbn den, gem den igen, og prøv igen."
_ACTIVE = "PDF-filen har programmer, vedhæftede filer eller formularer i sig. Udskriv den til en ny PDF, og prøv igen."


def check_pdf(content: bytes) -> None:
    """Rejected unless it is a readable PDF that only shows pages."""
    if not re.match(rb"%PDF-[12]\.\d", content[:8]) or b"%%EOF" not in content[-2048:]:
        raise Rejected("type", "Filens indhold passer ikke til dens navn.")
    if re.search(rb"<\s*(script|html|svg)\b", content[:4096], re.IGNORECASE):
        raise Rejected("mixed", _DAMAGED)
    try:
        _check(PdfReader(io.BytesIO(content), strict=False))
    except Rejected:
        raise
    except Exception as error:  # pypdf raises whatever a broken file leads it to
        raise Rejected("damaged", _DAMAGED) from error


def _check(reader: PdfReader) -> None:
    if reader.is_encrypted:
        raise Rejected("encrypted", "PDF-filen er beskyttet med en adgangskode. Fjern den, og prøv igen.")
    if not 0 < len(reader.pages) <= MAX_PAGES:
        raise Rejected("pages", _DAMAGED)
    for entry in _dictionaries(reader.trailer.get("/Root")):
        _check_dictionary(entry)


def _dictionaries(root: Any) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached, each once, without recursion."""
    seen: set[int] = set()
    todo, count = [root], 0
    while todo:
        entry = todo.pop()
        count += 1
        if count > MAX_OBJECTS:
            raise Rejected("complex", _DAMAGED)
        if isinstance(entry, IndirectObject):
            if entry.idnum in seen:
                continue
            seen.add(entry.idnum)
            entry = entry.get_object()
        if isinstance(entry, DictionaryObject):
            yield entry
            todo.extend(entry.values())
        elif isinstance(entry, ArrayObject):
            todo.extend(entry)


def _check_dictionary(entry: DictionaryObject) -> None:
    kinds = {_value(entry, "/S"), _value(entry, "/Type")}
    if kinds & _BANNED or _value(entry, "/Subtype") in _BANNED_SUBTYPES or entry.keys() & _BANNED:
        raise Rejected("active", _ACTIVE)
    action = _value(entry, "/OpenAction")
    if isinstance(action, DictionaryObject) and _value(action, "/S") not in {None, "/GoTo"}:
        raise Rejected("active", _ACTIVE)
    link = _value(entry, "/URI")
    if isinstance(link, str | bytes) and not str(link).lower().startswith(_SCHEMES):
        raise Rejected("link", _ACTIVE)


def _value(entry: DictionaryObject, key: str) -> Any:
    """What stands there, also when it stands elsewhere in the file."""
    value = entry.get(key)
    return value.get_object() if isinstance(value, IndirectObject) else value
