"""The interview guide: what to ask the customer, theme by theme, with lines to write on (F010)."""

from datetime import date

from sqlalchemy.orm import Session, object_session

from itstart.data import interview_guide
from itstart.data.interview_guide import Theme
from itstart.models import CustomerCase
from itstart.rules.steps import StepKey
from itstart.rules.terms import Category
from itstart.steps import guides
from itstart.steps.shared_documents import cover_values, lower_first

KEY = "interviewguide"
NAME = "Interviewguide"

# The tasks of step 1 that are asked about in a talk, and what the theme is called there.
COMMON = (
    ("virksomheden", "Virksomheden"),
    ("processer", "Arbejdsgange"),
    ("systemer", "Systemer i dag"),
    ("maal", "Mål"),
    ("behov", "Behov"),
    ("omfang", "Omfang og data"),
    ("oekonomi", "Økonomi"),
    ("barrierer", "Det, der kan gå galt"),
)


def themes(category: Category | None, session: Session | None = None) -> list[Theme]:
    """Every theme of a talk about this kind of IT: the common ones, with the special ones before the money.

    The questions are those of the guides, as IBIZ-Center has written them; without a session those that ship.
    """
    keys = [f"{StepKey.NEEDS.slug}/{slug}" for slug, _ in COMMON]
    written = guides.of_many(keys, session)
    common = [Theme(title, written[key].questions) for key, (_, title) in zip(keys, COMMON, strict=True)]
    special = interview_guide.themes(str(category or Category.OTHER))
    return [*common[:5], *special, *common[5:]]


def interviewguide(case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of docs_templates/interviewguide.docx. The numbers run through, so that notes can name a question."""
    found, number = [], 0
    for theme in themes(case.category, object_session(case)):
        questions = []
        for question in theme.questions:
            number += 1
            questions.append({"nr": str(number), "tekst": question})
        found.append({"navn": theme.title, "spoergsmaal": questions})
    return {
        **cover_values(
            case, StepKey.NEEDS, NAME, today=today, deliverable=KEY, version=version, status="Til eget brug"
        ),
        "emne": lower_first(case.category.label) if case.category else "it",
        "antal": str(number),
        "temaer": found,
    }
