"""A response form that came back, read against the case as it is now: what it says, and every doubt (DOMAIN B4).

Nothing is guessed. A row that cannot be read is left unanswered; where two readings are possible somebody chooses.
"""

from collections.abc import Iterator

from itstart.documents.danish import kroner
from itstart.documents.response_form_layout import (
    MASTER,
    PLAN,
    PRICES,
    REFERENCES,
    REQUIREMENT_COLUMNS,
    REQUIREMENTS,
    RESERVATIONS,
    Page,
)
from itstart.documents.response_form_reader import RawForm
from itstart.documents.response_form_values import ResponseForm
from itstart.models import CustomerCase, Vendor
from itstart.rules.response_forms import SCHEMA, list_fingerprint
from itstart.rules.terms import OneOffType
from itstart.steps.selection.bidders import bidders
from itstart.steps.shared_documents import short_name
from itstart.steps.tender import response_prices as prices
from itstart.steps.tender import response_values as values
from itstart.steps.tender.response_answers import read_answers
from itstart.steps.tender.response_form import response_form
from itstart.steps.tender.response_read import Doubt, ReadForm, Weight

NOTHING_TAKEN = "Intet af filen kan læses ind."
_NAMES = {
    MASTER: "Stamdata",
    REQUIREMENTS: "Kravbesvarelse",
    PRICES: "Priser",
    PLAN: "Plan og team",
    REFERENCES: "Referencer",
    RESERVATIONS: "Forbehold",
}


def read_form(case: CustomerCase, raw: RawForm) -> ReadForm:
    """Everything the form says about this case."""
    result = ReadForm(vendor_code=raw.identity.get("leverandør", ""), version=raw.identity.get("version", ""))
    vendor = next((row for row in bidders(case) if row.code == result.vendor_code), None)
    result.doubts += list(_stops(case, raw, vendor))
    if vendor is None or result.stopped:
        return result
    asked = response_form(case, vendor)
    result.doubts += _changed(raw, asked)
    answers = read_answers(raw, asked, raw.rows.get(REQUIREMENTS, []))
    result.answers = answers.found
    result.doubts += answers.doubts
    sheets = {page.key: prices.Sheet(page, raw.rows.get(page.key, [])) for page in asked.pages}
    for page in asked.pages:
        result.doubts += sheets[page.key].doubts
        _page(page, sheets[page.key], result)
    result.doubts += [
        *prices.short_validity(result, case.tender.bid_validity_until_on),
        *_sum(answers.extra_dkk, result),
        *_other_firm(vendor, sheets[MASTER], result),
    ]
    return result


def _stops(case: CustomerCase, raw: RawForm, vendor: Vendor | None) -> Iterator[Doubt]:
    """Why nothing of the file can be taken."""
    identity = raw.identity
    if not identity:
        message = "Filen er ikke et tilbudsskema herfra, eller dens skjulte oplysninger er væk."
        yield _stop("not_a_form", message)
        return
    if identity.get("itstart.skema") != SCHEMA:
        yield _stop("schema", "Skemaet er lavet i en anden udgave, end vi kan læse.")
    if identity.get("sag") != case.number:
        yield _stop("wrong_case", f"Skemaet hører til sag {identity.get('sag', '')[:20]}, ikke til {case.number}.")
    elif vendor is None:
        yield _stop("wrong_vendor", _why_not(case, identity.get("leverandør", "")[:20]))
    yield from _damage(raw)


def _damage(raw: RawForm) -> Iterator[Doubt]:
    """What has been done to the form itself."""
    identity = raw.identity
    marks = [(key.removeprefix("krav:"), mark) for key, mark in identity.items() if key.startswith("krav:")]
    if list_fingerprint(marks) != identity.get("krav"):
        yield _stop("tampered", "Skemaets skjulte oplysninger er ændret.")
    for key, name in _NAMES.items():
        wanted = _wanted_columns(key)
        if key not in raw.rows:
            yield _stop("no_sheet", f"Arket {name} mangler.", key)
        elif gone := wanted - raw.columns[key]:
            yield _stop("no_column", f"Arket {name} mangler {len(gone)} af sine kolonner.", key)


def _wanted_columns(key: str) -> set[str]:
    if key == REQUIREMENTS:
        return {column.key for column in REQUIREMENT_COLUMNS}
    return {f"kolonne{number}" for number in (1, 2, 3)}


def _stop(name: str, message: str, where: str = "") -> Doubt:
    return Doubt(name, Weight.STOP, message, NOTHING_TAKEN, where)


def _why_not(case: CustomerCase, code: str) -> str:
    named = next((row for row in case.vendors if row.code == code), None)
    if named is None:
        return f"Skemaet hører til leverandør {code}, som ikke findes i sagen."
    return f"{short_name(named.name)} er ikke med i udbuddet: {named.invitation_status.label.lower()}."


def _changed(raw: RawForm, asked: ResponseForm) -> Iterator[Doubt]:
    if raw.identity.get("krav") != asked.mark:
        message = "Kravene er rettet, efter at skemaet blev lavet."
        meaning = "Svar på krav, der er ens, læses. Du vælger for dem, der er rettet."
        yield Doubt("old_form", Weight.NOTE, message, meaning)


def _page(page: Page, sheet: prices.Sheet, result: ReadForm) -> None:
    """The blocks of one sheet: columns of the bid, price lines, reservations, and what is only to be read."""
    for block in page.blocks:
        if block.key in {"loesning", "glemt"}:
            prices.read_columns(sheet, block, result)
        if block.key in {"engang", "aar"}:
            prices.read_lines(sheet, block, annual=block.key == "aar", result=result)
        elif block.key == "forbehold":
            prices.read_reservations(sheet, block, result)
        elif block.key != "svar" and (said := prices.told(sheet, block, result)):
            result.told.append((block.title, said))


def _sum(extra: int, result: ReadForm) -> Iterator[Doubt]:
    """The extra prices of the rows are the customisation lines, or one of them is wrong."""
    lines = sum(
        line.amount_dkk or 0 for line in result.lines if not line.annual and line.type == OneOffType.CUSTOMISATION
    )
    if extra != lines:
        message = (
            f"Merpriserne i Kravbesvarelse er {kroner(extra)}, og linjerne «Tilpasning» i Priser er {kroner(lines)}"
        )
        meaning = "Begge læses, som de står. Det er prislinjerne, der tæller i totaløkonomien."
        yield Doubt("sum_differs", Weight.NOTE, message, meaning)


def _other_firm(vendor: Vendor, sheet: prices.Sheet, result: ReadForm) -> Iterator[Doubt]:
    """The number of another firm: somebody must say that the file is this vendor's all the same."""
    cell = sheet.answer("firma.cvr")
    typed = "" if cell.live else values.text(cell).replace(" ", "")
    if typed and vendor.cvr and typed != vendor.cvr:
        message = f"CVR-nummeret i skemaet er {typed[:20]}. {short_name(vendor.name)} har {vendor.cvr}."
        found = Doubt("other_firm", Weight.CHOICE, message, "Sæt flueben, hvis skemaet alligevel er deres.")
        result.needs = (found.key,)
        yield found
