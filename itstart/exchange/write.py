"""From a case to the file: `export_case` gives the same object that was imported, with today's figures."""

import json
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.exchange import computed, shape, write_meetings, write_steps
from itstart.exchange.plain import LEFT_OUT, all_written, is_fresh, none_if_empty, plain, written, yes_no
from itstart.exchange.progress import current_step
from itstart.exchange.schema import CaseFile, people, programme, tender
from itstart.models import Bid, CoDelivery, CustomerCase, DeliveryModule, SparringRequest
from itstart.rules.modules import VAT_RATE_PCT, price_incl_vat
from itstart.steps.selection.assessment import assess

Json = dict[str, Any]
RESERVED = "exchange"
AMOUNTS = "Hele kroner ekskl. moms, medmindre nøglen ender på _incl_vat."


def export_case(case: CustomerCase) -> Json:
    """The case as the file's object: plain values only, keys in the file's order. A fixed number of queries."""
    found = plain_case(case)
    remembered = (case.exchange_meta or {}).get(RESERVED, {})
    shape.restore(found, remembered.get("silent", []))
    return found


def as_text(case: CustomerCase) -> str:
    """The file itself: JSON in UTF-8 with Danish letters as they are."""
    return json.dumps(export_case(case), ensure_ascii=False, indent=1) + "\n"


def plain_case(case: CustomerCase) -> Json:
    """The case in the file's layout, before the imported file's own way of saying nothing is restored."""
    held = _fetch(case)
    meta = _meta(case)
    found = assess(case)
    sections: Json = {
        "meta": meta,
        "helper": _helper(case),
        "staff": written(people.StaffPart, case.staff[0]) if case.staff else None,
        "lead": _lead(case),
        "customer": _customer(case, str(meta["as_of"])),
        "case": _case(case),
        "impartiality": _impartiality(case),
        "modules": [_module(module) for module in case.modules],
        "co_delivery": _co_delivery(case.co_deliveries[0]) if case.co_deliveries else None,
        "sparring": _sparring(case),
        "needs_description": write_steps.needs_description(case),
        "requirements": write_steps.requirements(case),
        "tender": write_steps.tender_section(case),
        "vendors": all_written(tender.VendorPart, case.vendors),
        "bids": write_steps.bids(case, found),
        "evaluation": write_steps.evaluation(case, found),
        "negotiation": write_steps.negotiation(case),
        "project_plan": write_steps.project_plan(case),
        "contract": write_steps.contract(case, found),
        "success_case": _success_case(case),
        "modules_total": computed.modules_total(case.modules),
        "steps": _steps(case),
        "other_staff": all_written(people.StaffPart, case.staff[1:]),
        "other_co_deliveries": [_co_delivery(row) for row in case.co_deliveries[1:]],
        "unneeded_documents": all_written(programme.UnneededDocumentPart, case.unneeded_documents),
        **write_meetings.sections(case),
    }
    del held
    return {key: sections[key] for key in CaseFile.model_fields if sections[key] not in (None, [], {})}


def _fetch(case: CustomerCase) -> list[Any]:
    """Fetch what would otherwise be asked for row by row. Hold on to the list: the session itself forgets."""
    held: list[Any] = [*case.meetings, *case.needs, *case.requirements, *case.vendors]
    held += db.session.scalars(
        select(Bid)
        .where(Bid.case_id == case.id)
        .options(selectinload(Bid.responses), selectinload(Bid.price_lines), joinedload(Bid.vendor))
    )
    questions = select(SparringRequest).where(SparringRequest.case_id == case.id)
    held += db.session.scalars(questions.options(selectinload(SparringRequest.messages)))
    return held


def _meta(case: CustomerCase) -> Json:
    if case.exchange_meta:
        meta = {key: value for key, value in case.exchange_meta.items() if key != RESERVED}
        return meta if meta.get("as_of") else {**meta, "as_of": _changed_on(case)}
    return {
        "title": f"{case.title} i {case.customer.name}"[:200],
        "schema_version": 1,
        "currency": "DKK",
        "vat_rate_pct": VAT_RATE_PCT,
        "amounts": AMOUNTS,
        "as_of": _changed_on(case),
    }


def _changed_on(case: CustomerCase) -> str:
    return clock.local(case.changed_at).date().isoformat()


def _helper(case: CustomerCase) -> Json:
    helper = case.helper
    remembered = (case.exchange_meta or {}).get(RESERVED, {})
    return written(
        people.HelperPart,
        helper,
        {
            "id": remembered.get("helper_id", "H-1"),
            "covers_regions": [row.name for row in helper.regions],
            "categories": [plain(row.category) for row in helper.categories],
            "industries": [row.name for row in helper.industries],
        },
    )


def _lead(case: CustomerCase) -> Json | None:
    if not case.leads:
        return None
    row = case.leads[0]
    return written(people.LeadPart, row, {"prequalified_by": row.prequalified_by.code if row.prequalified_by else None})


def _customer(case: CustomerCase, as_of: str) -> Json:
    """The region is the one of the day the file speaks of: two regions become one in 2027."""
    row = case.customer
    known = row.municipality_code if row.municipality_code and places.municipality(row.municipality_code) else None
    region = places.region_on(known, date.fromisoformat(as_of)) if known else None
    return written(people.CustomerPart, row, {"region": region})


def _case(case: CustomerCase) -> Json:
    return written(
        people.CasePart,
        case,
        {
            "status": plain(case.status),
            "closed_on": plain(case.closed_on),
            "current_step": current_step(case),
            "used_adviser_before": yes_no(case.used_adviser_before),
        },
    )


def _impartiality(case: CustomerCase) -> Json | None:
    relations = [
        written(programme.RelationPart, row, {"vendor_id": write_steps.code(row.vendor)})
        for row in case.vendor_relations
    ]
    if is_fresh(case.impartiality) and not relations:
        return None
    return written(programme.ImpartialityPart, case.impartiality, {"relations": relations})


def _module(row: DeliveryModule) -> Json:
    report = written(programme.EndReportPart, row)
    return written(
        programme.ModulePart,
        row,
        {
            "id": row.code or f"M-{row.number}",
            "steps": [link.number for link in row.step_links],
            "status": plain(row.status),
            "time_entries": all_written(programme.TimeEntryPart, row.time_entries),
            "end_report": report if any(report.values()) else LEFT_OUT,
            "ratings": none_if_empty(all_written(programme.RatingPart, row.ratings)),
            "price_incl_vat": price_incl_vat(row.price_dkk),
            "actual_hours": float(row.actual_hours),
        },
    )


def _co_delivery(row: CoDelivery) -> Json:
    return written(
        programme.CoDeliveryPart,
        row,
        {
            "staff_id": row.staff.code if row.staff else None,
            "module_ids": [link.module.code for link in row.module_links],
        },
    )


def _sparring(case: CustomerCase) -> list[Json]:
    return [
        written(
            programme.SparringPart,
            row,
            {
                "module_id": row.module.code if row.module else None,
                "answered_by": row.answered_by.code if row.answered_by else None,
                "messages": none_if_empty(all_written(programme.MessagePart, row.messages)),
            },
        )
        for row in case.sparring
    ]


def _success_case(case: CustomerCase) -> Json | None:
    row = case.success_case
    return written(programme.SuccessCasePart, row, {"status": plain(row.status)}) if row else None


def _steps(case: CustomerCase) -> list[Json]:
    rows = all_written(people.StepPart, case.steps)
    return [row for row in rows if len(row) > 1]
