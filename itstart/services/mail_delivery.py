"""Sending what lies in the outbox: leased, tried again with growing pauses, never sent twice unasked.

A mail server that takes a mail and a database that notes it cannot do so in one act. The moment before
the text is handed over is therefore written down first: cut off before it, the mail is tried again by
itself; cut off after it, the mail may have arrived, and a person decides.
"""

import re
import secrets
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from sqlalchemy import or_, select, update

from itstart import clock
from itstart.config import Settings
from itstart.db import db
from itstart.models import OutboxMail, StoredFile
from itstart.services import files, outbox
from itstart.services.outbox import header

LEASE = timedelta(minutes=3)
TIMEOUT_S = 15
MAX_TRIES = 5
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
HEADERS = frozenset(
    {"from", "to", "reply-to", "subject", "date", "message-id", "auto-submitted", "mime-version"}
    | {"content-type", "content-transfer-encoding", "content-language"}
)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class NotSent(Exception):
    """The mail did not leave; the text says why, for the operators."""


class Unsure(Exception):
    """The connection ended after the text was handed over: the mail may have arrived."""


class LostLease(Exception):
    """Somebody else has taken the mail over in the meantime."""


@dataclass(frozen=True)
class Parcel:
    """A mail that is leased to a worker, free of the session it came from."""

    id: int
    lease: str
    key: str
    recipient: str
    recipient_name: str
    reply_to: str
    reply_to_name: str
    subject: str
    text: str
    written_at: datetime
    files: tuple["Enclosure", ...] = ()


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes


Send = Callable[[Parcel, Callable[[], None]], None]


# ---- the letter ------------------------------------------------------------------------------------


def _address(email: str, name: str = "") -> Address:
    """An address that is one address; NotSent otherwise."""
    if len(email) > 254 or not _ADDRESS.fullmatch(email):
        raise NotSent("address")
    return Address(display_name=header(name), addr_spec=email)


def letter(parcel: Parcel, sender: str) -> bytes:
    """The mail as it goes to the server. NotSent when a header is not what it should be."""
    mail = EmailMessage()
    name, address = parseaddr(sender)
    mail["From"] = _address(address, name)
    mail["To"] = _address(parcel.recipient, parcel.recipient_name)
    if parcel.reply_to:
        mail["Reply-To"] = _address(parcel.reply_to, parcel.reply_to_name)
    mail["Subject"] = header(parcel.subject)
    mail["Date"] = format_datetime(parcel.written_at)
    mail["Message-ID"] = outbox.message_id(parcel.key)
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = "da"
    mail.set_content(parcel.text, cte="quoted-printable")
    for file in parcel.files:
        kind, _, subkind = file.media_type.partition("/")
        mail.add_attachment(file.content, maintype=kind, subtype=subkind, filename=header(file.name))
    raw = mail.as_bytes(policy=policy.SMTP)
    names = [key.lower() for key in message_from_bytes(raw)]
    if len(names) != len(set(names)) or not set(names) <= HEADERS:
        raise NotSent("headers")
    return raw


def smtp_sender(settings: Settings) -> Send:
    """Sends one mail to the server of the settings; NotSent, Unsure or LostLease when it did not go."""

    def send(parcel: Parcel, handing_over: Callable[[], None]) -> None:
        raw = letter(parcel, settings.smtp_from)
        try:
            with _connected(settings) as server:
                server.mail(parseaddr(settings.smtp_from)[1])
                code, _ = server.rcpt(parcel.recipient)
                if code not in {250, 251}:
                    raise NotSent(f"recipient refused, {code}")
                handing_over()
                _hand_over(server, raw)
        except smtplib.SMTPResponseException as error:
            raise NotSent(f"{type(error).__name__} {error.smtp_code}") from None
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(type(error).__name__) from None

    return send


def _connected(settings: Settings) -> smtplib.SMTP:
    server = _Server(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_S)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.smtp_starttls:
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


class _Server(smtplib.SMTP):
    """A connection whose farewell cannot undo what was said before it."""

    def __exit__(self, *args: object) -> None:
        """Say goodbye if the other end still listens."""
        try:
            self.quit()
        except (OSError, smtplib.SMTPException):
            self.close()


def _hand_over(server: smtplib.SMTP, raw: bytes) -> None:
    try:
        code, _ = server.data(raw)
    except smtplib.SMTPDataError:
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise Unsure(type(error).__name__) from None
    if code != 250:
        raise NotSent(f"text refused, {code}")


# ---- the lease -------------------------------------------------------------------------------------


def claim() -> Parcel | None:
    """The mail that is next, leased to the caller, or None. The caller commits."""
    moment = clock.now()
    query = (
        select(OutboxMail)
        .where(
            OutboxMail.sent_at.is_(None),
            OutboxMail.failed_at.is_(None),
            OutboxMail.withdrawn_at.is_(None),
            OutboxMail.handed_at.is_(None),
            OutboxMail.due_at.between(moment - outbox.STALE, moment),
            or_(OutboxMail.leased_until.is_(None), OutboxMail.leased_until < moment),
        )
        .order_by(OutboxMail.due_at, OutboxMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    mail = db.session.scalar(query)
    if mail is None:
        return None
    mail.lease, mail.leased_until = secrets.token_hex(16), moment + LEASE
    mail.tries += 1
    return Parcel(
        id=mail.id,
        lease=mail.lease,
        key=mail.key,
        recipient=mail.recipient,
        recipient_name=mail.recipient_name,
        reply_to=mail.reply_to,
        reply_to_name=mail.reply_to_name,
        subject=mail.subject,
        text=outbox.text(mail),
        written_at=mail.created_at,
        files=tuple(_enclosure(one.file) for one in mail.files),
    )


def _enclosure(stored: StoredFile) -> Enclosure:
    return Enclosure(stored.name, stored.media_type, files.content(stored))


def handing_over(parcel: Parcel) -> None:
    """Note that the text goes now; LostLease when the mail is no longer ours. The caller commits."""
    noted = db.session.execute(
        update(OutboxMail)
        .where(
            OutboxMail.id == parcel.id,
            OutboxMail.lease == parcel.lease,
            OutboxMail.sent_at.is_(None),
            OutboxMail.withdrawn_at.is_(None),
        )
        .values(handed_at=clock.now())
        .returning(OutboxMail.id)
    )
    if noted.first() is None:
        raise LostLease


def sent(parcel: Parcel) -> None:
    """The server has the mail; its link is forgotten here. The caller commits."""
    _close(parcel, sent_at=clock.now(), link="", last_error="")


def not_sent(parcel: Parcel, problem: str) -> None:
    """The mail did not go: again later, or failed after five tries. The caller commits."""
    tries = db.session.scalars(select(OutboxMail.tries).where(OutboxMail.id == parcel.id)).one()
    moment = clock.now()
    if tries >= MAX_TRIES:
        _close(parcel, failed_at=moment, handed_at=None, last_error=problem)
    else:
        _close(parcel, due_at=moment + BACK_OFF[tries - 1], handed_at=None, last_error=problem)


def unsure(parcel: Parcel, problem: str) -> None:
    """Nobody knows whether the mail went; it waits for a person. The caller commits."""
    _close(parcel, last_error=problem)


def _close(parcel: Parcel, **values: object) -> None:
    db.session.execute(
        update(OutboxMail)
        .where(OutboxMail.id == parcel.id, OutboxMail.lease == parcel.lease)
        .values(lease=None, leased_until=None, **values)
    )
