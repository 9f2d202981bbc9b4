"""What the filters of the figures can be set to."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import extract, func, select

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import CustomerCase, Helper, Lead, User


@dataclass(frozen=True)
class Firm:
    """A firm one can choose."""

    id: int
    cvr: str
    company: str


def years() -> list[int]:
    """From this year back to the first case or lead, the newest first."""
    this = clock.today().year
    first = [
        db.session.scalar(select(extract("year", func.min(column))))
        for column in (CustomerCase.opened_on, Lead.received_on)
    ]
    known = [int(year) for year in first if year is not None]
    return list(range(this, min([*known, this]) - 1, -1))


def regions() -> Sequence[str]:
    """The regions as they are called today."""
    return places.regions_on(clock.today())


def firms(user: User) -> list[Firm]:
    """All firms for IBIZ-Center; a firm has no choice but itself."""
    if not policies.is_staff(user):
        return []
    query = select(Helper.id, Helper.cvr, Helper.company).order_by(Helper.company)
    return [Firm(*row) for row in db.session.execute(query)]
