"""Counts acts per keyed bucket in the database, so that a limit holds over all server processes.

Flask-Limiter counts in the memory of one process and stands in front as the coarse limit; this is
the exact one. A bucket is stored as a keyed hash: no address and no e-mail is kept.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select, text

from itstart import clock
from itstart.db import db
from itstart.models.user import Attempt
from itstart.sqlite import writing

KEEP = timedelta(hours=24)


@dataclass(frozen=True)
class Limit:
    """At most `times` acts in `seconds`."""

    times: int
    seconds: int


LOGIN_PER_ACCOUNT = Limit(10, 300)
LOGIN_PER_ADDRESS = Limit(100, 300)
INVITATION_PER_ADDRESS = Limit(30, 300)
# A guess at six digits fits three times in a million: whoever has the password gets one chance in 8.000 a day.
CODE_PER_ACCOUNT = Limit(10, 300)
CODE_PER_DAY = Limit(40, 24 * 3600)


def allow(secret: str, bucket: str, limit: Limit) -> bool:
    """Count one act and say whether it is within the limit; an act over it is not counted.

    Writes in a transaction of its own, which stays also when the request fails. The session's
    transaction is let go first: on SQLite it may hold the very lock we need.
    """
    key = hmac.new(secret.encode(), bucket.encode(), hashlib.sha256).hexdigest()
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        return _count(connection, key, limit)


def _count(connection: Connection, key: str, limit: Limit) -> bool:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:key))"), {"key": key})
    moment = clock.now()
    connection.execute(delete(Attempt).where(Attempt.at < moment - KEEP))
    since = moment - timedelta(seconds=limit.seconds)
    query = select(func.count()).select_from(Attempt).where(Attempt.bucket == key, Attempt.at > since)
    if (connection.scalar(query) or 0) >= limit.times:
        return False
    connection.execute(insert(Attempt).values(bucket=key, at=moment))
    return True
