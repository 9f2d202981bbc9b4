"""Template of a case's sparring log: who asked, who advised, and what came of it (S47, S53)."""

from docs_templates.source.house_style import Column, Document


def build() -> Document:
    """A chapter for each question, in the order they were asked."""
    d = Document("Sparringslog", has_cover=False)
    d.p("Sparring med {{ centret.navn }}  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("Sparringslog for {{ sag.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("{{ antal }} i sagen om {{ kunde.navn }}. Rådgiver: {{ raadgiver.navn }}, {{ raadgiver.firma }}.")
    with d.loop("s", "spoergsmaal"):
        _question(d)
    d.note("{{ centret.navn }} rådgiver. Ansvaret for arbejdet i sagen er rådgiverens.")
    return d


def _question(d: Document) -> None:
    d.h1("{{ s.nr }}: {{ s.om }}")
    d.facts(
        [
            ("Stillet", "{{ s.stillet }} af {{ s.af }}"),
            ("Frist", "{{ s.frist }}"),
            ("Status", "{{ s.status }}"),
            ("{{ centret.navn }} må se", "{{ s.set }}"),
            ("Kundens ja til priser", "{{ s.kundens_ja }}"),
            ("Besvaret", "{{ s.svaret }}{% if s.svar_af %} af {{ s.svar_af }}{% endif %}"),
            ("Nytte", "{{ s.nytte }}"),
        ],
        alt="Spørgsmålet i korte træk",
        conditions=[None, "s.frist", None, None, "s.kundens_ja", "s.svaret", "s.nytte"],
    )
    with d.loop("t", "s.traad"):
        d.h3("{{ t.hoved }}")
        d.block("t.tekst")
    d.list_table(
        "s.forslag",
        "f",
        [Column(4.0, "Felt"), Column(9.4, "Foreslået tekst"), Column(3.0, "Udfald")],
        ["**{{ f.felt }}**", "{{ f.tekst }}", "{{ f.udfald }}"],
        caption="Foreslåede tekster",
    )
    d.list_table(
        "s.kig",
        "k",
        [Column(5.0, "Hvem"), Column(6.4, "Så"), Column(5.0, "Hvornår")],
        ["{{ k.hvem }}", "{{ k.hvad }}", "{{ k.hvornaar }}"],
        caption="Hvem har set hvad",
    )
