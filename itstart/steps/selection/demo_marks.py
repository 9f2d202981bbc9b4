"""The points of the demos as they count: each person's own, or what they agreed on."""

from collections.abc import Mapping

from itstart.models.case import CustomerCase
from itstart.rules.demo_points import apart, counting

Place = tuple[str, str]
"""A vendor's number and a demo task's number."""


def given(case: CustomerCase) -> dict[Place, list[int]]:
    """Everybody's points; a task that is deleted has none."""
    found: dict[Place, list[int]] = {}
    for mark in case.demo_scores:
        if mark.scenario.deleted_at is None:
            found.setdefault((mark.vendor.code, mark.scenario.code), []).append(mark.score)
    return found


def agreed(case: CustomerCase) -> dict[Place, tuple[int, str]]:
    """The points that were agreed on, and why."""
    return {
        (row.vendor.code, row.scenario.code): (row.score, row.note)
        for row in case.demo_consensus
        if row.scenario.deleted_at is None
    }


def that_count(case: CustomerCase) -> dict[Place, list[int]]:
    """The points the result is made of."""
    points, consensus = given(case), agreed(case)
    places = dict.fromkeys([*points, *consensus])
    return {place: counting(points.get(place, []), consensus.get(place, (None, ""))[0]) for place in places}


def of_vendor(points: Mapping[Place, list[int]], vendor: str) -> list[int]:
    """All points of one vendor."""
    return [point for (code, _), marks in points.items() if code == vendor for point in marks]


def to_talk_about(case: CustomerCase) -> dict[Place, tuple[int, int]]:
    """(lowest, highest) where people are far from each other and have not agreed yet."""
    settled = agreed(case)
    found = ((place, apart(points)) for place, points in given(case).items() if place not in settled)
    return {place: ends for place, ends in found if ends}
