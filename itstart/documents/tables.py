"""A table from outside as rows of text: pasted from a spreadsheet, typed with semicolons, or an Excel file.

Everything stays text: "=1+1", "+45 12 34 56 78" and "1,50" are what they look like, and nothing is calculated.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook

from itstart.documents import uploads
from itstart.documents.uploads import Kind, Rejected
from itstart.rules import cpr

MAX_ROWS = 1_000
MAX_COLUMNS = 60
MAX_BYTES = 700_000  # the rows travel in a form, and a form holds 1 MB
_FAR = 20_000
_PLACE = re.compile(r"([A-Z]+)([0-9]{1,7})")
# A cell that begins with a quotation mark ends at the one before the next separator; any other mark is a mark.
_CELL = r'"((?:[^"]|"")*)"(?=[{sep}\r\n]|\Z)|([^{sep}\r\n]*)'


class UnreadableTable(Exception):
    """The table cannot be read; the text is for the person."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same length, without empty rows and columns at the end. `name` is the sheet's."""

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    other_sheets: tuple[str, ...] = ()


def of_text(text: str) -> Table:
    """A pasted table: tabs between the cells, else semicolons. UnreadableTable when it is empty or too big."""
    separator = "\t" if "\t" in text else ";"
    cell = re.compile(_CELL.format(sep=separator))
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        found = cell.match(text, place)
        if found is None:
            break
        rows[-1].append(found[2] if found[1] is None else found[1].replace('""', '"'))
        place = found.end()
        if place < len(text) and text[place] != separator:
            rows.append([])
            place += text.startswith("\r\n", place)
        place += 1
    return _table(rows)


def to_text(table: Table) -> str:
    """The table as it would be pasted: `of_text` reads the same rows back."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in table.rows)


def _quoted(cell: str) -> str:
    if not re.search(r'[\t\r\n;]|^"', cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def of_file(name: str, content: bytes) -> Table:
    """The first sheet with anything in it. Rejected for a file we do not take, UnreadableTable when it is empty."""
    if uploads.check(name, content) is not Kind.XLSX:
        raise Rejected("kind", "Her kan du kun bruge en Excel-fil (.xlsx).")
    _check_reach(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = [(title, _cells(book, title)) for title in book.sheet_names[:MAX_COLUMNS]]
    except (CalamineError, ValueError) as error:
        raise UnreadableTable("Filen kan ikke læses. Gem den som .xlsx igen, og prøv igen.") from error
    filled = [(title, rows) for title, rows in sheets if any(map(any, rows))]
    if not filled:
        raise UnreadableTable("Der står ikke noget i filen.")
    title, rows = filled[0]
    return _table(rows, title, tuple(other for other, _ in filled[1:]))


def _check_reach(content: bytes) -> None:
    """UnreadableTable when a cell lies far out: the reader makes room for everything up to it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if not part.lower().startswith("xl/worksheets/"):
                continue
            for cell in uploads.parse(package.read(part)).iter("{*}c"):
                place = _PLACE.fullmatch(cell.get("r", "A1"))
                if place is None or len(place[1]) > 2 or int(place[2]) > _FAR:
                    raise UnreadableTable("Der står noget meget langt ude i arket. Slet det, og prøv igen.")


def _cells(book: CalamineWorkbook, title: str) -> list[list[str]]:
    sheet = book.get_sheet_by_name(title)
    found = sheet.to_python(skip_empty_area=True, nrows=MAX_ROWS + 2)
    return [[_text(value) for value in row[:MAX_COLUMNS]] for row in found]


def _text(value: object) -> str:
    """A cell as a Dane would have typed it."""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, float | int):
        return format(Decimal(repr(value)).normalize(), "f").replace(".", ",")
    if isinstance(value, datetime):
        day = f"{value.day}.{value.month}.{value.year}"
        return day if value.time() == time() else f"{day} {value:%H.%M}"
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    return f"{value:%H.%M}" if isinstance(value, time) else str(value).strip()


def _table(rows: Iterable[Sequence[str]], name: str = "", other_sheets: tuple[str, ...] = ()) -> Table:
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise UnreadableTable("Indsæt mindst én række.")
    if any(cpr.found_in(cell) for row in filled for cell in row):
        raise UnreadableTable(cpr.MESSAGE)
    if len(filled) > MAX_ROWS + 1:
        raise UnreadableTable(f"Der er over {MAX_ROWS} rækker. Del dem i flere importer.".replace("1000", "1.000"))
    width = max(max((n for n, cell in enumerate(row, start=1) if cell), default=1) for row in filled)
    if width > MAX_COLUMNS:
        raise UnreadableTable(f"Der er {width} kolonner. Slet nogle af dem, så der højst er {MAX_COLUMNS}.")
    if sum(len(cell.encode()) for row in filled for cell in row) > MAX_BYTES:
        raise UnreadableTable("Der er for meget tekst til én import. Del rækkerne i flere.")
    return Table(tuple(tuple((row + [""] * width)[:width]) for row in filled), name, other_sheets)
