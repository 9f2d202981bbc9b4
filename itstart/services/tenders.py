"""Sending the tender and what happens until the bids come (D8): corrections, answers, refusals, cancellation."""

from datetime import datetime

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, FinishedTask, TenderVersion, User, Vendor
from itstart.rules.findings import Finding, require
from itstart.rules.tender_changes import Difference
from itstart.rules.tender_states import (
    FileKind,
    TenderAct,
    check_act,
    check_begin_correction,
    check_cancel,
    check_new_deadline,
    check_undo_correction,
)
from itstart.rules.terms import InvitationStatus
from itstart.services import history, outbox, tender_check, tender_mails, tender_package
from itstart.services.answers import ensure_writable, mark_started
from itstart.services.tender_check import receivers
from itstart.steps import find_task
from itstart.steps.shared_documents import real_name, short_name
from itstart.steps.tender.response_form import requirements_hash
from itstart.steps.tender_versions import latest, sent_difference, snapshot, state

TASK = "udbud/send"
_FRESH = frozenset({InvitationStatus.NOT_INVITED, InvitationStatus.NO_RESPONSE})


def send(actor: User, case: CustomerCase) -> TenderVersion:
    """Send the tender, or begin again after it was cancelled. RuleViolation names what blocks it."""
    ensure_writable(actor, case)
    require([*check_act(TenderAct.SEND, state(case)), *tender_check.findings(case)])
    case.tender.issued_on = clock.today()
    for vendor in receivers(case):
        _set_status(actor, vendor, InvitationStatus.INVITED)
    version = _issue(actor, case, reason="")
    _finish_task(actor, case)
    history.record(actor, case, "tender_sent", f"sendte udbuddet, version {version.number}")
    return version


def _finish_task(actor: User, case: CustomerCase) -> None:
    task = find_task(TASK)
    if all(mark.task != task.key for mark in case.finished_tasks):
        case.finished_tasks.append(FinishedTask(task=task.key, finished_at=clock.now(), finished_by_id=actor.id))
    mark_started(case, task)


def _issue(actor: User, case: CustomerCase, *, reason: str) -> TenderVersion:
    """Freeze the tender as it is now, with its files, and write the mails."""
    before = latest(case) if reason else None
    changed = sent_difference(case) if before else None
    deadline = case.tender.bid_deadline_at
    assert deadline is not None
    version = TenderVersion(
        number=len(case.tender_versions) + 1,
        issued_at=clock.now(),
        issued_by_id=actor.id,
        issued_by=actor.name,
        reason=reason,
        deadline_at=deadline,
        requirements_hash=requirements_hash(case),
        snapshot=snapshot(case),
    )
    case.tender_versions.append(version)
    db.session.flush()
    to = receivers(case)
    tender_package.freeze(actor, version, to, before=before, changed=changed)
    for row in case.questions:
        if row.answer.strip():
            row.published_on = row.published_on or clock.today()
    for vendor in to:
        enclosed = tender_package.for_vendor(version, vendor)
        heading, body = tender_mails.package(version, vendor, actor, enclosed)
        tender_mails.write(version, vendor, actor, what="sent", subject=heading, body=body, files=enclosed)
    return version


def _set_status(actor: User, vendor: Vendor, status: InvitationStatus) -> None:
    vendor.invitation_status = status
    vendor.status_on, vendor.status_by = clock.today(), actor.name
    vendor.version += 1


# ---- corrections -----------------------------------------------------------------------------------


def begin_correction(actor: User, case: CustomerCase, *, reason: str) -> None:
    """Open what is locked, with a reason that the vendors will read."""
    ensure_writable(actor, case)
    require(check_begin_correction(state(case), reason=reason, bids=len(case.bids)))
    version = case.tender_versions[-1]
    version.correction_opened_at, version.correction_opened_by = clock.now(), actor.name
    version.correction_reason = reason.strip()
    history.record(actor, case, "correction_begun", f"begyndte en rettelse af udbuddets version {version.number}")


def undo_correction(actor: User, case: CustomerCase) -> None:
    """Lock again; only while nothing has been changed."""
    ensure_writable(actor, case)
    require(check_undo_correction(state(case), changed=bool(sent_difference(case))))
    _close_correction(case.tender_versions[-1])
    history.record(actor, case, "correction_undone", "fortrød rettelsen af udbuddet")


def _close_correction(version: TenderVersion) -> None:
    version.correction_opened_at, version.correction_opened_by, version.correction_reason = None, "", ""


def send_correction(actor: User, case: CustomerCase, *, deadline: datetime | None) -> TenderVersion:
    """Send what has been changed as the next version, with a deadline that lies ahead."""
    ensure_writable(actor, case)
    require([*check_act(TenderAct.SEND_CORRECTION, state(case)), *check_new_deadline(deadline, clock.now())])
    case.tender.bid_deadline_at = deadline
    changed = sent_difference(case)
    require([*_something(changed), *tender_check.findings(case)])
    before = case.tender_versions[-1]
    reason = before.correction_reason
    _close_correction(before)
    for vendor in receivers(case):
        if vendor.invitation_status in _FRESH:
            _set_status(actor, vendor, InvitationStatus.INVITED)
    version = _issue(actor, case, reason=reason)
    history.record(actor, case, "correction_sent", f"sendte en rettelse af udbuddet, version {version.number}")
    return version


def _something(changed: Difference) -> list[Finding]:
    return [] if changed else [Finding("Der er ikke rettet noget endnu. Ret, eller fortryd rettelsen.")]


# ---- answers ---------------------------------------------------------------------------------------


def check_publish(case: CustomerCase) -> list[Finding]:
    """What speaks against sending the answers now: nothing new, or a name of one of the vendors."""
    found = check_act(TenderAct.PUBLISH_ANSWERS, state(case))
    fresh = [row for row in case.questions if row.answer.strip() and row.published_on is None]
    if not fresh:
        found.append(Finding("Der er ingen nye svar at sende."))
    for row in (row for row in case.questions if row.answer.strip()):
        if name := _named(case, f"{row.question}\n{row.answer}"):
            found.append(
                Finding(f"Spørgsmål {row.code} nævner {name}. Skriv det om, så ingen kan se, hvem der spurgte.")
            )
    return found


def _named(case: CustomerCase, text: str) -> str:
    """The first vendor or contact that a text names; short words are left alone."""
    spoken = text.casefold()
    names = (name for v in case.vendors for name in (real_name(v.name), short_name(v.name), v.contact.strip()))
    return next((name for name in names if len(name) > 2 and name.casefold() in spoken), "")


def publish_answers(actor: User, case: CustomerCase) -> int:
    """Send every answer that is new to all vendors, without names; how many were new."""
    ensure_writable(actor, case)
    require(check_publish(case))
    version, today = case.tender_versions[-1], clock.today()
    fresh = [row for row in case.questions if row.answer.strip() and row.published_on is None]
    for row in fresh:
        row.published_on = today
    file = tender_package.freeze_answers(actor, version, today)
    for vendor in receivers(case):
        heading, body = tender_mails.answers(version, vendor, actor, file)
        what = f"answers-{file.position}"
        tender_mails.write(version, vendor, actor, what=what, subject=heading, body=body, files=[file])
    said = "1 svar" if len(fresh) == 1 else f"{len(fresh)} svar"
    history.record(actor, case, "answers_sent", f"sendte {said} på spørgsmål til alle leverandører")
    return len(fresh)


# ---- the vendors, and the end ----------------------------------------------------------------------


def decline(actor: User, case: CustomerCase, vendor: Vendor, *, reason: str) -> None:
    """The vendor will not bid; the reason is kept."""
    _register(actor, case, vendor, TenderAct.DECLINED)
    if not reason.strip():
        require([Finding("Skriv, hvorfor leverandøren ikke vil byde.", where="reason")])
    vendor.decline_reason = reason.strip()
    _set_status(actor, vendor, InvitationStatus.DECLINED)
    history.record(actor, case, "vendor_declined", f"noterede, at {vendor.name} takker nej")


def no_response(actor: User, case: CustomerCase, vendor: Vendor) -> None:
    """The deadline has passed, and the vendor has not answered."""
    _register(actor, case, vendor, TenderAct.NO_RESPONSE)
    _set_status(actor, vendor, InvitationStatus.NO_RESPONSE)
    history.record(actor, case, "vendor_silent", f"noterede, at {vendor.name} ikke har svaret")


def _register(actor: User, case: CustomerCase, vendor: Vendor, act: TenderAct) -> None:
    ensure_writable(actor, case)
    found = check_act(act, state(case))
    if vendor.invitation_status is not InvitationStatus.INVITED:
        found.append(Finding(f"{vendor.name} står som “{vendor.invitation_status.label}”, så det kan ikke noteres."))
    require(found)


def cancel(actor: User, case: CustomerCase, *, reason: str) -> None:
    """Cancel the tender: a letter with the reason to each vendor; invitations that have not gone do not go."""
    ensure_writable(actor, case)
    decided = case.evaluation.decided_vendor is not None
    require(check_cancel(state(case), reason=reason, decided=decided))
    version = case.tender_versions[-1]
    _close_correction(version)
    version.cancelled_at, version.cancelled_by, version.cancel_reason = clock.now(), actor.name, reason.strip()
    to = receivers(case)
    tender_package.freeze_cancellation(actor, version, to, clock.today())
    for vendor in to:
        outbox.withdraw(tender_mails.key_of(version, vendor))
        own = [f for f in version.files if f.kind is FileKind.CANCELLATION and f.vendor_id == vendor.id]
        heading, body = tender_mails.cancellation(version, vendor, actor, own)
        tender_mails.write(version, vendor, actor, what="cancelled", subject=heading, body=body, files=own)
    history.record(actor, case, "tender_cancelled", f"annullerede udbuddet: {reason.strip()}")
