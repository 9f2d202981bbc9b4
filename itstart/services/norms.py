"""What IBIZ-Center expects: criteria, the least rating, and how many firms should cover a region. With history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import QualityNorm, RegionTarget, User
from itstart.rules.cooperation import STANDARD_CRITERIA, STANDARD_MINIMUM, check_norms, criteria_of
from itstart.rules.findings import require


@dataclass(frozen=True, slots=True)
class Norms:
    """The norms of a time; those that ship have neither day nor person."""

    minimum_rating: Decimal
    criteria: tuple[str, ...]
    targets: Mapping[str, int]
    set_at: datetime | None = None
    set_by: str = ""
    reason: str = ""


SHIPPED = Norms(STANDARD_MINIMUM, STANDARD_CRITERIA, {})


def _of(row: QualityNorm) -> Norms:
    targets = {target.region: target.target for target in row.targets}
    return Norms(row.minimum_rating, tuple(criteria_of(row.criteria)), targets, row.set_at, row.set_by, row.reason)


def current() -> Norms:
    """The norms that hold."""
    row = db.session.scalar(select(QualityNorm).order_by(QualityNorm.id.desc()).limit(1))
    return _of(row) if row else SHIPPED


def every() -> list[Norms]:
    """All of them, the newest first; the last are those that ship."""
    rows = db.session.scalars(select(QualityNorm).order_by(QualityNorm.id.desc()))
    return [*(_of(row) for row in rows), SHIPPED]


def put(
    actor: User, *, minimum_rating: Decimal | None, criteria: str, targets: Mapping[str, int], reason: str
) -> QualityNorm:
    """Let other norms hold from now on. RuleViolation for norms nobody can use."""
    policies.ensure(policies.may_set_norms(actor))
    wanted = criteria_of(criteria)
    require(check_norms(wanted, minimum_rating))
    row = QualityNorm(
        set_at=clock.now(),
        set_by=actor.name,
        reason=reason,
        minimum_rating=minimum_rating,
        criteria="\n".join(wanted),
        targets=[
            RegionTarget(position=place, region=region, target=targets[region])
            for place, region in enumerate(regions())
            if targets.get(region)
        ],
    )
    db.session.add(row)
    db.session.flush()
    return row


def regions() -> Sequence[str]:
    """The regions as they are called today."""
    return places.regions_on(clock.today())


def targets_on(day: date) -> dict[str, int]:
    """The target of each region of a day that has one. A region made of older ones has the sum of theirs (2027)."""
    own = current().targets
    made_of: dict[str, set[str]] = {region: {region} for region in places.regions_on(day)}
    for place in places.municipalities():
        made_of[places.region_on(place.code, day)].add(place.region)
    wanted = {region: own.get(region) or sum(own.get(name, 0) for name in names) for region, names in made_of.items()}
    return {region: target for region, target in wanted.items() if target}
