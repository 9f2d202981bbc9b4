"""Sends the mail that lies in the outbox: as a thread beside the server, or as a process of its own."""

import logging
import smtplib
import threading
import time
from collections.abc import Callable

import click
from flask import Flask, current_app

from itstart.config import Settings
from itstart.db import db
from itstart.models.files import OutboxMail
from itstart.services import outbox
from itstart.sqlite import writing

PAUSE = 5.0

log = logging.getLogger(__name__)


def send_due(send: Callable[[OutboxMail], None], *, most: int = 50) -> int:
    """Send what is due, each in transactions of its own; returns how many went out."""
    sent = 0
    for _ in range(most):
        with writing():
            mail = outbox.claim()
            db.session.commit()
        if mail is None:
            break
        db.session.refresh(mail)
        db.session.expunge(mail)
        db.session.rollback()
        problem = _try(mail, send)
        with writing():
            outbox.finish(mail.id, problem)
            db.session.commit()
        sent += not problem
    return sent


def _try(mail: OutboxMail, send: Callable[[OutboxMail], None]) -> str:
    """The name of what went wrong, or the empty string."""
    try:
        send(mail)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail %s not sent, try %s: %s", mail.id, mail.tries, type(error).__name__)
        return type(error).__name__
    return ""


def work(app: Flask) -> None:
    """Send for ever; a database that is away for a moment does not end it."""
    settings: Settings = app.config["SETTINGS"]
    send = outbox.smtp_sender(settings)
    while True:
        try:
            with app.app_context():
                send_due(send)
        except Exception:
            log.exception("the outbox could not be emptied")
        time.sleep(PAUSE)


def start_thread(app: Flask) -> None:
    """Beside the server, when there is a mail server to send to."""
    settings: Settings = app.config["SETTINGS"]
    if settings.mail_host and settings.mail_from:
        threading.Thread(target=work, args=(app,), name="outbox", daemon=True).start()


@click.command("worker")
def worker() -> None:
    """Send mail from the outbox until stopped; as many of these as you like beside PostgreSQL."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    settings: Settings = app.config["SETTINGS"]
    if not (settings.mail_host and settings.mail_from):
        raise click.ClickException("Angiv ITSTART_MAIL_HOST og ITSTART_MAIL_FROM.")
    work(app)


COMMANDS = (worker,)
