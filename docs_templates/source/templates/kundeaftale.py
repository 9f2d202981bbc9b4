"""Template of a module: the agreement between the adviser and the customer, 13 short chapters."""

from docs_templates.source.house_style import Column, Document
from docs_templates.source.templates import _kundeaftale_vilkaar, _modul
from docs_templates.source.templates._kundeaftale_vilkaar import AFTER_PRICE, BEFORE_PRICE, Chapter


def build() -> Document:
    """The agreement in reading order; an addendum says first what has changed."""
    d = Document("Kundeaftale", clauses=True, has_cover=False)
    _modul.head(
        d,
        "{% if tillaeg.nummer %}Tillæg nr. {{ tillaeg.nummer }} til aftale{% else %}Aftale{% endif %} om "
        "{{ modul.navn }}",
        "{% if tillaeg.nummer %}Denne udgave træder i stedet for den aftale, der er "
        "underskrevet den {{ tillaeg.underskrevet }}, når Kunden har skrevet under.{% else %}Aftalen gælder ét modul "
        "af It-starthjælp. Læs den igennem, og skriv under til sidst.{% endif %}",
    )
    d.key_figures(
        [
            ("{{ pris.uden }}", "fast pris ekskl. moms"),
            ("{{ pris.med }}", "med moms"),
            ("{{ modul.timer }}", "forventet omfang"),
        ],
        alt="Pris og omfang",
    )
    _changes(d)
    d.h1("Parter")
    _modul.parties(d)
    d.p(
        "Aftalen er indgået mellem {{ kunde.navn }} (Kunden) og {{ raadgiver.firma }} (Rådgiveren). Den gælder for "
        "sagen »{{ sag.titel }}«.",
        "Klausul",
        '<w:spacing w:before="160"/>',
    )
    for chapter in BEFORE_PRICE:
        _chapter(d, chapter)
    for chapter in AFTER_PRICE:
        _chapter(d, chapter)
    _signatures(d)
    return d


def _changes(d: Document) -> None:
    with d.when("tillaeg.nummer"):
        d.list_table(
            "tillaeg.aendringer",
            "a",
            [Column(3.4, "Hvad"), Column(6.5, "Før"), Column(6.5, "Nu")],
            ["**{{ a.hvad }}**", "{{ a.foer }}", "{{ a.nu }}"],
            caption="Det er ændret",
        )
        d.p("{{ tillaeg.grund }}")


def _chapter(d: Document, chapter: Chapter) -> None:
    d.h1(chapter.title)
    for clause in chapter.clauses:
        d.clause(clause)
    if chapter is _kundeaftale_vilkaar.IMPARTIAL:
        with d.loop("r", "uvildighed.relationer"):
            d.p("{{ r }}", "List Bullet", '<w:ind w:left="907" w:hanging="227"/>')


def _signatures(d: Document) -> None:
    d.h1("Underskrift")
    d.clause(
        "Den, der skriver under, kan binde sin virksomhed. Aftalen underskrives på papir eller digitalt, og begge "
        "parter får et eksemplar."
    )
    d.p("For Kunden, {{ kunde.navn }}", None, '<w:spacing w:before="240"/>')
    d.signature("{% if kunde.tegner %}{{ kunde.tegner }}Dato{% else %}Navn, dato{% endif %} og underskrift")
    d.p("For Rådgiveren, {{ raadgiver.firma }}", None, '<w:spacing w:before="360"/>')
    d.signature("{% if raadgiver.tegner %}{{ raadgiver.tegner }}Dato{% else %}Navn, dato{% endif %} og underskrift")
