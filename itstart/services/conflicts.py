"""What happens when two people save the same text."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """A field two people have written differently: its name, what I typed, what stands now."""

    field: str
    mine: Any
    theirs: Any


class Conflict(Exception):
    """Somebody saved in between; both texts are kept and shown.

    `version` is the one to name when I keep mine; `by` and `at` say who saved and when, where known.
    """

    def __init__(self, differences: list[Difference], version: int, by: str = "", at: Any = None) -> None:
        super().__init__(f"{len(differences)} differing fields")
        self.differences = differences
        self.version = version
        self.by = by
        self.at = at
