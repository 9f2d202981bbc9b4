"""Template of the business case: what the solution costs, what it gives, and when it is earned back."""

from docs_templates.source.house_style import Column, Document, Para, Total

KEEP = "<w:keepNext/>"


def build() -> Document:
    """The answer first, then the gains, the years, and how it is worked out."""
    d = Document("Gevinstberegning", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("Gevinstberegning: {{ sag.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("Til {{ dokument.til }}, {{ kunde.navn }}. Fra {{ raadgiver.navn }}, {{ raadgiver.firma }}.")
    with d.when("not aar"):
        d.p("{{ tom.tal }}")
    with d.when("tekst.dom"):
        d.callout("Anbefaling", "Kort sagt", "[[Stærk|{{ tekst.dom }}]] {{ tekst.grundlag }}")
        d.key_figures(
            [
                ("{{ tal.tjent_hjem }}", "til det er tjent hjem"),
                ("{{ tal.gevinst }}", "kr. i gevinst om året"),
                ("{{ tal.kort }}", "kr. tjent efter {{ tal.korte_aar }} år"),
                ("{{ tal.lang }}", "kr. tjent efter {{ tal.aar }} år"),
            ],
            alt="Nøgletal: tilbagebetaling, gevinst og stilling efter tre år og til sidst",
        )
    with d.when("figur"):
        d.figure("figur", "Alt, der betales, og alt, der spares, over {{ tal.aar }} år i 1.000 kr.")
    d.h1("Det giver løsningen")
    with d.when("not gevinster"):
        d.p("{{ tom.gevinster }}")
    d.list_table(
        "gevinster",
        "g",
        [Column(1.6, "Nr."), Column(11.2, "Gevinst"), Column(3.6, "Kr. om året", "tal")],
        [
            "**{{ g.nr }}**",
            ["{{ g.tekst }}", Para("{%p if g.regnet %}"), Para("{{ g.regnet }}"), Para("{%p endif %}")],
            "{{ g.beloeb }}",
        ],
        caption="Gevinster om året",
        total=Total(("", "I alt", "{{ gevinst_i_alt }}")),
    )
    with d.when("aar"):
        d.h1("År for år")
    d.list_table(
        "aar",
        "a",
        [Column(5.0, "Hvornår"), *(Column(3.8, head, "tal") for head in ("Koster", "Giver", "Tjent i alt"))],
        ["**{{ a.navn }}**", "{{ a.koster }}", "{{ a.giver }}", "{{ a.stilling }}"],
        caption="Kr. uden moms; et minus er penge, der ikke er tjent hjem endnu",
    )
    d.h1("Sådan er det regnet")
    d.bullets(
        "**Ved start** betales engangsprisen, og jeres egne timer er sat til {{ tal.timepris }} i timen.",
        "**Hvert år** betales den årlige pris med den stigning, der er aftalt. I det sidste år er det med, hvad det "
        "koster at komme ud igen.",
        "**Gevinsten** er den samme hvert år. Den kommer kun, hvis I ændrer det, I gør.",
        "**Tjent hjem** er engangspris og egne timer delt med gevinsten, når den årlige pris er trukket fra.",
    )
    d.note("Tallene er de samme som i behovsbeskrivelse, vurdering og projektplan. De kan prøves af i Excel-arket.")
    return d
