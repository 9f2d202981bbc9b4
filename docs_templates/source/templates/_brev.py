"""What the letters to a vendor share: to whom, the greeting, and from whom."""

from docs_templates.source.house_style import Document


def head(d: Document, what: str) -> None:
    """The recipient, the day, the subject and the greeting."""
    d.logo(top_cm=2.4)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p(
        "**{{ modtager.navn }}**{% if modtager.att %}\nAtt.: {{ modtager.att }}{% endif %}"
        "{% if modtager.by %}\n{{ modtager.by }}{% endif %}"
    )
    d.p(what, "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("{{ modtager.hilsen }}")


def foot(d: Document) -> None:
    """Who signs, and how to reach them."""
    d.p("Venlig hilsen", None, "<w:keepNext/>")
    d.p(
        "{{ raadgiver.navn }}, {{ raadgiver.firma }}\nfor {{ kunde.navn }}\n{{ raadgiver.mail }}"
        "{% if raadgiver.telefon %}\n{{ raadgiver.telefon }}{% endif %}"
    )
