"""Puts finished work that was drawn into the tables, in bulk: a few statements however much there is."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert

from itstart.db import Model, db
from itstart.exchange.history import STEPS, Drawn, Values, ends_on
from itstart.models import (
    CaseBarrier,
    CaseStep,
    Contract,
    Customer,
    CustomerCase,
    DeliveryModule,
    Evaluation,
    ImpartialityDeclaration,
    Lead,
    LeadOffer,
    ModuleRating,
    ModuleStep,
    NeedsDescription,
    ProjectPlan,
    Tender,
    TimeEntry,
)

_BATCH = 5_000


def _keys(model: Any, rows: Sequence[Values]) -> list[int]:
    """Insert the rows; their keys in the same order."""
    found: list[int] = []
    for start in range(0, len(rows), _BATCH):
        query = insert(model).returning(model.id, sort_by_parameter_order=True)
        found += db.session.scalars(query, rows[start : start + _BATCH])
    return found


def _bulk(model: type[Model], rows: Iterable[Values]) -> None:
    given = list(rows)
    for start in range(0, len(given), _BATCH):
        db.session.execute(insert(model), given[start : start + _BATCH])


def save(drawn: Sequence[Drawn], first_lead: int) -> None:
    """Insert it all; `first_lead` is the first free number of a lead. The caller commits."""
    customers = _keys(Customer, [one.customer for one in drawn])
    cases = _keys(CustomerCase, [one.case | {"customer_id": key} for one, key in zip(drawn, customers, strict=True)])
    with_case = list(zip(drawn, cases, strict=True))
    _sections(with_case)
    _bulk(
        CaseBarrier,
        (
            {"case_id": key, "position": place, "barrier": met}
            for one, key in with_case
            for place, met in enumerate(one.barriers)
        ),
    )
    _save_modules(with_case)
    _save_leads([(one, key) for one, key in with_case if one.lead], first_lead)


def _sections(with_case: Sequence[tuple[Drawn, int]]) -> None:
    for model in (NeedsDescription, Tender, Evaluation, ProjectPlan, Contract):
        _bulk(model, ({"case_id": key} for _, key in with_case))
    _bulk(ImpartialityDeclaration, ({"case_id": key, "declared_on": one.opened_on} for one, key in with_case))
    _bulk(CaseStep, (step for one, key in with_case for step in _steps(one, key)))


def _steps(one: Drawn, case_id: int) -> Iterable[Values]:
    began = {steps[0]: module for module, steps, *_ in one.modules if not module["cancelled_on"]}
    for key in STEPS:
        module = began.get(key)
        yield {
            "case_id": case_id,
            "key": key,
            "number": key.number,
            "started_on": module["started_on"] if module else None,
            "done_on": module["accepted_on"] if module else None,
            "approved_on": module["accepted_on"] if module else None,
            "skipped_on": None if module else ends_on(one),
            "skip_reason": "" if module else "Kunden ville ikke have hjælp til det.",
        }


def _save_modules(with_case: Sequence[tuple[Drawn, int]]) -> None:
    made = [(key, *parts) for one, key in with_case for parts in one.modules]
    keys = _keys(DeliveryModule, [module | {"case_id": case_id} for case_id, module, *_ in made])
    rows = list(zip(keys, made, strict=True))
    _bulk(
        ModuleStep,
        (
            {"module_id": key, "step": step, "number": step.number}
            for key, (_, _, steps, _, _) in rows
            for step in steps
        ),
    )
    _bulk(TimeEntry, (entry | {"module_id": key} for key, (_, _, _, hours, _) in rows for entry in hours))
    _bulk(
        ModuleRating,
        (
            {"module_id": key, "question": asked, "score": score}
            for key, (_, _, _, _, answers) in rows
            for asked, score in answers.items()
        ),
    )


def _save_leads(with_case: Sequence[tuple[Drawn, int]], first: int) -> None:
    values = [
        {**(one.lead or {}), "number": first + place, "case_id": key} for place, (one, key) in enumerate(with_case)
    ]
    keys = _keys(Lead, values)
    unanswered = dict.fromkeys(("accepted_on", "declined_on", "decline_reason", "expired_on"))
    _bulk(
        LeadOffer,
        (
            {**unanswered, **offer, "lead_id": key}
            for key, (one, _) in zip(keys, with_case, strict=True)
            for offer in one.offers
        ),
    )
