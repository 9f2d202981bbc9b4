"""Meetings with the customer and what is still to be cleared up: lists and tasks of step 1, declared (F007, F010)."""

from collections.abc import Mapping
from typing import Any

from itstart import clock
from itstart.documents.danish import date_long
from itstart.models import CustomerCase, CustomerQuestion, Meeting, MeetingAction
from itstart.rules.steps import StepKey
from itstart.steps.definition import Gap, Notice, NoticeLink, RowList, Task
from itstart.steps.needs import forms, guide_document
from itstart.steps.needs.documents import behovsbeskrivelse
from itstart.steps.shared_documents import rendered
from itstart.steps.text import counted

PAPER = "spoergsmaal-til-kunden"
MOST_SUGGESTIONS = 6
ADVISERS_OWN = "rådgiverens"
MEETINGS = RowList(
    key="meetings",
    slug="moeder-liste",
    relation="meetings",
    model=Meeting,
    form=forms.MeetingForm,
    title="Møder",
    singular="mødet",
    add_label="Tilføj møde",
    prefix="RF-",
    title_of=lambda row: row.title,
    text_of=lambda row: " · ".join(part for part in (date_long(row.held_on), row.hours, row.place) if part),
    warn=lambda row: "" if row.held_on else "Mangler dato",
    paste=("title", "held_on", "hours", "place"),
    paste_example="Opstartsmøde; 3.2.2026; 9.00-11.00; Hos kunden",
    empty_title="Ingen møder endnu",
    empty_text="Skriv noter, mens I taler. Bagefter bliver linjerne til behov, og referatet er skrevet.",
)


def _action_text(row: MeetingAction) -> str:
    due = f"senest {date_long(row.due_on)}" if row.due_on else ""
    return " · ".join(part for part in (row.owner, due) if part)


ACTIONS = RowList(
    key="meeting_actions",
    slug="aftaler",
    relation="meeting_actions",
    model=MeetingAction,
    form=forms.MeetingActionForm,
    title="Aftalt på møderne",
    singular="aftalen",
    add_label="Tilføj aftale",
    title_of=lambda row: row.text,
    text_of=_action_text,
    tag_of=lambda row: "Gjort" if row.done_on else "",
    warn=lambda row: "Over tiden" if row.due_on and not row.done_on and row.due_on < clock.today() else "",
    shows_code=False,
    empty_title="Ingen aftaler endnu",
    empty_text="Skriv, hvad der er aftalt, hvem der gør det, og hvornår. Ellers sker det ikke.",
)


def _question_text(row: CustomerQuestion) -> str:
    due = f"svar senest {date_long(row.due_on)}" if row.due_on and row.is_open else ""
    return " · ".join(part for part in (row.owner, due, row.answer) if part)


def _check_answer(_case: CustomerCase, _row: CustomerQuestion | None, typed: dict[str, Any]) -> Mapping[str, str]:
    if typed["answered_on"] and not typed["answer"].strip():
        return {"answer": "Skriv svaret, eller tag datoen væk."}
    return {}


QUESTIONS = RowList(
    key="customer_questions",
    slug="kundespoergsmaal",
    relation="customer_questions",
    model=CustomerQuestion,
    form=forms.CustomerQuestionForm,
    title="Spørgsmål til kunden",
    singular="spørgsmålet",
    add_label="Tilføj spørgsmål",
    prefix="AF-",
    title_of=lambda row: row.text,
    text_of=_question_text,
    tag_of=lambda row: "Åbent" if row.is_open else "Besvaret",
    warn=lambda row: "Over tiden" if row.is_open and row.due_on and row.due_on < clock.today() else "",
    check=_check_answer,
    paste=("text", "owner", "due_on"),
    paste_example="Hvor mange fakturaer sender I om måneden?; Inge Skov; 12.3.2026",
    empty_title="Ingen spørgsmål endnu",
    empty_text="Skriv det, kun kunden kan svare på. Listen kan sendes som Word med plads til svar.",
)


def open_questions(case: CustomerCase) -> list[CustomerQuestion]:
    """The questions nobody has answered, in their order."""
    return [row for row in case.customer_questions if row.is_open]


def missing(case: CustomerCase) -> list[str]:
    """What the needs description lacks and nobody has asked about yet, in the words of the document."""
    asked = "\n".join(row.text for row in case.customer_questions)
    paper = rendered(case, "behovsbeskrivelse", "Behovsbeskrivelse", behovsbeskrivelse(case, today=clock.today()))
    return [what for what in paper.missing if what not in asked and not what.startswith(ADVISERS_OWN)]


def question_about(what: str) -> str:
    """A gap as something one can ask a person."""
    return f"Kan du hjælpe os med {what}?"


def _suggestions(case: CustomerCase, _about: str) -> list[Notice]:
    found = missing(case)
    told = []
    if open_questions(case):
        word = NoticeLink("Hent som Word", endpoint="documents.download", values={"key": PAPER})
        told.append(Notice("Send spørgsmålene til kunden", "Dokumentet har plads til svar:", links=(word,)))
    if not found:
        return told
    links = tuple(
        NoticeLink(f"Spørg om {what}", row_list=QUESTIONS.slug, values={"text": question_about(what)})
        for what in found[:MOST_SUGGESTIONS]
    )
    return [*told, Notice("Behovsbeskrivelsen mangler noget, kunden ved", "Gør det til et spørgsmål:", links=links)]


def _question_summary(case: CustomerCase) -> str:
    left, total = len(open_questions(case)), len(case.customer_questions)
    return f"{left} af {total} er åbne" if total else ""


def _overdue(case: CustomerCase) -> list[Gap]:
    today = clock.today()
    return [
        Gap(f"{row.code} skulle være besvaret {date_long(row.due_on)}.", row.code, required=False)
        for row in open_questions(case)
        if row.due_on and row.due_on < today
    ]


def _minutes(case: CustomerCase, _about: str) -> list[Notice]:
    """The way from a meeting to its needs and its minutes."""
    links = tuple(
        NoticeLink(f"{row.code} {row.title}", endpoint="meetings.show", values={"code": row.code})
        for row in case.meetings
    )
    guide = NoticeLink("Hent interviewguiden", endpoint="documents.download", values={"key": guide_document.KEY})
    before = Notice("Før mødet", "Spørgsmål til kunden med plads til svar:", links=(guide,))
    return [Notice("Gør noter til behov, og hent referatet", "Vælg mødet:", links=links) if links else before]


MEETING_TASKS = (
    Task(
        step=StepKey.NEEDS,
        slug="moeder",
        title="Møder",
        parts=(MEETINGS, ACTIONS),
        summary=counted("meetings", "møde", "møder"),
        started=lambda case: bool(case.meetings),
        notices=_minutes,
    ),
    Task(
        step=StepKey.NEEDS,
        slug="afklares",
        title="Afklares med kunden",
        parts=(QUESTIONS,),
        gaps=_overdue,
        summary=_question_summary,
        started=lambda case: bool(case.customer_questions),
        notices=_suggestions,
    ),
)
