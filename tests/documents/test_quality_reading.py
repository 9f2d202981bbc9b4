"""The reading that the quality of documents rests on finds each fault it is there for."""

import pytest

from itstart.documents.package import StoredPart, read, write
from tests.documents.quality_cases import context_of, whole
from tests.documents.quality_reading import flaws
from tests.documents.word_reading import PROPERTIES

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_EMPTY_CHAPTER = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Tomt</w:t></w:r></w:p>'

# what is found, in which part, what is written instead of what
FAULTS = {
    "no title": (CORE, "<dc:title>Prøve</dc:title>", "<dc:title></dc:title>"),
    "another language in the properties": (CORE, "da-DK", "en-US"),
    "another language in word/styles.xml": (STYLES, '<w:lang w:val="da-DK"', '<w:lang w:val="en-GB"'),
    "no page x of y": ("word/footer1.xml", "NUMPAGES", "PAGE"),
    "the first page and the cover do not agree": (DOCUMENT, "<w:titlePg/>", ""),
    "a heading skips a level": (DOCUMENT, '"Heading1"', '"Heading3"'),
    "a heading with nothing under it": (DOCUMENT, "</w:tbl>", f"</w:tbl>{_EMPTY_CHAPTER * 2}"),
    "an empty paragraph": (DOCUMENT, "</w:tbl>", "</w:tbl><w:p/>"),
    "two tables run together": (DOCUMENT, "</w:tbl>", "</w:tbl><w:tbl/>"),
    "a caption without its table": (DOCUMENT, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Caption"/>'),
    "a picture without alt text": (DOCUMENT, ' descr="', ' descr="" title="'),
    "a table without description": (DOCUMENT, "<w:tblDescription w:val=", "<w:tblCaption w:val="),
    "a head row that is not repeated": (DOCUMENT, "<w:tblHeader/>", ""),
    "a row that may break": (DOCUMENT, "<w:cantSplit/>", ""),
    "columns that do not fill the table": (DOCUMENT, "</w:tblGrid>", '<w:gridCol w:w="900"/></w:tblGrid>'),
    "does not stand to the right": (DOCUMENT, '<w:pStyle w:val="Tabeltal"/>', '<w:pStyle w:val="Tabeltekst"/>'),
    "in this order": (DOCUMENT, "</w:pPr>", "<w:keepNext/></w:pPr>"),
    "properties after the content": (DOCUMENT, "<w:trPr>", "<w:tc/><w:trPr>"),
    "a row with other columns than its table": (DOCUMENT, "</w:tblGrid>", "<w:gridCol/></w:tblGrid>"),
}


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    """A good document: cover, contents list, charts and tables of amounts."""
    template, context = context_of("leverandoervurdering", "eksempel", whole())
    return read(template.render(context, properties=PROPERTIES).content)


def test_a_good_document_has_no_flaw(parts: dict[str, bytes]) -> None:
    assert flaws(write((name, StoredPart.of(data)) for name, data in parts.items())) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_is_found(parts: dict[str, bytes], fault: str) -> None:
    part, good, bad = FAULTS[fault]
    text = parts[part].decode()
    assert good in text
    spoilt = {**parts, part: text.replace(good, bad).encode()}
    found = flaws(write((name, StoredPart.of(data)) for name, data in spoilt.items()))
    assert any(fault in line for line in found), found
