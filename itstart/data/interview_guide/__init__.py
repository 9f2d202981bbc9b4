"""What to ask about each kind of business IT, beside the questions every interview has. One TOML file a category."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Theme:
    """Some questions about one thing, in the order they are asked."""

    title: str
    questions: tuple[str, ...]


@cache
def themes(category: str) -> tuple[Theme, ...]:
    """The themes of a category ("erp"); none for one that has no file of its own."""
    path = FOLDER / f"{category}.toml"
    if not path.is_file():
        return ()
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(Theme(theme["title"], tuple(theme["questions"])) for theme in found["theme"])
