"""Passwords: how they are kept, checked and judged."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

from itstart.documents.danish import amount

MIN_LENGTH = 12
MAX_LENGTH = 1_000

# OWASP's smaller setting: about 36 ms on two slow cores, where the library's default takes 311.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

_TOO_COMMON = ("adgangskode", "password", "kodeord", "itstart", "qwerty", "123456789012", "hemmelig")


@cache
def _dummy_hash() -> str:
    # Checked when the account is unknown, so that the answer takes as long as for a known one.
    return _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash to keep. Slow on purpose: never call it while holding a write lock for long."""
    return _HASHER.hash(password)


def verify(stored: str | None, password: str) -> bool:
    """True when the password fits; does the same work when there is no account."""
    try:
        _HASHER.verify(stored or _dummy_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """True when the hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(stored)


def hash_of_code(code: str, salt: str) -> str:
    """The hash of a recovery code, as slow as a password's. Codes of a set share a salt: one try costs one hash."""
    return hash_secret_raw(code.encode(), bytes.fromhex(salt), 2, 19_456, 1, 32, Type.ID).hex()


def weakness(password: str, *, about: tuple[str, ...] = ()) -> str | None:
    """Why a password may not be chosen, in Danish; None when it may.

    `about` holds what anybody knows of the person: name, e-mail, firm.
    """
    if len(password) < MIN_LENGTH:
        return f"Adgangskoden skal være på mindst {MIN_LENGTH} tegn. En sætning er god og nem at huske."
    if len(password) > MAX_LENGTH:
        return f"Adgangskoden må højst være på {amount(MAX_LENGTH)} tegn."
    lower = password.lower()
    if len(set(lower)) < 5:
        return "Adgangskoden har for få forskellige tegn."
    known = [part.lower() for text in about for part in text.replace("@", " ").split() if len(part) > 3]
    for word in (*_TOO_COMMON, *known):
        if word in lower and len(lower.replace(word, "")) < 6:
            return "Adgangskoden er for nem at gætte. Vælg noget, der ikke handler om dig eller it-start."
    return None
