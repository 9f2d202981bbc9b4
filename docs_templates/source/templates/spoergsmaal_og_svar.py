"""Template of the questions and answers that go to all vendors, without the names of those who asked."""

from docs_templates.source.house_style import Column, Document


def build() -> Document:
    """One table."""
    d = Document("Spørgsmål og svar", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("{{ dokument.titel }}: {{ udbud.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p(
        "{{ antal }} er besvaret{% if not spoergsmaal %} endnu{% endif %}. Alle inviterede leverandører får de samme "
        "svar samtidig. Svarene er en del af materialet: Er der forskel på et svar og det, der står i "
        "Udbudsmaterialet, gælder svaret."
    )
    d.list_table(
        "spoergsmaal",
        "s",
        [Column(1.4, "Nr.", "midt"), Column(6.2, "Spørgsmål"), Column(6.2, "Svar"), Column(2.6, "Sendt")],
        ["**{{ s.nr }}**", "{{ s.spoergsmaal }}", "{{ s.svar }}", "{{ s.sendt }}"],
        caption="Spørgsmål og svar",
        keep=False,
    )
    d.note("Fristen for tilbud er {{ udbud.frist }}. Spørgsmålene er gengivet uden navn på den, der spurgte.")
    return d
