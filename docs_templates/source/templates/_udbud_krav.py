"""Udbudsmateriale, chapter 5: the requirement specification with the test of every requirement."""

from docs_templates.source.house_style import Document
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
