"""What IBIZ-Center has set since the program was shipped: every change is a row, the newest holds."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model


class SettingChange(Model):
    """A setting or a mail's text from a moment on. Without `value` what ships holds again."""

    __table_args__ = (Index("ix_setting_change_key", "key", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(200), default="")
    value: Mapped[str | None] = mapped_column(Text)
    set_at: Mapped[datetime]
    set_by: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text, default="")
