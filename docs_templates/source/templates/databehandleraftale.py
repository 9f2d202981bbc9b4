"""Template of the processor agreement: its sections as they are filled in, and room for two signatures."""

from docs_templates.source.house_style import Document
from docs_templates.source.templates._tekstlinjer import text_paper


def build() -> Document:
    """The text with the parties, and who signs."""
    about = "{{ firma.navn }}  ·  {{ centret.navn }}  ·  {{ dokument.dato }}"
    d = text_paper("Databehandleraftale", about, "{{ dokument.titel }}")
    for part in ("den dataansvarlige, {{ firma.navn }}", "databehandleren, {{ centret.navn }}"):
        d.p(f"For {part}", None, '<w:spacing w:before="360"/>')
        d.signature("Navn, dato og underskrift")
    return d
