"""What is wrong with a file, each thing with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from itstart.forms.cleaning import clean_line

Path = tuple[str | int, ...]
MAX_KEY = 60
_DANISH = {
    "missing": "mangler",
    "extra_forbidden": "nøglen kendes ikke",
    "int_type": "skal være et helt tal",
    "float_type": "skal være et tal",
    "string_type": "skal være en tekst",
    "bool_type": "skal være true eller false",
    "list_type": "skal være en liste",
    "dict_type": "skal være et objekt",
    "model_type": "skal være et objekt",
    "model_attributes_type": "skal være et objekt",
    "string_too_long": "må højst være på {max_length} tegn",
    "string_too_short": "må ikke være tom",
    "too_long": "må højst være på {max_length} tegn",
    "too_short": "må ikke være tom",
    "string_pattern_mismatch": "har ikke den rigtige form",
    "enum": "skal være en af {expected}",
    "literal_error": "skal være {expected}",
    "greater_than": "skal være større end {gt}",
    "greater_than_equal": "skal være mindst {ge}",
    "less_than_equal": "må højst være {le}",
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `path` as "bids[1].responses[3].answer", "" for the file as a whole."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ImportFailed(Exception):
    """The file cannot be imported; nothing has been stored. `problems` holds every reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def path_text(path: Path) -> str:
    """ "bids[1].responses[3].answer" of its parts."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{_key(part)}"
    return text.removeprefix(".")


def _key(key: str) -> str:
    shown = str(clean_line(key))
    return shown if len(shown) <= MAX_KEY else shown[:MAX_KEY] + "…"


def from_pydantic(error: ErrorDetails) -> Problem:
    """A validation error in our words."""
    path = path_text(tuple(part for part in error["loc"] if part != "[key]"))
    context: dict[str, Any] = error.get("ctx", {})
    words = _DANISH.get(error["type"])
    if "expected" in context:
        context = {"expected": str(context["expected"]).replace(" or ", " eller ")}
    return Problem(path, words.format(**context) if words else error["msg"])
