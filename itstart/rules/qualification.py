"""How a firm becomes an It-starthjælper (DOMAIN D6): who may do what from where, and what each event needs.

The whole of it is pure: statuses, events and plain values in, findings out (S29, S32, S43 to S46).
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from itstart.rules.findings import Finding, advice
from itstart.rules.numbers import Number, exact
from itstart.rules.term import Term
from itstart.rules.terms import QualificationPath, QualificationStatus

MOST_CO_DELIVERIES = 2
MOST_ASSIGNMENTS = 2
# A co-delivery that came with a customer has no day of its own for the evaluation.
EVALUATED_WITHIN_DAYS = 90


class Who(Term):
    """In what part somebody acts."""

    HELPER = "helper", "Rådgiveren"
    CENTER = "center", "IBIZ-Center"


class Event(Term):
    """Everything that moves a firm on."""

    APPLY = "apply", "Ansøgte"
    ACCEPT_CODE = "accept_code", "Accepterede kodekset"
    CO_DELIVER = "co_deliver", "1. samlevering aftalt"
    EVALUATE = "evaluate", "Samlevering evalueret"
    CO_DELIVER_AGAIN = "co_deliver_again", "2. samlevering aftalt"
    CHOOSE_REVIEW = "choose_review", "Review af kundeopgaver valgt"
    CHANGE_PATH = "change_path", "Skiftede til review"
    FINISH_REVIEW = "finish_review", "Review udført"
    QUALIFY = "qualify", "Kvalificeret"
    REJECT = "reject", "Ikke kvalificeret"
    PAUSE = "pause", "Sat i bero"
    RESUME = "resume", "Genoptaget"
    END = "end", "Ophørt"


_S, _E = QualificationStatus, Event
_HELPER, _CENTER, _BOTH = frozenset({Who.HELPER}), frozenset({Who.CENTER}), frozenset(Who)
_DECIDED_FROM = frozenset({_S.EVALUATED_1, _S.EVALUATED_2, _S.REVIEWED})
# Event: who, from where (None is a firm that is not known yet), where it leads.
TRANSITIONS: Mapping[Event, tuple[frozenset[Who], frozenset[QualificationStatus | None], QualificationStatus]] = (
    MappingProxyType(
        {
            _E.APPLY: (_BOTH, frozenset({None, _S.REJECTED}), _S.APPLICANT),
            _E.ACCEPT_CODE: (_HELPER, frozenset({_S.APPLICANT}), _S.CODE_ACCEPTED),
            _E.CO_DELIVER: (_CENTER, frozenset({_S.CODE_ACCEPTED}), _S.CO_DELIVERY_1),
            _E.EVALUATE: (_CENTER, frozenset({_S.CO_DELIVERY_1, _S.CO_DELIVERY_2}), _S.EVALUATED_1),
            _E.CO_DELIVER_AGAIN: (_CENTER, frozenset({_S.EVALUATED_1}), _S.CO_DELIVERY_2),
            _E.CHOOSE_REVIEW: (_CENTER, frozenset({_S.CODE_ACCEPTED}), _S.UNDER_REVIEW),
            _E.CHANGE_PATH: (_CENTER, frozenset({_S.EVALUATED_1, _S.EVALUATED_2}), _S.UNDER_REVIEW),
            _E.FINISH_REVIEW: (_CENTER, frozenset({_S.UNDER_REVIEW}), _S.REVIEWED),
            _E.QUALIFY: (_CENTER, _DECIDED_FROM, _S.QUALIFIED),
            _E.REJECT: (_CENTER, _DECIDED_FROM, _S.REJECTED),
            _E.PAUSE: (_BOTH, frozenset({_S.QUALIFIED}), _S.PAUSED),
            _E.RESUME: (_CENTER, frozenset({_S.PAUSED}), _S.QUALIFIED),
            _E.END: (_BOTH, frozenset({_S.QUALIFIED, _S.PAUSED}), _S.ENDED),
        }
    )
)
PATHS: Mapping[Event, QualificationPath] = MappingProxyType(
    {
        _E.CO_DELIVER: QualificationPath.CO_DELIVERY,
        _E.CHOOSE_REVIEW: QualificationPath.REVIEW,
        _E.CHANGE_PATH: QualificationPath.REVIEW,
    }
)
_SAID = {
    _E.APPLY: "Firmaet har allerede søgt.",
    _E.ACCEPT_CODE: "Kodekset accepteres, når firmaet har søgt.",
    _E.CO_DELIVER: "Den første samlevering aftales, når kodekset er accepteret.",
    _E.EVALUATE: "Der er ingen samlevering i gang.",
    _E.CO_DELIVER_AGAIN: "Den anden samlevering kommer efter evalueringen af den første, og der er aldrig en tredje.",
    _E.CHOOSE_REVIEW: "Review kan vælges, når kodekset er accepteret.",
    _E.CHANGE_PATH: "Vejen kan skiftes efter en evalueret samlevering.",
    _E.FINISH_REVIEW: "Der er intet review i gang.",
    _E.QUALIFY: "Beslutningen træffes efter en evalueret samlevering eller et udført review.",
    _E.REJECT: "Beslutningen træffes efter en evalueret samlevering eller et udført review.",
    _E.PAUSE: "Kun en kvalificeret It-starthjælper kan sættes i bero.",
    _E.RESUME: "Firmaet er ikke sat i bero.",
    _E.END: "Kun en kvalificeret It-starthjælper, eller en i bero, kan ophøre.",
}


def is_open(event: Event, status: QualificationStatus | None, who: Who, *, used: int = 0) -> bool:
    """True when somebody in this part can do it from there; `used` is how many co-deliveries there have been."""
    doers, start, _ = TRANSITIONS[event]
    out_of_turn = event is Event.CO_DELIVER and used >= MOST_CO_DELIVERIES
    return who in doers and status in start and not out_of_turn


def check_event(event: Event, status: QualificationStatus | None, who: Who, *, used: int = 0) -> list[Finding]:
    """Blocks what does not belong where the firm stands, or is not for this part to do."""
    if is_open(event, status, who, used=used):
        return []
    if event is Event.CO_DELIVER and used >= MOST_CO_DELIVERIES:
        return [Finding("Firmaet har haft to samleveringer. Vælg review af kundeopgaver i stedet.")]
    stands = f"Firmaet står som “{status.label}”. " if status else ""
    return [Finding(f"{stands}{_SAID[event]}")]


def after(event: Event, status: QualificationStatus | None, *, used: int = 0) -> QualificationStatus:
    """Where the firm stands afterwards. One that applies again goes on counting its co-deliveries (S45)."""
    if event is Event.EVALUATE and status is _S.CO_DELIVERY_2:
        return _S.EVALUATED_2
    if event is Event.CO_DELIVER and used:
        return _S.CO_DELIVERY_2
    return TRANSITIONS[event][2]


# ---- what each event needs -------------------------------------------------------------------------


def check_co_delivery(*, case_chosen: bool, staff_chosen: bool, due_on: date | None, today: date) -> list[Finding]:
    """A co-delivery is of a real case, with a named person, and has a day for its evaluation (S37, S43)."""
    found = []
    if not case_chosen:
        found.append(Finding("Vælg den sag, I leverer sammen i.", where="case_number"))
    if not staff_chosen:
        found.append(Finding("Vælg, hvem fra IBIZ-Center der leverer med.", where="staff_id"))
    if due_on is None or due_on < today:
        found.append(Finding("Vælg en kommende dag, hvor samleveringen skal være evalueret.", where="due_on"))
    return found


def check_evaluated(*, by_center: bool, by_helper: bool, by_customer: bool) -> list[Finding]:
    """Both sides say how it went and what comes next; the customer is asked, but cannot be made to answer (S44)."""
    found = []
    if not by_center:
        found.append(Finding("IBIZ-Centers evaluering mangler."))
    if not by_helper:
        found.append(Finding("Rådgiverens egen evaluering mangler."))
    if not by_customer:
        found.append(advice("Kunden har ikke evalueret endnu. Bed om det med et link, eller ring."))
    return found


def check_review(assignments: int, *, reviewed: int, interviewed: int) -> list[Finding]:
    """One or two finished assignments, each reviewed, and the customer of each interviewed (S46)."""
    if not 1 <= assignments <= MOST_ASSIGNMENTS:
        return [Finding("Skriv den eller de to gennemførte kundeopgaver, der skal ses på.")]
    found = []
    if reviewed < assignments:
        found.append(Finding("Hver opgave skal være gennemgået."))
    if interviewed < assignments:
        found.append(Finding("Kunden bag hver opgave skal være interviewet."))
    return found


def check_decision(text: str, *, where: str = "text") -> list[Finding]:
    """A decision or a change has a reason people can read."""
    return [] if text.strip() else [Finding("Skriv begrundelsen. Den kommer på skrift til firmaet.", where=where)]


def check_profile(gaps: list[str], *, cvr_valid: bool) -> list[Finding]:
    """A qualified firm is shown publicly, so its profile is whole and its CVR number valid (S29, D6)."""
    found = [] if cvr_valid else [Finding("CVR-nummeret er ikke gyldigt.")]
    if gaps:
        found.append(Finding(f"Profilen er ikke fuldstændig. Der mangler: {', '.join(gaps)}."))
    return found


def check_rating(average: Number | None, minimum: Number | None) -> list[Finding]:
    """Advises when the evaluations are below IBIZ-Center's norm."""
    if average is None or minimum is None or exact(average) >= exact(minimum):
        return []
    return [advice("Evalueringerne ligger under den norm, IBIZ-Center har sat.")]


# ---- what a firm may do meanwhile ------------------------------------------------------------------

MAY_OPEN = frozenset({_S.CODE_ACCEPTED, _S.CO_DELIVERY_1, _S.EVALUATED_1, _S.CO_DELIVERY_2, _S.QUALIFIED})


def check_opening(status: QualificationStatus) -> list[Finding]:
    """A case can be opened by a qualified firm, and by one whose co-delivery needs a case to be in."""
    if status in MAY_OPEN:
        return []
    said = {
        _S.APPLICANT: "I skal acceptere kodekset, før I kan oprette en sag.",
        _S.PAUSED: "I er sat i bero, så der kan ikke oprettes nye sager.",
        _S.ENDED: "I er ophørt som It-starthjælpere, så der kan ikke oprettes nye sager.",
    }.get(status, "I kan oprette sager igen, når IBIZ-Center har truffet sin beslutning.")
    return [Finding(said)]


class CustomerWork(Term):
    """What a firm does for a customer, as the beginning of the sentence that says when it may."""

    ACTIVATE = "activate", "Sagen kan gøres aktiv"
    AGREE = "agree", "Aftalen kan sendes"
    HAND_OVER = "hand_over", "Dokumentet kan udleveres"


def check_work(
    status: QualificationStatus, *, co_delivered: bool, work: CustomerWork = CustomerWork.ACTIVATE
) -> list[Finding]:
    """Only a qualified firm works alone; the others where somebody from IBIZ-Center delivers with them (D6)."""
    if status is _S.QUALIFIED or (co_delivered and status not in {_S.PAUSED, _S.ENDED}):
        return []
    said = {
        _S.PAUSED: f"I er sat i bero. {work.label}, når I er genoptaget.",
        _S.ENDED: "I er ophørt som It-starthjælpere, så I kan ikke begynde på noget nyt hos kunden.",
    }.get(status, f"I er ikke kvalificeret endnu. {work.label}, når IBIZ-Center leverer sammen med jer i sagen.")
    return [Finding(said, where="qualification")]
