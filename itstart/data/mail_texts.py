"""The mails the program sends, as they ship: each one's text and the fields that may stand in it, as plain values."""

import tomllib
from pathlib import Path
from typing import Any


def read() -> dict[str, dict[str, Any]]:
    """The mails by key, in the order of the file."""
    return tomllib.loads((Path(__file__).parent / "mail_texts.toml").read_text(encoding="utf-8"))
