"""Papers that are a text written as Markdown: a title, what comes before the first heading, and the sections."""

from docs_templates.source.house_style import FIRM_FOOTER, FIRM_HEADER, Document


def text_paper(name: str, about: str, title: str) -> Document:
    """A paper without a cover, filled from `indledning` and `afsnit`; `about` and `title` are lines of the template."""
    d = Document(name, has_cover=False, header=FIRM_HEADER, footer=FIRM_FOOTER)
    d.p(about, "Overskrift lille")
    d.p(title, "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    with d.loop("l", "indledning"):
        _text_line(d)
    with d.loop("a", "afsnit"):
        d.h1("{{ a.titel }}")
        with d.loop("l", "a.linjer"):
            _text_line(d)
    return d


def _text_line(d: Document) -> None:
    """The line `l` of the loop around it: a point or a paragraph."""
    with d.when("l.punkt"):
        d.bullets("{{ l.tekst }}")
    with d.when("not l.punkt"):
        d.p("{{ l.tekst }}")
