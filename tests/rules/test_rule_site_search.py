"""The search finds a word in every Danish spelling, puts the best first, and shows where it stands."""

import unicodedata

import pytest

from itstart.rules.site_search import Thing, excerpt, folded, search, words

THINGS = [
    Thing("Lageret passer", "En engroshandel i Sønderborg fik styr på Åbenrå-lageret.", "/a"),
    Thing("Ærø Værft", "Færger, ordrer og økonomi.", "/b"),
    Thing("Messe", "Mød os på Ærø.", "/c"),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sønderå", "Soenderaa"), ("ÆRØ", "aeroe"), ("Aabenraa", "Åbenrå"), ("Århus", "aarhus"),
        ("Skærbæk", "Skaerbaek"),
        ("Malmö", "Malmoe"), ("Käthe", "kaethe"), ("café", "CAFE"), ("ÅSE", unicodedata.normalize("NFD", "åse")),
    ],
)  # fmt: skip
def test_spellings_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("bøn", "bon"), ("hår", "har"), ("lån", "lan")])
def test_other_words_are_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("soenderborg", ["/a"]),
        ("åbenrå", ["/a"]),
        ("aeroe", ["/b", "/c"]),
        ("færge økonomi", ["/b"]),
        ("LAGER", ["/a"]),
        ("ordre findesikke", []),
        ("", []),
        ("a", []),
        ("%_*", []),
    ],
)
def test_every_word_must_be_there_and_titles_count_most(wanted: str, found: list[str]) -> None:
    assert [hit.thing.url for hit in search(THINGS, wanted)] == found


def test_words_are_few_and_each_once() -> None:
    assert words("Åse og aase, x " + "ord1 ord2 ord3 ord4 ord5 ord6 ord7") == [
        "aase", "og", "ord1", "ord2", "ord3", "ord4", "ord5", "ord6",
    ]  # fmt: skip


def test_an_excerpt_stands_around_the_word() -> None:
    text = "først " * 60 + "Sønderborg " + "sidst " * 60
    said = excerpt(text, ["soenderborg"])
    assert "Sønderborg" in said
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert len(said) < 220
    assert excerpt("Kort.", ["findesikke"]) == "Kort."
    assert excerpt("", ["ord"]) == ""
