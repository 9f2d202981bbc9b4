"""Template of path B: a finished customer assignment, and the interview of its customer by the guide (S46)."""

from docs_templates.source.house_style import FIRM_FOOTER, FIRM_HEADER, Document
from docs_templates.source.templates import _firma


def build() -> Document:
    """The assignment, and each question with the answer or room to write it."""
    d = Document("Kundeinterview", has_cover=False, header=FIRM_HEADER, footer=FIRM_FOOTER)
    _firma.head(d, "Interview med {{ opgave.kunde }}")
    d.facts(
        [
            _firma.FIRM,
            ("Kundeopgave", "**{{ opgave.titel }}**, sluttede {{ opgave.slut }}"),
            ("Kundens kontakt", "{{ opgave.kontakt }}"),
            ("Interviewet", "{{ interview.person }}, {{ interview.dato }}"),
            ("Interviewet af", "{{ interview.af }}"),
            ("Kundens vurdering", "{{ interview.tal }} af 5"),
        ],
        alt="Opgaven og interviewet",
        conditions=[None, None, "opgave.kontakt", None, "interview.af", "interview.tal"],
    )
    with d.when("opgave.beskrivelse"):
        d.h1("Opgaven")
        d.block("opgave.beskrivelse")
    d.h1("Kundens svar")
    with d.loop("s", "spoergsmaal"):
        d.h3("{{ s.tekst }}")
        d.note("{{ s.hjaelp }}")
        d.block("s.svar")
    d.note("Interviewet bruges til at beslutte, om rådgiveren kan kvalificeres. Kunden er gjort opmærksom på det.")
    return d
