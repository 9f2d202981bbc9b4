"""Template of a letter to a vendor: award, rejection or invitation to demo, one page (DOMAIN B5, end)."""

from docs_templates.source.house_style import Document


def build() -> Document:
    """Whom it is to, the letter, and the name under it."""
    d = Document("Brev til leverandør", has_cover=False)
    d.p("{{ kunde.navn }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("{{ brev.emne }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.facts(
        [
            (
                "Til",
                "**{{ leverandoer.navn }}**{% if leverandoer.kontakt %}, {{ leverandoer.kontakt }}{% endif %}",
            ),
            ("Fra", "{{ kunde.navn }}, {{ kunde.postnr }} {{ kunde.by }}"),
            ("Sag", "{{ sag.titel }}"),
        ],
        alt="Hvem brevet er til og fra",
    )
    d.p("{{ brev.hilsen }}")
    d.block("brev.indledning")
    with d.when("demo.vis"):
        d.facts([("Tid", "**{{ demo.tid }}**"), ("Sted", "{{ demo.sted }}")], alt="Demoens tid og sted")
    for name in ("grunde", "videre", "afslutning"):
        with d.when(f"brev.{name}"):
            d.block(f"brev.{name}", "Efter tabel")
    d.p("{{ brev.underskrift }}", extra='<w:keepLines/><w:spacing w:before="360"/>')
    return d
