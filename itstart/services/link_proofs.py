"""What is kept as proof of a customer's answer, and for how long."""

from datetime import timedelta

from sqlalchemy import func, select, update

from itstart import clock
from itstart.db import db
from itstart.models import CustomerLink

ADDRESS_DAYS = 30


def forget_addresses() -> int:
    """Forget the network address of answers older than 30 days; returns how many. The answer itself stays."""
    before = clock.now() - timedelta(days=ADDRESS_DAYS)
    old = (CustomerLink.answered_from != "", CustomerLink.used_at <= before)
    count = db.session.scalar(select(func.count()).select_from(CustomerLink).where(*old)) or 0
    if count:
        db.session.execute(update(CustomerLink).where(*old).values(answered_from=""))
    return count
