"""Mail from row to server: what arrives, what is tried again, what waits for a person."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock
from itstart.cli import mailer
from itstart.db import db
from itstart.models import OutboxMail
from itstart.services import documents, files, mail_delivery, outbox
from itstart.services.mail_delivery import NotSent
from itstart.services.outbox import MailState
from tests.factories import make_case, make_helper
from tests.mail.post_office import PostOffice, free_port, open_post_office, settings_for
from tests.mail.sending import Office, send_now, write_mail


@pytest.fixture
def office() -> Iterator[Office]:
    with open_post_office() as opened:
        yield opened


def _later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    moment = datetime.now(clock.now().tzinfo) + by
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_mail_arrives_once_with_every_danish_letter(app: Flask, office: Office) -> None:
    server, settings = office
    helper = make_helper(name="Åse Ørsted", email="aase@example.dk")
    case = make_case(helper)
    body = "Kære Birgit\n\nBlåbærgrød på Ærø: " + "æøå " * 200 + "\n\n.en linje med punktum\nFrom her\n"
    outbox.write(
        key="k1", recipient="birgit@example.dk", recipient_name="Birgit Nørgård", subject="Aftale på æøå", body=body,
        reply_to=helper, case=case,
    )  # fmt: skip
    db.session.commit()

    assert send_now(settings) == 1
    assert send_now(settings) == 0

    letter = server.letters[0]
    assert letter["Subject"] == "Aftale på æøå"
    assert letter["To"].addresses[0].display_name == "Birgit Nørgård"
    assert letter["Reply-To"].addresses[0].addr_spec == "aase@example.dk"
    assert letter["Reply-To"].addresses[0].display_name == "Åse Ørsted"
    assert letter["From"].addresses[0].addr_spec == "it-start@example.dk"
    assert letter["Message-ID"] == outbox.message_id("k1")
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().replace("\r\n", "\n") == body
    assert server.envelopes == [("it-start@example.dk", ["birgit@example.dk"])]
    assert all(line.isascii() for line in server.raw)


def test_one_matter_is_one_mail(app: Flask, office: Office) -> None:
    server, settings = office
    write_mail("same")
    write_mail("same", subject="Igen")
    send_now(settings)

    assert len(server.raw) == 1


def test_a_transaction_that_fails_sends_nothing(app: Flask, office: Office) -> None:
    server, settings = office
    outbox.write(key="lost", recipient="b@example.dk", subject="x", body="x")
    db.session.rollback()

    assert send_now(settings) == 0
    assert not server.raw


def test_a_secret_link_is_forgotten_when_the_mail_is_out(app: Flask, office: Office) -> None:
    server, settings = office
    mail = write_mail(body=f"Se her:\n{outbox.LINK}\n", link="https://it-start.dk/k/hemmeligt")

    assert "hemmeligt" not in mail.body
    assert "https://it-start.dk/k/hemmeligt" in outbox.text(mail)
    send_now(settings)
    db.session.refresh(mail)
    assert "https://it-start.dk/k/hemmeligt" in server.letters[0].get_content()
    assert mail.link == ""
    assert outbox.FORGOTTEN in outbox.text(mail)


def test_a_dead_server_loses_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    for number in range(5):
        write_mail(f"k{number}")
    assert send_now(settings_for(port)) == 0
    mails = db.session.scalars(select(OutboxMail)).all()
    assert {outbox.state(mail) for mail in mails} == {MailState.WAITING}
    assert {mail.last_error for mail in mails} == {"ConnectionRefusedError"}

    with open_post_office(port) as (server, settings):
        assert send_now(settings) == 0, "not before the pause is over"
        _later(monkeypatch, timedelta(minutes=2))
        assert send_now(settings) == 5
        assert len(set(server.ids)) == len(server.ids) == 5


def test_five_tries_with_growing_pauses_and_then_failed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, mail = settings_for(free_port()), write_mail()
    pauses = []
    for _ in range(5):
        before = clock.now()
        assert send_now(settings) == 0
        pauses.append(mail.due_at - before)
        _later(monkeypatch, timedelta(0) if mail.failed_at else mail.due_at - datetime.now(mail.due_at.tzinfo))

    assert [round(pause.total_seconds() / 60) for pause in pauses[:4]] == [1, 5, 30, 120]
    assert outbox.state(mail) is MailState.FAILED
    assert mail.tries == 5
    assert send_now(settings) == 0
    assert mail.tries == 5


@pytest.mark.parametrize(
    ("field", "answer"),
    [("answer", "451 try later"), ("answer", "554 no"), ("recipient_answer", "550 unknown"),
     ("recipient_answer", "452 full")],
)  # fmt: skip
def test_what_a_server_refuses_is_tried_again(app: Flask, office: Office, field: str, answer: str) -> None:
    server, settings = office
    setattr(server, field, answer)
    mail = write_mail()

    assert send_now(settings) == 0
    assert outbox.state(mail) is MailState.WAITING
    assert answer[:3] in mail.last_error
    assert mail.handed_at is None


def test_cut_off_after_the_text_was_handed_over_waits_for_a_person(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, settings = office
    server.cut_off = True
    mail = write_mail()

    assert send_now(settings) == 0
    assert outbox.state(mail) is MailState.UNSURE
    _later(monkeypatch, timedelta(days=1))
    server.cut_off = False
    assert send_now(settings) == 0, "never twice unasked"
    assert len(server.raw) == 1


def test_a_worker_that_lost_its_lease_does_not_send(app: Flask, office: Office) -> None:
    server, settings = office
    mail = write_mail()
    send = mail_delivery.smtp_sender(settings)

    def slow(parcel: mail_delivery.Parcel, handing_over: object) -> None:
        mail.lease = "somebody else's"
        db.session.commit()
        send(parcel, handing_over)  # type: ignore[arg-type]

    assert mailer.send_due(slow) == 0
    assert not server.raw


def test_two_workers_share_the_mail(app: Flask, office: Office) -> None:
    write_mail()
    first = mail_delivery.claim()
    db.session.commit()

    assert first is not None
    assert mail_delivery.claim() is None


def test_an_old_backlog_is_not_sent_out_of_the_blue(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, settings = office
    mail = write_mail()
    _later(monkeypatch, timedelta(days=8))

    assert send_now(settings) == 0
    assert outbox.state(mail) is MailState.FAILED
    assert not server.raw


INJECTIONS = [
    "x\r\nBcc: evil@example.com", "x\nBcc: evil@example.com", "x\rBcc: evil@example.com",
    "x\x0bBcc: evil@example.com", "x\x0cBcc: evil@example.com", "x\x85Bcc: evil@example.com",
    "x\u2028Bcc: evil@example.com", "x\u2029Bcc: evil@example.com", "x\x00\r\nBcc: evil@example.com",
    "=?utf-8?q?x=0D=0ABcc:evil@example.com?=", "=?utf-8?b?eA0KQmNjOmV2aWxAZXhhbXBsZS5jb20=?=",
    "==??utf-8?q?x=0ABcc:evil@example.com?=", "x\r\n\r\n<script>alert(1)</script>", "x\r\n Bcc: evil@example.com",
    "x\r\nContent-Type: text/html\r\n\r\n<b>", "x%0d%0aBcc: evil@example.com\r\nSubject: y",
]  # fmt: skip


@pytest.mark.parametrize("payload", INJECTIONS)
@pytest.mark.parametrize("where", ["subject", "recipient_name", "reply_to_name", "recipient", "reply_to"])
def test_no_header_is_injected(app: Flask, office: Office, payload: str, where: str) -> None:
    """Past every form and past the outbox: the last door holds by itself."""
    server, settings = office
    write_mail(recipient_name="Birgit")
    parcel = mail_delivery.claim()
    db.session.commit()
    assert parcel is not None
    parcel = replace(parcel, reply_to="mette@example.dk", reply_to_name="Mette")
    changed: dict[str, Any] = {where: payload}
    with suppress(NotSent):
        mail_delivery.smtp_sender(settings)(replace(parcel, **changed), lambda: None)

    _check_letters(server)
    assert bool(server.raw) is (where not in {"recipient", "reply_to"})


@pytest.mark.parametrize("payload", INJECTIONS)
def test_nothing_is_injected_through_the_outbox(app: Flask, office: Office, payload: str) -> None:
    server, settings = office
    write_mail(subject=payload, recipient_name=payload)

    assert send_now(settings) == 1
    _check_letters(server)


def _check_letters(server: PostOffice) -> None:
    for letter in server.letters:
        assert {name.lower() for name in letter.keys()} <= mail_delivery.HEADERS  # noqa: SIM118
        assert letter["Bcc"] is None
        assert letter.get_content_type() == "text/plain"
        assert letter.get_content().strip() == "Hej Birgit"
    assert all(recipients == ["birgit@example.dk"] for _, recipients in server.envelopes)


def test_files_go_with_the_mail_and_arrive_as_they_were(app: Flask, office: Office) -> None:
    server, settings = office
    form = files.store(None, "Tilbudsskema Ærø.xlsx", bytes(range(256)) * 8, "application/vnd.ms-excel")
    letter = files.store(None, "Brev\r\nX-Evil: 1.docx", b"PK", documents.WORD)
    outbox.write(key="f", recipient="birgit@example.dk", subject="Udbud", body="Hej\n", files=[form, letter])
    db.session.commit()
    assert send_now(settings) == 1
    (mail,) = server.letters
    found = [(part.get_filename(), part.get_content_type(), part.get_content()) for part in mail.iter_attachments()]
    assert found == [
        ("Tilbudsskema Ærø.xlsx", "application/vnd.ms-excel", bytes(range(256)) * 8),
        ("Brev X-Evil: 1.docx", documents.WORD, b"PK"),
    ]
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == ["Hej"]
    assert mail["X-Evil"] is None
