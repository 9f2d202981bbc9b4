"""A project plan that can be kept (DOMAIN B6): order of milestones, days off, own hours, risks, fallback.

Everything here advises: the plan belongs to customer and vendor.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from itstart.rules.findings import Finding, advice
from itstart.rules.numbers import Number, danish, exact
from itstart.rules.workdays import NO_HOLIDAYS, danish_date, day_off

QUIET_WEEKS = frozenset({29, 30, 52})
HIGH_RISK = 15
MEDIUM_RISK = 8


class MilestoneFacts(Protocol):
    """A milestone: `code` is its number "MS-6", `type` and `status` as in the exchange format."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def date_on(self) -> date | None: ...
    @property
    def type(self) -> str | None: ...
    @property
    def status(self) -> str: ...


_ORDER = (
    ("contract", "kickoff", "Opstarten", "underskriften på kontrakten"),
    ("training", "go_live", "Idriftsættelsen", "uddannelsen"),
    ("acceptance_test", "go_live", "Idriftsættelsen", "overtagelsesprøven"),
    ("go_live", "operational_test", "Driftsprøven", "idriftsættelsen"),
    ("go_live", "benefit_review", "Opfølgningen på mål", "idriftsættelsen"),
)


def _days(milestones: Iterable[MilestoneFacts], kind: str) -> list[tuple[date, str]]:
    """(day, number) of the dated milestones of a type, earliest first."""
    return sorted((m.date_on, m.code) for m in milestones if m.type == kind and m.date_on)


def check_order(milestones: Sequence[MilestoneFacts]) -> Iterator[Finding]:
    """Never live before the test has passed; the operational test belongs to live use."""
    for before, after, subject, event in _ORDER:
        first, second = _days(milestones, before), _days(milestones, after)
        if first and second and second[0][0] <= first[-1][0]:
            (last, earlier), (day, code) = first[-1], second[0]
            yield advice(
                f"{code}: {subject} ({danish_date(day)}) skal ligge efter {event} ({earlier}, {danish_date(last)}).",
                code,
            )
    go_live = _days(milestones, "go_live")
    if go_live and not any(m.type == "acceptance_test" for m in milestones):
        yield advice("Planen har ingen overtagelsesprøve. Tag aldrig systemet i drift uden en prøve.", go_live[0][1])


def check_status(milestones: Sequence[MilestoneFacts]) -> Iterator[Finding]:
    """Live use has begun although the test has not passed."""
    tests = [m for m in milestones if m.type == "acceptance_test"]
    for milestone in milestones:
        if milestone.type == "go_live" and milestone.status == "done" and any(t.status != "done" for t in tests):
            yield advice(
                f"{milestone.code}: Systemet er taget i drift, men overtagelsesprøven er ikke bestået."
                " Aftal skriftligt, hvad der mangler, hvem der bærer risikoen, og hvornår det er rettet.",
                milestone.code,
            )


def check_days(milestones: Iterable[MilestoneFacts], holidays: Container[date] = NO_HOLIDAYS) -> Iterator[Finding]:
    """A milestone on a holiday, in a weekend or in a week when people are away."""
    for milestone in milestones:
        day = milestone.date_on
        if day is None:
            continue
        week = day.isocalendar().week
        if reason := day_off(day, holidays):
            text = f"er {reason}"
        elif week in QUIET_WEEKS:
            text = f"ligger i uge {week}, hvor mange holder fri"
        else:
            continue
        yield advice(
            f"{milestone.code}: {milestone.title} ({danish_date(day)}) {text}. Vælg en anden dag.", milestone.code
        )


def check_fallback(milestones: Iterable[MilestoneFacts], fallback_on: date | None) -> Iterator[Finding]:
    """There is a second date for going live, and it is later than the first."""
    go_live = _days(milestones, "go_live")
    if not go_live:
        return
    day = go_live[-1][0]
    if fallback_on is None:
        yield advice("Aftal en reservedato, hvis idriftsættelsen må flyttes.", "fallback_go_live_on")
    elif fallback_on <= day:
        yield advice(
            f"Reservedatoen ({danish_date(fallback_on)}) skal ligge efter idriftsættelsen ({danish_date(day)}).",
            "fallback_go_live_on",
        )


def check_hours(task_hours: Iterable[Number | None], internal_hours: Number | None) -> list[Finding]:
    """The customer's planned hours against the winner's estimate of them."""
    if not internal_hours:
        return []
    planned = sum((exact(hours) for hours in task_hours if hours is not None), exact(0))
    expected = exact(internal_hours)
    if planned == expected:
        return []
    numbers = f"Egne opgaver er sat til {_hours(planned)} timer, men leverandøren regner med {_hours(expected)}."
    if planned < expected:
        return [advice(f"{numbers} Fordel de sidste {_hours(expected - planned)} timer, eller bed om en forklaring.")]
    return [advice(f"{numbers} Totaløkonomien er regnet på leverandørens tal.")]


def _hours(value: Number) -> str:
    return danish(value, 0 if exact(value).denominator == 1 else 1)


def risk_score(probability: int, impact: int) -> int:
    """Probability times impact, 1 to 25."""
    return probability * impact


def risk_level(score: int) -> str:
    """How a risk is coloured: high from 15, medium from 8, else low."""
    if score >= HIGH_RISK:
        return "high"
    return "medium" if score >= MEDIUM_RISK else "low"


def check_plan(
    milestones: Sequence[MilestoneFacts],
    *,
    task_hours: Iterable[Number | None] = (),
    internal_hours: Number | None = None,
    fallback_on: date | None = None,
    holidays: Container[date] = NO_HOLIDAYS,
) -> list[Finding]:
    """Everything there is to say about the plan. `internal_hours` is the winner's estimate."""
    return [
        *check_order(milestones),
        *check_status(milestones),
        *check_days(milestones, holidays),
        *check_fallback(milestones, fallback_on),
        *check_hours(task_hours, internal_hours),
    ]
