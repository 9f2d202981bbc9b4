"""Where a conversion and a customer's link stand at a moment."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from itstart.rules.conversions import (
    FIRST_PAGES,
    KEEP,
    LEASE,
    MAX_PAGES,
    MAX_TRIES,
    ConversionKind,
    ConversionState,
    conversion_state,
    last_page,
)
from itstart.rules.customer_links import LINK_DAYS, LinkState, expires, link_state

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def conversion(**moments: datetime) -> Any:
    return SimpleNamespace(**{"leased_until": None, "done_at": None, "failed_at": None, **moments})


@pytest.mark.parametrize(
    ("moments", "state"),
    [
        ({}, ConversionState.WAITING),
        ({"leased_until": NOW - SECOND}, ConversionState.WAITING),
        ({"leased_until": NOW}, ConversionState.WORKING),
        ({"leased_until": NOW + LEASE, "failed_at": NOW}, ConversionState.FAILED),
        ({"leased_until": NOW + LEASE, "done_at": NOW}, ConversionState.DONE),
        ({"failed_at": NOW, "done_at": NOW}, ConversionState.DONE),
    ],
)
def test_a_conversion(moments: dict[str, datetime], state: ConversionState) -> None:
    assert conversion_state(conversion(**moments), NOW) is state


def test_how_many_pages_are_drawn() -> None:
    assert {kind: last_page(kind) for kind in ConversionKind} == {
        kind: FIRST_PAGES if kind is ConversionKind.FIRST_PAGES else MAX_PAGES for kind in ConversionKind
    }
    assert (FIRST_PAGES, MAX_PAGES) == (3, 60)
    assert timedelta(minutes=5) == LEASE


def link(**moments: datetime) -> Any:
    return SimpleNamespace(**{"expires_at": NOW + SECOND, "used_at": None, "revoked_at": None, **moments})


@pytest.mark.parametrize(
    ("moments", "state"),
    [
        ({}, LinkState.OPEN),
        ({"expires_at": NOW}, LinkState.EXPIRED),
        ({"revoked_at": NOW}, LinkState.REVOKED),
        ({"revoked_at": NOW, "expires_at": NOW}, LinkState.REVOKED),
        ({"used_at": NOW, "revoked_at": NOW, "expires_at": NOW}, LinkState.ANSWERED),
    ],
)
def test_a_link(moments: dict[str, datetime], state: LinkState) -> None:
    assert link_state(link(**moments), NOW) is state


def test_a_link_lasts_fourteen_days_or_what_is_set() -> None:
    assert expires(NOW) == NOW + timedelta(days=14)
    assert expires(NOW, 3) == NOW + timedelta(days=3)
    assert LINK_DAYS == 14


def test_what_stops_three_workers_is_given_up_and_made_things_are_kept_a_month() -> None:
    assert MAX_TRIES == 3
    assert timedelta(days=30) == KEEP
