"""The person who logs in, the revocable session and the one-time invitation."""

from datetime import datetime
from typing import TYPE_CHECKING

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.rules.terms import Role

if TYPE_CHECKING:
    from itstart.models.helper import Helper


class User(UserMixin, Model):  # type: ignore[misc]  # flask-login has no types
    """A person. A helper user belongs to a firm; staff and administrators belong to IBIZ-Center."""

    __table_args__ = (CheckConstraint("(role = 'helper') = (helper_id IS NOT NULL)", name="helper_has_firm"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), unique=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    role: Mapped[Role]
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"), index=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    password_changed_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    second_factor_since: Mapped[datetime | None]

    helper: Mapped["Helper | None"] = relationship(back_populates="users")
    sessions: Mapped[list["UserSession"]] = relationship(back_populates="user", cascade="all, delete-orphan")

    @property
    def initials(self) -> str:
        """First letters of the first and the last name, for the avatar."""
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


class UserSession(Model):
    """One log-in: the cookie carries the random id, only its hash is stored here."""

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    user_agent: Mapped[str] = mapped_column(String(200), default="")

    user: Mapped[User] = relationship(back_populates="sessions")


class Invitation(Model):
    """A one-time link with which a person chooses a password; only the hash of its secret is kept."""

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class UserEvent(Model):
    """What was done to an account: by whom, when, and in words. Never changes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(String(500))


class Attempt(Model):
    """One throttled act; the bucket is a keyed hash, so no address or e-mail is stored."""

    id: Mapped[int] = mapped_column(primary_key=True)
    bucket: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]


class FormKey(Model):
    """A form that was sent: the same form sent twice makes one thing, not two."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    location: Mapped[str] = mapped_column(String(500))
    used_at: Mapped[datetime]
