"""What the fields of the Word templates are called in plain Danish."""

import tomllib
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")
_LETTERS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("_", " "))


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def section(name: str) -> str:
    """The name of a group of fields: "Den røde tråds dækning"."""
    said = _words()["sections"].get(name) or plain(name)
    return f"{said[:1].upper()}{said[1:]}"


def explained(path: str) -> str:
    """What the field of this path holds: "rater[].andel" is "andel i procent"."""
    words, name = _words(), path.rpartition(".")[2].removesuffix("[]")
    return words["fields"].get(path) or words["words"].get(name) or plain(name)


def plain(name: str) -> str:
    """A name in ASCII as it reads: "gevinst_maal" is "gevinst mål"."""
    for written, read in _LETTERS:
        name = name.replace(written, read)
    return name
