"""The contract's annex 7: a data processing agreement in our own words with the content GDPR article 28 asks for."""

from docs_templates.source.house_style import Document

TERMS: tuple[tuple[str, str], ...] = (
    (
        "7.1 Instruks",
        (
            "Leverandøren behandler kun personoplysninger efter Kundens dokumenterede instruks i del C, også når det "
            "gælder overførsel til lande uden for EU/EØS, medmindre EU-ret eller dansk ret kræver andet. I så fald får "
            "Kunden besked først, hvis loven tillader det. Mener Leverandøren, at en instruks er ulovlig, siger "
            "Leverandøren det straks."
        ),
    ),
    (
        "7.2 Fortrolighed",
        "Kun personer, der har brug for det, får adgang, og de er bundet af tavshedspligt. Leverandøren kan vise det.",
    ),
    (
        "7.3 Sikkerhed",
        (
            "Leverandøren vurderer risikoen for de registrerede og gennemfører de tekniske og organisatoriske "
            "foranstaltninger, som artikel 32 kræver, mindst dem i del C. De må ændres, men ikke forringes."
        ),
    ),
    (
        "7.4 Underdatabehandlere",
        (
            "Kunden godkender dem, der står i del B. Leverandøren varsler nye eller andre skriftligt mindst 30 dage "
            "før. Kunden kan gøre saglig indsigelse inden for fristen; kan parterne ikke løse den, kan Kunden opsige "
            "uden udgift. Leverandøren pålægger underdatabehandlere de samme pligter i en skriftlig aftale og hæfter "
            "for dem som for sig selv."
        ),
    ),
    (
        "7.5 Overførsel til tredjelande",
        (
            "Personoplysninger opbevares og behandles i EU/EØS. Overførsel, herunder fjernadgang, til andre lande "
            "kræver Kundens skriftlige instruks og et gyldigt grundlag efter forordningens kapitel V."
        ),
    ),
    (
        "7.6 Bistand",
        (
            "Leverandøren hjælper Kunden med at svare på anmodninger fra registrerede og med at opfylde artikel 32 til "
            "36 om sikkerhed, anmeldelse af brud, underretning, konsekvensanalyse og høring af Datatilsynet."
        ),
    ),
    (
        "7.7 Brud på persondatasikkerheden",
        (
            "Leverandøren giver Kunden besked uden unødig forsinkelse og senest 24 timer efter, at bruddet er "
            "opdaget, så Kunden kan nå at anmelde det inden 72 timer. Beskeden fortæller, hvad der er sket, hvilke "
            "og hvor mange personer og oplysninger det gælder, de sandsynlige følger, og hvad der er gjort. Det, der "
            "mangler, sendes, når det kendes."
        ),
    ),
    (
        "7.8 Sletning og tilbagelevering",
        (
            "Når behandlingen ophører, leverer Leverandøren alle personoplysninger tilbage efter bilag 8, sletter "
            "dem derefter også hos underdatabehandlere og i backup efter den normale udløbstid og bekræfter det "
            "skriftligt, medmindre loven kræver, at de gemmes."
        ),
    ),
    (
        "7.9 Tilsyn",
        (
            "Leverandøren giver Kunden de oplysninger, der viser, at bilaget og artikel 28 er overholdt, og "
            "medvirker ved tilsyn og inspektion, som Kunden eller en, Kunden har udpeget, udfører med rimeligt "
            "varsel. Myndigheder har altid adgang."
        ),
    ),
    (
        "7.10 Forrang og varighed",
        (
            "Bilaget går forud for resten af kontrakten, når det gælder personoplysninger, og løber, så længe "
            "Leverandøren har adgang til dem."
        ),
    ),
)


def processing_agreement(d: Document) -> None:
    """Annex 7: terms 7.1 to 7.10 and the parts A to D."""
    d.annex("{{ bilagstitel.nr7 }}")
    d.p(
        "Aftale efter databeskyttelsesforordningens artikel 28, stk. 3, mellem Kunden som dataansvarlig og "
        "Leverandøren som databehandler. Kunden bestemmer, hvad oplysningerne må bruges til, og har ansvaret for, at "
        "der er hjemmel."
    )
    for title, text in TERMS:
        d.p(f"**{title}.** {text}")
    d.h3("Del A. Oplysninger om behandlingen")
    d.facts(
        [
            ("Formål", "At levere, drive og yde support på {{ leverandoer.produkt }} til Kunden."),
            ("Behandlingen", "Opbevaring, visning, ændring, backup, konvertering, fejlretning og sletning."),
            ("Oplysninger", "{{ persondata }}"),
            (
                "Registrerede",
                (
                    "Kundens medarbejdere og de kontaktpersoner hos kunder, leverandører og andre, som Kunden "
                    "registrerer."
                ),
            ),
            ("Varighed", "Fra Leverandøren første gang får adgang til data, til de er slettet efter punkt 7.8."),
        ],
        alt="Del A, oplysninger om behandlingen",
    )
    _parts_b_to_d(d)


def _parts_b_to_d(d: Document) -> None:
    d.h3("Del B. Underdatabehandlere")
    d.p(
        "Listen over underdatabehandlere fra Leverandørens tilbud er en del af dette bilag og lægges bag det. For "
        "hver står navn, CVR-nummer eller tilsvarende, adresse, det land, hvor oplysningerne behandles, og opgaven. "
        "Er der ikke vedlagt en liste, er ingen underdatabehandlere godkendt."
    )
    d.h3("Del C. Instruks")
    d.bullets(
        "Leverandøren må gøre det, del A nævner, og kun det.",
        "Adgang gives personligt efter rolle, med flerfaktorlogin, og lukkes samme dag, behovet ophører.",
        "Adgang til og ændring af personoplysninger logges. Loggen gemmes i mindst 6 måneder.",
        "Oplysninger krypteres, når de sendes over åbne net, og på bærbare medier.",
        "Der tages backup efter bilag 5, og genskabelse prøves mindst én gang om året.",
        "Test sker med opdigtede data eller med Kundens skriftlige ja og samme sikkerhed som i drift.",
        "Sikkerhedsrettelser lægges på uden unødig forsinkelse.",
        "Oplysninger slettes, når Kunden beder om det, og ellers efter punkt 7.8.",
        "Leverandøren sender én gang om året en erklæring eller en skriftlig redegørelse for sikkerheden, også hos "
        "underdatabehandlere.",
    )
    d.h3("Del D. Andre forhold")
    d.bullets(
        "Bistand efter punkt 7.6 og 7.9 er med i den årlige pris, når den kan gives på højst 8 timer om året. "
        "Derudover betales efter kapitel 7, dog ikke når bistanden skyldes Leverandørens egne forhold.",
        "Besked om brud gives til {{ kunde.kontakt }}{% if kunde.mail %}, {{ kunde.mail }}{% endif %}{% if "
        "kunde.telefon %}, {{ kunde.telefon }}{% endif %}.",
        "Spørgsmål til behandlingen stilles til {{ leverandoer.kontakt }} hos Leverandøren.",
    )
