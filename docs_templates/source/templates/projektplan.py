"""Template of step 4: the project plan. "I" is the customer's firm; the plan is shared with the vendor."""

from docs_templates.source.house_style import Column, Document, Total
from docs_templates.source.templates import _projektplan_drift

KEEP = "<w:keepNext/>"


def build() -> Document:
    """13 chapters, from the goals to the day they are measured."""
    d = Document("Projektplan")
    d.cover("{{ leverandoer.kort }} og {{ kunde.kort }} indfører {{ leverandoer.produkt }}")
    d.contents()
    _in_short(d)
    _gaps(d)
    _purpose(d)
    _scope(d)
    _people(d)
    _milestones(d)
    _tasks(d)
    _projektplan_drift.write(d)
    return d


def _in_short(d: Document) -> None:
    d.p("Planen kort", "Overskrift lille")
    d.key_figures(
        [
            ("{{ kort.idrift }}", "planlagt idriftsættelse"),
            ("{{ kort.engang }}", "kr. i engangspris"),
            ("{{ kort.timer }}", "timer skal I selv bruge"),
            ("{{ kort.milepaele }}", "milepæle med hver sit kriterium"),
        ],
        alt="Planen kort",
    )


def _gaps(d: Document) -> None:
    with d.when("mangler"):
        d.p("Planen er ikke færdig. Det mangler:", "Overskrift lille")
        d.p("{% for m in mangler %}{{ m }}{% if not loop.last %}; {% endif %}{% endfor %}.")


def _purpose(d: Document) -> None:
    d.h1("Formål og mål", new_page=True)
    d.p(
        "Projektet skal indføre {{ leverandoer.produkt }} hos {{ kunde.navn }} sammen med {{ leverandoer.navn }}.",
        "Manchet",
    )
    d.block("tekst.formaal")
    with d.when("not maal"):
        d.p("{{ tom.maal }}")
    d.list_table(
        "maal",
        "m",
        [
            Column(1.3, "Nr."),
            Column(7.6, "Det vil I opnå"),
            Column(3.5, "Målt som"),
            Column(2.0, "I dag", "tal"),
            Column(2.0, "Mål", "tal"),
        ],
        ["**{{ m.nr }}**", "{{ m.tekst }}", "{{ m.enhed }}", "{{ m.nu }}", "**{{ m.maal }}**"],
        caption="Mål, der kan måles",
    )
    d.p("Systemet er et middel. Projektet er lykkedes, når målene er nået, ikke når systemet er sat i drift.")


def _scope(d: Document) -> None:
    d.h1("Omfang")
    d.facts(
        [
            ("Det er med", "{{ omfang.med }}"),
            ("Det er ikke med", "{{ omfang.uden }}"),
            ("Brugere", "{{ omfang.brugere }}"),
            ("Mængder", "{{ omfang.transaktioner }}"),
            ("Integrationer", "{{ omfang.integrationer }}"),
        ],
        alt="Projektets omfang",
        conditions=[None, None, "omfang.brugere", "omfang.transaktioner", "omfang.integrationer"],
    )
    d.list_table(
        "systemer",
        "s",
        [Column(6.0, "System i dag"), Column(6.4, "Bruges til"), Column(4.0, "Skal")],
        ["**{{ s.navn }}**", "{{ s.formaal }}", "{{ s.skaebne }}"],
        caption="Det sker der med de systemer, I har",
    )
    d.p("Kravene og det, leverandøren har lovet, står i kontraktens bilag 1. Nye ønsker går gennem kapitel 12.")


def _people(d: Document) -> None:
    d.h1("Organisation og roller")
    d.facts(
        [
            ("Jeres projektleder", "{{ projekt.leder_kunde }}"),
            ("Leverandørens projektleder", "{{ projekt.leder_leverandoer }}"),
            ("Styregruppe", "{{ projekt.styregruppe }}"),
            ("Møder", "{{ projekt.moeder }}"),
        ],
        alt="Projektets personer",
    )
    d.caption("Hvem bestemmer hvad")
    d.table(
        [Column(4.4, "Rolle"), Column(6.0, "Gør"), Column(6.0, "Bestemmer")],
        [
            ("**Styregruppe**", "Mødes fast og fjerner forhindringer", "Pris, omfang, frister og idriftsættelse"),
            (
                "**Jeres projektleder**",
                "Driver planen og samler jeres folk",
                "Den daglige rækkefølge og godkendelse af milepæle",
            ),
            ("**Leverandørens projektleder**", "Leverer til tiden og siger til i tide", "Leverandørens folk og metode"),
            ("**Superbrugere**", "Afprøver, lærer fra sig og melder fejl", "Om en opgave kan løses i hverdagen"),
        ],
        alt="Roller og beslutninger",
        keep=True,
    )
    d.list_table(
        "personer",
        "p",
        [Column(4.4, "Navn"), Column(4.0, "Rolle"), Column(8.0, "Lægger særligt mærke til")],
        ["**{{ p.navn }}**", "{{ p.rolle }}", "{{ p.fokus }}"],
        caption="De vigtigste personer hos jer",
    )


def _milestones(d: Document) -> None:
    d.h1("Milepæle")
    d.p(
        "{% if tekst.dage %}{{ tekst.dage }} {% endif %}En milepæl er nået, når kriteriet er opfyldt, og I har "
        "skrevet det til leverandøren. Rækkefølgen er fast: Systemet tages aldrig i drift, før "
        "overtagelsesprøven er bestået."
    )
    with d.when("figur_plan"):
        d.figure("figur_plan", "Tidsplanen. Bjælker er jeres egne opgaver, korte streger er milepæle.")
    with d.when("not milepaele"):
        d.p("{{ tom.milepaele }}")
    d.list_table(
        "milepaele",
        "m",
        [
            Column(1.5, "Nr."),
            Column(4.2, "Milepæl"),
            Column(3.2, "Dato"),
            Column(2.5, "Ansvarlig"),
            Column(5.0, "Nået, når"),
        ],
        ["**{{ m.nr }}**", "{{ m.titel }}", "{{ m.dato }}", "{{ m.ansvarlig }}", "{{ m.kriterium }}"],
        caption="Milepæle med kriterium",
    )


def _tasks(d: Document) -> None:
    d.h1("Aktiviteter og kundens egne opgaver")
    d.p(
        "Det, der oftest forsinker et it-projekt, er kundens egen tid. Regn med mindst lige så mange timer hos jer "
        "som hos leverandøren, og giv hver opgave et navn og en dato.",
        extra=KEEP,
    )
    with d.when("not opgaver"):
        d.p("{{ tom.opgaver }}")
    d.list_table(
        "opgaver",
        "o",
        [Column(6.2, "Opgave"), Column(4.6, "Hvem"), Column(2.0, "Timer", "tal"), Column(3.6, "Senest")],
        ["{{ o.opgave }}", "**{{ o.ejer }}**", "{{ o.timer }}", "{{ o.frist }}"],
        caption="Jeres egne opgaver",
        total=Total(("I alt", "", "{{ projekt.timer }}", "")),
    )
    with d.when("tekst.timer"):
        d.p("{{ tekst.timer }}")
