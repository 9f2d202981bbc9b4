"""Udbudsmateriale, chapters 11 to 13: criteria and calculation, demo, contract; annex: questions."""

from docs_templates.source.house_style import Column, Document, Para, Total, each

_TOTAL = (
    "Resultatet er summen af vægt × point, delt med 100. Et tilbud, der får 80 point i alle kriterier, får altså 80 "
    "point "
    "i alt. Der regnes med én decimal. Står to tilbud lige, vælger vi mellem dem og begrunder det skriftligt."
)

QUESTIONS = (
    "Hvad koster løsningen samlet over {{ beregning.aar }} år, når vores egen tid er med?",
    "Hvilke SKAL-krav kan I vise os i dag, og hvilke kan I ikke?",
    "Hvad koster det at komme ud igen, og hvordan får vi vores data?",
    "Hvem bliver vores projektleder, og hvor mange andre projekter har den person?",
    "Hvor mange timer skal vi selv bruge, hvornår og til hvad?",
    "Hvad sker der med prisen, når vi bliver flere brugere eller sælger mere?",
    "Hvad kan stige, hvor meget og hvor tit?",
    "Hvilken kunde har været mindst tilfreds, og hvad lærte I af det?",
    "Hvad betaler vi, hvis overtagelsesprøven ikke er bestået?",
)


def write(d: Document) -> None:
    """Adds the chapters and annexes."""
    _criteria(d)
    _calculation(d)
    _price_points(d)
    _lowest_price(d)
    _demo(d)
    _contract(d)
    _enclosed(d)
    _checklist(d)
    _questions(d)


def _criteria(d: Document) -> None:
    d.h1("Kriterier, vægte og beregning")
    with d.when("model.vaegtet"):
        d.p(
            "Vi vælger det tilbud, der samlet får flest point. Kriterier og vægte er låst fra den dag, materialet er "
            "sendt ud. Hvert kriterium giver 0 til 100 point, som ganges med vægten."
        )
        with d.when("not kriterier"):
            d.p("{{ tom.kriterier }}")
        with d.when("kriterier"):
            d.caption("Kriterier og vægte")
            d.table(
                [Column(1.3, "Nr."), Column(5.0, "Kriterium"), Column(8.3, "Sådan får I point"),
                 Column(1.8, "Vægt", "tal")],
                [*each("k", "kriterier", "**{{ k.nr }}**", "{{ k.titel }}", "{{ k.metode }}", "**{{ k.vaegt }}**"),
                 Total(("", "I alt", "", "{{ tal.vaegt }}"))],
                alt="Kriterier med metode og vægt",
                keep=True,
            )  # fmt: skip
            d.callout("Metode", "Samlet resultat", _TOTAL)


def _calculation(d: Document) -> None:
    with d.when("model.krav"):
        d.h2("Point for krav")
        d.p(
            "Hvert svar giver 0 til 5 point efter koden i kapitel 6. Et SKAL-krav tæller 3, et BØR-krav 2 og et "
            "KAN-krav "
            "1. IKKE NU tæller ikke. Point er summen af vægt gange point, delt med den højest mulige sum, gange 100."
        )
        d.p(
            "**Eksempel:** Et SKAL-krav besvaret S, et BØR-krav besvaret T og et KAN-krav besvaret N giver "
            "{{ beregning.krav_eksempel }} point."
        )
    with d.when("model.delpoint"):
        d.h2("Point for delpoint og demo")
        d.p(
            "Plan, team, referencer og lignende får delpoint på skalaen {{ beregning.skala }}. Demoen får point af "
            "vores "
            "egne folk, hver for sig, på et skema for hver opgave. Kriteriets point er gennemsnittet delt med 5, "
            "gange 100. "
            "Hvert delpoint begrundes skriftligt."
        )


def _price_points(d: Document) -> None:
    with d.when("model.pris"):
        d.h2("Point for pris")
        d.p(
            "Vi regner jeres samlede økonomi over {{ beregning.aar }} år: engangspriser, årlige priser med den højeste "
            "regulering, vores egne timer à {{ beregning.timepris }} og prisen for at komme ud igen. Alt i kroner uden "
            "moms og uden forrentning."
        )
        d.callout(
            "Metode",
            "Prisformel",
            "Point = 100 × (1 − (jeres samlede pris − laveste samlede pris) / (laveste samlede pris × "
            "{{ beregning.nulpunkt }})). Laveste pris giver 100 point. En pris, der er {{ beregning.nulpunkt }} over "
            "den "
            "laveste, giver 0 point. Der gives aldrig under 0.",
        )
        d.caption("Eksempel, når laveste samlede pris er {{ beregning.laveste }}")
        d.table(
            [Column(5.4, "Jeres samlede pris", "tal"), Column(5.5, "Over laveste", "tal"), Column(5.5, "Point", "tal")],
            each("e", "priseksempler", "{{ e.pris }}", "{{ e.over }}", "**{{ e.point }}**"),
            alt="Eksempel på point for pris",
            keep=True,
        )
        d.note(
            "Formlen har én svaghed, som I skal kende: Alle måles mod det laveste tilbud. Kommer eller udgår et "
            "billigt "
            "tilbud, kan afstanden mellem to andre ændre sig. Derfor viser vi også, om valget holder uden det."
        )


def _lowest_price(d: Document) -> None:
    with d.when("model.laveste"):
        d.p(
            "Vi vælger det tilbud, der har den laveste samlede pris over {{ beregning.aar }} år blandt dem, der "
            "opfylder "
            "alle SKAL-krav. Prisen er engangspriser, årlige priser med den højeste regulering, vores egne timer à "
            "{{ beregning.timepris }} og prisen for at komme ud igen."
        )
        d.p(
            "BØR- og KAN-krav giver ikke point, men vi læser svarene og kan bruge dem, hvis to tilbud koster det samme."
        )


def _demo(d: Document) -> None:
    d.h1("Demo og manuskript")
    d.p(
        "Demoerne holdes {{ udbud.demo }} hos os eller på skærm. I får højst tre timer. Alle viser de samme opgaver i "
        "den "
        "samme rækkefølge med vores egne eksempler. Præsentationer af firmaet er ikke med."
    )
    with d.when("not manuskript"):
        d.p("{{ tom.manuskript }}")
    with d.when("manuskript"):
        d.p("Vis hver opgave fra start til slut. I får vores eksempler, når vi inviterer til demo.")
    d.list_table(
        "manuskript",
        "m",
        [Column(1.4, "Nr.", "midt"), Column(15.0, "Det skal I vise")],
        [
            "**{{ m.nr }}**",
            ["[[Stærk|{{ m.titel }}]]", Para("{%p if m.tekst %}"), "{{ m.tekst }}", Para("{%p endif %}")],
        ],
        caption="Opgaver i demoen",
    )
    d.h3("Sådan foregår det")
    d.bullets(
        "**Vis det, der findes i dag,** i den version, vi får. Skærmbilleder af noget, der kommer, tæller ikke.",
        "**Lad os selv prøve.** Mindst én opgave løses af en af vores medarbejdere med jeres hjælp.",
        "**Tag projektlederen med.** Vi vil møde dem, vi skal arbejde sammen med.",
        "**Vi giver point undervejs,** hver for sig og uden at tale sammen først.",
    )
    d.h2("Det spørger vi alle om")
    d.p("Forbered svar på disse spørgsmål. De stilles til alle, når vi mødes.")
    d.bullets(*QUESTIONS)


def _contract(d: Document) -> None:
    d.h1("Kontraktudkast og forbehold")
    with d.when("udbud.kontrakt"):
        d.p(
            "Vi har vedlagt det kontraktudkast, vi vil skrive under på. Læs det nu, mens der stadig er konkurrence. "
            "Forbehold skriver I i tilbudsskemaet, ét ad gangen, med det punkt de gælder og jeres forslag til tekst."
        )
    with d.when("not udbud.kontrakt"):
        d.p(
            "Kontrakten skrives med den, vi vælger. Den bygger på punkterne her. Kan I ikke gå med til et af dem, så "
            "skriv "
            "det som et forbehold i tilbudsskemaet med jeres forslag til tekst."
        )
    d.p(
        "Et forbehold, der ikke står i skemaet, gælder ikke. Jeres standardvilkår gælder kun, hvor kontrakten siger "
        "det."
    )
    d.h2("Det vil vi have med")
    d.bullets(
        "**Jeres svar er en del af aftalen.** Krav og svar bliver bilag til kontrakten. Svar med V får en dato.",
        "**Betaling følger milepæle.** Den sidste rate betales, når driftsprøven er bestået.",
        "**Ingen drift før bestået prøve.** Løsningen tages ikke i brug, før overtagelsesprøven er bestået, medmindre "
        "vi "
        "skriftligt aftaler andet.",
        "**Forsinkelse koster.** Der er en dagbod, når en milepæl ikke nås, og det skyldes jer.",
        "**Fejl rettes.** I retter fejl uden betaling i garantiperioden. Support har svartider, der kan måles.",
        "**Ændringer er skriftlige,** med pris og tid, før arbejdet begynder.",
        "**Vi ejer vores data.** De udleveres i et almindeligt brugt, maskinlæsbart format senest 30 dage efter ophør "
        "og "
        "slettes derefter. Er løsningen en cloudtjeneste, er varslet for at skifte højst to måneder.",
        "**Databehandleraftale.** Behandler I personoplysninger for os, er aftalen underskrevet samtidig med "
        "kontrakten, "
        "med liste over underdatabehandlere.",
    )


def _enclosed(d: Document) -> None:
    d.h2("Vedlagt materialet")
    d.table(
        [Column(5.4, "Dokument"), Column(11.0, "Hvad I skal bruge det til")],
        each("v", "vedlagt", "**{{ v.navn }}**", "{{ v.brug }}"),
        alt="Dokumenter, der følger med",
        keep=True,
    )


def _checklist(d: Document) -> None:
    d.h2("Tjekliste, før I sender")
    d.p("De fleste tilbud, der udgår, udgår på noget af det her:")
    d.bullets(
        "Tilbudsskemaet er udfyldt, og ingen rækker eller kolonner er flyttet.",
        "Alle krav har en kode. T og 3 har en merpris, og V har version og dato.",
        "Summen af merpriser er den samme som linjen for tilpasninger.",
        "Regulering, vores egne timer og pris for udtræden er udfyldt.",
        "Projektleder og konsulenter står med navn, og tre referencer har sagt ja til at blive ringet op.",
        "Forbehold står i skemaet og ikke i følgebrevet.",
        "Tilbuddet gælder mindst til {{ udbud.vedstaaelse }} og er sendt til {{ raadgiver.mail }} inden fristen.",
    )


def _questions(d: Document) -> None:
    with d.when("spoergsmaal"):
        d.annex("Spørgsmål og svar")
        d.p("Svarene er en del af materialet. Er der forskel på et svar og det, der står i kapitlerne, gælder svaret.")
        d.table(
            [Column(1.4, "Nr.", "midt"), Column(7.5, "Spørgsmål"), Column(7.5, "Svar")],
            each("s", "spoergsmaal", "**{{ s.nr }}**", "{{ s.spoergsmaal }}", "{{ s.svar }}"),
            alt="Spørgsmål og svar",
        )
        d.note("Spørgsmålene er gengivet uden navn på den, der spurgte.")
