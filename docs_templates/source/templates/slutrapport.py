"""Template of a module: the report to IBIZ-Center when it ends, one or two pages."""

from docs_templates.source.house_style import Column, Document, Total
from docs_templates.source.templates import _modul


def build() -> Document:
    """Seven short chapters."""
    d = Document("Slutrapport", has_cover=False)
    _modul.head(d, "Slutrapport, {{ modul.navn }}", "{{ rapport.indledning }}")
    d.key_figures(
        [
            ("{{ modul.brugt }}", "brugt af {{ modul.timer }}"),
            ("{{ pris.uden }}", "ekskl. moms"),
            ("{{ vurdering.tal }}", "{{ vurdering.af }}"),
        ],
        alt="Timer, pris og vurdering",
    )
    d.h1("Leverance og dato")
    d.facts(
        [
            ("Kunde", "**{{ kunde.navn }}**, CVR-nr. {{ kunde.cvr }}"),
            ("Sag", "{{ sag.nummer }}, {{ sag.titel }}"),
            ("Hører til", "{{ modul.skridt }}"),
            ("Produkt", "{{ modul.produkt }}"),
            ("Leveret som", "{{ modul.leveret_som }}"),
            ("Forløb", "{{ modul.forloeb }}"),
            ("Rådgiver", "{{ raadgiver.navn_og_firma }}"),
        ],
        alt="Leverance og dato",
        conditions=[None, None, None, None, "modul.leveret_som", None, None],
    )
    d.h1("Timer og pris")
    d.p("Prisen er {{ pris.uden }} ekskl. moms, {{ pris.med }} med moms. {{ modul.timetekst }}")
    d.list_table(
        "timer",
        "t",
        [Column(3.0, "Dato"), Column(11.0, "Arbejde"), Column(2.4, "Timer", "tal")],
        ["{{ t.dato }}", "{{ t.arbejde }}", "{{ t.timer }}"],
        caption="Timeregnskab",
        total=Total(("I alt", "", "{{ modul.brugt_tal }}")),
    )
    d.h1("Værdi for kunden")
    d.block("tekst.vaerdi")
    d.h1("Kundens vurdering")
    d.p("{{ vurdering.tekst }}")
    d.list_table(
        "vurdering.svar",
        "s",
        [Column(13.4, "Spørgsmål"), Column(3.0, "Svar, 1 til 5", "tal")],
        ["{{ s.spoergsmaal }}", "{{ s.svar }}"],
        caption="Kundens svar",
    )
    with d.when("vurdering.kommentar"):
        d.p("Kunden skriver: »{{ vurdering.kommentar }}«")
    d.p("{{ vurdering.alligevel }}", "Efter tabel")
    d.h1("Hvad lærte vi")
    d.block("tekst.laering")
    d.h1("Mulig successag")
    d.p("{{ tekst.successag }}")
    d.h1("Næste skridt")
    d.block("tekst.naeste")
    return d
