"""Template of the Rettelsesblad: each change of a sent tender, the old text and the new side by side."""

from docs_templates.source.house_style import Column, Document, Para

_SIDE_BY_SIDE = [Column(3.4, "Hvad"), Column(6.5, "Før"), Column(6.5, "Nu")]
_CELLS = [
    ["**{{ r.hvad }}**", Para("{%p if r.grund %}"), Para("{{ r.grund }}"), Para("{%p endif %}")],
    "{{ r.foer }}",
    "**{{ r.nu }}**",
]


def build() -> Document:
    """Only the chapters there is something to say in."""
    d = Document("Rettelsesblad", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("{{ dokument.titel }}: {{ udbud.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p(
        "{{ rettelser }} i materialet fra {{ kunde.navn }}. Version {{ udbud.version }} erstatter "
        "{{ udbud.forrige }}. Det, der ikke står her, er ikke ændret."
    )
    d.callout(
        "Vigtigt",
        "Frist for tilbud",
        "**{{ udbud.frist }}.** Svar i det nye tilbudsskema. Det gamle kan ikke bruges.",
    )
    d.facts([("Derfor retter vi", "{{ udbud.grund }}")], alt="Hvorfor materialet er rettet")
    _pairs(d, "datoer", "Datoer", "Ændrede datoer")
    _requirements(d)
    _pairs(d, "kriterier", "Kriterier og vægte", "Ændrede kriterier og vægte, med begrundelse")
    _pairs(d, "demo", "Demo", "Ændrede opgaver i demoen")
    _pairs(d, "vilkaar", "Vilkår", "Ændrede vilkår")
    d.note("Rettelsesbladet er en del af materialet og går forud for tidligere versioner.")
    return d


def _pairs(d: Document, items: str, title: str, caption: str) -> None:
    with d.when(items):
        d.h1(title)
    d.list_table(items, "r", _SIDE_BY_SIDE, _CELLS, caption=caption, keep=False)


def _requirements(d: Document) -> None:
    with d.when("rettede or nye or udgaaede"):
        d.h1("Krav")
    d.list_table("rettede", "r", _SIDE_BY_SIDE, _CELLS, caption="Rettede krav", keep=False)
    d.list_table(
        "nye",
        "k",
        [Column(2.1, "Krav"), Column(8.4, "Det skal løsningen kunne"), Column(5.9, "Sådan prøver vi det")],
        [
            ["**{{ k.nr }}**", Para("{{ k.prioritet }}")],
            [
                "[[Stærk|{{ k.titel }}]]",
                "{{ k.tekst }}",
                Para("{%p if k.lov %}"),
                Para("{{ k.lov }}"),
                Para("{%p endif %}"),
            ],
            "{{ k.proeve }}",
        ],
        caption="Nye krav",
        keep=False,
    )
    d.list_table(
        "udgaaede",
        "k",
        [Column(2.1, "Krav"), Column(11.9, "Tekst"), Column(2.4, "Status")],
        ["**{{ k.nr }}**", ["[[Stærk|{{ k.titel }}]]", "{{ k.tekst }}"], "Udgået"],
        caption="Udgåede krav. Numrene bruges ikke igen, og kravene skal ikke besvares",
        keep=False,
    )
