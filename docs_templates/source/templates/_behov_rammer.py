"""Behovsbeskrivelse, chapters 8 to 13: data, security, money, people and time, risks, next steps."""

from docs_templates.source.house_style import Column, Document, Row, Total

_COMMON_RISKS: list[Row] = [
    (
        "Nøglepersoner har ikke tid, når det brænder på.",
        "Timerne aftales med navn og uge, før kontrakten skrives under. Noget andet må vente.",
    ),
    ("Data er ikke ryddet op til tiden.", "Oprydningen begynder nu og har en ansvarlig."),
    ("Der kommer nye krav undervejs.", "Et nyt krav vejes mod rammen, og et andet tages ud."),
    (
        "Løsningen tilpasses så meget, at den bliver dyr at holde ved lige.",
        "Standard vælges, medmindre forskellen kan måles i kroner.",
    ),
    (
        "Medarbejderne arbejder videre, som de plejer.",
        "De, der skal bruge systemet, er med til demo, prøve og uddannelse.",
    ),
    ("Systemet tages i brug, før det virker.", "Ingen start, før overtagelsesprøven er bestået."),
]


def write(d: Document) -> None:
    """Adds the chapters."""
    _data(d)
    _security(d)
    _money(d)
    _benefits(d)
    _people(d)
    _barriers(d)
    _risks(d)
    _next(d)


def _data(d: Document) -> None:
    d.h1("Data, integrationer og omfang")
    d.p(
        "Oplysningerne her bestemmer en stor del af prisen. Ret dem, før materialet sendes ud, hvis noget ikke passer. "
        "En leverandør, der skal gætte på mængder, lægger et tillæg på."
    )
    d.facts(
        [
            ("Fulde brugere", "{{ omfang.fulde }}"),
            ("Lette brugere", "{{ omfang.lette }}"),
            ("Mængder", "{{ omfang.maengder }}"),
            ("Skal tale sammen med", "{{ omfang.integrationer }}"),
            ("Ønsket start", "{{ omfang.start }}"),
        ],
        alt="Brugere, mængder, integrationer og ønsket start",
        conditions=[None, None, None, "omfang.integrationer", "omfang.start"],
    )
    d.list_table(
        "systemer",
        "s",
        [Column(6.2, "System"), Column(10.2, "Hvad det betyder for den nye løsning")],
        ["**{{ s.navn }}**", "{{ s.betydning }}"],
        caption="Data, der skal flyttes, og systemer, der skal tale sammen",
    )
    d.h3("Før data flyttes")
    d.bullets(
        "**Ryd op først.** Gamle varenumre, døde kunder og dubletter koster det samme at flytte som de rigtige. "
        "Oprydningen kan begynde i dag, for den afhænger ikke af, hvilket system vi vælger.",
        "**Bestem, hvor langt tilbage.** Flyt det, der bruges. Gem resten, så det kan læses. Regnskabsmateriale skal "
        "opbevares i fem år.",
        "**Prøv to gange.** Den første prøveflytning viser fejlene i data. Den anden viser, om de er rettet.",
        "**Stem af.** Antal poster og saldi før og efter skal passe, og en navngiven person skriver under på det.",
    )


def _security(d: Document) -> None:
    d.h1("Sikkerhed, persondata og lovkrav")
    d.h3("Persondata")
    d.block("sikkerhed.persondata")
    d.p(
        "Når en leverandør behandler personoplysninger for os, skal der være en skriftlig databehandleraftale. Den "
        "skal sige, hvilke oplysninger det er, hvad leverandøren må gøre med dem, hvilke underleverandører der er med, "
        "og hvordan oplysningerne slettes til sidst. Aftalen er en del af kontrakten, ikke noget der kommer bagefter."
    )
    d.h3("Cybersikkerhed og NIS2")
    d.block("sikkerhed.nis2")
    d.p(
        "Uanset loven bør vi bede alle leverandører om det samme: adgang efter rolle, login med to faktorer, en log "
        "over ændringer, daglig backup og en gendannelse, der er prøvet af og ikke kun lovet."
    )
    d.list_table(
        "lovkrav",
        "k",
        [Column(1.7, "Krav"), Column(4.4, "Emne"), Column(10.3, "Lovgrundlag")],
        ["**{{ k.nr }}**", "{{ k.titel }}", "{{ k.lov }}"],
        caption="Krav, der følger af lov",
    )
    d.h3("Når aftalen slutter")
    d.p(
        "Vi ejer vores data. Leverandøren skal udlevere dem i et almindeligt brugt format, når aftalen slutter, og "
        "slette dem bagefter. For cloudtjenester giver dataforordningen (EU) 2023/2854 ret til at skifte med højst to "
        "måneders varsel. Spørg altid, hvad det koster at komme ud igen, mens der stadig er flere tilbud på bordet."
    )


def _money(d: Document) -> None:
    d.h1("Økonomi: ramme og gevinster")
    d.key_figures(
        [
            ("{{ oekonomi.engang_tal }}", "kr. i engangspris, højst"),
            ("{{ oekonomi.aarlig_tal }}", "kr. om året, højst"),
            ("{{ oekonomi.gevinst_tal }}", "kr. i gevinst om året"),
            ("{{ oekonomi.tilbagebetaling }}", "til engangsprisen er tjent hjem"),
        ],
        alt="Engangspris, årlig pris, gevinst og tilbagebetaling",
    )
    d.p("Alle beløb i dokumentet er i danske kroner uden moms.")
    d.h3("Det dækker rammen")
    d.bullets(
        "**Engangsprisen** er licenser, opsætning, flytning af data, koblinger til andre systemer, tilpasninger, "
        "uddannelse, udstyr og rejser.",
        "**Den årlige pris** er abonnement, support, vedligehold, drift, gebyrer pr. transaktion og produkter fra "
        "tredjepart.",
        "**Vores egne timer** er ikke med i rammen. Leverandørerne skal oplyse, hvor mange timer vi selv skal bruge, "
        "og de kommer med i sammenligningen. Regn med mindst én egen time for hver konsulenttime, og gerne to.",
        "**Et tilbud over rammen** udgår ikke af sig selv. Det får en markering, og vi skal kunne forklare, hvorfor "
        "vi alligevel vil betale mere.",
    )


def _benefits(d: Document) -> None:
    with d.when("figur_gevinst"):
        d.figure("figur_gevinst", "Forventet gevinst om året, i 1.000 kr.")
    d.list_table(
        "gevinster",
        "g",
        [Column(1.5, "Nr."), Column(10.9, "Gevinst"), Column(4.0, "Kr. om året", "tal")],
        ["**{{ g.nr }}**", "{{ g.tekst }}", "{{ g.beloeb }}"],
        caption="Gevinster, og hvordan de er regnet ud",
        total=Total(("", "I alt", "{{ oekonomi.gevinst_tal }}")),
    )
    d.callout("Metode", "Sådan er tilbagebetalingen regnet", "{{ tekst.om_tilbagebetaling }}")
    d.p(
        "Gevinsterne kommer ikke af sig selv. Sparet tid bliver først til penge, når timerne bruges til noget andet. "
        "Derfor følger vi dem op på samme tid som målene i kapitel 4."
    )


def _people(d: Document) -> None:
    d.h1("Organisation og tid")
    d.p(
        "Et nyt system er et projekt i virksomheden, ikke hos leverandøren. Det kræver én, der beslutter, én, der "
        "driver, og nogle, der kender arbejdet. De skal have tiden sat af, før kontrakten skrives under."
    )
    d.list_table(
        "personer",
        "s",
        [Column(4.4, "Navn"), Column(4.4, "Rolle"), Column(7.6, "Ser især på")],
        ["**{{ s.navn }}**", "{{ s.rolle }}", "{{ s.fokus }}"],
        caption="Hvem der er med, og hvad de ser på",
    )
    d.list_table(
        "tidsplan",
        "t",
        [Column(4.6, "Hvornår"), Column(6.6, "Hvad"), Column(5.2, "Hvem")],
        ["**{{ t.dato }}**", "{{ t.hvad }}", "{{ t.hvem }}"],
        caption="Foreløbig tidsplan",
    )
    d.note("Datoerne er foreløbige, til leverandøren er valgt. Den endelige plan er en del af kontrakten.")


def _barriers(d: Document) -> None:
    d.h1("Barrierer og risici")
    with d.when("barrierer"):
        d.p(
            "Vi har spurgt os selv, hvad der har holdt os tilbage indtil nu. Et nyt system fjerner det ikke af sig "
            "selv, så her er, hvad vi gør ved det."
        )
    d.list_table(
        "barrierer",
        "b",
        [Column(4.6, "Det har holdt os tilbage"), Column(11.8, "Det gør vi ved det")],
        ["**{{ b.navn }}**", "{{ b.svar }}"],
        caption="Barrierer, og hvad vi gør ved dem",
    )
    with d.when("tekst.barrierer"):
        d.block("tekst.barrierer")


def _risks(d: Document) -> None:
    columns = [Column(6.2, "Hvad kan gå galt"), Column(7.2, "Hvad vi gør ved det"), Column(3.0, "Ansvarlig")]
    d.list_table(
        "risici",
        "r",
        [Column(1.4, "Tal", "midt"), *columns],
        ["**{{ r.tal }}**", "{{ r.tekst }}", "{{ r.modtraek }}", "{{ r.ejer }}"],
        caption="De største risici først. Tallet er sandsynlighed gange konsekvens, begge fra 1 til 5",
        keep=False,
    )
    with d.when("not risici"):
        d.caption("Det går oftest galt i den slags projekter")
        d.table(columns[:2], _COMMON_RISKS, alt="Almindelige risici og modtræk", keep=True)


def _next(d: Document) -> None:
    d.h1("Næste skridt")
    d.p("Vi beslutter undervejs og kan standse efter hvert punkt:", extra="<w:keepNext/>")
    with d.loop("n", "naeste"):
        d.p("**{{ n.hvad }}** {{ n.tekst }}", "List Number", "<w:keepNext/>")
    d.h3("Før vi skriver under")
    d.bullets(
        "**Behov.** Står det vigtigste øverst, og er der noget, ingen længere savner?",
        "**Krav.** Kan hvert SKAL-krav bære, at et ellers godt tilbud udgår?",
        "**Ramme.** Er pengene sat af, både engangsprisen og det, der skal betales hvert år?",
        "**Tid.** Ved de personer, der er nævnt i kapitel 11, hvad de har sagt ja til?",
    )
    with d.when("mangler"):
        d.callout(
            "Vigtigt",
            "Det mangler vi at få oplyst",
            "Vi mangler {% for m in mangler %}{{ m }}{% if loop.revindex == 2 %} og {% elif not loop.last %}, "
            "{% endif %}{% endfor %}. Stederne er markeret med gult i teksten og skal være på plads, før materialet "
            "sendes til leverandører.",
        )
    d.p("Med min underskrift godkender jeg behov, krav og ramme som grundlag for at indhente tilbud.")
    d.signature("{{ kunde.kontakt }}, dato og underskrift")
