"""Templates from outside: the same document as ours would be, somewhere else; what goes between the processes; places,
pictures and the catalogue of fields."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from itstart.documents import (
    BarChart,
    Bullets,
    GanttChart,
    GanttRow,
    Missing,
    Paragraphs,
    Picture,
    PriorityMark,
    Rich,
    Styled,
    TemplateProblem,
    WordTemplate,
    catalogue,
    checks,
    template_samples,
    wire,
)
from itstart.documents.template_child import OutsideTemplate
from itstart.documents.template_places import placed_parts
from itstart.steps.template_kinds import kinds
from tests.documents import hostile_templates as hostile

PROPERTIES = template_samples.PROPERTIES
KEYS = [kind.key for kind in kinds()]


@pytest.mark.parametrize("key", ["behovsbeskrivelse", "invitation", "leverandoervurdering"])
def test_the_limited_process_makes_the_same_bytes(key: str) -> None:
    context = template_samples.typical(key)
    here = WordTemplate(key).render(context, properties=PROPERTIES)
    there = OutsideTemplate("Egen", WordTemplate(key).blob).render(context, properties=PROPERTIES)
    assert there == here


def test_a_template_that_fails_gives_way_and_says_so() -> None:
    ours = WordTemplate(hostile.KEY)
    broken = OutsideTemplate("Firmaets egen, version 2", hostile.with_payload("body", "{{ vedlagt + 1 }}"), ours)
    made = broken.render(template_samples.typical(hostile.KEY), properties=PROPERTIES)
    assert made.content == ours.render(template_samples.typical(hostile.KEY), properties=PROPERTIES).content
    assert made.template_sha256 == ours.sha256 != broken.sha256
    assert made.notice.startswith("Firmaets egen, version 2, kunne ikke bruges")


def test_without_another_the_failure_is_told() -> None:
    alone = OutsideTemplate("Egen", b"no template at all")
    with pytest.raises(TemplateProblem, match="ikke et Word-dokument"):
        alone.render({}, properties=PROPERTIES)


VALUES = [
    None, True, 3, 2.5, "tekst \u2028 <&>", Decimal("2.50"), date(2026, 1, 2), datetime(2026, 1, 2, 3, tzinfo=UTC),
    b"\x89PNG", ["a", {"b": [1]}], {"dict": {"$": "ikke en type"}},
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_come_through(value: object) -> None:
    assert wire.unpacked(wire.packed(value)) == value


def test_value_classes_come_through_with_all_they_print() -> None:
    rows = [
        GanttRow("Opstart", date(2026, 1, 2), date(2026, 1, 9)),
        GanttRow("Klar", date(2026, 2, 1), date(2026, 2, 1), True),
    ]
    values = [
        Missing("pris"), Rich("**fed**"), Styled("Nej", "Advarsel"), PriorityMark("must"),
        Paragraphs("a\n\n- b", "Normal"), Bullets(["a", "b"]), BarChart(["A"], {"x": [1]}, alt="Søjle", decimals=1),
        GanttChart(rows, alt="Plan"), Picture(b"\x89PNG", "image/png", "Logo", 600, 200),
    ]  # fmt: skip
    back = wire.unpacked(wire.packed(values))
    assert [type(one) for one in back] == [type(one) for one in values]
    for before, after in zip(values, back, strict=True):
        state = {name: str(item) for name, item in vars(before).items() if name not in ("series", "made_of")}
        assert {name: str(item) for name, item in vars(after).items() if name in state} == state
    assert back[6].chart_part() == values[6].chart_part()  # type: ignore[attr-defined]
    assert back[7].chart_part() == values[7].chart_part()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "kind", ["os:system", "engine:WordTemplate", "values:admit", "blocks:Findes", "..evil:X", "blocks:rich_runs"]
)
def test_nothing_but_values_of_ours_is_made(kind: str) -> None:
    with pytest.raises((TypeError, ImportError)):
        wire.unpacked(f'{{"$": "{kind}", "of": [], "named": {{"$": "dict", "of": {{}}}}}}')


def test_what_is_no_value_does_not_leave() -> None:
    with pytest.raises(TypeError):
        wire.packed({"x": object()})


def test_paragraphs_are_counted_as_people_see_them() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{%tr for x in vedlagt %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    parts = placed_parts(hostile.parts(hostile.with_xml("body", table)))
    body = parts[0]
    lines = [number for number, text in enumerate(body.source.split("\n"), 1) if "{% for x in vedlagt %}" in text]
    assert body.place(lines[-1]) == f"Afsnit {len(body.texts)}, »{{%tr for x in vedlagt %}}«"
    header = next(part for part in parts if part.name == "word/header1.xml")
    assert header.place(2).startswith("Sidehoved, afsnit 1, »Sag {{ sag.nummer }}")


@pytest.mark.parametrize("place", ["{{ brevhoved.logo }}", "{{p brevhoved.logo }}"])
@pytest.mark.parametrize("part", ["body", "header"])
def test_a_logo_stands_where_it_is_asked_for(part: str, place: str) -> None:
    context = template_samples.typical(hostile.KEY)
    made = WordTemplate.from_bytes("egen", hostile.with_payload(part, place)).render(context, properties=PROPERTIES)
    assert checks.problems(made.content) == []
    contents = hostile.parts(made.content)
    assert contents["word/media/firma2.png" if part == "header" else "word/media/firma1.png"].startswith(b"\x89PNG")
    name = "word/document.xml" if part == "body" else "word/header1.xml"
    assert b'descr="Hedelund IT-r' in contents[name]
    rels = contents[f"word/_rels/{name.rpartition('/')[2]}.rels"]
    assert b"media/firma" in rels


@pytest.mark.parametrize("key", KEYS)
def test_our_templates_are_sound_without_a_letterhead(key: str) -> None:
    context = {**template_samples.typical(key), "brevhoved": {"logo": "", "kontakt": ""}}
    made = WordTemplate(key).render(context, properties=PROPERTIES)
    assert checks.problems(made.content) == []
    assert not [name for name in hostile.parts(made.content) if "media/" in name]


@pytest.mark.parametrize("key", KEYS)
def test_every_field_of_the_catalogue_can_be_copied_into_a_template(key: str) -> None:
    pattern = template_samples.typical(key)
    found = catalogue.groups(pattern, pattern)
    tags = [one.tag for group in found for one in group.fields if not one.tag.startswith("{%")]
    loops = [loop.example for group in found for loop in group.loops]
    assert len(tags) > 8
    paragraphs = [line for text in (*tags, *loops) for line in text.split("\n")]
    xml = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    made = WordTemplate.from_bytes("alt", hostile.with_xml("body", xml, key))
    assert made.unknown_fields(pattern) == ()


def test_the_catalogue_explains_and_shows() -> None:
    pattern = template_samples.typical("kontrakt")
    shown = {**pattern, "kunde": {**pattern["kunde"], "navn": "Ny Kunde ApS"}, "bilag": []}
    found = {group.name: group for group in catalogue.groups(pattern, shown)}
    name = next(one for one in found["Kunden"].fields if one.tag == "{{ kunde.navn }}")
    assert (name.value, name.kind, name.explanation) == ("Ny Kunde ApS", "tekst", "navn")
    annexes = next(loop for loop in found[catalogue.ALL].loops if loop.path == "bilag")
    assert annexes.count == 0
    assert annexes.example.startswith("{%p for x in bilag %}\n{{ x.nr }}")
    areas = next(loop for loop in found[catalogue.ALL].loops if loop.path == "omraader")
    assert areas.loops[0].start == "{%p for y in x.krav %}"
