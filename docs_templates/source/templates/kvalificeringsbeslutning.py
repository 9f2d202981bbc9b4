"""Template of a decision about a firm: qualified or not, another path, at rest or ended, with the reason (D6)."""

from docs_templates.source.house_style import FIRM_FOOTER, FIRM_HEADER, Column, Document
from docs_templates.source.templates import _firma


def build() -> Document:
    """The decision, its reason, what it rests on, and the signature."""
    d = Document("Beslutning", has_cover=False, header=FIRM_HEADER, footer=FIRM_FOOTER)
    _firma.head(d, "{{ beslutning.titel }}")
    d.facts(
        [
            _firma.FIRM,
            (
                "Beslutning",
                "**{{ beslutning.status }}**{% if beslutning.foer %}\nFør: {{ beslutning.foer }}{% endif %}",
            ),
            ("Vej", "{{ beslutning.vej }}"),
            ("Truffet", "{{ beslutning.dato }} af {{ beslutning.af }}"),
        ],
        alt="Beslutningen i korte træk",
        conditions=[None, None, "beslutning.vej", None],
    )
    d.h1("Begrundelse")
    d.block("begrundelse")
    with d.when("grundlag"):
        d.h1("Det bygger beslutningen på")
        d.list_table(
            "grundlag",
            "g",
            [Column(4.0, "Dato"), Column(9.6, "Evaluering"), Column(2.8, "Point, 1-5", "tal")],
            ["{{ g.dato }}", "{{ g.navn }}", "{{ g.tal }}"],
            caption="Evalueringer før beslutningen",
        )
    d.signature("For {{ centret.navn }}: navn, dato og underskrift")
    return d
