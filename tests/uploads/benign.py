"""Files that people send in good faith: of many programs, with many names, big and small."""

import io
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import RectangleObject

from tests.documents.test_uploads import a_docx, a_pdf, an_xlsx, part_of, rebuilt, with_relation
from tests.uploads.hostile_others import jpeg, png
from tests.uploads.hostile_xml import in_text
from tests.uploads.sent import BASES, MAIN, Make, Sent, changed

ROOT = Path(__file__).parents[2]
SAVED_BY_LIBREOFFICE = ROOT / "tests/documents/files/saved_by_libreoffice.xlsx"
NAMES = (
    "Tilbud æøå ÆØÅ.{x}", "Tilbud (endelig) 2.{x}", "Tilbud - kopi.{x}", "Ünïcode é.{x}", "Pris 100 %.{x}", "a.b.c.{x}",
    "Kontrakt & bilag.{x}", "Bilag #3.{x}", "[udkast] tilbud.{x}", "O'Hara.{x}", "契約.{x}", "TILBUD.{X}", "con.{x}",
    " Tilbud.{x}", "y" * 200 + ".{x}", "1.{x}", "Tilbud, rev_2;ny.{x}", "e\u0301.{x}", "🙂.{x}",
)  # fmt: skip
PRINTER: dict[str, bytes | None] = {"xl/printerSettings/printerSettings1.bin": b"\0\0\1\2"}


def _packed(kind: str, method: int, *, streamed: bool = False, folders: bool = False) -> bytes:
    """The ordinary file as other programs pack it."""
    buffer = io.BytesIO()
    target = _Stream(buffer) if streamed else buffer
    with zipfile.ZipFile(io.BytesIO(BASES[kind])) as old, zipfile.ZipFile(target, "w", method) as new:
        for entry in old.infolist():
            folder = entry.filename.rpartition("/")[0]
            if folders and folder and f"{folder}/" not in new.namelist():
                new.writestr(f"{folder}/", b"")
            new.writestr(entry.filename, old.read(entry))
    return buffer.getvalue()


class _Stream(io.RawIOBase):
    """Somewhere one cannot go back in, so that sizes come after the parts."""

    def __init__(self, target: io.BytesIO) -> None:
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._target.write(bytes(data))  # type: ignore[call-overload]


def _with_mark(kind: str) -> bytes:
    """Its main part begins with the mark of UTF-8."""
    return rebuilt(BASES[kind], {MAIN[kind]: b"\xef\xbb\xbf" + part_of(BASES[kind], MAIN[kind])})


def _in_utf_16(kind: str) -> bytes:
    text = part_of(BASES[kind], MAIN[kind]).decode().replace("UTF-8", "UTF-16").replace("utf-8", "utf-16")
    return rebuilt(BASES[kind], {MAIN[kind]: text.encode("utf-16")})


def _absolute(kind: str) -> bytes:
    """As some programs of the web write it: every target begins with a slash."""
    folder, _, main = MAIN[kind].rpartition("/")
    rels = f"{folder}/_rels/{main}.rels"
    content = (
        part_of(BASES[kind], rels)
        .replace(b'Target="/', b'Target="')
        .replace(b'Target="', f'Target="/{folder}/'.encode())
    )
    return rebuilt(BASES[kind], {rels: content})


def _strict() -> bytes:
    """The other dialect of the format, as Word saves it when asked."""
    return in_text("", "http://purl.oclc.org/ooxml/wordprocessingml/main")


def _field(code: str) -> bytes:
    return in_text(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>')


def _photo_inside() -> bytes:
    return rebuilt(BASES["docx"], {"word/media/image1.png": png(), "word/media/image2.jpeg": jpeg()})


def _big_inside() -> bytes:
    noise = bytes(range(256)) * 4_096
    return rebuilt(BASES["docx"], {f"word/media/image{number}.png": png(tEXt=noise) for number in range(9)})


def _cells(rows: int) -> bytes:
    line = '<row><c t="inlineStr"><is><t>Krav</t></is></c><c><v>1</v></c></row>'
    return changed("xlsx", "xl/worksheets/sheet1.xml", b"</sheetData>", f"{line * rows}</sheetData>".encode())


DOCX_WAYS: dict[str, Make] = {
    "long": partial(a_docx, "Den samme sætning igen og igen. " * 20_000),
    "strict": _strict,
    "with pictures": _photo_inside,
    "with big pictures": _big_inside,
    "a contents list": partial(_field, 'TOC \\o "1-3" \\h \\z \\u'),
    "page numbers": partial(_field, "PAGE \\* MERGEFORMAT"),
    "a reference": partial(_field, "REF _Ref12345 \\h"),
    "a link to a heading": partial(_field, 'HYPERLINK \\l "_Toc12345"'),
    "a link": partial(_field, 'HYPERLINK "https://firma.dk/tilbud"'),
    "a link with words of fields": partial(_field, 'HYPERLINK "https://firma.dk/import/link?dde=1"'),
    "a link with words behind": partial(_field, 'HYPERLINK "https://a.dk" \\o "Se her: tilbud" \\t "_blank"'),
    "a link to an address": partial(_field, "HYPERLINK mailto:post@firma.dk"),
    "a date": partial(_field, 'DATE \\@ "d. MMMM yyyy"'),
    "a figure": partial(_field, "SEQ Figur \\* ARABIC"),
    "words that look like a field": partial(a_docx, "Vi importerer data via DDE, LINK og IMPORT fra |1|."),
    "a tab in its text": partial(a_docx, "Pris\t1.365.358 kr.\nRabat\t2 %"),
    "danger in words": partial(a_docx, "<script>alert(1)</script> =cmd|'/c calc'!A1 {{ 7*7 }}"),
    "a link to a page": partial(with_relation, "hyperlink", "https://a.dk"),
    "a link to a phone": partial(with_relation, "hyperlink", "tel:+45"),
}  # fmt: skip
XLSX_WAYS: dict[str, Make] = {
    "saved by LibreOffice": SAVED_BY_LIBREOFFICE.read_bytes,
    "printer settings": partial(rebuilt, BASES["xlsx"], PRINTER),
    "texts in the cells": partial(_cells, 20),
    "five thousand rows": partial(_cells, 5_000),
    "sums": partial(an_xlsx, "=SUM(A1:A9)*1.25"),
    "a look-up": partial(an_xlsx, "=VLOOKUP(A1,Priser!A:B,2,FALSE)"),
    "a choice": partial(an_xlsx, '=IF(A1>100,"dyrt","billigt")'),
    "a text with an address": partial(an_xlsx, "se https://firma.dk"),
    "a text that begins with plus": partial(an_xlsx, "+45 12 34 56 78"),
    "a text of signs": partial(an_xlsx, "a|b [1] \\\\ cmd"),
    "a date": partial(an_xlsx, "=DATE(2026,6,1)"),
    "a table's column": partial(an_xlsx, "=SUM(Tabel1[Pris])"),
}


def _pdf(version: str) -> bytes:
    return f"%PDF-{version}".encode() + a_pdf()[8:]


def _linked(writer: PdfWriter) -> None:
    writer.add_uri(0, "https://firma.dk", RectangleObject((0, 0, 9, 9)))
    writer.add_outline_item(title="Kapitel 1", page_number=0)
    writer.add_metadata({"/Title": "Tilbud æøå", "/Author": "Firma A/S"})


def _many_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(300):
        writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PDF_WAYS: dict[str, Make] = {
    **{f"version {version}": partial(_pdf, version) for version in ("1.0", "1.3", "1.4", "1.5", "1.6", "1.7", "2.0")},
    "links and chapters": partial(a_pdf, _linked),
    "three hundred pages": _many_pages,
    "a line after its end": lambda: a_pdf() + b"\r\n",
}


def documents() -> list[Sent]:
    """Word files, workbooks and PDF files; those of ours among them."""
    found = [
        Sent(f"ours: {path.stem}", path.name, path.read_bytes) for path in sorted(ROOT.glob("docs_templates/*.docx"))
    ]
    every: dict[str, dict[str, Make]] = {"docx": DOCX_WAYS, "xlsx": XLSX_WAYS, "pdf": PDF_WAYS}
    for kind, ways in every.items():
        found += [Sent(f"{kind}: {what}", f"fil.{kind}", make) for what, make in ways.items()]
    return [*found, *_other_programs(), *_other_names()]


def _other_programs() -> Iterator[Sent]:
    for kind in BASES:
        ways: dict[str, Make] = {
            "not packed": partial(_packed, kind, zipfile.ZIP_STORED),
            "packed while sent": partial(_packed, kind, zipfile.ZIP_DEFLATED, streamed=True),
            "with folders": partial(_packed, kind, zipfile.ZIP_DEFLATED, folders=True),
            "a mark of UTF-8": partial(_with_mark, kind),
            "in UTF-16": partial(_in_utf_16, kind),
            "absolute targets": partial(_absolute, kind),
            "no properties": partial(rebuilt, BASES[kind], {"docProps/core.xml": None, "docProps/app.xml": None}),
        }
        for what, make in ways.items():
            yield Sent(f"{kind}: {what}", f"fil.{kind}", make)


def _other_names() -> Iterator[Sent]:
    content: dict[str, Make] = {"docx": a_docx, "xlsx": an_xlsx, "pdf": a_pdf}
    for number, name in enumerate(NAMES):
        kind = tuple(content)[number % 3]
        yield Sent(f"name: {name[:30]}", name.format(x=kind, X=kind.upper()), content[kind])


# ---- pictures ----------------------------------------------------------------------------------------


def exif(orientation: int) -> bytes:
    """What a telephone says of how it was held, and where it was."""
    entries = struct.pack("<HHIHxx", 0x0112, 3, 1, orientation) + struct.pack("<HHI4s", 0x010F, 2, 4, b"Fon\0")
    body = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + entries + b"\0\0\0\0" + b"GPS 56.1 N"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def pictures() -> list[Sent]:
    """Photos as they come out of telephones and programs."""
    ways: dict[str, Make] = {
        "plain.png": png, "wide.png": partial(png, 8_000, 2), "a comment.png": partial(png, tEXt=b"Title\0x"),
        "a profile.png": partial(png, iCCP=b"x\0\0y"), "hidden after.png": lambda: png() + b"<script>",
        "sixteen bits.png": partial(png, depth=16), "plain.jpg": jpeg, "progressive.jpeg": partial(jpeg, frame=0xC2),
        "plain in capitals.JPG": jpeg, "hidden after.jpg": lambda: jpeg() + b"PK\x03\x04",
        "a comment.jpg": partial(jpeg, before=b"\xff\xfe\x00\x06hej!"),
        "filled.jpg": partial(jpeg, before=b"\xff\xff\xff\xfe\x00\x02"),
        **{f"held in way {way}.jpg": partial(jpeg, before=exif(way)) for way in range(1, 9)},
    }  # fmt: skip
    return [Sent(f"picture: {what}", f"foto.{what.rpartition('.')[2]}", make) for what, make in ways.items()]
