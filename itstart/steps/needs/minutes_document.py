"""The minutes of a meeting: who was there, what was said, what was agreed, and which needs came of it."""

from datetime import date
from functools import partial

from itstart.documents import Bullets, Missing
from itstart.documents.danish import date_long
from itstart.models import CustomerCase, Meeting, MeetingAction
from itstart.rules.steps import StepKey
from itstart.steps.definition import Deliverable
from itstart.steps.shared_documents import cover_values, given, shown

KEY = "moedereferat"
_MARKS = "-*•– \t"
Row = dict[str, object]


def note_lines(meeting: Meeting) -> list[str]:
    """The notes line by line, without marks and empty lines; the same words stand there once."""
    words = (line.strip(_MARKS) for line in meeting.notes.splitlines())
    return [line for line in dict.fromkeys(words) if line]


def minutes_document(meeting: Meeting) -> Deliverable:
    """The document of this meeting."""
    context = partial(moedereferat, meeting=meeting)
    return Deliverable(KEY, f"Referat {meeting.code}", StepKey.NEEDS, context, annex=True)


def moedereferat(case: CustomerCase, *, today: date, meeting: Meeting, version: int | None = None) -> dict[str, object]:
    """The context of docs_templates/moedereferat.docx."""
    code = meeting.code
    notes = note_lines(meeting)
    people = [line.strip() for line in meeting.participants.splitlines() if line.strip()]
    return {
        **cover_values(case, StepKey.NEEDS, "Referat", today=today, deliverable=KEY, version=version, status="Referat"),
        "moede": {
            "titel": given(meeting.title, f"navn på mødet {code}"),
            "dato": shown(meeting.held_on, f"dato for mødet {code}", date_long),
            "tid": meeting.hours.strip(),
            "sted": meeting.place.strip(),
            "deltagere": given("\n".join(people), f"deltagere i mødet {code}"),
            "formaal": meeting.purpose.strip(),
        },
        "noter": Bullets(notes) if notes else Missing(f"noter fra mødet {code}"),
        "aftaler": [_action(row) for row in meeting.actions],
        "behov": [{"nr": need.code, "titel": need.title} for need in case.needs if need.meeting is meeting],
    }


def _action(row: MeetingAction) -> Row:
    done = f"Gjort {date_long(row.done_on)}" if row.done_on else date_long(row.due_on) or "Ikke aftalt"
    return {"tekst": given(row.text, "hvad der er aftalt"), "hvem": row.owner.strip() or "–", "hvornaar": done}
