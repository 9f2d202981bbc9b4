"""What the documents about an adviser's firm share: a short one without a cover, its head and the firm."""

from docs_templates.source.house_style import Document


def head(d: Document, what: str) -> None:
    """The title on the first page, with the occasion over it."""
    d.p("It-starthjælp  ·  {{ anledning }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p(what, "Overskrift uden nummer", '<w:spacing w:before="0"/>')


FIRM = (
    "It-starthjælper",
    "**{{ firma.navn }}**, CVR-nr. {{ firma.cvr }}{% if firma.raadgiver %}\n{{ firma.raadgiver }}{% endif %}",
)
