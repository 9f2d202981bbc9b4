"""Rendering: hostile values survive as text, gaps are collected, the same input gives the same bytes."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from itstart.documents import (
    Bullets,
    ContextError,
    Missing,
    Paragraphs,
    PriorityMark,
    Rich,
    Styled,
    TemplateProblem,
    WordTemplate,
)
from itstart.documents.checks import problems, text_of
from tests.documents.engine_cases import PROPERTIES, p, part, render, style_names, table, template

HOSTILE = {
    "control": ("a\x00b\x07c\x0cd\x1be", "abcde"),
    "lone surrogate": ("før \ud800 efter", "før  efter"),
    "not a character": ("a\ufffeb\uffff", "ab"),
    "closing tags": ("</w:t></w:r></w:p><w:p><w:r><w:t>INJECT", "</w:t></w:r></w:p><w:p><w:r><w:t>INJECT"),
    "entities": ("a < b & c > d &amp; \"e\" 'f'", "a < b & c > d &amp; \"e\" 'f'"),
    "tags of ours": ("{{ 7*7 }} {% for x in y %} {# z #}", "{{ 7*7 }} {% for x in y %} {# z #}"),
    "docxtpl's own escape": ("{_{ x }_}", "{_{ x }_}"),
    "emoji and right to left": ("👩‍💻 \u202eabc שלום", "👩‍💻 \u202eabc שלום"),
    "line ends": ("en\r\nto\rtre\u2028fire", "en\nto\ntre\nfire"),
    "long word": ("å" * 100_000, "å" * 100_000),
    "long text": ("ord og " * 15_000, "ord og " * 15_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text(name: str) -> None:
    given, expected = HOSTILE[name]
    done = render(
        {"x": given}, p("Før {{ x }} efter"), p("{{p x }}"), p("slut"), table(["{{ x }}", "b"], widths=[4000, 5000])
    )
    assert problems(done.content) == []
    lines = text_of(done.content)
    assert f"Før {expected} efter" in lines
    assert "slut" in lines
    assert part(done.content).count("<w:p>") + part(done.content).count("<w:p ") < 30


def test_hostile_text_in_every_value_class() -> None:
    evil = "</w:t> & <w:p/> \ud800 {{ 7*7 }}"
    values = {
        "a": Rich(f"**{evil}** {evil}"),
        "b": Missing(evil),
        "c": Styled(evil, "Advarsel"),
        "d": Paragraphs(f"{evil}\n- {evil}\n\n{evil}"),
        "e": Bullets([evil]),
    }
    done = render(values, *(p(f"{{{{ {k} }}}}") for k in "abc"), *(p(f"{{{{p {k} }}}}") for k in "abcde"))
    assert problems(done.content) == []
    assert text_of(done.content).count("{{ 7*7 }}") == 12


def test_plain_values_read_in_danish() -> None:
    context = {
        "n": 2026, "f": 9.5, "d": Decimal("1234.50"), "ja": True, "intet": None, "dag": date(2026, 6, 19),
        "tid": datetime(2026, 6, 19, 10, 0, tzinfo=UTC), "kr": 1_365_358, "point": 91.94,
    }  # fmt: skip
    text = text_of(
        render(
            context,
            p("{{ n }}|{{ f }}|{{ d }}|{{ ja }}|{{ intet }}|{{ dag }}|{{ tid }}"),
            p("{{ kr|kroner }}|{{ kr|beloeb }}|{{ point|point }}|{{ f|timer }}|{{ 2|pct }}|{{ dag|dato_kort }}"),
        ).content
    )
    text = text.replace("\u00a0", " ")
    assert "2026|9,5|1.234,5|Ja||19. juni 2026|19. juni 2026 kl. 12.00" in text
    assert "1.365.358 kr.|1.365.358|91,9|9,5|2 %|19.06.2026" in text


def test_gaps_are_collected_in_reading_order_and_can_be_listed() -> None:
    context = {"pris": Missing("pris på en fejlordre"), "dato": Missing("dato"), "ikke_vist": Missing("usynlig")}
    done = render(
        context,
        p("{%p for m in mangler %}"), p("Mangler: {{ m }}"), p("{%p endfor %}"),
        p("{{ pris|kroner }} {% if dato %}JA{% else %}NEJ{% endif %} {{ dato }} {{ pris }}"),
    )  # fmt: skip
    assert done.missing == ("pris på en fejlordre", "dato")
    text = text_of(done.content)
    assert "[mangler: pris på en fejlordre] NEJ [mangler: dato]" in text
    assert "Mangler: pris på en fejlordre\nMangler: dato" in text
    assert "usynlig" not in text
    assert '<w:rStyle w:val="Mangler"/>' in part(done.content)


def test_missing_keeps_its_mark_in_blocks_lists_and_filters() -> None:
    done = render(
        {"x": Missing("tekst"), "l": ["a", Missing("punkt")]},
        p("{{p x }}"),
        p('{{ l|join(", ") }}'),
        p("{{ x|upper }}"),
    )
    assert done.missing == ("tekst", "punkt")
    assert text_of(done.content).count("[mangler: tekst]") == 2
    assert problems(done.content) == []


def test_a_value_keeps_the_formatting_around_it() -> None:
    done = render(
        {"x": Missing("a"), "y": Rich("**b**")}, p("før {{ x }} efter {{ y }} slut", run='<w:b/><w:sz w:val="30"/>')
    )
    xml = part(done.content)
    assert xml.count('<w:sz w:val="30"/>') == 5
    assert "rsidRPr" not in xml
    assert 'w:rStyle w:val="Mangler"/><w:b/><w:color w:val="B4530F"/><w:sz w:val="30"/><w:shd' in xml


def test_header_values() -> None:
    blob = template(p("x"), header="Sag {{ nummer }} {{ hul }}")
    done = WordTemplate.from_bytes("t", blob).render(
        {"nummer": "2026-0017 <&>", "hul": Missing("b")}, properties=PROPERTIES
    )
    assert "2026-0017 &lt;&amp;&gt;" in part(done.content, "word/header1.xml")
    assert done.missing == ("b",)
    assert problems(done.content) == []


def test_text_blocks_and_marks() -> None:
    text = "Første **fede** afsnit\nlinje to\n\n- et\n* to\n\nSidste"
    done = render(
        {"t": text, "m": PriorityMark("must"), "tom": ""},
        p("{{p t }}", "Figur"),
        p("{{ m }} krav"),
        p("{{p tom }}"),
        p("slut"),
    )
    paragraphs = [(name, text.replace("\u00a0", "_")) for name, text in style_names(done.content)]
    assert [text for _, text in paragraphs] == [
        "Første fede afsnit\nlinje to", "et", "to", "Sidste", "_SKAL_ krav", "slut",
    ]  # fmt: skip
    assert [name for name, _ in paragraphs[:4]] == ["Figur", "List Bullet", "List Bullet", "Figur"]
    assert '<w:rStyle w:val="MaerkeSKAL"/><w:color w:val="FFFFFF"/><w:shd' in part(done.content)


def test_column_loop_rebuilds_the_grid() -> None:
    rows = (
        ["Krav", "{%tc for v in lev %}", "{{ v }}", "{%tc endfor %}"],
        ["{%tr for k in krav %}"],
        ["{{ k.nr }}", "{%tc for s in k.svar %}", "{{ s }}", "{%tc endfor %}"], ["{%tr endfor %}"],
    )  # fmt: skip
    lev = ["A", "B", "C", "D"]
    context = {"lev": lev, "krav": [{"nr": "K-01", "svar": lev}, {"nr": "K-02", "svar": lev}]}
    done = render(context, table(*rows, widths=[3000, 2000, 2000, 2000]), p("slut"))
    made = Document(io.BytesIO(done.content)).tables[0]
    assert [[c.text for c in row.cells] for row in made.rows] == [["Krav", *lev], ["K-01", *lev], ["K-02", *lev]]
    grid = [int(c.get(c.keys()[0])) for c in made._tbl.tblGrid]
    assert abs(sum(grid) - 9000) <= 5
    assert len(grid) == 5


def test_same_input_same_bytes_and_a_sound_package() -> None:
    body = (p("{{ x }}"), table(["{%tr for i in l %}"], ["{{ i }}"], ["{%tr endfor %}"], widths=[9000]), p("slut"))
    first, second = (render({"x": "a", "l": [1, 2]}, *body).content for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as z:
        assert z.testzip() is None
        assert {i.date_time for i in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert z.namelist()[0] == "[Content_Types].xml"


def test_core_properties() -> None:
    made = Document(io.BytesIO(render({}, p("x")).content)).core_properties
    assert (made.title, made.author, made.language) == ("Prøve & <test>", "Mette Hedelund", "da-DK")
    assert made.created is not None
    assert made.created.year == 2026


def test_contexts_hold_plain_values_only() -> None:
    class Row:
        secret = "x"

    for bad, where in ((Row(), "r"), ({"a": [1, Row()]}, "r.a[1]"), (len, "r"), ({1: 2}, "r"), (b"x", "r")):
        with pytest.raises(ContextError, match="^" + where.replace("[", r"\[")):
            render({"r": bad}, p("x"))
    loop: dict[str, object] = {}
    loop["x"] = loop
    with pytest.raises(ContextError, match="niveauer"):
        render(loop, p("x"))


def test_ready_made_markup_is_refused() -> None:
    from markupsafe import Markup

    with pytest.raises(ContextError):
        render({"x": Markup("<w:p/>")}, p("{{ x }}"))


def test_problems_say_which_field_and_where() -> None:
    with pytest.raises(TemplateProblem, match="titl"):
        render({"k": {"titel": "x"}}, p("{{ k.titl }}"))
    with pytest.raises(TemplateProblem, match="kunde"):
        render({}, p("{{ kunde }}"))
    with pytest.raises(TemplateProblem, match="Pris nu"):
        WordTemplate.from_bytes("t", template(p("Godt"), p("Pris nu {{ kr| }}"), p("slut"))).fields()
    with pytest.raises(TemplateProblem, match="skal stå alene"):
        render({"b": Bullets(["x"])}, p("{{ b }}"))
    with pytest.raises(TemplateProblem, match="findes ikke"):
        WordTemplate("findes-ikke", Path("/nowhere"))
    with pytest.raises(TemplateProblem, match="ikke et Word-dokument"):
        WordTemplate.from_bytes("t", b"PK nonsense").fields()


def test_fields_and_their_agreement_with_a_context() -> None:
    blob = template(
        p("{{ kunde.navn }} {% if kunde.cvr %}{{ kunde['by'] }}{% endif %}"),
        table(["{%tr for o in omraader if o.vis %}"],
              ["{{ loop.index }} {{ o.navn }} {{ o.krav|map(attribute='nr')|join }}"],
              ["{%tr endfor %}"], widths=[9000]),
        p("{% for k in omraader[0].krav %}{{ k.titel|default('') }}{% endfor %}{{ mangler|length }}"),
        header="{{ sag.nummer }}",
    )  # fmt: skip
    t = WordTemplate.from_bytes("t", blob)
    assert t.fields() == (
        "kunde.by", "kunde.cvr", "kunde.navn", "omraader", "omraader[].krav", "omraader[].krav[].nr",
        "omraader[].krav[].titel",
        "omraader[].navn", "omraader[].vis", "sag.nummer",
    )  # fmt: skip
    sample = {
        "kunde": {"navn": "", "cvr": "", "by": ""},
        "sag": {"nr": ""},
        "omraader": [{"vis": 1, "navn": "", "krav": [{"nr": 1, "titl": 2}]}],
    }
    assert t.unknown_fields(sample) == ("omraader[].krav[].titel (mente du titl?)", "sag.nummer")
