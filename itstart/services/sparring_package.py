"""A case without names: customer, persons and vendors masked, for the helper to read before it is shared."""

import re

from itstart.documents.danish import kroner
from itstart.models import CustomerCase, SparringRequest, User
from itstart.rules.success_cases import spoken
from itstart.services import history
from itstart.services.answers import ensure_writable

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)(?:\+45[ \u00a0]?)?\d{2}[ \u00a0]?\d{2}[ \u00a0]?\d{2}[ \u00a0]?\d{2}(?!\d)")


def _people(case: CustomerCase) -> list[str]:
    customer = case.customer
    names = [customer.contact_name, customer.signatory_name, case.helper.adviser, case.evaluation.decided_by]
    names += [user.name for user in case.helper.users]
    names += [one.name for one in case.stakeholders] + [one.name for one in case.steering_group]
    names += [one.name for one in case.staff]
    names += [vendor.contact for vendor in case.vendors]
    names += [score.evaluator for score in case.demo_scores]
    names += [step.approved_by for step in case.steps]
    return list(dict.fromkeys(name.strip() for name in names if len(name.strip()) > 1))


def masks(case: CustomerCase) -> dict[str, str]:
    """Every name that gives the case away, and what stands instead; the longest first."""
    customer, firm = case.customer, case.helper
    found = dict.fromkeys([*spoken(customer.name), customer.name, customer.website, customer.cvr], "Kunde A")
    found |= dict.fromkeys((customer.city, customer.address, customer.postal_code), "[sted]")
    found |= dict.fromkeys([*spoken(firm.company), firm.company, firm.cvr], "Rådgiver A")
    found = {**_vendors(case), **found}
    for number, person in enumerate(_people(case), start=1):
        for part in (person, *person.split()):
            found.setdefault(part, f"Person {number}")
    kept = {name: mask for name, mask in found.items() if len(name.strip()) > 1}
    return dict(sorted(kept.items(), key=lambda pair: -len(pair[0])))


def _vendors(case: CustomerCase) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, vendor in enumerate(case.vendors):
        letter = _LETTERS[number] if number < len(_LETTERS) else str(number + 1)
        found |= dict.fromkeys([*spoken(vendor.name), vendor.name, vendor.cvr], f"Leverandør {letter}")
        if vendor.bid:
            found[vendor.bid.product] = f"Produkt {letter}"
    return found


def masked(text: str, names: dict[str, str]) -> str:
    """The text with every name, address and number replaced; a genitive s stays."""
    text = _EMAIL.sub("[e-mail]", _WEB.sub("[netadresse]", text))
    if names:
        known = {name.casefold(): mask for name, mask in names.items()}
        pattern = "|".join(re.escape(name) for name in names)
        text = re.sub(
            rf"(?<!\w)({pattern})(?=s?(?!\w))", lambda m: known[m.group(1).casefold()], text, flags=re.IGNORECASE
        )
    return _NUMBER.sub("[nummer]", text)


def build(case: CustomerCase) -> str:
    """The case as readable lines, masked: who they are, what they need, the requirements and the choice."""
    customer, needs = case.customer, case.needs_description
    lines = [f"# {case.title}", ""]
    lines += _line("Branche", customer.industry_title) + _line("Ansatte", str(customer.employees or ""))
    lines += ["", "## Behovet"]
    lines += [text for text in (needs.background, needs.current_situation) if text]
    lines += _line("Med", needs.scope_in) + _line("Ikke med", needs.scope_out)
    lines += _line("Ramme", kroner(needs.budget_one_off_dkk)) + _line("Ramme om året", kroner(needs.budget_annual_dkk))
    lines += [f"- {need.code} {need.title}" for need in case.needs]
    lines += ["", "## Krav"]
    lines += [f"- {one.code} {one.priority.label if one.priority else ''} {one.title}" for one in case.requirements]
    if case.vendors:
        lines += ["", "## Leverandører", *[f"- {vendor.name}" for vendor in case.vendors]]
    return masked("\n".join(lines), masks(case))


def _line(label: str, value: str) -> list[str]:
    return [f"{label}: {value}"] if value else []


def share(actor: User, request: SparringRequest, text: str) -> None:
    """Show the package to IBIZ-Center with the question; `text` is what the helper has read and corrected."""
    ensure_writable(actor, request.case)
    request.package = masked(text, masks(request.case))
    history.record(actor, request.case, "sparring", f"delte en anonym sagspakke i {request.code}")
