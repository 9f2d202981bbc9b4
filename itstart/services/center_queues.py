"""What waits for IBIZ-Center, queue by queue: how many, and the oldest first. Each queue is one query however long."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import DeliveryModule, User
from itstart.rules.settings import SettingKey
from itstart.rules.workdays import workdays_between
from itstart.services import center_queue_rows as rows
from itstart.services import settings
from itstart.services.center_queue_rows import Found, Row
from itstart.services.kept_figures import kept, watch
from itstart.steps.calendar import danish_holidays

FIRST = 3
MOST = 500


class Key(StrEnum):
    """The queues in the order they are shown; the value stands in the address."""

    UNASSIGNED = "sparring-uden-ansvarlig"
    ASSIGNED = "sparring-uden-svar"
    LEADS = "henvendelser-uden-firma"
    OFFERS = "tilbud-uden-svar"
    REPORTS = "rapporter"
    STORIES = "successager"
    EVALUATIONS = "evalueringer"
    HELPERS = "firmaer"
    TALKS = "samtaler"
    PLANS = "aktivitetsplaner"
    CODE = "kodeks"


@dataclass(frozen=True)
class Queue:
    """A queue: how many there are, and the oldest of them."""

    key: Key
    total: int
    rows: list[Row] = field(default_factory=list)

    def is_late(self, row: Row) -> bool:
        """True when it has waited for more working days than the queue has patience for."""
        patience = PATIENCE[self.key]
        days = settings.days(patience) if isinstance(patience, SettingKey) else patience
        return workdays_between(row.since, clock.today(), danish_holidays()) > days


# Working days something may wait before it is late. What has a deadline may not wait after it.
PATIENCE: Mapping[Key, int | SettingKey] = {
    Key.UNASSIGNED: 1,
    Key.ASSIGNED: SettingKey.SPARRING_WORKDAYS,
    Key.LEADS: SettingKey.LEAD_ANSWER_WORKDAYS,
    Key.OFFERS: SettingKey.LEAD_ANSWER_WORKDAYS,
    Key.REPORTS: 5,
    Key.STORIES: 5,
    Key.EVALUATIONS: 0,
    Key.HELPERS: 10,
    Key.TALKS: 0,
    Key.PLANS: 10,
    Key.CODE: 10,
}


def every(actor: User) -> list[Queue]:
    """All queues with their first few rows."""
    return [_read(actor, key, FIRST) for key in Key]


def one(actor: User, key: Key) -> Queue:
    """A whole queue."""
    return _read(actor, key, MOST)


def _read(actor: User, key: Key, limit: int) -> Queue:
    policies.ensure(policies.is_staff(actor))
    query, row_of = _QUERIES[key]()
    counted = query.add_columns(func.count().over().label("total_")).limit(limit)

    def read() -> list[Any]:
        return list(db.session.execute(counted))

    # Only the queue of reports looks through all there ever was.
    found = kept("queue of reports", limit, read) if key is Key.REPORTS else read()
    return Queue(key, found[0].total_ if found else 0, [row_of(row) for row in found])


_QUERIES: Mapping[Key, Callable[[], Found]] = {
    Key.UNASSIGNED: rows.unassigned,
    Key.ASSIGNED: rows.assigned,
    Key.LEADS: rows.leads,
    Key.OFFERS: rows.offers,
    Key.REPORTS: rows.reports,
    Key.STORIES: rows.stories,
    Key.EVALUATIONS: rows.evaluations,
    Key.HELPERS: rows.helpers,
    Key.TALKS: rows.talks,
    Key.PLANS: rows.plans,
    Key.CODE: rows.code,
}
watch(
    "queue of reports",
    rows.reports()[0],
    days=select(DeliveryModule.start_reported_on, DeliveryModule.end_reported_on),
)
