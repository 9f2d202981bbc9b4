"""The contract's annexes 8 and 9: leaving with the data, and changes after signature."""

from docs_templates.source.house_style import Column, Document


def leaving(d: Document) -> None:
    """Annex 8: exit, with the switching rules of the EU Data Act for cloud solutions."""
    d.annex("{{ bilagstitel.nr8 }}")
    d.p(
        "Bilaget gælder, når kontrakten ophører, uanset hvem der har opsagt eller hævet, og også hvis parterne er "
        "uenige om penge. Leverandøren kan ikke holde data tilbage."
    )
    d.list_table(
        "ophoerskrav",
        "k",
        [Column(1.6, "Krav"), Column(8.4, "Lovet"), Column(6.4, "Prøves sådan")],
        ["**{{ k.nr }}**", ["[[Stærk|{{ k.titel }}]]", "{{ k.tekst }}"], "{{ k.proeve }}"],
        caption="Krav om ophør i kravspecifikationen",
    )
    _steps(d)


def _steps(d: Document) -> None:
    d.caption("Sådan foregår ophøret")
    d.table(
        [Column(4.4, "Hvad"), Column(4.0, "Hvornår"), Column(8.0, "Hvordan")],
        [
            (
                "**Plan**",
                "Senest 10 arbejdsdage efter opsigelsen",
                "Parterne aftaler datoer, formater og kontaktpersoner.",
            ),
            (
                "**Prøveudtræk**",
                "Ved overtagelsesprøven og én gang om året, hvis Kunden beder om det",
                "Alle hovedtabeller, så Kunden ved, at data kan læses andre steder.",
            ),
            (
                "**Udlevering**",
                "Så snart Kunden beder om det, og senest 30 dage efter ophør",
                (
                    "Alle Kundens data, også bilag, historik og opsætning, i et almindeligt brugt, maskinlæsbart "
                    "format, fx CSV, XML eller JSON, med beskrivelse af felterne."
                ),
            ),
            (
                "**Afhentning**",
                "Mindst 30 dage efter, at overgangen er slut",
                "Kunden kan i perioden selv hente data igen.",
            ),
            (
                "**Sletning**",
                "Når Kunden har bekræftet, at data er modtaget og kan læses",
                ("Leverandøren bekræfter skriftligt. Backup slettes efter den normale udløbstid."),
            ),
        ],
        alt="Ophør trin for trin",
        keep=True,
    )
    _transition(d)


def _transition(d: Document) -> None:
    d.p(
        "Under overgangen holder Leverandøren løsningen i drift på samme vilkår og samme sikkerhed og giver den nye "
        "leverandør de oplysninger, der er brug for."
    )
    with d.when("leverandoer.cloud"):
        d.h3("Skift efter EU's dataforordning")
        d.p(
            "Løsningen er en cloudtjeneste og er omfattet af reglerne om skift i dataforordningen, (EU) 2023/2854, "
            "kapitel VI, som har været gældende siden 12. september 2025. De kan ikke fraviges til skade for Kunden:"
        )
        d.bullets(
            "Kunden kan med højst 2 måneders varsel skifte til en anden leverandør eller til egen drift.",
            "Overgangen varer højst 30 dage efter varslets udløb. Er det teknisk umuligt, skriver Leverandøren det med "
            "begrundelse inden 14 arbejdsdage og foreslår en periode på højst 7 måneder. Kunden kan forlænge én gang.",
            "Kunden kan hente sine data i mindst 30 dage efter overgangen.",
            "Leverandøren må højst tage de udgifter, skiftet direkte koster, og fra 12. januar 2027 slet ikke noget "
            "for selve skiftet.",
        )
    d.h3("Pris")
    d.p("{{ pris.ophoer }}")


def changes(d: Document) -> None:
    """Annex 9: empty at signature, with the form of an addendum."""
    d.annex("{{ bilagstitel.nr9 }}")
    d.p("Ved indgåelsen er der ingen ændringer. Hver ændring får sit eget tillæg, som lægges bag denne side.")
    d.caption("Det skal stå i et tillæg")
    d.table(
        [Column(5.0, "Punkt"), Column(11.4, "Hvad der skrives")],
        [
            (
                "**Nummer og dato**",
                (
                    "Tillæg 1, 2, 3 … til {% if kontrakt.nummer %}kontrakt {{ kontrakt.nummer }}{% else %}kontrakten"
                    "{% endif %}"
                ),
            ),
            ("**Ændringen**", "Hvad der skal være anderledes, og hvorfor"),
            ("**Krav og prøver**", "De krav i bilag 1 og prøver i bilag 6, der ændres eller kommer til"),
            ("**Pris og betaling**", "Fast pris uden moms, og den milepæl, der udløser betalingen"),
            ("**Tid**", "Nye datoer i bilag 3, eller at tidsplanen ikke ændres"),
            ("**Persondata**", "Om bilag 7 skal ændres"),
            ("**Underskrift**", "Begge parter. Før det gælder ændringen ikke"),
        ],
        alt="Indholdet af et tillæg",
        keep=True,
    )
    d.p("Et nyere tillæg går forud for det, det ændrer. Resten af kontrakten gælder fortsat.")
