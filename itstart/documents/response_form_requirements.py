"""The sheet Kravbesvarelse: a row for each requirement, the vendor's answer beside it."""

from collections.abc import Sequence
from typing import Any

from itstart.documents.response_form_layout import (
    OURS,
    REQUIREMENT_COLUMNS,
    REQUIREMENT_WIDTHS,
    REQUIREMENTS,
    Field,
    Kind,
)
from itstart.documents.response_form_looks import LINE_HEIGHT, Looks, height, validation
from itstart.documents.response_form_values import FormCode, FormRequirement, ResponseForm

NAME = "Kravbesvarelse"
HEAD = 3
FIRST = HEAD + 1
ANSWER, EXTRA = "G", "I"


def write_requirements(looks: Looks, form: ResponseForm) -> None:
    """The sheet; heading, filter and first columns stay in sight while the vendor scrolls."""
    sheet = looks.sheet(NAME, REQUIREMENT_WIDTHS)
    sheet.write_string(0, 0, REQUIREMENTS)
    looks.text(sheet, 1, 1, NAME, "title")
    looks.text(
        sheet, 2, 1, "Vælg én kode for hvert krav. T og 3 kræver en merpris, V en version og en dato. "
        "Skriv i de gule felter.", "intro",
    )  # fmt: skip
    last = HEAD + len(form.requirements)
    for number, column in enumerate(REQUIREMENT_COLUMNS, start=1):
        sheet.write_string(0, number, column.key)
        looks.text(sheet, HEAD, number, column.title, "head")
        if column.kind is not Kind.FIXED and form.requirements:
            sheet.data_validation(FIRST, number, last, number, _validation(column, form))
    for row in (1, 2, HEAD):
        sheet.write_string(row, 0, OURS)
    sheet.set_row(HEAD, 2 * LINE_HEIGHT + 3)
    for row, requirement in enumerate(form.requirements, start=FIRST):
        _row(looks, sheet, row, requirement)
    sheet.autofilter(HEAD, 1, max(last, FIRST), len(REQUIREMENT_COLUMNS))
    sheet.freeze_panes(FIRST, 2)
    sheet.repeat_rows(HEAD)


def _row(looks: Looks, sheet: Any, row: int, requirement: FormRequirement) -> None:
    widths = {column.key: width for column, width in zip(REQUIREMENT_COLUMNS, REQUIREMENT_WIDTHS, strict=True)}
    shown = (requirement.area, widths["area"]), (requirement.shown, widths["text"]), (requirement.test, widths["test"])
    sheet.set_row(row, height(*shown))
    sheet.write_string(row, 0, requirement.code)
    looks.text(sheet, row, 1, requirement.code, "strong")
    looks.text(sheet, row, 2, requirement.area)
    looks.text(sheet, row, 3, requirement.priority, "priority")
    if requirement.title and requirement.text:
        words = (looks.rich_title, requirement.title, looks.rich_text, requirement.shown[len(requirement.title) :])
        sheet.write_rich_string(row, 4, *words, looks.look("fixed"))
    else:
        looks.text(sheet, row, 4, requirement.shown)
    looks.text(sheet, row, 5, requirement.test)
    for number, column in enumerate(REQUIREMENT_COLUMNS, start=1):
        if column.kind is not Kind.FIXED:
            sheet.write_blank(row, number, None, looks.answer(column.kind))


def _validation(column: Field, form: ResponseForm) -> dict[str, Any]:
    if column.key == "answer":
        return validation(column.kind, "Svarkode", _told(form.codes), [code.letter for code in form.codes])
    return validation(column.kind, column.title, column.hint)


def _told(codes: Sequence[FormCode]) -> str:
    return "\n".join(f"{code.letter}: {code.meaning}" for code in codes)
