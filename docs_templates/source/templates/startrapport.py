"""Template of a module: the report to IBIZ-Center before the work begins, one page."""

from docs_templates.source.house_style import Document
from docs_templates.source.templates import _modul


def build() -> Document:
    """Six short chapters."""
    d = Document("Startrapport", has_cover=False)
    _modul.head(d, "Startrapport, {{ modul.navn }}", "{{ rapport.indledning }}")
    d.h1("Kunde og sag")
    d.facts(
        [
            ("Kunde", "**{{ kunde.navn }}**, CVR-nr. {{ kunde.cvr }}"),
            ("Sted", "{{ kunde.sted }}"),
            ("Branche", "{{ kunde.branche }}"),
            ("Ansatte", "{{ kunde.ansatte }}"),
            ("Sag", "{{ sag.nummer }}, {{ sag.titel }}"),
            ("Slags it", "{{ sag.slags }}"),
            ("Har brugt it-rådgiver før", "{{ kunde.raadgiver_foer }}"),
            ("Rådgiver", "{{ raadgiver.navn_og_firma }}"),
        ],
        alt="Kunde og sag",
        conditions=[
            None,
            "kunde.sted",
            "kunde.branche",
            "kunde.ansatte",
            None,
            "sag.slags",
            "kunde.raadgiver_foer",
            None,
        ],
    )
    d.h1("Modul, skridt og produkt")
    d.facts(
        [
            ("Modul", "{{ modul.nummer }}, {{ modul.titel }}"),
            ("Hører til", "{{ modul.skridt }}"),
            ("Produkt", "{{ modul.produkt }}"),
            ("Aftalen", "{{ modul.aftale }}"),
        ],
        alt="Modul, skridt og produkt",
    )
    d.h1("Pris og timer")
    d.p("{{ pris.uden }} ekskl. moms ({{ pris.med }} med moms) for et forventet omfang på {{ modul.timer }}.")
    d.h1("Henvisningskilde")
    d.p("{{ sag.henvist }}")
    d.h1("Forventet slut")
    d.p("{{ rapport.forventet }}")
    d.h1("Ønske om sparring")
    d.p("{{ rapport.sparring }}")
    return d
