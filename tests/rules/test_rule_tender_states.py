"""Every state of a tender and every act in it (D8), and the guards of each act."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from itstart.rules.tender_states import (
    TenderAct,
    TenderState,
    check_act,
    check_begin_correction,
    check_cancel,
    check_new_deadline,
    check_undo_correction,
    tender_state,
)

NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
LATER, BEFORE = NOW + timedelta(days=1), NOW - timedelta(days=1)


@dataclass(frozen=True)
class Version:
    deadline_at: datetime = LATER
    correction_opened_at: datetime | None = None
    cancelled_at: datetime | None = None


@pytest.mark.parametrize(
    ("version", "state"),
    [
        (None, TenderState.DRAFT),
        (Version(), TenderState.ISSUED),
        (Version(deadline_at=NOW), TenderState.CLOSED),
        (Version(deadline_at=BEFORE), TenderState.CLOSED),
        (Version(correction_opened_at=BEFORE), TenderState.CORRECTING),
        (Version(deadline_at=BEFORE, correction_opened_at=BEFORE), TenderState.CORRECTING),
        (Version(cancelled_at=BEFORE), TenderState.CANCELLED),
        (Version(correction_opened_at=BEFORE, cancelled_at=BEFORE), TenderState.CANCELLED),
    ],
)
def test_the_state_follows_from_the_dates(version: Version | None, state: TenderState) -> None:
    assert tender_state(version, NOW) is state


# state -> the acts that are possible there; every other one is refused
TABLE = {
    TenderState.DRAFT: {"send"},
    TenderState.ISSUED: {"begin_correction", "cancel", "publish_answers", "declined"},
    TenderState.CORRECTING: {"send_correction", "undo_correction", "cancel", "declined"},
    TenderState.CLOSED: {"begin_correction", "cancel", "declined", "no_response"},
    TenderState.CANCELLED: {"send"},
}


@pytest.mark.parametrize("act", TenderAct)
@pytest.mark.parametrize("state", TenderState)
def test_every_act_in_every_state(state: TenderState, act: TenderAct) -> None:
    found = check_act(act, state)
    assert (not found) == (act.value in TABLE[state])
    assert all(one.blocks and one.message.endswith(".") for one in found)


def test_a_correction_needs_a_reason_and_no_opened_bids() -> None:
    assert check_begin_correction(TenderState.ISSUED, reason="Fejl", bids=1) == []
    assert check_begin_correction(TenderState.CLOSED, reason="Fejl", bids=0) == []
    (found,) = check_begin_correction(TenderState.ISSUED, reason="  ", bids=0)
    assert found.where == "reason"
    (found,) = check_begin_correction(TenderState.CLOSED, reason="Fejl", bids=1)
    assert found.message.startswith("Der er modtaget tilbud")


def test_only_an_empty_correction_is_taken_back() -> None:
    assert check_undo_correction(TenderState.CORRECTING, changed=False) == []
    (found,) = check_undo_correction(TenderState.CORRECTING, changed=True)
    assert found.message.startswith("Der er rettet noget")


@pytest.mark.parametrize(("deadline", "refused"), [(LATER, False), (NOW, True), (BEFORE, True), (None, True)])
def test_a_new_deadline_lies_ahead(deadline: datetime | None, refused: bool) -> None:
    found = check_new_deadline(deadline, NOW)
    assert bool(found) == refused
    assert all(one.where == "bid_deadline_at" for one in found)


def test_a_cancellation_needs_a_reason_and_no_decision() -> None:
    assert check_cancel(TenderState.CLOSED, reason="Kunden er solgt", decided=False) == []
    assert [one.where for one in check_cancel(TenderState.ISSUED, reason="", decided=False)] == ["reason"]
    (found,) = check_cancel(TenderState.CLOSED, reason="Nej", decided=True)
    assert "valgt en leverandør" in found.message
