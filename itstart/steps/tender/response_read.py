"""What was read in a response form that came back: answers, prices, conditions, and every doubt about them."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from itstart.rules.terms import Answer


class Weight(StrEnum):
    """What a doubt does: stops the file, leaves something out, asks somebody to choose, or only tells."""

    STOP = "stop"
    OUT = "out"
    CHOICE = "choice"
    NOTE = "note"


@dataclass(frozen=True)
class Doubt:
    """Something in the file that is not plain. `meaning` says what happens, `place` is "Priser, række 9"."""

    code: str
    weight: Weight
    message: str
    meaning: str = ""
    where: str = ""
    place: str = ""

    @property
    def key(self) -> str:
        """What a choice about it is called: "no_price:K-15"."""
        return f"{self.code}:{self.where}" if self.where else self.code


@dataclass(frozen=True)
class ReadAnswer:
    """An answer that could be read; `needs` are the doubts somebody must say yes to before it counts."""

    answer: Answer
    comment: str = ""
    extra_dkk: int | None = None
    available: str = ""
    promised_on: date | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadLine:
    """A price line; `type` is a OneOffType or an AnnualType, the amount None when it could not be read."""

    annual: bool
    type: str
    label: str
    amount_dkk: int | None


@dataclass
class ReadForm:
    """A whole form. `bid` holds the columns of the bid that were filled in, `told` what is only to be read.

    `needs` are the doubts somebody must say yes to before anything of it counts.
    """

    vendor_code: str = ""
    version: str = ""
    bid: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, ReadAnswer] = field(default_factory=dict)
    lines: list[ReadLine] = field(default_factory=list)
    told: list[tuple[str, Sequence[tuple[str, str]]]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    needs: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether nothing of it can be taken."""
        return any(doubt.weight is Weight.STOP for doubt in self.doubts)

    def of(self, weight: Weight) -> list[Doubt]:
        """The doubts of one weight."""
        return [doubt for doubt in self.doubts if doubt.weight is weight]

    def taken(self, accepted: AbstractSet[str]) -> dict[str, ReadAnswer]:
        """The answers that count when these doubts have been said yes to."""
        return {code: answer for code, answer in self.answers.items() if set(answer.needs) <= accepted}
