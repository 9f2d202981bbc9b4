"""A response form goes into the bid: conditions, price lines and answers, by the same ways as when they are typed."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from datetime import datetime
from typing import Any

from itstart import clock
from itstart.db import db
from itstart.documents.danish import datetime_at
from itstart.models import Bid, CustomerCase, RequirementResponse, ResponseImport, User, Vendor
from itstart.rules.findings import Finding, require
from itstart.services import answers, history, rows
from itstart.services.answers import ensure_writable, mark_started
from itstart.services.documents import snapshot
from itstart.services.response_imports import (
    Preview,
    answer_values,
    handled,
    is_late,
    lines_by_key,
    preview,
    stored_answers,
)
from itstart.services.responses import Cell, cell_of
from itstart.steps import binding, find_task
from itstart.steps.definition import RowList
from itstart.steps.selection import bidders
from itstart.steps.selection.lists import ANNUAL, ONE_OFF
from itstart.steps.shared_documents import short_name
from itstart.steps.tender.response_read import ReadAnswer, ReadLine

BIDS = "valg/tilbud"
MATRIX = "valg/krav-for-krav"


def apply(
    actor: User, row: ResponseImport, *, received_at: datetime, accepted: AbstractSet[str], late_reason: str = ""
) -> Preview:
    """Put everything that could be read into the vendor's bid; `accepted` names the doubts somebody said yes to.

    RuleViolation when the file cannot be taken, when it came late and nobody says why it is taken all the same,
    or when the customer has decided. What could not be read stays as it was in the bid.
    """
    case = row.case
    ensure_writable(actor, case)
    found = preview(row)
    require([*handled(row), *_stops(case, found, received_at, accepted, late_reason)])
    vendor = bidders.find(case, found.form.vendor_code)
    late = {"late_choice_reason": late_reason} if is_late(case, received_at) else {}
    _conditions(actor, case, vendor, {**found.form.bid, "received_at": received_at, **late})
    bid = bidders.make_bid(case, vendor.code)
    for row_list, annual in ((ONE_OFF, False), (ANNUAL, True)):
        lines = [line for line in found.form.lines if line.annual is annual]
        _lines(actor, case, vendor, row_list, lines, [line for line in bid.price_lines if line.annual is annual])
    taken = found.form.taken(accepted)
    _answers(actor, case, vendor, taken)
    row.vendor, row.received_at = vendor, received_at
    row.applied_at, row.applied_by = clock.now(), actor.name
    row.read = snapshot({**asdict(found.form), "accepted": sorted(accepted), "taken": len(taken), "asked": found.asked})
    db.session.flush()
    db.session.expire(bid)
    told = f"indlæste tilbuddet fra {short_name(vendor.name)}: {len(taken)} svar og {len(found.form.lines)} prislinjer"
    history.record(actor, case, "response_form_applied", told)
    return found


def _stops(
    case: CustomerCase, found: Preview, received_at: datetime, accepted: AbstractSet[str], late_reason: str
) -> list[Finding]:
    if found.form.stopped:
        return [Finding("Filen kan ikke læses ind.")]
    needed = [
        Finding("Sæt flueben ved, at skemaet er leverandørens.") for need in found.form.needs if need not in accepted
    ]
    if is_late(case, received_at) and not late_reason:
        until = datetime_at(case.tender.bid_deadline_at)
        text = f"Tilbuddet kom efter fristen {until}. Skriv, hvorfor kunden vil tage det med."
        needed.append(Finding(text, where="late_choice_reason"))
    return [*found.refusals, *needed]


def _conditions(actor: User, case: CustomerCase, vendor: Vendor, values: dict[str, Any]) -> None:
    task = find_task(BIDS)
    section = task.sections()[0]
    version = answers.state(case, task, section, vendor.code).version
    answers.save(actor, case, task, section, values, version=version, about=vendor.code)


def _lines(
    actor: User, case: CustomerCase, vendor: Vendor, row_list: RowList, lines: Sequence[ReadLine], stored: Sequence[Any]
) -> None:
    """The lines of the file are the lines of the bid: same line, new amount; the rest is added or taken out."""
    task = find_task(BIDS)
    left = lines_by_key(stored)
    fresh = []
    for key, line in lines_by_key(lines).items():
        values = {"label": line.label, "type": line.type, "amount_dkk": line.amount_dkk}
        known = left.pop(key, None)
        if known is None:
            fresh.append(values)
        else:
            rows.save(actor, case, task, row_list, known, values, version=known.version)
    for gone in left.values():
        rows.delete(actor, case, row_list, gone)
    rows.paste(actor, case, task, row_list, fresh, about=vendor.code)


def _answers(actor: User, case: CustomerCase, vendor: Vendor, taken: Mapping[str, ReadAnswer]) -> None:
    stored = stored_answers(vendor)
    bid: Bid = bidders.make_bid(case, vendor.code)
    now = clock.now()
    for requirement in case.requirements:
        read = taken.get(requirement.code)
        if read is None:
            continue
        row = stored.get(requirement.code)
        before = cell_of(row) if row else Cell()
        if row is None:
            row = RequirementResponse(bid=bid, requirement=requirement, position=requirement.position, version=0)
            db.session.add(row)
        if binding.apply(row, answer_values(before, read)):
            row.version += 1
            row.changed_by, row.changed_at = actor.name, now
    mark_started(case, find_task(MATRIX))
