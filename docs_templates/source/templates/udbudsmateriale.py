"""Step 2, the request for bids: "vi" is the customer, "I" are the vendors who read it."""

from docs_templates.source.house_style import Document
from docs_templates.source.templates import _udbud_krav, _udbud_opgave, _udbud_svar, _udbud_valg


def build() -> Document:
    """The template."""
    d = Document("Udbudsmateriale")
    d.cover("{{ udbud.titel }}")
    d.contents()
    d.p("Sådan læser I materialet", "Overskrift lille")
    d.p(
        "Kapitel 1 siger, hvad I skal gøre og hvornår. Kapitel 2 til 5 er opgaven. Kapitel 6 til 10 siger, hvordan I "
        "svarer. Kapitel 11 til 13 siger, hvordan vi vælger, og hvad vi vil have i kontrakten. Svarene skriver I i "
        "tilbudsskemaet, ikke i dette dokument."
    )
    _udbud_opgave.write(d)
    _udbud_krav.write(d)
    _udbud_svar.write(d)
    _udbud_valg.write(d)
    return d
