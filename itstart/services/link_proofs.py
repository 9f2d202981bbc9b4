"""What is kept as proof of a customer's answer, and for how long."""

from datetime import timedelta

from sqlalchemy import func, select, update

from itstart import clock
from itstart.db import db
from itstart.models import CustomerLink
from itstart.rules.settings import SettingKey
from itstart.services import settings


def forget_addresses() -> int:
    """Forget the network address of answers that are too old; returns how many. The answer itself stays."""
    before = clock.now() - timedelta(days=settings.days(SettingKey.ADDRESS_DAYS))
    old = (CustomerLink.answered_from != "", CustomerLink.used_at <= before)
    count = db.session.scalar(select(func.count()).select_from(CustomerLink).where(*old)) or 0
    if count:
        db.session.execute(update(CustomerLink).where(*old).values(answered_from=""))
    return count
