"""What a title becomes in an address."""

import pytest

from itstart.rules.words import free_slug


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("Sådan gør du", (), "saadan-goer-du"),
        ("  Æbler & pærer: 2. udgave! ", (), "aebler-paerer-2-udgave"),
        ("Café Über", (), "cafe-uber"),
        ("Krav", ("krav",), "krav-2"),
        ("Krav", ("krav", "krav-2", "behov"), "krav-3"),
        ("???", (), "andet"),
        ("???", ("andet",), "andet-2"),
        ("ny", ("ny",), "ny-2"),
        ("a" * 200, (), "a" * 80),
    ],
)
def test_a_free_address(title: str, taken: tuple[str, ...], slug: str) -> None:
    assert free_slug(title, taken, fallback="andet") == slug
