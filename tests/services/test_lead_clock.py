"""The work of the day on leads: reminders, and back in the queue; twice changes nothing (F075)."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock
from itstart.cli.daily import daily
from itstart.db import db
from itstart.models import Lead, OutboxMail, User
from itstart.rules.settings import SettingKey
from itstart.rules.terms import LeadStatus
from itstart.services import lead_clock, lead_matches, lead_offers, leads, settings
from tests.factories import make_admin, make_helper, make_staff
from tests.factories.leads import NOTE, fitting_firm, forgotten, let_days_pass, make_lead, own_lead, person_of

MONDAY = date(2026, 6, 15)
TODAY = {"is": MONDAY}


@pytest.fixture(autouse=True)
def _on_a_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    TODAY["is"] = MONDAY
    monkeypatch.setattr(clock, "today", lambda: TODAY["is"])


def subjects(person: User) -> list[str]:
    query = select(OutboxMail.subject).where(OutboxMail.recipient == person.email).order_by(OutboxMail.id)
    return list(db.session.scalars(query))


class Ticked(NamedTuple):
    """What the work of the day did with leads."""

    reminded: int
    returned: int
    forgotten: int


def work_of(day: date) -> Ticked:
    """In the order of the day's work."""
    returned = lead_clock.return_old_offers(day)
    return Ticked(lead_clock.remind(day), returned, forgotten(day))


def tick(days: int = 0) -> Ticked:
    """The work of the day so many days after the Monday."""
    TODAY["is"] = MONDAY + timedelta(days=days)
    return work_of(TODAY["is"])


def test_a_firm_is_reminded_after_three_days_and_once(app: Flask) -> None:
    firm = fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm)

    assert tick(2) == Ticked(0, 0, 0)
    assert tick(3) == Ticked(1, 0, 0)
    assert tick(3) == Ticked(0, 0, 0)
    assert subjects(person_of(firm))[-1] == f"Påmindelse: svar på henvendelse {lead.number}"
    assert len(subjects(person_of(firm))) == 2


def test_after_five_working_days_it_goes_back_and_everybody_hears(app: Flask) -> None:
    staff, firm = make_staff(), fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm, staff=staff)

    assert tick(7).returned == 0, "Monday is the fifth working day"
    assert tick(8).returned == 1
    assert tick(8).returned == 0

    assert lead.status is LeadStatus.NEW
    assert lead.offers[0].expired_on == clock.today()
    assert subjects(person_of(firm))[-1].endswith("ikke længere ledig")
    assert subjects(staff)[-1].endswith("svarede ikke")
    again = lead_matches.matches(staff, lead)[0][0]
    assert (again.candidate.cvr, again.candidate.unanswered_on) == (firm.cvr, MONDAY)
    assert again.reasons[0].startswith("Svarede ikke på tilbuddet af")


def test_danish_holidays_are_no_working_days(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 31))
    make_lead(LeadStatus.OFFERED)

    # Maundy Thursday, Good Friday and Easter Monday lie between.
    assert work_of(date(2026, 4, 10)).returned == 0
    assert work_of(date(2026, 4, 11)).returned == 1


def test_while_another_firm_thinks_the_lead_stays_offered(app: Flask) -> None:
    staff, first, second = make_staff(), fitting_firm(), fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=first, staff=staff)
    let_days_pass(lead, 10)
    settings.change(make_admin(), SettingKey.LEAD_OFFERS, "2", seen=0)
    lead_offers.offer(staff, lead, second.cvr)

    assert tick().returned == 1
    assert lead.status is LeadStatus.OFFERED


@pytest.mark.parametrize(("days", "reminders"), [(2, 0), (3, 1), (7, 2), (14, 3), (40, 3)])
def test_the_center_is_reminded_of_what_nobody_has(app: Flask, days: int, reminders: int) -> None:
    staff = make_staff()
    lead = make_lead(staff=staff)

    for day in range(days + 1):
        tick(day)

    assert subjects(staff) == [f"Påmindelse: henvendelse {lead.number}"] * reminders


def test_days_that_were_missed_give_one_mail(app: Flask) -> None:
    staff = make_staff()
    make_lead(staff=staff)

    assert tick(30).reminded == 1
    assert len(subjects(staff)) == 1
    assert tick(31).reminded == 0


def test_who_took_it_is_reminded_and_in_the_end_the_center_too(app: Flask) -> None:
    staff, firm = make_staff(), fitting_firm()
    lead = make_lead(LeadStatus.ACCEPTED, firm=firm, staff=staff)
    before = len(subjects(staff))

    for day in (3, 7):
        assert tick(day).reminded == 1
    assert len(subjects(staff)) == before
    assert tick(14).reminded == 1
    assert subjects(person_of(firm))[-1] == f"Påmindelse: {lead.company} venter på jer"
    assert subjects(staff)[-1] == f"Påmindelse: henvendelse {lead.number}"


def test_a_helper_is_reminded_of_its_own(app: Flask) -> None:
    staff, helper = make_staff(), make_helper()
    own_lead(helper)

    assert tick(3).reminded == 1
    assert len(subjects(helper)) == 1
    assert subjects(staff) == []


@pytest.mark.parametrize("status", [LeadStatus.CONVERTED, LeadStatus.CLOSED])
def test_nobody_is_reminded_of_what_is_over(app: Flask, status: LeadStatus) -> None:
    make_lead(status)

    assert tick(20) == Ticked(0, 0, 0)


def test_a_lead_that_moves_begins_its_days_again(app: Flask) -> None:
    staff = make_staff()
    lead = make_lead(staff=staff)
    let_days_pass(lead, 5)
    assert tick().reminded == 1
    leads.prequalify(staff, lead, NOTE)
    assert tick(2).reminded == 0
    assert tick(3).reminded == 1


def test_the_command_says_what_it_did(app: Flask) -> None:
    firm = fitting_firm()
    let_days_pass(make_lead(LeadStatus.OFFERED, firm=firm), 10)
    let_days_pass(make_lead(), 3)
    run = app.test_cli_runner()

    first, second = run.invoke(daily).output, run.invoke(daily).output

    assert "Tilbudte henvendelser tilbage i køen: 1. Påmindelser om henvendelser: 1." in first
    assert "Tilbudte henvendelser tilbage i køen: 0. Påmindelser om henvendelser: 0." in second
    assert db.session.scalars(select(Lead.status)).all() == [LeadStatus.NEW, LeadStatus.NEW]
