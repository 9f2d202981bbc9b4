"""Template of the kodeks: the version in force on paper, for those who sign or hand it on."""

from docs_templates.source.house_style import FIRM_FOOTER, FIRM_HEADER, Document
from docs_templates.source.templates._tekstlinjer import text_line


def build() -> Document:
    """The title with version and day, what comes before the first heading, and the sections."""
    d = Document("Kodeks", has_cover=False, header=FIRM_HEADER, footer=FIRM_FOOTER)
    d.p("{{ centret.navn }}  ·  version {{ kodeks.version }}  ·  {{ kodeks.dato }}", "Overskrift lille")
    d.p("{{ kodeks.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    with d.loop("l", "indledning"):
        text_line(d)
    with d.loop("a", "afsnit"):
        d.h1("{{ a.titel }}")
        with d.loop("l", "a.linjer"):
            text_line(d)
    d.signature("For firmaet: navn, dato og underskrift")
    return d
