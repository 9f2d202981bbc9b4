"""The project plan: order, days off, own hours, risks and the fallback date."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from itstart.rules import plan

HOLIDAYS = {date(2026, 12, 25), date(2027, 1, 1)}


@dataclass(frozen=True)
class Row:
    code: str
    type: str | None
    date_on: date | None
    status: str = "planned"
    title: str = "Milepæl"


GOOD = [
    Row("MS-1", "contract", date(2026, 6, 19)),
    Row("MS-2", "kickoff", date(2026, 8, 17)),
    Row("MS-6", "acceptance_test", date(2026, 12, 11)),
    Row("MS-7", "go_live", date(2027, 1, 4)),
    Row("MS-8", "operational_test", date(2027, 2, 5)),
]


def test_the_example_is_a_good_plan(example: dict[str, Any]) -> None:
    row = example["project_plan"]
    milestones = [
        Row(m["id"], m["type"], date.fromisoformat(m["date"]), m["status"], m["title"]) for m in row["milestones"]
    ]
    winner = next(b for b in example["bids"] if b["vendor_id"] == example["contract"]["vendor_id"])
    found = plan.check_plan(
        milestones,
        task_hours=[t["hours"] for t in row["customer_tasks"]],
        internal_hours=winner["internal_hours"],
        fallback_on=date.fromisoformat(row["fallback_go_live"]),
        holidays=HOLIDAYS,
    )
    assert found == []
    for risk in row["risks"]:
        assert plan.risk_score(risk["probability"], risk["impact"]) == risk["score"]


@pytest.mark.parametrize(
    ("code", "day", "message"),
    [
        (
            "MS-7",
            date(2026, 12, 11),
            "MS-7: Idriftsættelsen (11. december 2026) skal ligge efter overtagelsesprøven (MS-6, 11. december 2026).",
        ),
        (
            "MS-8",
            date(2027, 1, 4),
            "MS-8: Driftsprøven (4. januar 2027) skal ligge efter idriftsættelsen (MS-7, 4. januar 2027).",
        ),
        (
            "MS-2",
            date(2026, 6, 18),
            "MS-2: Opstarten (18. juni 2026) skal ligge efter underskriften på kontrakten (MS-1, 19. juni 2026).",
        ),
    ],
)
def test_order(code: str, day: date, message: str) -> None:
    rows = [replace(row, date_on=day) if row.code == code else row for row in GOOD]
    found = list(plan.check_order(rows[::-1]))
    assert [f.message for f in found] == [message]
    assert (found[0].where, found[0].blocks) == (code, False)


@pytest.mark.parametrize(
    ("kind", "day", "where"),
    [
        ("training", date(2027, 1, 3), None),
        ("training", date(2027, 1, 4), "MS-7"),
        ("benefit_review", date(2027, 1, 4), "MS-9"),
        ("benefit_review", date(2027, 1, 5), None),
    ],
)
def test_people_are_taught_before_and_asked_after(kind: str, day: date, where: str | None) -> None:
    found = list(plan.check_order([*GOOD, Row("MS-9", kind, day)]))
    assert [finding.where for finding in found] == ([where] if where else [])


def test_the_whole_plan_is_told_of_in_order() -> None:
    rows = [
        Row("MS-1", "acceptance_test", date(2026, 12, 25)),
        Row("MS-2", "go_live", date(2026, 12, 24), "done"),
    ]
    found = plan.check_plan(rows, task_hours=[10], internal_hours=20, fallback_on=date(2026, 12, 24), holidays=HOLIDAYS)
    told = ["skal ligge efter", "taget i drift", "er en helligdag", "ligger i uge 52", "Reservedatoen", "Egne opgaver"]
    assert [word for finding, word in zip(found, told, strict=True) if word in finding.message] == told
    assert [finding.where for finding in found] == ["MS-2", "MS-2", "MS-1", "MS-2", "fallback_go_live_on", ""]
    assert plan.check_plan([Row("MS-1", "design", date(2026, 12, 25))])[0].message.endswith(
        "ligger i uge 52, hvor mange holder fri. Vælg en anden dag."
    )


def test_the_last_of_several_tests_counts() -> None:
    rows = [*GOOD, Row("MS-9", "acceptance_test", date(2027, 1, 10))]
    assert [f.where for f in plan.check_order(rows)] == ["MS-7"]


def test_go_live_needs_a_test() -> None:
    rows = [row for row in GOOD if row.type != "acceptance_test"]
    assert [f.where for f in plan.check_order(rows)] == ["MS-7"]
    assert list(plan.check_order([Row("MS-1", None, None)])) == []


def test_live_before_the_test_has_passed() -> None:
    live = [replace(row, status="done") if row.type == "go_live" else row for row in GOOD]
    assert [f.where for f in plan.check_status(live)] == ["MS-7"]
    assert list(plan.check_status([replace(row, status="done") for row in GOOD])) == []
    again = [*live, Row("MS-9", "acceptance_test", date(2026, 12, 18), "done")]
    assert [f.where for f in plan.check_status(again)] == ["MS-7"], "one that is passed does not stand for the other"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 7, 15), "ligger i uge 29"),
        (date(2026, 7, 24), "ligger i uge 30"),
        (date(2026, 7, 10), None),
        (date(2026, 7, 27), None),
        (date(2026, 12, 22), "ligger i uge 52"),
        (date(2026, 12, 25), "er en helligdag"),
        (date(2026, 12, 5), "er en lørdag"),
        (None, None),
    ],
)
def test_days_when_people_are_away(day: date | None, text: str | None) -> None:
    found = [f.message for f in plan.check_days([Row("MS-1", "design", day)], HOLIDAYS)]
    assert len(found) == (text is not None)
    assert all(text in message for message in found if text)


def test_fallback_comes_after_go_live() -> None:
    assert list(plan.check_fallback(GOOD, date(2027, 2, 1))) == []
    assert "skal ligge efter" in next(plan.check_fallback(GOOD, date(2027, 1, 4))).message
    assert "reservedato" in next(plan.check_fallback(GOOD, None)).message
    assert list(plan.check_fallback([], None)) == []


@pytest.mark.parametrize(
    ("hours", "expected", "text"),
    [
        ([90, None, 290], 380, None),
        ([300], 380, "Fordel de sidste 80 timer"),
        ([0.5, 400], 380, "400,5 timer"),
        ([0.5], Decimal("379.5"), "0,5 timer, men leverandøren regner med 379,5. Fordel de sidste 379 timer"),
        ([381], 380, "Totaløkonomien er regnet på leverandørens tal."),
        ([10], 0, None),
        ([], 380, "0 timer, men leverandøren regner med 380."),
        ([10], None, None),
    ],
)
def test_own_hours(hours: list[float | None], expected: Decimal | None, text: str | None) -> None:
    found = plan.check_hours(hours, expected)
    assert len(found) == (text is not None)
    assert all(text in f.message for f in found if text)


def test_risk_levels() -> None:
    assert [plan.risk_level(score) for score in (1, 7, 8, 14, 15, 25)] == [
        "low",
        "low",
        "medium",
        "medium",
        "high",
        "high",
    ]
