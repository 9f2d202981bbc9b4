"""D4: every state, event and part; what may be seen and for how long; the reminder."""

from datetime import date

import pytest

from itstart.rules import sparring as rules
from itstart.rules.sparring import Event, Share, Who
from itstart.rules.terms import SparringStatus as S

DAY = date(2026, 3, 30)
C, H = Who.CENTER, Who.HELPER
ALLOWED = {
    (S.OPEN, Event.ASSIGN, C): S.ASSIGNED,
    (S.ASSIGNED, Event.HAND_OVER, C): S.ASSIGNED,
    (S.ANSWERED, Event.HAND_OVER, C): S.ANSWERED,
    (S.ASSIGNED, Event.ANSWER, C): S.ANSWERED,
    (S.ANSWERED, Event.ANSWER, C): S.ANSWERED,
    (S.ASSIGNED, Event.ASK_BACK, C): S.ASSIGNED,
    (S.ASSIGNED, Event.SUGGEST, C): S.ASSIGNED,
    (S.ANSWERED, Event.SUGGEST, C): S.ANSWERED,
    (S.ANSWERED, Event.PROPOSE, C): S.ANSWERED,
    (S.CLOSED, Event.PROPOSE, C): S.CLOSED,
    (S.OPEN, Event.FOLLOW_UP, H): S.OPEN,
    (S.ASSIGNED, Event.FOLLOW_UP, H): S.ASSIGNED,
    (S.ANSWERED, Event.FOLLOW_UP, H): S.OPEN,
    (S.ANSWERED, Event.CLOSE, H): S.CLOSED,
    (S.OPEN, Event.WITHDRAW, H): S.WITHDRAWN,
    (S.ASSIGNED, Event.WITHDRAW, H): S.WITHDRAWN,
}


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("status", S)
def test_every_triple(status: S, event: Event, who: Who) -> None:
    allowed = (status, event, who) in ALLOWED
    assert rules.is_open(event, status, who) is allowed
    assert bool(rules.check_event(event, status, who)) is not allowed
    if allowed:
        assert rules.after(event, status) is ALLOWED[status, event, who]


def test_prices_need_the_customers_yes_with_name_and_day() -> None:
    def found(by: str, on: date | None) -> list[str]:
        return [one.where for one in rules.check_share(Share.PRICES, accept_by=by, accept_on=on, today=DAY)]

    assert found("", None) == ["customer_accept_by", "customer_accept_on"]
    assert found("Åse", date(2026, 3, 31)) == ["customer_accept_on"]
    assert found("Åse", DAY) == []
    assert not rules.check_share(Share.TASK, accept_by="", accept_on=None, today=DAY)


def test_how_long_staff_may_look() -> None:
    assert rules.grant_until(DAY, None) == date(2026, 5, 29)
    assert rules.grant_until(DAY, date(2026, 4, 7)) == date(2026, 4, 21)


def test_the_reminder_waits_over_easter() -> None:
    easter = {date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6)}
    assert rules.remind_from(DAY, easter) == date(2026, 4, 7)
    assert rules.remind_from(DAY, set()) == date(2026, 4, 2)
