"""A response form filled in as a vendor does it: with openpyxl, in the cells the hidden keys point to."""

import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from openpyxl import load_workbook

from itstart.rules.terms import AnnualType, Answer, DeliveryModel, OneOffType
from tests.factories.example import EXAMPLE

Change = Callable[[Any], object]


def opened(content: bytes) -> Any:
    """The workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(content))


def saved(book: Any) -> bytes:
    """The workbook as a file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(content: bytes, change: Change) -> bytes:
    """The file with a change made in it."""
    book = opened(content)
    change(book)
    return saved(book)


def row_of(sheet: Any, key: str) -> int:
    """The number of the row with this hidden key."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)


def cell(sheet: Any, key: str, column: str) -> Any:
    """The cell in the row and the column with these hidden keys."""
    keys = [one.value for one in sheet[1]]
    return sheet.cell(row_of(sheet, key), keys.index(column) + 1)


def set_field(book: Any, sheet: str, key: str, value: object) -> None:
    """Answer a question."""
    cell(book[sheet], key, "kolonne2").value = value


def set_answer(book: Any, code: str, **values: object) -> None:
    """Answer a requirement: answer, comment, extra, available, promised."""
    for column, value in values.items():
        cell(book["Kravbesvarelse"], code, column).value = value


def set_line(book: Any, sheet: str, key: str, *values: object) -> None:
    """Fill a row of a table from the left."""
    for number, value in enumerate(values, start=1):
        cell(book[sheet], key, f"kolonne{number}").value = value


@cache
def bids() -> dict[str, dict[str, Any]]:
    """The bids of the worked example, as its JSON has them."""
    return {bid["vendor_id"]: bid for bid in json.loads(EXAMPLE.read_bytes())["bids"]}


def fill(form: bytes, bid: Mapping[str, Any]) -> bytes:
    """The form with a bid of the example in it."""
    return changed(form, lambda book: _fill(book, bid))


def _fill(book: Any, bid: Mapping[str, Any]) -> None:
    model = "on_premise" if bid["delivery_model"] == "Lokal installation" else bid["delivery_model"]
    for key, value in (
        ("loesning.product", bid["product"]),
        ("loesning.delivery_model", DeliveryModel(model).label),
        ("loesning.valid_until", date.fromisoformat(bid["valid_until"])),
    ):
        set_field(book, "Stamdata", key, value)
    for key, value in (
        ("glemt.adjustment", bid["annual_price_adjustment_pct"]),
        ("glemt.internal_hours", bid["internal_hours"]),
        ("glemt.exit_cost", bid["exit_cost"]),
    ):
        set_field(book, "Priser", key, value)
    for number, line in enumerate(bid["one_off_lines"], start=1):
        words = OneOffType(line["type"]).label, line["label"], line["amount"]
        set_line(book, "Priser", f"engang.{number}", *words)
    for number, line in enumerate(bid["annual_lines"], start=1):
        words = AnnualType(line["type"]).label, line["label"], line["amount_per_year"]
        set_line(book, "Priser", f"aar.{number}", *words)
    none = bid["reservations"].startswith("Ingen")
    set_field(book, "Forbehold", "svar.any", "Nej, ingen forbehold" if none else "Ja, de står nedenfor")
    if not none:
        set_line(book, "Forbehold", "forbehold.1", None, bid["reservations"])
    for row in bid["responses"]:
        letter = Answer(row["answer"]).letter
        set_answer(
            book, row["requirement_id"], answer=3 if letter == "3" else letter, extra=row["extra_price"],
            comment=row["vendor_comment"] or None,
        )  # fmt: skip
