"""Template of one party's evaluation: how the work went, and the cooperation from here on (S44, S46)."""

from docs_templates.source.house_style import FIRM_FOOTER, FIRM_HEADER, Column, Document
from docs_templates.source.templates import _firma


def build() -> Document:
    """The words of the party, its points, and what the firm answered."""
    d = Document("Evaluering", has_cover=False, header=FIRM_HEADER, footer=FIRM_FOOTER)
    _firma.head(d, "Evaluering fra {{ part.navn }}")
    d.facts(
        [
            _firma.FIRM,
            ("Handler om", "{{ om }}"),
            (
                "Skrevet af",
                "{{ part.person }}, {{ part.dato }}{% if part.noteret %}\nNoteret af {{ part.noteret }}{% endif %}",
            ),
            ("Alt i alt", "{{ part.tal }} af 5"),
        ],
        alt="Evalueringen i korte træk",
        conditions=[None, None, None, "part.tal"],
    )
    d.h1("Forløbet")
    d.block("forloeb")
    d.h1("Samarbejdet fremover")
    d.block("fremover")
    with d.when("kriterier"):
        d.h1("{{ centret.navn }}s kriterier")
        d.list_table(
            "kriterier",
            "k",
            [Column(13.4, "Kriterium"), Column(3.0, "Point, 1-5", "tal")],
            ["{{ k.navn }}", "{{ k.point }}"],
            caption="Point for hvert kriterium",
        )
    with d.when("svar.tekst"):
        d.h1("Rådgiverens kommentar")
        d.block("svar.tekst")
        d.note("{{ svar.af }}, {{ svar.dato }}")
    d.note("Evalueringen læses af {{ centret.navn }} og af rådgiveren selv.")
    return d
