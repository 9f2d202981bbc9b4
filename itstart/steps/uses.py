"""Which documents a task's answers stand in: what the preview beside the task may show, and in which order.

A test marks every field of the worked example and holds this table to what is found. A task without a line is used by
the rules alone, or has pages of its own.
"""

from typing import Final

DOCUMENTS_OF: Final[dict[str, tuple[str, ...]]] = {
    "behov/virksomheden": (
        "behovsbeskrivelse",
        "udbudsmateriale",
        "projektplan",
    ),
    "behov/processer": (
        "behovsbeskrivelse",
        "udbudsmateriale",
    ),
    "behov/systemer": (
        "behovsbeskrivelse",
        "udbudsmateriale",
        "projektplan",
        "kontrakt",
    ),
    "behov/maal": (
        "behovsbeskrivelse",
        "udbudsmateriale",
        "projektplan",
        "kontrakt",
        "beslutningsnotat",
    ),
    "behov/behov": (
        "behovsbeskrivelse",
        "udbudsmateriale",
        "roed-traad",
    ),
    "behov/krav": (
        "behovsbeskrivelse",
        "udbudsmateriale",
        "leverandoervurdering",
        "projektplan",
        "kontrakt",
        "roed-traad",
        "proeveskema",
    ),
    "behov/omfang": (
        "behovsbeskrivelse",
        "udbudsmateriale",
        "projektplan",
        "kontrakt",
        "beslutningsnotat",
    ),
    "behov/oekonomi": (
        "behovsbeskrivelse",
        "projektplan",
        "gevinstberegning",
    ),
    "behov/afklares": ("spoergsmaal-til-kunden",),
    "behov/barrierer": ("behovsbeskrivelse",),
    "udbud/tidsplan": (
        "behovsbeskrivelse",
        "udbudsmateriale",
        "leverandoervurdering",
    ),
    "udbud/kriterier": (
        "udbudsmateriale",
        "leverandoervurdering",
        "beslutningsnotat",
    ),
    "udbud/leverandoerer": (
        "leverandoervurdering",
        "projektplan",
        "kontrakt",
        "beslutningsnotat",
        "proeveskema",
    ),
    "udbud/spoergsmaal": ("udbudsmateriale",),
    "udbud/demomanuskript": (
        "udbudsmateriale",
        "leverandoervurdering",
    ),
    "udbud/vilkaar": ("udbudsmateriale",),
    "valg/tilbud": (
        "leverandoervurdering",
        "projektplan",
        "kontrakt",
        "beslutningsnotat",
        "proeveskema",
    ),
    "valg/referencer": ("leverandoervurdering",),
    "valg/dispensationer": ("leverandoervurdering",),
    "valg/beslutning": (
        "leverandoervurdering",
        "beslutningsnotat",
    ),
    "projekt/organisation": (
        "projektplan",
        "kontrakt",
    ),
    "projekt/milepaele": (
        "projektplan",
        "kontrakt",
        "roed-traad",
        "beslutningsnotat",
        "proeveskema",
    ),
    "projekt/egne-opgaver": (
        "projektplan",
        "kontrakt",
    ),
    "projekt/risici": (
        "behovsbeskrivelse",
        "leverandoervurdering",
        "projektplan",
        "beslutningsnotat",
    ),
    "projekt/forhandling": (
        "leverandoervurdering",
        "projektplan",
        "kontrakt",
        "roed-traad",
    ),
    "projekt/betalingsplan": (
        "projektplan",
        "kontrakt",
    ),
    "projekt/kontraktvilkaar": (
        "projektplan",
        "kontrakt",
        "proeveskema",
    ),
    "projekt/bilag": ("kontrakt",),
    "projekt/underskrift": ("kontrakt",),
    "projekt/overtagelsesproeve": ("proeveskema",),
}

# Where the answers of a task with a page of its own are read. "valg/spoerg-leverandoeren" and "valg/breve" are not
# here: what is written there is a paper of its own, fetched as Word from the task's page.
READ_IN: Final[dict[str, tuple[str, ...]]] = {
    "udbud/send": ("udbudsmateriale",),
    "valg/modtagelse": ("leverandoervurdering",),
    "valg/krav-for-krav": ("leverandoervurdering", "kontrakt"),
    "valg/delpoint": ("leverandoervurdering",),
    "valg/demo": ("leverandoervurdering",),
    "valg/resultat": ("leverandoervurdering", "beslutningsnotat"),
}
