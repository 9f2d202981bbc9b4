"""Marks of who was erased: the same person is known again, and nobody else, and never without the secret."""

import pytest

from itstart.rules import erasures
from itstart.rules.erasures import Erasure, Finder, of_person
from itstart.rules.personal_data import Person

SECRET, OTHER = "a secret of the installation", "another one"
BIRGIT = Person("Birgit Nordvang-Møller", "Birgit@Nordvang.example", "22 33 44 55", ("B. Nordvang",))


def _line(person: Person = BIRGIT, secret: str = SECRET) -> Erasure:
    return Erasure("2026-11-27T10:00:00", (erasures.key_mark(secret), *of_person(secret, person)))


def _found(*texts: str, secrets: tuple[str, ...] = (SECRET,)) -> Person | None:
    line = _line()
    finder = Finder(secrets, line.marks)
    for text in texts:
        finder.look(text)
    return erasures.person(line, finder.found)


@pytest.mark.parametrize(
    ("text", "name", "email", "phone"),
    [
        ("Talte med Birgit Nordvang-Møller i dag.", "Birgit Nordvang-Møller", "", ""),
        ("talte med BIRGIT  NORDVANG-MØLLER", "BIRGIT  NORDVANG-MØLLER", "", ""),
        ("Skriv til <birgit@nordvang.example>, tak", "", "birgit@nordvang.example", ""),
        ("Ring 22334455.", "", "", "22334455"),
        ("Ring +45 22 33 44 55", "", "", "+45 22 33 44 55"),
        ("Også kaldt B. Nordvang", "B. Nordvang", "", ""),
    ],
)
def test_a_person_is_known_again_as_it_is_written(text: str, name: str, email: str, phone: str) -> None:
    person = _found(text)
    assert person is not None
    assert (person.name, person.email, person.phone) == (name, email, phone)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Birgit",
        "Birgit Nordvang",
        "Birgit og Nordvang-Møller",
        "birgit@nordvang.example.dk",
        "22 33 44 56",
        "122334455",
        "nordvang.example",
        "Birgit" + "x" * 100 + " Nordvang-Møller",
    ],
)
def test_nobody_else_is(text: str) -> None:
    assert _found(text) is None


def test_each_is_found_in_its_own_text_and_a_second_name_is_kept() -> None:
    person = _found("Birgit Nordvang-Møller", "B. Nordvang, birgit@nordvang.example", "tlf. 22 33 44 55")
    assert person == Person("Birgit Nordvang-Møller", "birgit@nordvang.example", "22 33 44 55", ("B. Nordvang",))


@pytest.mark.parametrize(("spaces", "known"), [(39, True), (40, False)])
def test_a_name_may_stand_in_thirty_letters_a_word(spaces: int, known: bool) -> None:
    assert (_found(f"Birgit{' ' * spaces}Nordvang-Møller") is not None) is known


@pytest.mark.parametrize(
    ("secrets", "known"), [((SECRET,), True), ((OTHER, SECRET), True), ((OTHER,), False), ((), False)]
)
def test_only_the_secret_opens_a_mark(secrets: tuple[str, ...], known: bool) -> None:
    assert (_found("Birgit Nordvang-Møller", secrets=secrets) is not None) is known


def test_a_mark_tells_its_kind_and_nothing_more() -> None:
    marks = _line().marks
    assert [mark.partition(":")[0] for mark in marks] == ["k", "n2", "n2", "e", "p"]
    assert all(len(mark.partition(":")[2]) == 64 for mark in marks)
    assert not any(word in mark for mark in marks for word in ("birgit", "nordvang", "2233"))
    assert erasures.key_mark(SECRET) != erasures.key_mark(OTHER)


def test_an_enquiry_is_known_by_its_number_and_time() -> None:
    marks = {erasures.of_enquiry(SECRET, number, at) for number in (1, 11) for at in ("2026-11-01", "1 2026-11-01")}
    assert len(marks) == 4
    assert erasures.of_enquiry(SECRET, 1, "2026-11-01") in marks
    assert all(mark.startswith("h:") for mark in marks)
