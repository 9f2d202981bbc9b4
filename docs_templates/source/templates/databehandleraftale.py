"""Template of the processor agreement: its sections as they are filled in, and room for two signatures."""

from docs_templates.source.house_style import FIRM_FOOTER, FIRM_HEADER, Document
from docs_templates.source.templates._tekstlinjer import text_line


def build() -> Document:
    """The title with the parties, what comes before the first heading, the sections, and who signs."""
    d = Document("Databehandleraftale", has_cover=False, header=FIRM_HEADER, footer=FIRM_FOOTER)
    d.p("{{ firma.navn }}  ·  {{ centret.navn }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("{{ dokument.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    with d.loop("l", "indledning"):
        text_line(d)
    with d.loop("a", "afsnit"):
        d.h1("{{ a.titel }}")
        with d.loop("l", "a.linjer"):
            text_line(d)
    for part in ("den dataansvarlige, {{ firma.navn }}", "databehandleren, {{ centret.navn }}"):
        d.p(f"For {part}", None, '<w:spacing w:before="360"/>')
        d.signature("Navn, dato og underskrift")
    return d
