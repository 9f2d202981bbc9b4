"""Totrinslogin: who must have it, and which code of an app counts (RFC 6238)."""

import hmac
from collections.abc import Callable

# An app makes a code of six digits every 30 seconds.
STEP_SECONDS = 30
# A clock that is up to half a minute wrong still fits.
DRIFT = 1
RECOVERY_CODES = 10
# Without letters and digits that look like each other; 12 of them are 58 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY_LENGTH = 12


def is_required(*, staff: bool, of_staff: bool, of_helpers: bool) -> bool:
    """True when somebody may do nothing before it is set up."""
    return of_staff if staff else of_helpers


def typed(code: str) -> str:
    """A code without the spaces and hyphens people type or paste with it."""
    return "".join(char for char in code.lower() if not char.isspace() and char != "-")


def fitting_step(code: str, seconds: int, last: int, code_at: Callable[[int], str]) -> int | None:
    """The step whose code this is; None for a wrong one, and for one of `last` or before it (used already).

    `seconds` is the time since 1970, `code_at` gives the code of a step.
    """
    # Digits of other scripts are digits too.
    if not (code.isascii() and code.isdigit()):
        return None
    now = seconds // STEP_SECONDS
    fits = [step for step in range(now - DRIFT, now + DRIFT + 1) if hmac.compare_digest(code_at(step), code)]
    return next((step for step in fits if step > last), None)


def grouped(text: str, size: int = 4, between: str = " ") -> str:
    """A long key as people read it aloud: "JBSW Y3DP EHPK"."""
    return between.join(text[start : start + size] for start in range(0, len(text), size))
