"""The states of a case (D1): what each change needs, and the change itself with its line of history."""

from datetime import date

from stdnum.dk import cvr

from itstart import clock, policies
from itstart.models import CustomerCase, User
from itstart.rules.cases import ModuleState, check_abandon, check_activate, check_complete, check_pause, check_reopen
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.modules import is_reported
from itstart.rules.qualification import CustomerWork
from itstart.rules.terms import CaseStatus, ModuleStatus
from itstart.services import code_of_conduct, firm_work, history

_BEFORE_START = {
    ModuleStatus.DRAFT,
    ModuleStatus.AGREEMENT_SENT,
    ModuleStatus.AGREEMENT_SIGNED,
    ModuleStatus.START_REPORTED,
}


def module_states(case: CustomerCase) -> list[ModuleState]:
    """The case's modules as the rules of its end see them."""
    return [
        ModuleState(
            module.number,
            reported=is_reported(module),
            started=module.started_on is not None or module.status not in _BEFORE_START,
        )
        for module in case.modules
    ]


def activation_findings(case: CustomerCase) -> list[Finding]:
    """What is missing before the case can be active."""
    gates = check_activate(
        code_accepted=code_of_conduct.acceptance(case.helper) is not None,
        cvr_valid=cvr.is_valid(case.customer.cvr),
        declared_on=case.impartiality.declared_on,
        referral_source=case.referral_source,
    )
    return [*gates, *firm_work.findings(case, CustomerWork.ACTIVATE)]


def completion_findings(case: CustomerCase) -> list[Finding]:
    """What is missing before the case can be completed."""
    return check_complete(module_states(case))


def abandon_findings(case: CustomerCase) -> list[Finding]:
    """What is missing before the case can be given up, the reason aside."""
    return check_abandon(module_states(case), reason="-")


def possible(case: CustomerCase) -> tuple[str, ...]:
    """The changes that make sense from where the case stands, whoever may make them."""
    return {
        CaseStatus.DRAFT: ("activate", "abandon"),
        CaseStatus.ACTIVE: ("pause", "complete", "abandon"),
        CaseStatus.PAUSED: ("resume", "abandon"),
        CaseStatus.COMPLETED: ("reopen",),
        CaseStatus.ABANDONED: (),
    }[case.status]


def _ensure_from(case: CustomerCase, change: str) -> None:
    if change not in possible(case):
        raise RuleViolation([Finding(f"Sagen er “{case.status.label}”. Derfra kan det ikke gøres.")])


def _by_firm(actor: User, case: CustomerCase, change: str) -> None:
    policies.ensure(policies.may_edit_case(actor, case))
    _ensure_from(case, change)


def activate(actor: User, case: CustomerCase) -> None:
    """Draft to active; RuleViolation names the gates that are shut."""
    _by_firm(actor, case, "activate")
    require(activation_findings(case))
    case.activated_on = clock.today()
    history.record(actor, case, "case_activated", "gjorde sagen aktiv")


def pause(actor: User, case: CustomerCase, *, reason: str, next_contact_on: date | None) -> None:
    """Active to paused, with a reason and a day when the customer hears from the helper."""
    _by_firm(actor, case, "pause")
    require(check_pause(reason=reason, next_contact_on=next_contact_on, today=clock.today()))
    case.paused_on, case.pause_reason, case.next_contact_on = clock.today(), reason, next_contact_on
    history.record(actor, case, "case_paused", f"satte sagen i bero: {reason}")


def resume(actor: User, case: CustomerCase) -> None:
    """Paused back to active."""
    _by_firm(actor, case, "resume")
    case.paused_on, case.pause_reason, case.next_contact_on = None, "", None
    history.record(actor, case, "case_resumed", "genoptog sagen")


def complete(actor: User, case: CustomerCase) -> None:
    """Active to completed; RuleViolation names the modules that are not reported."""
    _by_firm(actor, case, "complete")
    require(completion_findings(case))
    case.completed_on = clock.today()
    _nothing_more_to_do(case)
    history.record(actor, case, "case_completed", "afsluttede sagen")


def abandon(actor: User, case: CustomerCase, *, reason: str) -> None:
    """Draft, active or paused to abandoned, with a reason; from then on it is only read."""
    _by_firm(actor, case, "abandon")
    require(check_abandon(module_states(case), reason=reason))
    case.abandoned_on, case.abandon_reason = clock.today(), reason
    _nothing_more_to_do(case)
    history.record(actor, case, "case_abandoned", f"opgav sagen: {reason}")


def reopen(actor: User, case: CustomerCase, *, reason: str) -> None:
    """Completed back to active: IBIZ-Center's act, with a reason."""
    policies.ensure(policies.may_reopen_case(actor, case))
    _ensure_from(case, "reopen")
    require(check_reopen(reason=reason))
    case.completed_on = None
    case.activated_on = case.activated_on or case.opened_on
    case.paused_on = None
    history.record(actor, case, "case_reopened", f"åbnede sagen igen: {reason}")


def _nothing_more_to_do(case: CustomerCase) -> None:
    case.waiting_on, case.waiting_since = "", None
    case.next_action, case.next_action_on = "", None
    case.paused_on, case.pause_reason, case.next_contact_on = None, "", None
