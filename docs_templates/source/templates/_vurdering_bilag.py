"""Leverandørvurdering, annexes: requirement by requirement, price lines and talks with references."""

from docs_templates.source.house_style import TEXT_WIDTH_LANDSCAPE, Column, Document, Group, Tag, Total, each


def write(d: Document) -> None:
    """Adds annexes A to C."""
    _requirements(d)
    _prices(d)
    _references(d)


def _requirements(d: Document) -> None:
    d.annex("Krav for krav")
    with d.when("not krav"):
        d.p("{{ tom.svar }}")
    with d.when("krav"):
        d.p(
            "Tallet foran svaret er point fra 0 til 5. Den lille tekst er leverandørens bemærkning eller grunden "
            "til, at pointene er rettet."
        )
        d.table(
            [
                Column(1.5, "Krav"),
                Column(1.7, "Prioritet"),
                Column(4.6, "Emne"),
                Column(5.8, "{%tc for v in tilbudsgivere %}"),
                Column(5.8, "{{ v }}"),
                Column(5.8, "{%tc endfor %}"),
            ],
            [
                Tag("for k in krav"),
                [
                    "**{{ k.nr }}**",
                    "{{ k.maerke }}",
                    "{{ k.titel }}",
                    "{%tc for s in k.svar %}",
                    "**{{ s.point }}**  {{ s.tekst }}{% if s.note %}[[Svag| · {{ s.note }}]]{% endif %}",
                    "{%tc endfor %}",
                ],
                Tag("endfor"),
            ],
            width=TEXT_WIDTH_LANDSCAPE,
            alt="Alle krav med svar og point fra hver leverandør",
        )
    d.note("{% if tekst.krav_point %}{{ tekst.krav_point }} {% endif %}Kapitel 6 siger, hvordan svar bliver til point.")
    d.end_section(landscape=True)


def _prices(d: Document) -> None:
    d.annex("Prislinjer")
    d.p("Beløb i hele kroner uden moms, som leverandørerne har oplyst dem.")
    with d.when("not prisgrupper"):
        d.p("{{ tom.priser }}")
    with d.when("prisgrupper"):
        d.table(
            [Column(11.0, "Prislinje"), Column(2.7, "Engang", "tal"), Column(2.7, "Pr. år", "tal")],
            [
                Tag("for v in prisgrupper"),
                Group("{{ v.navn }}"),
                *each("p", "v.linjer", "{{ p.tekst }}", "{{ p.engang }}", "{{ p.aarlig }}"),
                Total(("I alt", "{{ v.engang }}", "{{ v.aarlig }}")),
                Tag("endfor"),
            ],
            style="It-start Kravtabel",
            alt="Prislinjer pr. leverandør",
            keep=True,
        )
    d.note("Kapitel 7 viser, hvordan linjerne bliver til totaløkonomi.")


def _references(d: Document) -> None:
    d.annex("Referencesamtaler")
    with d.when("not referencer"):
        d.p("{{ tom.referencer }}")
    with d.when("referencer"):
        d.p("Samtalerne står i samme rækkefølge som leverandørerne i resultatet.")
        d.table(
            [Column(13.8, "Spørgsmål"), Column(2.6, "Point, 0 til 5", "tal")],
            [
                Tag("for r in referencer"),
                Group("{{ r.navn }}: {{ r.hvem }}, {{ r.dato }}. Gennemsnit {{ r.point }}"),
                *each("s", "r.svar", "{{ s.spoergsmaal }}", "{{ s.point }}"),
                Tag("endfor"),
            ],
            style="It-start Kravtabel",
            alt="Referencesamtaler med alle spørgsmål og point",
            keep=True,
        )
    d.note("Point er givet af den, der førte samtalen, ud fra det, referencen sagde.")
