"""D5 as a table: every state, every event, every part; and the clock."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules import lead_states as rules
from itstart.rules.findings import blockers
from itstart.rules.lead_states import DeclineReason, Event, Who
from itstart.rules.terms import LeadStatus as S

QUEUED = (S.NEW, S.PREQUALIFIED)
# Everything that may be done; what is not in here may not.
ALLOWED = {
    *((Event.EDIT, status, who) for status in QUEUED for who in (Who.STAFF, Who.OWNER)),
    (Event.PREQUALIFY, S.NEW, Who.STAFF),
    *((Event.OFFER, status, Who.STAFF) for status in (*QUEUED, S.OFFERED)),
    (Event.OFFER, S.NEW, Who.PUBLIC),
    (Event.ACCEPT, S.OFFERED, Who.OFFERED),
    (Event.DECLINE, S.OFFERED, Who.OFFERED),
    (Event.EXPIRE, S.OFFERED, Who.TIME),
    (Event.CONVERT, S.ACCEPTED, Who.TAKER),
    *((Event.CONVERT, status, Who.OWNER) for status in QUEUED),
    *((Event.CLOSE, status, Who.STAFF) for status in (*QUEUED, S.OFFERED, S.ACCEPTED)),
    *((Event.CLOSE, status, Who.OWNER) for status in QUEUED),
    *((Event.CLOSE, status, Who.PUBLIC) for status in (*QUEUED, S.OFFERED, S.ACCEPTED)),
}


@pytest.mark.parametrize(("event", "status", "who"), list(product(Event, S, Who)), ids=str)
def test_who_may_do_what_from_where(event: Event, status: S, who: Who) -> None:
    allowed = (event, status, who) in ALLOWED

    assert rules.is_open(event, status, who) is allowed
    assert bool(blockers(rules.check_event(event, status, who))) is not allowed


@pytest.mark.parametrize(
    ("event", "status", "prequalified", "others", "then"),
    [
        (Event.EDIT, S.NEW, False, 0, S.NEW),
        (Event.EDIT, S.PREQUALIFIED, True, 0, S.PREQUALIFIED),
        (Event.PREQUALIFY, S.NEW, False, 0, S.PREQUALIFIED),
        (Event.OFFER, S.NEW, False, 0, S.OFFERED),
        (Event.OFFER, S.OFFERED, False, 1, S.OFFERED),
        (Event.ACCEPT, S.OFFERED, True, 2, S.ACCEPTED),
        (Event.DECLINE, S.OFFERED, True, 0, S.PREQUALIFIED),
        (Event.DECLINE, S.OFFERED, False, 0, S.NEW),
        (Event.DECLINE, S.OFFERED, True, 1, S.OFFERED),
        (Event.EXPIRE, S.OFFERED, True, 0, S.PREQUALIFIED),
        (Event.EXPIRE, S.OFFERED, False, 0, S.NEW),
        (Event.EXPIRE, S.OFFERED, False, 2, S.OFFERED),
        (Event.CONVERT, S.ACCEPTED, True, 0, S.CONVERTED),
        (Event.CONVERT, S.NEW, False, 0, S.CONVERTED),
        (Event.CLOSE, S.OFFERED, False, 1, S.CLOSED),
    ],
)
def test_where_it_leads(event: Event, status: S, prequalified: bool, others: int, then: S) -> None:
    assert rules.after(event, status, prequalified=prequalified, other_offers=others) is then


def test_nothing_leads_out_of_a_case_or_a_closed_lead() -> None:
    for event, status, who in product(Event, (S.CONVERTED, S.CLOSED), Who):
        assert not rules.is_open(event, status, who)


def test_the_public_the_center_and_a_helper_write_leads_down() -> None:
    assert {Who.PUBLIC, Who.STAFF, Who.OWNER} == rules.REGISTERS


# ---- guards ------------------------------------------------------------------------------------------

TODAY = date(2026, 11, 26)
GOOD = {"company": "A", "need": "B", "reachable": True, "consent_on": TODAY}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({}, ""),
        ({"company": " "}, "company"),
        ({"need": ""}, "need_summary"),
        ({"reachable": False}, "contact_email"),
        ({"consent_on": None}, "consent_on"),
        ({"consent_on": TODAY + timedelta(days=1)}, "consent_on"),
    ],
)
def test_a_lead_has_a_contact_a_need_and_consent(change: dict[str, object], where: str) -> None:
    found = rules.check_register(**{**GOOD, **change}, today=TODAY)  # type: ignore[arg-type]

    assert [one.where for one in blockers(found)] == ([where] if where else [])


@pytest.mark.parametrize(("there", "most", "blocked"), [(0, 1, 0), (1, 1, 1), (2, 3, 0), (3, 3, 1)])
def test_one_helper_at_a_time_or_as_many_as_the_setting_says(there: int, most: int, blocked: int) -> None:
    assert len(blockers(rules.check_offer_count(there, most))) == blocked


@pytest.mark.parametrize(
    ("reason", "note", "where"),
    [
        (None, "", "decline_reason"),
        (DeclineReason.NO_TIME, "", ""),
        (DeclineReason.OTHER, " ", "decline_note"),
        (DeclineReason.OTHER, "Vi flytter", ""),
    ],
)
def test_a_no_has_a_reason(reason: DeclineReason | None, note: str, where: str) -> None:
    assert [one.where for one in rules.check_decline(reason, note)] == ([where] if where else [])


@pytest.mark.parametrize(
    ("has_ties", "ties", "where"),
    [(None, "", "has_ties"), (False, "", ""), (True, "", "ties"), (True, "Vi ejer 2 % af X", "")],
)
def test_a_yes_answers_the_quick_question(has_ties: bool | None, ties: str, where: str) -> None:
    assert [one.where for one in rules.check_accept(has_ties=has_ties, ties=ties)] == ([where] if where else [])


# ---- the clock ---------------------------------------------------------------------------------------

CHRISTMAS = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("offered", "last"),
    [
        (date(2026, 11, 26), date(2026, 12, 3)),  # Thursday to Thursday
        (date(2026, 11, 28), date(2026, 12, 4)),  # a Saturday: Monday is the first day
        (date(2026, 12, 22), date(2026, 12, 31)),  # over Christmas
    ],
)
def test_five_working_days_to_answer(offered: date, last: date) -> None:
    assert rules.answer_by(offered, CHRISTMAS) == last
    assert not rules.is_expired(offered, last, CHRISTMAS)
    assert rules.is_expired(offered, last + timedelta(days=1), CHRISTMAS)


@pytest.mark.parametrize(("days", "due"), [(0, 0), (2, 0), (3, 1), (6, 1), (7, 2), (13, 2), (14, 3), (100, 3)])
def test_reminders_after_three_seven_and_fourteen_days(days: int, due: int) -> None:
    assert rules.reminders_due(TODAY, TODAY + timedelta(days=days)) == due


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 3))
def test_the_next_reminder_is_the_first_day_one_more_is_due(since: date, sent: int) -> None:
    on = rules.next_reminder_on(since, sent)
    if on is None:
        assert sent == 3
    else:
        assert rules.reminders_due(since, on) == sent + 1
        assert rules.reminders_due(since, on - timedelta(days=1)) == sent


def test_nothing_said_of_other_offers_means_none() -> None:
    assert rules.after(Event.DECLINE, S.OFFERED) is S.NEW
    assert rules.after(Event.EXPIRE, S.OFFERED, prequalified=True) is S.PREQUALIFIED


def test_one_at_a_time_and_several_are_said_differently() -> None:
    assert "før du tilbyder den til en anden" in rules.check_offer_count(1, 1)[0].message
    assert "tilbudt til 2" in rules.check_offer_count(2, 2)[0].message
