"""Template of IBIZ-Center's report to the authority behind the programme: the figures of a period (S13, S34)."""

from docs_templates.source.house_style import Column, Document

KEEP = "<w:keepNext/>"
_YEARS = [Column(2.5, "{{ aar.a }}", "tal"), Column(2.5, "{{ aar.b }}", "tal"), Column(2.5, "{{ aar.c }}", "tal")]
_SAID = [Column(1.6, "Ja", "tal"), Column(1.6, "Nej", "tal")]
_DIVIDED = [
    Column(2.0, "Moduler", "tal"),
    Column(2.0, "Timer", "tal"),
    Column(2.9, "Pris", "tal"),
    Column(2.2, "Pr. time", "tal"),
    Column(2.7, "Vurdering", "tal"),
]


def build() -> Document:
    """What was reached first, then the years, the customers, the thesis and the country."""
    d = Document(
        "Programrapport",
        has_cover=False,
        header="It-starthjælp, {{ periode }}\tIt-start",
        footer="{{ centret.navn }}  ·  {{ dato }}",
    )
    d.p("Til {{ myndighed }}  ·  {{ dato }}", "Overskrift lille")
    d.p("It-starthjælp, {{ periode }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p(
        "{{ centret.navn }} afrapporterer her satsningen It-starthjælp. Tallene er talt op af rådgivernes egne "
        "start- og slutrapporter, sager og henvendelser i It-start. {{ afgraensning }}."
    )
    d.key_figures(
        [(f"{{{{ noegletal.n{n}.tal }}}}", f"{{{{ noegletal.n{n}.hvad }}}}") for n in range(1, 5)],
        alt="De vigtigste tal",
    )
    _years(d)
    _customers(d)
    _thesis(d)
    _divided(d)
    d.note(
        "Et modul er afsluttet, når slutrapporten er modtaget. Den effektive timepris er prisen uden moms delt med de "
        "timer, rådgiveren har brugt. Ventetider er medianer. En streg betyder, at der ikke er noget at regne på."
    )
    return d


def _years(d: Document) -> None:
    d.h1("Udviklingen år for år")
    with d.when("not figur"):
        d.p("Der er ikke begyndt eller afsluttet moduler i de tre år.")
    with d.when("figur"):
        d.figure("figur", "Moduler, der er begyndt og afsluttet.")
    d.list_table(
        "tal", "t", [Column(8.9, "Tal"), *_YEARS],
        ["**{{ t.navn }}**  {{ t.note }}", "{{ t.a }}", "{{ t.b }}", "{{ t.c }}"],
        caption="Tre år side om side", keep=False,
    )  # fmt: skip


def _customers(d: Document) -> None:
    d.h1("Kunderne")
    d.p("Sagerne er talt med i det år, de blev åbnet.", extra=KEEP)
    for items, variable, head, caption in (
        ("kilder", "k", "Henvist af", "Hvor kunderne kommer fra, antal sager"),
        ("barrierer", "b", "Barriere", "Det holder virksomhederne tilbage, antal sager"),
    ):
        cells = [f"{{{{ {variable}.{name} }}}}" for name in ("navn", "a", "b", "c")]
        d.list_table(items, variable, [Column(8.9, head), *_YEARS], cells, caption=caption)


def _thesis(d: Document) -> None:
    d.h1("Tesen")
    d.p(
        "Satsningen bygger på en tese: Små og mellemstore virksomheder køber sjældent rådgivning af sig selv. "
        "Derfor bliver de spurgt. Et nej taler for tesen, et ja imod."
    )
    d.list_table(
        "spoergsmaal", "s",
        [Column(8.4, "Spørgsmål"), *_SAID, Column(4.8, "Det siger svarene")],
        ["{{ s.tekst }}", "{{ s.ja }}", "{{ s.nej }}", "{{ s.siger }}"],
        caption="Virksomhedernes svar, {{ periode }}", alt="Virksomhedernes svar",
    )  # fmt: skip


def _divided(d: Document) -> None:
    d.h1("Fordelt på landet og på it")
    with d.when("not regioner"):
        d.p("Ingen moduler er afsluttet i perioden.")
    for items, variable, head in (("regioner", "r", "Region"), ("kategorier", "g", "Slags it")):
        names = ("navn", "moduler", "timer", "pris", "timepris", "vurdering")
        d.list_table(
            items, variable, [Column(4.6, head), *_DIVIDED], [f"{{{{ {variable}.{name} }}}}" for name in names],
            caption=f"Afsluttede moduler efter {head.lower()}, {{{{ periode }}}}", alt=f"Moduler efter {head.lower()}",
        )  # fmt: skip
