"""The contract's chapters 12 to 20: faults, liability, data, security, the end of the contract and disputes."""

from docs_templates.source.templates._kontrakt_klausuler import Chapter

FAULTS = Chapter(
    "Mangler og garanti",
    (
        (
            "Der er en mangel, når løsningen ikke er, som bilag 1 og 2 lover, eller ikke virker, som Kunden med "
            "rette kan forvente af et system til den aftalte brug."
        ),
        (
            "Leverandøren retter uden betaling alle mangler, Kunden melder inden {{ vilkaar.garanti }} måneder efter "
            "overtagelsen. Arbejdet med en A-fejl begynder straks og senest inden for svartiden i bilag 5. En B-fejl "
            "er rettet inden 5 arbejdsdage og en C-fejl i næste planlagte version."
        ),
        "Fejl i standardløsningen rettes også efter garantien uden særskilt betaling, så længe abonnementet løber.",
        (
            "Bliver en mangel ikke rettet inden for en rimelig frist, kan Kunden kræve et forholdsmæssigt afslag i "
            "prisen, lade andre rette den for Leverandørens regning, hvor det kan lade sig gøre, eller hæve "
            "kontrakten, hvis manglen er væsentlig."
        ),
        (
            "Hæver Kunden, betaler Leverandøren det tilbage, der er betalt for den del af leverancen, Kunden ikke har "
            "nytte af."
        ),
    ),
)

LIABILITY = Chapter(
    "Ansvar",
    (
        (
            "Parterne hæfter efter dansk rets almindelige regler. En parts samlede ansvar er begrænset til {{ "
            "vilkaar.ansvar }}{% if vilkaar.ansvar_tekst %} ({{ vilkaar.ansvar_tekst }}).{% elif not vilkaar.ansvar "
            "%}.{% endif %} Bod og afslag regnes med i beløbet."
        ),
        (
            "Begrænsningen gælder ikke ved forsæt eller grov uagtsomhed, ved personskade, ved krænkelse af andres "
            "rettigheder eller for Kundens pligt til at betale prisen."
        ),
        (
            "Tabt fortjeneste og andet indirekte tab erstattes ikke. Udgifter til at genskabe data, til nødvendig "
            "ekstra arbejdskraft og til at købe en anden løsning er direkte tab."
        ),
        (
            "Over for de registrerede følger ansvaret databeskyttelsesforordningens artikel 82. Mellem parterne bærer "
            "hver den del, der svarer til egen skyld."
        ),
        (
            "Leverandøren har erhvervs- og produktansvarsforsikring samt en forsikring for professionelt ansvar, der "
            "passer til kontrakten, og viser dem, hvis Kunden beder om det."
        ),
    ),
)

RIGHTS = Chapter(
    "Rettigheder og data",
    (
        (
            "Kunden ejer sine data. Leverandøren bruger dem kun til at opfylde kontrakten. De må ikke bruges til at "
            "udvikle eller træne andre produkter eller gives til andre uden Kundens skriftlige ja."
        ),
        (
            "Kunden har brugsret til løsningen for det antal brugere, bilag 2 nævner, så længe abonnementet betales.{% "
            "if leverandoer.licenskoeb %} Licenser, der er købt mod en engangsbetaling, giver en brugsret uden "
            "tidsbegrænsning.{% endif %} Kunden kan lade sine rådgivere og andre leverandører arbejde i løsningen på "
            "Kundens vegne."
        ),
        (
            "Opsætninger, rapporter og tilpasninger, der er lavet for Kunden, må Kunden bruge, ændre og lade andre "
            "ændre uden tidsbegrænsning."
        ),
        (
            "Leverandøren indestår for, at løsningen ikke krænker andres rettigheder, fører og betaler en sag om det "
            "og sørger for, at Kunden kan blive ved med at bruge en løsning, der kan det samme."
        ),
        "Kunden kan til enhver tid selv trække sine data ud i et almindeligt brugt format uden betaling.",
    ),
)

SECURITY = Chapter(
    "Persondata og sikkerhed",
    (
        (
            "Behandler Leverandøren personoplysninger for Kunden, er Kunden dataansvarlig og Leverandøren "
            "databehandler. Bilag 7 er parternes databehandleraftale."
        ),
        (
            "Leverandøren beskytter løsningen med adgangsstyring, flerfaktorlogin for egne medarbejdere, log, "
            "opdateringer, backup og de foranstaltninger, der i øvrigt står i bilag 1, 5 og 7."
        ),
        (
            "Leverandøren fortæller Kunden om sikkerhedshændelser, der rammer løsningen eller Kundens data, uden "
            "unødig forsinkelse og senest 24 timer efter, at de er opdaget, og medvirker til at begrænse skaden."
        ),
        (
            "{% if nis2 %}Kunden er omfattet af reglerne om cybersikkerhed i NIS2-loven. Leverandøren medvirker til, "
            "at Kunden kan opfylde dem, og giver de oplysninger om sikkerheden, som loven kræver af "
            "leverandørkæden.{% else %}Stiller en myndighed eller en af Kundens egne kunder krav til sikkerheden i "
            "leverandørkæden, giver Leverandøren de oplysninger, der med rimelighed kan bedes om.{% endif %}"
        ),
    ),
)

CONFIDENTIALITY = Chapter(
    "Fortrolighed",
    (
        (
            "Parterne holder oplysninger om hinandens forretning fortrolige og giver dem kun til medarbejdere, "
            "rådgivere og underleverandører, der har brug for dem og er bundet af samme pligt."
        ),
        (
            "Pligten gælder i 5 år efter kontraktens ophør og for forretningshemmeligheder, så længe de er "
            "hemmelige. Den gælder ikke oplysninger, som er offentlige, eller som loven kræver udleveret."
        ),
        "Leverandøren må kun bruge Kundens navn som reference med Kundens skriftlige ja.",
    ),
)

ENDING = Chapter(
    "Løbetid, opsigelse og ophør",
    (
        "Kontrakten gælder fra den dag, begge har skrevet under, og løber, til den bliver sagt op eller hævet.",
        (
            "Kunden kan opsige abonnementet med {{ vilkaar.opsigelse }} måneders varsel til udgangen af en måned, dog "
            "tidligst til ophør {{ vilkaar.binding }} måneder efter idriftsættelsen. Leverandøren kan opsige med 12 "
            "måneders varsel, dog tidligst til ophør 36 måneder efter idriftsættelsen, så Kunden kan nå at skifte."
        ),
        (
            "{% if leverandoer.cloud %}Kundens ret til at skifte til en anden leverandør efter EU's dataforordning "
            "gælder ved siden af punktet ovenfor og står i bilag 8. Skifter Kunden i bindingsperioden, kan "
            "Leverandøren kræve abonnementet for resten af perioden, men ikke andet.{% else %}Leverandøren medvirker "
            "til et skifte til en anden leverandør efter bilag 8, uanset hvem der har opsagt.{% endif %}"
        ),
        (
            "Kunden ejer sine data. Ved ophør udleverer Leverandøren alle data i et almindeligt brugt, maskinlæsbart "
            "format senest 30 dage efter ophør og sletter dem derefter. Bilag 8 beskriver hvordan."
        ),
        (
            "En part kan hæve, hvis den anden væsentligt misligholder kontrakten og ikke har rettet for sig senest 10 "
            "arbejdsdage efter et skriftligt påkrav. Det er altid væsentligt, at overtagelsesprøven ikke er bestået "
            "efter tre forsøg, at fortroligheden er brudt groft, eller at Kundens data ikke bliver udleveret."
        ),
        "Går en part konkurs, gælder konkurslovens regler. Leverandørens bo skal give Kunden adgang til sine data.",
        "Kapitel 13, 14, 16, 17 og 20 samt bilag 7 og 8 gælder også efter ophør, så længe de har betydning.",
    ),
)

FORCE_MAJEURE = Chapter(
    "Force majeure",
    (
        (
            "En part hæfter ikke for det, der skyldes usædvanlige forhold uden for partens kontrol, som parten ikke "
            "burde have taget højde for. Nedbrud eller cyberangreb hos en part selv eller dennes underleverandør er "
            "kun force majeure, hvis det var sket trods den sikkerhed, kontrakten kræver."
        ),
        (
            "Parten skriver til den anden inden 5 arbejdsdage og gør, hvad der er rimeligt for at begrænse følgerne. "
            "Varer det over 60 dage, kan den anden part opsige kontrakten uden varsel og uden erstatning til nogen af "
            "siderne."
        ),
    ),
)

SUBCONTRACTORS = Chapter(
    "Underleverandører og overdragelse",
    (
        (
            "Leverandøren hæfter for sine underleverandører og for produkter fra tredjepart i leverancen som for sig "
            "selv. Væsentlige underleverandører fremgår af bilag 2 og, for persondata, af bilag 7."
        ),
        (
            "Ingen part kan overdrage kontrakten uden den andens skriftlige accept, som ikke kan nægtes uden god "
            "grund. Kunden kan dog overdrage den sammen med den del af virksomheden, der bruger løsningen."
        ),
    ),
)

DISPUTES = Chapter(
    "Tvister, lovvalg og værneting",
    (
        (
            "En uenighed løftes først til projektlederne. Er den ikke løst inden 5 arbejdsdage, mødes parternes "
            "ledelser inden 10 arbejdsdage. Arbejdet fortsætter imens."
        ),
        (
            "{% if vilkaar.mediation %}Er uenigheden stadig ikke løst, forsøger parterne mediation, før de går til "
            "domstolene. Kan de ikke enes om en mediator inden 10 arbejdsdage, beder de Voldgiftsinstituttet om at "
            "udpege én. En part kan altid gå til fogedretten eller afbryde en forældelsesfrist.{% else %}Er uenigheden "
            "stadig ikke løst, kan hver part gå til domstolene.{% endif %}"
        ),
        (
            "Kontrakten er underlagt {{ vilkaar.lov }}. De danske regler om, hvilket lands ret der gælder, og "
            "FN-konventionen om internationale køb (CISG) finder ikke anvendelse. Sager anlægges ved {{ "
            "vilkaar.vaerneting }}."
        ),
    ),
)

LAW: tuple[Chapter, ...] = (
    FAULTS,
    LIABILITY,
    RIGHTS,
    SECURITY,
    CONFIDENTIALITY,
    ENDING,
    FORCE_MAJEURE,
    SUBCONTRACTORS,
    DISPUTES,
)
