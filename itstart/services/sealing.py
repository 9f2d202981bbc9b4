"""Secrets that must be read again are stored sealed with the installation's secret: a copied database opens nothing."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken


def _box(secret: str, purpose: str) -> Fernet:
    # A key for each purpose, so that what is sealed for one is worth nothing to another.
    key = hmac.new(secret.encode(), f"seal:{purpose}".encode(), hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(secret: str, purpose: str, text: str) -> str:
    """The text, encrypted and signed."""
    return _box(secret, purpose).encrypt(text.encode()).decode()


def unseal(secret: str, purpose: str, sealed: str) -> str | None:
    """The text again; None when it was changed, or sealed with another secret or for another purpose."""
    try:
        return _box(secret, purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None
