"""How passwords are kept: with the product's own hasher, which other tests replace by a quick one."""

import pytest

from itstart.services import passwords
from tests.hashing import PRODUCT, QUICK


@pytest.fixture(autouse=True)
def _as_the_product_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PRODUCT)


def test_it_is_argon2id_at_least_as_slow_as_owasp_asks() -> None:
    stored = passwords.hash_password("en lang sætning om får")

    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.verify(stored, "en lang sætning om får")
    assert not passwords.verify(stored, "en lang sætning om geder")
    assert not passwords.verify(None, "en lang sætning om får")
    assert not passwords.needs_rehash(stored)


def test_a_weaker_hash_is_made_again() -> None:
    assert passwords.needs_rehash(QUICK.hash("en lang sætning om får"))
