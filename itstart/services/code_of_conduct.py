"""The firm's acceptance of the kodeks: by a name and on a day, once for each version (S32)."""

from datetime import date

from itstart import clock, policies
from itstart.data import code_of_conduct
from itstart.db import db
from itstart.models.helper import CodeAcceptance, Helper
from itstart.models.user import User
from itstart.rules.findings import Finding, require


def acceptance(helper: Helper) -> CodeAcceptance | None:
    """The firm's acceptance of the version in force, or None."""
    return next((row for row in helper.code_acceptances if row.version == code_of_conduct.VERSION), None)


def accept(actor: User, *, name: str, on: date) -> CodeAcceptance:
    """The actor's firm accepts the version in force. RuleViolation for a day that cannot be."""
    policies.ensure(policies.may_open_case(actor))
    helper = actor.helper
    assert helper is not None
    if earlier := acceptance(helper):
        return earlier
    require(_problems(on))
    accepted = CodeAcceptance(version=code_of_conduct.VERSION, accepted_on=on, accepted_by=name)
    helper.code_acceptances.append(accepted)
    db.session.flush()
    return accepted


def _problems(on: date) -> list[Finding]:
    if on > clock.today():
        return [Finding("Datoen kan ikke ligge i fremtiden.", where="accepted_on")]
    if on < code_of_conduct.PUBLISHED_ON:
        return [Finding("Datoen ligger før det gældende kodeks.", where="accepted_on")]
    return []
