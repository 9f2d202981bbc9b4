"""A rule said no to a form: what is about a field goes to the field, the rest above the form."""

from itstart.forms import BaseForm
from itstart.rules.findings import Finding, RuleViolation


def refused(form: BaseForm, error: RuleViolation) -> list[Finding]:
    """Put each finding about a field of the form on that field; returns the others."""
    others = []
    for finding in error.findings:
        if finding.where in form:
            form.refuse(finding.where, finding.message)
        else:
            others.append(finding)
    return others
