"""The tender as sent and as it is now: its versions, its snapshot, and the lock on what the vendors were told."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from itstart import clock
from itstart.documents.danish import date_long, datetime_at, kroner, percent
from itstart.models import CustomerCase, TenderVersion
from itstart.rules.tender_changes import Difference, Snapshot, difference, withdrawn_ever
from itstart.rules.tender_states import TenderState, tender_state
from itstart.steps.definition import Notice, NoticeLink

DATES = (
    ("question_deadline_on", "Frist for spørgsmål"),
    ("answers_published_on", "Svar til alle"),
    ("bid_deadline_at", "Frist for tilbud"),
    ("demo_from_on", "Første demodag"),
    ("demo_to_on", "Sidste demodag"),
    ("decision_on", "Vi vælger, og alle får besked"),
    ("bid_validity_until_on", "Tilbuddet gælder til"),
)


def latest(case: CustomerCase) -> TenderVersion | None:
    """The version sent last, None when nothing has been sent from here."""
    return case.tender_versions[-1] if case.tender_versions else None


def state(case: CustomerCase) -> TenderState:
    """Where the tender stands now (D8)."""
    return tender_state(latest(case), clock.now())


def next_number(case: CustomerCase) -> int:
    """The number of the version that would be sent now: the latest one's own while nothing is being changed."""
    if state(case) in {TenderState.ISSUED, TenderState.CLOSED}:
        return case.tender_versions[-1].number
    return len(case.tender_versions) + 1


def locked(what: str) -> Callable[[CustomerCase], Notice | None]:
    """A lock for a part of the tender: "Kravene" are locked from the sending until a correction is begun."""

    def lock(case: CustomerCase) -> Notice | None:
        version = latest(case)
        if version is None or state(case) not in {TenderState.ISSUED, TenderState.CLOSED}:
            return None
        return Notice(
            f"{what} er låst, fordi udbuddet er sendt {date_long(version.issued_at)}.",
            "Skal noget rettes, så begynd en rettelse. Så får alle leverandører det samme at vide.",
            links=(NoticeLink("Begynd en rettelse", endpoint="tender.package"),),
        )

    return lock


def _day(value: date | datetime | None) -> str:
    return datetime_at(value) if isinstance(value, datetime) else date_long(value)


def snapshot(case: CustomerCase) -> dict[str, Any]:
    """What the vendors are told, as plain texts (rules/tender_changes.py says the shape)."""
    return {
        "requirements": [
            {
                "code": row.code,
                "area": row.area,
                "priority": row.priority.label,
                "title": row.title,
                "text": row.text,
                "test": row.acceptance_criterion,
                "law": row.law_reference,
            }
            for row in case.requirements
        ],
        "criteria": [
            {
                "code": row.code,
                "title": row.title,
                "weight": row.weight,
                "method": row.method.label,
                "reason": row.weight_reason,
            }
            for row in case.criteria
        ],
        "scenarios": [{"code": row.code, "title": row.title, "script": row.script} for row in case.demo_scenarios],
        "questions": [
            {"code": row.code, "question": row.question, "answer": row.answer} for row in case.questions if row.answer
        ],
        "dates": {label: _day(getattr(case.tender, name)) for name, label in DATES},
        "terms": _terms(case),
    }


def _terms(case: CustomerCase) -> dict[str, str]:
    tender, method = case.tender, case.evaluation
    return {
        "Sådan vælger vi": tender.award_rule,
        "Regnemåde": tender.award_model.label,
        "Kontraktudkast": "Vedlagt" if tender.contract_draft_attached else "Ikke vedlagt",
        "Totaløkonomi over": f"{method.tco_years} år",
        "Vores egen time koster": kroner(method.internal_hourly_rate_dkk),
        "0 point for prisen, når den er over den laveste med": percent(method.price_zero_at_pct_above_lowest),
        "Skala for point": method.scale,
    }


def sent_difference(case: CustomerCase) -> Difference:
    """What has been changed since the latest version was sent; nothing when none was."""
    version = latest(case)
    return difference(version.snapshot, snapshot(case)) if version else Difference()


def withdrawn(case: CustomerCase) -> list[dict[str, str]]:
    """Every requirement the vendors once had and that is gone, by its number."""
    sent: list[Snapshot] = [version.snapshot for version in case.tender_versions if version.cancelled_at is None]
    codes = [row.code for row in case.requirements] if sent else []
    return [{"nr": str(row["code"]), "titel": str(row["title"])} for row in withdrawn_ever(sent, codes)]
