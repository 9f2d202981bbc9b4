"""How much data changes the shape of a document: many columns, long cells, long names, and the contents list."""

import io
import re

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from itstart.documents import BarChart, contents
from itstart.documents.checks import problems
from tests.documents.engine_cases import p, part, render, table

LONG = "Et ord og et til. " * 60


def widths(document: bytes) -> list[int]:
    return [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', part(document))]


def made(names: list[str]) -> bytes:
    rows = (["Krav", "Emne", "{%tc for v in lev %}", "{{ v }}", "{%tc endfor %}"],)
    return render({"lev": names}, table(*rows, widths=[1200, 3000, 1600, 1600, 1600]), p("slut")).content


def test_many_columns_take_from_the_widest_and_leave_the_narrow_one_its_room() -> None:
    assert widths(made(list("ABCDE"))) == [1200, 2415, *[1077] * 5]


def test_three_columns_are_as_the_template_has_them() -> None:
    assert widths(made(list("ABC"))) == [1200, 3000, 1600, 1600, 1600]


def test_more_columns_than_there_is_room_for_are_all_made_narrower() -> None:
    found = widths(made([str(n) for n in range(12)]))
    assert len(found) == 14
    assert abs(sum(found) - 9000) <= 14
    assert found[0] < 1200


def test_only_a_long_row_may_break_over_two_pages() -> None:
    whole = "<w:trPr><w:cantSplit/></w:trPr>"
    rows = table(["{%tr for t in tekster %}"], ["{{ t }}"], ["{%tr endfor %}"], widths=[4000])
    content = render({"tekster": [LONG, "Kort"]}, rows.replace("<w:tr>", f"<w:tr>{whole}"), p("slut")).content
    assert ["<w:cantSplit/>" in row for row in re.findall(r"<w:tr>.*?</w:tr>", part(content))] == [False, True]
    assert problems(content) == []


def test_a_long_name_is_cut_beside_its_bar() -> None:
    chart = BarChart(
        ["Kort", "Et meget langt navn på et område, som ingen kan læse\n12 point"], {"Antal": [1, 2]}, alt="x"
    )
    assert chart.categories == ["Kort", "Et meget langt navn på et område, som ingen…\n12 point"]


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ('TOC \\o "1-2" \\u', ["Et", "To"]),
        ('TOC \\o "1-2"', ["Et"]),
        ('TOC \\o "1-2" \\t "Andet;2;Bilag;1"', ["Et", "To"]),
        ('TOC \\o "1-2" \\t "Andet;1"', ["Et"]),
    ],
)
def test_the_contents_list_holds_what_its_field_asks_for(code: str, listed: list[str]) -> None:
    field = contents._FIELD
    toc = f"<w:p>{field % 'begin'}<w:r><w:instrText>{code}</w:instrText></w:r>{field % 'end'}</w:p>"
    document = Document(io.BytesIO(render({}, toc, p("Et", "Overskrift1"), p("To", "Bilag")).content))
    entries = [paragraph.text for paragraph in document.paragraphs if "\t" in paragraph.text]
    assert [entry.split("\t")[-2] for entry in entries] == listed


@pytest.mark.parametrize(("font", "trusted"), [("/BAAAAA+Carlito-Bold", True), ("/BAAAAA+DejaVuSans", False)])
def test_pages_are_counted_only_with_letters_as_wide_as_words(font: str, trusted: bool) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    named = DictionaryObject({NameObject("/BaseFont"): NameObject(font)})
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): named})}
    )
    out = io.BytesIO()
    writer.write(out)
    assert contents._as_wide_as_word(PdfReader(out)) is trusted
