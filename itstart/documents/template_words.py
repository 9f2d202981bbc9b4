"""What the check of a template says, in Danish: each message with what to do about it."""

import re
from typing import Final

Words = tuple[str, str]

START_AGAIN: Final = "Hent vores skabelon igen, og sammenlign stedet med den."
ONLY_DATA: Final = "En skabelon må kun skrive felter, vise eller skjule afsnit og gentage rækker."
NOT_FILLED_IN: Final = (
    "Her står kode, men felter udfyldes kun i teksten, sidehoveder og sidefødder.",
    "Slet koden her, eller flyt den op i teksten.",
)
TRACKED: Final = (
    "Skabelonen har ændringer, der ikke er accepteret.",
    "Vælg Gennemse, Acceptér alle ændringer i Word, og gem den igen.",
)
DAMAGED: Final = ("Filen er beskadiget.", "Åbn den i Word, gem den igen, og prøv igen.")
OPEN_NOTE: Final = ("Der står {# uden #}.", "Slet tegnene {#, eller skriv #} efter noten.")
OWN_MARK: Final = ("Formatet efter |blok findes ikke.", "Se de formater, du kan bruge, under Felter.")
NOT_ALONE: Final = (
    "Koden med p, tr eller tc skal stå alene i sit afsnit.",
    "Flyt det andet til et afsnit for sig. Skal feltet stå midt i en tekst, så skriv det uden p.",
)
TOO_DEEP: Final = ("Koden er for indviklet.", "Del den op i flere felter.")
LEFT_OVER: Final = ("Koden bliver stående i det færdige dokument.", "Skriv den om, eller slet den.")
TOO_HEAVY: Final = "Skabelonen bruger for meget tid eller hukommelse, når den udfyldes."
_PLACES: Final = (
    ("docprops/core", "Dokumentets egenskaber (Filer, Oplysninger)"),
    ("docprops/", "Dokumentets egenskaber (Filer, Oplysninger)"),
    ("word/footnotes", "Fodnoter"),
    ("word/endnotes", "Slutnoter"),
    ("word/comments", "Kommentarer"),
    ("word/header", "Sidehoved"),
    ("word/footer", "Sidefod"),
    ("word/document", "Dokumentet"),
    ("word/styles", "Typografierne"),
    ("word/numbering", "Nummereringen"),
)
# start of Jinja's own message: what we say and advise
_SYNTAX: Final = (
    ("Unexpected end of template", "Koden er ikke skrevet færdig.", "Skriv slutningen på den."),
    (
        "Encountered unknown tag 'end",
        "Der står en slutning uden en begyndelse.",
        "Slet den, eller skriv {% if %} før.",
    ),
    ("Encountered unknown tag 'el", "Et {% else %} står uden for sin betingelse.", "Skriv {% if … %} før det."),
    ("Encountered unknown tag", "Koden kendes ikke.", ONLY_DATA),
    ("No filter named", "Formatet efter | findes ikke.", "Se de formater, du kan bruge, under Felter."),
    ("No test named", "Prøven efter »is« findes ikke.", "Brug fx »is defined«."),
    (
        "unexpected '",
        "Tegnene kan ikke stå sådan.",
        "Se efter, at {{ og }} står parvis, og at navnet er skrevet rigtigt.",
    ),
    ("unexpected char", "Et tegn kan ikke stå i koden.", "Skriv koden igen i hånden, uden særlige tegn."),
)
_UNFINISHED: Final = ("Koden kan ikke læses.", "Se efter, at {{ }} og {% %} står parvis, og at intet mangler.")
_UNCLOSED: Final = (
    "Betingelsen eller gentagelsen bliver ikke afsluttet.",
    "Skriv {% endif %} eller {% endfor %}, hvor den skal slutte.",
)
_SAMPLES: Final = {
    "typical": "eksempeldata",
    "empty": "en sag uden oplysninger",
    "worst": "meget lange tekster og lister",
}
_STRUCTURE: Final = (
    ("a cell does not end in a paragraph", "En celle bliver tom, når et afsnit i den skjules.",
     "Sæt et tomt afsnit i cellen efter {%p endif %}."),
    ("a table without rows", "En tabel mister alle sine rækker.", "Sæt {%p if … %} og {%p endif %} om hele tabellen."),
    ("a row without cells", "En række mister alle sine celler.", "Brug {%tr … %} i en række for sig."),
    ("elements inside text", "Et felt står et sted, hvor Word ikke kan vise det.", "Skriv feltet i et afsnit for sig."),
    ("text outside a run", "Tekst bliver usynlig i Word.", "Skriv {{ felt }} uden r, p eller tr foran."),
    ("a paragraph inside a paragraph", "Et felt, der fylder hele afsnit, står midt i et afsnit.",
     "Skriv {{p felt }} i et afsnit for sig."),
    ("a picture without alt text", "Et billede mangler en beskrivelse.",
     "Højreklik på det i Word, og vælg Rediger alternativ tekst."),
    ("a field without an end", "Et felt i Word er ikke afsluttet.", START_AGAIN),
    ("relation", "Dokumentet viser til en del, der ikke er i filen.", "Åbn filen i Word, gem den igen, og prøv igen."),
)  # fmt: skip
# What Word opens without a word: a template of one's own may look like that.
_TOLERATED: Final = ("an empty table row", "the same ", "a link to a bookmark", "a row with other columns")
_FIELD: Final = re.compile(r"^(?P<path>.*?)(?: \(mente du (?P<close>.*)\?\))?$")


def place_of_part(name: str) -> str:
    """What people call a part of the file."""
    return next((place for start, place in _PLACES if name.lower().startswith(start)), f"Filens del {name}")


def sentence(error: object) -> str:
    """A message with a capital and a full stop; empty stays empty."""
    text = str(getattr(error, "message", None) or error).strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def syntax(message: str, *, unclosed: bool = False) -> Words:
    """What is wrong with code that cannot be read."""
    if unclosed and message.startswith(("Unexpected end", "Encountered unknown tag")):
        return _UNCLOSED
    for start, what, advice in _SYNTAX:
        if message.startswith(start):
            named = re.search(r"'(\w+)'", message) if start.startswith("No ") else None
            return (what.replace("|", f"|{named[1]}").replace("»is«", f"»is {named[1]}«") if named else what), advice
    return _UNFINISHED


def unknown_field(found: str) -> Words:
    """A field that the documents of this kind do not have, perhaps with the one that was meant."""
    parts = _FIELD.match(found)
    path, close = (parts["path"], parts["close"]) if parts else (found, None)
    shown = path.replace("[]", "")
    if close:
        meant = ".".join([*shown.split(".")[:-1], close])
        return f"Feltet {shown} findes ikke. Mente du {meant}?", "Ret navnet i skabelonen."
    return f"Feltet {shown} findes ikke i dette dokument.", "Se de felter, du kan bruge, under Felter."


def trial(error: Exception, sample: str) -> Words:
    """Why the template could not be filled in."""
    data = _SAMPLES.get(sample, sample)
    if isinstance(error, MemoryError | RecursionError):
        return f"{TOO_HEAVY[:-1]} med {data}.", "Gør gentagelserne kortere."
    text = str(error).removeprefix("Skabelonen skabelon").lstrip(": ").strip()
    if "typografien" in text:
        style = text[text.find("»") : text.find("«") + 1]
        return f"Skabelonen mangler typografien {style}.", "Begynd med vores skabelon, og behold dens typografier."
    if "undefined" in text or "no attribute" in text or "no element" in text:
        named = re.search(r"'([\w. ]+)'(?: is undefined)?$|attribute '([\w]+)'", text)
        name = next((part for part in named.groups() if part), "") if named else ""
        return f"Feltet {name} har ingen værdi i {data}.".replace("  ", " "), "Sæt {% if … %} om det."
    if "for stort" in text:
        return f"Dokumentet bliver for stort med {data}.", "Gør gentagelserne kortere."
    return f"Skabelonen kan ikke udfyldes med {data}.", START_AGAIN


def structure(problem: str) -> tuple[str, Words | None]:
    """(part, words) of a fault that the check of finished documents found; no words for what may be so."""
    part, _, fault = problem.partition(": ")
    if fault.startswith(_TOLERATED):
        return part, None
    for start, what, advice in _STRUCTURE:
        if fault.startswith(start):
            return part, (what, advice)
    return part, ("Det færdige dokument kan ikke åbnes i Word uden fejl.", START_AGAIN)
