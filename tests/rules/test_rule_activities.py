"""Activities and the plan agreed for them: every state × event, signing up, and who waits for whom."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from itstart.rules.activities import (
    ActivityEvent,
    ActivityFacts,
    ActivityStatus,
    PlanLineEvent,
    PlanLineFacts,
    PlanLineStatus,
    Side,
    check_event,
    check_plan_line,
    check_sign_up,
    check_times,
    on_waiting_list,
    participation,
)

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
BEFORE, AFTER = NOW - timedelta(hours=1), NOW + timedelta(days=3)
A, E = ActivityStatus, ActivityEvent
ALLOWED = {
    (A.PLANNED, E.OPEN): A.OPEN,
    (A.PLANNED, E.HOLD): A.HELD,
    (A.OPEN, E.HOLD): A.HELD,
    (A.PLANNED, E.CANCEL): A.CANCELLED,
    (A.OPEN, E.CANCEL): A.CANCELLED,
}


@pytest.mark.parametrize(("status", "event"), list(product(A, E)))
def test_every_state_and_event(status: ActivityStatus, event: ActivityEvent) -> None:
    starts_at = BEFORE if event is E.HOLD else AFTER
    found = check_event(event, ActivityFacts(status, starts_at), now=NOW, reason="Sygdom")
    assert (not found) == ((status, event) in ALLOWED), found


@pytest.mark.parametrize(
    ("event", "starts_at", "reason", "said"),
    [
        (E.OPEN, BEFORE, "", "begyndt"),
        (E.HOLD, AFTER, "", "ikke begyndt endnu"),
        (E.CANCEL, AFTER, "  ", "hvorfor"),
    ],
)
def test_guards(event: ActivityEvent, starts_at: datetime, reason: str, said: str) -> None:
    found = check_event(event, ActivityFacts(A.PLANNED, starts_at), now=NOW, reason=reason)
    assert [said in one.message for one in found] == [True]
    assert found[0].blocks


@pytest.mark.parametrize(
    ("status", "starts_at", "until", "open_"),
    [
        (A.OPEN, AFTER, None, True),
        (A.OPEN, AFTER, TODAY, True),
        (A.OPEN, AFTER, TODAY - timedelta(days=1), False),
        (A.OPEN, BEFORE, None, False),
        (A.PLANNED, AFTER, None, False),
        (A.HELD, BEFORE, None, False),
        (A.CANCELLED, AFTER, None, False),
    ],
)
def test_when_one_can_sign_up(status: ActivityStatus, starts_at: datetime, until: date | None, open_: bool) -> None:
    facts = ActivityFacts(status, starts_at, sign_up_until=until)
    assert (check_sign_up(facts, now=NOW, today=TODAY) == []) is open_


@pytest.mark.parametrize(("place", "capacity", "waits"), [(1, 1, False), (2, 1, True), (99, None, False)])
def test_places(place: int, capacity: int | None, waits: bool) -> None:
    assert on_waiting_list(place, capacity) is waits


def test_times_that_do_not_fit() -> None:
    assert check_times(AFTER, AFTER + timedelta(hours=1), AFTER.date()) == []
    found = check_times(AFTER, AFTER, AFTER.date() + timedelta(days=1))
    assert [one.where for one in found] == ["ends_at", "sign_up_until"]


P, D = PlanLineStatus, date(2026, 2, 1)
LINES = {
    "by helper": PlanLineFacts(agreed_by_helper_on=D),
    "by center": PlanLineFacts(agreed_by_center_on=D),
    "agreed": PlanLineFacts(D, D),
    "done": PlanLineFacts(D, D, done_on=D),
    "cancelled": PlanLineFacts(D, None, cancelled_on=D),
}


@pytest.mark.parametrize(
    ("name", "status", "waits_for"),
    [
        ("by helper", P.PROPOSED, Side.CENTER),
        ("by center", P.PROPOSED, Side.HELPER),
        ("agreed", P.AGREED, None),
        ("done", P.DONE, None),
        ("cancelled", P.CANCELLED, None),
    ],
)
def test_where_a_line_stands(name: str, status: PlanLineStatus, waits_for: Side | None) -> None:
    assert (LINES[name].status, LINES[name].waits_for) == (status, waits_for)


PE = PlanLineEvent
FREE = {
    *product(["by helper", "by center", "agreed"], [PE.EDIT, PE.CANCEL], Side),
    ("by helper", PE.AGREE, Side.CENTER),
    ("by center", PE.AGREE, Side.HELPER),
    *product(["agreed"], [PE.DO], Side),
}


@pytest.mark.parametrize(("name", "event", "side"), list(product(LINES, PE, Side)))
def test_every_line_event_and_side(name: str, event: PlanLineEvent, side: Side) -> None:
    assert (check_plan_line(event, LINES[name], side) == []) is ((name, event, side) in FREE)


def test_agreed_against_real_participation() -> None:
    assert participation(3, 3, 2025, TODAY) == participation(3, 1, 2026, TODAY) == []
    (found,) = participation(3, 1, 2025, TODAY)
    assert found.message.startswith("1 af 3")
    assert not found.blocks
    assert {side.other for side in Side} == set(Side)


def test_when_a_side_said_yes() -> None:
    line = PlanLineFacts(agreed_by_helper_on=date(2026, 5, 1), agreed_by_center_on=date(2026, 5, 2))
    assert line.agreed_on(Side.HELPER) == date(2026, 5, 1)
    assert line.agreed_on(Side.CENTER) == date(2026, 5, 2)


def test_from_the_minute_it_starts_it_has_begun() -> None:
    facts = ActivityFacts(A.PLANNED, NOW)
    assert [one.message for one in check_event(E.OPEN, facts, now=NOW, reason="")]
    assert check_event(E.HOLD, facts, now=NOW, reason="") == []
    assert check_sign_up(ActivityFacts(A.OPEN, NOW), now=NOW, today=TODAY)
