"""What vendors do to a response form: some seventy ways, and exactly what must be said about each."""

from collections.abc import Callable
from copy import copy
from datetime import date
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.factories.response_forms import Change, cell, row_of, set_answer, set_field, set_line

Said = tuple[str, str]  # what is doubted, and about what


def sheet(name: str, act: Callable[[Worksheet], object]) -> Change:
    """A change in one sheet."""
    return lambda book: act(book[name])


def answer(code: str, **values: object) -> Change:
    """A row of Kravbesvarelse answered otherwise."""
    return lambda book: set_answer(book, code, **values)


def question(name: str, key: str, value: object) -> Change:
    """A question answered otherwise."""
    return lambda book: set_field(book, name, key, value)


def line(key: str, *values: object) -> Change:
    """A price line written otherwise."""
    return lambda book: set_line(book, "Priser", key, *values)


def hidden(key: str, value: str) -> Change:
    """One of the hidden facts changed."""
    return lambda book: setattr(book["itstart"].cell(row_of(book["itstart"], key), 2), "value", value)


def all_of(*changes: Change) -> Change:
    """Several changes."""
    return lambda book: [change(book) for change in changes]


def as_sent(_book: Any) -> None:
    """No change."""


def _rename(book: Any) -> None:
    for number, one in enumerate(book.worksheets):
        one.title = f"Ark{number}"


def _reverse(book: Any) -> None:
    """Sort the requirements the other way round, whole rows."""
    rows = book["Kravbesvarelse"]
    first, last = row_of(rows, "K-01"), row_of(rows, "K-06")
    values = [[one.value for one in rows[number]] for number in range(first, last + 1)]
    for number, row in enumerate(reversed(values), start=first):
        for column, value in enumerate(row, start=1):
            rows.cell(number, column).value = value


def _sort_without_keys(book: Any) -> None:
    """Sort what can be seen and leave the hidden column where it was: two rows change places."""
    rows = book["Kravbesvarelse"]
    for column in range(2, rows.max_column + 1):
        one, two = rows.cell(row_of(rows, "K-01"), column), rows.cell(row_of(rows, "K-02"), column)
        one.value, two.value = two.value, one.value


def _copy_sheet(book: Any) -> None:
    book.copy_worksheet(book["Kravbesvarelse"])


def _double(book: Any) -> None:
    rows = book["Kravbesvarelse"]
    rows.append([copy(one.value) for one in rows[row_of(rows, "K-02")]])


def _delete(*codes: str) -> Change:
    def change(book: Any) -> None:
        rows = book["Kravbesvarelse"]
        for code in codes:
            rows.delete_rows(row_of(rows, code))

    return change


def _empty(*codes: str) -> Change:
    return all_of(*(answer(c, answer=None, comment=None, extra=None, available=None, promised=None) for c in codes))


def _merge(book: Any) -> None:
    rows = book["Kravbesvarelse"]
    first = row_of(rows, "K-01")
    rows.merge_cells(start_row=first, end_row=first + 1, start_column=8, end_column=8)


def _text(key: str, column: str, value: str) -> Change:
    return lambda book: setattr(cell(book["Kravbesvarelse"], key, column), "value", value)


def _add_row(book: Any) -> None:
    book["Kravbesvarelse"].append([None, "K-08", "Nyt", "KAN", "Vores eget krav", "", "S"])


def _add_price(book: Any) -> None:
    rows = book["Priser"]
    rows.insert_rows(row_of(rows, "engang.3"))
    number = row_of(rows, "engang.2") + 1
    for column, value in enumerate(("Rejse", "Kørsel", 4_000), start=2):
        rows.cell(number, column).value = value


OUT: dict[str, tuple[Change, set[Said]]] = {
    "deleted row": (_delete("K-04"), {("missing_id", "")}),
    "deleted rows": (_delete("K-04", "K-06"), {("missing_id", "")}),
    "half empty": (_empty("K-01", "K-02", "K-04"), {("unanswered", "")}),
    "code outside the list": (answer("K-01", answer="X"), {("bad_code", "K-01")}),
    "a word for a code": (answer("K-01", answer="Ja"), {("bad_code", "K-01")}),
    "two codes": (answer("K-01", answer="S/K"), {("bad_code", "K-01")}),
    "a number for a code": (answer("K-01", answer=5), {("bad_code", "K-01")}),
    "a truth for a code": (answer("K-01", answer=True), {("bad_code", "K-01")}),
    "a comment without a code": (answer("K-01", answer=None, comment="Ja da"), {("no_code", "K-01")}),
    "a price in words": (answer("K-03", extra="efter aftale"), {("bad_price", "K-03"), ("sum_differs", "")}),
    "a price from to": (answer("K-03", extra="5.000-8.000"), {("bad_price", "K-03"), ("sum_differs", "")}),
    "a negative price": (answer("K-03", extra=-5_000), {("bad_price", "K-03"), ("sum_differs", "")}),
    "a price with øre": (answer("K-03", extra=5000.5), {("bad_price", "K-03"), ("sum_differs", "")}),
    "an English thousand": (answer("K-03", extra="5,000.00"), {("bad_price", "K-03"), ("sum_differs", "")}),
    "a date for a price": (answer("K-03", extra=date(2026, 1, 1)), {("bad_price", "K-03"), ("sum_differs", "")}),
    "a price beyond reason": (answer("K-03", extra=10**12), {("bad_price", "K-03"), ("sum_differs", "")}),
    "a quarter for a date": (answer("K-05", promised="1. kvartal 2027"), {("bad_date", "K-05")}),
    "a number for a date": (answer("K-05", promised=2027), {("bad_date", "K-05")}),
    "a day that is not there": (answer("K-05", promised="31-02-2027"), {("bad_date", "K-05")}),
    "a formula for a price": (answer("K-03", extra="=2500*2"), {("formula", "K-03"), ("sum_differs", "")}),
    "a formula for a code": (answer("K-01", answer='="S"'), {("formula", "K-01")}),
    "a formula for a comment": (answer("K-01", comment="=1+1"), {("formula", "K-01")}),
    "an error for a code": (
        lambda book: setattr(cell(book["Kravbesvarelse"], "K-01", "answer"), "value", "#N/A"), {("formula", "K-01")}
    ),
    "merged rows": (_merge, {("merged", "K-01"), ("merged", "K-02")}),
    "sorted without the numbers": (_sort_without_keys, {("moved_id", "K-01"), ("moved_id", "K-02")}),
    "another number in the row": (_text("K-01", "code", "K-99"), {("moved_id", "K-01")}),
    "an unknown number": (
        _text("K-01", "itstart.kravbesvarelse", "K-99"), {("unknown_id", "K-99"), ("missing_id", "")}
    ),
    "a number twice": (_double, {("double_id", "K-02")}),
    "a sheet twice": (
        _copy_sheet, {("sum_differs", ""), *(("double_id", f"K-0{number}") for number in range(1, 7))}
    ),
    "a row of its own": (_add_row, {("no_id", "")}),
    "a price row of its own": (_add_price, {("loose_row", "Priser-10")}),
    "an unknown kind of price": (line("engang.1", "Diverse", "Opsætning", 100_000), {("bad_type", "engang.1")}),
    "no kind of price": (line("engang.1", None, "Opsætning", 100_000), {("no_type", "engang.1")}),
    "a price line without a price": (line("engang.1", "Rejse", "Kørsel", None), {("no_amount", "engang.1")}),
    "a price line in words": (line("aar.1", "Support", "Vagt", "følger"), {("bad_amount", "aar.1")}),
    "a formula in a price line": (line("aar.1", "Support", "Vagt", "=12*500"), {("bad_amount", "aar.1")}),
    "a formula in a label": (line("aar.1", "Support", "=A1", 500), {("bad_type", "aar.1")}),
    "hours in words": (question("Priser", "glemt.internal_hours", "mange"), {("bad_field", "glemt.internal_hours")}),
    "more than all per cent": (question("Priser", "glemt.adjustment", 250), {("bad_field", "glemt.adjustment")}),
    "a validity in words": (
        question("Stamdata", "loesning.valid_until", "3 md."), {("bad_field", "loesning.valid_until")}
    ),
    "another way to run it": (
        question("Stamdata", "loesning.delivery_model", "I skyen"), {("bad_field", "loesning.delivery_model")}
    ),
    "a formula in the plan": (
        lambda book: set_line(book, "Plan og team", "team.1", "=HYPERLINK(1)"), {("formula", "team.1")}
    ),
    "a formula in a reservation": (
        lambda book: set_line(book, "Forbehold", "forbehold.1", "7.2", "=A1"), {("formula", "forbehold.1")}
    ),
}  # fmt: skip

CHOICES: dict[str, tuple[Change, set[Said]]] = {
    "T without a price": (answer("K-03", extra=None), {("no_price", "K-03"), ("sum_differs", "")}),
    "3 without a price": (answer("K-01", answer="3"), {("no_price", "K-01")}),
    "V without a date": (answer("K-05", promised=None), {("no_date", "K-05")}),
    "S with a price": (answer("K-01", extra=900), {("price_not_expected", "K-01"), ("sum_differs", "")}),
    "edited text": (_text("K-01", "text", "Noget lettere"), {("text_changed", "K-01")}),
    "edited test": (_text("K-02", "test", "Ingen prøve."), {("text_changed", "K-02")}),
    "edited priority": (_text("K-02", "priority", "KAN"), {("text_changed", "K-02")}),
    "another firm's number": (question("Stamdata", "firma.cvr", "99000015"), {("other_firm", "")}),
}

NOTES: dict[str, tuple[Change, set[Said]]] = {
    "another sum": (line("engang.2", "Tilpasning", "Tilpasning", 9_000), {("sum_differs", "")}),
    "no customisation line": (line("engang.2", None, None, None), {("sum_differs", "")}),
    "a short validity": (question("Stamdata", "loesning.valid_until", date(2026, 5, 1)), {("short_validity", "")}),
    "no product": (question("Stamdata", "loesning.product", None), {("empty_fields", "loesning")}),
    "nothing that is forgotten": (
        all_of(*(question("Priser", f"glemt.{key}", None) for key in ("adjustment", "internal_hours", "exit_cost"))),
        {("empty_fields", "glemt")},
    ),
    "per cent as a share": (question("Priser", "glemt.adjustment", 0.02), {("small_percent", "glemt.adjustment")}),
    "no word for a price": (line("engang.1", "Rejse", None, 100), {("no_label", "engang.1")}),
    "a very long product": (question("Stamdata", "loesning.product", "x" * 300), {("too_long", "loesning.product")}),
    "no word of reservations": (question("Forbehold", "svar.any", None), {("reservations", "svar.any")}),
    "yes without reservations": (
        question("Forbehold", "svar.any", "Ja, de står nedenfor"), {("reservations", "svar.any")}
    ),
    "no, and reservations": (
        lambda book: set_line(book, "Forbehold", "forbehold.1", "7.2", "Bod"), {("reservations", "svar.any")}
    ),
}  # fmt: skip

STOPS: dict[str, tuple[Change, set[Said]]] = {
    "another case": (hidden("sag", "2025-0001"), {("wrong_case", "")}),
    "an unknown vendor": (hidden("leverandør", "V-9"), {("wrong_vendor", "")}),
    "a vendor that said no": (hidden("leverandør", "V-4"), {("wrong_vendor", "")}),
    "another schema": (hidden("itstart.skema", "0"), {("schema", "")}),
    "a changed mark": (hidden("krav:K-01", "0" * 16), {("tampered", "")}),
    "no hidden sheet": (lambda book: book.remove(book["itstart"]), {("not_a_form", "")}),
    "no requirements": (lambda book: book.remove(book["Kravbesvarelse"]), {("no_sheet", "itstart.kravbesvarelse")}),
    "no prices": (lambda book: book.remove(book["Priser"]), {("no_sheet", "itstart.priser")}),
    "no column of codes": (
        sheet("Kravbesvarelse", lambda rows: rows.delete_cols(7)), {("no_column", "itstart.kravbesvarelse")}
    ),
}  # fmt: skip

CLEAN: dict[str, Change] = {
    "as it was sent": as_sent,
    "renamed sheets": _rename,
    "moved sheets": lambda book: book.move_sheet("Priser", -3),
    "rows the other way round": _reverse,
    "a column put in": sheet("Kravbesvarelse", lambda rows: rows.insert_cols(7)),
    "rows put in above": sheet("Kravbesvarelse", lambda rows: rows.insert_rows(1, 3)),
    "a sheet of its own": lambda book: book.create_sheet("Noter").append(["=1+1", "hej"]),
    "small letters": answer("K-01", answer=" s "),
    "the number three": all_of(answer("K-01", answer=3, extra=0)),
    "nought is a price": all_of(answer("K-03", extra=0), line("engang.2", "Tilpasning", "Tilpasning", 0)),
    "a Danish amount": answer("K-03", extra="5.000,00"),
    "a plain amount as text": answer("K-03", extra="5000"),
    "an amount with kr.": answer("K-03", extra="kr. 5.000"),
    "an amount with a dash": answer("K-03", extra="5.000,-"),
    "a Danish date": answer("K-05", promised="1. marts 2027"),
    "a date with dashes": answer("K-05", promised="01-03-2027"),
    "per cent with its sign": question("Priser", "glemt.adjustment", "2 %"),
    "hours with a word": question("Priser", "glemt.internal_hours", "380 timer"),
    "a code that looks like a formula": answer("K-01", comment="- ingen"),
    "other spaces in the text": _text("K-01", "text", "Titel 1   Systemet skal kunne 1."),
}
