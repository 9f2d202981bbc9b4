"""Two server processes and two workers on one PostgreSQL are one It-start, also when one of each is killed."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from benchmarks.postgres import new_database
from itstart.db import db
from itstart.models import GeneratedDocument, OutboxMail, Requirement
from itstart.models.installation import Installation
from itstart.models.user import User
from itstart.services import outbox
from itstart.services.outbox import MailState
from tests import cluster
from tests.factories.accounts import PASSWORD, make_staff, make_user
from tests.factories.example import import_example
from tests.factories.sparring import make_question
from tests.mail.post_office import PostOffice, open_post_office
from tests.mail.worker import kill, leases_run_out, start_worker, wait_until_settled
from tests.nothing_lost.found import check
from tests.nothing_lost.installed import installation, writer
from tests.nothing_lost.load import Killable, Ledger, Person, Writers
from tests.nothing_lost.visitor import Visitor

pytestmark = pytest.mark.full
NAME, MAILS, KEYS = "several", 60, 20


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An installation on a PostgreSQL of its own, with a case in it."""
    folder = tmp_path_factory.mktemp("several")
    with (
        cluster.server() as url,
        new_database(url, "several") as own,
        installation(folder, own) as app,
    ):
        yield app


@pytest.fixture(scope="module")
def person(installed: Flask) -> tuple[Person, User, str]:
    """Somebody who is logged in and may write in the case; the account, and the case's address."""
    case, user = import_example()
    root = f"/sager/{case.number}"
    return writer(installed, case, user), user, root


@pytest.fixture(scope="module")
def servers(installed: Flask) -> Iterator[tuple[Killable, Killable]]:
    """Both started at once, as by a supervisor."""
    pair = Killable(installed.config["SETTINGS"]), Killable(installed.config["SETTINGS"])
    try:
        with ThreadPoolExecutor() as pool:
            for started in [pool.submit(server.start, command=True) for server in pair]:
                started.result()
        yield pair
    finally:
        for server in pair:
            server.stop()


def test_a_log_in_at_one_holds_and_ends_at_the_other(servers: tuple[Killable, Killable]) -> None:
    here, there = (server.port for server in servers)
    user, visitor, stranger = make_user(), Visitor(), Visitor()

    assert visitor.log_in(here, user.email, PASSWORD) == 303
    assert visitor.get(there, "/sager/")[0] == 200
    assert stranger.get(there, "/sager/")[0] == 303
    token = visitor.token(there, "/konto")
    assert visitor.post(there, "/log-ud", {"csrf_token": token})[0] == 303

    assert visitor.get(here, "/sager/")[0] == 303


def test_tries_are_counted_over_both(servers: tuple[Killable, Killable]) -> None:
    user, visitor = make_user(), Visitor()

    answers = [visitor.log_in(servers[number % 2].port, user.email, "et forkert kodeord") for number in range(12)]

    assert answers == [422] * 10 + [429] * 2


def test_a_file_sent_to_one_is_fetched_at_the_other(
    installed: Flask, servers: tuple[Killable, Killable], person: tuple[Person, User, str]
) -> None:
    ledger, (writer, user, root) = Ledger(), person
    writers = Writers(servers[0].port, writer, ledger, f"{NAME} file", many=1)
    end = time.monotonic() + 60
    while not ledger.files and time.monotonic() < end:
        time.sleep(0.02)
    writers.stop()
    visitor = Visitor()
    assert visitor.log_in(servers[1].port, user.email, PASSWORD) == 303

    for key, content in ledger.files.items():
        made = db.session.scalars(select(GeneratedDocument).where(GeneratedDocument.handed_over_to == key)).one()
        status, body, _ = visitor.get(servers[1].port, f"{root}/dokumenter/behovsbeskrivelse/{made.version}")
        assert (status, body) == (200, content)
    assert ledger.files
    db.session.remove()


def test_a_form_sent_to_both_is_one_row(servers: tuple[Killable, Killable], person: tuple[Person, User, str]) -> None:
    _, user, root = person
    visitor = Visitor()
    visitor.log_in(servers[0].port, user.email, PASSWORD)
    token = visitor.token(servers[0].port, f"{root}/krav/ny")

    def send(number: int) -> tuple[int, bytes, str]:
        title = f"Sendt to steder {number // 2}"
        form = {"title": title, "text": title, "priority": "must", "form_key": title, "csrf_token": token}
        return visitor.post(servers[number % 2].port, f"{root}/krav/ny", form)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(2 * KEYS)))

    titles = db.session.scalars(select(Requirement.title).where(Requirement.title.startswith("Sendt to steder"))).all()
    db.session.remove()
    assert sorted(Counter(titles).values()) == [1] * KEYS
    assert {status for status, _, _ in answers} == {303}
    for first, second in zip(answers[::2], answers[1::2], strict=True):
        assert first[2] == second[2], "both are led to the one row"


def test_a_killed_server_costs_nothing_and_the_other_goes_on(
    servers: tuple[Killable, Killable], person: tuple[Person, User, str]
) -> None:
    ledgers = Ledger(), Ledger()
    writers = [
        Writers(server.port, person[0], ledger, f"{NAME} {number}", many=2)
        for number, (server, ledger) in enumerate(zip(servers, ledgers, strict=True))
    ]
    _wait(lambda: all(len(ledger.rows) > 2 and ledger.files for ledger in ledgers))
    servers[0].kill()
    before = ledgers[1].acknowledged
    _wait(lambda: ledgers[1].acknowledged > before + 6)
    for some in writers:
        some.stop()

    assert ledgers[0].refused + ledgers[1].refused == []
    earlier = {key for key in db.session.scalars(select(GeneratedDocument.handed_over_to)) if "file" in key}
    both = Ledger([*ledgers[0].rows, *ledgers[1].rows], {**ledgers[0].files, **ledgers[1].files})
    check(both, NAME)
    assert earlier, "what was sent before the kill is there too"
    servers[0].start(command=True)
    assert Visitor().get(servers[0].port, "/healthz")[0] == 200


def _wait(until: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "nothing more is acknowledged"
        time.sleep(0.01)


@pytest.fixture
def office() -> Iterator[tuple[PostOffice, int]]:
    with open_post_office() as (office, settings):
        yield office, settings.smtp_port


def test_two_workers_send_each_mail_once_though_one_is_killed(installed: Flask, office: tuple[PostOffice, int]) -> None:
    post, port = office
    post.delay = 0.03
    asked = make_question()
    asked.assigned_to = db.session.get_one(User, make_staff().id)
    asked.asked_on = date(2026, 1, 5)
    db.session.get_one(Installation, 1).daily_on = None
    for number in range(MAILS):
        outbox.write(key=f"mail {number}", recipient=f"k{number}@example.dk", subject="Hej", body=f"Nr. {number}")
    db.session.commit()
    workers = [start_worker(installed, port), start_worker(installed, port)]
    try:
        _wait(lambda: len(post.raw) > MAILS // 4)
        kill(workers[0])
        _wait(lambda: _unsettled() <= 1)  # the other goes on; what the dead one had in its hands is still leased
        leases_run_out()
        wait_until_settled()
    finally:
        kill(workers[1])

    mails = db.session.scalars(select(OutboxMail)).all()
    waiting = [mail for mail in mails if outbox.state(mail) is MailState.UNSURE]
    assert len(set(post.ids)) == len(post.ids), "a mail was sent twice"
    assert len(waiting) <= 1, "only what was on its way when the worker was killed waits for a person"
    assert {outbox.message_id(mail.key) for mail in mails if mail not in waiting} <= set(post.ids)
    assert db.session.get_one(Installation, 1).daily_on is not None, "the work of the day is done"
    reminders = [mail for mail in mails if "reminder" in mail.key]
    assert len(reminders) == 1, "the question is reminded of once, though four processes do the work of the day"


def _unsettled() -> int:
    db.session.remove()
    states = Counter(outbox.state(mail) for mail in db.session.scalars(select(OutboxMail)))
    db.session.remove()
    return states.total() - states[MailState.SENT] - states[MailState.UNSURE]
