"""The timetable of a tender, its weights and its invitations; Easter lies inside the example's period."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules import tender
from itstart.rules.workdays import add_workdays, danish_date, day_off, is_workday, workdays_between

EASTER = {date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6)}
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@dataclass(frozen=True)
class Dates:
    issued_on: date | None = date(2026, 3, 20)
    question_deadline_on: date | None = date(2026, 3, 31)
    answers_published_on: date | None = date(2026, 4, 8)
    bid_deadline_at: datetime | date | None = datetime(2026, 4, 20, 12, 0)  # noqa: DTZ001
    demo_from_on: date | None = date(2026, 5, 6)
    demo_to_on: date | None = date(2026, 5, 8)
    decision_on: date | None = date(2026, 5, 20)
    bid_validity_until_on: date | None = date(2026, 7, 31)


def test_the_example_has_a_good_timetable(example: dict[str, Any]) -> None:
    row = example["tender"]
    dates = Dates(
        issued_on=date.fromisoformat(row["issued_on"]),
        question_deadline_on=date.fromisoformat(row["question_deadline"]),
        answers_published_on=date.fromisoformat(row["answers_published_on"]),
        bid_deadline_at=datetime.fromisoformat(row["bid_deadline"]),
        demo_from_on=date.fromisoformat(row["demo_from"]),
        demo_to_on=date.fromisoformat(row["demo_to"]),
        decision_on=date.fromisoformat(row["decision_on"]),
        bid_validity_until_on=date.fromisoformat(row["bid_validity_until"]),
    )
    found = tender.check_issue(
        dates,
        weights=[c["weight"] for c in example["evaluation"]["criteria"]],
        invited=sum(v["invited"] for v in example["vendors"]),
        public_body=row["public_body"],
        holidays=EASTER,
    )
    assert found == []


@pytest.mark.parametrize(
    ("change", "message", "blocks"),
    [
        (
            {"question_deadline_on": date(2026, 3, 20)},
            "Frist for spørgsmål (20. marts 2026) skal ligge efter udsendelse (20. marts 2026).",
            True,
        ),
        (
            {"question_deadline_on": date(2026, 3, 26)},
            "Leverandørerne får kun 4 arbejdsdage til at stille spørgsmål. Giv dem mindst 5.",
            False,
        ),
        (
            {"answers_published_on": date(2026, 4, 17)},
            "Leverandørerne får kun 1 arbejdsdag fra svarene til tilbudsfristen. Giv dem mindst 5.",
            False,
        ),
        (
            {"answers_published_on": date(2026, 4, 6)},
            "Svar på spørgsmål (6. april 2026) er en helligdag. Vælg en hverdag.",
            False,
        ),
        (
            {"bid_deadline_at": date(2026, 4, 19)},
            "Frist for tilbud (19. april 2026) er en søndag. Vælg en hverdag.",
            False,
        ),
        (
            {"demo_to_on": date(2026, 5, 5)},
            "Sidste demodag (5. maj 2026) skal ligge efter første demodag (6. maj 2026).",
            True,
        ),
    ],
)
def test_dates_that_do_not_hold(change: dict[str, Any], message: str, blocks: bool) -> None:
    (found,) = tender.check_dates(replace(Dates(), **change), EASTER)
    assert (found.message, found.blocks) == (message, blocks)
    assert found.where in {*change, "bid_deadline_at"}


def test_a_demo_may_be_one_day_and_dates_may_be_missing() -> None:
    one_day = replace(Dates(), demo_to_on=date(2026, 5, 6), decision_on=date(2026, 5, 6))
    assert tender.check_dates(one_day, EASTER) == []
    nothing = Dates(None, None, None, None, None, None, None, None)
    assert tender.check_dates(nothing) == []
    found = tender.check_issue(nothing, weights=[100], invited=3, public_body=False)
    assert [f.message for f in found] == ["Udsendelse mangler en dato.", "Frist for tilbud mangler en dato."]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([35, 30, 15, 10, 10], None),
        ([33.3, 33.3, 33.4], None),
        ([50, 40], "Vægtene er tilsammen 90 %. De skal være 100 %."),
        ([50, 49.5], "Vægtene er tilsammen 99,5 %. De skal være 100 %."),
        ([110, -10], "En vægt kan ikke være under 0."),
        ([], "Skriv de kriterier, I vil vælge efter."),
    ],
)
def test_weights_sum_to_100(weights: list[float], message: str | None) -> None:
    assert [f.message for f in tender.check_weights(weights)] == ([message] if message else [])


def test_weights_are_locked_after_issue() -> None:
    assert tender.check_weight_change(issued_on=None, reason="") == []
    assert tender.check_weight_change(issued_on=date(2026, 3, 20), reason="Fejl i materialet") == []
    (found,) = tender.check_weight_change(issued_on=date(2026, 3, 20), reason=" ")
    assert found.message.startswith("Vægtene er låst, fordi udbuddet er sendt.")


@pytest.mark.parametrize(("count", "blocks"), [(0, [True]), (1, [False]), (2, [False]), (3, []), (5, []), (6, [False])])
def test_three_to_five_are_invited(count: int, blocks: list[bool]) -> None:
    assert [f.blocks for f in tender.check_invited(count)] == blocks


def test_a_public_body_stops_the_step() -> None:
    assert tender.check_public_body(public_body=False) == []
    assert [f.blocks for f in tender.check_public_body(public_body=None)] == [False]
    (found,) = tender.check_public_body(public_body=True)
    assert found.blocks
    assert "advokat" in found.message


def test_days_in_words() -> None:
    assert danish_date(date(2026, 6, 19)) == "19. juni 2026"
    assert day_off(date(2026, 6, 20)) == "en lørdag"
    assert day_off(date(2026, 4, 3), EASTER) == "en helligdag"
    assert day_off(date(2026, 6, 19)) == ""


@given(start=days, count=st.integers(1, 60))
def test_adding_and_counting_working_days_agree(start: date, count: int) -> None:
    end = add_workdays(start, count, EASTER)
    assert is_workday(end, EASTER)
    assert workdays_between(start, end, EASTER) == count
    assert workdays_between(end, start, EASTER) == 0
    assert add_workdays(start, 0) == start
    assert workdays_between(start, start + timedelta(days=7)) == 5


def test_five_working_days_are_enough() -> None:
    exactly = replace(Dates(), question_deadline_on=date(2026, 3, 27), answers_published_on=date(2026, 4, 13))
    assert list(tender.check_time(exactly, EASTER)) == []


def test_a_criterion_may_weigh_nothing() -> None:
    assert tender.check_weights([100, 0]) == []


def test_how_many_are_invited_is_told_in_words() -> None:
    started = {count: tender.check_invited(count)[0].message.split(" er ")[0] for count in (1, 2)}
    assert started == {1: "Kun 1 leverandør", 2: "Kun 2 leverandører"}


DEADLINE = datetime(2026, 4, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received_at", "deadline_at", "late"),
    [
        (None, None, False),
        (None, DEADLINE, False),
        (DEADLINE, None, False),
        (DEADLINE, DEADLINE, False),
        (DEADLINE + timedelta(seconds=1), DEADLINE, True),
    ],
)
def test_a_bid_in_the_last_second_is_in_time(
    received_at: datetime | None, deadline_at: datetime | None, late: bool
) -> None:
    assert tender.is_late(received_at, deadline_at) is late


@pytest.mark.parametrize(
    ("after", "refused"),
    [(DEADLINE, False), (DEADLINE + timedelta(days=1), False), (DEADLINE - timedelta(seconds=1), True), (None, True)],
)
def test_a_sealed_deadline_is_only_put_off(after: datetime | None, refused: bool) -> None:
    found = tender.check_sealed_deadline(sealed=True, issued_on=date(2026, 3, 20), before=DEADLINE, after=after)
    assert bool(found) is refused


@pytest.mark.parametrize(
    ("change", "start"),
    [
        ({"public_body": True}, "Kunden er et offentligretligt organ"),
        ({"weights": [90]}, "Vægtene er tilsammen 90 %."),
        ({"invited": 2}, "Kun 2 leverandører er inviteret."),
        ({"tender": replace(Dates(), decision_on=date(2026, 5, 1))}, "Beslutning (1. maj 2026)"),
        ({"tender": replace(Dates(), issued_on=None)}, "Udsendelse mangler en dato."),
    ],
)
def test_sending_asks_every_check(change: dict[str, Any], start: str) -> None:
    given: dict[str, Any] = {"tender": Dates(), "weights": [100], "invited": 3, "public_body": False}
    assert tender.check_issue(**given, holidays=EASTER) == []
    assert tender.check_issue(**{**given, **change}, holidays=EASTER)[0].message.startswith(start)
