"""The second step of a log-in: the key an app makes its codes from, and the codes for a lost phone."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model


class SecondFactor(Model):
    """A person's key, sealed with the secret of the installation. It counts once `confirmed_at` is set.

    `last_step` is the newest 30 seconds a code was used of, so that no code is used twice.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    sealed_key: Mapped[str] = mapped_column(String(300))
    last_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    recovery_salt: Mapped[str] = mapped_column(String(32), default="")


class RecoveryCode(Model):
    """One code for the day the phone is gone: only its hash is kept, and it is used once."""

    id: Mapped[int] = mapped_column(primary_key=True)
    second_factor_id: Mapped[int] = mapped_column(ForeignKey("second_factor.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]
