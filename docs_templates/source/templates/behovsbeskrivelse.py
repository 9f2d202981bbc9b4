"""Step 1, the company's own document: "vi" is the customer, and boxes speak for the adviser."""

from docs_templates.source.house_style import Column, Document, each
from docs_templates.source.templates import _behov_bilag, _behov_hverdag, _behov_krav, _behov_rammer


def build() -> Document:
    """The template."""
    d = Document("Behovsbeskrivelse")
    _front(d)
    _behov_hverdag.write(d)
    _behov_krav.write(d)
    _behov_rammer.write(d)
    _behov_bilag.write(d)
    return d


def _front(d: Document) -> None:
    d.cover("Hvad {{ kunde.kort }} skal bruge, hvorfor, og hvad det må koste")
    d.contents()
    d.p("Sådan læser du dokumentet", "Overskrift lille")
    d.p(
        "Har du fem minutter, så læs kapitel 1. Skal du godkende budgettet, så læs også kapitel 10. Behovenes "
        "numre begynder med N og kravenes med K. De beholder deres nummer i udbud, vurdering, "
        "kontrakt "
        "og prøve. Dokumentet er internt, for det viser rammen og gevinsterne. Leverandørerne får udbudsmaterialet, "
        "hvor "
        "de beløb ikke står."
    )
    with d.when("versioner"):
        d.p("Versioner", "Overskrift lille")
        d.table(
            [Column(2.0, "Version"), Column(3.6, "Dato"), Column(10.8, "Hvad er ændret")],
            each("v", "versioner", "{{ v.nummer }}", "{{ v.dato }}", "{{ v.tekst }}"),
            alt="Dokumentets versioner",
        )
