"""What is known of persons, as it is declared: the activities, and every column of every table."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
AGREEMENT = "databehandleraftale.md"
# Goes up when the text of the agreement is written anew.
AGREEMENT_VERSION = "1.0"


@cache
def areas() -> dict[str, dict[str, str]]:
    """The activities by key, in the order of the file."""
    return tomllib.loads((_HERE / "areas.toml").read_text(encoding="utf-8"))


@cache
def tables() -> dict[str, dict[str, Any]]:
    """Each table's activity and its columns by kind; "row" holds what rows of a list have in common."""
    return tomllib.loads((_HERE / "tables.toml").read_text(encoding="utf-8"))


@cache
def agreement() -> str:
    """The processor agreement with {fields}."""
    return (_HERE / AGREEMENT).read_text(encoding="utf-8")
