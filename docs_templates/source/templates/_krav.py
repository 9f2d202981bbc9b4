"""What both documents say about requirements: the table with the test of each, and how the priorities are read."""

from docs_templates.source.house_style import Column, Document, Group, Para, Tag, each, mark

PRIORITIES = (
    f"{mark('SKAL')}  Uden dette er løsningen ubrugelig eller ulovlig. Mangler ét, udgår tilbuddet, medmindre "
    "kunden skriftligt siger andet.\n"
    f"{mark('BØR')}  Har stor værdi og tæller dobbelt i vurderingen. Der kan leves uden i et år.\n"
    f"{mark('KAN')}  Rart at få. Tæller enkelt og må ikke fordyre løsningen.\n"
    f"{mark('IKKE NU')}  Talt igennem og valgt fra. Det tæller ikke med, men må ikke blive umuligt senere."
)


def requirement_table(d: Document) -> None:
    """Every requirement by area: number, priority and needs; title, text and law; the test."""
    row = each(
        "k",
        "o.krav",
        ["**{{ k.nr }}**", "{{ k.maerke }}", Para("{{ k.behov }}")],
        [
            "[[Stærk|{{ k.titel }}]]",
            "{{ k.tekst }}",
            Para("{%p if k.lov %}"),
            Para("{{ k.lov }}"),
            Para("{%p endif %}"),
        ],
        "{{ k.proeve }}",
    )
    d.table(
        [Column(2.1, "Krav"), Column(8.4, "Det skal løsningen kunne"), Column(5.9, "Sådan prøver vi det")],
        [Tag("for o in omraader"), Group("{{ o.navn }}"), *row, Tag("endfor")],
        style="It-start Kravtabel",
        alt="Alle krav med nummer, prioritet, behov, tekst og prøve",
    )
