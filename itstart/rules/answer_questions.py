"""What to ask about a vendor's answer to one requirement: what exactly, when, and who pays (DOMAIN B4, F 7)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from itstart.rules.negotiation import Concern
from itstart.rules.numbers import danish
from itstart.rules.terms import Answer, Priority
from itstart.rules.workdays import danish_date

FULL = 5

_LATER = r"kommer (?:i|med|først)|(?:senere|næste|kommende) version|planlagt|under udvikling|\d\. kvartal|roadmap"
_OTHERS = r"partner\w*|tredjepart\w*|3\. ?part\w*|underleverandør\w*"
_PAID = r"tilkøb\w*|merpris|mod betaling|tillægspris|efter regning|faktureres"
_MADE = r"tilpasning\w*|udvikles|specialudvikl\w*"
_HALF = r"delvist?|undtagen|ikke muligt|kan ikke|understøttes ikke|tilbydes ikke"
_FREE = re.compile(r"(?:uden|ingen|ikke) (?:\w+ )?(?:merpris|tilkøb|tillægspris|tilpasning\w*)", re.IGNORECASE)

# The words of a remark that say something else than the code does.
CONTRADICTS: Mapping[Answer, re.Pattern[str]] = {
    Answer.STANDARD: re.compile(rf"\b(?:{_LATER}|{_OTHERS}|{_PAID}|{_MADE}|{_HALF})\b", re.IGNORECASE),
    Answer.CONFIGURATION: re.compile(rf"\b(?:{_LATER}|{_OTHERS}|{_PAID}|{_MADE}|{_HALF})\b", re.IGNORECASE),
    Answer.CUSTOMISATION: re.compile(rf"\b(?:{_LATER}|ikke muligt|kan ikke)\b", re.IGNORECASE),
    Answer.NOT_MET: re.compile(rf"\b(?:{_LATER}|{_OTHERS}|tilkøb\w*|mod betaling)\b", re.IGNORECASE),
}
_PRICELESS = frozenset({Answer.STANDARD, Answer.CONFIGURATION, Answer.NOT_MET})


@dataclass(frozen=True, slots=True)
class Given:
    """A vendor's answer as it stands: `extra` in kroner, `score` the points it was given, None when not."""

    code: str
    title: str
    priority: Priority
    answer: Answer
    comment: str = ""
    extra: int | None = None
    available: str = ""
    promised_on: date | None = None
    score: int | None = None
    score_reason: str = ""

    @property
    def must(self) -> bool:
        return self.priority is Priority.MUST


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and what in the bid gives cause.

    `key` stays as long as the cause does, `about` is its short name ("K-24", "Pris"), `requirement` the number when it
    is about one, and `weight` how serious it is, 0 the most. `topic`, `before` and `concerns` are the point it becomes
    at the table; without a topic there is nothing to negotiate.
    """

    key: str
    text: str
    why: str
    about: str
    requirement: str = ""
    weight: int = 9
    topic: str = ""
    before: str = ""
    concerns: Concern = Concern.OTHER


def kroner(amount: int | None) -> str:
    """25000 -> "25.000 kr." """
    return f"{danish(amount or 0)}\u00a0kr."


def named(count: int) -> str:
    """ "1 krav", "14 krav": the word is the same for one and for many."""
    return f"{count}\u00a0krav"


def questions(answers: Sequence[Given], *, go_live_on: date | None = None) -> Iterator[Question]:
    """At most one question for each answer: the most serious cause it gives."""
    for given in answers:
        causes = (_late(given, go_live_on), _unmet(given), _contradicts(given), _scored_down(given), _extra_work(given))
        first = next((cause for cause in causes if cause is not None), None)
        if first is not None:
            yield first


def _question(
    given: Given, kind: str, text: str, why: str, weight: int, before: str = "", concerns: Concern = Concern.TERMS
) -> Question:
    rank = weight if given.must else weight + 3
    topic = f"{given.title} ({given.code})"
    return Question(
        f"{given.code}-{kind}", text, why.strip(), given.code, given.code, rank, topic, before or given.answer.label,
        concerns,
    )  # fmt: skip


def _late(given: Given, go_live_on: date | None) -> Question | None:
    if given.answer is not Answer.ROADMAP:
        return None
    what, day = f"»{given.title}«", given.promised_on
    said = given.available or given.comment
    why = f"Svarkode V: kommer senere. {_quoted(said)}"
    text = f"Vil I skrive datoen for {what} ind i kontrakten, med bod, hvis den ikke holder?"
    if day and go_live_on and day > go_live_on:
        why = f"Svarkode V: lovet {danish_date(day)}, og I går i drift {danish_date(go_live_on)}."
        text = f"Hvad gør vi uden {what}, fra vi går i drift, og hvad får vi, hvis datoen skrider?"
    elif day and go_live_on:
        why = f"Svarkode V: lovet {danish_date(day)}, før I går i drift {danish_date(go_live_on)}."
        text = f"Kan vi prøve {what}, før vi går i drift, og vil I skrive datoen ind i kontrakten?"
    elif day:
        why = f"Svarkode V: lovet {danish_date(day)}."
    elif not said:
        text = f"Hvornår kan I levere {what}, og vil I skrive datoen ind i kontrakten?"
    return _question(given, "senere", text, why, 0, said or (danish_date(day) if day else "Senere version"))


def _unmet(given: Given) -> Question | None:
    contradicted = _contradicts(given)
    if given.answer is not Answer.NOT_MET or not given.must or contradicted is not None:
        return None
    text = f"Hvordan kan vi løse »{given.title}«, når jeres system ikke kan det?"
    return _question(given, "nej", text, f"Svarkode N: opfyldes ikke. {_quoted(given.comment)}", 0)


def _quoted(text: str) -> str:
    return f"De skriver: »{text.strip()}«" if text.strip() else ""


def _contradicts(given: Given) -> Question | None:
    letter = given.answer.letter
    if given.answer in _PRICELESS and given.extra:
        text = f"Koster »{given.title}« {kroner(given.extra)} oveni, eller er det med i prisen?"
        why = f"Svarkode {letter}, men med en merpris på {kroner(given.extra)} {_quoted(given.comment)}"
        return _question(given, "modsigelse", text, why, 2, str(given.extra), Concern.ONE_OFF)
    signs = CONTRADICTS.get(given.answer)
    remark = " ".join(part for part in (given.comment.strip(), given.available.strip()) if part)
    if signs is None or not signs.search(_FREE.sub("", remark)):
        return None
    text = f"Hvad gælder for »{given.title}«: svarkoden {letter} eller det, I skriver ved siden af?"
    why = f"Svarkode {letter}: {given.answer.label[:1].lower()}{given.answer.label[1:]}. {_quoted(remark)}"
    return _question(given, "modsigelse", text, why, 2, remark)


def _scored_down(given: Given) -> Question | None:
    if not given.score_reason or given.score is None or given.score >= FULL:
        return None
    text = f"Hvornår er »{given.title}« i orden, og er det uden merpris?"
    return _question(given, "point", text, f"Givet {given.score} point. {given.score_reason}", 2, given.score_reason)


def _extra_work(given: Given) -> Question | None:
    what, price = f"»{given.title}«", f", {kroner(given.extra)}" if given.extra else ""
    before, concerns = (str(given.extra), Concern.ONE_OFF) if given.extra else ("", Concern.TERMS)
    if given.answer is Answer.CUSTOMISATION and not given.extra:
        text = f"Hvad koster tilpasningen af {what}, og hvornår er den klar?"
        return _question(given, "uden-pris", text, "Svarkode T: tilpasning, men uden en pris.", 2)
    if given.answer is Answer.CUSTOMISATION:
        text = f"Hvad laver I præcis til {what}, hvornår er det klar, og hvem betaler ved opgradering?"
        return _question(given, "tilpasning", text, f"Svarkode T: tilpasning{price}", 3, before, concerns)
    if given.answer is Answer.THIRD_PARTY:
        text = f"Hvilket produkt løser {what}, hvem retter fejl i det, og hvem betaler?"
        return _question(given, "tredjepart", text, f"Svarkode 3: tredjepart{price or '.'}", 3, before, concerns)
    if given.answer is Answer.CONFIGURATION and given.must:
        text = f"Hvem sætter {what} op, hvornår, og er det hele med i prisen?"
        return _question(given, "opsaetning", text, "Svarkode K: opsætning uden merpris.", 6)
    return None
