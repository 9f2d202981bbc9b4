"""Charts in Word: real chart parts with an embedded workbook, alt text, and numbers that LibreOffice can draw."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from itstart.documents import BarChart, GanttChart, GanttRow, TemplateProblem, WordTemplate, pdf
from itstart.documents.checks import problems
from tests.documents.engine_cases import PROPERTIES, p, part, render, style_names, template

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def bars() -> BarChart:
    """Two vendors, three criteria, one name that tries to be a formula and markup."""
    series = {"Krav": [33.0, 32.0], "=1+1": [28.6, 21.8], "<Team> & co": [13, 0.5]}
    return BarChart(
        ["Kongeå", "=cmd|'/c calc'!A0"], series, alt='Point: "Kongeå" 74,6 & Limfjord', decimals=1, label_from=3
    )


def plan() -> GanttChart:
    """Two tasks and a milestone; one task ends before it begins."""
    rows = [
        GanttRow("Analyse", date(2026, 8, 3), date(2026, 9, 15)), GanttRow("Drift", date(2027, 1, 5), date(2027, 1, 1)),
        GanttRow("Idriftsættelse", date(2027, 1, 4), date(2027, 1, 4), milestone=True),
    ]  # fmt: skip
    return GanttChart(rows, alt="Tidsplan")


def test_charts_are_parts_of_a_sound_package() -> None:
    done = render({"a": bars(), "b": plan()}, p("{{p a }}", "Figur"), p("{{p b }}", "Figur"), p("slut"))
    assert problems(done.content) == []
    document = Document(io.BytesIO(done.content))
    assert [s._inline.docPr.get("descr") for s in document.inline_shapes] == [
        'Point: "Kongeå" 74,6 & Limfjord',
        "Tidsplan",
    ]
    assert [name for name, _ in style_names(done.content)[:2]] == ["Figur", "Figur"]
    with zipfile.ZipFile(io.BytesIO(done.content)) as z:
        cached = [v.text for v in etree.fromstring(z.read("word/charts/chart1.xml")).iter(f"{CHART}v")]
        sheet = load_workbook(io.BytesIO(z.read("word/embeddings/diagram1.xlsx"))).active
        times = load_workbook(io.BytesIO(z.read("word/embeddings/diagram2.xlsx"))).active
    assert cached[:5] == ["Krav", "Kongeå", "=cmd|'/c calc'!A0", "33.0", "32.0"]
    assert sheet is not None
    assert times is not None
    assert [c.value for c in sheet[2]] == ["Kongeå", 33, 28.6, 13]
    assert sheet["A3"].data_type == sheet["C1"].data_type == "s"
    assert times["B2"].value.date() == date(2026, 8, 3)
    assert [times.cell(2, 3).value, times.cell(3, 3).value, times.cell(4, 3).value] == [44, 1, 0]


def test_small_and_zero_pieces_carry_no_label() -> None:
    xml = bars().chart_part().decode()
    assert xml.count('<c:delete val="1"/></c:dLbl>') == 1
    one = BarChart(["a"], {"x": [5]}, alt="a").chart_part().decode()
    assert "<c:legend>" not in one
    assert 'val="clustered"' in one


def test_the_same_chart_twice_and_the_same_bytes() -> None:
    first, second = (render({"a": bars()}, p("{{p a }}"), p("{{p a }}"), p("slut")).content for _ in range(2))
    assert first == second
    assert part(first).count("rIdDiagram") == 2


def test_wrong_data_is_refused() -> None:
    with pytest.raises(ValueError, match="one value"):
        BarChart(["a", "b"], {"x": [1]}, alt="a")
    with pytest.raises(ValueError, match="row"):
        GanttChart([], alt="a")


def test_no_chart_in_a_header() -> None:
    blob = template(p("x"), header="{{ a }}")
    with pytest.raises(TemplateProblem, match="sidehoved"):
        WordTemplate.from_bytes("t", blob).render({"a": bars()}, properties=PROPERTIES)


@pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed")
def test_libreoffice_draws_them() -> None:
    made = pdf.to_pdf(render({"a": bars(), "b": plan()}, p("{{p a }}"), p("{{p b }}"), p("slut")).content)
    assert made is not None
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    for word in ("Kongeå", "33,0", "28,6", "<Team> & co", "Analyse", "Idriftsættelse", "Milepæl"):
        assert word in text
