"""Udbudsmateriale, chapters 6 to 10: how to answer, prices, plan and team, references, terms."""

from docs_templates.source.house_style import Column, Document, Row, each

_SHEETS: list[Row] = [
    ("**Stamdata**", "Firma, kontaktperson, produkt og version, driftsform, og hvor længe I står ved tilbuddet."),
    ("**Kravbesvarelse**", "Én kode for hvert krav. Kommentar, merpris, version og dato, hvor koden kræver det."),
    ("**Priser**", "Engangspriser, årlige priser, regulering, egne timer og pris for at komme ud igen."),
    ("**Plan og team**", "Aktiviteter med datoer, navne på de konsulenter, vi får, og deres erfaring."),
    ("**Referencer**", "Tre kunder, der ligner os. Vi vælger selv, hvem vi ringer til."),
    ("**Forbehold**", "Alt det i materialet eller kontrakten, I ikke kan gå med til, og hvad I foreslår i stedet."),
]

_ONE_OFF = (
    "**Licenser og oprettelse,** hvis der er noget at betale for at komme i gang.",
    "**Analyse, opsætning og projektledelse,** delt på aktiviteter, så vi kan se, hvad der koster.",
    "**Flytning af data,** også prøveflytninger og afstemning.",
    "**Koblinger til andre systemer,** én linje for hver.",
    "**Tilpasninger** til krav, I har besvaret med T. Summen skal svare til merpriserne i kravbesvarelsen.",
    "**Uddannelse, udstyr og rejser.**",
)

_ANNUAL = (
    "**Abonnement eller licens** for de brugere, der står i kapitel 4, med pris pr. bruger.",
    "**Support, vedligehold og drift.**",
    "**Gebyrer,** der følger mængden, regnet om til et år med mængderne i kapitel 4.",
    "**Produkter fra tredjepart,** som løsningen ikke kan undvære.",
)


def write(d: Document) -> None:
    """Adds the chapters."""
    _answering(d)
    _prices(d)
    _hidden_costs(d)
    _plan(d)
    _references(d)
    _terms(d)


def _answering(d: Document) -> None:
    d.h1("Sådan svarer I")
    d.p(
        "Alle svar skrives i det tilbudsskema (Excel), som følger med. Begynd med arket Vejledning. Skriv i de gule "
        "felter, og lad resten være, som det er. Skemaet læses ind af et program, så rækker og kolonner må ikke "
        "flyttes. "
        "I må gerne vedlægge et følgebrev på højst to sider. Brochurer læser vi ikke."
    )
    d.caption("Ark i tilbudsskemaet")
    d.table([Column(3.4, "Ark"), Column(13.0, "Hvad I skal skrive")], _SHEETS, alt="Tilbudsskemaets ark")
    d.h2("Svarkoder")
    d.p(
        "Hvert krav besvares med én kode. Koden giver point fra 0 til 5. Viser demo eller dokumentation noget andet, "
        "retter vi pointene og skriver hvorfor."
    )
    d.caption("Svarkoder, og hvad de giver")
    d.table(
        [Column(1.5, "Kode", "midt"), Column(6.3, "Det betyder"), Column(6.8, "I skal også oplyse"),
         Column(1.8, "Point", "tal")],
        each("k", "svarkoder", "**{{ k.kode }}**", "{{ k.betyder }}", "{{ k.oplys }}", "**{{ k.point }}**"),
        alt="Svarkoder med betydning, krævede oplysninger og point",
        keep=True,
    )  # fmt: skip
    d.callout(
        "Vigtigt",
        "SKAL-krav",
        "Svarer I V eller N på et SKAL-krav, udgår tilbuddet, medmindre vi skriftligt dispenserer. Er I i tvivl om, "
        "hvordan et krav skal forstås, så spørg inden fristen for spørgsmål.",
    )
    d.bullets(
        "**Svar på det, løsningen kan på tilbudsdagen.** Det, der kommer senere, er kode V med version og dato.",
        "**Merprisen** skrives i kroner uden moms. Skriv 0, hvis der ingen er. Et tomt felt er ikke nul.",
        "**Kommentaren** er kort og konkret: hvordan kravet opfyldes, ikke at det opfyldes.",
    )


def _prices(d: Document) -> None:
    d.h1("Priser")
    d.p(
        "Alle priser er i danske kroner og uden moms. De er faste bortset fra den regulering, I selv oplyser. Vi "
        "sammenligner den samlede økonomi over {{ beregning.aar }} år, så en lav startpris hjælper ikke, hvis den "
        "årlige pris er høj."
    )
    d.h3("Engangspriser")
    d.bullets(*_ONE_OFF)
    d.h3("Årlige priser")
    d.bullets(*_ANNUAL)


def _hidden_costs(d: Document) -> None:
    d.h2("Det, der ofte glemmes")
    d.p("Disse tal er en del af prisen. Uden dem kan tilbuddet ikke vurderes:")
    d.bullets(
        "**Regulering.** Hvor meget den årlige pris højst kan stige om året. Vi regner med den højeste sats alle år.",
        "**Vores egne timer.** Jeres bedste skøn over, hvor mange timer vi selv skal bruge, og til hvad. Timerne "
        "tæller "
        "med {{ beregning.timepris }} stykket. Et meget lavt skøn vil vi spørge ind til.",
        "**Vækst.** Hvad en bruger mere koster, og hvad der sker, hvis mængderne bliver dobbelt så store.",
        "**Udtræden.** Hvad det koster at få alle data udleveret, når aftalen slutter, og i hvilket format de kommer.",
        "**Ekstra arbejde.** Timepris for arbejde, der ikke er i tilbuddet. Det må aldrig begynde uden vores "
        "skriftlige "
        "ja.",
    )


def _plan(d: Document) -> None:
    d.h1("Plan og team")
    d.p(
        "En god plan er en, vi selv kan holde. Vis os, hvad der sker, hvornår, og hvem der gør det. Planen skal passe "
        "til en virksomhed, hvor de samme mennesker også skal passe deres arbejde."
    )
    with d.when("omfang.start"):
        d.p(
            "Vi ønsker at tage løsningen i brug den **{{ omfang.start }}**. Er det ikke muligt, så foreslå en anden "
            "dato."
        )
    d.bullets(
        "**Milepæle:** opstart, løsningsdesign, testmiljø, prøveflytning af data, uddannelse, overtagelsesprøve, "
        "idriftsættelse og driftsprøve. Hver med en dato og noget, man kan se er nået.",
        "**Rækkefølge:** Overtagelsesprøven skal være bestået, før løsningen tages i brug. Der skal være tid imellem.",
        "**Navne:** projektleder og konsulenter, med erfaring fra lignende virksomheder, og hvor stor en del af deres "
        "tid "
        "vi får. En navngiven person skiftes kun ud med vores accept.",
        "**Vores opgaver:** hvad vi skal levere, hvornår, og hvor mange timer det tager.",
        "**Prøver:** hvordan I tester, før vi gør, og hvad der sker, hvis prøven ikke består.",
    )


def _references(d: Document) -> None:
    d.h1("Referencer")
    d.p(
        "Giv os tre kunder, der bruger den samme løsning, og som ligner os i størrelse og branche. De skal have haft "
        "den i drift i mindst seks måneder. Vi ringer til mindst to, og vi vælger selv hvem. Vi spørger alle om det "
        "samme:"
    )
    d.bullets(
        "Holdt leverandøren tid og pris?",
        "Gør systemet det, I blev lovet?",
        "Hvordan er supporten i hverdagen?",
        "Ville I vælge dem igen?",
    )
    d.p(
        "Vi spørger også, hvor mange timer de selv brugte, og hvad de ville gøre anderledes. Vi ringer ikke til nogen "
        "af jeres kunder, I ikke har nævnt, uden at aftale det med jer."
    )


def _terms(d: Document) -> None:
    d.h1("Vilkår for tilbuddet")
    d.p("{{ vilkaar.privat }}")
    d.p("**Sådan vælger vi.** {{ vilkaar.tildeling }}")
    d.bullets(
        "**Ens behandling.** Alle får de samme oplysninger på samme tid. Svar på spørgsmål sendes til alle uden navn "
        "på "
        "spørgeren.",
        "**Faste regler.** Krav, kriterier og vægte ændres ikke undervejs. Må de rettes, får alle rettelsen "
        "og en ny frist.",
        "**Fortrolighed.** Tilbud behandles fortroligt og vises kun for dem, der skal vurdere dem. I behandler vores "
        "materiale på samme måde og bruger det kun til at give tilbud.",
        "**Betaling.** Der betales ikke for at give tilbud, holde demo eller svare på spørgsmål.",
        "**Vedståelse.** I står ved tilbuddet til og med {{ udbud.vedstaaelse }}.",
        "**Fejl og mangler.** Mangler der noget i tilbuddet, kan vi bede om det, eller lade tilbuddet udgå. Vi gætter "
        "ikke "
        "på, hvad I har ment.",
        "**Sprog.** Tilbud, demo, uddannelse og vejledninger er på dansk.",
        "**Afslag.** Alle får besked samme dag. De, der ikke bliver valgt, får en kort begrundelse.",
        "**Uvildighed.** {{ vilkaar.uvildighed }}",
    )
