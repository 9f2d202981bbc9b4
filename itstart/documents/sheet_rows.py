"""A worksheet that takes long lists: its rows are written as XML at once, past the library's way cell by cell.

The library spends seven times as long on a list of a hundred thousand rows. Texts still go into its table of texts,
which escapes them, and formats are still its own; what is written is what it would have written, without empty cells.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from itstart.documents.spreadsheet import MAX_CELL

_NO_DAY = date(1899, 12, 30).toordinal()
_Written = Callable[[Any], str]  # from a value to the XML of its cell, after the place


class ListSheet(Worksheet):  # type: ignore[misc]
    """A sheet with lists under what else it holds."""

    def __init__(self) -> None:
        super().__init__()
        self._lists: list[str] = []

    def write_list(self, top: int, rows: Sequence[Sequence[object]], plain: Any, day: Any) -> None:
        """Rows from row `top` on, under everything that was written before; formats for days and for the rest."""
        if rows:
            self._lists.append("".join(self._xml(top, rows, plain, day)))
            self._check_dimensions(top + len(rows) - 1, len(rows[0]) - 1)

    def _write_rows(self) -> None:
        super()._write_rows()
        for written in self._lists:
            self.fh.write(written)

    def _xml(self, top: int, rows: Sequence[Sequence[object]], plain: Any, day: Any) -> Iterator[str]:
        kinds = self._kinds(plain._get_xf_index(), day._get_xf_index())
        names = [xl_col_to_name(column) for column in range(len(rows[0]))]
        for number, row in enumerate(rows, start=top + 1):
            cells = [
                f'<c r="{name}{number}" {kinds[type(value)](value)}'
                for name, value in zip(names, row, strict=True)
                if value is not None and value != ""
            ]
            yield f'<row r="{number}">{"".join(cells)}</row>'

    def _kinds(self, plain: int, day: int) -> "_Kinds":
        text_of = self.str_table._get_shared_string_index

        def text(value: object) -> str:
            return f's="{plain}" t="s"><v>{text_of(str(value)[:MAX_CELL])}</v></c>'

        def number(value: object) -> str:
            return f's="{plain}"><v>{value}</v></c>'

        def on(value: date) -> str:
            return f's="{day}"><v>{value.toordinal() - _NO_DAY}</v></c>'

        return _Kinds({int: number, float: number, Decimal: number, date: on}, text)


class _Kinds(dict[type, _Written]):
    """What is no number and no day is a text."""

    def __init__(self, known: dict[type, _Written], text: _Written) -> None:
        super().__init__(known)
        self._text = text

    def __missing__(self, kind: type) -> _Written:
        known = next((one for base, one in self.items() if issubclass(kind, base) and kind is not bool), self._text)
        self[kind] = known
        return known
