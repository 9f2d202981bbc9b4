"""A rendered document as HTML: each construct of Word, and nothing that could be live."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from itstart.documents import BarChart, GanttChart, GanttRow
from itstart.documents.engine import RenderedText, WordTemplate
from itstart.documents.html import sections
from itstart.documents.html_sections import Links, Place, Section, assembled
from itstart.documents.marks import Marks, marked, printed, reading
from itstart.documents.plan import NS
from tests.documents.engine_cases import p, template

TEMPLATE = (WordTemplate("kontrakt").plan, WordTemplate("kontrakt")._blob)[1]
DAY = date(2026, 6, 22)
NO_LINKS = Links(lambda _source: None, lambda _gap, _source: None)


def _p(text: str, style: str = "", more: str = "", run: str = "") -> str:
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:p><w:pPr>{look}{more}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def _row(*cells: str, more: str = "") -> str:
    inner = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{more}</w:trPr>{inner}</w:tr>"


def _table(*rows: str, more: str = "") -> str:
    return f"<w:tbl><w:tblPr>{more}</w:tblPr>{''.join(rows)}</w:tbl>"


def _sections(body: str, marks: Marks | None = None, links: Links = NO_LINKS, **more: set[int]) -> list[Section]:
    root = etree.fromstring(f'<w:document xmlns:w="{NS}"><w:body>{body}</w:body></w:document>')
    return sections(RenderedText(root, (), TEMPLATE), marks or Marks(), links, **more)


def _html(body: str) -> str:
    return str(assembled(_sections(body), 2))


def _rows(*rows: str, head: str = "") -> str:
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"


HEAD = "<w:tblHeader/>"
FIRST = '<w:tblLook w:firstColumn="1"/>'
BREAKS = "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>"
CONTROL = f"<w:sdt><w:sdtContent>{_p('Inde i')}</w:sdtContent></w:sdt>"
PRICES = '<tr><th scope="col">Navn</th><th scope="col" class="num">Pris</th></tr>'
CONSTRUCTS = {
    "a paragraph": (_p("Tekst"), "<p>Tekst</p>"),
    "an empty paragraph": (_p("  "), ""),
    "escaped": (_p('a &lt;b&gt; &amp; "c"'), "<p>a &lt;b&gt; &amp; &quot;c&quot;</p>"),
    "breaks and signs": (BREAKS, "<p>a<br>b \u2011</p>"),
    "bold": (_p("fed", run="<w:b/>"), "<p><strong>fed</strong></p>"),
    "italics": (_p("skrå", run="<w:i/>"), "<p><em>skrå</em></p>"),
    "a style of words": (_p("vigtig", run='<w:rStyle w:val="Staerk"/>'), "<p><strong>vigtig</strong></p>"),
    "a gap": (_p("[mangler: pris]", run='<w:rStyle w:val="Mangler"/>'), "<p><mark>[mangler: pris]</mark></p>"),
    "a title": (_p("Kontrakt", "Title"), '<p class="title">Kontrakt</p>'),
    "a numbered heading": (_p("Parter", "Heading1"), '<h2 id="afsnit-0"><span class="no">1</span> Parter</h2>'),
    "a heading without a number": (_p("Ord", "Heading3"), '<h2 id="afsnit-0">Ord</h2>'),
    "bullets": (_p("a", "ListBullet") + _p("b", "ListBullet") + _p("c"), "<ul><li>a</li><li>b</li></ul><p>c</p>"),
    "bullets last": (_p("a", "ListBullet"), "<ul><li>a</li></ul>"),
    "a clause": (_p("Vi", "Klausul"), '<p><span class="no">0.1</span> Vi</p>'),
    "the contents list": (_p("Indhold", "OverskriftUdenNummer") + _p("1 Parter 3", "TOC1"), ""),
    "a content control": (CONTROL, "<p>Inde i</p>"),
    "a code": (_p("K-15 og"), '<p><span class="nowrap">K-15</span> og</p>'),
    "a table": (
        _table(_row(_p("Navn"), _p("Pris", "TabelhovedTal"), more=HEAD), _row(_p("Drift"), _p("5", "Tabeltal"))),
        "<table>" + _rows('<td>Drift</td><td class="num">5</td>', head=PRICES),
    ),
    "a table of facts": (
        _table(_row(_p("Kunde"), _p("Nordvang")), more=FIRST + '<w:tblDescription w:val="Fakta"/>'),
        '<table aria-label="Fakta"><tbody><tr><th scope="row">Kunde</th><td>Nordvang</td></tr></tbody></table>',
    ),
    "a wide cell": (
        _table(_row('<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>' + _p("Område"))),
        '<table><tbody><tr><td colspan="3">Område</td></tr></tbody></table>',
    ),
    "paragraphs in a cell": (
        _table(_row(_p("a") + _p("b", "Tabelnote"))),
        "<table>" + _rows('<td><span class="line">a</span><span class="line caption">b</span></td>'),
    ),
    "a table in a cell": (
        _table(_row(_table(_row(_p("inderst"))) + _p(""))),
        "<table><tbody><tr><td><table><tbody><tr><td>inderst</td></tr></tbody></table></td></tr></tbody></table>",
    ),
    "an empty cell": (
        _table(_row(_p(""), more=HEAD)),
        "<table><thead><tr><td></td></tr></thead><tbody></tbody></table>",
    ),
    "an unknown style": (_p("Tekst", "FindesIkke"), "<p>Tekst</p>"),
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_becomes_html(name: str) -> None:
    body, html = CONSTRUCTS[name]
    assert _html(body) == html


def test_a_figure_is_said_in_words() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    about = f'<wp:docPr xmlns:wp="{space}" descr="Point &lt;3"/>'
    assert _html(f"<w:p><w:r><w:drawing>{about}</w:drawing></w:r></w:p>") == "<p>Figur: Point &lt;3</p>"


def test_the_numbers_of_a_chart_stand_in_a_table() -> None:
    bars = BarChart(
        ["Kongeå\n91,9 point", "<b>"], {"Krav": [33.04, 0], "Pris": [8, 7.5]}, alt="Point & pris", decimals=1
    )
    plan = GanttChart([GanttRow("Test", DAY, DAY), GanttRow("Start", DAY, DAY, milestone=True)], alt="Tidsplan")
    engine = WordTemplate.from_bytes("x", template(p("{{p a }}"), p("{{p b }}")))
    text = engine.text({"a": bars, "b": plan})
    page = BeautifulSoup(assembled(sections(text, Marks(), NO_LINKS), 2), "html.parser")
    found = [[[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
             for table in page.find_all("table")]  # fmt: skip
    assert found == [
        [["", "Krav", "Pris"], ["Kongeå, 91,9 point", "33,0", "8,0"], ["<b>", "–", "7,5"]],
        [["", "Fra", "Til"], ["Test", "22.06.2026", "22.06.2026"], ["Start", "22.06.2026", ""]],
    ]
    assert [table["aria-label"] for table in page.find_all("table")] == ["Point & pris", "Tidsplan"]


@pytest.mark.parametrize(
    "text", ["&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;", '" onclick="x']
)
def test_nothing_written_becomes_live(text: str) -> None:
    made = Marks()
    place = Place('javascript:"<x>', 'a"><script>', 'b"')
    links = Links(lambda _source: place, lambda _gap, _source: place)
    with reading(made):
        said = printed(marked("x", made.add("kilde")))
    body = _p(text + said, "Heading1") + _table(
        _row(_p(text)), more=f'<w:tblDescription w:val="{text.replace(chr(34), "&quot;")}"/>'
    )
    page = BeautifulSoup(assembled(_sections(body, made, links), 2), "html.parser")
    assert not page.find_all(["script", "img"])
    assert {name for tag in page.find_all() for name in tag.attrs} <= {
        "class",
        "id",
        "href",
        "data-field",
        "aria-label",
    }


def test_headings_number_on_and_never_jump_a_level() -> None:
    found = _sections(_p("A", "Heading1") + _p("B", "Heading3") + _p("C", "Heading1") + _p("D", "Bilag"))
    assert [(one.number, one.within, one.title) for one in found] == [
        ("1", "1", "A"), ("", "1", "B"), ("2", "2", "C"), ("Bilag 1", "Bilag 1", "D"),
    ]  # fmt: skip
    tags = [tag.name for tag in BeautifulSoup(assembled(found, 3), "html.parser").find_all(True) if tag.name != "span"]
    assert tags == ["h3", "h4", "h3", "h3"]


def test_a_value_links_to_its_field_once_with_an_id() -> None:
    made = Marks()
    with reading(made):
        said = printed(marked("Ordre", made.add("titel")))
    links = Links(lambda _source: Place("/k#f", "f", "vis-f", here=True), lambda _gap, _source: None)
    found = _sections(_p(f"Nr. {said}.") + _table(_row(_p(said), _p("x"))), made, links)
    link = '<a class="src here" href="/k#f" data-field="f"'
    row = f'<tr class="here"><td>{link}>Ordre</a></td><td>x</td></tr>'
    assert assembled(found, 2) == (f'<p>Nr. {link} id="vis-f">Ordre</a>.</p><table><tbody>{row}</tbody></table>')
    assert found[0].sources == {0}


def test_a_gap_links_to_where_it_is_filled() -> None:
    made, asked = Marks(), []

    def gap(what: str, source: int | None) -> Place:
        asked.append((what, source))
        return Place("/maal")

    html = assembled(
        _sections(_p("[mangler: pris]", run='<w:rStyle w:val="Mangler"/>'), made, Links(lambda _s: None, gap)), 2
    )
    assert html == '<p><a class="src" href="/maal"><mark>[mangler: pris]</mark></a></p>'
    assert asked == [("pris", None)]


def test_a_part_is_the_sections_that_hold_the_sources_with_their_own_numbers() -> None:
    made = Marks()
    with reading(made):
        said = [printed(marked(word, made.add(word))) for word in ("a", "b")]
    body = (
        _p("Et", "Heading1")
        + _p(said[0])
        + _p("To", "Heading1")
        + _p("Nej", "Klausul")
        + _p("Tre", "Heading1")
        + _p(said[1])
    )
    assert [one.number for one in _sections(body, made, wanted={1})] == ["3"]
    assert [one.anchor for one in _sections(body, made, wanted={1})] == [_sections(body, made)[2].anchor]


def test_a_mark_never_reaches_the_next_paragraph() -> None:
    made = Marks()
    with reading(made):
        said = printed(marked("Ordre", made.add("titel")))
    links = Links(lambda _source: Place("/k"), lambda _gap, _source: None)
    html = assembled(_sections(_p(said[:8]) + _p("næste"), made, links), 2)
    assert html.endswith("<p>næste</p>")
