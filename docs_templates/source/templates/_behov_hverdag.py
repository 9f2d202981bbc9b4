"""Behovsbeskrivelse, chapters 1 to 4: summary, the company, how we work today, goals."""

from docs_templates.source.house_style import Column, Document


def write(d: Document) -> None:
    """Adds the chapters."""
    _summary(d)
    _company(d)
    _today(d)
    _goals(d)


def _summary(d: Document) -> None:
    d.h1("Sammenfatning", new_page=True)
    d.block("resume.manchet", "Manchet")
    d.key_figures(
        [
            ("{{ tal.skal }}", "SKAL-krav af {{ tal.krav }} krav i alt"),
            ("{{ oekonomi.gevinst_tal }}", "kr. om året kan vi vinde"),
            ("{{ oekonomi.engang_tal }}", "kr. i engangspris, højst"),
            ("{{ oekonomi.tilbagebetaling }}", "tager det at tjene engangsprisen hjem"),
        ],
        alt="Fire nøgletal: SKAL-krav, gevinst, engangspris og tilbagebetaling",
    )
    with d.when("maal"):
        d.h3("Hvad vi vil opnå")
        d.bullets_each("m", "maal", "**{{ m.tekst }}.** {{ m.enhed }}: {{ m.nu }} i dag, {{ m.maal }} som mål.")
    d.h3("Hvad vi beder om")
    d.p("{{ resume.omfang }}")
    d.h3("Hvad det må koste")
    d.p("{{ resume.pris }}")
    d.callout("Anbefaling", "Rådgiverens anbefaling", "{{ resume.anbefaling }}")


def _company(d: Document) -> None:
    d.h1("Virksomheden")
    d.block("virksomhed.baggrund")
    d.facts(
        [
            ("Virksomhed", "{{ kunde.navn }}, CVR {{ kunde.cvr }}"),
            ("Adresse", "{{ kunde.adresse }}, {{ kunde.postnr }} {{ kunde.by }}"),
            ("Branche", "{{ kunde.branche }}"),
            ("Medarbejdere", "{{ kunde.ansatte }}"),
            ("Omsætning", "{{ kunde.omsaetning }}"),
            ("Kontakt", "{{ kunde.kontakt }}"),
        ],
        alt="Stamdata om virksomheden",
        conditions=[None, None, "kunde.branche", "kunde.ansatte", "kunde.omsaetning", None],
    )


def _today(d: Document) -> None:
    d.h1("Sådan arbejder vi i dag")
    d.block("virksomhed.situation")
    with d.when("processer"):
        d.h2("Arbejdsgange, der skal ændres")
        d.p(
            "Skemaet viser, hvad vi gør i dag, hvor det gør ondt, og hvordan vi gerne vil arbejde. Kolonnen til højre "
            "er det, som behovene i kapitel 5 bygger på."
        )
    d.list_table(
        "processer",
        "p",
        [Column(2.9, "Arbejdsgang"), Column(4.5, "I dag"), Column(4.5, "Problemet"),
         Column(4.5, "Sådan vil vi arbejde")],
        ["**{{ p.navn }}**", "{{ p.i_dag }}", "{{ p.problem }}", "{{ p.oenske }}"],
        caption="Arbejdsgange i dag og i fremtiden",
    )  # fmt: skip
    with d.when("gevinster"):
        d.h2("Hvad det koster at lade stå til")
        d.p(
            "Et behov vejer kun noget, når vi ved, hvad det koster at lade være. Vi har regnet på de problemer, der "
            "kan gøres op i kroner. Tilsammen er de {{ oekonomi.gevinst }} værd om året. Regnestykket står i "
            "kapitel 10, post for post, så det kan efterprøves."
        )
    d.h2("Systemer, vi har")
    with d.when("not systemer"):
        d.p("{{ tom.systemer }}")
    with d.when("systemer"):
        d.p("Det nye skal ikke nødvendigvis erstatte alt. Her er det, vi har, og hvad vi regner med at gøre ved det.")
    d.list_table(
        "systemer",
        "s",
        [Column(6.5, "System"), Column(5.7, "Bruges til"), Column(4.2, "Hvad sker der med det")],
        ["**{{ s.navn }}**", "{{ s.formaal }}", "{{ s.skaebne }}"],
        caption="Nuværende systemer og deres skæbne",
    )


def _goals(d: Document) -> None:
    d.h1("Mål og succeskriterier")
    d.p(
        "Vi måler de samme tal før og efter. Så kan vi se, om systemet virker, og ikke kun om det er leveret. "
        "Et mål uden et tal for i dag er et ønske, og derfor står begge tal her."
    )
    with d.when("not maal"):
        d.p("{{ tom.maal }}")
    d.list_table(
        "maal",
        "m",
        [Column(1.3, "Nr."), Column(6.9, "Mål"), Column(3.2, "Måles i"), Column(1.6, "I dag", "tal"),
         Column(1.6, "Mål", "tal"), Column(1.8, "Ændring", "tal")],
        ["**{{ m.nr }}**", "{{ m.tekst }}", "{{ m.enhed }}", "{{ m.nu }}", "**{{ m.maal }}**", "{{ m.aendring }}"],
        caption="Mål, der kan måles",
    )  # fmt: skip
    d.h3("Sådan måler vi")
    d.bullets(
        "**Før start** måler vi én gang til, på samme måde som tallene ovenfor er fundet. Så er udgangspunktet frisk.",
        "**Et halvt år efter start** måler vi igen. Det er en milepæl i projektplanen og ikke noget, vi gør, hvis vi "
        "får tid.",
        "**Ét navn** står for hvert mål. Den person skaffer tallet og siger til, hvis det går den gale vej.",
        "**Nås et mål ikke,** finder vi årsagen, før vi køber mere. Ofte er det vaner og data, ikke systemet.",
    )
