"""Activities of the programme and the plan agreed with each helper: states and guards (D8, S38, S48, S55, S72)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from itstart.rules.findings import Finding, advice
from itstart.rules.term import Term


class ActivityKind(Term):
    """What kind of gathering it is (S55)."""

    ERFA = "erfa", "ERFA-møde"
    WORKSHOP = "workshop", "Workshop"
    SEMINAR = "seminar", "Seminar"
    FAIR = "fair", "Messe"
    OTHER = "other", "Andet"


class ActivityStatus(Term):
    """Where an activity stands."""

    PLANNED = "planned", "Planlagt"
    OPEN = "open_for_signup", "Åben for tilmelding"
    HELD = "held", "Holdt"
    CANCELLED = "cancelled", "Aflyst"


class ActivityEvent(StrEnum):
    """What IBIZ-Center does to an activity."""

    OPEN = "open"
    HOLD = "hold"
    CANCEL = "cancel"


_A = ActivityStatus
TRANSITIONS: Mapping[ActivityEvent, tuple[frozenset[ActivityStatus], ActivityStatus]] = MappingProxyType(
    {
        ActivityEvent.OPEN: (frozenset({_A.PLANNED}), _A.OPEN),
        ActivityEvent.HOLD: (frozenset({_A.PLANNED, _A.OPEN}), _A.HELD),
        ActivityEvent.CANCEL: (frozenset({_A.PLANNED, _A.OPEN}), _A.CANCELLED),
    }
)


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What the rules need to know. `capacity` None is no limit; moments are aware."""

    status: ActivityStatus
    starts_at: datetime
    capacity: int | None = None
    sign_up_until: date | None = None
    minutes: str = ""


def may_event(event: ActivityEvent, status: ActivityStatus) -> bool:
    """True when it can be done from there."""
    return status in TRANSITIONS[event][0]


def check_event(event: ActivityEvent, facts: ActivityFacts, *, now: datetime, reason: str = "") -> list[Finding]:
    """What stops the event, and what to think of before it."""
    if not may_event(event, facts.status):
        return [Finding(f"Aktiviteten er {facts.status.label.lower()}. Det kan ikke gøres om.")]
    begun = facts.starts_at <= now
    if event is ActivityEvent.OPEN and begun:
        return [Finding("Aktiviteten er begyndt. Flyt den først til en dag, der kommer.", where="starts_at")]
    if event is ActivityEvent.HOLD and not begun:
        return [Finding("Aktiviteten er ikke begyndt endnu.")]
    if event is ActivityEvent.CANCEL and not reason.strip():
        return [Finding("Skriv, hvorfor aktiviteten er aflyst.", where="cancel_reason")]
    return []


def check_times(starts_at: datetime, ends_at: datetime | None, sign_up_until: date | None) -> list[Finding]:
    """The end comes after the start, and the sign-up ends before it begins. `starts_at` is on a Danish clock."""
    found = []
    if ends_at is not None and ends_at <= starts_at:
        found.append(Finding("Den slutter, før den begynder.", where="ends_at"))
    if sign_up_until is not None and sign_up_until > starts_at.date():
        found.append(Finding("Tilmeldingen skal slutte senest den dag, aktiviteten begynder.", where="sign_up_until"))
    return found


def check_sign_up(facts: ActivityFacts, *, now: datetime, today: date) -> list[Finding]:
    """A person signs up while it is open, until the last day for it, and before it begins."""
    if facts.status is not _A.OPEN:
        return [Finding("Aktiviteten er ikke åben for tilmelding.")]
    if facts.sign_up_until is not None and today > facts.sign_up_until:
        return [Finding("Fristen for tilmelding er gået. Ring til IBIZ-Center, hvis du gerne vil med.")]
    if facts.starts_at <= now:
        return [Finding("Aktiviteten er begyndt.")]
    return []


def on_waiting_list(place: int, capacity: int | None) -> bool:
    """True for place number `place` (from 1, in the order of signing up) when there is no room for it."""
    return capacity is not None and place > capacity


# ---- the plan for a helper and a year (S72) -----------------------------------------------------------


class PlanLineStatus(Term):
    """Where a line of the activity plan stands."""

    PROPOSED = "proposed", "Foreslået"
    AGREED = "agreed", "Aftalt"
    DONE = "done", "Gennemført"
    CANCELLED = "cancelled", "Udgået"


class Side(StrEnum):
    """The two who agree."""

    HELPER = "helper"
    CENTER = "center"

    @property
    def other(self) -> "Side":
        """Who it waits for when this side has agreed."""
        return Side.CENTER if self is Side.HELPER else Side.HELPER


class PlanLineEvent(StrEnum):
    """What is done to a line."""

    EDIT = "edit"
    AGREE = "agree"
    DO = "do"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class PlanLineFacts:
    """The dates of a line; None is not yet."""

    agreed_by_helper_on: date | None = None
    agreed_by_center_on: date | None = None
    done_on: date | None = None
    cancelled_on: date | None = None

    @property
    def status(self) -> PlanLineStatus:
        """Cancelled and done are the end; both sides' dates make it agreed."""
        if self.cancelled_on is not None:
            return PlanLineStatus.CANCELLED
        if self.done_on is not None:
            return PlanLineStatus.DONE
        agreed = self.agreed_by_helper_on is not None and self.agreed_by_center_on is not None
        return PlanLineStatus.AGREED if agreed else PlanLineStatus.PROPOSED

    def agreed_on(self, side: Side) -> date | None:
        """When a side said yes."""
        return self.agreed_by_helper_on if side is Side.HELPER else self.agreed_by_center_on

    @property
    def waits_for(self) -> Side | None:
        """Who has not said yes to a proposed line."""
        if self.status is not PlanLineStatus.PROPOSED:
            return None
        return Side.CENTER if self.agreed_by_center_on is None else Side.HELPER


_P = PlanLineStatus


def check_plan_line(event: PlanLineEvent, facts: PlanLineFacts, side: Side) -> list[Finding]:
    """What stops a side from doing this to a line."""
    status = facts.status
    if status in {_P.DONE, _P.CANCELLED}:
        return [Finding(f"Linjen er {status.label.lower()} og kan ikke ændres.")]
    if event is PlanLineEvent.AGREE and facts.waits_for is not side:
        return [Finding("Linjen venter ikke på dig.")]
    if event is PlanLineEvent.DO and status is not _P.AGREED:
        return [Finding("Linjen skal være aftalt af begge, før den kan meldes gennemført.")]
    return []


def participation(agreed: int, attended: int, year: int, today: date) -> list[Finding]:
    """Agreed participation against the real one; an adviser's plan is never more than advice (S55)."""
    if year < today.year and attended < agreed:
        return [advice(f"{attended} af {agreed} aftalte aktiviteter er gennemført. Tag det op i den årlige samtale.")]
    return []
