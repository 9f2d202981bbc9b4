"""Market coverage: who counts, where and when, counted by the database; and what fills a hole."""

from datetime import date, timedelta
from typing import Any

import pytest

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.models import Helper, HelperCategory, HelperMunicipality, HelperRegion
from itstart.policies import Forbidden
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, LeadStatus, QualificationStatus
from itstart.services import coverage, norms
from tests.factories.accounts import make_admin, make_firm, make_helper, make_staff
from tests.factories.cases import accept_code
from tests.factories.leads import make_lead

HERNING, VIBORG, ROSKILDE, BORNHOLM = "0657", "0791", "0265", "0400"
BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


pytestmark = pytest.mark.usefixtures("app")


def firm(*, regions: tuple[str, ...] = (), codes: tuple[str, ...] = (), **values: Any) -> Helper:
    """A firm that knows ERP and covers this."""
    made = make_firm(**values)
    made.regions = [HelperRegion(position=place, name=name) for place, name in enumerate(regions)]
    made.municipalities = [HelperMunicipality(code=code) for code in codes]
    made.categories = [HelperCategory(position=0, category=Category.ERP, level=CompetenceLevel.SKILLED)]
    accept_code(made)
    make_helper(made)
    return made


def helpers_in(code: str, category: Category = Category.ERP) -> int:
    found = coverage.overview(make_staff())
    return next(cell.helpers for cell in found.cells[code] if cell.category is category)


def test_a_region_and_its_kommune_count_a_firm_once() -> None:
    firm(regions=("Region Midtjylland",), codes=(HERNING, ROSKILDE))
    firm(codes=(HERNING,))

    assert (helpers_in(HERNING), helpers_in(VIBORG), helpers_in(ROSKILDE), helpers_in(BORNHOLM)) == (2, 1, 1, 0)
    assert helpers_in(HERNING, Category.CRM) == 0


@pytest.mark.parametrize(
    "values",
    [
        *({"qualification_status": status} for status in QualificationStatus if status != "qualified"),
        {"ended_on": date(2026, 1, 1)},
        {"no_new_cases_until": date(2099, 1, 1)},
    ],
)  # fmt: skip
def test_who_may_not_take_a_case_does_not_count(values: dict[str, Any]) -> None:
    firm(codes=(HERNING,), **values)

    assert helpers_in(HERNING) == 0


def test_who_was_away_counts_again() -> None:
    firm(codes=(HERNING,), no_new_cases_until=clock.today() - timedelta(days=1))

    assert helpers_in(HERNING) == 1


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_names_of_both_times_cover_the_same_kommuner(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)
    firm(regions=("Region Sjælland",))
    firm(regions=("Region Østdanmark", "Region Sjælland"))

    assert (helpers_in(ROSKILDE), helpers_in(BORNHOLM), helpers_in(HERNING)) == (2, 1, 0)


@pytest.mark.parametrize(
    ("day", "east"),
    [
        (BEFORE, {"Region Sjælland": 2, "Region Hovedstaden": 2}),
        (AFTER, {"Region Østdanmark": 3}),
    ],
)
def test_a_region_counts_a_firm_once_on_both_sides_of_2027(day: date, east: dict[str, int]) -> None:
    firm(regions=("Region Sjælland",), codes=(BORNHOLM,))
    firm(regions=("Region Hovedstaden",))
    firm(codes=(ROSKILDE,))

    assert coverage.firms_by_region(day) == east
    assert coverage.firms_by_region(day, Category.CRM) == {}


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_the_regions_follow_the_date(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)

    found = coverage.overview(make_staff())

    assert tuple(line.name for line in found.regions) == places.regions_on(day)
    assert sum(line.cells for line in found.regions) == 98 * len(Category)


def test_a_target_stands_against_what_is_there() -> None:
    firm(regions=("Region Midtjylland",))
    targets = {"Region Midtjylland": 3}
    norms.put(make_admin(), minimum_rating=norms.SHIPPED.minimum_rating, criteria="Uvildig", targets=targets, reason="")

    line = next(one for one in coverage.overview(make_staff()).regions if one.name == "Region Midtjylland")

    assert (line.helpers, line.target, line.missing) == (1, 3, 2)


@pytest.mark.parametrize(
    ("day", "east"),
    [(BEFORE, {"Region Sjælland": 2, "Region Hovedstaden": 4}), (AFTER, {"Region Østdanmark": 6})],
)
def test_the_targets_follow_the_date_too(day: date, east: dict[str, int]) -> None:
    targets = {"Region Sjælland": 2, "Region Hovedstaden": 4, "Region Nordjylland": 1}
    norms.put(make_admin(), minimum_rating=norms.SHIPPED.minimum_rating, criteria="Uvildig", targets=targets, reason="")

    assert norms.targets_on(day) == {"Region Nordjylland": 1, **east}
    assert [line for line in coverage.against_targets(day) if line[2]] == [
        (region, 0, target) for region, target in norms.targets_on(day).items()
    ]


def test_open_leads_stand_where_the_customer_is() -> None:
    staff = make_staff()
    for status in LeadStatus:
        make_lead(status, staff=staff)
    make_lead(staff=staff, category=None)

    found = coverage.overview(staff)

    assert next(cell.leads for cell in found.cells[HERNING] if cell.category is Category.ERP) == 3
    assert found.leads_without_place == 1
    assert len(coverage.open_leads(staff, HERNING, Category.ERP)) == 3


def test_a_hole_leads_to_who_can_fill_it() -> None:
    near = firm(company="Nær", codes=(VIBORG,), municipality_code=VIBORG)
    firm(company="Væk", codes=(VIBORG,), no_new_cases_until=date(2099, 1, 1))
    firm(company="Østpå", codes=(ROSKILDE,), municipality_code=ROSKILDE)
    waiting = firm(company="På vej", codes=(HERNING,), qualification_status=QualificationStatus.CO_DELIVERY_1)

    found = coverage.around(make_staff(), HERNING, Category.ERP)

    assert found.covering == ()
    assert [one.cvr for one in found.on_the_way] == [waiting.cvr]
    assert [one.match.candidate.cvr for one in found.neighbours] == [near.cvr]


def test_only_the_center_sees_it() -> None:
    helper = make_helper()
    db.session.commit()

    for ask in (
        lambda: coverage.overview(helper),
        lambda: coverage.around(helper, HERNING, Category.ERP),
        lambda: coverage.open_leads(helper, HERNING, Category.ERP),
    ):
        with pytest.raises(Forbidden):
            ask()
