"""How old a public form is: too young is a machine, too old is a page that was left open (A21)."""

import hashlib
import time
from enum import StrEnum

from itsdangerous import BadSignature, URLSafeSerializer

from itstart.web.keys import signing_keys

MIN_SECONDS = 2.0
VISITOR_EXTRA = 1.0  # a form that nobody is invited to must be a second older
MAX_SECONDS = 12 * 3600.0
FIELD = "form_age"


class Age(StrEnum):
    """What to think of a form."""

    FINE = "fine"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    FORGED = "forged"


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        signing_keys(), salt=f"form-age:{purpose}", signer_kwargs={"digest_method": hashlib.sha256}
    )


def stamp(purpose: str) -> str:
    """What to put in the form's hidden field; it fits this purpose only."""
    return str(_signer(purpose).dumps(time.time()))


def check(purpose: str, stamped: str, *, extra: float = 0.0) -> Age:
    """Whether a form with this stamp may be taken; `extra` seconds on top of what every form must be."""
    try:
        age = time.time() - float(_signer(purpose).loads(stamped))
    except (BadSignature, TypeError, ValueError):
        return Age.FORGED
    if age < MIN_SECONDS + extra:
        return Age.TOO_YOUNG
    return Age.TOO_OLD if age > MAX_SECONDS else Age.FINE
