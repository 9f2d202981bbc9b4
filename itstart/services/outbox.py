"""Mail as rows: written in the same transaction as its cause, sent afterwards with a lease and retries.

A mail is sent at least once. Its Message-ID is made from its key, so a second copy is recognised.
"""

import hashlib
import re
import smtplib
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

from sqlalchemy import or_, select

from itstart import clock
from itstart.config import Settings
from itstart.db import db
from itstart.models.files import OutboxMail

LEASE = timedelta(minutes=2)
MAX_TRIES = 8
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def header(value: str) -> str:
    """A text that cannot become a second header, nor an encoded one (CVE-2024-6923)."""
    return _CONTROLS.sub(" ", value).replace("=?", "= ?").strip()[:150]


def write(*, key: str, recipient: str, subject: str, body: str) -> OutboxMail:
    """Put a mail in the outbox; it goes with the transaction. `key` makes it go out once."""
    found = db.session.scalar(select(OutboxMail).where(OutboxMail.key == key))
    if found is not None:
        return found
    moment = clock.now()
    mail = OutboxMail(
        key=key, recipient=recipient, subject=header(subject), body=body, created_at=moment, due_at=moment
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def message(mail: OutboxMail, sender: str) -> EmailMessage:
    """The mail as it goes to the server."""
    letter = EmailMessage()
    letter["From"] = sender
    letter["To"] = header(mail.recipient)
    letter["Subject"] = header(mail.subject)
    letter["Message-ID"] = f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:32]}@it-start>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(mail.body)
    return letter


def smtp_sender(settings: Settings) -> Callable[[OutboxMail], None]:
    """Sends one mail to the server of the settings; raises when the server says no."""

    def send(mail: OutboxMail) -> None:
        with smtplib.SMTP(settings.mail_host, settings.mail_port, timeout=20) as server:
            if settings.mail_starttls:
                server.starttls()
            if settings.mail_user:
                server.login(settings.mail_user, settings.mail_password)
            server.send_message(message(mail, settings.mail_from))

    return send


def claim() -> OutboxMail | None:
    """The mail that is next, leased to the caller for two minutes, or None. The caller commits."""
    moment = clock.now()
    query = (
        select(OutboxMail)
        .where(
            OutboxMail.sent_at.is_(None),
            OutboxMail.failed_at.is_(None),
            OutboxMail.due_at <= moment,
            or_(OutboxMail.leased_until.is_(None), OutboxMail.leased_until < moment),
        )
        .order_by(OutboxMail.due_at, OutboxMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    mail = db.session.scalar(query)
    if mail is not None:
        mail.leased_until = moment + LEASE
        mail.tries += 1
    return mail


def finish(mail_id: int, problem: str) -> None:
    """Note that a leased mail was sent, or why not and when to try again. The caller commits."""
    mail = db.session.get_one(OutboxMail, mail_id)
    mail.leased_until = None
    mail.last_error = problem
    if not problem:
        mail.sent_at = clock.now()
    elif mail.tries >= MAX_TRIES:
        mail.failed_at = clock.now()
    else:
        mail.due_at = clock.now() + timedelta(seconds=30 * 2**mail.tries)
