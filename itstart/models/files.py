"""Bytes and the mail to be sent: saved or lost together with the rows that speak of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model


class StoredFile(Model):
    """The exact bytes of a file; fetched only when they are asked for."""

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=False)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)


class OutboxMail(Model):
    """A mail written in the transaction that caused it, sent afterwards by the worker or by the helper.

    `link` is the one secret of the mail; it stands in the body as a mark and is forgotten once the mail
    is out. `handed_at` is written just before the text goes to the mail server: a mail with that and no
    `sent_at` may have arrived, and is never sent again unasked.
    """

    # A firm's mails, the newest first, without a look at those of others.
    __table_args__ = (Index("ix_outbox_mail_firm", "helper_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    recipient: Mapped[str] = mapped_column(String(254))
    recipient_name: Mapped[str] = mapped_column(String(200), default="")
    reply_to: Mapped[str] = mapped_column(String(254), default="")
    reply_to_name: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str] = mapped_column(String(200), default="")
    failed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(500), default="")

    files: Mapped[list["MailFile"]] = relationship(
        cascade="all, delete-orphan", order_by="MailFile.number", lazy="selectin"
    )


class MailFile(Model):
    """A file that goes with a mail; `number` is its place among them, from 1."""

    __table_args__ = (UniqueConstraint("mail_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("outbox_mail.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)

    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)
