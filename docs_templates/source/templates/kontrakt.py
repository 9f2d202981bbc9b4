"""Template of step 4: the contract between customer and vendor, 21 chapters and nine annexes."""

import re

from docs_templates.source.house_style import NBSP, Column, Document, each
from docs_templates.source.templates import (
    _kontrakt_bilag,
    _kontrakt_databehandler,
    _kontrakt_ophoer,
    _kontrakt_proever,
)
from docs_templates.source.templates._kontrakt_ansvar import LAW
from docs_templates.source.templates._kontrakt_klausuler import PURPOSE, WORK, Chapter

NAMED_GAPS = 10  # as many as the page of the contents list has room for
# A reference stays on one line: "bilag 4", "kapitel 13".
_REFERENCE = re.compile(r"\b(bilag|kapitel|eller|og) (\d)", re.IGNORECASE)


def build() -> Document:
    """The whole contract in reading order."""
    d = Document("Kontrakt", clauses=True, annex_format="decimal")
    d.cover("{{ leverandoer.kort }} leverer {{ leverandoer.produkt }} til {{ kunde.kort }}")
    _front(d)
    _parties(d)
    _chapter(d, PURPOSE)
    _documents(d)
    for chapter in (*WORK, *LAW):
        _chapter(d, chapter)
    _signatures(d)
    _kontrakt_bilag.promises(d)
    _kontrakt_bilag.solution(d)
    _kontrakt_bilag.plan(d)
    _kontrakt_bilag.prices(d)
    _kontrakt_bilag.service(d)
    _kontrakt_proever.tests(d)
    _kontrakt_databehandler.processing_agreement(d)
    _kontrakt_ophoer.leaving(d)
    _kontrakt_ophoer.changes(d)
    return d


def _front(d: Document) -> None:
    d.contents()
    d.callout(
        "Vigtigt",
        "Vigtigt: læs med advokat",
        "Skabelonen erstatter ikke juridisk rådgivning. Lad en advokat læse kontrakten, før I skriver under."
        "{% if kontrakt.advokat %} Kontrakten er gennemgået af advokat den {{ kontrakt.advokat }}.{% endif %}\n"
        "Emnerne er dem, man finder i de danske standarder K01 og D17. Ordene er vores egne.",
    )
    with d.when("mangler"):
        d.p("Kontrakten er ikke klar til underskrift. Det mangler:", "Overskrift lille")
        d.p(
            f"{{% for m in mangler[:{NAMED_GAPS}] %}}{{{{ m }}}}{{% if not loop.last %}}; {{% endif %}}{{% endfor %}}"
            f"{{% if mangler|length > {NAMED_GAPS} %}} og {{{{ mangler|length - {NAMED_GAPS} }}}} ting mere, som er "
            "markeret i teksten{% endif %}."
        )


def _chapter(d: Document, chapter: Chapter) -> None:
    d.h1(chapter.title)
    for clause in chapter.clauses:
        d.clause(_REFERENCE.sub(rf"\1{NBSP}\2", clause))


def _clause_after_table(d: Document, text: str) -> None:
    d.p(text, "Klausul", '<w:spacing w:before="160"/>')


def _parties(d: Document) -> None:
    d.h1("Parter", new_page=True)
    d.clause(
        "Kontrakten{% if kontrakt.nummer %} nr. {{ kontrakt.nummer }}{% endif %} er indgået mellem {{ kunde.navn }} "
        '("Kunden") og {{ leverandoer.navn }} ("Leverandøren").'
    )
    d.facts(
        [
            (
                "Kunden",
                "{{ kunde.navn }}, CVR-nr. {{ kunde.cvr }}\n{{ kunde.adresse }}, {{ kunde.postnr }} {{ kunde.by }}",
            ),
            ("Kontakt hos Kunden", "{{ kunde.kontakt }}"),
            ("Leverandøren", "{{ leverandoer.navn }}, CVR-nr. {{ leverandoer.cvr }}\n{{ leverandoer.by }}"),
            ("Kontakt hos Leverandøren", "{{ leverandoer.kontakt }}"),
        ],
        alt="Kontraktens parter",
    )
    _clause_after_table(
        d,
        "Kræver kontrakten noget skriftligt, er en mail nok. Opsigelse, ophævelse og påkrav gælder dog først, når "
        "modtageren har bekræftet dem, eller de er sendt med anbefalet brev eller digital post.",
    )
    d.clause(
        "{{ raadgiver.firma }} har rådgivet Kunden om anskaffelsen. Rådgiveren er ikke part i kontrakten og kan ikke "
        "ændre den.{% if uvildig %} Rådgiveren modtager ikke betaling fra Leverandøren.{% endif %}"
    )


def _documents(d: Document) -> None:
    d.h1("Kontraktens dokumenter og rangorden")
    d.clause("Kontrakten består af disse 21 kapitler og bilagene i tabellen.")
    d.table(
        [Column(1.6, "Bilag", "midt"), Column(7.4, "Titel"), Column(7.4, "Grundlag")],
        each("b", "bilag", "**{{ b.nr }}**", "{{ b.titel }}", "{{ b.grundlag }}"),
        alt="Kontraktens bilag",
        keep=True,
    )
    _clause_after_table(
        d,
        "Ved modstrid går kontraktens kapitler forud for bilagene, og bilag 1 går forud for Leverandørens øvrige "
        "materiale. Bilag 7 går dog forud for alt andet om personoplysninger, og et underskrevet tillæg i bilag 9 "
        "går forud for det, det ændrer.",
    )
    d.clause(
        "Leverandørens og tredjeparters standardvilkår gælder kun, hvor det står udtrykkeligt her. Det ændrer ikke "
        "kontrakten, at en bruger accepterer vilkår på en skærm."
    )
    d.clause(
        "Det, Leverandøren har lovet i tilbud, demo og svar på spørgsmål, gælder, når det står i bilag 1, 2 eller 4."
    )


def _signatures(d: Document) -> None:
    d.h1("Underskrift")
    d.clause(
        "Kontrakten underskrives i to eksemplarer, ét til hver part, eller digitalt. Den gælder først, når begge har "
        "skrevet under."
    )
    d.clause(
        "Den, der skriver under, har fuldmagt til at binde sin virksomhed. Bilag 1 til 9 er gennemgået af begge parter."
    )
    d.p("For Kunden, {{ kunde.navn }}")
    d.signature(
        "{{ kunde.tegner }}{% if kunde.tegner_titel %}, {{ kunde.tegner_titel }}{% endif %}. "
        "{% if kontrakt.underskrevet %}Underskrevet den {{ kontrakt.underskrevet }}{% else %}Dato og underskrift"
        "{% endif %}"
    )
    d.p("For Leverandøren, {{ leverandoer.navn }}", None, '<w:spacing w:before="480"/>')
    d.signature(
        "{% if leverandoer.tegner %}{{ leverandoer.tegner }}. {% else %}Navn og titel. {% endif %}"
        "{% if kontrakt.underskrevet %}Underskrevet den {{ kontrakt.underskrevet }}{% else %}Dato og underskrift"
        "{% endif %}"
    )
