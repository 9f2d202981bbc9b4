"""Template of a success case: a page or two that the customer can read, correct and say yes to (B8)."""

from docs_templates.source.house_style import Column, Document, each

CONSENT = (
    "Jeg giver samtykke til, at {{ centret.navn }} offentliggør successagen med det indhold, jeg har godkendt. "
    "Samtykket er frivilligt, og jeg kan til enhver tid trække det tilbage. Så fjernes sagen fra hjemmesiden."
)


def build() -> Document:
    """The seven parts in reading order, and the customer's consent last."""
    d = Document("Successag", has_cover=False)
    d.p("Successag  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("{{ sag_tekst.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("{{ kunde.navn }} fik hjælp af {{ raadgiver.navn }}, {{ raadgiver.firma }}.", "Manchet")
    for heading, name in (
        ("Virksomheden kort", "virksomhed"),
        ("Udfordringen", "udfordring"),
        ("Sådan gjorde vi", "proces"),
        ("Resultatet", "resultat"),
    ):
        d.h1(heading)
        d.block(f"sag_tekst.{name}")
    with d.when("sag_tekst.citat"):
        d.callout("Anbefaling", "{{ sag_tekst.citat_af }}", "»{{ sag_tekst.citat }}«")
    with d.when("fakta"):
        d.h1("Fakta")
        d.table(
            [Column(4.4, "Hvad"), Column(12.0, "Om sagen")],
            each("f", "fakta", "**{{ f.navn }}**", "{{ f.vaerdi }}"),
            alt="Fakta om sagen",
            keep=True,
        )
    with d.when("sag_tekst.billede"):
        d.note("Billedet på siden viser: {{ sag_tekst.billede }}")
    _consent(d)
    return d


def _consent(d: Document) -> None:
    d.h1("Samtykke")
    d.facts(
        [("Samtykket gælder", "{{ samtykke.omfang }}"), ("Givet af", "{{ samtykke.givet }}")],
        alt="Kundens samtykke",
    )
    d.note("Teksten har {{ sag_tekst.ord }} ord. Rettes den, gælder samtykket ikke længere, og der skal gives et nyt.")
    d.p(CONSENT)
    d.signature("Navn, dato og underskrift")
