"""Response forms that came back: kept as they are, read against the case, put into the bid or put aside (DOMAIN B4)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents import response_form_reader, uploads
from itstart.documents.danish import date_long, datetime_at, kroner, number, percent
from itstart.models import CustomerCase, RequirementResponse, ResponseImport, StoredFile, User, Vendor
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.term import Term
from itstart.services import files, history
from itstart.services.answers import ensure_writable
from itstart.services.responses import Cell, cell_of, settled
from itstart.services.rows import next_number
from itstart.steps.selection.bidders import SEALED
from itstart.steps.shared_documents import short_name
from itstart.steps.tender import response_form
from itstart.steps.tender.response_read import ReadAnswer, ReadForm, ReadLine
from itstart.steps.tender.response_reading import read_form

MAX_FILES = 12


@dataclass(frozen=True)
class Change:
    """What the file says that the bid does not: "Svar på K-15", "K", "S"; a note where somebody must look."""

    what: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True)
class Preview:
    """A file as it would go into the bid today."""

    form: ReadForm
    vendor: Vendor | None
    asked: int
    changes: Sequence[Change] = field(default_factory=list)
    refusals: Sequence[Finding] = field(default_factory=list)


def ensure_open(case: CustomerCase) -> None:
    """No answers are read before a sealed opening has been held; RuleViolation says so (D8)."""
    if case.tender.is_sealed:
        raise RuleViolation([Finding(SEALED)])


# ---- files in ----------------------------------------------------------------------------------------


def upload(actor: User, case: CustomerCase, name: str, content: bytes) -> ResponseImport:
    """Keep a file and find whose it is; the same file twice is one. `uploads.Rejected` when it cannot be read."""
    ensure_writable(actor, case)
    ensure_open(case)
    uploads.check_spreadsheet(name, content)
    raw = response_form_reader.read(content)
    digest = hashlib.sha256(content).hexdigest()
    known = select(ResponseImport).join(StoredFile).where(ResponseImport.case_id == case.id, _is_waiting())
    if twin := db.session.scalar(known.where(StoredFile.sha256 == digest).limit(1)):
        return twin
    code = read_form(case, raw).vendor_code if raw.identity.get("sag") == case.number else ""
    row = ResponseImport(
        case=case,
        number=next_number(case, "response_imports"),
        vendor=next((vendor for vendor in case.vendors if vendor.code == code), None),
        file=files.store_bid(actor, name, content),
        uploaded_at=clock.now(),
        uploaded_by_id=actor.id,
        uploaded_by=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    history.record(actor, case, "response_form_uploaded", f"lagde filen {row.file.name} op")
    return row


def _is_waiting() -> Any:
    return ResponseImport.applied_at.is_(None) & ResponseImport.discarded_at.is_(None)


def every(case: CustomerCase) -> list[ResponseImport]:
    """All files of the case, the newest first."""
    ensure_open(case)
    query = select(ResponseImport).where(ResponseImport.case_id == case.id).order_by(ResponseImport.number.desc())
    return list(db.session.scalars(query))


def find(case: CustomerCase, number: int, *, lock: bool = False) -> ResponseImport:
    """One file by its number in the case; NoResultFound (404) when there is none."""
    ensure_open(case)
    query = select(ResponseImport).where(ResponseImport.case_id == case.id, ResponseImport.number == number)
    return db.session.scalars(query.with_for_update(of=ResponseImport) if lock else query).one()


def discard(actor: User, row: ResponseImport) -> None:
    """Put the file aside: the bid is as it was, and the file can still be fetched."""
    ensure_writable(actor, row.case)
    require(handled(row))
    row.discarded_at, row.discarded_by = clock.now(), actor.name
    history.record(actor, row.case, "response_form_discarded", f"kasserede filen {row.file.name}")


def handled(row: ResponseImport) -> list[Finding]:
    """Whether somebody was first."""
    if row.waiting:
        return []
    done = "læst ind" if row.applied_at else "kasseret"
    return [Finding(f"Filen er allerede {done}.")]


# ---- what would happen -------------------------------------------------------------------------------


def preview(row: ResponseImport) -> Preview:
    """The file read now, and how it differs from what the bid holds."""
    case = row.case
    form = read_form(case, response_form_reader.read(files.content(row.file)))
    vendor = next((one for one in case.vendors if one.code == form.vendor_code), None)
    if form.stopped or vendor is None:
        return Preview(form, vendor, 0)
    changes = differences(vendor, form) if vendor.bid else []
    return Preview(form, vendor, len(response_form.asked(case)), changes, refusals(case, vendor))


def refusals(case: CustomerCase, vendor: Vendor) -> list[Finding]:
    """Why a file may no longer go into the bid: the customer has decided, or the bid is out."""
    chosen = case.evaluation.decided_vendor
    if chosen is not None and case.evaluation.decided_on:
        said = f"Kunden valgte {short_name(chosen.name)} den {date_long(case.evaluation.decided_on)}."
        return [Finding(f"{said} Tilbuddene kan ikke ændres bagefter.")]
    if vendor.bid and vendor.bid.excluded_reason:
        return [Finding(f"Tilbuddet fra {short_name(vendor.name)} er udgået: {vendor.bid.excluded_reason}")]
    return []


def is_late(case: CustomerCase, received_at: datetime) -> bool:
    """Whether a form that came then came after the deadline."""
    return bool(case.tender.bid_deadline_at and received_at > case.tender.bid_deadline_at)


def stored_answers(vendor: Vendor) -> dict[str, RequirementResponse]:
    """The bid's answers by requirement's number, in one query."""
    if vendor.bid is None or vendor.bid.id is None:
        return {}
    query = select(RequirementResponse).where(RequirementResponse.bid_id == vendor.bid.id)
    codes = {requirement.id: requirement.code for requirement in vendor.case.requirements}
    return {codes[row.requirement_id]: row for row in db.session.scalars(query) if row.requirement_id in codes}


def answer_values(before: Cell, read: ReadAnswer) -> dict[str, Any]:
    """The columns of an answer; points of its own follow the new answer, points with a reason stay (DOMAIN B5)."""
    typed = {
        "answer": read.answer,
        "vendor_comment": read.comment,
        "extra_price_dkk": read.extra_dkk,
        "available": read.available,
        "promised_on": read.promised_on,
    }
    return settled(before, typed)


def differences(vendor: Vendor, form: ReadForm) -> list[Change]:
    """Everything in the bid that the file would change, in the order of the form."""
    stored = stored_answers(vendor)
    return [*_bid_changes(vendor, form), *_line_changes(vendor, form.lines), *_answer_changes(stored, form.answers)]


def _bid_changes(vendor: Vendor, form: ReadForm) -> list[Change]:
    labels = {"reservations": "Forbehold", **FIELD_LABELS}
    found = []
    for column, value in form.bid.items():
        before = getattr(vendor.bid, column)
        if before not in {None, "", value}:
            found.append(Change(labels[column], told(column, before), told(column, value)))
    return found


FIELD_LABELS = {
    "product": "Produkt",
    "delivery_model": "Hvor løsningen kører",
    "valid_until_on": "Tilbuddet gælder til",
    "annual_price_adjustment_pct": "Regulering om året",
    "internal_hours": "Jeres egne timer",
    "exit_cost_dkk": "Pris for at komme ud igen",
}


def told(column: str, value: Any) -> str:
    """A value of the bid as people write it."""
    if value is None:
        return ""
    if isinstance(value, Term):
        return value.label
    shows: Mapping[str, Any] = {
        "valid_until_on": date_long, "annual_price_adjustment_pct": percent, "internal_hours": number,
        "exit_cost_dkk": kroner, "received_at": datetime_at,
    }  # fmt: skip
    return str(shows.get(column, str)(value))


def lines_by_key(lines: Iterable[Any]) -> dict[tuple[bool, str, int], Any]:
    """Price lines by what makes two of them the same: paid once or yearly, the words, and which of several alike."""
    found: dict[tuple[bool, str, int], Any] = {}
    for line in lines:
        name, times = " ".join(line.label.casefold().split()), 0
        while (line.annual, name, times) in found:
            times += 1
        found[line.annual, name, times] = line
    return found


def _line_changes(vendor: Vendor, lines: Sequence[ReadLine]) -> list[Change]:
    before, after = lines_by_key(vendor.bid.price_lines if vendor.bid else []), lines_by_key(lines)
    if not before:
        return []
    found = [
        Change(f"Pris: {line.label}", kroner(before[key].amount_dkk) or "–", kroner(line.amount_dkk) or "–")
        for key, line in after.items()
        if key in before and (before[key].amount_dkk, before[key].type) != (line.amount_dkk, line.type)
    ]
    found += [
        Change(f"Ny pris: {line.label}", "", kroner(line.amount_dkk)) for k, line in after.items() if k not in before
    ]
    gone = [line for key, line in before.items() if key not in after]
    return found + [Change(f"Pris udgår: {line.label}", kroner(line.amount_dkk), "") for line in gone]


def _answer_changes(stored: Mapping[str, RequirementResponse], answers: Mapping[str, ReadAnswer]) -> list[Change]:
    found = []
    for code, read in answers.items():
        row = stored.get(code)
        if row is None or row.answer is None:
            continue
        cell = cell_of(row)
        after = answer_values(cell, read)
        before = {name: getattr(row, name) for name in after}
        if all((before[name] or None) == (after[name] or None) or name == "score" for name in after):
            continue
        was, now = _answer_words(Cell(**_shown(before))), _answer_words(Cell(**_shown(after)))
        found.append(Change(f"Svar på {code}", was, now, _remember(cell, read)))
    return found


def _remember(before: Cell, read: ReadAnswer) -> str:
    """What somebody must know of a new answer before it is taken."""
    points = f"Der er givet {before.points} point med en begrundelse. De bliver stående. Se på dem igen."
    stays = before.changed and before.answer is not read.answer
    return " ".join(part for part in (points if stays else "", "Kun med flueben." if read.needs else "") if part)


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "answer": values["answer"], "comment": values["vendor_comment"], "extra": values["extra_price_dkk"],
        "available": values["available"], "promised_on": values["promised_on"],
    }  # fmt: skip


def _answer_words(cell: Cell) -> str:
    parts = [cell.answer.letter if cell.answer else "", kroner(cell.extra) if cell.extra else ""]
    parts += [cell.available, date_long(cell.promised_on), cell.comment]
    return " · ".join(part for part in parts if part)
