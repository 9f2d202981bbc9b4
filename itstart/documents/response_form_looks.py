"""How the response form looks: formats, locked and yellow cells, input messages, print set-up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from itstart.documents.response_form_layout import MAX_LINE, MAX_LONG, Kind

PETROL = "#0F4C5C"
_TINT, _YELLOW, _LINE, _GREY, _INK = "#E6EFF0", "#FFF4C7", "#C5D2D4", "#566468", "#1F2A2E"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_MOST_MONEY, _MOST_NUMBER = 999_999_999, 1_000_000
_MAX_TITLE, _MAX_MESSAGE = 32, 255
LINE_HEIGHT, _MOST_LINES = 15, 27
_CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE, "font_color": _INK}
_KINDS: Mapping[Kind, Mapping[str, object]] = {
    Kind.LINE: {"num_format": "@"},
    Kind.LONG: {"num_format": "@"},
    Kind.MONEY: {"num_format": "#,##0", "align": "right"},
    Kind.NUMBER: {"num_format": "#,##0.##", "align": "right"},
    Kind.PERCENT: {"num_format": "0.##", "align": "right"},
    Kind.DATE: {"num_format": "dd-mm-yyyy", "align": "left"},
    Kind.CHOICE: {"align": "left"},
}
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 18, "font_color": PETROL},
    "intro": {"font_color": _GREY, "valign": "top"},
    "block": {"bold": True, "font_size": 13, "font_color": PETROL},
    "head": {**_CELL, "bold": True, "font_color": "#FFFFFF", "bg_color": PETROL},
    "fixed": {**_CELL, "bg_color": "#F4F8F8"},
    "strong": {**_CELL, "bold": True, "bg_color": "#F4F8F8"},
    "priority": {**_CELL, "bold": True, "bg_color": _TINT, "font_color": PETROL},
    "sum": {**_CELL, "bold": True, "bg_color": _TINT, "num_format": "#,##0", "align": "right"},
    "hint": {"font_color": _GREY, "italic": True, "valign": "top", "indent": 1},
    "text": {"text_wrap": True, "valign": "top", "font_color": _INK},
    "step": {"bold": True, "font_size": 13, "font_color": "#B4530F", "valign": "top", "align": "right"},
    "yellow": {**_CELL, "bg_color": _YELLOW},
}
_PROTECT = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


class Looks:
    """The workbook and its formats; each format is made once."""

    def __init__(self, book: Any, footer: str) -> None:
        self.book = book
        self._footer = footer
        self._made: dict[str, Any] = {}
        self.rich_title = book.add_format({"bold": True, "font_color": _INK})
        self.rich_text = book.add_format({"font_color": _INK})

    def sheet(self, name: str, widths: Sequence[int]) -> Any:
        """A protected sheet with a hidden first row and column, for paper that lies down."""
        sheet = self.book.add_worksheet(name)
        sheet.protect("", _PROTECT)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 3, None, {"hidden": True})
        sheet.set_row(0, None, None, {"hidden": True})
        for number, width in enumerate(widths, start=1):
            sheet.set_column(number, number, width)
        sheet.set_row(1, 30)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        # An ampersand in a footer begins a code.
        sheet.set_footer(f"&L&8{self._footer[:120].replace('&', '&&')}&C&8&A&R&8Side &P af &N")
        return sheet

    def look(self, name: str, *, quoted: bool = False) -> Any:
        """A locked format by its name."""
        return self._format(f"{name}/{quoted}", {**_LOOKS[name], **({"quote_prefix": True} if quoted else {})})

    def answer(self, kind: Kind) -> Any:
        """The yellow, open format of an answer."""
        return self._format(f"answer/{kind.value}", {**_CELL, **_KINDS[kind], "bg_color": _YELLOW, "locked": False})

    def _format(self, key: str, values: Mapping[str, object]) -> Any:
        if key not in self._made:
            self._made[key] = self.book.add_format(dict(values))
        return self._made[key]

    def text(self, sheet: Any, row: int, column: int, text: str, look: str = "fixed") -> None:
        """A text that stays a text, also when somebody opens the cell and closes it again."""
        sheet.write_string(row, column, text, self.look(look, quoted=text.startswith(_RISKY)))


def height(*cells: tuple[str, int]) -> int:
    """The height in points of a row that shows these (text, width in characters) whole."""
    lines = (sum(max(1, -(-len(line) // width)) for line in text.split("\n")) for text, width in cells)
    return min(max(lines, default=1), _MOST_LINES) * LINE_HEIGHT + 3


def validation(kind: Kind, title: str, hint: str, choices: Sequence[str] = ()) -> dict[str, Any]:
    """What may be typed in an answer, and the words beside it."""
    rule: dict[str, Any] = {**_rule(kind, choices), "ignore_blank": True}
    rule["error_title"] = "Det kan skemaet ikke læse"
    if hint:
        rule |= {"input_title": title[:_MAX_TITLE], "input_message": hint[:_MAX_MESSAGE]}
    return rule


def _rule(kind: Kind, choices: Sequence[str]) -> dict[str, Any]:
    if kind is Kind.CHOICE:
        return {"validate": "list", "source": list(choices), "error_message": "Vælg en af mulighederne på listen."}
    if kind is Kind.DATE:
        days = {"minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31)}
        return {"validate": "date", "criteria": "between", **days, "error_message": "Skriv en dato, fx 31-12-2026."}
    if kind in {Kind.LINE, Kind.LONG}:
        most = MAX_LINE if kind is Kind.LINE else MAX_LONG
        return {
            "validate": "length",
            "criteria": "<=",
            "value": most,
            "error_message": f"Der er plads til {most} tegn.",
        }
    if kind is Kind.MONEY:
        limits = {"minimum": 0, "maximum": _MOST_MONEY}
        message = "Skriv et beløb i hele kroner uden moms. Skriv 0, hvis det er gratis."
        return {"validate": "integer", "criteria": "between", **limits, "error_message": message}
    most = 100 if kind is Kind.PERCENT else _MOST_NUMBER
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": most,
        "error_message": f"Skriv et tal fra 0 til {most}.",
    }
