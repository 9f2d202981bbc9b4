"""PDF files and pictures that are hostile, and names that pretend."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from tests.documents.test_uploads import DOCX, a_docx, a_pdf
from tests.uploads.sent import XLSX, Make, Sent

Change = Callable[[PdfWriter], object]


def _names(**values: object) -> DictionaryObject:
    """A dictionary of a PDF: a text that begins with / is a name."""
    made = DictionaryObject()
    for key, value in values.items():
        if isinstance(value, str):
            value = NameObject(value) if value.startswith("/") else TextStringObject(value)
        made[NameObject(f"/{key}")] = value
    return made


def _at_opening(**action: object) -> Change:
    return lambda writer: writer.root_object.update({NameObject("/OpenAction"): _names(**action)})


def _on_the_page(**annotation: object) -> Change:
    def change(writer: PdfWriter) -> None:
        rectangle = ArrayObject([NumberObject(0)] * 4)
        note = writer._add_object(_names(Type="/Annot", Rect=rectangle, **annotation))
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])

    return change


def _in_the_root(**values: object) -> Change:
    return lambda writer: writer.root_object.update(_names(**values))


def _by_reference(key: str, **action: object) -> Change:
    """A link whose kind or address stands elsewhere in the file."""

    def change(writer: PdfWriter) -> None:
        made = _names(**action)
        made[NameObject(f"/{key}")] = writer._add_object(made[f"/{key}"])
        _on_the_page(Subtype="/Link", A=made)(writer)

    return change


PDF_CHANGES: dict[str, Change] = {
    "a script at opening": _at_opening(S="/JavaScript", JS="app.alert(1)"),
    "a script after another": _at_opening(S="/GoTo", Next=_names(S="/JavaScript", JS="x")),
    "a launch": _at_opening(S="/Launch", F="calc.exe"),
    "an address at opening": _at_opening(S="/URI", URI="https://evil.example"),
    "a form sent at opening": _at_opening(S="/SubmitForm", F="https://evil.example"),
    "data fetched": _at_opening(S="/ImportData", F="x"),
    "another file": _at_opening(S="/GoToR", F="x.pdf"),
    "an embedded file": _at_opening(S="/GoToE", F="x.pdf"),
    "a sound": _at_opening(S="/Sound"),
    "a film": _at_opening(S="/Movie"),
    "a rendition": _at_opening(S="/Rendition"),
    "an action of the page": lambda writer: writer.pages[0].update(_names(AA=_names(O=_names(S="/Named")))),
    "an action of the document": _in_the_root(AA=_names(WC=_names(S="/Named"))),
    "scripts by name": _in_the_root(Names=_names(JavaScript=_names(Names=ArrayObject([])))),
    "an attachment": lambda writer: writer.add_attachment("a.exe", b"MZ"),
    "an attachment beside": _in_the_root(AF=ArrayObject([_names(Type="/Filespec", EF=_names(F="x"))])),
    "a form of another kind": _in_the_root(AcroForm=_names(XFA="x")),
    "a link to a script": _on_the_page(Subtype="/Link", A=_names(S="/URI", URI="javascript:alert(1)")),
    "a link to a file": _on_the_page(Subtype="/Link", A=_names(S="/URI", URI="file:///etc/passwd")),
    "a link to a share": _on_the_page(Subtype="/Link", A=_names(S="/URI", URI="\\\\evil.example\\x")),
    "a link to a program": _on_the_page(Subtype="/Link", A=_names(S="/Launch", F="calc.exe")),
    "a rich medium": _on_the_page(Subtype="/RichMedia"),
    "a pinned file": _on_the_page(Subtype="/FileAttachment"),
    "a screen": _on_the_page(Subtype="/Screen"),
    "a model in three dimensions": _on_the_page(Subtype="/3D"),
    "a kind by reference": _by_reference("S", S="/Launch", F="calc.exe"),
    "an address by reference": _by_reference("URI", S="/URI", URI="javascript:alert(1)"),
    "a subtype by reference": lambda writer: writer.pages[0].update(
        _names(Annots=ArrayObject([_names(Subtype=writer._add_object(NameObject("/RichMedia")))]))
    ),
    "a password": lambda writer: writer.encrypt("hemmelig"),
    "a password for changes": lambda writer: writer.encrypt("", "hemmelig"),
}
PAGE = b"1 0 obj<</Type/Catalog/Pages 2 0 R%s>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
SHEET = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj "
TAIL = b"trailer<</Root 1 0 R>>\n%%EOF"
RAW_PDF: dict[str, bytes] = {
    "a name in figures": b"%PDF-1.4\n" + PAGE % b"/OpenAction<</S/J#61vaScript/J#53(x)>>" + SHEET + TAIL,
    "pages in a ring": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj " + TAIL,
    "no pages": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj " + TAIL,
    "pages that are not there": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 9 0 R>>endobj " + TAIL,
    "a table that begins with itself": b"%PDF-1.4\nxref\n0 1\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF",
    "arrays in arrays": b"%PDF-1.4\n" + PAGE % (b"/X" + b"[" * 50_000) + SHEET + TAIL,
    "only a beginning and an end": b"%PDF-1.4\n%%EOF",
    "a version that is none": b"%PDF-9.9" + a_pdf()[8:],
    "another kind of file": b"%FDF-1.2" + a_pdf()[8:],
    "PostScript": b"%!PS-Adobe-3.0\n%%EOF",
    "a web page": b"<!DOCTYPE html><script>alert(1)</script>%PDF-1.4\n%%EOF",
    "a web page inside": b"%PDF-1.4\n<script>alert(1)</script>\n" + a_pdf()[9:],
    "a drawing inside": b"%PDF-1.4\n% <SVG onload=alert(1)>\n" + a_pdf()[9:],
    "a picture before": b"GIF89a;" + a_pdf(),
    "an archive": DOCX,
    "an archive called a page": b"%PDF-1.4\n" + DOCX,
    "a program": b"MZ" + a_pdf(),
    "no end": a_pdf().replace(b"%%EOF", b""),
    "no bytes": b"",
    "nothing but zeros": b"\0" * 5_000,
    "noise": b"%PDF-1.4\n" + bytes(range(256)) * 40 + b"\n%%EOF",
}


def _bomb() -> bytes:
    """Objects packed so that a kilobyte becomes 300 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 3_000_000) for _ in range(100)) + packer.flush()
    stream = b"9 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj "
    return b"%PDF-1.5\n" + PAGE % b"/X 8 0 R" + SHEET + stream % (len(packed), packed) + _table()


def _table() -> bytes:
    """A list of objects that finds number 8 inside number 9."""
    rows = b"".join(struct.pack(">BHB", *row) for row in ((0, 0, 0), (2, 9, 0)))
    head = b"10 0 obj<</Type/XRef/Size 11/W[1 2 1]/Index[0 1 8 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj "
    return head % (len(rows), rows) + b"startxref\n0\n%%EOF"


def _pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(9, 9)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def papers() -> list[Sent]:
    """PDF files."""
    found = [Sent(f"pdf: {what}", "kontrakt.pdf", partial(a_pdf, change)) for what, change in PDF_CHANGES.items()]
    found += [Sent(f"pdf: {what}", "kontrakt.pdf", partial(bytes, raw)) for what, raw in RAW_PDF.items()]
    cuts = (10, 50, 200)
    found += [Sent(f"pdf: cut at {cut}", "kontrakt.pdf", partial(_cut, cut)) for cut in cuts]
    return [*found, Sent("pdf: two thousand pages and one", "kontrakt.pdf", partial(_pages, 2_001))]


def _cut(at: int) -> bytes:
    content = a_pdf()
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    return content[:at]


# ---- pictures ----------------------------------------------------------------------------------------


def png(width: int = 3, height: int = 2, *, ends: bool = True, depth: int = 8, **more: bytes) -> bytes:
    """A small picture: grey, with more chunks before its end."""
    row = b"\0" + b"\x7f" * (min(width, 9_000) * depth // 8)
    chunks = {b"IHDR": struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0), b"IDAT": zlib.compress(row * 2)}
    chunks |= {name.encode(): content for name, content in more.items()}
    parts = b"".join(_chunk(kind, content) for kind, content in chunks.items())
    return b"\x89PNG\r\n\x1a\n" + parts + (_chunk(b"IEND", b"") if ends else b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def jpeg(width: int = 3, height: int = 2, *, frame: int = 0xC0, before: bytes = b"", end: bytes = b"\xff\xd9") -> bytes:
    """The skeleton of a photo: its frame and a scan."""
    sof = struct.pack(">BBHBHHB", 0xFF, frame, 11, 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8" + before + sof + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x2a" * 40 + end


PICTURES: dict[str, bytes] = {
    "a drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a page.png": b"<html><script>alert(1)</script>",
    "a page.jpg": b"<html><script>alert(1)</script>",
    "a gif.png": b"GIF89a\x01\0\x01\0",
    "a gif.jpg": b"GIF89a\x01\0\x01\0",
    "webp.png": b"RIFF\x24\0\0\0WEBPVP8 ",
    "a bitmap.png": b"BM" + b"\0" * 60,
    "an icon.png": b"\0\0\x01\0",
    "tiff.jpg": b"II*\0" + b"\0" * 60,
    "heic.jpg": b"\0\0\0\x18ftypheic" + b"\0" * 60,
    "a program.png": b"MZ" + b"\0" * 60,
    "a program.jpg": b"\x7fELF" + b"\0" * 60,
    "an archive.png": DOCX,
    "a page of paper.jpg": a_pdf(),
    "a photo.png": jpeg(),
    "a png.jpg": png(),
    "nothing.png": b"",
    "nothing.jpg": b"",
    "only a beginning.png": png()[:8],
    "half.png": png()[:30],
    "without an end.png": png(ends=False),
    "a wrong sum.png": png()[:-1] + b"\0",
    "a changed byte.png": png().replace(b"\x08\0\0\0\0", b"\x09\0\0\0\0", 1),
    "a chunk without end.png": png()[:8] + b"\xff\xff\xff\xffIHDR" + png()[16:],
    "no head.png": b"\x89PNG\r\n\x1a\n" + _chunk(b"IDAT", b"x") + _chunk(b"IEND", b""),
    "no picture.png": b"\x89PNG\r\n\x1a\n" + png()[8:33] + _chunk(b"IEND", b""),
    "a head too short.png": b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", b"\0" * 6) + png()[33:],
    "too wide.png": png(8_001, 2),
    "too high.png": png(2, 8_001),
    "a bomb of points.png": png(2**31 - 1, 2**31 - 1),
    "no points.png": png(0, 0),
    "too wide.jpg": jpeg(8_001, 2),
    "too high.jpg": jpeg(2, 65_535),
    "no points.jpg": jpeg(0, 0),
    "no frame.jpg": b"\xff\xd8\xff\xda\x00\x02" + b"\x2a" * 40 + b"\xff\xd9",
    "a frame of another kind.jpg": jpeg(frame=0xC5),
    "only a beginning.jpg": jpeg()[:4],
    "half.jpg": jpeg()[:20],
    "without an end.jpg": jpeg(end=b""),
    "a mark that is none.jpg": b"\xff\xd8\xff\xe0\x00\x02zz" + jpeg()[2:],
    "more than 5 MB.png": png(tEXt=b"x" * 5_300_000),
    "more than 5 MB.jpg": jpeg(end=b"\x2a" * 5_300_000 + b"\xff\xd9"),
    "a frame that lies.jpg": jpeg(before=b"\xff\xc0\xff\xff"),
}
PICTURE_NAMES = ("a.svg", "a.gif", "a.png.exe", "a.png.svg", "a", "", "a.webp", "png", "a.png ", "x" * 300 + ".png")


def pictures() -> list[Sent]:
    """What is called a picture and is none, or too much of one."""
    found = [Sent(f"picture: {what}", f"foto.{what.rpartition('.')[2]}", partial(bytes, content)) for what, content in
             PICTURES.items()]  # fmt: skip
    return [*found, *(Sent(f"picture: called {name[:20]!r}", name, png) for name in PICTURE_NAMES)]


# ---- names -------------------------------------------------------------------------------------------

KINDS = ("docx", "xlsx", "pdf")
BAD_NAMES = (
    "../a.{x}", "../../etc/passwd.{x}", "/etc/a.{x}", "a/b.{x}", "a\\b.{x}", "C:\\a.{x}", "..\\a.{x}", "a%2fb.{x}",
    "a%5Cb.{x}", "%2F.{x}", "a\x00.{x}", "a.exe\x00.{x}", "a\n.{x}", "a\r\nX-Header: 1.{x}", "a\t.{x}", "a\x1b[31m.{x}",
    "a\x7f.{x}", "a\x85.{x}", "a\u202excod.{x}", "a\u200b.{x}", "a\u2066.{x}", "\ufeffa.{x}", "a\ud800.{x}",
    "x" * 300 + ".{x}", "a.{x}.exe", "a.{x}m", "a.{x}.html", "a.{x} ", "a.{x}.", "a.{x}:evil.js", "a.{x}\u200b", "{x}",
)  # fmt: skip
OTHER_KINDS = ("exe", "docm", "xlsm", "dotx", "doc", "xls", "odt", "ods", "rtf", "html", "svg", "js", "zip", "csv")


def names() -> Iterator[Sent]:
    """Ordinary files that are called something else."""
    content: dict[str, Make] = {"docx": a_docx, "xlsx": partial(bytes, XLSX), "pdf": a_pdf}
    for kind in KINDS:
        for name in BAD_NAMES:
            yield Sent(f"name: {name.format(x=kind)[-40:]!r}", name.format(x=kind), content[kind])
        for other in {*KINDS} - {kind}:
            yield Sent(f"name: {kind} called {other}", f"a.{other}", content[kind])
    for other in OTHER_KINDS:
        yield Sent(f"name: called {other}", f"a.{other}", a_docx)
