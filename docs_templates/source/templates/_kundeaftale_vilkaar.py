"""The words of the customer agreement, chapters 2 to 12; every clause is one numbered paragraph."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """A chapter with its clauses in reading order."""

    title: str
    clauses: tuple[str, ...]


CONTENT = Chapter(
    "Modulets indhold og produkt",
    (
        "Rådgiveren leverer modulet »{{ modul.titel }}«. Det hører til {{ modul.skridt }}.",
        "Resultatet er: {{ modul.produkt }}",
        (
            "Modulet forventes at tage {{ modul.timer }} og er en afsluttet ydelse. Kunden kan bruge resultatet, også "
            "hvis parterne ikke aftaler flere moduler."
        ),
        (
            "Modulet er leveret, når Kunden har fået resultatet. Kunden godkender det eller skriver, hvad der mangler, "
            "senest 14 dage efter. Hører Rådgiveren ikke fra Kunden, rykker Rådgiveren én gang. Svarer Kunden stadig "
            "ikke, regnes modulet for godkendt."
        ),
    ),
)

PLACE = Chapter(
    "Tid og sted",
    (
        (
            "{% if modul.sted %}{{ modul.sted }}{% else %}Arbejdet udføres hos Kunden og hos Rådgiveren, som "
            "det passer "
            "bedst. Parterne aftaler møder og datoer undervejs.{% endif %}"
        ),
        "Rådgiveren skriver sine timer ned. Kunden kan få timeregnskabet, når den ønsker det.",
    ),
)

PRICE = Chapter(
    "Pris og betaling",
    (
        "Prisen er **{{ pris.uden }}** ekskl. moms, {{ pris.med }} med moms.",
        (
            "Prisen er fast og kan efter kodeks for It-starthjælp højst være {{ pris.loft }} ekskl. moms pr. modul. "
            "Kørsel og andre udgifter er med i prisen. Tager arbejdet længere tid end ventet, stiger prisen ikke."
        ),
        "Rådgiveren sender sin faktura, når modulet er leveret. Den betales senest 14 dage efter, at den er modtaget.",
        (
            "Arbejdet begynder først, når aftalen er underskrevet. Skal pris, produkt eller omfang ændres bagefter, "
            "laver parterne et tillæg, som Kunden også skriver under på."
        ),
    ),
)

EFFORT = Chapter(
    "Kundens medvirken",
    (
        (
            "{% if modul.medvirken %}{{ modul.medvirken }}{% else %}Kunden stiller de medarbejdere og oplysninger til "
            "rådighed, som modulet kræver, og tager de beslutninger, som kun Kunden kan tage.{% endif %}"
        ),
        "Bliver Kunden forsinket med noget, arbejdet afhænger af, flytter parternes datoer sig tilsvarende.",
    ),
)

IMPARTIAL = Chapter(
    "Uvildighed",
    (
        "{{ uvildighed.provision }}",
        "{{ uvildighed.ejerskab }}",
        (
            "{% if uvildighed.relationer %}Følgende relationer til it-leverandører er oplyst:{% else %}Rådgiveren har "
            "ingen andre relationer til it-leverandører, der har betydning for sagen.{% endif %}"
        ),
    ),
)

CENTER = Chapter(
    "Forholdet til {{ centret.navn }} og deling af oplysninger",
    (
        "Rådgiveren har det fulde ansvar for opgaven over for Kunden. {{ centret.navn }} er ikke part i aftalen.",
        (
            "Rådgiveren rapporterer modulets start og afslutning til {{ centret.navn }}. Rapporterne fortæller, "
            "hvem Kunden er, hvad modulet gik ud på, hvad det kostede, hvor mange timer det tog, og hvad "
            "Kunden fik ud af det."
        ),
        (
            "Rådgiveren kan bede {{ centret.navn }} om råd. {% if modul.deling %}Kunden har sagt ja til, at tilbud og "
            "priser fra leverandører må deles med {{ centret.navn }}, når det er nødvendigt for rådet. Kunden kan til "
            "enhver tid trække sit ja tilbage.{% else %}Tilbud og priser fra leverandører deles kun, hvis Kunden "
            "siger ja.{% endif %}"
        ),
    ),
)

SECRECY = Chapter(
    "Fortrolighed og persondata",
    (
        (
            "Parterne holder det, de får at vide om hinanden og om tilbuddene, for sig selv. Det gælder også, når "
            "aftalen er ophørt. Pligten gælder ikke for oplysninger, som er offentlige, eller som loven "
            "kræver udleveret."
        ),
        (
            "Rådgiveren behandler kun personoplysninger, der er nødvendige for opgaven: navne og kontaktoplysninger på "
            "Kundens medarbejdere og det, de fortæller om deres arbejde. Skal Rådgiveren se andre personoplysninger, "
            "laver parterne først en databehandleraftale."
        ),
    ),
)

RIGHTS = Chapter(
    "Rettigheder til materialet",
    (
        (
            "Kunden må frit bruge, ændre og give det leverede videre i sin egen virksomhed og til sine "
            "leverandører, når "
            "det er betalt. Kundens egne data og oplysninger er hele tiden Kundens."
        ),
        "Rådgiveren beholder retten til sine metoder og skabeloner og må bruge dem igen, uden at Kunden kan genkendes.",
    ),
)

LIABILITY = Chapter(
    "Ansvar",
    (
        (
            "Rådgiveren er ansvarlig efter dansk rets almindelige regler. Ansvaret omfatter ikke indirekte tab og kan "
            "samlet højst blive tre gange modulets pris ekskl. moms. Grænserne gælder ikke ved forsæt eller grov "
            "uagtsomhed."
        ),
        (
            "Kunden vælger selv sin leverandør og løsning. Rådgiveren hæfter ikke for det, leverandøren lover "
            "eller leverer."
        ),
    ),
)

NOTICE = Chapter(
    "Opsigelse",
    (
        (
            "Kunden kan opsige aftalen skriftligt uden varsel. Kunden betaler så for de timer, der er brugt, højst den "
            "faste pris."
        ),
        (
            "Rådgiveren kan opsige aftalen skriftligt med 14 dages varsel, når der er en saglig grund, og "
            "udleverer det, "
            "der er lavet. Standser {{ centret.navn }}s og Rådgiverens samarbejde, "
            "gør Rådgiveren modulet færdigt alligevel."
        ),
    ),
)

LAW = Chapter(
    "Lovvalg",
    (
        (
            "Aftalen følger dansk ret. Parterne prøver først selv at løse en uenighed. Kan de ikke det, "
            "afgøres den ved "
            "de almindelige domstole, der hvor Kunden har hjemsted."
        ),
    ),
)

BEFORE_PRICE = (CONTENT, PLACE)
AFTER_PRICE = (PRICE, EFFORT, IMPARTIAL, CENTER, SECRECY, RIGHTS, LIABILITY, NOTICE, LAW)
