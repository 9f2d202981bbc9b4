"""Success cases: who may do what from where (DOMAIN D7), the length, and what may never be published (B8, S40, S56)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from itstart.rules.findings import Finding, advice
from itstart.rules.term import Term
from itstart.rules.terms import SuccessCaseStatus

MIN_WORDS, MAX_WORDS = 250, 400
GOOD_RATING = 4


class ConsentHow(Term):
    """How the customer's yes came."""

    FILE = "file", "Underskrevet fil"
    PAPER = "paper", "På papir"
    LINK = "link", "Kundens eget ja på nettet"


class Who(StrEnum):
    """In what part somebody acts on a story."""

    HELPER = "helper"
    CENTER = "center"
    CUSTOMER = "customer"


class Event(StrEnum):
    """Everything somebody can do to a story."""

    EDIT = "edit"
    CONSENT = "consent"
    SUBMIT = "submit"
    PUBLISH = "publish"
    RETURN = "return"
    WITHDRAW = "withdraw"


_S = SuccessCaseStatus
_EVERYBODY = frozenset(Who)
# Event: who, from where, where it leads. An edit of a withdrawn story leaves it withdrawn.
TRANSITIONS: Mapping[Event, tuple[frozenset[Who], frozenset[SuccessCaseStatus], SuccessCaseStatus]] = MappingProxyType(
    {
        Event.EDIT: (
            frozenset({Who.HELPER}),
            frozenset({_S.DRAFT, _S.CONSENTED, _S.SUBMITTED, _S.WITHDRAWN}),
            _S.DRAFT,
        ),
        Event.CONSENT: (
            frozenset({Who.HELPER, Who.CUSTOMER}),
            frozenset({_S.DRAFT, _S.WITHDRAWN}),
            _S.CONSENTED,
        ),
        Event.SUBMIT: (frozenset({Who.HELPER}), frozenset({_S.CONSENTED}), _S.SUBMITTED),
        Event.PUBLISH: (frozenset({Who.CENTER}), frozenset({_S.SUBMITTED}), _S.PUBLISHED),
        Event.RETURN: (frozenset({Who.CENTER}), frozenset({_S.SUBMITTED}), _S.DRAFT),
        Event.WITHDRAW: (_EVERYBODY, frozenset({_S.CONSENTED, _S.SUBMITTED, _S.PUBLISHED}), _S.WITHDRAWN),
    }
)
_SAID = {
    Event.EDIT: "Teksten kan ikke rettes, mens den er offentliggjort. Træk den tilbage først.",
    Event.CONSENT: "Samtykket gælder den tekst, der er gemt nu, og kan kun noteres på en kladde.",
    Event.SUBMIT: "Kunden skal sige ja til netop den tekst, der sendes.",
    Event.PUBLISH: "Kun en successag, der er sendt til IBIZ-Center med kundens ja, kan offentliggøres.",
    Event.RETURN: "Kun en successag, der er sendt til IBIZ-Center, kan sendes tilbage.",
    Event.WITHDRAW: "Der er ikke noget at trække tilbage.",
}


def is_open(event: Event, status: SuccessCaseStatus, who: Who) -> bool:
    """True when somebody in this part can do it from there."""
    doers, start, _ = TRANSITIONS[event]
    return who in doers and status in start


def check_event(event: Event, status: SuccessCaseStatus, who: Who) -> list[Finding]:
    """Blocks what does not belong where the story stands, or is not for this part to do."""
    if is_open(event, status, who):
        return []
    return [Finding(f"Successagen står som “{status.label}”. {_SAID[event]}")]


def after(event: Event, status: SuccessCaseStatus) -> SuccessCaseStatus:
    """Where the story stands afterwards."""
    return status if event is Event.EDIT and status is _S.WITHDRAWN else TRANSITIONS[event][2]


def is_suggested(ratings: Iterable[int | None]) -> bool:
    """A customer who gave a module 4 or 5 is worth asking (S56)."""
    return any(rating is not None and rating >= GOOD_RATING for rating in ratings)


# ---- the text --------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")


def words(*texts: str) -> int:
    """How many words a reader counts."""
    return sum(len(_WORD.findall(text)) for text in texts)


def check_length(count: int) -> list[Finding]:
    """Advises 250 to 400 words (B8)."""
    if count < MIN_WORDS:
        return [advice(f"Der er {count} ord. En god successag har mindst {MIN_WORDS}.")]
    if count > MAX_WORDS:
        return [advice(f"Der er {count} ord. Kort af til højst {MAX_WORDS}.")]
    return []


@dataclass(frozen=True, slots=True)
class Bidder:
    """A vendor of the case: the names it goes by, its product included."""

    names: tuple[str, ...]
    won: bool = False


_UNIT = r"(?:(?:t\.?|mio\.?\s*|mia\.?\s*)?(?:kr\b\.?|kroner\b)|dkk\b|eur\b|euro\b|€)"
_NUMBER_WORD = r"(?:tusind\w*|hundrede\w*|million\w*|milliard\w*)"
_PRICE = re.compile(
    rf"(?:\d[\d.,\s\u00a0]*(?:{_NUMBER_WORD}\s*|mio\.?\s*)?(?:{_UNIT}|,-)|(?:\bkr\.?|\bdkk|€|\beur)\s*\d|"
    rf"{_NUMBER_WORD}\s+(?:kr\b|kroner\b|euro\b))",
    re.IGNORECASE,
)
_FORM = re.compile(r",?\s+(A/S|ApS|I/S|K/S|P/S|IVS|A\.m\.b\.a\.|AMBA|F\.m\.b\.a\.)$", re.IGNORECASE)


def prices(text: str) -> list[str]:
    """The amounts of money that stand in a text, as they are written."""
    return [" ".join(found.group().split()) for found in _PRICE.finditer(text)]


def spoken(name: str) -> list[str]:
    """A firm's name as it stands and as people say it: "Fjordsystemer A/S" and "Fjordsystemer"."""
    full = name.strip().removesuffix("(fiktiv)").strip()
    short = _FORM.sub("", full)
    return [one for one in dict.fromkeys((full, short)) if len(one) > 2]


def _names(text: str, names: Iterable[str]) -> str:
    """The first of the names that stands in the text as a word of its own (a genitive s may follow)."""
    for name in names:
        for one in spoken(name):
            if re.search(rf"(?<!\w){re.escape(one)}(?:s|'s|’s)?(?!\w)", text, re.IGNORECASE):
                return one
    return ""


def check_content(
    parts: Mapping[str, str], bidders: Iterable[Bidder], *, winner_accepted_on: date | None
) -> list[Finding]:
    """Blocks prices, vendors that lost, and the winner without its accept (B8). `parts` are texts by field."""
    found = []
    bidders = list(bidders)
    for field, text in parts.items():
        found += [Finding(f"Priser nævnes aldrig: “{amount}”.", where=field) for amount in prices(text)]
        for bidder in bidders:
            name = _names(text, bidder.names)
            if name and not bidder.won:
                found.append(Finding(f"{name} fik ikke opgaven og må ikke nævnes.", where=field))
            elif name and winner_accepted_on is None:
                found.append(Finding(f"{name} må kun nævnes med leverandørens eget ja.", where=field))
    return found


def check_unnamed(parts: Mapping[str, str], customer: str) -> list[Finding]:
    """Blocks the name of a customer that will not be named; an empty name asks for nothing. `parts` as above."""
    named = {field: name for field, text in parts.items() if (name := _names(text, [customer]))}
    return [Finding(f"{name} vil ikke nævnes ved navn.", where=field) for field, name in named.items()]


def check_submit(*, title: str, challenge: str, result: str) -> list[Finding]:
    """Blocks a story without heading, challenge or result (D7)."""
    needed = {
        "title": (title, "Overskriften"),
        "challenge": (challenge, "Udfordringen"),
        "result": (result, "Resultatet"),
    }
    return [Finding(f"{label} mangler.", where=field) for field, (text, label) in needed.items() if not text.strip()]


def check_start(*, accepted_modules: int) -> list[Finding]:
    """A story needs at least one module the customer has accepted (D7)."""
    return [] if accepted_modules else [Finding("Kunden skal først have godkendt et modul.")]
