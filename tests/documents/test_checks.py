"""The structural checks find what Word would call unreadable."""

import pytest

from itstart.documents.checks import leftovers, problems, text_of
from itstart.documents.package import StoredPart, read, write
from tests.documents.engine_cases import p, render, table

FAULTS = {
    "a cell does not end in a paragraph": "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
    "a table without rows": "<w:tbl/>",
    "an empty table row": "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "a row without cells": "<w:tbl><w:tr/></w:tbl>",
    "text outside a run": "<w:p>løs</w:p>",
    "elements inside text": "<w:p><w:r><w:t>a<w:b/></w:t></w:r></w:p>",
    "a paragraph inside a paragraph": "<w:p><w:p/></w:p>",
    "a field without an end": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>',
    "the same bookmark twice": '<w:p><w:bookmarkStart w:name="a"/><w:bookmarkStart w:name="a"/></w:p>',
    "relation rId99 is not there": '<w:p><w:hyperlink r:id="rId99"/></w:p>',
    "the same bookmark id twice": (
        '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkStart w:id="1" w:name="b"/></w:p>'
    ),
    "pPr: keepNext, pStyle in this order": '<w:p><w:pPr><w:keepNext/><w:pStyle w:val="Bilag"/></w:pPr></w:p>',
    "rPr: b, b in this order": "<w:p><w:r><w:rPr><w:b/><w:b/></w:rPr></w:r></w:p>",
    "p: properties after the content": "<w:p><w:r/><w:pPr/></w:p>",
    "a row with other columns than its table": (
        '<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>'
        "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ),
    "a link to a bookmark that is not there": '<w:p><w:hyperlink w:anchor="x"/></w:p>',
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_found(fault: str) -> None:
    found = problems(render({}, p("før"), FAULTS[fault], p("efter")).content)
    assert any(fault in line for line in found), found


def test_a_good_document_has_none() -> None:
    done = render({"x": "y"}, p("{{ x }}"), table(["a", "b"], widths=[4000, 5000]), p("slut"))
    assert problems(done.content) == []
    assert leftovers(done.content) == []
    assert text_of(done.content).startswith("y\na\nb\nslut")


def test_packages_are_checked_too() -> None:
    parts = read(render({}, p("x")).content)
    del parts["word/numbering.xml"]
    parts["word/extra.bin"] = b"x"
    found = problems(write((name, StoredPart.of(data)) for name, data in parts.items()))
    assert "/word/numbering.xml: declared but not there" in found
    assert "word/_rels/document.xml.rels: numbering.xml is not there" in found
    assert "word/extra.bin: no content type" in found


def test_leftover_tags_and_none_are_found() -> None:
    done = render({"x": "{{ glemt }}", "y": "None"}, p("{{ x }}"), p("{{ y }}"), p("Nonetheless"))
    assert leftovers(done.content) == ["{{ glemt }}", "None"]
