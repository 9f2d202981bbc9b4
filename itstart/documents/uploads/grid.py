"""The cells of a spreadsheet from outside, counted before a reader sets room aside for them.

Two cells at opposite corners of a sheet are a small file and billions of cells in memory, so the numbers are
looked at first. On the way the cells are found whose content is worked out by somebody else's formula.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from itstart.documents.package import ZIP_FAULTS
from itstart.documents.uploads.names import Rejected

MB = 1 << 20
MAX_PART: Final = 12 * MB
MAX_TOTAL: Final = 40 * MB
MAX_ROWS: Final = 6_000
MAX_COLUMNS: Final = 100
MAX_SHEETS: Final = 40
_TOO_BIG: Final = "Regnearket har for mange celler til at være et udfyldt skema."
_WORKBOOK: Final = "xl/workbook.xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class Grid:
    """By sheet's name: the places (row, column from 0) of formulas, and of values that are errors."""

    formulas: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    errors: dict[str, set[tuple[int, int]]] = field(default_factory=dict)


def check_sizes(content: bytes) -> None:
    """Rejected when the parts say they are bigger than a form can be; their true sizes are counted elsewhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = [entry.file_size for entry in archive.infolist()]
    except ZIP_FAULTS:
        return
    if sum(sizes) > MAX_TOTAL or max(sizes, default=0) > MAX_PART:
        raise Rejected("cells", _TOO_BIG)


def scan(content: bytes) -> Grid:
    """Look through every sheet of a file that has passed the other checks; Rejected when one is too big."""
    try:
        return _scanned(content)
    except (etree.XMLSyntaxError, KeyError) as error:
        raise Rejected("xml", "Regnearket kan ikke læses. Åbn det, gem det igen, og prøv igen.") from error


def _scanned(content: bytes) -> Grid:
    found = Grid()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = list(_sheets(archive))
        if len(names) > MAX_SHEETS:
            raise Rejected("cells", _TOO_BIG)
        for title, part in names:
            formulas, errors = found.formulas.setdefault(title, set()), found.errors.setdefault(title, set())
            for place, cell in _cells(archive.read(part)):
                if any(_local(child) == "f" for child in cell):
                    formulas.add(place)
                elif cell.get("t") == "e":
                    errors.add(place)
    return found


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and part."""
    folder, _, name = _WORKBOOK.rpartition("/")
    parts = set(archive.namelist())
    relations = etree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"), _parser())
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations if isinstance(one.tag, str)}
    for element in etree.fromstring(archive.read(_WORKBOOK), _parser()).iter():
        if _local(element) == "sheet":
            target = targets.get(str(element.get(_RELATION)), "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path in parts:
                yield str(element.get("name")), path


def _cells(part: bytes) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells that hold something, with their places; a cell without a place follows the one before it."""
    row, column = -1, -1
    for event, element in etree.iterparse(
        io.BytesIO(part), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    ):
        kind = _local(element)
        if event == "start":
            if kind == "row":
                given = str(element.get("r", ""))
                row, column = int(given) - 1 if given.isdecimal() else row + 1, -1
            continue
        if kind == "row":
            element.clear()
        if kind != "c":
            continue
        row, column = _place(str(element.get("r", "")), row, column)
        if len(element):
            if row >= MAX_ROWS or column >= MAX_COLUMNS:
                raise Rejected("cells", _TOO_BIG)
            yield (row, column), element


def _place(reference: str, row: int, column: int) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return row, column + 1
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, number - 1


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
