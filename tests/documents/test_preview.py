"""A Word document as a page: its words, its figures in words, and nothing that could be live."""

import hashlib
import io
import zipfile

from bs4 import BeautifulSoup
from docx import Document

from itstart.documents import figures, preview
from itstart.documents.checks import problems
from tests.documents.engine_cases import p, render
from tests.documents.test_native_charts import bars, plan


def _html(docx: bytes) -> BeautifulSoup:
    return BeautifulSoup(preview.to_html(docx, key=hashlib.sha256(docx).hexdigest()), "html.parser")


def test_a_figure_is_read_as_its_description() -> None:
    done = render({"a": bars(), "b": plan()}, p("Før"), p("{{p a }}", "Figur"), p("{{p b }}", "Figur"), p("efter"))
    shown = [node.get_text() for node in _html(done.content)("p")]
    assert shown == ["Før", 'Figur: Point: "Kongeå" 74,6 & Limfjord', "Figur: Tidsplan", "efter"]


def test_a_document_without_figures_is_left_alone() -> None:
    done = render({}, p("Ingen figurer"))
    assert figures.in_words(done.content) is done.content


def test_a_figure_that_says_nothing_leaves_no_trace() -> None:
    done = render({"b": plan()}, p("Før"), p("{{p b }}", "Figur"), p("efter"))
    parts = dict(zip(*_parts(done.content), strict=True))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b'descr="Tidsplan"', b"")
    assert [node.get_text() for node in _html(_zipped(parts))("p")] == ["Før", "efter"]


def test_the_document_in_words_is_still_a_document() -> None:
    done = render({"a": bars()}, p("{{p a }}", "Figur"))
    told = figures.in_words(done.content)
    assert "Figur: Point" in Document(io.BytesIO(told)).paragraphs[0].text
    assert problems(done.content) == []


def test_markup_in_a_description_is_text() -> None:
    chart = bars()
    chart.alt = "<script>alert(1)</script>"
    html = preview.to_html(render({"a": chart}, p("{{p a }}", "Figur")).content, key="markup")
    assert "<script" not in html
    assert "alert(1)" in html


def _parts(docx: bytes) -> tuple[list[str], list[bytes]]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = archive.namelist()
        return names, [archive.read(name) for name in names]


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
