"""Template of the yearly talk between IBIZ-Center and a firm: the minutes and what was agreed."""

from docs_templates.source.house_style import FIRM_FOOTER, FIRM_HEADER, Document
from docs_templates.source.templates import _firma


def build() -> Document:
    """Day, minutes, agreements, the next talk."""
    d = Document("Årlig samtale", has_cover=False, header=FIRM_HEADER, footer=FIRM_FOOTER)
    _firma.head(d, "Årlig samtale {{ samtale.aar }}")
    d.facts(
        [
            _firma.FIRM,
            ("Planlagt", "{{ samtale.planlagt }}"),
            ("Holdt", "{{ samtale.holdt }}{% if samtale.af %} med {{ samtale.af }}{% endif %}"),
            ("Næste samtale", "{{ samtale.naeste }}"),
        ],
        alt="Samtalen i korte træk",
        conditions=[None, None, None, "samtale.naeste"],
    )
    d.h1("Referat")
    d.block("referat")
    d.h1("Det har vi aftalt")
    d.block("aftalt")
    d.signature("Navn, dato og underskrift")
    return d
