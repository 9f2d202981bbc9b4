"""Sparring: staff see what was opened and no more, and only the helper changes the case."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, NoResultFound

from itstart import clock
from itstart.db import db
from itstart.exchange import import_case
from itstart.models import OutboxMail, SparringRequest, User
from itstart.policies import Forbidden
from itstart.rules import sparring as rules
from itstart.rules.findings import RuleViolation
from itstart.rules.sparring import Event, Share, Urgency, Who
from itstart.rules.terms import Role
from itstart.rules.terms import SparringStatus as S
from itstart.services import best_practice, sparring, sparring_package, sparring_places, sparring_queue
from itstart.services import sparring_suggestions as suggestions
from itstart.services.sparring import Question
from itstart.services.sparring_queue import Part
from tests.exchange.files import example
from tests.factories import make_admin, make_case, make_helper, make_staff
from tests.factories.sparring import make_question

pytestmark = pytest.mark.usefixtures("app")


def _act(event: Event, actor: User, asked: SparringRequest) -> None:
    if event is Event.ANSWER:
        sparring.answer(actor, asked, "Ja.")
    elif event is Event.ASK_BACK:
        sparring.ask_back(actor, asked, "Hvad mener du?")
    elif event is Event.SUGGEST:
        suggestions.suggest(actor, asked, "text", "Systemet viser lageret inden for 2 sekunder.")
    elif event is Event.FOLLOW_UP:
        sparring.follow_up(actor, asked, "Og hvad så?")
    elif event is Event.CLOSE:
        sparring.close(actor, asked, 4)
    elif event is Event.WITHDRAW:
        sparring.withdraw(actor, asked)
    else:
        best_practice.propose(actor, asked, title="Gør krav målbare", question="Hvordan?", answer="Skriv en test.")


@pytest.mark.parametrize("role", ["own helper", "other helper", "the one who has it", "admin"])
@pytest.mark.parametrize("event", [event for event in Event if event not in {Event.ASSIGN, Event.HAND_OVER}])
@pytest.mark.parametrize("status", S)
def test_every_state_event_and_role(status: S, event: Event, role: str) -> None:
    helper, staff = make_helper(), make_staff()
    asked = make_question(status, helper, staff)
    actor = {"own helper": helper, "the one who has it": staff}.get(role) or (
        make_admin() if role == "admin" else make_helper()
    )
    who = Who.CENTER if actor.role is Role.STAFF else Who.HELPER
    if role in {"own helper", "the one who has it"} and rules.is_open(event, status, who):
        _act(event, actor, asked)
        assert asked.status is rules.after(event, status)
    else:
        with pytest.raises((Forbidden, RuleViolation)):
            _act(event, actor, asked)
        assert asked.status is status


@pytest.mark.parametrize(
    ("status", "after"), [(S.OPEN, S.ASSIGNED), (S.ASSIGNED, S.ASSIGNED), (S.ANSWERED, S.ANSWERED)]
)
def test_who_has_it_may_change(status: S, after: S) -> None:
    first, second = make_staff(), make_staff()
    asked = make_question(status, staff=first)
    sparring.assign(first, asked, second)
    assert asked.status is after
    assert asked.assigned_to is second
    assert sparring.live_grant(first, asked) is None
    assert sparring.live_grant(second, asked) is not None
    for wrong in (make_helper(), make_admin()):
        with pytest.raises(Forbidden):
            sparring.assign(first, asked, wrong)
        with pytest.raises(Forbidden):
            sparring.assign(wrong, asked, first)


def test_a_grant_ends_fourteen_days_after_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    staff = make_staff()
    asked = make_question(S.ANSWERED, staff=staff)
    for days, sees in ((14, True), (15, False)):
        later = clock.today() + timedelta(days=days)
        with monkeypatch.context() as patch:
            patch.setattr(clock, "today", lambda later=later: later)
            assert bool(sparring.live_grant(staff, asked)) is sees


@pytest.mark.parametrize("share", Share)
def test_reported_data_alone_opens_nothing(share: Share) -> None:
    staff = make_staff()
    asked = make_question(S.ASSIGNED, staff=staff, share=share)
    assert bool(sparring.live_grant(staff, asked)) is (share is not Share.REPORTED)
    assert sparring.live_grant(make_staff(), asked) is None
    assert sparring.live_grant(make_admin(), asked) is None


def test_withdrawing_and_stopping_end_the_access() -> None:
    helper, staff = make_helper(), make_staff()
    asked = make_question(S.ASSIGNED, helper, staff)
    sparring.stop_sharing(helper, asked)
    assert sparring.live_grant(staff, asked) is None
    other = make_question(S.ASSIGNED, helper, staff)
    sparring.withdraw(helper, other)
    assert sparring.live_grant(staff, other) is None


def test_bids_and_prices_need_the_customers_yes() -> None:
    helper = make_helper()
    case = make_case(helper)
    said: dict[str, Any] = {"question": "?", "urgency": Urgency.NORMAL, "deadline_on": None}
    with pytest.raises(RuleViolation, match="kundens ja"):
        sparring.ask(helper, case, Question(about="valg/tilbud", share=Share.TASK, **said))
    with pytest.raises(RuleViolation, match="sagt ja"):
        sparring.ask(helper, case, Question(about="valg/tilbud", share=Share.PRICES, **said))
    whole = sparring_places.find(case, "")
    assert not any(sparring_places.is_confidential(task) for task in sparring_places.tasks(whole, Share.TASK))
    assert any(sparring_places.is_confidential(task) for task in sparring_places.tasks(whole, Share.PRICES))
    assert sparring_places.tasks(whole, Share.REPORTED) == []
    asked = make_question(S.OPEN, helper)
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE sparring_request SET share = 'prices' WHERE id = :id"), {"id": asked.id})


@pytest.mark.parametrize(
    "about", ["nej", "behov/nej", "behov/krav/K-99", "behov/krav/K-01/x", "../x", "valg/krav/K-01"]
)
def test_a_place_that_is_not_there(about: str) -> None:
    case = make_question().case
    with pytest.raises(NoResultFound):
        sparring_places.find(case, about)


def test_a_suggestion_is_taken_with_history_or_left() -> None:
    helper, staff = make_helper(), make_staff()
    asked = make_question(S.ASSIGNED, helper, staff)
    row = asked.case.requirements[0]
    old, new = row.text, "Systemet skal vise lageret på 2 sekunder."
    one = suggestions.suggest(staff, asked, "text", new)
    assert row.text == old, "nothing changes before the helper says so"
    assert ("new", " på 2 sekunder") in suggestions.difference(old, new)
    with pytest.raises(RuleViolation, match="ændret"):
        suggestions.accept(helper, asked, one, seen="0")
    with pytest.raises(Forbidden):
        suggestions.accept(staff, asked, one, seen=suggestions.fingerprint(old))
    suggestions.accept(helper, asked, one, seen=suggestions.fingerprint(old))
    assert row.text == new
    assert any(event.text == "rettede K-01" for event in asked.case.events)
    with pytest.raises(RuleViolation, match="taget stilling"):
        suggestions.reject(helper, asked, one)
    two = suggestions.suggest(staff, asked, "acceptance_criterion", "Mål med et ur.")
    suggestions.reject(helper, asked, two)
    assert row.acceptance_criterion == ""


def test_a_suggestion_for_a_form() -> None:
    helper, staff = make_helper(), make_staff()
    asked = make_question(S.ASSIGNED, helper, staff, about="behov/virksomheden")
    names = [field.name for field in suggestions.fields(staff, asked)]
    assert "background" in names
    one = suggestions.suggest(staff, asked, "background", "Værftet bygger færger.")
    suggestions.accept(helper, asked, one, seen=suggestions.fingerprint(""))
    assert asked.case.needs_description.background == "Værftet bygger færger."
    assert suggestions.fields(make_staff(), asked) == []


def test_the_reminder_goes_once_after_three_working_days() -> None:
    first, second = make_staff(), make_staff()
    asked = make_question(S.OPEN)
    other = make_question(S.ASSIGNED, staff=first)
    asked.asked_on = other.asked_on = date(2026, 4, 1)  # the Wednesday before Easter
    db.session.query(OutboxMail).delete()
    assert sparring_queue.remind(date(2026, 4, 8)) == 0
    assert sparring_queue.remind(date(2026, 4, 9)) == 2
    found = [mail.recipient for mail in db.session.query(OutboxMail)]
    assert found.count(first.email) == 2
    assert found.count(second.email) == 1
    assert sparring_queue.remind(date(2026, 4, 10)) == 0


def test_the_queue_counts_and_shows_each_to_its_own() -> None:
    helper, staff = make_helper(), make_staff()
    for status in S:
        make_question(status, helper, staff)
    make_question(S.OPEN)
    assert sparring_queue.counts(staff) == {
        Part.OPEN: 2, Part.ASSIGNED: 1, Part.ANSWERED: 1, Part.CLOSED: 2, Part.MINE: 2, Part.UNASSIGNED: 2,
    }  # fmt: skip
    assert len(sparring_queue.lines(helper, Part.OPEN)) == 1
    assert len(sparring_queue.lines(helper, Part.MINE)) == 5
    assert sparring_queue.lines(make_helper(), Part.OPEN) == []


def test_an_answer_names_the_person_in_the_case_and_writes_a_mail() -> None:
    helper, staff = make_helper(), make_staff()
    asked = make_question(S.ANSWERED, helper, staff)
    assert asked.answered_by is not None
    assert (asked.answered_by.code, asked.answered_by.user_id) == ("S-1", staff.id)
    assert helper.email in [mail.recipient for mail in db.session.query(OutboxMail)]


def test_best_practice_names_nobody_and_needs_a_yes() -> None:
    helper, staff = make_helper(), make_staff()
    asked = make_question(S.ANSWERED, helper, staff)
    with pytest.raises(RuleViolation, match="nævner stadig"):
        best_practice.propose(staff, asked, title="Krav", question="Hos Ærø Værft?", answer="Ja")
    best_practice.propose(staff, asked, title="Gør krav målbare", question="Hvordan?", answer="Skriv en test.")
    assert best_practice.search() == []
    best_practice.decide(helper, asked, accepted=True)
    assert [one.title for one in best_practice.search("MÅLBARE test")] == ["Gør krav målbare"]
    assert best_practice.search("findes ikke") == []
    with pytest.raises(RuleViolation):
        best_practice.decide(helper, asked, accepted=False)


def test_the_package_of_the_example_names_nobody(app: Flask) -> None:
    case = import_case(example()).case
    package = sparring_package.build(case)
    names = ["Nordvang", "Birgit", "Herning", "Hedelund", "Mette", "99000007"]
    names += [vendor.name.split()[0] for vendor in case.vendors] + [one.name for one in case.stakeholders]
    for name in names:
        assert name.lower() not in package.lower(), name
    for mask in ("Leverandør A", "## Krav", "K-15"):
        assert mask in package
    names_of = sparring_package.masks(case)
    said = "Ring til Birgit på +45 00 00 00 02 eller birgit@nordvang.example om Nordvangs ordrer"
    told = sparring_package.masked(said, names_of)
    assert "[e-mail]" in told
    assert "[nummer]" in told
    assert "Birgit" not in told
