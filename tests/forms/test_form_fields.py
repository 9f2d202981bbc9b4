"""What people type, and what the fields make of it."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from itstart.forms import (
    BaseForm,
    CvrField,
    DateField,
    DecimalField,
    EmailField,
    HoursField,
    MoneyField,
    PercentField,
    PhoneField,
    TimeField,
    clean_line,
    clean_text,
)
from itstart.forms.numbers import parse_decimal, show_decimal


class Sample(BaseForm):
    """One field of each kind."""

    line = StringField()
    must = StringField(validators=[InputRequired()])
    text = TextAreaField()
    money = MoneyField()
    share = PercentField()
    exact_share = PercentField(places=1)
    hours = HoursField()
    score = DecimalField(places=1, maximum=5)
    day = DateField()
    clock = TimeField()
    cvr = CvrField()
    email = EmailField()
    phone = PhoneField()


def _read(field: str, text: str) -> tuple[Any, list[str]]:
    form = Sample(MultiDict({"must": "x", field: text}))
    form.validate()
    return form[field].data, [str(error) for error in form[field].errors]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("money", "12.500", 12_500),
        ("money", "12500", 12_500),
        ("money", "12 500", 12_500),
        ("money", "12.500,00 kr.", 12_500),
        ("money", "kr. 1.365.358", 1_365_358),
        ("money", "12.500,-", 12_500),
        ("money", "0", 0),
        ("money", "", None),
        ("share", "25 %", 25),
        ("share", "100", 100),
        ("exact_share", "2,5%", Decimal("2.5")),
        ("hours", "7,5", Decimal("7.50")),
        ("hours", "7.5", Decimal("7.50")),
        ("hours", "7:30", Decimal("7.50")),
        ("hours", "15 timer", Decimal("15.00")),
        ("score", "4,5", Decimal("4.5")),
        ("day", "19.6.2026", date(2026, 6, 19)),
        ("day", "19/6-2026", date(2026, 6, 19)),
        ("day", "19-06-26", date(2026, 6, 19)),
        ("day", "19. juni 2026", date(2026, 6, 19)),
        ("day", "den 1. maj 2026", date(2026, 5, 1)),
        ("day", "2026-06-19", date(2026, 6, 19)),
        ("day", "", None),
        ("clock", "14.30", time(14, 30)),
        ("clock", "kl. 9", time(9)),
        ("cvr", "DK 99 10 00 28", "99100028"),
        ("email", " Navn@firma.dk ", "Navn@firma.dk"),
        ("phone", "+45 12 34 56 78", "+45 12 34 56 78"),
    ],
)
def test_what_is_understood(field: str, text: str, value: Any) -> None:
    assert _read(field, text) == (value, [])


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("money", "12.500,50", "Skriv beløbet i hele kroner, uden øre."),
        ("money", "12.50.0", "Skriv et beløb i hele kroner, fx 12.500."),
        ("money", "ca. 12.000", "Skriv et beløb i hele kroner, fx 12.500."),
        ("money", "-1", "Tallet skal være mindst 0."),
        ("money", "9999999999999", "Tallet må højst være 2.000.000.000."),
        ("money", "١٢٣", "Skriv et beløb i hele kroner, fx 12.500."),
        ("money", "NaN", "Skriv et beløb i hele kroner, fx 12.500."),
        ("money", "1e9", "Skriv et beløb i hele kroner, fx 12.500."),
        ("share", "101", "Tallet må højst være 100."),
        ("share", "2,5", "Skriv et helt tal."),
        ("score", "4,55", "Skriv højst 1 decimal."),
        ("day", "31.2.2026", "Skriv en dato, fx 19.6.2026."),
        ("day", "i morgen", "Skriv en dato, fx 19.6.2026."),
        ("day", "1.1.1066", "Skriv et årstal mellem 1900 og 2199."),
        ("clock", "25.00", "Skriv et klokkeslæt, fx 14.30."),
        ("cvr", "12345678", "CVR-nummeret findes ikke: cifrene passer ikke sammen. Se efter en slåfejl."),
        ("email", "a@b", "Skriv en e-mailadresse, fx navn@firma.dk."),
        ("email", "a@b.dk, c@d.dk", "Skriv en e-mailadresse, fx navn@firma.dk."),
        ("phone", "1234", "Skriv et telefonnummer, fx 12 34 56 78."),
        ("must", " \u200b\n".replace("\u200b", ""), "Feltet skal udfyldes."),
        ("line", "x" * 201, "Teksten er for lang: skriv højst 200 tegn."),
        ("text", "x" * 20_001, "Teksten er for lang: skriv højst 20.000 tegn."),
    ],
)
def test_what_is_not_is_explained(field: str, text: str, message: str) -> None:
    assert _read(field, text)[1] == [message]


def test_what_cannot_be_read_is_shown_again() -> None:
    form = Sample(MultiDict({"money": "ca. 12.000", "day": "i morgen"}))

    assert form.money._value() == "ca. 12.000"
    assert form.day._value() == "i morgen"


def test_values_are_shown_as_danes_write_them() -> None:
    form = Sample(data={"money": 1_365_358, "hours": Decimal("7.50"), "day": date(2026, 6, 19), "clock": time(9, 5)})

    shown = [field._value() for field in (form.money, form.hours, form.day, form.clock)]

    assert shown == ["1.365.358", "7,5", "2026-06-19", "09.05"]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        (None, ""),
        ("  a\r\nb\rc  ", "a\nb\nc"),
        ("a\x00\x07\x85b", "ab"),
        ("a\ud800b", "ab"),
        ("a\ufffeb", "ab"),
        ("A\u030ar", "År"),
        ("tab\tog 👩‍🔧", "tab\tog 👩‍🔧"),
        (7, 7),
    ],
)
def test_texts_are_cleaned(raw: object, cleaned: object) -> None:
    assert clean_text(raw) == cleaned


def test_a_line_is_one_line_and_reads_one_way() -> None:
    assert clean_line("faktura\u202efdp.exe\n  slut") == "fakturafdp.exe slut"
    assert clean_line(None) == ""
    assert clean_line(7) == 7


@given(st.text())
def test_whatever_is_typed_can_be_kept_in_both_databases(text: str) -> None:
    cleaned = clean_text(text)

    assert isinstance(cleaned, str)
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_shown_reads_back(number: Decimal) -> None:
    assert parse_decimal(show_decimal(number)) == number


@given(st.sampled_from(sorted(Sample()._fields)), st.text(max_size=50))
def test_nothing_typed_breaks_a_field(field: str, text: str) -> None:
    _read(field, text)
    str(Sample(MultiDict({field: text}))[field]())
