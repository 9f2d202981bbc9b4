"""Sends the outbox and does the work of the day, the converter beside it: in a thread, or a process of its own."""

import logging
import threading
import time
from collections.abc import Callable

import click
from flask import Flask, current_app

from itstart.cli import converter, daily, heartbeat
from itstart.config import Settings
from itstart.db import db
from itstart.services import mail_delivery
from itstart.services.heartbeats import Beat
from itstart.services.mail_delivery import LostLease, NotSent, Parcel, Send, Unsure
from itstart.sqlite import writing

PAUSE = 5.0

log = logging.getLogger(__name__)


def send_due(send: Send, *, most: int = 50) -> int:
    """Send what is due, each in transactions of its own; returns how many went out."""
    went = 0
    for _ in range(most):
        with writing():
            parcel = mail_delivery.claim()
            db.session.commit()
        if parcel is None:
            break
        went += _send(parcel, send)
    return went


def _send(parcel: Parcel, send: Send) -> bool:
    """Send one mail and note what became of it; True when it went."""
    try:
        send(parcel, lambda: _note_handing_over(parcel))
    except NotSent as problem:
        log.warning("mail %s not sent: %s", parcel.id, str(problem))
        with writing():
            mail_delivery.not_sent(parcel, str(problem))
            db.session.commit()
    except Unsure as problem:
        log.warning("mail %s may have been sent: %s", parcel.id, str(problem))
        with writing():
            mail_delivery.unsure(parcel, str(problem))
            db.session.commit()
    except LostLease:
        db.session.rollback()
        log.warning("mail %s was taken over by another worker", parcel.id)
    else:
        with writing():
            mail_delivery.sent(parcel)
            db.session.commit()
        return True
    return False


def _note_handing_over(parcel: Parcel) -> None:
    with writing():
        mail_delivery.handing_over(parcel)
        db.session.commit()


def work(app: Flask) -> None:
    """Go round for ever."""
    while True:
        once_round(app)
        time.sleep(PAUSE)


def once_round(app: Flask) -> None:
    """The work of the day if nobody has done it, then the mail if there is a mail server to send to."""
    settings: Settings = app.config["SETTINGS"]
    _attempt(app, lambda: heartbeat.beat(Beat.MAILER), "the sign of life could not be written")
    _attempt(app, daily.run_if_due, "the work of the day could not be done")
    if settings.sends_mail:
        send = mail_delivery.smtp_sender(settings)
        _attempt(app, lambda: send_due(send), "the outbox could not be emptied")


def _attempt(app: Flask, act: Callable[[], object], problem: str) -> None:
    """Do it; a database that is away for a moment, or a fault, ends neither the worker nor the other work."""
    try:
        with app.app_context():
            act()
    except Exception:
        log.exception(problem)


def start_thread(app: Flask) -> None:
    """Beside the server; without a mail server it does the work of the day only."""
    converter.start_thread(app)
    threading.Thread(target=work, args=(app,), name="worker", daemon=True).start()


@click.command("worker")
def worker() -> None:
    """Send mail, make PDFs and do the work of the day until stopped; as many as you like beside PostgreSQL."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    converter.start_thread(app)
    work(app)


COMMANDS = (worker,)
