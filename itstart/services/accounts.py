"""People: log in, invite by a one-time link, choose a password."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from itstart import clock, policies
from itstart.db import db
from itstart.models.helper import Helper
from itstart.models.user import Invitation, User
from itstart.rules.settings import SettingKey
from itstart.rules.terms import Role
from itstart.services import mail_texts, outbox, passwords, sessions, settings, user_moves


class Refused(Exception):
    """The use case cannot be done; `field` and the text say what to correct."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class Person:
    """What an administrator says of somebody who is invited. `helper_id` only for helpers."""

    name: str
    email: str
    role: Role
    helper_id: int | None = None
    title: str = ""


def normal_email(email: str) -> str:
    """The one way an e-mail address is stored: stripped and in lower case."""
    return email.strip().lower()


def with_email(email: str) -> User | None:
    """The account with an address, for whoever has the machine and for the log-in."""
    user: User | None = db.session.scalar(select(User).where(User.email == normal_email(email)))
    return user


def log_in(email: str, password: str) -> User | None:
    """The person, or None; an unknown address takes as long as a wrong password."""
    user = with_email(email)
    fits = passwords.verify(user.password_hash if user else None, password)
    if user is None or not fits or user.deactivated_at is not None:
        return None
    if user.password_hash and passwords.needs_rehash(user.password_hash):
        user.password_hash = passwords.hash_password(password)
    return user


def everyone(actor: User) -> Sequence[User]:
    """All accounts, by firm and name, for the administrators' list."""
    policies.ensure(policies.may_manage_users(actor))
    query = select(User).outerjoin(Helper).options(joinedload(User.helper)).order_by(Helper.company, User.name)
    return db.session.scalars(query).all()


def get(actor: User, user_id: int) -> User:
    """One account; NoResultFound (a 404) when there is none."""
    policies.ensure(policies.may_manage_users(actor))
    return db.session.scalars(select(User).where(User.id == user_id)).one()


# ---- inviting --------------------------------------------------------------------------------------


def create(person: Person) -> User:
    """A new account without a password; Refused when the address is taken or the firm is missing."""
    if (person.role is Role.HELPER) != (person.helper_id is not None):
        raise Refused("helper_id", "Vælg firma for en It-starthjælper, og kun for en It-starthjælper.")
    email = normal_email(person.email)
    if db.session.scalar(select(User.id).where(User.email == email)):
        raise Refused("email", "Der er allerede en bruger med den e-mailadresse.")
    user = User(
        name=person.name,
        title=person.title,
        email=email,
        role=person.role,
        helper_id=person.helper_id,
        created_at=clock.now(),
    )
    db.session.add(user)
    db.session.flush()
    return user


def invite(actor: User, person: Person, *, base_url: str) -> tuple[User, str]:
    """A new account and the link with which its owner chooses a password; also mailed."""
    policies.ensure(policies.may_manage_users(actor))
    user = create(person)
    user_moves.record(actor.name, user, f"inviterede {user.name} som {user_moves.place(user)}")
    return user, _send_link(actor, user, base_url)


def invite_again(actor: User, user: User, *, base_url: str) -> str:
    """A new link; the earlier ones stop working. Also the way to a forgotten password."""
    policies.ensure(policies.may_manage_users(actor))
    if user.deactivated_at is not None:
        raise Refused("email", "Kontoen er lukket. Åbn den, før du sender et nyt link.")
    user_moves.record(actor.name, user, "sendte et nyt link til at vælge adgangskode")
    return _send_link(actor, user, base_url)


def _send_link(actor: User, user: User, base_url: str) -> str:
    token = secrets.token_urlsafe(24)
    moment = clock.now()
    db.session.execute(
        update(Invitation)
        .where(Invitation.user_id == user.id, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
        .values(revoked_at=moment)
    )
    invitation = Invitation(
        token_hash=_hash(token),
        user_id=user.id,
        created_at=moment,
        expires_at=moment + timedelta(days=invitation_days()),
    )
    db.session.add(invitation)
    db.session.flush()
    link = f"{base_url.rstrip('/')}/invitation/{token}"
    subject, body = mail_texts.compose(
        "invitation-til-konto", navn=user.name, afsender=actor.name, link=outbox.LINK, dage=invitation_days()
    )
    outbox.write(
        key=f"invitation:{invitation.id}",
        recipient=user.email,
        subject=subject,
        body=body,
        link=link,
        recipient_name=user.name,
        reply_to=actor,
    )
    return link


def invitation_days() -> int:
    """How many days the link of an invitation works."""
    return settings.days(SettingKey.INVITATION_DAYS)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invited(token: str) -> Invitation | None:
    """The invitation behind a link, or None when it is unknown, used, withdrawn or too old."""
    invitation = db.session.scalar(
        select(Invitation).where(Invitation.token_hash == _hash(token)).options(joinedload(Invitation.user))
    )
    if invitation is None or invitation.used_at or invitation.revoked_at:
        return None
    if invitation.expires_at < clock.now() or invitation.user.deactivated_at is not None:
        return None
    return invitation


def accept(token: str, password: str) -> User | None:
    """Use the link: the password is set and the person is returned; None when somebody was first."""
    invitation = invited(token)
    if invitation is None:
        return None
    user = invitation.user
    _refuse_weak(user, password)
    used = db.session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.used_at.is_(None))
        .values(used_at=clock.now())
        .returning(Invitation.id)
    )
    if used.first() is None:
        return None
    set_password(user, password)
    return user


# ---- passwords -----------------------------------------------------------------------------------


def _refuse_weak(user: User, password: str) -> None:
    about = (user.name, user.email, user.helper.company if user.helper else "")
    if reason := passwords.weakness(password, about=about):
        raise Refused("password", reason)


def set_password(user: User, password: str) -> None:
    """Keep a new password and end every log-in made with the old one."""
    user.password_hash = passwords.hash_password(password)
    user.password_changed_at = clock.now()
    sessions.end_all(user)


def change_password(user: User, old: str, new: str) -> None:
    """The person's own change; Refused when the old one is wrong or the new one too weak."""
    if not passwords.verify(user.password_hash, old):
        raise Refused("old", "Adgangskoden er ikke den, du har nu.")
    _refuse_weak(user, new)
    set_password(user, new)


def count() -> int:
    """How many accounts there are; none means that nobody can log in yet."""
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def update_profile(user: User, *, name: str, title: str, phone: str) -> None:
    """The person's own name, title and phone."""
    user.name, user.title, user.phone = name, title, phone
