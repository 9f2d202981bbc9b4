"""Template of the red thread: every requirement from need to acceptance test, and where the thread breaks."""

from docs_templates.source.house_style import TEXT_WIDTH_LANDSCAPE, Column, Document, Group, Tag
from docs_templates.source.house_style.tables import Para


def build() -> Document:
    """Coverage, breaks and needs on upright pages; the requirements in an annex across the page."""
    d = Document("Den røde tråd")
    d.cover("Fra behov til krav, svar, løfte og prøve for {{ kunde.navn }}")
    _coverage(d)
    _breaks(d)
    _needs(d)
    d.end_section()
    _requirements(d)
    d.lie_down()
    return d


def _coverage(d: Document) -> None:
    d.h1("Hvor langt er tråden nået?", new_page=True)
    d.p("{{ tekst.dom }}")
    d.list_table(
        "daekning",
        "r",
        [Column(11.4, "Led i tråden"), Column(2.5, "Nået", "tal"), Column(2.5, "Af", "tal")],
        ["**{{ r.led }}**", "{{ r.naaet }}", "{{ r.af }}"],
        caption="Så mange behov og krav er nået hertil",
    )
    d.note("Krav, der er mærket IKKE NU, er ikke talt med.")


def _breaks(d: Document) -> None:
    d.h1("Her knækker tråden")
    with d.when("not huller"):
        d.p("Ingen steder: alt hænger sammen fra behov til prøve.")
    d.list_table(
        "huller",
        "h",
        [Column(2.2, "Nr."), Column(6.2, "Emne"), Column(8.0, "Det mangler")],
        ["**{{ h.nr }}**", "{{ h.titel }}", "[[Advarsel|{{ h.tekst }}]]"],
        caption="Huller i tråden",
    )


def _needs(d: Document) -> None:
    d.h1("Behov og de krav, der dækker dem")
    with d.when("not behov"):
        d.p("{{ tom.behov }}")
    d.list_table(
        "behov",
        "b",
        [Column(1.8, "Behov"), Column(8.2, "Kundens behov"), Column(6.4, "Krav")],
        ["**{{ b.nr }}**", "{{ b.titel }}", "{{ b.krav }}"],
        caption="Behov og krav",
    )
    d.note("Et krav kan dække flere behov.")


def _requirements(d: Document) -> None:
    d.annex("Krav for krav, fra svar til prøve")
    with d.when("not omraader"):
        d.p("{{ tom.krav }}")
    with d.when("omraader"):
        d.p("{{ tekst.loefte }}")
        d.table(
            [
                Column(1.9, "Krav"),
                Column(5.6, "Det skal løsningen"),
                Column(7.0, "Svar og point"),
                Column(5.6, "Løfte i kontrakten"),
                Column(4.9, "Prøve"),
            ],
            [
                Tag("for o in omraader"),
                Group("{{ o.navn }}"),
                Tag("for k in o.krav"),
                [
                    [Para("**{{ k.nr }}**", "Tabeltekst"), Para("{{ k.maerke }}", "Tabeltekst")],
                    [
                        Para("**{{ k.titel }}**", "Tabeltekst"),
                        Para("{{ k.tekst }}", "Tabeltekst"),
                        Para("[[Svag|Behov: {{ k.behov }}]]", "Tabeltekst"),
                    ],
                    [
                        Para("{%p for s in k.svar %}", "Tabeltekst"),
                        Para(
                            "**{{ s.navn }}:** {{ s.svar }}{% if s.note %} [[Svag|{{ s.note }}]]{% endif %}",
                            "Tabeltekst",
                        ),
                        Para("{%p endfor %}", "Tabeltekst"),
                        Para("{%p if not k.svar %}", "Tabeltekst"),
                        Para("Ingen tilbud", "Tabeltekst"),
                        Para("{%p endif %}", "Tabeltekst"),
                    ],
                    [
                        Para("{{ k.loefte }}", "Tabeltekst"),
                        Para("{%p for n in k.noter %}", "Tabeltekst"),
                        Para("{{ n }}", "Tabeltekst"),
                        Para("{%p endfor %}", "Tabeltekst"),
                    ],
                    "{{ k.proeve }}",
                ],
                Tag("endfor"),
                Tag("endfor"),
            ],
            width=TEXT_WIDTH_LANDSCAPE,
            style="It-start Kravtabel",
            alt="Hvert krav med behov, svar, point, løfte og prøve",
        )
    d.note("{{ tekst.proeve }} Bilaget er lavet af sagens oplysninger, som de var {{ dokument.dato }}.")
