"""Coverage: what counts, what a region's state is, and in what order neighbours come."""

from datetime import date, timedelta
from typing import Any

import pytest

from itstart.rules.coverage import (
    ON_THE_WAY,
    Cover,
    CoverageCell,
    RegionCoverage,
    around,
    cells,
    cover,
    distance,
    has_room,
    region_coverage,
)
from itstart.rules.leads import Candidate, Wanted
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, QualificationStatus

TODAY = date(2026, 11, 26)
HERNING, VIBORG, AARHUS, SKIVE = "0657", "0791", "0751", "0779"
REGION = frozenset({HERNING, VIBORG, AARHUS, SKIVE})
POSTAL = {HERNING: (7400, 7451), VIBORG: (8800,), AARHUS: (8000, 8200), SKIVE: (7800,)}
ERP = Category.ERP


def candidate(cvr: str = "1", **values: Any) -> Candidate:
    """A firm in Viborg that knows ERP and is free."""
    given = {"home": VIBORG, "covers": {VIBORG}, "levels": {ERP: CompetenceLevel.SKILLED}, **values}
    return Candidate(cvr=cvr, company=f"Firma {cvr}", **given)


@pytest.mark.parametrize(
    ("helpers", "found", "label"),
    [(0, Cover.NONE, "0"), (1, Cover.ONE, "1"), (2, Cover.SEVERAL, "2+"), (17, Cover.SEVERAL, "2+")],
)
def test_cover(helpers: int, found: Cover, label: str) -> None:
    assert cover(helpers) is found
    assert found.label == label


def test_a_cell_is_its_region_and_its_kommune_together() -> None:
    found = cells(
        [HERNING, VIBORG],
        [ERP, Category.CRM],
        by_region={("Midt", ERP): 2, ("Nord", ERP): 5},
        by_kommune={(HERNING, ERP): 1, (VIBORG, Category.CRM): 1},
        region_of={HERNING: "Midt", VIBORG: "Midt"},
        leads={(HERNING, Category.CRM): 3},
    )

    assert [(cell.helpers, cell.leads) for cell in found[HERNING]] == [(3, 0), (0, 3)]
    assert [cell.helpers for cell in found[VIBORG]] == [2, 1]
    assert found[HERNING][1].is_hole
    assert not found[HERNING][0].is_hole


@pytest.mark.parametrize(
    ("helpers", "target", "found", "missing"),
    [
        (0, None, Cover.NONE, 0),
        (1, None, Cover.ONE, 0),
        (2, None, Cover.SEVERAL, 0),
        (0, 3, Cover.NONE, 3),
        (2, 3, Cover.ONE, 1),
        (3, 3, Cover.SEVERAL, 0),
        (1, 1, Cover.SEVERAL, 0),
    ],
)
def test_a_region_against_its_target(helpers: int, target: int | None, found: Cover, missing: int) -> None:
    line = RegionCoverage("Midt", helpers, target, holes=0, cells=0, leads=0)

    assert line.cover is found
    assert line.missing == missing


def test_a_region_sums_its_cells() -> None:
    there = [CoverageCell(HERNING, ERP, 0, 2), CoverageCell(VIBORG, ERP, 1, 1)]

    line = region_coverage("Midt", 1, None, there)

    assert (line.holes, line.cells, line.leads) == (1, 2, 3)


@pytest.mark.parametrize(
    ("these", "those", "found"), [((7400,), (8800,), 1400), ((7400, 7451), (7500, 7800), 49), ((), (8000,), None)]
)
def test_distance(these: tuple[int, ...], those: tuple[int, ...], found: int | None) -> None:
    assert distance(these, those) == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, True),
        ({"open_cases": 2}, True),
        ({"open_cases": 3}, False),
        ({"open_cases": 3, "advisers": 2}, True),
        ({"available_from": TODAY}, True),
        ({"available_from": TODAY + timedelta(days=1)}, False),
    ],
)
def test_room(values: dict[str, Any], found: bool) -> None:
    assert has_room(candidate(**values), TODAY) is found


def _around(*candidates: Candidate) -> Any:
    wanted = Wanted(municipality_code=HERNING, place="Herning", category=ERP)
    return around(candidates, wanted, today=TODAY, region=REGION, postal_codes=POSTAL)


@pytest.mark.parametrize("status", QualificationStatus)
def test_who_is_on_the_way(status: QualificationStatus) -> None:
    found = _around(candidate(status=status, covers={HERNING}))

    assert bool(found.on_the_way) is (status in ON_THE_WAY)
    assert bool(found.covering) is (status is QualificationStatus.QUALIFIED)


@pytest.mark.parametrize(
    "values",
    [
        {"levels": {Category.CRM: CompetenceLevel.EXPERT}},
        {"home": "0101", "covers": {"0101"}},
        {"no_new_cases_until": TODAY},
        {"ended_on": TODAY},
        {"people": 0},
        {"open_cases": 9},
        {"status": QualificationStatus.PAUSED},
    ],
)
def test_who_is_no_neighbour(values: dict[str, Any]) -> None:
    assert not _around(candidate(**values)).neighbours


def test_the_nearest_neighbour_comes_first_and_an_unknown_home_last() -> None:
    found = _around(
        candidate("1", home=AARHUS), candidate("2", home=""), candidate("3", home=SKIVE), candidate("4", home=VIBORG)
    )

    assert [one.match.candidate.cvr for one in found.neighbours] == ["3", "1", "4", "2"]


def test_a_cell_says_how_well_it_is_covered() -> None:
    assert [CoverageCell(HERNING, ERP, helpers, 0).cover for helpers in range(4)] == [cover(n) for n in range(4)]
    assert CoverageCell(HERNING, ERP, 0, 0).cover is not CoverageCell(HERNING, ERP, 3, 0).cover


def test_who_is_not_on_the_way() -> None:
    resting = {"qualified", "rejected", "paused", "ended"}
    assert {status.value for status in QualificationStatus} - {status.value for status in ON_THE_WAY} == resting


def test_who_lives_there_is_on_the_way_there() -> None:
    applicant = QualificationStatus.APPLICANT
    found = _around(candidate("1", status=applicant, home=HERNING), candidate("2", status=applicant, home=SKIVE))

    assert [one.cvr for one in found.on_the_way] == ["1"]


def test_a_neighbour_with_the_same_postal_code_comes_before_the_next_one() -> None:
    wanted = Wanted(municipality_code=HERNING, place="Herning", category=ERP)
    firms = [candidate("1", home=SKIVE), candidate("2", home=AARHUS)]
    postal = {HERNING: (7400,), SKIVE: (7401,), AARHUS: (7400,)}

    found = around(firms, wanted, today=TODAY, region=REGION, postal_codes=postal)

    assert [(one.match.candidate.cvr, one.distance) for one in found.neighbours] == [("2", 0), ("1", 1)]
