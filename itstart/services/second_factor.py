"""Totrinslogin: setting it up, the second step of a log-in, recovery codes, and the way back for a lost phone.

`secret` is the installation's own. A key is shown while it is set up and never again.
"""

import secrets

import pyotp
from sqlalchemy import delete, func, select, update

from itstart import clock, policies
from itstart.db import db
from itstart.models import RecoveryCode, SecondFactor, User
from itstart.rules import second_factor as rules
from itstart.rules.settings import SettingKey
from itstart.services import mail_texts, outbox, passwords, sealing, sessions, settings, user_moves
from itstart.services.accounts import Refused

ISSUER = "It-start"
_PURPOSE = "second factor"
WRONG_CODE = "Koden passer ikke, eller den er brugt. Vent på den næste i appen, og skriv den."


def is_owed(user: User, *, of_staff: bool) -> bool:
    """True when the person must set it up before anything else. `of_staff`: this installation asks it of its staff."""
    return user.second_factor_since is None and is_required(user, of_staff=of_staff)


def is_required(user: User, *, of_staff: bool) -> bool:
    """True when the person may not be without it."""
    staff = policies.is_staff(user)
    of_helpers = not staff and settings.holds(SettingKey.HELPERS_SECOND_FACTOR)
    return rules.is_required(staff=staff, of_staff=of_staff, of_helpers=of_helpers)


def _find(user: User) -> SecondFactor | None:
    return db.session.scalar(select(SecondFactor).where(SecondFactor.user_id == user.id))


# ---- setting it up -----------------------------------------------------------------------------------


def begin(user: User, secret: sealing.Secret) -> None:
    """Draw a key for a phone that is to be set up; an earlier one that was not finished is forgotten."""
    if user.second_factor_since is not None:
        raise Refused("code", "Totrinslogin er slået til. Slå det fra, før du sætter en ny telefon op.")
    _forget(user)
    sealed = sealing.seal(secret, _PURPOSE, pyotp.random_base32())
    db.session.add(SecondFactor(user_id=user.id, sealed_key=sealed, created_at=clock.now()))
    db.session.flush()


def new_key(user: User, secret: sealing.Secret) -> str | None:
    """The key that is being set up, or None."""
    factor = _find(user)
    if factor is None or factor.confirmed_at is not None:
        return None
    return sealing.unseal(secret, _PURPOSE, factor.sealed_key)


def address(user: User, key: str) -> str:
    """What a phone reads from the QR code."""
    return pyotp.TOTP(key).provisioning_uri(name=user.email, issuer_name=ISSUER)


def confirm(user: User, password: str, code: str, secret: sealing.Secret) -> list[str]:
    """Turn it on once a code of the phone fits; returns the recovery codes. Every log-in ends. Refused otherwise."""
    factor = _find(user)
    if factor is None or factor.confirmed_at is not None:
        raise Refused("code", "Opsætningen er ikke begyndt. Begynd forfra.")
    _ensure_both(user, password, code, secret)
    factor.confirmed_at = user.second_factor_since = clock.now()
    codes = _draw_codes(factor)
    sessions.end_all(user)
    _tell(user.name, user, "slog totrinslogin til", "Totrinslogin er slået til på din konto.")
    return codes


def _ensure_both(user: User, password: str, code: str, secret: sealing.Secret) -> None:
    if not passwords.verify(user.password_hash, password):
        raise Refused("password", "Adgangskoden er ikke den, du har nu.")
    if not fits(user, code, secret):
        raise Refused("code", WRONG_CODE)


# ---- logging in --------------------------------------------------------------------------------------


def person(user_id: int) -> User | None:
    """Who is between the two steps; nothing of the person may be shown before the second one."""
    return db.session.get(User, user_id)


def fits(user: User, code: str, secret: sealing.Secret) -> bool:
    """True for a code of the person's app that is not used yet; it is used now."""
    factor = _find(user)
    key = sealing.unseal(secret, _PURPOSE, factor.sealed_key) if factor else None
    if factor is None or key is None:
        return False
    seconds = int(clock.now().timestamp())
    step = rules.fitting_step(rules.typed(code), seconds, factor.last_step, pyotp.TOTP(key).generate_otp)
    if step is None:
        return False
    used = (
        update(SecondFactor)
        .where(SecondFactor.id == factor.id, SecondFactor.last_step < step)
        .values(last_step=step)
        .returning(SecondFactor.id)
    )
    return db.session.execute(used).first() is not None


def use_recovery_code(user: User, code: str) -> bool:
    """True for one of the person's recovery codes; it is used up, and the person is told."""
    factor = _find(user)
    if factor is None or user.second_factor_since is None:
        return False
    hashed = passwords.hash_of_code(rules.typed(code)[:100], factor.recovery_salt)
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.second_factor_id == factor.id,
            RecoveryCode.code_hash == hashed,
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(RecoveryCode.id)
    )
    if db.session.execute(used).first() is None:
        return False
    left = codes_left(user)
    _tell(
        user.name, user, "loggede ind med en nødkode", f"Der er logget ind med en af dine nødkoder. Du har {left} igen."
    )
    return True


# ---- recovery codes ----------------------------------------------------------------------------------


def codes_left(user: User) -> int:
    """How many recovery codes are not used."""
    query = (
        select(func.count(RecoveryCode.id))
        .join(SecondFactor, RecoveryCode.second_factor_id == SecondFactor.id)
        .where(SecondFactor.user_id == user.id, RecoveryCode.used_at.is_(None))
    )
    return db.session.scalar(query) or 0


def renew_codes(user: User, password: str, code: str, secret: sealing.Secret) -> list[str]:
    """Ten new recovery codes; the old ones stop working. Refused for a wrong password or code."""
    factor = _find(user)
    if factor is None or user.second_factor_since is None:
        raise Refused("code", "Totrinslogin er ikke slået til.")
    _ensure_both(user, password, code, secret)
    codes = _draw_codes(factor)
    _tell(
        user.name, user, "hentede nye nødkoder", "Der er hentet nye nødkoder til din konto. De gamle virker ikke mere."
    )
    return codes


def _draw_codes(factor: SecondFactor) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.second_factor_id == factor.id))
    factor.recovery_salt = secrets.token_hex(16)
    drawn = [
        "".join(secrets.choice(rules.ALPHABET) for _ in range(rules.RECOVERY_LENGTH))
        for _ in range(rules.RECOVERY_CODES)
    ]
    for code in drawn:
        hashed = passwords.hash_of_code(code, factor.recovery_salt)
        db.session.add(RecoveryCode(second_factor_id=factor.id, code_hash=hashed))
    db.session.flush()
    return [rules.grouped(code, between="-") for code in drawn]


# ---- turning it off ----------------------------------------------------------------------------------


def turn_off(user: User, password: str, code: str, secret: sealing.Secret) -> None:
    """Turn it off, also to change the phone; every log-in ends. Refused for a wrong password or code."""
    if user.second_factor_since is None:
        raise Refused("code", "Totrinslogin er ikke slået til.")
    _ensure_both(user, password, code, secret)
    _end(user)
    _tell(user.name, user, "slog totrinslogin fra", "Totrinslogin er slået fra på din konto.")


def reset(actor: User, user: User) -> None:
    """An administrator's way back for somebody whose phone and recovery codes are gone."""
    policies.ensure(policies.may_manage_users(actor) and actor.id != user.id)
    reset_by(actor.name, user)


def reset_by(actor: str, user: User) -> None:
    """The same, by whoever has the machine itself. Does nothing when it is off."""
    if user.second_factor_since is None:
        return
    _end(user)
    _tell(actor, user, "nulstillede totrinslogin", f"{actor} har nulstillet totrinslogin på din konto.")


def _end(user: User) -> None:
    _forget(user)
    user.second_factor_since = None
    sessions.end_all(user)


def _forget(user: User) -> None:
    factor = _find(user)
    if factor is not None:
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.second_factor_id == factor.id))
        db.session.delete(factor)
        db.session.flush()


def _tell(actor: str, user: User, done: str, change: str) -> None:
    """A line in the account's history, and a mail to its owner, who may not be the one who did it."""
    user_moves.record(actor, user, done)
    moment = clock.now()
    local = clock.local(moment)
    at = f"{local.day}.{local.month}.{local.year} kl. {local:%H.%M}"
    subject, body = mail_texts.compose("totrinslogin", navn=user.name, aendring=change, tidspunkt=at)
    outbox.write(
        key=f"second-factor:{user.id}:{moment.isoformat()}",
        recipient=user.email,
        recipient_name=user.name,
        subject=subject,
        body=body,
    )


def seal_anew(secret: sealing.Secret) -> tuple[int, int]:
    """Seal every key with the newest secret. How many were, and how many no secret opens: these must be reset."""
    sealed = lost = 0
    for factor in db.session.scalars(select(SecondFactor).order_by(SecondFactor.id)):
        key = sealing.unseal(secret, _PURPOSE, factor.sealed_key)
        if key is None:
            lost += 1
            continue
        factor.sealed_key = sealing.seal(secret, _PURPOSE, key)
        sealed += 1
    return sealed, lost
