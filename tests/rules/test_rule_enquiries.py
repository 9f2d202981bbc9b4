"""What is held back, when the customer hears, and whose turn it is (A21, F084)."""

from datetime import date

import pytest

from itstart.rules.enquiries import answered_by, contact, is_suspicious, links


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi vil have ét system.", 0),
        ("Se www.vores-butik.dk", 1),
        ("http://a.dk https://b.dk www.c.dk", 3),
        ('<a href="http://a.dk">a</a> [url=http://b.dk]', 4),
        ("HTTP://A.DK", 1),
    ],
)
def test_links_are_counted(text: str, count: int) -> None:
    assert links(text) == count
    assert is_suspicious(text) is (count > 2)


def test_links_in_any_field_count_together() -> None:
    assert is_suspicious("www.a.dk", "www.b.dk", "www.c.dk")
    assert not is_suspicious("www.a.dk", "www.b.dk", "")


def test_some_working_days_later_and_not_on_a_holiday() -> None:
    assert answered_by(date(2026, 11, 26), frozenset()) == date(2026, 12, 1)
    assert answered_by(date(2026, 12, 23), {date(2026, 12, 24), date(2026, 12, 25)}, 2) == date(2026, 12, 29)


def test_the_turn_goes_round() -> None:
    assert [contact(["Jonas", "Lise"], number) for number in range(4)] == ["Jonas", "Lise", "Jonas", "Lise"]
    assert contact([], 3) is None
