"""A line of a text that is written as Markdown: a point or a paragraph."""

from docs_templates.source.house_style import Document


def text_line(d: Document) -> None:
    """The line `l` of the loop around it."""
    with d.when("l.punkt"):
        d.bullets("{{ l.tekst }}")
    with d.when("not l.punkt"):
        d.p("{{ l.tekst }}")
