"""Template of the acceptance test sheet: what is tested, how, and what was seen; printed filled in or empty."""

from docs_templates.source.house_style import TEXT_WIDTH_LANDSCAPE, Column, Document, Group, Para, Tag
from docs_templates.source.templates._fejlklasser import error_classes

TO_TICK = "☐ Bestået\n☐ A ☐ B ☐ C".replace("☐ ", "☐\u00a0")


def build() -> Document:
    """The rules of the test, every test across the page, and the signatures."""
    d = Document("Prøveskema", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("Overtagelsesprøve: {{ sag.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.facts(
        [
            ("Kunde", "**{{ kunde.navn }}**"),
            ("Leverandør", "**{{ leverandoer }}**"),
            ("Løsning", "{{ produkt }}"),
            ("Kontrakt", "{{ kontrakt }}"),
            ("Prøven skal være bestået", "{{ proeve.dato }}"),
            ("SKAL-krav, der skal prøves", "{{ proeve.skal }}"),
            ("B-fejl, der er tilladt", "Højst {{ proeve.max_b }}"),
        ],
        alt="Hvad der prøves",
        label_cm=5.6,
        conditions=[None, None, "produkt", "kontrakt"],
    )
    with d.when("dom.titel"):
        d.callout("Anbefaling", "Resultatet nu", "[[Stærk|{{ dom.titel }}]] {{ dom.tekst }}")
    d.h1("Sådan gør I")
    d.bullets(
        "**Prøv med egne data** i et miljø, der svarer til det endelige. Leverandøren er til stede.",
        "**Tag ét krav ad gangen.** Gør det, der står, og se, om det sker.",
        "**Skriv, hvad I så,** også når det lykkes. En fejl får A, B eller C.",
        "**Prøv igen, når en fejl er rettet.** Det er den sidste prøve af kravet, der tæller.",
    )
    error_classes(d)
    d.p(
        "Prøven er bestået, når alle SKAL-krav er prøvet, der ingen A-fejl er, og der er højst {{ proeve.max_b }} "
        "B-fejl. Tag ikke løsningen i brug før."
    )
    d.end_section()
    _tests(d)
    d.end_section(landscape=True)
    _ending(d)
    return d


def _tests(d: Document) -> None:
    d.h1("Prøverne")
    with d.when("not grupper"):
        d.p("{{ tom.proever }}")
    with d.when("grupper"):
        d.table(
            [
                Column(1.9, "Krav"),
                Column(6.0, "Det skal løsningen"),
                Column(7.0, "Sådan prøves det"),
                Column(3.4, "Resultat"),
                Column(4.3, "Hvad skete der?"),
                Column(2.4, "Hvem, hvornår"),
            ],
            [
                Tag("for g in grupper"),
                Group("{{ g.navn }}"),
                Tag("for t in g.proever"),
                [
                    [Para("**{{ t.nr }}**", "Tabeltekst"), Para("{{ t.maerke }}", "Tabeltekst")],
                    [Para("**{{ t.titel }}**", "Tabeltekst"), Para("{{ t.tekst }}", "Tabeltekst")],
                    [
                        Para("{{ t.proeve }}", "Tabeltekst"),
                        Para("{%p if t.frist %}"),
                        Para("{{ t.frist }}"),
                        Para("{%p endif %}"),
                    ],
                    f"{{% if t.resultat %}}**{{{{ t.resultat }}}}**{{% else %}}{TO_TICK}{{% endif %}}",
                    "{{ t.note }}",
                    "{{ t.hvem }}",
                ],
                Tag("endfor"),
                Tag("endfor"),
            ],
            width=TEXT_WIDTH_LANDSCAPE,
            style="It-start Kravtabel",
            alt="Hver prøve med krav, fremgangsmåde, resultat og plads til noter",
        )
    with d.when("fejl"):
        d.caption("Fejl uden for kravene")
        d.table(
            [Column(3.0, "Klasse"), Column(16.0, "Hvad skete der?"), Column(6.0, "Hvem og hvornår")],
            [Tag("for f in fejl"), ["**{{ f.resultat }}**", "{{ f.note }}", "{{ f.hvem }}"], Tag("endfor")],
            width=TEXT_WIDTH_LANDSCAPE,
            alt="Fejl, der ikke hører til et krav",
        )
    d.note("Kravene og fejlklasserne er dem, der står i kontraktens bilag 1 og 6.")


def _ending(d: Document) -> None:
    d.h1("Afslutning")
    d.p("Prøven er afsluttet med ____ A-fejl, ____ B-fejl og ____ C-fejl.  ☐ Bestået   ☐ Ikke bestået")
    d.p("B-fejlene rettes senest: ________________. C-fejlene rettes efter aftale.")
    d.signature("For {{ kunde.navn }}. Dato og navn")
    d.signature("For {{ leverandoer }}. Dato og navn")
