"""Word and Excel files from outside: an archive of XML parts, each of which is looked at."""

import io
import posixpath
import re
import zipfile
from urllib.parse import unquote

from itstart.documents.package import ZIP_FAULTS
from itstart.documents.uploads.names import Kind, Rejected
from itstart.documents.uploads.parts import XML_ENDS, check_parts

MB = 1 << 20
MAX_ENTRIES = 2_000
MAX_UNPACKED = 150 * MB
# A long tender repeats itself: only big parts are judged by how much they shrink.
MAX_RATIO = 100
RATIO_FLOOR = 20 * MB
MAX_XML = 40 * MB

_ACTIVE = re.compile(
    r"vbaproject|vbadata|oleobject|activex|/embeddings/|customui|externallink|/connections\.xml|querytable"
    r"|/webextensions?/|/macrosheets/|dialogsheet|attachedtoolbars|/ctrlprops/|afchunk"
    r"|\.(exe|dll|js|jse|vbs|vbe|wsf|hta|scr|bat|cmd|ps1|lnk|jar|html?|mht|mhtml|svg|swf|zip|rar|7z|docm|xlsm|bin)$",
    re.IGNORECASE,
)
_PRINTER = re.compile(r"(xl|word)/printerSettings/printerSettings\d*\.bin", re.IGNORECASE)
_SYMLINK = 0o120000
# Office puts a document with a password inside the container of its old formats.
OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = (
    b"MZ", b"\x7fELF", OLE, b"PK\x03\x04", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!",
    b"{\\rtf", b"%PDF", b"L\0\0\0\x01\x14\x02\0",
)  # fmt: skip
_MARKUP = re.compile(rb"[\xef\xbb\xbf\xff\xfe\s\0]*<\0?[!?a-zA-Z]")

_LOCKED = "Filen er beskyttet med en adgangskode. Fjern den, og prøv igen."
_OLD_FORMAT = "Filen er i et gammelt Office-format. Åbn den, og gem den i det nye."
_DAMAGED = "Filen er beskadiget. Åbn den, gem den igen, og prøv igen."
_EMBEDDED = "Filen har et indlejret objekt eller en makro. Gem dokumentet som PDF, og upload det i stedet."


def check_office(content: bytes, kind: Kind) -> None:
    """Rejected unless it is a plain document without macros, embedded objects or links to elsewhere."""
    if content.startswith(OLE):
        raise Rejected("encrypted", _LOCKED if _ENCRYPTED in content else _OLD_FORMAT)
    # The end record must be the last 22 bytes and the first part the first: nothing before, nothing after.
    if not content.startswith(b"PK\x03\x04") or content[-22:-18] != b"PK\x05\x06":
        raise Rejected("type", "Filens indhold passer ikke til dens navn.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_list(archive)
            parts = _unpack(archive)
    except ZIP_FAULTS as error:
        raise Rejected("damaged", _DAMAGED) from error
    check_parts(parts, kind)


def _check_list(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if not entries or len(entries) > MAX_ENTRIES:
        raise Rejected("entries", _DAMAGED)
    if archive.comment or min(entry.header_offset for entry in entries) != 0:
        raise Rejected("extra", _DAMAGED)
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise Rejected("duplicate", _DAMAGED)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Rejected("expands", "Filen fylder for meget, når den pakkes ud.")
    for entry in entries:
        _check_entry(entry)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if _is_unsafe(entry.filename):
        raise Rejected("entry_name", _DAMAGED)
    if entry.flag_bits & 0x1:
        raise Rejected("encrypted", _LOCKED)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Rejected("compression", _DAMAGED)
    if (entry.external_attr >> 16) & 0o170000 == _SYMLINK:
        raise Rejected("symlink", _DAMAGED)
    if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise Rejected("expands", "Filen fylder for meget, når den pakkes ud.")
    if _ACTIVE.search(f"/{entry.filename}") and not _PRINTER.fullmatch(entry.filename):
        raise Rejected("active", _EMBEDDED)


def _is_unsafe(name: str) -> bool:
    return (
        name.startswith("/")
        or any(char in name for char in "\\:")
        or any(ord(char) < 32 for char in name)
        or ".." in unquote(name).split("/")
        or posixpath.normpath(name) != name.rstrip("/")
    )


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The XML parts by name. No more is read of one than the list says, and where the list lies, the sum is wrong."""
    parts = {}
    for entry in archive.infolist():
        with archive.open(entry) as part:
            content = part.read(entry.file_size + 1)
        if entry.filename.lower().endswith(XML_ENDS):
            if len(content) > MAX_XML:
                raise Rejected("part_size", "Filen har en del, der er for stor.")
            parts[entry.filename] = content
        elif content.startswith(_PROGRAMS) or (_MARKUP.match(content) and not entry.filename.endswith(".odttf")):
            raise Rejected("program", _EMBEDDED)
    return parts
