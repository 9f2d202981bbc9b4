"""Where there are helpers and where there are none, for IBIZ-Center (F091). As few queries for 500 firms as for 10."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    column,
    exists,
    func,
    or_,
    select,
    union,
    union_all,
    values,
)

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import Helper, HelperCategory, HelperMunicipality, HelperRegion, Lead, User
from itstart.rules import coverage as rules
from itstart.rules.coverage import Around, CoverageCell, RegionCoverage
from itstart.rules.leads import Wanted
from itstart.rules.terms import Category, LeadStatus, QualificationStatus
from itstart.services import lead_matches, norms

OPEN_LEADS = (LeadStatus.NEW, LeadStatus.PREQUALIFIED, LeadStatus.OFFERED)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole picture of a day: the regions, and the cells of each kommune by its code."""

    regions: tuple[RegionCoverage, ...]
    cells: dict[str, list[CoverageCell]]
    leads_without_place: int


# ---- who counts, and where ---------------------------------------------------------------------------


def _takes_cases(today: date) -> tuple[ColumnElement[bool], ...]:
    """Qualified, not away and not gone; who rests or has left is not qualified any more."""
    return (
        Helper.qualification_status == QualificationStatus.QUALIFIED,
        or_(Helper.ended_on.is_(None), Helper.ended_on > today),
        or_(Helper.no_new_cases_until.is_(None), Helper.no_new_cases_until < today),
    )


def _mapping(name: str, first: str, second: str, rows: Sequence[tuple[str, str]]) -> CTE:
    """Pairs of ours as a table the database can join."""
    return values(column(first, String), column(second, String)).data(list(rows)).cte(name)


def _old_regions() -> list[tuple[str, str]]:
    """(a region's name in either time, the region until 2027 it holds): the parts that no border has cut."""
    pairs = {(place.region, place.region) for place in places.municipalities()}
    return sorted(pairs | {(place.region_from_2027, place.region) for place in places.municipalities()})


def _count_places(today: date) -> dict[tuple[str, Category], int]:
    """(a region until 2027, or a kommune's code; category) -> firms. One query; none counts twice in a kommune."""
    part = _mapping("part", "name", "region", _old_regions())
    home = _mapping("home", "code", "region", [(place.code, place.region) for place in places.municipalities()])
    whole = (
        select(HelperRegion.helper_id, part.c.region.label("place"))
        .join(part, part.c.name == HelperRegion.name)
        .distinct()
        .cte("whole")
    )
    by_region = exists().where(whole.c.helper_id == HelperMunicipality.helper_id, whole.c.place == home.c.region)
    alone = (
        select(HelperMunicipality.helper_id, HelperMunicipality.code)
        .join(home, home.c.code == HelperMunicipality.code)
        .where(~by_region)
    )
    covered = union_all(select(whole.c.helper_id, whole.c.place), alone).cte("covered")
    query: Select[Any] = (
        select(covered.c.place, HelperCategory.category, func.count())
        .join(Helper, Helper.id == covered.c.helper_id)
        .join(HelperCategory, HelperCategory.helper_id == Helper.id)
        .where(*_takes_cases(today))
        .group_by(covered.c.place, HelperCategory.category)
    )
    return {(row[0], row[1]): row[2] for row in db.session.execute(query)}


def firms_by_region(day: date, category: Category | None = None) -> dict[str, int]:
    """How many firms cover a region of that day, the whole or a part of it; one query."""
    regions = _mapping("region", "name", "there", _regions_of_names(day))
    home = _mapping(
        "home", "code", "there", [(place.code, places.region_on(place.code, day)) for place in places.municipalities()]
    )
    covered = union(
        select(HelperRegion.helper_id, regions.c.there).join(regions, regions.c.name == HelperRegion.name),
        select(HelperMunicipality.helper_id, home.c.there).join(home, home.c.code == HelperMunicipality.code),
    ).subquery()
    query: Select[Any] = (
        select(covered.c.there, func.count())
        .join(Helper, Helper.id == covered.c.helper_id)
        .where(*_takes_cases(day))
        .group_by(covered.c.there)
    )
    if category is not None:
        query = query.where(exists().where(HelperCategory.helper_id == Helper.id, HelperCategory.category == category))
    return {row[0]: row[1] for row in db.session.execute(query)}


def _regions_of_names(day: date) -> list[tuple[str, str]]:
    """(a region's name in either time, a region of the day it lies in or holds)."""
    found = set()
    for place in places.municipalities():
        there = places.region_on(place.code, day)
        found |= {(place.region, there), (place.region_from_2027, there)}
    return sorted(found)


def _count_leads() -> dict[tuple[str | None, Category | None], int]:
    query = (
        select(Lead.municipality_code, Lead.category, func.count())
        .where(Lead.status.in_(OPEN_LEADS))
        .group_by(Lead.municipality_code, Lead.category)
    )
    return {(row[0], row[1]): row[2] for row in db.session.execute(query)}


# ---- the picture -------------------------------------------------------------------------------------


def overview(actor: User, category: Category | None = None) -> Coverage:
    """Kommune by category, and each region against its target; of one category only when it is given."""
    policies.ensure(policies.may_keep_leads(actor))
    today = clock.today()
    counted, leads = _count_places(today), _count_leads()
    codes = [place.code for place in sorted(places.municipalities(), key=lambda place: place.name)]
    cells = rules.cells(
        codes,
        [category] if category else list(Category),
        by_region=counted,
        by_kommune=counted,
        region_of={place.code: place.region for place in places.municipalities()},
        leads={(code, wanted): number for (code, wanted), number in leads.items() if code and wanted},
    )
    without = sum(number for (code, wanted), number in leads.items() if not code or not wanted)
    return Coverage(_regions(today, category, cells), cells, without)


def _regions(
    today: date, category: Category | None, cells: dict[str, list[CoverageCell]]
) -> tuple[RegionCoverage, ...]:
    firms = firms_by_region(today, category)
    targets = {} if category else norms.targets_on(today)
    return tuple(
        rules.region_coverage(
            region,
            firms.get(region, 0),
            targets.get(region),
            [cell for code, row in cells.items() if places.region_on(code, today) == region for cell in row],
        )
        for region in places.regions_on(today)
    )


def against_targets(day: date) -> list[tuple[str, int, int | None]]:
    """(region, qualified firms, target) from north to east."""
    firms, targets = firms_by_region(day), norms.targets_on(day)
    return [(region, firms.get(region, 0), targets.get(region)) for region in places.regions_on(day)]


def around(actor: User, code: str, category: Category) -> Around:
    """Who covers a kommune and a category, who is on the way there, and which neighbours have room."""
    policies.ensure(policies.may_keep_leads(actor))
    today = clock.today()
    place = places.municipality(code)
    assert place is not None
    return rules.around(
        lead_matches.candidates(None),
        Wanted(municipality_code=code, place=place.name, category=category),
        today=today,
        region=frozenset(places.municipalities_of([places.region_on(code, today)])),
        postal_codes=places.postal_numbers(),
    )


def open_leads(actor: User, code: str, category: Category) -> list[Lead]:
    """The customers who wait there, the oldest first."""
    policies.ensure(policies.may_keep_leads(actor))
    query = (
        select(Lead)
        .where(Lead.status.in_(OPEN_LEADS), Lead.municipality_code == code, Lead.category == category)
        .order_by(Lead.received_on, Lead.number)
    )
    return list(db.session.scalars(query))
