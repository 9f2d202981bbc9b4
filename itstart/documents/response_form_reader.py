"""A response form that came back, as plain values: every cell with its place, nothing interpreted.

Sheets, columns and rows are known by the hidden keys alone, wherever they have been moved to. What has no key
is handed on as a row without one, so that a doubt can be raised about it.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from itstart.documents.response_form_layout import IDENTITY, KEYS, OURS
from itstart.documents.uploads import Rejected, grid

Value = int | float | str | bool | date | datetime | time | timedelta
_CORNER: Final = 20
_UNREADABLE: Final = "Regnearket kan ikke læses. Åbn det, gem det igen, og prøv igen."


@dataclass(frozen=True)
class RawCell:
    """What a cell holds: its value ("" for nothing), and whether a formula or an error stands behind it."""

    value: Value = ""
    live: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.live and isinstance(self.value, str) and not self.value.strip()


NOTHING: Final = RawCell()


@dataclass(frozen=True)
class RawRow:
    """A row: where it stands (sheet's name, row from 1), its key ("" when it has none), its cells by column's key."""

    sheet: str
    number: int
    key: str
    cells: Mapping[str, RawCell]
    merged: bool = False

    def cell(self, column: str) -> RawCell:
        """The cell in this column, empty when the column is gone."""
        return self.cells.get(column, NOTHING)


@dataclass
class RawForm:
    """Everything a form says, by the keys of its sheets."""

    identity: Mapping[str, str] = field(default_factory=dict)
    rows: dict[str, list[RawRow]] = field(default_factory=dict)
    columns: dict[str, set[str]] = field(default_factory=dict)


def read(content: bytes) -> RawForm:
    """The form in an .xlsx file that has passed the checks of uploads; Rejected when there is none in it."""
    found = grid.scan(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names if name in found.formulas]
        pages = [(name, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges) for name, sheet in sheets]
    except PasswordError as error:
        raise Rejected("encrypted", "Filen er beskyttet med en adgangskode. Fjern den, og prøv igen.") from error
    except CalamineError as error:
        raise Rejected("sheet", _UNREADABLE) from error
    form = RawForm()
    for name, values, merged in pages:
        corner = _corner(values)
        if corner is None:
            continue
        key = str(values[corner[0]][corner[1]])
        if key == IDENTITY:
            form.identity = _identity(values, corner)
            continue
        live = found.formulas[name] | found.errors[name]
        covered = {row for (top, _), (bottom, _) in merged or () for row in range(top, min(bottom, len(values)) + 1)}
        rows = form.rows.setdefault(key, [])
        rows += _rows(name, values, corner, live, covered)
        form.columns.setdefault(key, set()).update(_columns(values, corner).values())
    return form


def _corner(values: Sequence[Sequence[Value]]) -> tuple[int, int] | None:
    """Where the sheet's own key stands, near its upper left corner."""
    for row, cells in enumerate(values[:_CORNER]):
        for column, value in enumerate(cells[:_CORNER]):
            if isinstance(value, str) and (value in KEYS or value == IDENTITY):
                return row, column
    return None


def _identity(values: Sequence[Sequence[Value]], corner: tuple[int, int]) -> dict[str, str]:
    top, left = corner
    pairs = [row[left : left + 2] for row in values[top:]]
    return {str(pair[0]): str(pair[1]) for pair in pairs if len(pair) == 2 and pair[0] != ""}


def _columns(values: Sequence[Sequence[Value]], corner: tuple[int, int]) -> dict[int, str]:
    """The keys of the columns by their place."""
    top, left = corner
    keys = {number: str(value).strip() for number, value in enumerate(values[top]) if number > left}
    return {number: key for number, key in keys.items() if key}


def _rows(
    name: str,
    values: Sequence[Sequence[Value]],
    corner: tuple[int, int],
    live: set[tuple[int, int]],
    merged: set[int],
) -> list[RawRow]:
    columns, (top, left) = _columns(values, corner), corner
    found = []
    for number, row in enumerate(values):
        if number == top or str(row[left]).strip() == OURS:
            continue
        cells = {key: RawCell(row[place], (number, place) in live) for place, key in columns.items()}
        key = str(row[left]).strip()
        if key or any(not cell.empty for cell in cells.values()):
            found.append(RawRow(name, number + 1, key, cells, merged=number in merged))
    return found
