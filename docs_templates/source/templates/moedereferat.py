"""Template of the minutes of a meeting: short enough to be read the same day."""

from docs_templates.source.house_style import Column, Document


def build() -> Document:
    """Who and why, the notes, what was agreed, and the needs that came of it."""
    d = Document("Referat", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ sag.titel }}", "Overskrift lille")
    d.p("Referat: {{ moede.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.facts(
        [
            ("Kunde", "**{{ kunde.navn }}**"),
            ("Dato", "{{ moede.dato }}{% if moede.tid %}, {{ moede.tid }}{% endif %}"),
            ("Sted", "{{ moede.sted }}"),
            ("Deltagere", "{{ moede.deltagere }}"),
            ("Formål", "{{ moede.formaal }}"),
        ],
        alt="Hvornår og hvor mødet blev holdt, og hvem der var med",
        label_cm=3.2,
        conditions=[None, None, "moede.sted", None, "moede.formaal"],
    )
    d.h1("Det talte vi om")
    with d.when("noter"):
        d.block("noter")
    with d.when("not noter"):
        d.p("{{ noter }}")
    d.h1("Det aftalte vi")
    with d.when("not aftaler"):
        d.p("Der blev ikke aftalt noget bestemt.")
    d.list_table(
        "aftaler",
        "a",
        [Column(9.4, "Hvad"), Column(3.6, "Hvem"), Column(3.4, "Hvornår")],
        ["{{ a.tekst }}", "**{{ a.hvem }}**", "{{ a.hvornaar }}"],
        caption="Aftaler",
    )
    with d.when("behov"):
        d.h1("Det blev til behov")
    d.list_table(
        "behov",
        "b",
        [Column(2.0, "Nr."), Column(14.4, "Behov")],
        ["**{{ b.nr }}**", "{{ b.titel }}"],
        caption="Behov i behovsbeskrivelsen",
    )
    d.p(
        "Har vi misforstået noget, så skriv det til os inden for en uge. Ellers bygger vi videre på det, der står her. "
        "{{ raadgiver.navn }}, {{ raadgiver.firma }}."
    )
    return d
