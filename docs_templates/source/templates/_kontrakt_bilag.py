"""The contract's annexes 1 to 5: requirements as promises, solution, plan, prices and service levels."""

from docs_templates.source.house_style import Column, Document, Group, Para, Tag, Total, each


def promises(d: Document) -> None:
    """Annex 1: every requirement with the vendor's answer as a promise."""
    d.annex("{{ bilagstitel.nr1 }}")
    d.p(
        "Tabellen er hele kravspecifikationen. Højre kolonne er Leverandørens løfte. Hvor der står en frist, gælder "
        "den i stedet for overtagelsesprøven. Bilag 6 viser, hvordan kravene prøves."
    )
    with d.when("not omraader"):
        d.p("{{ tom.krav }}")
    with d.when("omraader"):
        d.table(
            [Column(2.1, "Krav"), Column(7.5, "Det skal løsningen kunne"), Column(6.8, "Det har Leverandøren lovet")],
            [
                Tag("for o in omraader"),
                Group("{{ o.navn }}"),
                *each(
                    "k",
                    "o.krav",
                    ["**{{ k.nr }}**", "{{ k.maerke }}"],
                    [
                        "[[Stærk|{{ k.titel }}]]",
                        "{{ k.tekst }}",
                        Para("{%p if k.lov %}"),
                        Para("{{ k.lov }}"),
                        Para("{%p endif %}"),
                    ],
                    ["{{ k.loefte }}", Para("{%p for n in k.noter %}"), Para("{{ n }}"), Para("{%p endfor %}")],
                ),
                Tag("endfor"),
            ],
            alt="Alle krav med Leverandørens løfte",
            style="It-start Kravtabel",
        )
        d.note(
            "Opfyldt i standard: virker uden ændringer. Opsætning: stilles ind uden merpris. Tilpasning: "
            "programmeres til Kunden. Tredjepart: et andet firmas produkt, som Leverandøren hæfter for."
        )
    _deadlines(d)


def _deadlines(d: Document) -> None:
    d.list_table(
        "loefter_frist",
        "f",
        [Column(1.6, "Krav"), Column(4.6, "Emne"), Column(3.4, "Frist"), Column(6.8, "Grundlag")],
        ["**{{ f.nr }}**", "{{ f.titel }}", "{{ f.frist }}", "{{ f.grund }}"],
        caption="Løfter med en særlig frist",
    )


def solution(d: Document) -> None:
    """Annex 2: what is bought, and for whom."""
    d.annex("{{ bilagstitel.nr2 }}")
    d.p(
        "Leverandørens løsningsbeskrivelse fra tilbuddet er en del af dette bilag og lægges bag denne side. Siger "
        "den noget andet end bilag 1, gælder bilag 1."
    )
    d.facts(
        [
            ("Løsning", "{{ leverandoer.produkt }}"),
            ("Driftsform", "{{ leverandoer.drift }}"),
            ("Fulde brugere", "{{ omfang.fulde }}"),
            ("Lette brugere", "{{ omfang.lette }}"),
            ("Omfang", "{{ omfang.transaktioner }}"),
            ("Det er med", "{{ omfang.med }}"),
            ("Det er ikke med", "{{ omfang.uden }}"),
            ("Integrationer", "{{ omfang.integrationer }}"),
        ],
        alt="Løsningen kort",
        conditions=[
            None,
            None,
            "omfang.fulde",
            "omfang.lette",
            "omfang.transaktioner",
            "omfang.med",
            "omfang.uden",
            "omfang.integrationer",
        ],
    )
    d.list_table(
        "systemer",
        "s",
        [Column(6.0, "Kundens system"), Column(6.4, "Bruges til"), Column(4.0, "Skal")],
        ["**{{ s.navn }}**", "{{ s.formaal }}", "{{ s.skaebne }}"],
        caption="Kundens nuværende systemer",
    )
    d.h3("Forbehold")
    d.p("{{ leverandoer.forbehold }}")
    d.p("Forbehold fra tilbuddet, der ikke er gentaget her eller i kontrakten, er bortfaldet.")


def plan(d: Document) -> None:
    """Annex 3: milestones, people and the customer's own tasks."""
    d.annex("{{ bilagstitel.nr3 }}")
    d.p(
        "Milepælene er aftalte frister. En milepæl er nået, når kriteriet er opfyldt. Den fulde projektplan følger "
        "med som et selvstændigt dokument; siger den noget andet end tabellen, gælder tabellen."
    )
    with d.when("not milepaele"):
        d.p("{{ tom.milepaele }}")
    d.list_table(
        "milepaele",
        "m",
        [
            Column(1.5, "Nr."),
            Column(4.2, "Milepæl"),
            Column(3.2, "Dato"),
            Column(2.5, "Ansvarlig"),
            Column(5.0, "Nået, når"),
        ],
        ["**{{ m.nr }}**", "{{ m.titel }}", "{{ m.dato }}", "{{ m.ansvarlig }}", "{{ m.kriterium }}"],
        caption="Milepæle",
    )
    with d.when("projekt.reserve"):
        d.note("Reservedato for idriftsættelse: {{ projekt.reserve }}.")
    _plan_people(d)


def _plan_people(d: Document) -> None:
    d.facts(
        [
            ("Kundens projektleder", "{{ projekt.leder_kunde }}"),
            ("Leverandørens projektleder", "{{ projekt.leder_leverandoer }}"),
            ("Styregruppe", "{{ projekt.styregruppe }}"),
            ("Møder", "{{ projekt.moeder }}"),
        ],
        alt="Projektets personer",
        conditions=[None, None, "projekt.styregruppe", "projekt.moeder"],
    )
    d.list_table(
        "opgaver",
        "o",
        [Column(6.2, "Kundens opgave"), Column(4.6, "Hvem"), Column(2.0, "Timer", "tal"), Column(3.6, "Senest")],
        ["{{ o.opgave }}", "{{ o.ejer }}", "{{ o.timer }}", "{{ o.frist }}"],
        caption="Kundens egne opgaver",
        total=Total(("I alt", "", "{{ projekt.timer }}", "")),
    )


def prices(d: Document) -> None:
    """Annex 4: price lines, annual price, payment plan and what was negotiated."""
    d.annex("{{ bilagstitel.nr4 }}")
    d.p("Alle beløb er i hele kroner uden moms.")
    with d.when("not prislinjer"):
        d.p("{{ tom.priser }}")
    d.list_table(
        "prislinjer",
        "p",
        [Column(13.0, "Post"), Column(3.4, "Kr.", "tal")],
        ["{{ p.tekst }}", "{{ p.beloeb }}"],
        caption="Engangspris",
        total=Total(("I alt", "{{ pris.engang_tal }}")),
    )
    d.list_table(
        "aarslinjer",
        "p",
        [Column(13.0, "Post"), Column(3.4, "Kr. pr. år", "tal")],
        ["{{ p.tekst }}", "{{ p.beloeb }}"],
        caption="Årlig pris",
        total=Total(("I alt", "{{ pris.aarlig_tal }}")),
    )
    _payments(d)


def _payments(d: Document) -> None:
    d.h3("Betaling af den årlige pris")
    d.facts(
        [
            ("Årlig pris", "{{ pris.aarlig }}"),
            ("Faktureres", "{{ pris.periode }} med {{ pris.rate }}"),
            ("Variabel betaling", "{{ pris.variabel }}"),
            ("Regulering", "{{ pris.regulering }}"),
            ("Betalingsfrist", "{{ pris.frist }} dage"),
        ],
        alt="Årlig pris og betaling",
        conditions=[None, "pris.rate", "pris.variabel", None, None],
    )
    with d.when("not rater"):
        d.p("{{ tom.rater }}")
    d.list_table(
        "rater",
        "r",
        [
            Column(1.2, "Rate", "midt"),
            Column(6.4, "Betales, når milepælen er nået"),
            Column(3.3, "Forventet dato"),
            Column(2.3, "Andel", "tal"),
            Column(3.2, "Kr.", "tal"),
        ],
        ["**{{ r.nr }}**", "{{ r.milepael }}", "{{ r.dato }}", "{{ r.andel }}", "{{ r.beloeb }}"],
        caption="Betalingsplan for engangsprisen",
        total=Total(("", "I alt", "", "{{ pris.andel_sum }}", "{{ pris.rater_sum }}")),
    )
    d.list_table(
        "forhandlet",
        "f",
        [Column(3.0, "Dato"), Column(5.4, "Emne"), Column(3.4, "Tilbuddet"), Column(4.6, "Aftalt")],
        ["{{ f.dato }}", "{{ f.emne }}", "{{ f.foer }}", "**{{ f.efter }}**"],
        caption="Ændret i forhandlingen",
    )
    with d.when("forhandlet"):
        d.note(
            "Det aftalte går forud for tilbuddet.{% if forhandling.sparet %} Ændringerne er {{ forhandling.sparet }} "
            "værd for Kunden over {{ forhandling.aar }} år.{% endif %}"
        )


def service(d: Document) -> None:
    """Annex 5: service levels."""
    d.annex("{{ bilagstitel.nr5 }}")
    d.p(
        "Bilaget gælder fra idriftsættelsen. Siger et krav i tabellen noget strengere end resten af bilaget, gælder "
        "kravet."
    )
    d.list_table(
        "servicekrav",
        "k",
        [Column(1.6, "Krav"), Column(8.6, "Servicemål"), Column(6.2, "Dokumenteres sådan")],
        ["**{{ k.nr }}**", ["[[Stærk|{{ k.titel }}]]", "{{ k.tekst }}"], "{{ k.proeve }}"],
        caption="Servicemål fra kravspecifikationen",
    )
    d.caption("Svartid og rettetid")
    d.table(
        [Column(2.0, "Fejl"), Column(6.4, "Leverandøren svarer"), Column(8.0, "Leverandøren retter")],
        [
            ("**A-fejl**", "Inden 4 timer i supporttiden", "Arbejdet fortsætter, til fejlen er rettet eller omgået"),
            ("**B-fejl**", "Næste arbejdsdag", "Inden 5 arbejdsdage"),
            ("**C-fejl**", "Inden 5 arbejdsdage", "I næste planlagte version"),
        ],
        alt="Svartid og rettetid for A-, B- og C-fejl",
        keep=True,
    )
    d.p("Sådan virker supporten:")
    d.bullets(
        "Supporttiden er hverdage kl. 8 til 16. Supporten er på dansk og kan nås på telefon og mail.",
        "Fejl meldes skriftligt eller på telefon. Kunden foreslår fejlklassen, og er parterne uenige, gælder Kundens "
        "klasse, til uenigheden er afklaret.",
        "Nye versioner, sikkerhedsrettelser og ændringer, der følger af lov, er med i den årlige pris.",
    )
    with d.when("leverandoer.cloud"):
        d.bullets(
            "Løsningen er tilgængelig mindst 99,5 % af tiden på hverdage kl. 7 til 17, målt pr. måned. Planlagt "
            "vedligehold, som er varslet, tæller ikke med.",
        )
    d.bullets(
        "Hvert kvartal sender Leverandøren en opgørelse over tilgængelighed, fejl, svartider og seneste genskabelse."
    )
