"""Template of step 3: the vendor assessment. The adviser writes to the owner, and "I" is the firm."""

from docs_templates.source.house_style import Column, Document, Total
from docs_templates.source.templates import _vurdering_bilag, _vurdering_resultat
from docs_templates.source.templates._tilbud import valid_bids

KEEP = "<w:keepNext/>"


def build() -> Document:
    """The recommendation on page 2, the contents list, 14 chapters and three annexes."""
    d = Document("Leverandørvurdering")
    d.cover("Indstilling om valg af leverandør til {{ kunde.kort }}")
    _recommendation(d)
    d.contents()
    _words(d)
    _process(d)
    _bids(d)
    _musts(d)
    _criteria(d)
    _fit(d)
    _vurdering_resultat.write(d)
    _vurdering_bilag.write(d)
    return d


def _recommendation(d: Document) -> None:
    d.h1("Indstilling på én side", new_page=True)
    d.callout("Anbefaling", "Indstilling", "[[Stærk|{{ indstilling.titel }}]] {{ indstilling.tekst }}")
    with d.when("vinder.navn"):
        d.key_figures(
            [
                ("{{ vinder.point }}", "{{ vinder.point_tekst }}"),
                ("{{ vinder.tco }}", "kr. over {{ tal.aar }} år, alt medregnet"),
                ("{{ vinder.skal }}", "SKAL-krav er besvaret med standard"),
                ("{{ vinder.timer }}", "skal I selv regne med at bruge"),
            ],
            alt="Nøgletal for den indstillede leverandør",
        )
    widths = (0.9, 4.6, 1.3, 2.5, 2.1, 1.9, 3.1)
    valid_bids(d, widths, "{{ tal.aar }} år i alt, kr.", "De gyldige tilbud")
    _why(d)


def _why(d: Document) -> None:
    with d.when("figur_point"):
        d.figure("figur_point", "Samlede point, delt efter kriterium og vægtet. Bjælkens længde er resultatet.")
    with d.when("tekst.derfor"):
        d.h3("Derfor")
        d.bullets_each("g", "tekst.derfor", "{{ g }}")
        d.bullets_each("g", "tekst.sikkert", "{{ g }}")
    with d.when("tekst.aabne"):
        d.h3("Det skal på plads, før I skriver under")
        d.bullets_each("g", "tekst.aabne", "{{ g }}")
    with d.when("tekst.imod"):
        d.h3("Det taler imod")
        d.block("tekst.imod")


def _words(d: Document) -> None:
    d.p("Ord, der går igen", "Overskrift lille")
    d.facts(
        [
            (
                "SKAL, BØR og KAN",
                "Kravets prioritet. Et SKAL-krav, der ikke er opfyldt, kan koste leverandøren tilbuddet.",
            ),
            ("Standard og opsætning", "Løsningen kan det i dag, eller den kan stilles ind til det uden merpris."),
            ("Tilpasning", "Der skal programmeres. Det koster, og det skal vedligeholdes."),
            ("Tredjepart", "Et andet firmas produkt løser kravet. Spørg, hvem der hæfter."),
            ("Senere version", "Leverandøren lover det. Det findes ikke i dag."),
            ("Totaløkonomi", "Alt, hvad løsningen koster over {{ tal.aar }} år, også jeres egne timer."),
            ("Dispensation", "Jeres skriftlige ja til, at et SKAL-krav må mangle."),
        ],
        label_cm=4.2,
        alt="Ordliste",
    )


def _process(d: Document) -> None:
    d.h1("Processen", new_page=True)
    d.p(
        "Alle leverandører har fået det samme materiale, de samme svar og den samme opgave. Kriterier og vægte stod "
        "i materialet.{% if not tal.offentlig %} I er en privat virksomhed og kan frit forhandle, vælge og sige nej "
        "til alle.{% endif %}",
        extra=KEEP,
    )
    with d.when("not forloeb"):
        d.p("{{ tom.forloeb }}")
    d.list_table(
        "forloeb",
        "t",
        [Column(4.2, "Dato"), Column(12.2, "Hvad skete der")],
        ["**{{ t.dato }}**", "{{ t.hvad }}"],
        caption="Forløbet trin for trin",
    )
    d.p("{{ tekst.uvildig }}")
    with d.loop("r", "relationer"):
        d.callout(
            "Vigtigt",
            "Vigtigt: oplyst relation til {{ r.navn }}",
            "{{ r.tekst }} Kunden har kvitteret for oplysningen: {{ tal.kvitteret }}.",
        )


def _bids(d: Document) -> None:
    d.h1("Modtagne tilbud")
    d.p("{{ tekst.modtaget }} Fristen var {{ tal.frist }}.")
    d.list_table(
        "inviterede",
        "v",
        [
            Column(5.0, "Leverandør"),
            Column(2.2, "By"),
            Column(2.6, "Produkt"),
            Column(2.4, "Driftsform"),
            Column(4.2, "Modtaget"),
        ],
        ["**{{ v.navn }}**", "{{ v.by }}", "{{ v.produkt }}", "{{ v.drift }}", "{{ v.modtaget }}"],
        caption="Leverandørerne i udbuddet",
    )
    with d.loop("a", "afslag"):
        d.note("{{ a }}")
    d.list_table(
        "forbehold",
        "v",
        [Column(2.8, "Leverandør"), Column(5.6, "Forbehold"), Column(8.0, "Hvad det betyder for jer")],
        ["**{{ v.navn }}**", "{{ v.tekst }}", "{{ v.betyder }}"],
        caption="Forbehold i tilbuddene",
    )


def _musts(d: Document) -> None:
    d.h1("Formel kontrol og SKAL-krav")
    d.p(
        "Et tilbud, der mangler et SKAL-krav, udgår. Kun I kan dispensere, og kun skriftligt med en grund. Tabellen "
        "viser, hvordan hver leverandør vil opfylde SKAL-kravene{% if tal.skal %}, i alt {{ tal.skal }}{% endif %}.",
        extra=KEEP,
    )
    with d.when("not skalsvar"):
        d.p("{{ tom.svar }}")
    d.list_table(
        "skalsvar",
        "v",
        [
            Column(2.9, "Leverandør"),
            Column(1.8, "Standard", "tal"),
            Column(2.1, "Opsætning", "tal"),
            Column(2.1, "Tilpasning", "tal"),
            Column(2.2, "Tredjepart", "tal"),
            Column(1.6, "Senere", "tal"),
            Column(1.2, "Nej", "tal"),
            Column(2.5, "Resultat"),
        ],
        [
            "**{{ v.navn }}**",
            "{{ v.s }}",
            "{{ v.k }}",
            "{{ v.t }}",
            "{{ v.p }}",
            "{{ v.v }}",
            "{{ v.n }}",
            "{{ v.resultat }}",
        ],
        caption="SKAL-krav fordelt efter leverandørens svar",
    )
    _waivers(d)


def _waivers(d: Document) -> None:
    with d.when("tekst.om_skal"):
        d.p("{{ tekst.om_skal }}")
    with d.loop("w", "dispensationer"):
        d.callout(
            "Vigtigt",
            "Vigtigt: dispensation for {{ w.krav }}",
            "{{ w.navn }} opfylder i dag ikke {{ w.krav }}, {{ w.titel }}. {{ w.af }} dispenserede den {{ w.dato }} "
            "med denne grund: {{ w.grund }}{{ w.frist }}",
        )
    d.bullets_each("u", "udgaaede", "{{ u }}")


def _criteria(d: Document) -> None:
    d.h1("Kriterier og vægte")
    d.p(
        "{% if tal.vejet %}Hvert kriterium giver 0 til 100 point. Pointene ganges med vægten og lægges sammen.{% "
        "else %}I har valgt den enkle model: Det tilbud, der har den laveste totaløkonomi og opfylder alle "
        "SKAL-krav, er bedst. Der gives ikke point.{% endif %}",
        extra=KEEP,
    )
    with d.when("tal.vejet and not kriterier"):
        d.p("{{ tom.kriterier }}")
    d.list_table(
        "kriterier",
        "k",
        [Column(1.1, "Nr."), Column(5.2, "Kriterium"), Column(1.6, "Vægt", "tal"), Column(8.5, "Sådan måles det")],
        ["**{{ k.nr }}**", "{{ k.titel }}", "{{ k.vaegt }}", "{{ k.metode }}"],
        caption="Kriterier, vægte og måling",
        total=Total(("", "I alt", "{{ tal.vaegtsum }}", "")),
    )
    d.bullets_each("w", "vaegtaendringer", "{{ w }}")


def _fit(d: Document) -> None:
    d.h1("Opfyldelse af krav")
    d.p(
        "Hvert svar får fra 0 til 5 point. Et SKAL-krav tæller tre gange, et BØR-krav to gange og et KAN-krav én "
        "gang. Standard giver 5, opsætning 4, tilpasning eller tredjepart 3, senere version 1 og nej 0. Viser demoen "
        "noget andet end svaret, rettes pointene, og grunden skrives ned."
    )
    d.list_table(
        "rettelser",
        "r",
        [Column(1.5, "Krav"), Column(2.8, "Leverandør"), Column(1.8, "Point", "midt"), Column(10.3, "Grund")],
        ["**{{ r.krav }}**", "{{ r.navn }}", "{{ r.fra }} til **{{ r.til }}**", "{{ r.grund }}"],
        caption="Svar, hvor pointene er rettet",
    )
    with d.when("tekst.om_krav"):
        d.block("tekst.om_krav")
    with d.when("krav"):
        d.p("Alle svar står i bilag A.")
    with d.when("not krav"):
        d.p("{{ tom.svar }}")
