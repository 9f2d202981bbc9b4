"""How a person is asked for, and in which texts the person is found and not found."""

import re

import pytest

from itstart.rules.personal_data import SEARCHED, ColumnKind, Person, check_person, is_phone, likes, lines_with, pattern

ANNA = Person("Anna Kjær", "anna@firma.dk", "+45 12 34 56 78", also=("A. Kjær Holm", "Anna Kjær"))


def test_the_words_of_a_person_each_once() -> None:
    assert ANNA.words == ("Anna Kjær", "A. Kjær Holm", "anna@firma.dk", "+45 12 34 56 78")
    assert Person().words == ()


@pytest.mark.parametrize(
    ("person", "told"),
    [(ANNA, "Anna Kjær"), (Person(email="a@b.dk", phone="12345678"), "a@b.dk"), (Person(phone="12345678"), "12345678")],
)
def test_what_a_person_is_called(person: Person, told: str) -> None:
    assert person.told == told


@pytest.mark.parametrize(
    ("person", "where"),
    [
        (ANNA, []),
        (Person(), ["name"]),
        (Person("Anna"), ["name"]),
        (Person("A B"), ["name"]),
        (Person("A Bo"), ["name"]),
        (Person("Al Bo"), []),
        (Person("Anna Kjær", also=("Annie",)), ["also"]),
        (Person(email="anna@firma"), ["email"]),
        (Person(email="anna@firma.d"), ["email"]),
        (Person(email="anna@firma.dk"), []),
        (Person(phone="1234567"), ["phone"]),
        (Person(phone="12345678"), []),
        (Person(phone="0045 1234567"), ["phone"]),
        (Person(phone="+45 123456"), []),
        (Person(phone="+45 1234567"), ["phone"]),
    ],
)
def test_a_person_that_can_be_looked_for(person: Person, where: list[str]) -> None:
    assert [finding.where for finding in check_person(person)] == where


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("Anna Kjær", "Ring til ANNA  kjær.", True),
        ("Anna Kjær", "Anna\nKjær", True),
        ("Anna Kjær", "Johanna Kjær", False),
        ("Anna Kjær", "Anna Kjærgaard", False),
        ("anna@firma.dk", "<Anna@firma.dk>", True),
        ("anna@firma.dk", "johanna@firma.dk", False),
        ("anna@firma.dk", "jo.anna@firma.dk", False),
        ("anna@firma.dk", "anna@firma.dkx", False),
        ("anna@firma.dk", "anna@firmaxdk", False),
        ("12 34 56 78", "Tlf. 12345678", True),
        ("12345678", "+45 12-34.56 78", True),
        ("12345678", "004512345678", True),
        ("12345678", "123456789", False),
        ("12345678", "912345678", False),
    ],
)
def test_where_a_word_is_found(word: str, text: str, found: bool) -> None:
    assert bool(pattern([word]).search(text)) is found


def test_the_longest_word_is_taken() -> None:
    assert pattern(["Anna Kjær", "Anna Kjær Holm"]).sub("-", "Anna Kjær Holm") == "-"


@pytest.mark.parametrize(
    ("word", "phone"),
    [("12345678", True), ("+45 (12) 34.56-78", True), ("1234567", False), ("Tlf. 12345678", False), ("", False)],
)
def test_a_number_is_told_from_a_name(word: str, phone: bool) -> None:
    assert is_phone(word) is phone


@pytest.mark.parametrize(
    ("word", "like"),
    [
        ("Anna Kjær", "%Anna%Kj%r%"),
        ("12 34 56 78", "%1%2%3%4%5%6%7%8%"),
        ("+45 12345678", "%1%2%3%4%5%6%7%8%"),
        ("00 45 12345678", "%1%2%3%4%5%6%7%8%"),
        ("a_b%c\\d@e.dk", "%a%b%c%d@e.dk%"),
    ],
)
def test_a_coarse_search_misses_nothing(word: str, like: str) -> None:
    assert likes(word) == like


def test_the_lines_about_a_person() -> None:
    assert lines_with("Første\n  Anna Kjær ringede \nSidste", re.compile("Anna")) == ["Anna Kjær ringede"]


def test_every_kind_of_words_is_looked_through() -> None:
    elsewhere = {ColumnKind.NET, ColumnKind.SECRET, ColumnKind.FILE, ColumnKind.PERSON, ColumnKind.NONE}
    assert set(SEARCHED) == set(ColumnKind) - elsewhere
