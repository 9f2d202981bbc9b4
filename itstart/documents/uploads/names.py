"""File names: what may be shown, and what they say of the kind. Never used as a path."""

import re
import unicodedata
from enum import StrEnum

MAX_NAME = 255
_SHOWN = 100


class Kind(StrEnum):
    """The kinds of file that are taken, by their extension."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """For Content-Type."""
        if self is Kind.PDF:
            return "application/pdf"
        middle = "wordprocessingml.document" if self is Kind.DOCX else "spreadsheetml.sheet"
        return f"application/vnd.openxmlformats-officedocument.{middle}"


class Rejected(Exception):
    """The file is not taken. `code` is for tests and logs, the text for the person."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def kind_of(name: str) -> Kind:
    """The kind a name claims; Rejected for other kinds and for names that pretend."""
    if any(unicodedata.category(char)[0] == "C" for char in name):
        raise Rejected("name", "Filens navn har usynlige tegn. Omdøb den, og prøv igen.")
    lower = name.lower()
    if len(name) > MAX_NAME or re.search(r"[\\/]|%2f|%5c", lower):
        raise Rejected("name", "Filens navn kan ikke bruges. Omdøb den, og prøv igen.")
    try:
        return Kind(lower.rpartition(".")[2] if "." in lower else "")
    except ValueError as error:
        raise Rejected("kind", "Vi tager imod Word (.docx), Excel (.xlsx) og PDF.") from error


def display_name(name: str, kind: Kind) -> str:
    """A name for lists and downloads: no path, no odd characters, the right extension."""
    plain = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(char for char in plain if unicodedata.category(char)[0] != "C" and char not in '<>:"|?*%;')
    stem = plain.rpartition(".")[0] if "." in plain else plain
    return f"{stem.strip(' .')[:_SHOWN] or 'fil'}.{kind}"
