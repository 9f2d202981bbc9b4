"""The person at a demo score sheet: looks, saves as often as needed, sends once (DOMAIN B5, F12; A22).

Nobody else sees the points before they are sent; then they are the case's own.
"""

from collections.abc import Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.exc import NoResultFound

from itstart import clock
from itstart.db import db
from itstart.models import ScoreSheet, ScoreSheetNote, ScoreSheetPoint, Vendor
from itstart.rules.customer_links import LinkState
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import history, outbox, scores
from itstart.services.answers import mark_started
from itstart.services.score_sheets import findings, mail_key, places, shown_vendors, state
from itstart.sqlite import writing
from itstart.steps import find_task


class SheetOver(Exception):
    """The sheet cannot be written in (any more): sent, withdrawn, expired, or the scoring is closed."""

    def __init__(self, sheet: ScoreSheet, *, closed: bool = False) -> None:
        self.sheet = sheet
        self.closed = closed
        super().__init__(sheet.number)


def opened(hashed: str) -> ScoreSheet | None:
    """The sheet behind the hash of a secret, in whatever state; None when there is none."""
    found: ScoreSheet | None = db.session.scalar(select(ScoreSheet).where(ScoreSheet.token_hash == hashed))
    return found


def note_opened(hashed: str) -> None:
    """Remember when the sheet was first seen; a short transaction of its own."""
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(
            update(ScoreSheet)
            .where(ScoreSheet.token_hash == hashed, ScoreSheet.opened_at.is_(None))
            .values(opened_at=clock.now())
        )


def ensure_open(sheet: ScoreSheet) -> None:
    """SheetOver when nothing can be written in it (any more)."""
    if state(sheet) is not LinkState.OPEN:
        raise SheetOver(sheet)
    case = sheet.case
    if case.abandoned_on or case.evaluation.decided_on or findings(case):
        raise SheetOver(sheet, closed=True)


def _locked(hashed: str) -> ScoreSheet:
    """The sheet, with others who write in it or end it made to wait; SheetOver when it is over by then."""
    sheet = db.session.scalars(select(ScoreSheet).where(ScoreSheet.token_hash == hashed).with_for_update()).one()
    db.session.refresh(sheet)
    ensure_open(sheet)
    return sheet


def _vendor(sheet: ScoreSheet, code: str) -> Vendor:
    for vendor in shown_vendors(sheet.case):
        if vendor.code == code:
            return vendor
    raise NoResultFound


def draft(sheet: ScoreSheet, code: str) -> tuple[dict[str, int], str]:
    """The person's points for one vendor by the task's number, and the note. NoResultFound for no such vendor."""
    vendor = _vendor(sheet, code)
    tasks = {scenario.id: scenario.code for scenario in sheet.case.demo_scenarios}
    points = {
        tasks[p.scenario_id]: p.score for p in sheet.points if p.vendor_id == vendor.id and p.scenario_id in tasks
    }
    return points, next((note.note for note in sheet.notes if note.vendor_id == vendor.id), "")


def save(hashed: str, code: str, points: Mapping[str, int | None], note: str) -> ScoreSheet:
    """Keep the draft for one vendor; points by the task's number, None takes them back. SheetOver when it is over."""
    sheet = _locked(hashed)
    vendor = _vendor(sheet, code)
    for scenario in sheet.case.demo_scenarios:
        if scenario.code not in points:
            continue
        own = (ScoreSheetPoint.sheet_id == sheet.id, ScoreSheetPoint.vendor_id == vendor.id)
        db.session.execute(delete(ScoreSheetPoint).where(*own, ScoreSheetPoint.scenario_id == scenario.id))
        score = points[scenario.code]
        if score is not None:
            db.session.add(
                ScoreSheetPoint(sheet_id=sheet.id, vendor_id=vendor.id, scenario_id=scenario.id, score=score)
            )
    db.session.execute(
        delete(ScoreSheetNote).where(ScoreSheetNote.sheet_id == sheet.id, ScoreSheetNote.vendor_id == vendor.id)
    )
    if note:
        db.session.add(ScoreSheetNote(sheet_id=sheet.id, vendor_id=vendor.id, note=note))
    sheet.saved_at = clock.now()
    db.session.flush()
    db.session.expire(sheet, ["points", "notes"])
    return sheet


def send(hashed: str) -> ScoreSheet:
    """End the sheet: its points become the case's, under the person's name.

    RuleViolation when no points are given; SheetOver for everybody but the first.
    """
    sheet = _locked(hashed)
    case = sheet.case
    given = {place.code: draft(sheet, place.code)[0] for place in places(sheet)}
    if not any(given.values()):
        raise RuleViolation([Finding("Giv point til mindst én opgave, før du sender.", where="send")])
    sheet.used_at = clock.now()
    with history.as_guest(f"{sheet.evaluator} (via link)"):
        for vendor in shown_vendors(case):
            points = {(task, sheet.evaluator): score for task, score in given[vendor.code].items()}
            if points:
                scores.store_demo_points(case, vendor, dict(points))
        history.record(None, case, "demo_scores", "sendte sine point for demoerne")
    mark_started(case, find_task("valg/demo"))
    outbox.withdraw(mail_key(sheet))
    db.session.flush()
    return sheet
