"""Template of the kodeks: the version in force on paper, for those who sign or hand it on."""

from docs_templates.source.house_style import Document
from docs_templates.source.templates._tekstlinjer import text_paper


def build() -> Document:
    """The text with version and day, and room for the firm's signature."""
    d = text_paper(
        "Kodeks", "{{ centret.navn }}  ·  version {{ kodeks.version }}  ·  {{ kodeks.dato }}", "{{ kodeks.titel }}"
    )
    d.signature("For firmaet: navn, dato og underskrift")
    return d
