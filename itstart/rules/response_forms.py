"""The vendors' response form: the marks by which an answer finds its question again.

The vendor sees a requirement as its number, its priority and three texts. Their mark changes when one of them
does, so that an answer to other words than ours is noticed (DOMAIN B4). How a spreadsheet breaks lines and
spaces does not count.
"""

import hashlib
import unicodedata
from collections.abc import Iterable

SCHEMA = "1"
_MARK_LENGTH = 16


def fingerprint(*texts: str) -> str:
    """Sixteen characters that stand for these texts, whatever their spaces and line breaks."""
    plain = "\x1f".join(" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:_MARK_LENGTH]


def list_fingerprint(marks: Iterable[tuple[str, str]]) -> str:
    """One mark for a whole list of (number, mark), in its order."""
    return fingerprint(*(f"{code}={mark}" for code, mark in marks))
