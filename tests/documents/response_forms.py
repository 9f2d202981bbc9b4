"""A response form made of plain values, and the reading of it as a vendor's spreadsheet sees it."""

from datetime import UTC, datetime
from typing import Any

from itstart.documents.response_form_values import FormCode, FormRequirement, ResponseForm
from itstart.rules.terms import AnnualType, Answer, DeliveryModel, OneOffType

LETTERS = tuple(FormCode(answer.letter, answer.label, "") for answer in Answer)


def requirement(number: int, priority: str = "SKAL", **texts: str) -> FormRequirement:
    """A requirement with words of its own."""
    words = {"title": f"Titel {number}", "text": f"Systemet skal kunne {number}.", "test": f"Prøve {number}."} | texts
    return FormRequirement(f"K-{number:02d}", "Lager", priority, **words)


def sample(count: int = 6, **changes: Any) -> ResponseForm:
    """A form with some requirements for vendor V-2 of case 2026-0017."""
    values: dict[str, Any] = {
        "case_number": "2026-0017", "vendor_code": "V-2", "version": 1, "title": "Nyt ERP-system",
        "customer": "Nordvang & Søn A/S", "vendor": "Kongeå Data A/S", "deadline": "20. april 2026 kl. 12.00",
        "questions_until": "31. marts 2026", "send_to": "mette@hedelund.example", "valid_until": "31. juli 2026",
        "go_live": "4. januar 2027", "created": datetime(2026, 3, 20, 8, tzinfo=UTC),
        "requirements": [requirement(number) for number in range(1, count + 1)], "codes": LETTERS,
        "delivery_models": tuple(term.label for term in DeliveryModel),
        "one_off_types": tuple(term.label for term in OneOffType),
        "annual_types": tuple(term.label for term in AnnualType),
        "customisation": OneOffType.CUSTOMISATION.label, "milestones": ("Opstart", "Idriftsættelse"),
    }  # fmt: skip
    return ResponseForm(**{**values, **changes})
