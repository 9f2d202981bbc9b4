"""Danish formats, as the house writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

from itstart.documents import danish

NBSP = "\u00a0"


def test_money_points_and_hours() -> None:
    assert danish.kroner(1_365_358) == f"1.365.358{NBSP}kr."
    assert danish.amount(-186_000) == "-186.000"
    assert danish.score(91.94) == "91,9"
    assert danish.score(Decimal("91.95")) == "92,0"
    assert danish.hours(9.5) == "9,5"
    assert danish.hours(Decimal("18.00")) == "18"
    assert danish.number(10) == "10"
    assert danish.percent(2) == f"2{NBSP}%"
    assert danish.percent(12.5) == f"12,5{NBSP}%"


def test_half_is_rounded_up() -> None:
    assert danish.amount(Decimal("0.5")) == "1"
    assert danish.amount(2.5) == "3"
    assert danish.score(0.25) == "0,3"


def test_dates_and_clock() -> None:
    assert danish.date_long(date(2026, 6, 19)) == "19. juni 2026"
    assert danish.date_short(date(2026, 6, 9)) == "09.06.2026"
    assert danish.date_day(date(2026, 2, 27)) == "27. feb."
    assert danish.datetime_at(datetime(2026, 6, 19, 22, 30, tzinfo=UTC)) == f"20. juni 2026 kl.{NBSP}00.30"
    assert danish.clock(datetime(2026, 1, 19, 13, 32, tzinfo=UTC)) == "14.32"


def test_a_span_says_month_and_year_once() -> None:
    spans = {
        (date(2026, 5, 6), date(2026, 5, 8)): ("6.–8. maj 2026", "fra 6. til 8. maj 2026"),
        (date(2026, 4, 28), date(2026, 5, 3)): ("28. april – 3. maj 2026", "fra 28. april til 3. maj 2026"),
        (date(2026, 12, 28), date(2027, 1, 3)): (
            "28. december 2026 – 3. januar 2027", "fra 28. december 2026 til 3. januar 2027",
        ),
        (date(2026, 5, 6), date(2026, 5, 6)): ("6. maj 2026", "den 6. maj 2026"),
    }  # fmt: skip
    for (first, last), (short, said) in spans.items():
        assert (danish.date_span(first, last), danish.date_from_to(first, last)) == (short, said)
    assert danish.date_span(date(2026, 5, 6), None) == danish.date_span(None, date(2026, 5, 6)) == "6. maj 2026"
    assert danish.date_span(None, None) == ""


def test_nothing_is_nothing() -> None:
    for form in (danish.kroner, danish.amount, danish.percent, danish.score, danish.hours):
        assert form(None) == ""
    assert danish.date_long(None) == danish.datetime_at(None) == danish.clock(None) == danish.date_short(None) == ""
