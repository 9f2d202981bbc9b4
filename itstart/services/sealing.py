"""Secrets that must be read again are stored sealed with the installation's secret: a copied database opens nothing."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

# The installation's secret, or the secret and those before it that still open, the newest first.
Secret = str | Sequence[str]


def _box(secret: Secret, purpose: str) -> MultiFernet:
    # A key for each purpose, so that what is sealed for one is worth nothing to another.
    secrets = [secret] if isinstance(secret, str) else secret
    keys = (hmac.new(each.encode(), f"seal:{purpose}".encode(), hashlib.sha256).digest() for each in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def seal(secret: Secret, purpose: str, text: str) -> str:
    """The text, encrypted and signed with the newest secret."""
    return _box(secret, purpose).encrypt(text.encode()).decode()


def unseal(secret: Secret, purpose: str, sealed: str) -> str | None:
    """The text again; None when it was changed, or sealed with another secret or for another purpose."""
    try:
        return _box(secret, purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None
