"""What the values of the documents are called on screen: "Krav K-15, tekst" for the place ("omraader", …, "tekst").

The names in a context are Danish already; here stand those that need another word than their own.
"""

from collections.abc import Mapping
from types import MappingProxyType

from itstart.rules.document_changes import Change, Path, Row

# A section of its own, or a list.
_SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "kunde": "Kunden", "raadgiver": "Rådgiveren", "sag": "Sagen", "dokument": "Dokumentet", "tal": "Nøgletal",
        "oekonomi": "Økonomi", "resume": "Resumé", "tekst": "Teksten", "indstilling": "Indstillingen",
        "vinder": "Indstillet leverandør", "processer": "Arbejdsgange", "personer": "Deltagere",
        "naeste": "De næste skridt", "arbejde": "Rådgiverens arbejde", "skal_krav": "SKAL-krav",
        "ikke_nu": "Krav, der venter", "lovkrav": "Krav efter lov", "omraader": "Krav", "manuskript": "Demoen",
        "udgaaede": "Udgået", "vedlagt": "Vedlagt", "beregning": "Beregningen", "udbud": "Udbuddet",
        "leverandoer": "Leverandøren", "projekt": "Projektet", "proeve": "Prøverne", "dag": "Datoer",
        "kort": "Overblikket", "pris": "Prisen", "rater": "Betalingsplan", "prisgrupper": "Pris",
        "prislinjer": "Pris", "aarslinjer": "Årlig pris", "omkostninger": "Totaløkonomi", "delpoint": "Delpoint",
        "samlet": "Samlede point", "demo": "Demoen", "demopoint": "Point for demoen", "foelsomhed": "Følsomhed",
        "inviterede": "Inviterede leverandører", "afslag": "Leverandører, der sagde nej", "skalsvar": "SKAL-krav",
        "forloeb": "Forløbet", "beslutning": "Beslutningen", "kontrakt": "Kontrakten", "bod": "Bod",
        "model": "Bedømmelsen", "modul": "Modulet", "tom": "Mangler", "figur_krav": "Figur om krav",
        "figur_gevinst": "Figur om gevinster", "figur_point": "Figur om point", "figur_tco": "Figur om totaløkonomi",
        "figur_plan": "Figur om tidsplanen", "bilagstitel": "Bilag", "nis2": "NIS2", "opgaver": "Kundens opgaver",
        "andreproever": "Prøver", "skalproever": "Prøver", "daekning": "Dækning", "huller": "Huller i tråden",
    }
)  # fmt: skip
# A row of a list that is known by its number: "Krav K-15".
_ONE: Mapping[str, str] = MappingProxyType(
    {
        "krav": "Krav", "skal_krav": "Krav", "ikke_nu": "Krav", "lovkrav": "Krav", "datakrav": "Krav",
        "uddannelseskrav": "Krav", "servicekrav": "Krav", "ophoerskrav": "Krav", "skalproever": "Prøve af",
        "andreproever": "Prøve af", "behov": "Behov", "maal": "Mål", "gevinster": "Gevinst", "risici": "Risiko",
        "milepaele": "Milepæl", "kriterier": "Kriterium", "rater": "Rate", "bilag": "Bilag",
        "rettelser": "Rettet point", "spoergsmaal": "Spørgsmål", "manuskript": "Opgave til demoen",
        "dispensationer": "Dispensation", "udgaaede": "Udgået",
    }
)  # fmt: skip
_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "fulde": "fulde brugere", "lette": "lette brugere", "med": "det, der er med", "uden": "det, der ikke er med",
        "i_dag": "i dag", "nu": "i dag", "maal": "målet", "i_alt": "i alt", "uden_egen": "uden egen tid",
        "maerke": "prioritet", "proeve": "sådan prøver vi det", "engang": "engangspris", "aarlig": "årlig pris",
        "engang_tal": "engangspris", "aarlig_tal": "årlig pris", "tco": "totaløkonomi", "kort": "kort navn",
        "til": "modtager", "skal": "SKAL-krav", "krav_vurderes": "krav, der vurderes", "skal_andel": "andel SKAL-krav",
        "gevinst_tal": "gevinst om året", "idrift": "i drift", "pr_dag": "pr. dag", "max": "højst",
        "max_pct": "højst i procent", "pct": "i procent", "max_b": "B-fejl højst", "exit": "pris ved ophør",
        "egen": "egen tid", "af": "hvem", "fra": "før", "nis2": "NIS2", "cvr": "CVR-nummer",
        "loefte": "det, der er lovet", "leder_kunde": "kundens projektleder",
        "leder_leverandoer": "leverandørens projektleder",
        "tegner": "underskriver", "tegner_titel": "underskrivers titel", "krav_point": "point for krav",
        "drift": "drift", "antal": "antal", "moeder": "møder", "skaebne": "hvad der sker med det",
        "ansvar": "loft over ansvar", "binding": "bindingsperiode", "start": "ønsket start",
    }
)  # fmt: skip
# What is worked out from other values of the same document.
_CONSEQUENCES = frozenset(
    {
        "indstilling", "vinder", "tekst", "resume", "tal", "kort", "foelsomhed", "foelsomhed_note", "vendepunkter",
        "scenarier", "samlet", "demopoint", "tilbud", "omkostninger", "forhandling", "forhandlet_i_alt", "bod",
        "tilbudsgivere", "leverandoerer", "skalsvar", "figur_krav", "figur_gevinst", "figur_point", "figur_tco",
        "figur_plan", "daekning", "prisraekke", "proever", "tom",
    }
)  # fmt: skip
_LETTERS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"), ("_", " "))


def label(path: Path) -> str:
    """The place in the words of the person who wrote the value."""
    names = list(path)
    last = max((n for n, part in enumerate(names) if isinstance(part, Row) and part.is_code), default=0)
    if last:  # "K-15" says enough: the area it stands under is left out
        names = names[last - 1 :]
    said = [_first(names)]
    rest = names[2:] if _is_one(names) else names[1:]
    said += [part.name if isinstance(part, Row) else _word(part) for part in rest]
    return ", ".join(text for text in said if text)


def _is_one(names: list[str | Row]) -> bool:
    if len(names) < 2 or not isinstance(names[1], Row):
        return False
    return str(names[0]) in _ONE and (names[1].is_code or names[1].name.isdecimal())


def _first(names: list[str | Row]) -> str:
    name = str(names[0])
    if _is_one(names) and isinstance(names[1], Row):
        return f"{_ONE[name]} {names[1].name}"
    said = _SECTIONS.get(name) or _danish(name)
    return said[:1].upper() + said[1:]


def _word(name: str) -> str:
    return "" if name == "linjer" else _FIELDS.get(name) or _danish(name)


def _danish(name: str) -> str:
    for plain, letter in _LETTERS:
        name = name.replace(plain, letter)
    return name


def is_consequence(change: Change) -> bool:
    """True for what follows from other values of the document: a sum, a place, a sentence about them."""
    return str(change.path[0]) in _CONSEQUENCES
