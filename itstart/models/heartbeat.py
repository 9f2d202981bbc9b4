"""When the background work was last seen going round."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model


class Heartbeat(Model):
    """One row for each kind of background work, whichever process does it."""

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]
