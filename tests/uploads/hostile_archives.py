"""Word files and workbooks that are hostile as archives: bombs, lies, paths, and parts that run."""

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator
from functools import partial

from tests.documents.test_uploads import rebuilt
from tests.uploads.sent import BASES, MAIN, TYPES, Make, Sent, office, with_type

CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"

ENTRY_NAMES = (
    "../ud.xml", "../../etc/passwd", "/etc/passwd.xml", "a/../../ud.xml", "a/./b.xml", "a//b.xml", "a\\..\\..\\ud.xml",
    "C:/ud.xml", "C:\\ud.xml", "\\\\evil.example\\x.xml", "a%2f..%2f..%2fud.xml", "%2e%2e/ud.xml", "a\nb.xml",
    "a\x1bb.xml", "a:b.xml", "..",
)  # fmt: skip
RUNNING_PARTS = (
    "{x}/vbaProject.bin", "{x}/vbaData.xml", "{x}/activeX/activeX1.xml", "{x}/activeX/activeX1.bin",
    "{x}/embeddings/oleObject1.bin", "{x}/embeddings/Microsoft_Excel_Sheet1.xlsx", "customUI/customUI14.xml",
    "xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml",
    "{x}/webextensions/webextension1.xml", "xl/macrosheets/sheet1.xml", "xl/dialogsheets/sheet1.xml",
    "{x}/attachedToolbars.bin", "xl/ctrlProps/ctrlProp1.xml", "{x}/afchunk.mht", "{x}/a.htm", "{x}/a.html",
    "{x}/media/a.svg", "{x}/a.exe", "{x}/a.dll", "{x}/a.js", "{x}/a.vbs", "{x}/a.hta", "{x}/a.scr", "{x}/a.bat",
    "{x}/a.cmd", "{x}/a.ps1", "{x}/a.lnk", "{x}/a.jar", "{x}/a.swf", "{x}/a.zip", "{x}/a.rar", "{x}/a.7z",
    "{x}/a.docm", "{x}/VBAPROJECT.BIN",
)  # fmt: skip
PROGRAMS = {
    "a Windows program": b"MZ" + b"\0" * 90,
    "a Linux program": b"\x7fELF" + b"\0" * 90,
    "a Mac program": b"\xcf\xfa\xed\xfe" + b"\0" * 90,
    "a Java class": b"\xca\xfe\xba\xbe" + b"\0" * 90,
    "an old Office file": b"\xd0\xcf\x11\xe0" + b"\0" * 90,
    "an archive": LOCAL + b"\0" * 90,
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a web page": b"\xef\xbb\xbf \r\n<html><script>alert(1)</script></html>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a page in UTF-16": "<html><script>alert(1)</script></html>".encode("utf-16"),
    "rich text": b"{\\rtf1{\\object\\objdata 00}}",
    "a PDF": b"%PDF-1.7\n",
    "a shortcut": b"L\0\0\0\x01\x14\x02\0" + b"\0" * 80,
}
MACRO_TYPES = (
    "application/vnd.ms-office.vbaProject", "application/vnd.ms-office.activeX+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.oleObject", "text/html", "application/x-msdownload",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
    "application/vnd.ms-excel.macrosheet+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.queryTable+xml",
)  # fmt: skip


def _cut(kind: str, share: float) -> bytes:
    return BASES[kind][: int(len(BASES[kind]) * share)]


def _patched(kind: str, mark: bytes, at: int, value: bytes, *, every: bool = False) -> bytes:
    """The last header of a kind (or all of them) with other bytes so far into it."""
    content, place = bytearray(BASES[kind]), -1
    while (place := BASES[kind].find(mark, place + 1)) >= 0:
        if every or BASES[kind].find(mark, place + 1) < 0:
            content[place + at : place + at + len(value)] = value
    return bytes(content)


def _commented(kind: str) -> bytes:
    return BASES[kind][:-2] + struct.pack("<H", 4) + b"PK\x05\x06"


def _twice(kind: str, other: str) -> bytes:
    """A second part of the same name, as far as some readers are concerned."""
    buffer = io.BytesIO(BASES[kind])
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")  # Python itself does not like it
        archive.writestr(zipfile.ZipInfo(other), b"<a/>")
    return buffer.getvalue()


def _packed(kind: str, method: int) -> bytes:
    buffer = io.BytesIO(BASES[kind])
    with zipfile.ZipFile(buffer, "a", method) as archive:
        archive.writestr("docProps/x.xml", b"<a/>" * 50)
    return buffer.getvalue()


def _symlink(kind: str) -> bytes:
    buffer = io.BytesIO(BASES[kind])
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("docProps/x.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    return buffer.getvalue()


def _many(kind: str, count: int) -> bytes:
    return rebuilt(BASES[kind], {f"docProps/p{number}.xml": b"<a/>" for number in range(count)})


def _bomb(kind: str, parts: int, size: int) -> bytes:
    return rebuilt(BASES[kind], {f"docProps/p{number}.xml": b"<a>" + b" " * size + b"</a>" for number in range(parts)})


def _small_word_of_a_big_part(kind: str) -> bytes:
    """The list says that the last part is small; the part itself is not."""
    return _patched(kind, CENTRAL, 24, struct.pack("<I", 3))


def _overlapping(kind: str) -> bytes:
    """Two parts of the list that are the same bytes, which makes a bomb of any size."""
    content = BASES[kind]
    first = struct.unpack_from("<I", content, content.find(CENTRAL) + 42)
    return _patched(kind, CENTRAL, 42, struct.pack("<I", *first))


def _nothing_in_it() -> bytes:
    return b"PK\x05\x06" + b"\0" * 18


def _containers(kind: str) -> Iterator[Sent]:
    base = BASES[kind]
    for share in (0.01, 0.1, 0.5, 0.9, 0.999):
        yield office(kind, f"cut at {share}", partial(_cut, kind, share))
    ways: dict[str, Make] = {
        "something after": lambda: base + b"<script>",
        "an archive after it": lambda: base + BASES["docx"],
        "a program before": lambda: b"MZ" + b"\0" * 60 + base,
        "a picture before": lambda: b"GIF89a" + base,
        "a page before": lambda: b"%PDF-1.4\n" + base,
        "a comment": partial(_commented, kind),
        "the same name twice": partial(_twice, kind, MAIN[kind]),
        "the same name in capitals": partial(_twice, kind, MAIN[kind].upper()),
        "bzip2": partial(_packed, kind, zipfile.ZIP_BZIP2),
        "lzma": partial(_packed, kind, zipfile.ZIP_LZMA),
        "a link in the file system": partial(_symlink, kind),
        "a password on every part": partial(_patched, kind, CENTRAL, 8, b"\x01\x00", every=True),
        "an unknown packing": partial(_patched, kind, CENTRAL, 10, b"\x63\x00", every=True),
        "a wrong sum": partial(_patched, kind, CENTRAL, 16, b"\0\0\0\0"),
        "a size that lies": partial(_small_word_of_a_big_part, kind),
        "a size beyond all": partial(_patched, kind, CENTRAL, 24, b"\xfe\xff\xff\xff"),
        "another name inside": partial(_patched, kind, LOCAL, 30, b"Z"),
        "parts on top of each other": partial(_overlapping, kind),
        "two thousand parts": partial(_many, kind, 2_001),
        "a part of 45 MB": partial(_bomb, kind, 1, 45_000_000),
        "a part that shrinks to nothing": partial(_bomb, kind, 1, 25_000_000),
        "eleven parts of 14 MB": partial(_bomb, kind, 11, 14_500_000),
        "no parts": _nothing_in_it,
        "only its beginning": lambda: b"PK\x03\x04",
        "an old Office file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "a password": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"),
        "no bytes": lambda: b"",
        "more than 20 MB": lambda: base + b"\0" * 20_971_520,
    }
    yield from (office(kind, what, make) for what, make in ways.items())


def _parts(kind: str) -> Iterator[Sent]:
    base, folder = BASES[kind], MAIN[kind].partition("/")[0]
    for name in ENTRY_NAMES:
        yield office(kind, f"the part {name!r}", partial(rebuilt, base, {name: b"<a/>"}))
    for part in RUNNING_PARTS:
        name = part.format(x=folder)
        yield office(kind, f"the part {name}", partial(rebuilt, base, {name: b"<a/>"}))
    for what, content in PROGRAMS.items():
        yield office(kind, f"{what} as a picture", partial(rebuilt, base, {f"{folder}/media/image9.png": content}))
    for content_type in MACRO_TYPES:
        yield office(kind, f"the type {content_type}", partial(with_type, kind, "x/y.xml", content_type, b"<a/>"))
    xml = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    yield office(kind, "a part that hides that it is XML", partial(with_type, kind, "x/y.dat", xml, b"<a/>"))
    yield office(kind, "XML in EBCDIC", partial(with_type, kind, "x/y.dat", xml, "<a/>".encode("cp037")))
    for missing in (TYPES, "_rels/.rels", MAIN[kind]):
        yield office(kind, f"without {missing}", partial(rebuilt, base, {missing: None}))


def archives() -> list[Sent]:
    """All of them."""
    return [one for kind in BASES for make in (_containers, _parts) for one in make(kind)]
