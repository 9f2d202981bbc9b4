"""What is done once a day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from itstart import clock
from itstart.cli import mailer
from itstart.cli.daily import Done, daily, run_if_due
from itstart.db import db
from itstart.models import CustomerLink, OutboxMail, SparringRequest
from itstart.models.installation import Installation
from itstart.rules.terms import SuccessCaseStatus
from itstart.services import installation, sparring_queue
from itstart.services.lead_clock import Ticked
from tests.factories.accounts import make_staff
from tests.factories.sparring import make_question
from tests.factories.stories import make_story
from tests.links.things import agreement_link, decide

NO_LEADS = Ticked(0, 0, 0)


def test_it_reminds_and_forgets_and_may_run_twice(app: Flask) -> None:
    asked: SparringRequest = make_question()
    asked.asked_on = clock.today() - timedelta(days=30)
    story = make_story(SuccessCaseStatus.WITHDRAWN)
    story.withdrawn_on = clock.today() - timedelta(days=31)
    run = app.test_cli_runner()
    db.session.commit()
    assert "sparring: 1. Successager uden personer: 1. Svar uden netadresse: 0." in run.invoke(daily).output
    assert "sparring: 0. Successager uden personer: 0. Svar uden netadresse: 0." in run.invoke(daily).output


def test_the_network_address_of_an_answer_is_kept_for_thirty_days(app: Flask) -> None:
    for days, address in ((29, "203.0.113.29"), (31, "2001:db8::31")):
        _link, token, _module = agreement_link()
        decide(token, address=address).used_at = clock.now() - timedelta(days=days)
    db.session.commit()
    assert "Svar uden netadresse: 1." in app.test_cli_runner().invoke(daily).output
    kept = db.session.scalars(select(CustomerLink.answered_from).order_by(CustomerLink.id))
    assert list(kept) == ["203.0.113.29", ""]
    assert set(db.session.scalars(select(CustomerLink.answered_by))) == {"Birgit Nordvang"}


def _owed() -> None:
    """A database made ready, with a question that has waited for a month."""
    installation.note(demo=False)
    make_staff()
    make_question().asked_on = clock.today() - timedelta(days=30)
    db.session.commit()


def _mails() -> int:
    count = db.session.scalar(select(func.count(OutboxMail.id)))
    db.session.rollback()
    return count or 0


def test_several_workers_do_it_once_per_day(app: Flask) -> None:
    def one(_number: int) -> Done | None:
        with app.app_context():
            return run_if_due()

    _owed()
    before = _mails()
    with ThreadPoolExecutor(4) as workers:
        found = list(workers.map(one, range(8)))
    assert sorted(found, key=str) == [Done(1, 0, 0, NO_LEADS), *[None] * 7]
    assert _mails() > before


def test_the_day_is_the_danish_one(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    installation.note(demo=False)
    db.session.commit()
    hour = {"now": datetime(2026, 6, 1, 21, 59, tzinfo=UTC)}
    monkeypatch.setattr(clock, "now", lambda: hour["now"])
    assert run_if_due() == Done(0, 0, 0, NO_LEADS)
    assert run_if_due() is None
    hour["now"] = datetime(2026, 6, 1, 22, 0, tzinfo=UTC)
    assert run_if_due() == Done(0, 0, 0, NO_LEADS)
    assert db.session.get_one(Installation, 1).daily_on == date(2026, 6, 2)


def test_the_worker_owes_a_day_that_failed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_today: date) -> int:
        raise RuntimeError("the power went")

    _owed()
    before = _mails()
    with monkeypatch.context() as broken:
        broken.setattr(sparring_queue, "remind", fail)
        mailer.once_round(app)
    assert installation.owes_daily_work(clock.today())
    db.session.rollback()
    mailer.once_round(app)
    assert not installation.owes_daily_work(clock.today())
    db.session.rollback()
    assert _mails() > before, "without a mail server the reminder waits to be sent by hand"


def test_a_database_that_is_not_ready_owes_nothing(app: Flask) -> None:
    assert run_if_due() is None
