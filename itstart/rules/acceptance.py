"""The acceptance test (DOMAIN B7, 8.1 and 8.4): passed without A errors, with at most the agreed B errors, and when
every must has been tested."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from itstart.rules.findings import Finding, advice
from itstart.rules.terms import Outcome
from itstart.rules.workdays import danish_date

NEAR_DAYS = 14


class State(StrEnum):
    """How far the test is."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    FAILED = "failed"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Result:
    """What one test showed; `requirement` is its number, "" for an error met outside the tests."""

    requirement: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """The test as it stands: errors that are left, musts that are not tested, and what follows from them."""

    state: State
    a_errors: int
    b_errors: int
    c_errors: int
    max_b: int
    untested: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """True when the solution may be taken into use."""
        return self.state is State.PASSED


def latest(results: Sequence[Result]) -> list[Result]:
    """The last result of each requirement, in the order given, and every error outside the tests."""
    last = {result.requirement: place for place, result in enumerate(results)}
    return [r for place, r in enumerate(results) if not r.requirement or last[r.requirement] == place]


def verdict(musts: Sequence[str], results: Sequence[Result], *, max_b: int) -> Verdict:
    """What the results say. `musts` are the numbers that must be tested; of two results the later one counts."""
    standing = latest(results)
    a, b, c = (sum(r.outcome is kind for r in standing) for kind in (Outcome.A_ERROR, Outcome.B_ERROR, Outcome.C_ERROR))
    tested = {result.requirement for result in standing}
    untested = tuple(code for code in musts if code not in tested)
    if not results:
        state = State.NOT_BEGUN
    elif a or b > max_b:
        state = State.FAILED
    else:
        state = State.UNDER_WAY if untested else State.PASSED
    return Verdict(state, a, b, c, max_b, untested)


def reasons(found: Verdict) -> list[str]:
    """Why the test is not passed, a sentence for each cause; none when it is."""
    out = []
    if found.a_errors:
        out.append(f"Der er {found.a_errors} A-fejl. Ingen er tilladt.")
    if found.b_errors > found.max_b:
        out.append(f"Der er {found.b_errors} B-fejl. Højst {found.max_b} er tilladt.")
    if found.untested:
        out.append(f"{len(found.untested)} SKAL-krav er ikke prøvet: {_some(found.untested)}.")
    return out


def _some(codes: Collection[str], most: int = 8) -> str:
    shown = list(codes)[:most]
    more = len(codes) - len(shown)
    return ", ".join(shown) + (f" og {more} mere" if more else "")


def check_go_live(found: Verdict, *, go_live_on: date | None, where: str, today: date) -> list[Finding]:
    """Live use is near, or has come, although the test is not passed."""
    if go_live_on is None or found.passed or (go_live_on - today).days > NEAR_DAYS:
        return []
    why = " ".join(reasons(found)) or "Den er ikke begyndt."
    said = f"Idriftsættelsen er sat til {danish_date(go_live_on)}, men overtagelsesprøven er ikke bestået."
    done = "Flyt datoen, eller aftal skriftligt, hvad der mangler, hvem der bærer risikoen, og hvornår det er rettet."
    return [advice(f"{where}: {said} {why} {done}", where)]
