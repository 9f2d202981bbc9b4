"""Template of the decision memo: what the board, the owner or the bank must know, on at most four pages."""

from docs_templates.source.house_style import Column, Document, Total
from docs_templates.source.templates._tilbud import valid_bids

KEEP = "<w:keepNext/>"


def build() -> Document:
    """Recommendation first, then need, offers, money, risks, what happens next, and the decision."""
    d = Document("Beslutningsnotat", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("{{ dokument.titel }}: {{ sag.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("Til {{ dokument.til }}, {{ kunde.navn }}. Fra {{ raadgiver.navn }}, {{ raadgiver.firma }}.")
    d.callout("Anbefaling", "Indstilling", "[[Stærk|{{ indstilling.titel }}]] {{ indstilling.tekst }}")
    with d.when("vinder.navn"):
        d.key_figures(
            [
                ("{{ vinder.point }}", "{{ vinder.point_tekst }}"),
                ("{{ vinder.tco }}", "kr. over {{ tal.aar }} år, {{ vinder.grundlag }}"),
                ("{{ vinder.engang }}", "kr. i engangspris, {{ vinder.grundlag }}"),
                ("{{ vinder.tilbagebetaling }}", "til det er tjent hjem"),
            ],
            alt="Nøgletal for den indstillede løsning",
        )
    _need(d)
    _offers(d)
    _economy(d)
    _risks(d)
    _next(d)
    return d


def _need(d: Document) -> None:
    d.h1("Behovet i tre linjer")
    d.bullets_each("b", "behov", "{{ b }}")


def _offers(d: Document) -> None:
    d.h1("Tilbuddene")
    with d.when("not tilbud"):
        d.p("{{ tom.tilbud }}")
    widths = (0.9, 4.4, 1.4, 2.4, 2.6, 2.0, 2.7)
    valid_bids(d, widths, "{{ tal.aar }} år i alt", "De gyldige tilbud i kr. uden moms")
    with d.when("figur"):
        d.figure("figur", "{{ figurtekst }}")
    with d.when("derfor"):
        d.h3("Derfor")
        d.bullets_each("g", "derfor", "{{ g }}")
    with d.when("imod"):
        d.h3("Det taler imod")
        d.p("{{ imod }}")


def _economy(d: Document) -> None:
    d.h1("Økonomi over {{ tal.aar }} år")
    with d.when("not oekonomi"):
        d.p("{{ tom.priser }}")
    with d.when("oekonomi"):
        d.p(
            "Alt er lagt sammen: pris, egne timer til {{ tal.timepris }} og det, det koster at komme ud igen. "
            "Beløbene er uden moms.",
            extra=KEEP,
        )
    money = [Column(8.4, "{{ vinder.navn }}"), Column(4.0, "I tilbuddet, kr.", "tal")]
    with d.when("tal.aftalt"):
        d.list_table(
            "oekonomi",
            "o",
            [*money, Column(4.0, "Aftalt, kr.", "tal")],
            ["{{ o.post }}", "{{ o.tilbud }}", "{{ o.aftalt }}"],
            caption="Det koster løsningen",
            total=Total(("I alt over {{ tal.aar }} år", "{{ i_alt.tilbud }}", "{{ i_alt.aftalt }}")),
        )
    with d.when("not tal.aftalt"):
        d.list_table(
            "oekonomi",
            "o",
            money,
            ["{{ o.post }}", "{{ o.tilbud }}"],
            caption="Det koster løsningen",
            total=Total(("I alt over {{ tal.aar }} år", "{{ i_alt.tilbud }}")),
        )
    d.p("{{ tekst.gevinst }}")


def _risks(d: Document) -> None:
    d.h1("De største risici")
    with d.when("not risici"):
        d.p("{{ tom.risici }}")
    d.list_table(
        "risici",
        "r",
        [Column(6.4, "Risiko"), Column(6.8, "Det gør vi ved den"), Column(3.2, "Holder øje")],
        ["{{ r.tekst }}", "{{ r.modtraek }}", "{{ r.ejer }}"],
        caption="Risici, den største først",
    )
    with d.when("aabne"):
        d.p("Det skal på plads, før der skrives under:", extra=KEEP)
        d.bullets_each("a", "aabne", "{{ a }}")


def _next(d: Document) -> None:
    d.h1("Det sker der nu")
    with d.when("not skridt"):
        d.p("{{ tom.skridt }}")
    d.list_table(
        "skridt",
        "s",
        [Column(4.2, "Hvornår"), Column(8.8, "Hvad"), Column(3.4, "Hvem")],
        ["**{{ s.dato }}**", "{{ s.hvad }}", "{{ s.hvem }}"],
        caption="De næste skridt",
    )
    d.h1("Beslutning")
    d.facts(
        [
            ("Leverandør", "**{{ beslutning.leverandoer }}**"),
            ("Besluttet af", "{{ beslutning.af }}"),
            ("Dato", "{{ beslutning.dato }}"),
            ("Grund", "{{ beslutning.grund }}"),
        ],
        alt="Hvem der har besluttet hvad og hvornår",
        label_cm=3.2,
    )
    d.note(
        "Notatet er et uddrag. Svar på alle krav, point og følsomhed står i Leverandørvurderingen. {{ tekst.uvildig }}"
    )
    d.signature("For {{ kunde.navn }}. Dato og underskrift")
