"""The contents list: filled, linked, numbered, and never marked for update."""

import io
import re

import pytest
from pypdf import PdfReader

from docs_templates.source.samples import LOGO
from itstart.documents import PdfError, Picture, WordTemplate, pdf
from itstart.documents.checks import problems
from itstart.documents.formats import formats_of
from itstart.documents.measure import Blocks, Box
from itstart.documents.numbering import written
from tests.documents.engine_cases import CONTENTS, PROPERTIES, p, part, render, style_names, table, template
from tests.documents.quality_cases import CASES, context_of

FIRST, SECOND = "Overskrift1", "Overskrift2"
LONG = "Vi taster de samme tal tre gange, og fejlene koster tid hver uge i produktionen. " * 12
BODY = (
    p("Indhold"), CONTENTS, p("Resumé", FIRST), p("{%p for a in afsnit %}"),
    p("{{ a.navn }}", SECOND), p("{{ a.tekst }}"),
    table(["{%tr for r in a.rk %}"], ["{{ r }}", "{{ r }}"], ["{%tr endfor %}"], widths=[3000, 6000]),
    p("{%p endfor %}"),
    p("Økonomi", FIRST), p("", FIRST), p("{{ lang }}"), p("Krav <alle>", "Bilag"),
    p("slut"), p("Priser", "Bilag"), p("slut"),
)  # fmt: skip
CONTEXT = {
    "afsnit": [{"navn": f"Afsnit {i} & mere", "tekst": LONG * (i % 4), "rk": ["x"] * (i * 5)} for i in range(1, 8)],
    "lang": LONG * 6,
}


def entries(document: bytes) -> list[str]:
    """The list's lines: number, heading, page."""
    return [text for style, text in style_names(document) if style.startswith("toc")]


def test_entries_links_and_field() -> None:
    done = render(CONTEXT, *BODY).content
    lines = entries(done)
    assert [line.rsplit("\t", 1)[0] for line in lines] == [
        "1\tResumé", *(f"1.{i}\tAfsnit {i} & mere" for i in range(1, 8)),
        "2\tØkonomi", "Bilag A\tKrav <alle>", "Bilag B\tPriser",
    ]  # fmt: skip
    pages = [int(line.rsplit("\t", 1)[1]) for line in lines]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 3
    xml = part(done)
    assert xml.count("PAGEREF _Toc9000") == len(lines)
    assert len(re.findall(r'TOC \\o "1-2"', xml)) == 1
    assert "tom" not in "".join(lines)
    assert "dirty" not in xml
    assert "updateFields" not in xml
    assert problems(done) == []


def test_a_list_that_word_has_saved_is_replaced() -> None:
    old = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>gammel linje</w:t></w:r></w:p>'
        f'{p("anden gamle linje")}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    done = render({}, old, p("Kapitel", FIRST), p("slut"))
    assert "gamle" not in part(done.content)
    assert "gammel" not in part(done.content)
    assert entries(done.content) == ["1\tKapitel\t1"]
    assert problems(done.content) == []


def test_a_logo_and_lines_of_contact_move_no_page() -> None:
    template, context = context_of("projektplan", "eksempel", CASES["eksempel"]())
    logo = Picture(LOGO, "image/png", "Rådgivning ApS", 900, 300)
    own = {
        **context,
        "brevhoved": {"logo": logo, "kontakt": "Algade 1\n9000 Aalborg\nTlf. 12 34 56 78\nwww.firma.example"},
    }
    with_logo, without = (template.render(made, properties=PROPERTIES).content for made in (own, context))
    assert "w:framePr" in part(with_logo)
    assert entries(with_logo) == entries(without)
    assert len(entries(without)) > 10


def test_a_cell_like_one_before_is_as_high_as_one_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    template, context = context_of("leverandoervurdering", "stor", CASES["stor"]())
    text = part(template.render(context, properties=PROPERTIES).content)

    def boxes() -> list[list[Box]]:
        blocks = Blocks(text, formats_of(template.plan))
        return [list(blocks.boxes(460.0)) for _ in range(text.count("<w:sectPr"))]

    quick = boxes()
    monkeypatch.setattr(Blocks, "_form", lambda *_: None)
    assert boxes() == quick
    assert sum(map(len, quick)) > 300


def test_without_headings_or_without_a_list_nothing_happens() -> None:
    assert problems(render({}, CONTENTS, p("slut")).content) == []
    assert "_Toc" not in part(render({}, p("Kapitel", FIRST)).content)


def test_numbers_as_word_writes_them() -> None:
    assert [written(n, "upperLetter") for n in (1, 26, 27)] == ["A", "Z", "AA"]
    assert [written(n, "lowerRoman") for n in (1, 4, 9, 14)] == ["i", "iv", "ix", "xiv"]
    assert written(7, "decimal") == "7"


@pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed")
def test_pages_of_libreoffice_and_the_estimate() -> None:
    word = WordTemplate.from_bytes("t", template(*BODY))
    estimated = entries(word.render(CONTEXT, properties=PROPERTIES).content)
    done = word.render(CONTEXT, properties=PROPERTIES, paginate=True).content
    exact = entries(done)
    assert sum(a == b for a, b in zip(estimated, exact, strict=True)) >= 0.8 * len(exact)
    made = pdf.to_pdf(done)
    assert made is not None
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    for line in exact:
        _, text, page = line.split("\t")
        assert text in " ".join(pages[int(page) - 1].split())


def test_no_libreoffice_means_no_pdf_and_a_document_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itstart.documents.pdf.program", lambda: None)
    assert pdf.to_pdf(b"x") is None
    assert not pdf.available()
    word = WordTemplate.from_bytes("t", template(*BODY))
    assert len(entries(word.render(CONTEXT, properties=PROPERTIES, paginate=True).content)) == 11


@pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed")
def test_pdf_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(PdfError, match="sekunder"):
        pdf.to_pdf(render({}, p("x")).content, timeout=0.05)
