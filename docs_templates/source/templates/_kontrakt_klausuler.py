"""The contract's chapters 2 to 11: what is delivered, when, how it is tested and what it costs.

The words are our own. The chapters cover the subjects one finds in the Danish standard contracts for IT, no text is
taken from them. Every clause is one numbered paragraph; a condition stands inside its clause, so that the numbers never
move. Titles and clauses hold docxtpl tags.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """A chapter of the contract with its numbered clauses in reading order."""

    title: str
    clauses: tuple[str, ...]


PURPOSE = Chapter(
    "Baggrund og formål",
    (
        (
            "Kunden anskaffer {{ leverandoer.produkt }} til projektet »{{ sag.titel }}«. Leverandøren har fået Kundens "
            "behov, krav og mål og har givet tilbud{% if leverandoer.tilbudsdato %} den {{ leverandoer.tilbudsdato "
            "}}{% endif %} på det grundlag."
        ),
        (
            "{% if maal %}Kunden vil med løsningen nå disse mål: {% for m in maal %}{{ m.tekst }} ({{ m.enhed }}: "
            "fra {{ m.nu }} til {{ m.maal }}){% if not loop.last %}; {% endif %}{% endfor %}.{% else %}Kundens behov "
            "fremgår af kravene i bilag 1.{% endif %}"
        ),
        (
            "Kunden har selv ansvaret for at nå sine mål. Leverandøren har ansvaret for, at løsningen kan det, bilag 1 "
            "lover, og siger straks til, hvis noget i projektet truer målene."
        ),
    ),
)

DELIVERY = Chapter(
    "Leverancen",
    (
        (
            "Leverandøren leverer {{ leverandoer.produkt }} sat op, fyldt med Kundens data, koblet til de systemer, "
            "bilag 2 nævner, afprøvet og klar til brug. Leverandøren uddanner Kundens brugere og yder derefter drift, "
            "vedligehold og support efter bilag 5."
        ),
        (
            "Svarene i bilag 1 er løfter. Et krav, Leverandøren har svaret ja til, skal være opfyldt ved "
            "overtagelsesprøven, medmindre bilag 1 nævner en senere dato."
        ),
        (
            "Alt, der skal til for at opfylde bilag 1, er med i prisen, også når det ikke er nævnt for sig selv i "
            "bilag 2 eller 4."
        ),
        (
            "Løsningen skal på overtagelsesdagen overholde den lovgivning, der gælder for den, herunder reglerne om "
            "bogføring og persondata. Senere lovkrav, der rammer alle brugere af standardløsningen, opfylder "
            "Leverandøren til tiden og uden særskilt betaling, så længe abonnementet løber."
        ),
        "Løsningen leveres med vejledninger på dansk til de opgaver, Kundens brugere skal udføre.",
        (
            "{% if omfang.uden %}Det hører ikke med i leverancen: {{ omfang.uden }} {% endif %}Krav, der i bilag 1 er "
            "mærket IKKE NU, leveres ikke, men løsningen må ikke stå i vejen for dem."
        ),
        (
            "Leverandørens projektleder er {{ projekt.leder_leverandoer }}. Projektlederen kan kun skiftes ud med "
            "Kundens accept, som Kunden ikke kan nægte uden god grund. Leverandøren betaler for, at den nye "
            "projektleder bliver sat ind i sagen."
        ),
    ),
)

SCHEDULE = Chapter(
    "Tidsplan og milepæle",
    (
        (
            "Tidsplanen står i bilag 3. Overtagelsesprøven skal være bestået senest {{ proeve.overtagelse }}. "
            "Idriftsættelse er aftalt til {{ proeve.idrift }}, og driftsprøven skal være bestået senest {{ "
            "proeve.drift }}."
        ),
        (
            "En milepæl er nået, når kriteriet i bilag 3 er opfyldt, og Kunden har bekræftet det skriftligt. Kunden "
            "svarer senest 5 arbejdsdage efter, at Leverandøren har meldt milepælen klar. Tavshed er ikke "
            "godkendelse, men svarer Kunden for sent, rykker de følgende frister tilsvarende."
        ),
        (
            "En part, der ser, at en frist ikke holder, skriver det til den anden med det samme: hvad der er sket, "
            "hvornår det bliver færdigt, og hvad der bliver gjort."
        ),
        (
            "{% if projekt.moeder %}Mødeplanen er: {{ projekt.moeder }}. {% endif %}Leverandøren skriver referat "
            "senest 2 arbejdsdage efter hvert møde. En aftale om pris, frist eller omfang gælder ikke, fordi den "
            "står i et referat; den skal i bilag 9."
        ),
    ),
)

CUSTOMER_PART = Chapter(
    "Kundens medvirken",
    (
        (
            "Kundens projektleder er {{ projekt.leder_kunde }}. Projektlederen træffer de daglige beslutninger og "
            "godkender milepæle, men kan ikke ændre pris, omfang eller frister."
        ),
        (
            "Kunden udfører opgaverne i bilag 3{% if projekt.timer %}, i alt {{ projekt.timer }} timer{% endif %}, og "
            "giver Leverandøren adgang til de personer, lokaler, systemer og oplysninger, der er brug for."
        ),
        (
            "Mangler Leverandøren noget fra Kunden, skriver Leverandøren det senest 3 arbejdsdage efter, at manglen "
            "burde være set, og fortæller, hvad den betyder for tid og pris. Gør Leverandøren ikke det, kan manglen "
            "ikke bruges som begrundelse senere."
        ),
        (
            "Forsinker Kunden projektet, rykker fristerne tilsvarende. Leverandøren kan få dækket rimelige, "
            "dokumenterede merudgifter, som ikke kunne være undgået."
        ),
    ),
)

CHANGES = Chapter(
    "Ændringer",
    (
        (
            "Begge parter kan foreslå ændringer. Leverandøren svarer inden 5 arbejdsdage med en fast pris, "
            "betydningen for tidsplanen og de krav og prøver, ændringen rører ved. Prisen skal følge niveauet i "
            "bilag 4."
        ),
        (
            "En ændring gælder først, når begge parter har skrevet under på et tillæg i bilag 9. Arbejde, der "
            "udføres uden underskrevet tillæg, er med i prisen."
        ),
        (
            "Leverandøren må opdatere standardløsningen, når opfyldelsen af bilag 1 ikke bliver dårligere. Ændringer, "
            "brugerne vil mærke, varsles skriftligt mindst 30 dage før."
        ),
    ),
)

TESTS = Chapter(
    "Prøver og overtagelse",
    (
        (
            "Kunden afprøver leverancen efter bilag 6. Overtagelsesprøven er bestået, når alle SKAL-krav er "
            "afprøvet, og der ikke er A-fejl og højst {{ proeve.max_b }} B-fejl. En A-fejl hindrer drift, en B-fejl "
            "generer drift væsentligt, og øvrige fejl er C-fejl. Bilag 6 forklarer klasserne."
        ),
        (
            "Består løsningen ikke, retter Leverandøren fejlene, og prøven gentages senest 10 arbejdsdage efter. "
            "Leverandøren bærer sine egne udgifter ved nye prøver."
        ),
        (
            "Når prøven er bestået, skriver Kunden det til Leverandøren sammen med en liste over de fejl, der er "
            "tilbage, og fristen for hver af dem. Fra den dag har Kunden overtaget løsningen."
        ),
        (
            "Løsningen må ikke tages i drift, før overtagelsesprøven er bestået, medmindre parterne skriftligt "
            "aftaler, hvad der mangler, hvem der bærer risikoen, og hvornår det er rettet. Går Kunden i drift uden "
            "en sådan aftale, er det for Kundens egen risiko."
        ),
        (
            "Efter idriftsættelsen følger en driftsprøve i daglig brug. Den er bestået efter {{ proeve.driftsdage }} "
            "arbejdsdage i træk uden A-fejl. Kommer der en A-fejl, begynder dagene forfra, når fejlen er rettet."
        ),
        "Godkendelse af en prøve fritager ikke Leverandøren for fejl, Kunden ikke kunne se ved prøven.",
    ),
)

OPERATION = Chapter(
    "Drift, support og servicemål",
    (
        "Fra idriftsættelsen leverer Leverandøren drift, vedligehold og support efter bilag 5.",
        "Leverandøren måler servicemålene og sender hvert kvartal Kunden en kort opgørelse. Kunden kan få tallene bag.",
        (
            "Bliver et servicemål brudt to måneder inden for et halvt år, sender Leverandøren en skriftlig plan "
            "senest 10 arbejdsdage efter, og Kunden kan kræve et afslag i abonnementet, der svarer til den ringere "
            "ydelse."
        ),
        "Planlagt vedligehold lægges uden for Kundens arbejdstid og varsles mindst 5 arbejdsdage før.",
        "Leverandøren tager backup efter bilag 5 og viser mindst én gang om året, at data kan genskabes.",
    ),
)

PRICE = Chapter(
    "Pris, regulering og betaling",
    (
        (
            "Engangsprisen er {{ pris.engang }}{% if not pris.engang %}.{% endif %} Den er fast og dækker alt i bilag "
            "1 og 2. Alle beløb er uden moms."
        ),
        (
            "Den årlige pris er {{ pris.aarlig }}{% if not pris.aarlig %}.{% endif %} Den løber fra idriftsættelsen og "
            "faktureres forud{% if pris.rate %} {{ pris.periode }} med {{ pris.rate }}{% else %}.{% endif %}{% if "
            "pris.variabel %} Dertil kommer: {{ pris.variabel }}{% endif %}"
        ),
        (
            "Den årlige pris reguleres sådan: {{ pris.regulering }}. Den første regulering sker tidligst 12 måneder "
            "efter idriftsættelsen, og hver regulering varsles skriftligt mindst 3 måneder før."
        ),
        "Rejsetid, kørsel, gebyrer og møder er med i prisen. Andre beløb kan kun opkræves efter et tillæg i bilag 9.",
        (
            "Betaling følger milepælene i bilag 4. Leverandøren kan sende fakturaen for en rate, når Kunden har "
            "bekræftet milepælen efter kapitel 5. Den sidste rate betales, når driftsprøven er bestået."
        ),
        (
            "Fakturaer betales {{ pris.frist }} dage efter, at Kunden har modtaget dem som e-faktura. Ved for sen "
            "betaling gælder rentelovens rente."
        ),
        (
            "Er Kunden uenig i en faktura, kan Kunden holde det omstridte beløb tilbage og betaler resten til tiden. "
            "Leverandøren må kun lukke for løsningen ved væsentlig, uomstridt restance og tidligst 30 dage efter et "
            "skriftligt varsel, der nævner lukningen."
        ),
    ),
)

DELAY = Chapter(
    "Forsinkelse og bod",
    (
        (
            "Leverandøren er forsinket, når overtagelsesprøven ikke er bestået på datoen i bilag 3, og det ikke "
            "skyldes Kunden eller force majeure."
        ),
        (
            "{% if bod.pct %}Ved forsinkelse betaler Leverandøren en bod på {{ bod.pct }} af engangsprisen for hver "
            "arbejdsdag, dog højst {{ bod.max_pct }}.{% if bod.pr_dag %} Det svarer til {{ bod.pr_dag }} om dagen og "
            "højst {{ bod.max }}{% endif %}{% else %}Parterne har ikke aftalt bod. Kunden kan kræve sit dokumenterede "
            "tab erstattet efter kapitel 13.{% endif %}"
        ),
        (
            "{% if bod.pct %}Boden kræver ikke bevis for tab, og Kunden kan trække den fra i næste rate. Er tabet "
            "større end boden, kan Kunden kræve resten erstattet efter kapitel 13.{% else %}Kunden kan holde næste "
            "rate tilbage, indtil den forsinkede milepæl er nået.{% endif %}"
        ),
        (
            "{% if bod.pct %}Er den højeste bod nået, kan Kunden hæve kontrakten helt eller delvist.{% else %}Er "
            "forsinkelsen over 50 arbejdsdage, kan Kunden hæve kontrakten helt eller delvist.{% endif %} Kunden skal "
            "forinden skriftligt have givet en sidste frist på mindst 10 arbejdsdage."
        ),
    ),
)

WORK: tuple[Chapter, ...] = (
    DELIVERY,
    SCHEDULE,
    CUSTOMER_PART,
    CHANGES,
    TESTS,
    OPERATION,
    PRICE,
    DELAY,
)
