"""The states of a step (D2): done with the customer's approval, skipped with a reason, opened again with a note."""

from datetime import date

from itstart import clock
from itstart.models import CaseStep, CustomerCase, User
from itstart.rules.cases import check_skip, check_step_done
from itstart.rules.findings import Finding, RuleViolation, blockers, require
from itstart.rules.steps import StepKey
from itstart.rules.terms import StepStatus
from itstart.services import history
from itstart.services.answers import ensure_writable
from itstart.steps import Deliverable, find_step


def own_documents(case: CustomerCase, key: StepKey) -> list[Deliverable]:
    """What the step is to deliver: its documents without the annexes, and without those marked as not relevant."""
    left_out = {mark.deliverable for mark in case.unneeded_documents}
    return [one for one in find_step(key).deliverables if not one.annex and one.key not in left_out]


def has_document(case: CustomerCase, key: StepKey) -> bool:
    """True when a document of the step, ours or the helper's own, has been handed over, or none of them is relevant."""
    names = {deliverable.key for deliverable in own_documents(case, key)}
    return not names or any(document.deliverable in names for document in case.documents)


def done_findings(
    case: CustomerCase, key: StepKey, *, approved_on: date | None = None, not_signed_reason: str = ""
) -> list[Finding]:
    """What is missing before the step is done."""
    return check_step_done(
        key.number,
        has_document=has_document(case, key),
        approved_on=approved_on,
        contract_signed=case.contract.signed_on is not None,
        not_signed_reason=not_signed_reason,
    )


def _open_step(actor: User, case: CustomerCase, key: StepKey) -> CaseStep:
    ensure_writable(actor, case)
    step = case.step(key)
    if step.status in {StepStatus.DONE, StepStatus.SKIPPED}:
        raise RuleViolation([Finding(f"Skridtet er “{step.status.label}”. Åbn det igen først.")])
    return step


def finish(
    actor: User,
    case: CustomerCase,
    key: StepKey,
    *,
    approved_on: date | None,
    approved_by: str,
    not_signed_reason: str = "",
) -> None:
    """The step is done: the customer has approved its document on a day. Step 4 also needs the contract or a reason."""
    step = _open_step(actor, case, key)
    found = done_findings(case, key, approved_on=approved_on, not_signed_reason=not_signed_reason)
    if approved_on and approved_on > clock.today():
        found.append(Finding("Datoen kan ikke ligge i fremtiden.", where="approved_on"))
    require(found)
    step.started_on = step.started_on or approved_on
    step.done_on, step.approved_on, step.approved_by = clock.today(), approved_on, approved_by
    if key is StepKey.PROJECT and case.contract.signed_on is None:
        step.not_signed_reason = not_signed_reason
    history.record(actor, case, "step_done", f"gjorde skridt {key.number}, {key.label}, færdigt")


def skip(actor: User, case: CustomerCase, key: StepKey, *, reason: str) -> None:
    """The customer does not need the step (S11)."""
    step = _open_step(actor, case, key)
    require(check_skip(reason=reason))
    step.skipped_on, step.skip_reason = clock.today(), reason
    history.record(actor, case, "step_skipped", f"sprang skridt {key.number}, {key.label}, over")


def resume(actor: User, case: CustomerCase, key: StepKey) -> None:
    """A skipped step is taken up after all."""
    ensure_writable(actor, case)
    step = case.step(key)
    if step.skipped_on is None:
        raise RuleViolation([Finding("Skridtet er ikke sprunget over.")])
    step.skipped_on, step.skip_reason = None, ""
    step.started_on = step.started_on or clock.today()
    history.record(actor, case, "step_resumed", f"tog skridt {key.number}, {key.label}, op igen")


def reopen(actor: User, case: CustomerCase, key: StepKey, *, note: str) -> None:
    """A finished step is opened again, with a note of why."""
    ensure_writable(actor, case)
    step = case.step(key)
    if step.done_on is None:
        raise RuleViolation([Finding("Skridtet er ikke færdigt, så det kan ikke åbnes igen.")])
    if not note.strip():
        raise RuleViolation([Finding("Skriv, hvorfor skridtet åbnes igen.", where="note")])
    step.done_on, step.approved_on, step.approved_by = None, None, ""
    step.reopened_note = note
    history.record(actor, case, "step_reopened", f"åbnede skridt {key.number}, {key.label}, igen")


def approved_by_customer(case: CustomerCase, key: StepKey, *, by: str, what: str) -> None:
    """The customer itself has approved the step's document, by its link; done when nothing else is missing."""
    step = case.step(key)
    if step.status not in {StepStatus.DONE, StepStatus.SKIPPED} and not case.abandoned_on:
        today = clock.today()
        step.started_on = step.started_on or today
        step.approved_on, step.approved_by = today, by
        if not blockers(done_findings(case, key, approved_on=today)):
            step.done_on = today
    history.record(None, case, "document_approved", f"godkendte {what}")
