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


def test_a_title_counts_more_than_a_text_and_a_whole_word_more_than_a_part() -> None:
    words_by_worth = ["Lager", "Lagerstyring", "Centrallager"]
    titles = [Thing(word, "", f"/titel-{word}") for word in words_by_worth]
    texts = [Thing("", word, f"/tekst-{word}") for word in words_by_worth]

    hits = search([*texts[::-1], *titles[::-1]], "lager")

    assert [(hit.thing, hit.points) for hit in hits] == list(zip([*titles, *texts], [12, 8, 4, 3, 2, 1], strict=True))


def test_the_first_twenty_are_shown_in_the_order_they_came() -> None:
    many = [Thing("Lager", "", f"/{number}") for number in range(22)]

    assert [hit.thing for hit in search(many, "lager")] == many[:20]
    assert [hit.thing for hit in search(many, "lager", 2)] == many[:2]


@pytest.mark.parametrize("more", [0, 1])
def test_an_excerpt_has_ninety_letters_to_each_side(more: int) -> None:
    before, after = ["a" * (10 + more), *["b" * 9] * 8], [*["c" * 9] * 7, "c" * (9 + more)]
    said = excerpt(" ".join(["z", *before, "Sønderborg", *after, "z"]), ["soenderborg"])

    assert said == " ".join(["…", *before[more:], "Sønderborg", *after[: 8 - more], "…"])


def test_words_are_few_and_each_once() -> None:
    assert words("it og i") == ["it", "og"]
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
    assert excerpt("Sønderborg er her", ["soenderborg"]) == "Sønderborg er her"
    assert excerpt("Vi bor i Sønderborg", ["soenderborg"]) == "Vi bor i Sønderborg"
    assert excerpt("først " * 60 + "Ribe og Vejle", ["vejle", "ribe"]).endswith("først Ribe og Vejle")
    assert excerpt("niletters " * 20, ["findesikke"]) == "niletters " * 9 + "…"
    assert excerpt("", ["ord"]) == ""
