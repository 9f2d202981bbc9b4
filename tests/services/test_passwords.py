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


@pytest.mark.parametrize("other", ["Ærlig talt får vi", " ærlig talt får vi", "ærlig talt får v", "ærlig  talt får vi"])
def test_a_password_is_checked_exactly_as_it_was_typed(other: str) -> None:
    long = "ærlig talt får vi"
    assert passwords.verify(passwords.hash_password(long), long)
    assert not passwords.verify(passwords.hash_password(long), other)


def test_the_end_of_a_long_password_counts() -> None:
    assert not passwords.verify(passwords.hash_password("x" * 200 + "a"), "x" * 200 + "b")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elleve tegn", "mindst 12 tegn"),
        ("tolv tegn er", None),
        ("en sætning, " * 84, "på 1.000 tegn"),
        ("en sætning, " * 83, None),
        ("abcdabcdabcd", "for få forskellige"),
        ("abcdeabcdeab", None),
        ("Adgangskode12345", "for nem at gætte"),
        ("adgangskode123456", None),
        ("Hedelund2026!", "for nem at gætte"),
        ("min bo er i Hvidovre", None),
    ],
)
def test_what_may_be_chosen(password: str, why: str | None) -> None:
    told = passwords.weakness(password, about=("Bo Hedelund", "bo@hedelund.example"))

    assert (told is None) if why is None else (told is not None and why in told)
