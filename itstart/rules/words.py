"""Words as they are searched and recognised."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 600
_SPELLED = (("æ", "ae"), ("ø", "oe"), ("å", "aa"))
_LAST = str.maketrans({"æ": "{1", "ø": "{2", "å": "{3"})


def search_text(*parts: str) -> str:
    """What a list is searched in: lower case, the Danish letters in their spelled-out form; at most 600 letters."""
    text = " ".join(part for part in parts if part).casefold()
    for letter, spelled in _SPELLED:
        text = text.replace(letter, spelled)
    return text[:LONGEST]


def cut(text: str, most: int) -> str:
    """At most `most` letters; what is longer ends with "…" where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def danish_order(text: str) -> str:
    """What a list of names is sorted by: æ, ø and å come last, as in the dictionary."""
    return text.casefold().translate(_LAST)


def free_slug(title: str, taken: Collection[str], *, fallback: str) -> str:
    """The part of an address that a title becomes: "Sådan gør du" is "saadan-goer-du", with a number when taken."""
    plain = unicodedata.normalize("NFKD", search_text(title)).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or fallback
    return next(one for n in range(1, len(taken) + 2) if (one := base if n == 1 else f"{base}-{n}") not in taken)
