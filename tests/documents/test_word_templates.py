"""The committed templates are exactly what their programs build, and the house style holds in them."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from docs_templates.source.build import FOLDER, built
from docs_templates.source.house_style import Column, Document, Total, each

TEMPLATES = dict(built())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_committed_template_is_the_built_one(name: str) -> None:
    """Compared part by part: another zlib may pack the same parts in other bytes."""
    assert parts((FOLDER / name).read_bytes()) == parts(TEMPLATES[name])


def test_building_twice_gives_the_same_bytes() -> None:
    assert dict(built()) == TEMPLATES


def test_every_template_file_has_a_program() -> None:
    assert {path.name for path in Path(FOLDER).glob("*.docx")} == set(TEMPLATES)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_language_is_danish_everywhere(name: str) -> None:
    found = parts(TEMPLATES[name])
    assert b'<w:lang w:val="da-DK"' in found["word/styles.xml"]
    assert b"<dc:language>da-DK</dc:language>" in found["docProps/core.xml"]


TEXT_ALONE = {"kodeks.docx", "databehandleraftale.docx"}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_tables_fill_their_width_repeat_their_head_and_are_described(name: str) -> None:
    body = parts(TEMPLATES[name])["word/document.xml"].decode()
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", body)
    assert bool(tables) is (name not in TEXT_ALONE)
    for table in tables:
        grid = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', table)]
        width = re.search(r'<w:tblW w:w="(\d+)"', table)
        assert width is not None
        assert sum(grid) == int(width[1])
        assert re.search(r'<w:tblDescription w:val="[^"]+"', table)
        assert "<w:tblHeader/>" in table or 'w:firstRow="0"' in table


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_word_is_never_asked_to_update_fields(name: str) -> None:
    for content in parts(TEMPLATES[name]).values():
        assert b"updateFields" not in content
        assert b"w:dirty" not in content


def test_a_total_row_and_a_vanishing_list() -> None:
    d = Document("Prøve")
    columns = [Column(10, "Hvad"), Column(6.4, "Kr.", "tal")]
    total = Total(("I alt", "{{ s }}"))
    d.list_table("linjer", "x", columns, ["{{ x.a }}", "{{ x.b }}"], caption="Linjer", total=total)
    d.p("Slut")
    body = parts(d.to_bytes())["word/document.xml"].decode()
    assert body.index("{%p if linjer %}") < body.index("Linjer") < body.index("{%tr for x in linjer %}")
    assert body.index("I alt") < body.index("{%p endif %}") < body.index("Slut")
    assert '<w:pStyle w:val="EfterTabel"/>' in body


def test_a_document_must_end_with_a_paragraph() -> None:
    d = Document("Prøve")
    d.table([Column(16.4, "Hvad")], each("x", "xs", "{{ x }}"), alt="Prøve")
    with pytest.raises(ValueError, match="must end with a paragraph"):
        d.to_bytes()


def test_a_section_ends_in_its_last_paragraph_and_never_in_a_table() -> None:
    d = Document("Prøve")
    d.p("Bred side")
    d.end_section(landscape=True)
    d.table([Column(16.4, "Hvad")], each("x", "xs", "{{ x }}"), alt="Prøve")
    with pytest.raises(ValueError, match="must end with a paragraph"):
        d.end_section()
    d.p("Slut")
    body = parts(d.to_bytes())["word/document.xml"].decode()
    assert body.count("<w:sectPr>") == 2
    assert body.index('w:orient="landscape"') < body.index("Bred side")
    assert body.count("<w:titlePg/>") == 1


def test_a_fact_that_may_be_missing_takes_its_row_with_it() -> None:
    d = Document("Prøve")
    d.facts([("Branche", "{{ kunde.branche }}"), ("By", "{{ kunde.by }}")], alt="Fakta", conditions=["kunde.branche"])
    d.p("Slut")
    body = parts(d.to_bytes())["word/document.xml"].decode()
    assert (
        body.index("{%tr if kunde.branche %}") < body.index("Branche") < body.index("{%tr endif %}") < body.index("By<")
    )


def test_a_list_stays_with_the_line_that_announces_it() -> None:
    d = Document("Prøve")
    d.p("Vi spørger om:")
    d.bullets("Et", "To", "Tre")
    body = parts(d.to_bytes())["word/document.xml"].decode()
    kept = [line for line in re.findall(r"<w:p>.*?</w:p>", body) if "<w:keepNext/>" in line]
    assert [re.sub("<[^>]+>", "", line) for line in kept] == ["Vi spørger om:", "Et", "To"]


def test_text_marks_units_and_style_names() -> None:
    d = Document("Prøve")
    d.p("**Fed** og [[Stærk|mærket]] koster {{ pris }} kr. & 2 % <mere>")
    body = parts(d.to_bytes())["word/document.xml"].decode()
    assert '<w:b/></w:rPr><w:t xml:space="preserve">Fed</w:t>' in body
    assert '<w:rStyle w:val="Staerk"/>' in body
    assert "{{ pris }}\u00a0kr. &amp; 2\u00a0% &lt;mere&gt;" in body
