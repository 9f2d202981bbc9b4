"""D8, F026: when bids are opened, and how the seal is kept."""

from datetime import date, timedelta

import pytest

from itstart import clock
from itstart.rules import tender as rules

NOON = clock.now()
LATER, EARLIER = NOON + timedelta(hours=1), NOON - timedelta(hours=1)


@pytest.mark.parametrize(
    ("sealed", "deadline", "opens"),
    [(True, EARLIER, True), (True, NOON, True), (True, LATER, False), (True, None, False), (False, EARLIER, False)],
)
def test_when_bids_may_be_opened(sealed: bool, deadline: object, opens: bool) -> None:
    found = rules.check_opening(sealed=sealed, deadline_at=deadline, now=NOON)  # type: ignore[arg-type]
    assert (not found) is opens


@pytest.mark.parametrize(
    ("before", "after", "issued", "received", "allowed"),
    [
        (False, True, None, False, True),
        (True, False, None, False, True),
        (True, False, date(2026, 3, 1), False, False),
        (False, True, date(2026, 3, 1), False, False),
        (True, False, None, True, False),
        (True, True, date(2026, 3, 1), True, True),
    ],
)
def test_the_seal_stands_once_the_material_is_out(
    before: bool,
    after: bool,
    issued: date | None,
    received: bool,
    allowed: bool,
) -> None:
    found = rules.check_seal(before=before, after=after, issued_on=issued, received=received)
    assert (not found) is allowed


@pytest.mark.parametrize(
    ("sealed", "issued", "after", "allowed"),
    [
        (True, date(2026, 3, 1), LATER, True),
        (True, date(2026, 3, 1), EARLIER, False),
        (True, date(2026, 3, 1), None, False),
        (True, None, EARLIER, True),
        (False, date(2026, 3, 1), EARLIER, True),
    ],
)
def test_a_sealed_deadline_is_only_put_off(sealed: bool, issued: date | None, after: object, allowed: bool) -> None:
    found = rules.check_sealed_deadline(sealed=sealed, issued_on=issued, before=NOON, after=after)  # type: ignore[arg-type]
    assert (not found) is allowed
