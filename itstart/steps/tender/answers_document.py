"""Questions and answers as all vendors get them: numbered, and never with the name of who asked (B4)."""

from datetime import date

from itstart.documents.danish import date_short, datetime_at
from itstart.models import CustomerCase
from itstart.rules.steps import StepKey
from itstart.steps.shared_documents import counted, cover_values, shown
from itstart.steps.tender.letters import tender_title

KEY = "spoergsmaal_og_svar"
NAME = "Spørgsmål og svar"


def spoergsmaal_og_svar(case: CustomerCase, *, today: date) -> dict[str, object]:
    """The context of docs_templates/spoergsmaal_og_svar.docx: every answered question in its order."""
    answered = [row for row in case.questions if row.answer.strip()]
    cover = cover_values(case, StepKey.TENDER, NAME, today=today, deliverable=KEY, recipient="Inviterede leverandører")
    return {
        **cover,
        "udbud": {
            "titel": tender_title(case),
            "frist": shown(case.tender.bid_deadline_at, "frist for tilbud", datetime_at),
        },
        "antal": counted(len(answered), "spørgsmål", "spørgsmål").capitalize(),
        "spoergsmaal": [
            {
                "nr": row.code,
                "spoergsmaal": row.question.strip(),
                "svar": row.answer.strip(),
                "sendt": date_short(row.published_on or today),
            }
            for row in answered
        ],
    }
