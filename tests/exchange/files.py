"""The worked example as data to take apart."""

import copy
import json
from pathlib import Path
from typing import Any

import itstart

EXAMPLE = Path(itstart.__file__).parent / "data" / "example_case.json"
_TEXT = EXAMPLE.read_text("utf-8")
_DATA: dict[str, Any] = json.loads(_TEXT)


def example() -> dict[str, Any]:
    """A fresh copy of the example."""
    return copy.deepcopy(_DATA)


def example_text() -> str:
    """The file as it stands."""
    return _TEXT


def only_required() -> dict[str, Any]:
    """The smallest file there is."""
    return {key: value for key, value in example().items() if key in ("meta", "helper", "customer", "case")}
