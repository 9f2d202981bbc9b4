"""Where a gap of a document is filled when the missing value could not say so itself.

An empty text remembers its field. A number or a day that is missing, an empty list and a value that follows from others
are nothing that can remember: their words are found here. Names, numbers and codes are left out of the words.
"""

import re
from typing import Final

from itstart.forms import BaseForm
from itstart.steps import TASKS
from itstart.steps.definition import RowList
from itstart.steps.sources import Source

_NAMED = re.compile(r"\s*(?:»[^«]*«|\b[A-Z]{1,3}-?\d+\b|\d+)\s*")
# In the row that the gap names: the field.
ROW_FIELDS: Final = {
    "beløb for": "annual_value_dkk",
    "værdi af": "annual_value_dkk",
    "hvad der skal ske med": "fate",
    "mål for": "target",
    "måltal til": "target",
    "tal for i dag til": "baseline",
    "udgangspunkt for": "baseline",
    "dato for": "date_on",
    "dato for reference": "held_on",
    "virksomhed bag reference": "reference_company",
    "frist for": "due_on",
    "behov bag": "needs",
}
# Wherever it stands: the task, and the part and the field when there is one.
PLACES: Final = {
    "kundens kontaktperson": "kunde contact_name",
    "kundens navn": "kunde name",
    "antal brugere": "behov/omfang omfang.users_full",
    "antal fulde brugere": "behov/omfang omfang.users_full",
    "antal lette brugere": "behov/omfang omfang.users_light",
    "om virksomheden er omfattet af NIS2-loven": "behov/omfang omfang.nis2_relevant",
    "baggrund for projektet": "behov/virksomheden virksomheden.background",
    "den økonomiske ramme": "behov/oekonomi ramme.budget_one_off_dkk",
    "ramme og gevinst, som tilbagebetalingen regnes af": "behov/oekonomi ramme.budget_one_off_dkk",
    "gevinst om året": "behov/oekonomi",
    "gevinster": "behov/oekonomi",
    "de it-systemer, virksomheden har i dag": "behov/systemer",
    "mål med tal for i dag og for målet": "behov/maal",
    "målbare mål": "behov/maal",
    "virksomhedens behov": "behov/behov",
    "krav til løsningen": "behov/krav",
    "kravene": "behov/krav",
    "SKAL-krav": "behov/krav",
    "SKAL-krav, der kan prøves": "behov/krav",
    "dage til demo": "udbud/tidsplan tidsplan.demo_from_on",
    "dato for beslutning": "udbud/tidsplan tidsplan.decision_on",
    "dato for svar på spørgsmål": "udbud/tidsplan tidsplan.answers_published_on",
    "dato for udsendelse": "udbud/tidsplan tidsplan.issued_on",
    "datoer for udbuddet": "udbud/tidsplan tidsplan.issued_on",
    "frist for spørgsmål": "udbud/tidsplan tidsplan.question_deadline_on",
    "frist for tilbud": "udbud/tidsplan tidsplan.bid_deadline_at",
    "hvor længe tilbuddet skal gælde": "udbud/tidsplan tidsplan.bid_validity_until_on",
    "tilbuddenes gyldighed": "udbud/tidsplan tidsplan.bid_validity_until_on",
    "kriterier og vægte": "udbud/kriterier",
    "opgaver, der skal vises i demoen": "udbud/demomanuskript",
    "inviterede leverandører": "udbud/leverandoerer",
    "leverandørens CVR-nummer": "udbud/leverandoerer",
    "leverandørens by": "udbud/leverandoerer",
    "leverandørens kontaktperson": "udbud/leverandoerer",
    "om virksomheden er et offentligretligt organ": "udbud/vilkaar vilkaar.public_body",
    "jeres egne timer": "valg/tilbud tilbud.internal_hours",
    "pris for udtræden": "valg/tilbud tilbud.exit_cost_dkk",
    "driftsform": "valg/tilbud tilbud.delivery_model",
    "den valgte løsning": "valg/tilbud tilbud.product",
    "svar på kravene": "valg/krav-for-krav",
    "leverandørens svar på": "valg/krav-for-krav",
    "delpoint for leverandør og team": "valg/delpoint",
    "demopoint": "valg/demo",
    "referencesamtaler": "valg/referencer",
    "hvem der har dispenseret for": "valg/dispensationer",
    "dato for dispensationen for": "valg/dispensationer",
    "point på alle kriterier": "valg/resultat",
    "tilbud, der er vurderet på alle kriterier": "valg/resultat",
    "prislinjer": "valg/tilbud",
    "kundens beslutning": "valg/beslutning",
    "dato for beslutningen": "valg/beslutning beslutning.decided_on",
    "den valgte leverandør": "projekt/kontraktvilkaar",
    "styregruppe": "projekt/organisation",
    "reservedato for idriftsættelse": "projekt/organisation organisation.fallback_go_live_on",
    "milepæle": "projekt/milepaele",
    "dato for driftsprøve": "projekt/milepaele",
    "dato for idriftsættelse": "projekt/milepaele",
    "dato for opfølgning på mål": "projekt/milepaele",
    "dato for overtagelsesprøve": "projekt/milepaele",
    "dato for overtagelsesprøven": "projekt/milepaele",
    "dato for testmiljø": "projekt/milepaele",
    "dato for uddannelse": "projekt/milepaele",
    "kundens egne opgaver": "projekt/egne-opgaver",
    "risici": "projekt/risici",
    "betalingsplan": "projekt/betalingsplan",
    "andel for rate": "projekt/betalingsplan",
    "dato for rate": "projekt/betalingsplan",
    "milepæl for rate": "projekt/betalingsplan",
    "engangspris": "projekt/betalingsplan",
    "årlig pris": "projekt/betalingsplan aarlig-pris.annual_price_dkk",
    "betalingsfrist": "projekt/betalingsplan aarlig-pris.payment_terms_days",
    "bindingsperiode i måneder": "projekt/kontraktvilkaar vilkaar.commitment_months",
    "garanti i måneder": "projekt/kontraktvilkaar vilkaar.warranty_months",
    "loft over ansvaret": "projekt/kontraktvilkaar vilkaar.liability_cap_dkk",
    "lovvalg": "projekt/kontraktvilkaar vilkaar.law",
    "frist for": "projekt/egne-opgaver",
    "beløb for": "projekt/betalingsplan",
    "hvad der skal købes": "oplysninger title",
    "priser og gevinster, der kan regnes på": "behov/oekonomi",
    "gevinster i kroner": "behov/oekonomi",
    "hvordan det går i dag": "behov/virksomheden virksomheden.current_situation",
    "tilbud, der er vurderet": "valg/resultat",
    "priser i tilbuddene": "valg/tilbud",
    "begrundelse for beslutningen": "valg/beslutning beslutning.decision_reason",
    "datoer for det videre forløb": "projekt/milepaele",
    "opsigelsesvarsel i måneder": "projekt/kontraktvilkaar vilkaar.notice_months",
}
IMPARTIALITY: Final = "uvildighed"
_DECLARED: Final = ("rådgiverens erklæring om uvildighed", "rådgiverens habilitetserklæring")


def words_of(gap: str) -> str:
    """The words of a gap without what it names: "dato for MS-1" is "dato for"."""
    return _NAMED.sub(" ", gap).strip()


_BY_WORDS: Final = {words_of(gap): place for gap, place in PLACES.items()}


def place_of(gap: str, source: Source | None) -> Source | None:
    """Where the gap is filled: by the source it came with, made exact by its words, else by its words alone."""
    words = words_of(gap)
    if words in _DECLARED:
        return Source(IMPARTIALITY)
    if source is not None and source.code and has_field(source, ROW_FIELDS.get(words, "")):
        return Source(source.task, source.part, ROW_FIELDS[words], source.code, source.about)
    if words not in _BY_WORDS or (source is not None and source.field):
        return source
    task, _, rest = _BY_WORDS[words].partition(" ")
    part, _, field = rest.rpartition(".")
    return Source(task, part, field)


def has_field(source: Source, field: str) -> bool:
    """True when the form of the source's part asks for this."""
    return field in {control.short_name for control in form_of(source)()}


def form_of(source: Source) -> type[BaseForm]:
    """The form of the source's part; LookupError when the task has no such part."""
    parts = {part.slug if isinstance(part, RowList) else part.key: part.form for part in TASKS[source.task].parts}
    return parts[source.part]
