"""The questions to the customer as a paper with room for the answers (F007)."""

from datetime import date

from itstart.documents.danish import date_long
from itstart.models import CustomerCase, CustomerQuestion
from itstart.rules.steps import StepKey
from itstart.steps.needs import meetings
from itstart.steps.shared_documents import counted, cover_values, given

KEY = meetings.PAPER
NAME = "Spørgsmål til kunden"
Row = dict[str, object]


def kundespoergsmaal(case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of docs_templates/kundespoergsmaal.docx: open questions first, then what the papers lack."""
    left, missing = meetings.open_questions(case), meetings.missing(case)
    count = len(left) + len(missing)
    return {
        **cover_values(case, StepKey.NEEDS, NAME, today=today, deliverable=KEY, version=version, status="Bilag"),
        "antal": counted(count, "ting", "ting") if count else "",
        "aabne": [_open(row) for row in left],
        "uoplyst": [{"tekst": meetings.question_about(what)} for what in missing],
        "besvarede": [_answered(row) for row in case.customer_questions if not row.is_open],
        "kontakt": given(case.helper.email, "rådgiverens mail"),
    }


def _open(row: CustomerQuestion) -> Row:
    due = f"senest {date_long(row.due_on)}" if row.due_on else ""
    return {
        "nr": row.code,
        "tekst": given(row.text, f"teksten i {row.code}"),
        "grund": row.reason.strip(),
        "hvem": " · ".join(part for part in (row.owner.strip(), due) if part),
    }


def _answered(row: CustomerQuestion) -> Row:
    said = ", ".join(part for part in (row.owner.strip(), date_long(row.answered_on)) if part)
    return {"nr": row.code, "tekst": row.text, "svar": row.answer.strip(), "hvem": said or "–"}
