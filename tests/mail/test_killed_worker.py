"""Workers that are killed with -9 at any moment: nothing is lost and nothing is sent twice."""

import random
import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from itstart.db import db
from itstart.models import OutboxMail
from itstart.services import outbox
from itstart.services.outbox import MailState
from tests.mail.post_office import PostOffice, open_post_office
from tests.mail.worker import kill, leases_run_out, start_worker, wait_until_settled

KILLS, FULL_KILLS = 20, 200
A_ROUND = 6  # mails that arrive before a worker is killed


@pytest.fixture
def office() -> Iterator[tuple[PostOffice, int]]:
    with open_post_office() as (office, settings):
        yield office, settings.smtp_port


def _write(many: int) -> None:
    for number in range(many):
        outbox.write(key=f"mail {number}", recipient=f"k{number}@example.dk", subject="Hej", body=f"Nr. {number}")
    db.session.commit()


def _wait_for(office: PostOffice, many: int, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while len(office.raw) < many and time.monotonic() < end:
        time.sleep(0.02)


def test_killed_again_and_again(
    app: Flask, office: tuple[PostOffice, int], record_testsuite_property: Callable[[str, object], None], *, full: bool
) -> None:
    post, port = office
    post.delay = 0.03
    kills = FULL_KILLS if full else KILLS
    mails_in_all = (kills + 2) * A_ROUND + 4
    _write(mails_in_all)
    chance = random.Random(7)
    for round_ in range(kills):
        worker = start_worker(app, port)
        _wait_for(post, (round_ + 1) * A_ROUND)
        time.sleep(chance.uniform(0, 0.1))
        kill(worker)
        leases_run_out()
    post.delay = 0
    worker = start_worker(app, port)
    wait_until_settled(60.0 + mails_in_all)  # on a busy machine few were sent between the kills
    kill(worker)
    db.session.rollback()

    mails = db.session.scalars(select(OutboxMail)).all()
    arrived = post.ids
    unsure = sum(outbox.state(mail) is MailState.UNSURE for mail in mails)
    for name, count in (("kills", kills), ("mails", mails_in_all), ("arrived", len(arrived)), ("unsure", unsure)):
        record_testsuite_property(name, count)
    assert len(set(arrived)) == len(arrived), "a mail was sent twice"
    for mail in mails:
        there = outbox.message_id(mail.key) in arrived
        assert outbox.state(mail) in ({MailState.SENT, MailState.UNSURE} if there else {MailState.UNSURE}), mail.key
    # Only a mail whose text was on its way when the worker was killed waits for a person: one a kill at most.
    assert unsure <= kills
    assert len(arrived) >= mails_in_all - kills


def test_killed_while_the_server_thinks_is_not_sent_again(app: Flask, office: tuple[PostOffice, int]) -> None:
    post, port = office
    post.delay = 1.5
    _write(1)
    worker = start_worker(app, port)
    _wait_for(post, 1)
    kill(worker)
    leases_run_out()
    post.delay = 0
    worker = start_worker(app, port)
    time.sleep(3)
    kill(worker)
    db.session.rollback()

    mail = db.session.scalars(select(OutboxMail)).one()
    assert len(post.raw) == 1
    assert outbox.state(mail) is MailState.UNSURE
