"""What a title becomes in an address."""

import pytest

from itstart.rules.words import cut, free_slug, search_text


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


def test_what_a_list_is_searched_in_has_an_end() -> None:
    assert search_text("Ærø", "", "Åse " * 200)[:9] == "aeroe aas"
    assert len(search_text("Ærø", "x" * 700)) == 600


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [("", 5, ""), ("kort", 4, "kort"), ("for lang", 5, "for…"), ("for lang", 4, "for…"), ("langt", 4, "lan…")],
)
def test_a_long_text_is_cut_where_there_is_no_more_room(text: str, most: int, shown: str) -> None:
    assert cut(text, most) == shown
