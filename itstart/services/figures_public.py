"""The few figures the public site may tell: whole numbers, by region, and none under 3 (S34, F088)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.models import Customer, DeliveryModule, Helper
from itstart.rules import figures as rules
from itstart.rules.figures import Published
from itstart.services.cases import region_of
from itstart.services.figure_choices import regions
from itstart.services.figure_lists import ENDED, QUALIFIED
from itstart.services.figure_sql import on_day

ELSEWHERE = "Ikke oplyst"


@dataclass(frozen=True)
class PublicFigures:
    """What may be told today. The rating is None until three customers have given one."""

    modules: Published
    companies: Published
    helpers: int | None
    rating: Decimal | None


def told() -> PublicFigures:
    """All time, as it stands today; the firms are those that are qualified now."""
    place = Customer.municipality_code
    ended = ENDED.joined(select(place, func.count(), func.count(func.distinct(Customer.id))), shown=True)
    ended = ended.where(*ENDED.where, ENDED.dated.is_not(None)).group_by(place)
    found = [tuple(row) for row in db.session.execute(ended)]
    tomorrow = clock.today() + timedelta(days=1)
    query = select(func.count()).select_from(Helper).where(on_day(QUALIFIED.dated, Helper.ended_on, tomorrow))
    qualified = db.session.scalar(query) or 0
    return PublicFigures(
        rules.published(_by_region((code, modules) for code, modules, _ in found)),
        rules.published(_by_region((code, companies) for code, _, companies in found)),
        qualified if qualified >= rules.LEAST_PUBLIC else None,
        _rating(),
    )


def _by_region(counts: Iterable[tuple[str | None, int]]) -> Mapping[str, int]:
    """Every region there is, and what has no known place: a part that is left out could be worked out."""
    together = dict.fromkeys(regions(), 0)
    for code, count in counts:
        name = region_of(code or "", clock.today()) or ELSEWHERE
        together[name] = together.get(name, 0) + count
    return together


def _rating() -> Decimal | None:
    rating = DeliveryModule.customer_rating
    query = ENDED.joined(select(func.sum(rating), func.count(rating)))
    total, count = db.session.execute(query.where(*ENDED.where, ENDED.dated.is_not(None))).one()
    return rules.average(total, count) if count >= rules.LEAST_PUBLIC else None
