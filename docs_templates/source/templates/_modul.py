"""What the three documents of a module share: a short one without a cover, its head and its parties."""

from docs_templates.source.house_style import Document


def head(d: Document, what: str, lead: str) -> None:
    """The title on the first page, with the case over it and one sentence under it."""
    d.logo(top_cm=2.4)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p(what, "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p(lead)


def parties(d: Document) -> None:
    """Customer and adviser as facts; what is not known leaves no empty line."""
    d.facts(
        [
            (
                "Kunden",
                "**{{ kunde.navn }}**, CVR-nr. {{ kunde.cvr }}{% if kunde.adresse %}\n{{ kunde.adresse }}{% endif %}",
            ),
            ("Kundens kontakt", "{{ kunde.kontakt }}"),
            ("Rådgiveren", "**{{ raadgiver.firma }}**, CVR-nr. {{ raadgiver.cvr }}"),
            ("Rådgiverens kontakt", "{{ raadgiver.kontakt }}"),
        ],
        alt="Aftalens parter",
        conditions=[None, "kunde.kontakt", None, "raadgiver.kontakt"],
    )
