"""Udbudsmateriale, chapter 5: the requirement specification with the test of every requirement."""

from docs_templates.source.house_style import Column, Document
from docs_templates.source.templates._krav import PRIORITIES, requirement_table


def write(d: Document) -> None:
    """Adds the chapter."""
    d.h1("Kravspecifikation")
    d.p(
        "Kravene er skrevet ud fra vores arbejde og ikke ud fra et bestemt system. Under nummeret står prioriteten og "
        "de behov fra kapitel 3, som kravet opfylder. Højre kolonne siger, hvordan vi prøver kravet. Det er den samme "
        "prøve, der afgør overtagelsesprøven."
    )
    d.callout("Metode", "Sådan læses prioriteterne", PRIORITIES)
    d.p(
        "I svarer på alle krav i tilbudsskemaet, også dem I ikke opfylder. Et ærligt nej til et KAN-krav koster få "
        "point. Et ja, der ikke holder i demoen, koster flere, for så retter vi pointene."
    )
    with d.when("omraader"):
        requirement_table(d)
        d.note("Kravene følger med i kontrakten med jeres svar. Det, I lover her, er det, vi senere prøver.")
    with d.when("not omraader"):
        d.p("{{ tom.krav }}")
    d.list_table(
        "udgaaede",
        "k",
        [Column(2.1, "Krav"), Column(11.9, "Titel"), Column(2.4, "Status")],
        ["**{{ k.nr }}**", "{{ k.titel }}", "Udgået"],
        caption="Udgåede krav. De skal ikke besvares, og numrene bruges ikke igen",
        keep=False,
    )
