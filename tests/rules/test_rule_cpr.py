"""What looks like a CPR number and what does not; all numbers are made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr as stdnum_cpr
from stdnum.exceptions import ValidationError

from itstart.rules.cpr import born, fits_check_digit, found_in

# Written with a dash; or fitting the check digit; or called a CPR number.
YES = [
    "010190-1234", "Hun hedder Åse, 010190-1234.", "(010190-1234)", "010190–1234", "010190—1234", "311299-0000",
    "290200-4321", "290296-1111", "cpr 0101901234", "CPR: 010190 1234", "CPR-nr. 0101901234", "personnummer 0101901234",
    "person-nr: 0101901234", "fødselsnummer 0101901234", "cpr-nummer=0101901234", "0101900002", "010190 0002",
    "Linje\n010190-1234\nLinje", "to: 010190-1234 og 020290-1234", "ordre 7 og 010190-1234", "150585-2002",
    "cprnr 1505852002", "CPR er 150585-2002", "»010190-1234«", "010190-1234, 010190-1235", "det er 010190-1234!",
    "\t010190-1234\t", "311257-9999", "010100-5000", "kontoindehaverens cpr 0101901234",
]  # fmt: skip
NO = [
    "", "99000007", "CVR 99000007", "12 34 56 78", "+45 12345678", "+4512345678", "004512345678", "4520304050",
    "320190-1234", "011390-1234", "310290-1234", "290201-1234", "0101901234", "010190 1234", "ordre 010190-1234",
    "Ordrenr. 010190-1234", "konto 0101900002", "3001-0101900002", "Reg. 3001 konto 0101900002", "faktura: 010190-1234",
    "EAN 5790000123456", "5790000123456", "p-nummer 1003456789", "varenr. 010190-1234", "010190-12345", "1010190-1234",
    "A010190-1234", "010190-1234-5", "2026-0017", "2026-11-26", "01.01.90-12.34", "DK0101901234",
    "sagsnummer 010190-1234",
    "1.010190-1234", "010190/1234", "projekt nr. 010190-1234", "parti 010190-1234", "00:00:00", "1.365.358 kr.",
    "kundenummer 0101900002", "https://x.dk/010190-1234", "010190-1234.5", "0,010190-1234",
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_it_is_found(text: str) -> None:
    assert found_in(text)


@pytest.mark.parametrize("text", NO)
def test_it_is_left_alone(text: str) -> None:
    assert found_in(text) is None


def test_there_are_enough_of_each() -> None:
    assert min(len(set(YES)), len(set(NO))) >= 30


@given(st.text("0123456789", min_size=10, max_size=10))
def test_the_day_of_birth_is_what_others_say(digits: str) -> None:
    try:
        expected = stdnum_cpr.get_birth_date(digits)
    except ValidationError:
        expected = None
    assert born(digits) == expected


@given(st.text("0123456789", min_size=10, max_size=10))
def test_the_check_digit_is_what_others_say(digits: str) -> None:
    assert fits_check_digit(digits) == (stdnum_cpr.checksum(digits) == 0)


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("010100" + "3000", date(1900, 1, 1)),
        ("010136" + "4000", date(2036, 1, 1)),
        ("010137" + "4000", date(1937, 1, 1)),
        ("010136" + "9000", date(2036, 1, 1)),
        ("010137" + "9000", date(1937, 1, 1)),
        ("010157" + "5000", date(2057, 1, 1)),
        ("010158" + "5000", date(1858, 1, 1)),
        ("010157" + "8000", date(2057, 1, 1)),
        ("310290" + "1234", None),
    ],
)
def test_the_seventh_digit_tells_the_century(digits: str, day: date | None) -> None:
    assert born(digits) == day


def test_what_stands_far_before_on_the_line_says_nothing() -> None:
    called = "ordre nr. "
    assert found_in(called + "010190-1234") is None
    assert found_in("cpr" + " " * 37 + "0101901234") is not None
    assert found_in("cpr" + " " * 38 + "0101901234") is None
    assert found_in("konto\n010190-1234") is not None


def test_the_whole_number_is_told() -> None:
    assert found_in("Født 010190-1234 i Vejle") == "010190-1234"
