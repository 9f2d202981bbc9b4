"""A fair request for bids (DOMAIN B4): time enough, weights that sum, three to five invited."""

from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Protocol

from itstart.rules.findings import Finding, advice
from itstart.rules.numbers import Number, danish, exact
from itstart.rules.workdays import NO_HOLIDAYS, danish_date, day_off, workdays_between

MIN_QUESTION_WORKDAYS = 5
MIN_BID_WORKDAYS = 5
MIN_INVITED = 3
MAX_INVITED = 5


class TenderDates(Protocol):
    """The days of a tender in their order; what is not decided yet is None."""

    @property
    def issued_on(self) -> date | None: ...
    @property
    def question_deadline_on(self) -> date | None: ...
    @property
    def answers_published_on(self) -> date | None: ...
    @property
    def bid_deadline_at(self) -> datetime | date | None: ...
    @property
    def demo_from_on(self) -> date | None: ...
    @property
    def demo_to_on(self) -> date | None: ...
    @property
    def decision_on(self) -> date | None: ...
    @property
    def bid_validity_until_on(self) -> date | None: ...


_LABELS = {
    "issued_on": "Udsendelse",
    "question_deadline_on": "Frist for spørgsmål",
    "answers_published_on": "Svar på spørgsmål",
    "bid_deadline_at": "Frist for tilbud",
    "demo_from_on": "Første demodag",
    "demo_to_on": "Sidste demodag",
    "decision_on": "Beslutning",
    "bid_validity_until_on": "Tilbuddene gælder til",
}
_MAY_BE_SAME_DAY = frozenset({("demo_from_on", "demo_to_on"), ("demo_to_on", "decision_on")})


def known_dates(tender: TenderDates) -> dict[str, date]:
    """The decided days by field name, in the order they must come."""
    found = {name: getattr(tender, name) for name in _LABELS}
    return {
        name: value.date() if isinstance(value, datetime) else value
        for name, value in found.items()
        if value is not None
    }


def check_order(tender: TenderDates) -> Iterator[Finding]:
    """Each day comes after the one before it."""
    days = list(known_dates(tender).items())
    for (before, first), (after, second) in pairwise(days):
        late = second < first or (second == first and (before, after) not in _MAY_BE_SAME_DAY)
        if late:
            yield Finding(
                f"{_LABELS[after]} ({danish_date(second)}) skal ligge efter"
                f" {_LABELS[before].lower()} ({danish_date(first)}).",
                where=after,
            )


def check_time(tender: TenderDates, holidays: Container[date] = NO_HOLIDAYS) -> Iterator[Finding]:
    """Five working days to ask, and five from the answers to the bid."""
    days = known_dates(tender)
    for start, end, least, text in (
        ("issued_on", "question_deadline_on", MIN_QUESTION_WORKDAYS, "til at stille spørgsmål"),
        ("answers_published_on", "bid_deadline_at", MIN_BID_WORKDAYS, "fra svarene til tilbudsfristen"),
    ):
        if start not in days or end not in days or days[end] <= days[start]:
            continue
        count = workdays_between(days[start], days[end], holidays)
        if count < least:
            given = f"{count} {'arbejdsdag' if count == 1 else 'arbejdsdage'}"
            yield advice(f"Leverandørerne får kun {given} {text}. Giv dem mindst {least}.", end)


def check_days_off(tender: TenderDates, holidays: Container[date] = NO_HOLIDAYS) -> Iterator[Finding]:
    """A deadline on a day when nobody works is a trap for the vendors."""
    for name, day in known_dates(tender).items():
        if reason := day_off(day, holidays):
            yield advice(f"{_LABELS[name]} ({danish_date(day)}) er {reason}. Vælg en hverdag.", name)


def check_dates(tender: TenderDates, holidays: Container[date] = NO_HOLIDAYS) -> list[Finding]:
    """Everything there is to say about the timetable; only the order blocks."""
    return [*check_order(tender), *check_time(tender, holidays), *check_days_off(tender, holidays)]


def check_weights(weights: Sequence[Number]) -> list[Finding]:
    """The weights of the criteria sum to 100, and none is negative."""
    if not weights:
        return [Finding("Skriv de kriterier, I vil vælge efter.")]
    if any(weight < 0 for weight in weights):
        return [Finding("En vægt kan ikke være under 0.")]
    total = sum(exact(weight) for weight in weights)
    if total != 100:
        places = 0 if total == int(total) else 1
        return [Finding(f"Vægtene er tilsammen {danish(total, places)} %. De skal være 100 %.")]
    return []


def check_weight_change(*, issued_on: date | None, reason: str) -> list[Finding]:
    """The weights are locked when the tender has been sent; a change needs a reason."""
    if issued_on is None or reason.strip():
        return []
    return [Finding("Vægtene er låst, fordi udbuddet er sendt. Skriv en begrundelse for at ændre dem.")]


def check_invited(count: int) -> list[Finding]:
    """Three to five invited vendors give competition without wasting anyone's time."""
    if count == 0:
        return [Finding("Vælg de leverandører, der skal have materialet.")]
    if count < MIN_INVITED:
        few = "1 leverandør" if count == 1 else f"{count} leverandører"
        return [advice(f"Kun {few} er inviteret. Inviter 3 til 5, så I har noget at vælge imellem.")]
    if count > MAX_INVITED:
        return [advice(f"{count} leverandører er inviteret. Inviter højst 5, så hver især har en reel chance.")]
    return []


def check_opening(*, sealed: bool, deadline_at: datetime | None, now: datetime) -> list[Finding]:
    """May sealed bids be opened? Only when there is a deadline and it has passed (D8, F026)."""
    if not sealed:
        return [Finding("Tilbuddene er ikke forseglede.")]
    if deadline_at is None:
        return [Finding("Skriv fristen for tilbud, før tilbuddene kan åbnes.")]
    if now < deadline_at:
        return [Finding("Fristen er ikke gået endnu. Tilbuddene kan først åbnes bagefter.")]
    return []


def check_seal(*, before: bool, after: bool, issued_on: date | None, received: bool) -> list[Finding]:
    """Sealing is chosen before the material goes out and stands from then on, or it protects nobody."""
    if before == after:
        return []
    if issued_on is not None or received:
        message = "Forseglingen kan ikke ændres, når udbuddet er sendt, eller der er kommet et tilbud."
        return [Finding(message, where="sealed_opening")]
    return []


def check_sealed_deadline(
    *, sealed: bool, issued_on: date | None, before: datetime | None, after: datetime | None
) -> list[Finding]:
    """While bids lie sealed the deadline may only be put off: an earlier one would open them early."""
    if sealed and issued_on is not None and before is not None and (after is None or after < before):
        return [Finding("Fristen kan kun udskydes, når tilbuddene er forseglede.", where="bid_deadline_at")]
    return []


def is_late(received_at: datetime | None, deadline_at: datetime | None) -> bool:
    """Whether a bid came after the deadline."""
    return received_at is not None and deadline_at is not None and received_at > deadline_at


def check_public_body(*, public_body: bool | None) -> list[Finding]:
    """A public body is bound by the law on public procurement; this way of asking for bids is not for it."""
    if public_body is None:
        return [advice("Svar på, om kunden er en offentlig myndighed eller et offentligretligt organ.", "public_body")]
    if public_body:
        return [
            Finding(
                "Kunden er et offentligretligt organ og kan være bundet af udbudsreglerne. Stop her, og tal med en"
                " advokat eller IBIZ-Center, før I indhenter tilbud.",
                where="public_body",
            )
        ]
    return []


def check_issue(
    tender: TenderDates,
    *,
    weights: Sequence[Number],
    invited: int,
    public_body: bool | None,
    holidays: Container[date] = NO_HOLIDAYS,
) -> list[Finding]:
    """Everything that speaks against sending the tender now."""
    missing = [
        Finding(f"{_LABELS[name]} mangler en dato.", where=name)
        for name in ("issued_on", "bid_deadline_at")
        if getattr(tender, name) is None
    ]
    return [
        *check_public_body(public_body=public_body),
        *missing,
        *check_dates(tender, holidays),
        *check_weights(weights),
        *check_invited(invited),
    ]
