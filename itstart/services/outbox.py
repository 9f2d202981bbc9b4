"""Mail as rows: written in the same transaction as its cause, sent afterwards by the worker or by the helper.

The sending itself is in `services.mail_delivery`; here mails are written, listed and dealt with by people.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, false, select, update

from itstart import clock, policies
from itstart.db import db
from itstart.models import CustomerCase, MailFile, OutboxMail, StoredFile, User
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.terms import Role

LINK = "[[link]]"
FORGOTTEN = "(Linket stod her. Det er ikke gemt.)"
PAGE_SIZE = 50
# A mail that has waited this long (there was no mail server) is not sent out of the blue when one comes.
STALE = timedelta(days=7)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"  # handed to the server, and then we were cut off
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


def header(value: str) -> str:
    """A text that cannot become a second header, nor an encoded one (CVE-2024-6923)."""
    clean = _CONTROLS.sub(" ", value)
    while "=?" in clean:
        clean = clean.replace("=?", "= ?")
    return clean.strip()[:150]


def message_id(key: str) -> str:
    """The same for every copy of a mail, so that a second one is recognised."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@it-start>"


def write(
    *,
    key: str,
    recipient: str,
    subject: str,
    body: str,
    recipient_name: str = "",
    link: str = "",
    reply_to: User | None = None,
    case: CustomerCase | None = None,
    files: Sequence[StoredFile] = (),
) -> OutboxMail:
    """Put a mail in the outbox; it goes with the transaction. `key` makes it go out once.

    A secret address belongs in `link`; `[[link]]` marks its place in the body. `files` go with it.
    """
    found = db.session.scalar(select(OutboxMail).where(OutboxMail.key == key))
    if found is not None:
        return found
    moment = clock.now()
    mail = OutboxMail(
        key=key,
        helper_id=case.helper_id if case else None,
        case_id=case.id if case else None,
        recipient=recipient.strip(),
        recipient_name=header(recipient_name),
        reply_to=reply_to.email if reply_to else "",
        reply_to_name=header(reply_to.name) if reply_to else "",
        subject=header(subject),
        body=body,
        link=link,
        created_at=moment,
        due_at=moment,
        files=[MailFile(number=number, file=file) for number, file in enumerate(files, start=1)],
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def text(mail: OutboxMail) -> str:
    """The mail as it is read, with its link as long as that is kept."""
    return mail.body.replace(LINK, mail.link or FORGOTTEN)


def state(mail: OutboxMail, now: datetime | None = None) -> MailState:
    """Where the mail stands."""
    now = now or clock.now()
    if mail.sent_at:
        return MailState.SENT
    if mail.withdrawn_at:
        return MailState.WITHDRAWN
    if mail.failed_at:
        return MailState.FAILED
    if mail.leased_until and mail.leased_until >= now:
        return MailState.SENDING
    if mail.handed_at:
        return MailState.UNSURE
    return MailState.FAILED if mail.due_at < now - STALE else MailState.WAITING


# ---- what people do with the outbox ----------------------------------------------------------------


def _mails_of(user: User) -> Select[OutboxMail]:
    """A helper's own firm's mails; administrators look after those of the application itself."""
    query = select(OutboxMail)
    if user.role is Role.ADMIN:
        return query.where(OutboxMail.helper_id.is_(None))
    if user.role is Role.HELPER and user.helper_id is not None:
        return query.where(OutboxMail.helper_id == user.helper_id)
    return query.where(false())


def page(user: User, *, number: int = 1, size: int = PAGE_SIZE) -> Sequence[OutboxMail]:
    """The newest mails first; one more than `size` when there are more pages."""
    query = _mails_of(user).order_by(OutboxMail.id.desc()).offset((number - 1) * size).limit(size + 1)
    return db.session.scalars(query).all()


def find(user: User, mail_id: int) -> OutboxMail:
    """One mail of the user's; NoResultFound (404) otherwise."""
    return db.session.scalars(_mails_of(user).where(OutboxMail.id == mail_id)).one()


def find_file(user: User, mail_id: int, number: int) -> StoredFile:
    """A file of one of the user's mails; NoResultFound (404) otherwise."""
    query = select(MailFile).where(MailFile.mail_id == find(user, mail_id).id, MailFile.number == number)
    return db.session.scalars(query).one().file


def _to_change(user: User, mail_id: int) -> OutboxMail:
    mail = find(user, mail_id)
    if mail.case_id is not None:
        case = db.session.get_one(CustomerCase, mail.case_id)
        policies.ensure(policies.may_edit_case(user, case))
    if state(mail) in {MailState.SENT, MailState.SENDING, MailState.WITHDRAWN}:
        raise RuleViolation([Finding("Mailen er allerede sendt eller ved at blive det.")])
    return mail


def mark_sent(user: User, mail_id: int) -> OutboxMail:
    """The person has sent the mail, or seen that it arrived; the worker leaves it alone from now on."""
    mail = _to_change(user, mail_id)
    mail.sent_at, mail.sent_by, mail.link = clock.now(), user.name, ""
    return mail


def send_again(user: User, mail_id: int) -> OutboxMail:
    """Let the worker try once more, from the start."""
    mail = _to_change(user, mail_id)
    mail.tries, mail.failed_at, mail.handed_at, mail.lease, mail.leased_until = 0, None, None, None, None
    mail.due_at = clock.now()
    return mail


def withdraw(key: str) -> None:
    """A mail whose matter is over is not sent any more, and its link is forgotten."""
    db.session.execute(
        update(OutboxMail)
        .where(OutboxMail.key == key, OutboxMail.sent_at.is_(None), OutboxMail.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now(), link="")
    )


def find_by_key(key: str) -> OutboxMail | None:
    """The mail of a matter, or None when none was written."""
    found: OutboxMail | None = db.session.scalar(select(OutboxMail).where(OutboxMail.key == key))
    return found


def by_keys(keys: Sequence[str]) -> dict[str, OutboxMail]:
    """The mails of these matters, by key; those that were never written are left out."""
    if not keys:
        return {}
    return {mail.key: mail for mail in db.session.scalars(select(OutboxMail).where(OutboxMail.key.in_(keys)))}
