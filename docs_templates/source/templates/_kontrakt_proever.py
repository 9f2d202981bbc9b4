"""The contract's annex 6: the tests, ready to be used as a test sheet."""

from docs_templates.source.house_style import Column, Document, Para, each
from docs_templates.source.templates._fejlklasser import error_classes


def tests(d: Document) -> None:
    """Annex 6: the tests, ready to be used as a test sheet."""
    d.annex("{{ bilagstitel.nr6 }}")
    d.p(
        "Kunden udfører prøverne med egne data i et miljø, der svarer til det endelige. Leverandøren er til stede og "
        "har forinden skrevet, at løsningen er klar. Skriv resultatet i højre kolonne: sæt ring om Bestået eller om "
        "fejlklassen."
    )
    error_classes(d)
    _test_sheets(d)


def _test_sheets(d: Document) -> None:
    with d.when("not skalproever"):
        d.p("{{ tom.proever }}")
    for items, caption in (
        ("skalproever", "Overtagelsesprøve: SKAL-krav, alle prøves"),
        ("andreproever", "Overtagelsesprøve: øvrige lovede krav"),
    ):
        with d.when(items):
            d.caption(caption)
            d.table(
                [Column(1.6, "Krav"), Column(10.4, "Sådan prøves det"), Column(4.4, "Resultat")],
                each(
                    "k",
                    items,
                    "**{{ k.nr }}**",
                    "[[Stærk|{{ k.titel }}.]] {{ k.proeve }}",
                    [
                        Para("Bestået  ·  A  ·  B  ·  C"),
                        Para("{%p if k.frist %}"),
                        Para("Frist: {{ k.frist }}"),
                        Para("{%p endif %}"),
                    ],
                ),
                alt=caption,
            )
    d.p(
        "**Driftsprøven** begynder ved idriftsættelsen og er bestået efter {{ proeve.driftsdage }} arbejdsdage i "
        "træk uden A-fejl. B-fejl fra overtagelsesprøven skal være rettet inden."
    )
    d.signature("For Kunden: overtagelsesprøven er afsluttet med ____ A-fejl, ____ B-fejl og ____ C-fejl. Dato og navn")
