"""Behovsbeskrivelse, chapters 5 to 7: needs, requirements by priority, what is left out."""

from docs_templates.source.house_style import Column, Document
from docs_templates.source.templates._krav import PRIORITIES


def write(d: Document) -> None:
    """Adds the chapters."""
    _needs(d)
    _requirements(d)
    _overview(d)
    _outside(d)


def _needs(d: Document) -> None:
    d.h1("Behov")
    d.p(
        "Et behov siger, hvad virksomheden skal kunne. Et krav siger, hvad systemet skal kunne, for at det sker. "
        "Behovene kommer først, fordi de holder længere end noget produkt. Alle krav i bilag A peger tilbage på det "
        "behov, de opfylder. Et krav uden behov er en vane, og det er strøget."
    )
    with d.when("not behov"):
        d.p("{{ tom.behov }}")
    d.list_table(
        "behov",
        "b",
        [Column(1.5, "Nr."), Column(6.4, "Behov"), Column(2.5, "Vigtighed"), Column(6.0, "Opfyldes af")],
        ["**{{ b.nr }}**", "{{ b.titel }}", "{{ b.vigtighed }}", "{{ b.krav }}"],
        caption="Behov i rækkefølge efter vigtighed, og kravene der opfylder dem",
    )


def _requirements(d: Document) -> None:
    d.h1("Krav, prioriteret")
    with d.when("not omraader"):
        d.p("{{ tom.krav }}")
    with d.when("omraader"):
        d.p(
            "Vi har {{ tal.krav }} krav. De står ord for ord i bilag A, sammen med den prøve, som afgør, om kravet er "
            "opfyldt. Her er overblikket."
        )
    d.callout("Metode", "Sådan læses prioriteterne", PRIORITIES)
    d.p("{{ tekst.om_skal }}")
    d.h2("Sådan er kravene skrevet")
    d.bullets(
        "**Ét krav, én ting.** Så kan leverandøren svare ja eller nej, og vi kan se, hvad vi får.",
        "**Med en prøve.** Til hvert krav hører det, vi gør for at se, om det er opfyldt. Prøven er den samme i demoen "
        "og ved overtagelsen.",
        "**Uden produktnavne.** Vi beskriver arbejdet og ikke et bestemt system. Ellers vælger vi, før vi har set på "
        "markedet.",
        "**Med fast nummer.** Et krav, der udgår, får ikke sit nummer genbrugt. Så kan vi altid finde ud af, hvor det "
        "blev af.",
    )


def _overview(d: Document) -> None:
    with d.when("figur_krav"):
        d.h2("Fordelt på områder")
        d.figure(
            "figur_krav",
            "Krav fordelt på område og prioritet. {{ tal.skal }} af de {{ tal.krav_vurderes }} krav, der skal "
            "vurderes, er SKAL-krav ({{ tal.skal_andel }}).",
        )
    with d.when("skal_krav"):
        d.h2("SKAL-kravene samlet")
        d.p(
            "De fleste systemer kan det meste. Disse krav er dem, der får et tilbud til at udgå. Derfor skal de ses "
            "virke, før vi vælger, og prøves igen, før vi tager løsningen i brug."
        )
    d.list_table(
        "skal_krav",
        "k",
        [Column(1.7, "Krav"), Column(5.2, "Hvad det handler om"), Column(4.6, "Område"),
         Column(4.9, "Opfylder behov")],
        ["**{{ k.nr }}**", "{{ k.titel }}", "{{ k.omraade }}", "{{ k.behov }}"],
        caption="Alle SKAL-krav",
        keep=False,
    )  # fmt: skip


def _outside(d: Document) -> None:
    d.h1("Det hører ikke med")
    d.p(
        "En klar grænse gør tilbuddene sammenlignelige og holder prisen nede. Det, der ikke er nævnt under Med, er "
        "ikke med, før vi skriftligt siger andet."
    )
    d.facts(
        [("Med", "{{ omfang.med }}"), ("Ikke med", "{{ omfang.uden }}")],
        alt="Hvad anskaffelsen omfatter, og hvad den ikke omfatter",
        label_cm=2.6,
    )
    d.list_table(
        "ikke_nu",
        "k",
        [Column(1.7, "Krav"), Column(4.2, "Emne"), Column(10.5, "Hvad vi har besluttet")],
        ["**{{ k.nr }}**", "{{ k.titel }}", "{{ k.tekst }}"],
        caption="Drøftet og valgt fra i denne omgang",
    )
