"""The demo script all vendors get in advance: the same tasks in the same order, with the customer's own examples."""

from datetime import date

from itstart.documents import Missing, Paragraphs
from itstart.documents.danish import date_span
from itstart.models import CustomerCase
from itstart.rules.steps import StepKey
from itstart.steps.shared_documents import Text, cover_values, given
from itstart.steps.tender.letters import tender_title

KEY = "demomanuskript"
NAME = "Demomanuskript"


def demomanuskript(case: CustomerCase, *, number: int, today: date) -> dict[str, object]:
    """The context of docs_templates/demomanuskript.docx."""
    cover = cover_values(
        case, StepKey.TENDER, NAME, today=today, deliverable=KEY, version=number, recipient="Inviterede leverandører"
    )
    return {
        **cover,
        "udbud": {"titel": tender_title(case), "demo": _days(case)},
        "beregning": {"aar": case.evaluation.tco_years},
        "tom": {"opgaver": Missing("opgaver, der skal vises i demoen")},
        "opgaver": [
            {
                "nr": str(place),
                "titel": given(row.title, "navn på en opgave i demoen"),
                "tekst": Paragraphs(row.script.strip()) if row.script.strip() else "",
            }
            for place, row in enumerate(case.demo_scenarios, 1)
        ],
    }


def _days(case: CustomerCase) -> Text:
    if case.tender.demo_from_on is None:
        return Missing("dage til demo")
    return date_span(case.tender.demo_from_on, case.tender.demo_to_on)
