"""A mail is written and sent, as the worker does it."""

from itstart.cli import mailer
from itstart.config import Settings
from itstart.db import db
from itstart.models import OutboxMail
from itstart.services import mail_delivery, outbox
from tests.mail.post_office import PostOffice

Office = tuple[PostOffice, Settings]


def write_mail(key: str = "a", **values: str) -> OutboxMail:
    """A mail that waits to be sent; `values` in the place of what it would say."""
    texts = {"recipient": "birgit@example.dk", "subject": "Aftale", "body": "Hej Birgit", **values}
    mail = outbox.write(key=key, **texts)  # type: ignore[arg-type]
    db.session.commit()
    return mail


def send_now(settings: Settings) -> int:
    """How many of those that are due were sent."""
    sent = mailer.send_due(mail_delivery.smtp_sender(settings))
    db.session.expire_all()
    return sent
