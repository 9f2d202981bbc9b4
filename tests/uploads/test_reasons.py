"""Each reason to refuse a file is met by one that gives it, also in the short form of the corpus."""

import struct

import pytest

from itstart.documents.uploads import Rejected, archive, check, check_picture, parse, pdf
from itstart.documents.uploads.grid import scan
from tests.documents.test_spreadsheet_uploads import cells
from tests.documents.test_uploads import DOCX, a_pdf, an_xlsx, in_body, rebuilt
from tests.uploads import benign, hostile_archives, hostile_others
from tests.uploads.hostile_others import PICTURES, jpeg, png

CORPUS = {sent.what: sent for sent in [*hostile_archives.archives(), *hostile_others.papers()]}


def _code(name: str, content: bytes) -> str:
    with pytest.raises(Rejected) as refused:
        check(name, content)
    return refused.value.code


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("docx: a password on every part", "encrypted"),
        ("docx: a link in the file system", "symlink"),
        ("docx: bzip2", "compression"),
        ("docx: the same name in capitals", "duplicate"),
        ("docx: a size that lies", "damaged"),
        ("docx: a size beyond all", "expands"),
        ("docx: XML in EBCDIC", "hidden"),
        ("pdf: no pages", "damaged"),
        ("pdf: a password", "encrypted"),
        ("pdf: an address by reference", "link"),
        ("pdf: a subtype by reference", "active"),
        ("pdf: a web page inside", "mixed"),
    ],
)
def test_a_file_of_the_corpus_is_refused_for_its_own_fault(what: str, code: str) -> None:
    assert _code(CORPUS[what].name, CORPUS[what].make()) == code


def test_what_lies_before_the_first_part_is_no_part() -> None:
    assert _code("a.docx", b"PK\x03\x04" + b"\0" * 26 + DOCX) == "extra"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", in_body("<w:mailMerge/>"), "merge"),
        ("a.xlsx", rebuilt(an_xlsx(), {"xl/a.xml": b"<a><ddeLink/></a>"}), "dde"),
        ("a.docx", rebuilt(DOCX, {"word/a.xml": "<?xml version='1.0'?><a/>".encode("cp037")}), "encoding"),
    ],
)
def test_a_part_is_refused_for_its_own_fault(name: str, content: bytes, code: str) -> None:
    assert _code(name, content) == code


@pytest.mark.parametrize(
    ("limit", "name", "content", "code"),
    [
        ((archive, "MAX_ENTRIES"), "a.docx", DOCX, "entries"),
        ((archive, "MAX_UNPACKED"), "a.docx", DOCX, "expands"),
        ((archive, "MAX_XML"), "a.docx", DOCX, "part_size"),
        ((pdf, "MAX_OBJECTS"), "a.pdf", a_pdf(), "complex"),
        ((pdf, "MAX_PAGES"), "a.pdf", a_pdf(lambda writer: writer.add_blank_page(9, 9)), "pages"),
    ],
)
def test_a_limit_is_a_limit(
    monkeypatch: pytest.MonkeyPatch, limit: tuple[object, str], name: str, content: bytes, code: str
) -> None:
    monkeypatch.setattr(*limit, 1)

    assert _code(name, content) == code


@pytest.mark.parametrize(
    "content",
    [b"<a/>", b" \r\n<a/>", "\ufeff<a/>".encode(), "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16")],
)
def test_a_part_may_begin_as_programs_begin_it(content: bytes) -> None:
    assert parse(content).tag == "a"


# ---- pictures and workbooks --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "most", "code"),
    [
        ("a.png", b"", 9, "empty"),
        ("a.png", png(), 9, "size"),
        ("a.jpg", PICTURES["without an end.jpg"], 999, "broken"),
        ("a.jpg", PICTURES["a mark that is none.jpg"], 999, "broken"),
        ("a.jpg", PICTURES["half.jpg"], 999, "broken"),
        ("a.png", PICTURES["a wrong sum.png"], 999, "broken"),
        ("a.png", PICTURES["no picture.png"], 999, "broken"),
        ("a.gif", png(), 999, "kind"),
    ],
)
def test_a_picture_is_refused_for_its_own_fault(name: str, content: bytes, most: int, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        check_picture(name, content, most=most)
    assert refused.value.code == code


def _exif(*entries: bytes, order: bytes = b"II", count: int | None = None) -> bytes:
    many = struct.pack("<H", len(entries) if count is None else count)
    body = b"Exif\0\0" + order + b"*\0\x08\0\0\0" + many + b"".join(entries)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


MAKER = struct.pack("<HHI4s", 0x010F, 2, 4, b"Fon\0")
TURNED = struct.pack("<HHIHxx", 0x0112, 3, 1, 6)


@pytest.mark.parametrize(
    ("told", "turned"),
    [
        (benign.exif(6), True),
        (_exif(MAKER, TURNED), True),
        (_exif(MAKER), False),
        (_exif(struct.pack("<HHIHxx", 0x0112, 3, 1, 9)), False),
        (_exif(struct.pack("<HHIHxx", 0x0112, 4, 1, 6)), False),
        (_exif(count=40), False),
        (_exif(TURNED, order=b"XX"), False),
        (b"\xff\xe1\x00\x0ahttp:/xm", False),
        (b"\xff" + benign.exif(6), True),
    ],
)
def test_only_which_side_is_up_is_kept_of_what_a_camera_says(told: bytes, turned: bool) -> None:
    kept = check_picture("foto.jpg", jpeg(before=told)).content

    assert kept == jpeg(before=_kept(6) if turned else b"")


def _kept(way: int) -> bytes:
    body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHxx", 0x0112, 3, 1, way) + b"\0" * 4
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def test_cells_that_are_errors_are_known_and_a_sheet_that_is_not_there_is_none() -> None:
    found = scan(cells('<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>1/0</f><v>x</v></c></row>'))
    assert (list(found.errors.values()), list(found.formulas.values())) == ([{(0, 0)}], [{(0, 1)}])

    assert scan(rebuilt(an_xlsx(), {"xl/worksheets/sheet1.xml": None})).errors == {}
