"""Spørg leverandøren: what to ask a vendor, made of what its bid says and leaves out (DOMAIN F 7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from itstart.rules import answer_questions
from itstart.rules.answer_questions import Question, kroner, named
from itstart.rules.negotiation import Concern
from itstart.rules.numbers import Number, danish, exact
from itstart.rules.terms import OneOffType
from itstart.rules.workdays import danish_date

FEW_HOURS_PCT = 70
HIGH_RISE_PCT = 3
# A share of the one-off price is unusual when it is one and a half times, or half, what the others ask.
MUCH, LITTLE = exact(1.5), exact(0.5)
NO_RESERVATION = ("ingen", "intet")

# What any small firm should ask every vendor (DOMAIN F, at the end).
FOR_ALL: tuple[str, ...] = (
    "Hvad koster løsningen samlet over fem år, også vores egen tid?",
    "Hvilke af vores SKAL-krav kan I vise i dag?",
    "Hvad koster det at komme ud igen, og i hvilket format får vi vores data?",
    "Hvem er vores projektleder, og hvor mange projekter har vedkommende?",
    "Hvor mange timer skal vi selv bruge, og til hvad?",
    "Hvad sker der med prisen, når vi bliver flere brugere eller sælger mere?",
    "Hvad kan stige, hvor meget og hvornår?",
    "Hvilken kunde var mindst tilfreds, og hvad lærte I?",
    "Hvad betaler vi, hvis overtagelsesprøven ikke er bestået?",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A one-off price line; `amount` in kroner is None when the bid leaves it out."""

    type: str
    label: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What one bid says beyond its answers: hours, percent, kroner and days; None is not said."""

    lines: Sequence[Line] = ()
    internal_hours: Number | None = None
    adjustment_pct: Number | None = None
    exit_cost: int | None = None
    reservations: str = ""
    valid_until_on: date | None = None
    unanswered: Sequence[str] = ()
    unanswered_count: int = 0
    talks: int = 0
    picked_by_customer: bool = False


def has_reservations(text: str) -> bool:
    """Whether a vendor has written a real reservation."""
    text = text.strip().lower()
    return bool(text) and not text.startswith(NO_RESERVATION)


def questions(
    offer: Offer,
    answers: Sequence[answer_questions.Given],
    others: Sequence[Offer],
    *,
    go_live_on: date | None = None,
    decision_on: date | None = None,
) -> list[Question]:
    """Every question the bid gives cause for, the most serious first; `others` are the other bids of the case."""
    found = [
        *_promises(offer, decision_on),
        *answer_questions.questions(answers, go_live_on=go_live_on),
        *_hours(offer, others),
        *_prices(offer, others),
        *_running(offer),
        *_references(offer),
    ]
    return sorted(found, key=lambda question: question.weight)


def most_serious(found: Sequence[Question], most: int) -> list[Question]:
    """The first of them, with room for two that are not about a single requirement."""
    single = [question for question in found if question.requirement][: most - 2]
    return [question for question in found if not question.requirement or question in single][:most]


def _promises(offer: Offer, decision_on: date | None) -> Iterator[Question]:
    if has_reservations(offer.reservations):
        yield Question(
            "forbehold", "Vil I frafalde forbeholdet, eller hvad koster det?", offer.reservations, "Forbehold",
            weight=1, topic="Forbehold", before=offer.reservations, concerns=Concern.TERMS,
        )  # fmt: skip
    if offer.unanswered_count:
        rest = offer.unanswered_count - len(offer.unanswered)
        more = f" og {rest} til" if rest > 0 else ""
        why = f"Der mangler svar på {named(offer.unanswered_count)}: {', '.join(offer.unanswered)}{more}."
        yield Question("svar-mangler", "Hvad er jeres svar på de krav, der står tomme?", why, "Svar", weight=1)
    until = offer.valid_until_on
    if until and decision_on and until < decision_on:
        why = f"Tilbuddet gælder til {danish_date(until)}. I har sat beslutningen til {danish_date(decision_on)}."
        text = f"Vil I forlænge tilbuddet, så det gælder, når vi vælger {danish_date(decision_on)}?"
        yield Question("vedstaaelse", text, why, "Gyldighed", weight=1)


def _mean(values: Sequence[Number]) -> Number | None:
    return sum((exact(value) for value in values), exact(0)) / len(values) if values else None


def few_hours(own: Number | None, others: Sequence[Number | None]) -> Number | None:
    """The mean of the other bids' hours when a bid's own are suspiciously few beside it, else None (DOMAIN B5)."""
    mean = _mean([hours for hours in others if hours])
    return mean if own is not None and mean is not None and exact(own) * 100 < FEW_HOURS_PCT * exact(mean) else None


def _hours(offer: Offer, others: Sequence[Offer]) -> Iterator[Question]:
    own, mean = offer.internal_hours, few_hours(offer.internal_hours, [other.internal_hours for other in others])
    if own is None or mean is None:
        return
    why = f"Tilbuddet regner kun med {danish(own)} timer fra jer, mod {danish(mean)} i snit hos de andre."
    yield Question(
        "egne-timer", "Hvordan kan vi nøjes med så få timer selv, og hvad er ikke regnet med?", why, "Egne timer",
        weight=3, topic="Jeres egne timer", before=danish(own), concerns=Concern.HOURS,
    )  # fmt: skip


def _share(offer: Offer) -> Number | None:
    """The part of the one-off price that is implementation, None without prices."""
    total = sum(line.amount or 0 for line in offer.lines)
    part = sum(line.amount or 0 for line in offer.lines if line.type == OneOffType.IMPLEMENTATION)
    return exact(part) / total if total else None


def highest_line(lines: Sequence[Line], rivals: Sequence[Sequence[Line]]) -> int | None:
    """The place of the biggest line that is dearer than all of its kind in every other bid, None without one."""
    best: int | None = None
    for place, line in enumerate(lines):
        sums = [sum(x.amount or 0 for x in other if x.type == line.type) for other in rivals]
        own = line.amount or 0
        if sums and own > max(sums) > 0 and (best is None or own > (lines[best].amount or 0)):
            best = place
    return best


def _prices(offer: Offer, others: Sequence[Offer]) -> Iterator[Question]:
    yield from _unpriced(offer)
    share, mean = _share(offer), _mean([share for other in others if (share := _share(other)) is not None])
    much = share is not None and share > 0 and mean is not None and exact(share) >= MUCH * exact(mean)
    said = f"{danish(100 * exact(share or 0))} % af engangsprisen, mod {danish(100 * exact(mean or 0))} % hos de andre."
    place = highest_line(offer.lines, [other.lines for other in others])
    if place is not None:
        line = offer.lines[place]
        is_set_up = line.type == OneOffType.IMPLEMENTATION
        yield _biggest(line, f" Opsætning er {said}" if much and is_set_up else "")
        much = much and not is_set_up
    if much:
        text = "Hvorfor fylder opsætningen så meget, og hvad får vi for den?"
        yield Question("opsaetning", text, f"Opsætning er {said}", "Pris", weight=4)
    elif share is not None and mean and exact(share) <= LITTLE * exact(mean):
        text = "Er al opsætning og hjælp til at komme i gang regnet med?"
        yield Question("opsaetning", text, f"Opsætning er kun {said}", "Pris", weight=4)


def _biggest(line: Line, more: str) -> Question:
    label = line.label[:1].lower() + line.label[1:] if line.label[1:2].islower() else line.label
    return Question(
        "stoerste-post", f"Hvad består »{line.label}« af, og hvad kan vi undvære eller gøre selv?",
        f"{line.label}: {kroner(line.amount)}, mest af tilbuddene.{more}", "Pris",
        weight=4, topic=f"Pris på {label}", before=str(line.amount), concerns=Concern.ONE_OFF,
    )  # fmt: skip


def _unpriced(offer: Offer) -> Iterator[Question]:
    empty = [line.label or OneOffType(line.type).label for line in offer.lines if line.amount is None]
    if empty:
        why = f"Der står ikke et beløb ved {', '.join(f'»{label}«' for label in empty)}."
        yield Question("pris-mangler", "Hvad koster det, der står uden pris?", why, "Pris", weight=2)


def _running(offer: Offer) -> Iterator[Question]:
    if offer.exit_cost is None:
        text = "Hvad koster det at få data med ud igen, og i hvilket format?"
        yield Question("udtraeden", text, "Prisen står ikke i tilbuddet.", "Udtræden", weight=4)
    rise = offer.adjustment_pct
    if rise is None:
        text = "Hvor meget må prisen stige om året, og hvornår første gang?"
        yield Question("regulering", text, "Tilbuddet siger ikke, hvor meget prisen må stige.", "Regulering", weight=4)
    elif exact(rise) > HIGH_RISE_PCT:
        figure = f"{danish(rise, 0 if exact(rise).denominator == 1 else 1)} %"
        yield Question(
            "regulering", "Kan prisen følge nettoprisindekset, med et loft?", f"Prisen stiger {figure} om året.",
            "Regulering", weight=4, topic="Årlig prisregulering", before=figure, concerns=Concern.RISE,
        )  # fmt: skip


def _references(offer: Offer) -> Iterator[Question]:
    if offer.talks and not offer.picked_by_customer:
        text = "Må vi tale med en kunde, vi selv vælger på jeres kundeliste?"
        yield Question("referencer", text, "Leverandøren har selv valgt alle referencer.", "Referencer", weight=5)
