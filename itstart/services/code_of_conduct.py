"""The firm's acceptance of the kodeks: by a name and on a day, once for each version (S32)."""

from datetime import date

from itstart import clock, policies
from itstart.db import db
from itstart.models.helper import CodeAcceptance, Helper
from itstart.models.user import User
from itstart.rules.findings import Finding, require
from itstart.services import code_versions, qualification_events


def acceptance(helper: Helper) -> CodeAcceptance | None:
    """The firm's acceptance of the version in force, or None."""
    number = code_versions.current().number
    return next((row for row in helper.code_acceptances if row.version == number), None)


def is_owed(actor: User) -> bool:
    """True when the actor's firm has not accepted the version in force, and the actor may do it."""
    helper = actor.helper
    return helper is not None and policies.may_open_case(actor) and acceptance(helper) is None


def accept(actor: User, *, name: str, on: date) -> CodeAcceptance:
    """The actor's firm accepts the version in force, an applicant moves on. RuleViolation for a day that cannot be."""
    policies.ensure(policies.may_open_case(actor))
    helper = actor.helper
    assert helper is not None
    if earlier := acceptance(helper):
        return earlier
    version = code_versions.current()
    require(_problems(on, version.published_on))
    accepted = CodeAcceptance(version=version.number, accepted_on=on, accepted_by=name)
    helper.code_acceptances.append(accepted)
    db.session.flush()
    qualification_events.code_accepted(actor, helper, f"Version {version.number}, accepteret af {name}.")
    return accepted


def _problems(on: date, published_on: date) -> list[Finding]:
    if on > clock.today():
        return [Finding("Datoen kan ikke ligge i fremtiden.", where="accepted_on")]
    if on < published_on:
        return [Finding("Datoen ligger før det gældende kodeks.", where="accepted_on")]
    return []
