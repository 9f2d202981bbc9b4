"""The sheets of the response form that are text, questions and tables."""

from typing import Any

from itstart.documents.response_form_layout import OURS, Block, Field, Kind, Page
from itstart.documents.response_form_looks import LINE_HEIGHT, Looks, height, validation
from itstart.documents.response_form_requirements import ANSWER, EXTRA, FIRST, NAME
from itstart.documents.response_form_values import ResponseForm

_AMOUNT = 3
_GUIDE = (6, 42, 62)


def write_page(looks: Looks, page: Page) -> None:
    """A sheet of blocks, one under the other; the first heading stays in sight."""
    sheet = looks.sheet(page.name, page.widths)
    sheet.write_string(0, 0, page.key)
    for number in range(1, len(page.widths) + 1):
        sheet.write_string(0, number, f"kolonne{number}")
    looks.text(sheet, 1, 1, page.name, "title")
    looks.text(sheet, 2, 1, page.intro, "intro")
    _ours(sheet, 1, 2)
    row = 4
    for block in page.blocks:
        row = _block(looks, sheet, row, block) + 1
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(1, 2)


def _ours(sheet: Any, *rows: int) -> None:
    """Mark the rows that hold our own words, so that a row somebody puts in is known by having no key."""
    for row in rows:
        sheet.write_string(row, 0, OURS)


def _block(looks: Looks, sheet: Any, row: int, block: Block) -> int:
    """Writes a block from this row on; gives the row after it."""
    looks.text(sheet, row, 1, block.title, "block")
    _ours(sheet, row)
    row += 1
    if block.intro:
        looks.text(sheet, row, 1, block.intro, "intro")
        _ours(sheet, row)
        row += 1
    if block.questions:
        for key, question in zip(block.row_keys, block.questions, strict=True):
            _question(looks, sheet, row, key, question)
            row += 1
        return row
    return _table(looks, sheet, row, block)


def _question(looks: Looks, sheet: Any, row: int, key: str, question: Field) -> None:
    sheet.set_row(row, (3 if question.kind is Kind.LONG else 1) * LINE_HEIGHT + 3)
    sheet.write_string(row, 0, key)
    looks.text(sheet, row, 1, question.title, "strong")
    sheet.write_blank(row, 2, None, looks.answer(question.kind))
    rule = validation(question.kind, question.title, question.hint, question.choices)
    sheet.data_validation(row, 2, row, 2, rule)
    if question.hint:
        looks.text(sheet, row, 3, question.hint, "hint")


def _table(looks: Looks, sheet: Any, row: int, block: Block) -> int:
    for number, column in enumerate(block.columns, start=1):
        looks.text(sheet, row, number, column.title, "head")
    _ours(sheet, row)
    first, last = row + 1, row + len(block.row_keys)
    for number, column in enumerate(block.columns, start=1):
        if column.kind is not Kind.FIXED:
            rule = validation(column.kind, column.title, column.hint, column.choices)
            sheet.data_validation(first, number, last, number, rule)
    for place, key in enumerate(block.row_keys):
        sheet.set_row(first + place, 3 * LINE_HEIGHT // 2 if block.long else LINE_HEIGHT + 3)
        _table_row(looks, sheet, first + place, key, block.columns, block.named[place] if block.named else "")
    if block.columns[-1].key != "amount":
        return last + 1
    looks.text(sheet, last + 1, 2, "I alt", "strong")
    _ours(sheet, last + 1)
    letter = chr(ord("A") + _AMOUNT)
    sheet.write_formula(last + 1, _AMOUNT, f"=SUM({letter}{first + 1}:{letter}{last + 1})", looks.look("sum"), 0)
    return last + 2


def _table_row(looks: Looks, sheet: Any, row: int, key: str, columns: tuple[Field, ...], name: str) -> None:
    sheet.write_string(row, 0, key)
    for number, column in enumerate(columns, start=1):
        if column.kind is Kind.FIXED:
            looks.text(sheet, row, number, name, "strong")
        else:
            sheet.write_blank(row, number, None, looks.answer(column.kind))


def write_guide(looks: Looks, form: ResponseForm) -> None:
    """The first sheet: what to do, in five steps, and the answer codes."""
    sheet = looks.sheet("Vejledning", _GUIDE)
    sheet.set_portrait()
    sheet.write_string(0, 0, "itstart.vejledning")
    looks.text(sheet, 1, 1, "Tilbudsskema", "title")
    looks.text(sheet, 2, 1, form.title, "intro")
    row = _facts(looks, sheet, 4, form)
    looks.text(sheet, row, 1, "Sådan gør I", "block")
    for number, (what, how) in enumerate(_steps(form), start=1):
        row += 1
        sheet.set_row(row, height((how, _GUIDE[2])))
        looks.text(sheet, row, 1, str(number), "step")
        looks.text(sheet, row, 2, what, "strong")
        looks.text(sheet, row, 3, how, "text")
    looks.text(sheet, row + 1, 2, "Gult felt", "yellow")
    looks.text(sheet, row + 1, 3, "Her skriver I. Alt andet er låst, så alle svarer på det samme.", "text")
    row = _status(looks, sheet, row + 3, form)
    _codes(looks, sheet, row + 1, form)
    sheet.activate()


def _facts(looks: Looks, sheet: Any, row: int, form: ResponseForm) -> int:
    facts = (
        ("Kunde", form.customer),
        ("Udfyldes af", form.vendor),
        ("Frist for spørgsmål", form.questions_until),
        ("Frist for tilbud", form.deadline),
        ("Sendes til", form.send_to),
        ("Sag og version", f"{form.case_number}, version {form.version}"),
    )
    for label, value in facts:
        if value:
            looks.text(sheet, row, 2, label, "strong")
            looks.text(sheet, row, 3, value)
            row += 1
    return row + 1


def _steps(form: ResponseForm) -> list[tuple[str, str]]:
    until = f" senest {form.deadline}" if form.deadline else ""
    to = f" til {form.send_to}" if form.send_to else ""
    number = len(form.requirements)
    return [
        ("Udfyld Stamdata", "Skriv, hvem I er, hvilket produkt I tilbyder, og hvor længe I står ved tilbuddet."),
        (
            f"Svar på {'kravet' if number == 1 else f'alle {number} krav'}",
            (
                "Vælg én kode for hvert krav i Kravbesvarelse. Skriv merpris ved T og 3, og version og dato ved V. "
                "Svar på det, løsningen kan på tilbudsdagen."
            ),
        ),
        (
            "Skriv alle priser",
            (
                f"Udfyld alle tre dele af Priser. Summen af linjerne «{form.customisation}» skal svare til merpriserne "
                "i Kravbesvarelse."
            ),
        ),
        (
            "Vis planen, og tag forbehold",
            "Udfyld Plan og team, Referencer og Forbehold. Har I ingen forbehold, så vælg det på listen.",
        ),
        (
            "Gem, og send regnearket",
            f"Gem filen som Excel (.xlsx), og send den{to}{until}. Send regnearket, ikke en pdf eller et billede.",
        ),
    ]


def _status(looks: Looks, sheet: Any, row: int, form: ResponseForm) -> int:
    """How far the vendor has come, counted by the spreadsheet itself."""
    last = max(len(form.requirements), 1) + FIRST
    answers, extras = (f"{NAME}!{letter}{FIRST + 1}:{letter}{last}" for letter in (ANSWER, EXTRA))
    looks.text(sheet, row, 1, "Før I sender", "block")
    lines = (
        (f"Besvarede krav af {len(form.requirements)}", f"=COUNTA({answers})"),
        ("Merpriser i Kravbesvarelse (kr.)", f"=SUM({extras})"),
        (
            f"«{form.customisation}» i Priser (kr.)",
            f'=SUMIF(Priser!B:B,"{form.customisation}",Priser!D:D)',
        ),
    )
    for label, formula in lines:
        row += 1
        looks.text(sheet, row, 2, label, "strong")
        sheet.write_formula(row, 3, formula, looks.look("sum"), 0)
    return row + 1


def _codes(looks: Looks, sheet: Any, row: int, form: ResponseForm) -> None:
    looks.text(sheet, row, 1, "Svarkoder", "block")
    for number, title in enumerate(("Kode", "Det betyder", "I skal også oplyse"), start=1):
        looks.text(sheet, row + 1, number, title, "head")
    for place, code in enumerate(form.codes, start=row + 2):
        looks.text(sheet, place, 1, code.letter, "priority")
        looks.text(sheet, place, 2, code.meaning)
        looks.text(sheet, place, 3, code.also)
