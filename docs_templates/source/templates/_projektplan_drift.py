"""Projektplan, chapters 6 to 13: data, test, training, go-live, risks, money, steering and the gains."""

from docs_templates.source.house_style import Column, Document, Total

KEEP = "<w:keepNext/>"


def write(d: Document) -> None:
    """Adds the chapters."""
    _data(d)
    _tests(d)
    _training(d)
    _go_live(d)
    _risks(d)
    _money(d)
    _steering(d)
    _gains(d)


def _requirements(d: Document, items: str, caption: str) -> None:
    d.list_table(
        items,
        "k",
        [Column(1.6, "Krav"), Column(8.2, "Det er lovet"), Column(6.6, "Prøves sådan")],
        ["**{{ k.nr }}**", "{{ k.tekst }}", "{{ k.proeve }}"],
        caption=caption,
    )


def _data(d: Document) -> None:
    d.h1("Data og konvertering")
    d.p(
        "Ryd op, før I flytter. Data, der er forkerte i dag, er også forkerte i det nye system. Testmiljø og "
        "prøvekonvertering skal være godkendt {{ dag.testmiljoe }}."
    )
    _requirements(d, "datakrav", "Krav om konvertering")
    d.p("Konverteringen sker i fem trin:")
    d.bullets(
        "**Oprydning.** I retter og sletter i de gamle systemer efter listen i kapitel 5.",
        "**Første prøve.** Leverandøren indlæser et fuldt udtræk i testmiljøet. I tæller poster og sammenligner saldi.",
        "**Anden prøve.** Det samme igen med rettede data. Tallene skal stemme, før overtagelsesprøven begynder.",
        "**Endelig konvertering.** Sker lige før idriftsættelsen. Åbningsbalancen afstemmes og underskrives af den, "
        "der fører regnskabet.",
        "**Gamle systemer.** Gem adgang til at læse, så længe bogføringsloven kræver det.",
    )


def _tests(d: Document) -> None:
    d.h1("Test og godkendelse")
    d.p(
        "Overtagelsesprøven skal være bestået {{ dag.overtagelse }}. Alle {% if proeve.skal %}{{ proeve.skal }} {% "
        "endif %}SKAL-krav afprøves med jeres egne ordrer og data efter kontraktens bilag 6. Prøven er bestået uden "
        "A-fejl og med højst {{ proeve.max_b }} B-fejl.",
        extra=KEEP,
    )
    with d.when("not proever"):
        d.p("{{ tom.krav }}")
    d.list_table(
        "proever",
        "p",
        [Column(5.0, "Område"), Column(2.4, "SKAL-krav", "tal"), Column(9.0, "Numre")],
        ["**{{ p.omraade }}**", "{{ p.antal }}", "{{ p.krav }}"],
        caption="Det, der skal prøves",
    )
    d.p("Tre ting at huske ved prøven:")
    d.bullets(
        "**A-fejl** hindrer drift, truer data eller bryder loven. **B-fejl** generer væsentligt. Resten er **C-fejl**.",
        "Superbrugerne afprøver, ikke leverandøren. Skriv, hvad I gjorde, og hvad I så.",
        "Sæt tid af til at gøre det to gange. Den første prøve finder fejl, den anden viser, at de er rettet.",
    )


def _training(d: Document) -> None:
    d.h1("Uddannelse")
    d.p(
        "Superbrugerne er klar {{ dag.uddannelse }}. De lærer systemet først, afprøver det og lærer det derefter fra "
        "sig. Læg undervisningen højst fire uger før brug, ellers er den glemt."
    )
    _requirements(d, "uddannelseskrav", "Krav om uddannelse")


def _go_live(d: Document) -> None:
    d.h1("Idriftsættelse og nødplan")
    d.p("Idriftsættelse er planlagt til {{ dag.idrift }}. Reservedatoen er {{ projekt.reserve }}.", None, KEEP)
    d.callout(
        "Vigtigt",
        "Vigtigt: ingen drift uden bestået prøve",
        "Tages systemet i drift, før overtagelsesprøven er bestået, overtager I risikoen for fejlene. Er prøven ikke "
        "bestået i tide, bruger I reservedatoen.",
    )
    d.p("Styregruppen siger ja til start, når der kan svares ja til det hele:")
    d.bullets(
        "Overtagelsesprøven er bestået og godkendt skriftligt.",
        "Den endelige konvertering er afstemt, og åbningsbalancen stemmer.",
        "Alle brugere har adgang, og alle superbrugere er på arbejde i den første uge.",
        "Leverandøren har folk klar de første fem dage, og I kender telefonnummeret.",
        "De gamle systemer kan bruges igen samme dag, hvis noget går galt, og en navngiven person kan beslutte det.",
    )
    d.p(
        "Derefter følger driftsprøven: {{ proeve.driftsdage }} arbejdsdage uden A-fejl. Den skal være bestået {{ "
        "dag.drift }} og udløser den sidste betaling."
    )


def _risks(d: Document) -> None:
    d.h1("Risici")
    d.p(
        "Tallet er sandsynlighed (S) gange konsekvens (K), begge fra 1 til 5. Ejeren holder øje og siger til.",
        extra=KEEP,
    )
    with d.when("not risici"):
        d.p("{{ tom.risici }}")
    d.list_table(
        "risici",
        "r",
        [
            Column(1.5, "Nr."),
            Column(1.0, "S", "midt"),
            Column(1.0, "K", "midt"),
            Column(1.2, "Tal", "midt"),
            Column(4.5, "Risiko"),
            Column(4.5, "Modtræk"),
            Column(2.7, "Ejer"),
        ],
        [
            "**{{ r.nr }}**",
            "{{ r.sandsynlighed }}",
            "{{ r.konsekvens }}",
            "**{{ r.tal }}**",
            "{{ r.tekst }}",
            "{{ r.modtraek }}",
            "{{ r.ejer }}",
        ],
        caption="Risici, største først",
        keep=False,
    )
    with d.when("tekst.risiko"):
        d.note("{{ tekst.risiko }}")


def _money(d: Document) -> None:
    d.h1("Økonomi og betalingsplan")
    d.p("Beløbene er uden moms. Pengene følger fremskridtet: Hver rate venter på en milepæl.")
    d.facts(
        [
            ("Engangspris", "{{ pris.engang }}"),
            ("Årlig pris", "{{ pris.aarlig }}"),
            ("Faktureres", "{{ pris.rate }}"),
            ("Regulering", "{{ pris.regulering }}"),
            ("Totaløkonomi", "{{ pris.tco }} over {{ pris.aar }} år, jeres egne timer medregnet"),
            ("Tjent hjem", "{{ pris.tilbagebetaling }}"),
        ],
        alt="Økonomien kort",
        conditions=[None, None, "pris.rate", "pris.regulering", "pris.tco", "pris.tilbagebetaling"],
    )
    with d.when("not rater"):
        d.p("{{ tom.rater }}")
    d.list_table(
        "rater",
        "r",
        [
            Column(1.1, "Rate", "midt"),
            Column(6.0, "Betales, når milepælen er nået"),
            Column(3.2, "Dato"),
            Column(1.6, "Andel", "tal"),
            Column(2.2, "Kr.", "tal"),
            Column(2.3, "Status"),
        ],
        ["**{{ r.nr }}**", "{{ r.milepael }}", "{{ r.dato }}", "{{ r.andel }}", "{{ r.beloeb }}", "{{ r.status }}"],
        caption="Betalingsplan",
        total=Total(("", "I alt", "", "{{ pris.andel_sum }}", "{{ pris.rater_sum }}", "")),
    )
    d.list_table(
        "forhandlet",
        "f",
        [
            Column(2.6, "Dato"),
            Column(4.8, "Emne"),
            Column(3.0, "Før"),
            Column(3.6, "Efter"),
            Column(2.4, "Kr. over {{ forhandling.aar }} år", "tal"),
        ],
        ["{{ f.dato }}", "{{ f.emne }}", "{{ f.foer }}", "**{{ f.efter }}**", "{{ f.effekt }}"],
        caption="Opnået i forhandlingen",
        total=Total(("I alt", "", "", "", "{{ forhandling.i_alt }}")),
    )
    with d.when("forhandling.tekst"):
        d.note("{{ forhandling.tekst }} Jeres egen tid er regnet med.")


def _steering(d: Document) -> None:
    d.h1("Styring, møder og ændringer")
    d.p(
        "{{ projekt.moeder }} Dagsordenen er den samme hver gang: milepæle, opgaver over tid, de største risici og "
        "penge."
    )
    d.bullets(
        "Leverandørens projektleder skriver referat senest to arbejdsdage efter mødet.",
        "Kan en frist ikke holdes, siges det med det samme, med ny dato og grund.",
        "En ændring gælder først, når pris, tid og krav er skrevet i kontraktens bilag 9, og begge har skrevet under.",
        "Er projektlederne uenige, går sagen til styregruppen inden fem arbejdsdage.",
    )


def _gains(d: Document) -> None:
    d.h1("Gevinstopfølgning")
    d.p(
        "De færreste måler, om de fik det, de betalte for. Mål de samme tal som i kapitel 1 igen {{ dag.opfoelgning "
        "}}, og vis dem for alle, der har været med.",
        None,
        KEEP,
    )
    with d.when("not gevinster"):
        d.p("{{ tom.gevinster }}")
    d.list_table(
        "gevinster",
        "g",
        [Column(1.4, "Nr."), Column(11.6, "Gevinst"), Column(3.4, "Kr. pr. år", "tal")],
        ["**{{ g.nr }}**", "{{ g.tekst }}", "{{ g.beloeb }}"],
        caption="Forventede gevinster",
        total=Total(("", "I alt", "{{ pris.gevinst }}")),
    )
    with d.when("tekst.gevinst"):
        d.p("{{ tekst.gevinst }}")
    d.p(
        "Nås et mål ikke, så find ud af, om det er systemet, arbejdsgangen eller vanen, der står i vejen, og sæt "
        "navn og dato på."
    )
