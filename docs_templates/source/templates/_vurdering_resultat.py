"""Leverandørvurdering, chapters 7 to 14: from total cost and demo to negotiation and decision."""

from docs_templates.source.house_style import Column, Document, Group, Tag, Total, each

KEEP = "<w:keepNext/>"


def write(d: Document) -> None:
    """Adds the chapters."""
    _costs(d)
    _demo(d)
    _references(d)
    _team(d)
    _result(d)
    _sureness(d)
    _negotiation(d)
    _decision(d)


def _costs(d: Document) -> None:
    d.h1("Totaløkonomi over {{ tal.aar }} år")
    d.p(
        "Prisen på dag ét siger lidt. Derfor er alt lagt sammen: engangspris, årlige priser med stigning, jeres egne "
        "timer og det, det koster at komme ud igen. Jeres timer er sat til {{ tal.timepris }} Beløbene er uden moms.",
        extra=KEEP,
    )
    with d.when("not omkostninger"):
        d.p("{{ tom.priser }}")
    with d.when("figur_tco"):
        d.figure("figur_tco", "Omkostninger over {{ tal.aar }} år i 1.000 kr. Tallet under navnet er summen i kroner.")
    d.list_table(
        "omkostninger",
        "v",
        [
            Column(3.1, "Leverandør"),
            Column(2.2, "Engangspris", "tal"),
            Column(2.4, "Årlige priser", "tal"),
            Column(2.1, "Egne timer", "tal"),
            Column(2.0, "Udtræden", "tal"),
            Column(2.1, "I alt", "tal"),
            Column(2.5, "Uden egen tid", "tal"),
        ],
        [
            "**{{ v.navn }}**",
            "{{ v.engang }}",
            "{{ v.loebende }}",
            "{{ v.egen }}",
            "{{ v.exit }}",
            "**{{ v.i_alt }}**",
            "{{ v.uden_egen }}",
        ],
        caption="Totaløkonomi i kr.",
    )
    _years(d)


def _years(d: Document) -> None:
    with d.when("omkostninger"):
        d.caption("Årlige priser år for år i kr.")
        d.table(
            [
                Column(4.0, "Leverandør"),
                Column(2.0, "Stigning", "tal"),
                Column(2.0, "{%tc for a in aarstal %}"),
                Column(2.0, "{{ a }}", "tal"),
                Column(2.0, "{%tc endfor %}"),
            ],
            [
                Tag("for v in omkostninger"),
                ["**{{ v.navn }}**", "{{ v.stigning }}", "{%tc for a in v.aar %}", "{{ a }}", "{%tc endfor %}"],
                Tag("endfor"),
            ],
            alt="Årlige priser år for år",
            keep=True,
        )
    with d.when("omkostninger and tal.vejet"):
        d.callout(
            "Metode",
            "Sådan bliver pris til point",
            "Det billigste tilbud får 100 point. Et tilbud, der er {{ tal.nulpunkt }} dyrere, får 0. Imellem falder "
            "pointene jævnt. Metoden har én svaghed: Trækker den billigste sig, flytter de andres prispoint sig. "
            "Derfor viser kapitel 12, hvor meget prisen må stige, før resultatet ændrer sig.",
        )


def _demo(d: Document) -> None:
    d.h1("Demo")
    with d.when("not demo"):
        d.p("{{ tom.demo }}")
    with d.when("demo"):
        d.p("Hver leverandør viste de samme opgaver. {{ tal.bedoemmere }} gav hver for sig point fra 1 til 5.")
        d.caption("Gennemsnit pr. opgave, 1 til 5")
        d.table(
            [
                Column(6.4, "Opgave"),
                Column(3.3, "{%tc for v in leverandoerer %}"),
                Column(3.3, "{{ v }}", "tal"),
                Column(3.3, "{%tc endfor %}"),
            ],
            [
                Tag("for o in demo"),
                ["{{ o.opgave }}", "{%tc for p in o.point %}", "{{ p }}", "{%tc endfor %}"],
                Tag("endfor"),
                Total(("Point af 100", "{%tc for p in demopoint %}", "{{ p }}", "{%tc endfor %}")),
            ],
            alt="Demopoint pr. opgave og leverandør",
            keep=True,
        )
    d.bullets_each("e", "demoenighed", "{{ e }}")
    with d.when("tekst.om_demo"):
        d.block("tekst.om_demo", "Efter tabel")


def _references(d: Document) -> None:
    d.h1("Referencer")
    with d.when("not referencer"):
        d.p("{{ tom.referencer }}")
    with d.when("referencer"):
        d.p(
            "{{ tekst.om_referencer }} Referencer er næsten altid tilfredse kunder. Læg derfor mere vægt på det, der "
            "blev sagt, end på pointene. Bilag C har alle svar."
        )
    d.list_table(
        "referencer",
        "r",
        [Column(2.6, "Leverandør"), Column(5.2, "Reference"), Column(1.4, "Point", "tal"), Column(7.2, "Det hørte vi")],
        ["**{{ r.navn }}**", "{{ r.hvem }}", "{{ r.point }}", "{{ r.note }}"],
        caption="Referencesamtaler, gennemsnit af point fra 0 til 5",
    )


def _team(d: Document) -> None:
    d.h1("Leverandørens soliditet og team")
    with d.when("not delpoint"):
        d.p("{{ tom.delpoint }}")
    with d.when("delpoint"):
        d.p("Hvert tal har en begrundelse, så den, der ikke vandt, også kan følge det.")
        d.caption("Point fra 0 til 5 med begrundelse")
        d.table(
            [Column(5.2, "Hvad vi så på"), Column(1.5, "Point", "tal"), Column(9.7, "Begrundelse")],
            [
                Tag("for v in delpoint"),
                Group("{{ v.navn }}"),
                *each("s", "v.delpoint", "{{ s.emne }}", "**{{ s.point }}**", "{{ s.grund }}"),
                Tag("endfor"),
            ],
            style="It-start Kravtabel",
            alt="Delpoint for team og soliditet",
            keep=True,
        )


def _result(d: Document) -> None:
    d.h1("Samlet resultat")
    with d.when("not tilbud or (tal.vejet and not kriterier)"):
        d.p("{{ tom.resultat }}")
    with d.when("prisraekke"):
        d.p(
            "Tilbuddene, der opfylder alle SKAL-krav eller har jeres dispensation, står efter pris. Det billigste "
            "over {{ tal.aar }} år er bedst.",
            extra=KEEP,
        )
    d.list_table(
        "prisraekke",
        "v",
        [
            Column(1.4, "Nr."),
            Column(6.4, "Leverandør"),
            Column(4.3, "Totaløkonomi", "tal"),
            Column(4.3, "Dyrere end den billigste", "tal"),
        ],
        ["{{ v.plads }}", "**{{ v.navn }}**", "{{ v.tco }}", "{{ v.over }}"],
        caption="Tilbuddene efter totaløkonomi i kr.",
    )
    with d.when("tal.vejet and tilbud and kriterier"):
        d.p(
            "Tabellen viser point pr. kriterium, før de ganges med vægten.{% if figur_point %} Figuren på side 2 viser "
            "de samme tal efter vægt.{% endif %}"
        )
        d.caption("Point fra 0 til 100 pr. kriterium, og samlet efter vægte")
        d.table(
            [
                Column(5.4, "Kriterium"),
                Column(1.6, "Vægt", "tal"),
                Column(3.1, "{%tc for v in leverandoerer %}"),
                Column(3.1, "{{ v }}", "tal"),
                Column(3.1, "{%tc endfor %}"),
            ],
            [
                Tag("for k in kriterier"),
                ["{{ k.titel }}", "{{ k.vaegt }}", "{%tc for p in k.point %}", "{{ p }}", "{%tc endfor %}"],
                Tag("endfor"),
                Total(("Samlet", "{{ tal.vaegtsum }}", "{%tc for p in samlet %}", "{{ p }}", "{%tc endfor %}")),
            ],
            alt="Point pr. kriterium og leverandør",
            keep=True,
        )


def _sureness(d: Document) -> None:
    d.h1("Hvor sikkert er resultatet?")
    with d.when("not tal.vejet"):
        d.p("{{ tekst.prismargin }}")
    with d.when("tal.vejet and not foelsomhed"):
        d.p("Det kan regnes ud, når mindst to tilbud har point på alle kriterier, og ét af dem er alene i spidsen.")
    with d.when("foelsomhed"):
        d.p(
            "En vægt er et skøn. Derfor har vi flyttet hver vægt op og ned og regnet alt om, i alt {{ "
            "tal.beregninger }} gange. De andre vægte skaleres, så summen er 100 %."
        )
    d.list_table(
        "foelsomhed",
        "f",
        [
            Column(5.4, "Vægten på"),
            Column(1.8, "Vægt nu", "tal"),
            Column(1.85, "−10", "tal"),
            Column(1.85, "−5", "tal"),
            Column(1.85, "Uændret", "tal"),
            Column(1.85, "+5", "tal"),
            Column(1.85, "+10", "tal"),
        ],
        ["{{ f.titel }}", "{{ f.vaegt }}", "{{ f.a }}", "{{ f.b }}", "**{{ f.c }}**", "{{ f.d }}", "{{ f.e }}"],
        caption="{{ vinder.genitiv }} forspring i point, når én vægt ændres",
        alt="Forspringet i point, når én vægt ændres",
    )
    with d.when("foelsomhed_note"):
        d.note("{{ foelsomhed_note }}")
    d.bullets_each("t", "vendepunkter", "{{ t }}")
    d.list_table(
        "scenarier",
        "s",
        [Column(8.2, "Hvis"), Column(8.2, "Så vinder")],
        ["{{ s.hvis }}", "**{{ s.vinder }}**"],
        caption="Hvem vinder, hvis I ser helt anderledes på det?",
    )
    with d.when("tekst.om_sikkerhed"):
        d.block("tekst.om_sikkerhed")


def _negotiation(d: Document) -> None:
    d.h1("Risici og forhandlingspunkter")
    d.p(
        "Punkterne kommer fra tilbuddet, demoen og referencerne. De er lettest at få igennem nu, mens der stadig er "
        "konkurrence."
    )
    d.list_table(
        "forhandling",
        "f",
        [Column(4.8, "Emne"), Column(5.8, "Tilbuddet siger"), Column(5.8, "Gå efter")],
        ["**{{ f.emne }}**", "{{ f.nu }}", "{{ f.maal }}"],
        caption="Det kan I forhandle om",
    )
    d.list_table(
        "forhandlet",
        "f",
        [
            Column(2.6, "Dato"),
            Column(4.8, "Emne"),
            Column(3.0, "Før"),
            Column(3.6, "Efter"),
            Column(2.4, "Kr. over {{ tal.aar }} år", "tal"),
        ],
        ["{{ f.dato }}", "{{ f.emne }}", "{{ f.foer }}", "**{{ f.efter }}**", "{{ f.effekt }}"],
        caption="Opnået indtil nu",
        total=Total(("I alt", "", "", "", "{{ forhandlet_i_alt }}")),
    )
    d.list_table(
        "risici",
        "r",
        [Column(1.3, "Tal", "midt"), Column(6.0, "Risiko"), Column(6.3, "Modtræk"), Column(2.8, "Ejer")],
        ["**{{ r.tal }}**", "{{ r.tekst }}", "{{ r.modtraek }}", "{{ r.ejer }}"],
        caption="De største risici",
    )
    with d.when("risici"):
        d.note("Tallet er sandsynlighed gange konsekvens, begge fra 1 til 5.")


def _decision(d: Document) -> None:
    d.h1("Beslutning og underskrift", new_page=True)
    d.p(
        "Tilbuddene gælder til {{ tal.vedstaaelse }}. De andre leverandører får besked med en kort begrundelse, når "
        "kontrakten er underskrevet."
    )
    d.callout(
        "Anbefaling",
        "Beslutning",
        "[[Stærk|{{ beslutning.leverandoer }}]], valgt af {{ beslutning.af }}, {{ beslutning.dato }}. {{ "
        "beslutning.grund }}",
    )
    with d.when("mangler"):
        d.p("Det mangler i vurderingen:", "Overskrift lille")
        d.p("{% for m in mangler %}{{ m }}{% if not loop.last %}; {% endif %}{% endfor %}.")
    d.p("Rådgiveren indstiller. Valget er kundens.")
    d.signature("For {{ kunde.navn }}: {{ beslutning.til }}. Dato og underskrift")
    d.note("Vurderingen er lavet af {{ raadgiver.navn }}, {{ raadgiver.firma }}.")
    d.end_section()
