"""Template of a firm's activity plan for a year, an annex to the kodeks (S72)."""

from docs_templates.source.house_style import Column, Document, Para


def build() -> Document:
    """What is proposed and agreed, by whom and when, and what the firm took part in."""
    d = Document(
        "Aktivitetsplan",
        has_cover=False,
        header="Aktivitetsplan {{ aar }}\tIt-start",
        footer="{{ raadgiver.firma }}  ·  {{ dato }}",
    )
    d.p("Bilag til It-starts kodeks  ·  {{ dato }}", "Overskrift lille")
    d.p("Aktivitetsplan {{ aar }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("Aftalt mellem {{ raadgiver.firma }} og {{ centret.navn }}. En linje gælder, når begge har sagt ja.")
    with d.when("not linjer"):
        d.p("Der er ikke aftalt aktiviteter for året endnu.")
    d.list_table(
        "linjer",
        "l",
        [
            Column(0.9, "Nr."),
            Column(6.1, "Aktivitet og mål"),
            Column(2.6, "Hvornår"),
            Column(2.6, "Rådgiver sagde ja"),
            Column(2.6, "{{ centret.navn }} sagde ja"),
            Column(2.2, "Status"),
        ],
        [
            "{{ l.nr }}",
            [
                "[[Stærk|{{ l.aktivitet }}]]",
                Para("{{ l.maal }}"),
                Para("{%p if l.udbytte %}"),
                Para("{{ l.udbytte }}"),
                Para("{%p endif %}"),
            ],
            "{{ l.hvornaar }}",
            "{{ l.raadgiver }}",
            "{{ l.center }}",
            "{{ l.status }}",
        ],
        caption="Årets aktiviteter",
    )
    with d.when("gennemfoert"):
        d.p("{{ gennemfoert }}")
    d.list_table(
        "tal",
        "m",
        [Column(7.0, "Mål"), Column(4.8, "Det tælles"), Column(2.6, "Nået"), Column(2.6, "Status")],
        ["{{ m.maal }}", "{{ m.taelles }}", "{{ m.naaet }}", "{{ m.status }}"],
        caption="Målene i tal",
    )
    d.list_table(
        "deltog",
        "a",
        [Column(4.0, "Dato"), Column(3.4, "Slags"), Column(9.0, "Aktivitet")],
        ["{{ a.dato }}", "{{ a.slags }}", "{{ a.titel }}"],
        caption="Rådgiveren har været med til",
    )
    d.note("Planen er et bilag til kodekset. Ikke alle aktiviteter er bindende, kun dem, begge parter har sagt ja til.")
    return d
