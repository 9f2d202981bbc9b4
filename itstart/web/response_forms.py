"""What is written about one vendor's answer to one requirement, and how it reads."""

from typing import Any

from itstart.forms import BaseForm, DateField, MoneyField, WholeNumberField
from itstart.rules.terms import Answer
from itstart.services.responses import Cell
from itstart.steps.fields import TermField, line, longtext, optional
from itstart.web import filters

NOTED = frozenset({Answer.CUSTOMISATION, Answer.THIRD_PARTY})


class CellForm(BaseForm):
    """What is written in the matrix itself: the answer, the points, and why they are changed."""

    answer = TermField("Svar", Answer, empty="Intet svar")
    score = WholeNumberField("Point", optional(), maximum=5)
    score_reason = longtext("Begrundelse for point", "Skal skrives, når point ikke er dem, svaret selv giver.", rows=2)


class ResponseForm(CellForm):
    """Everything about one vendor's answer."""

    vendor_comment = longtext("Leverandørens bemærkning", rows=2)
    extra_price_dkk = MoneyField("Merpris", optional())
    available = line("Klar i version", "Når svaret er, at det kommer senere.")
    promised_on = DateField("Lovet senest", optional())


def shown_values(cell: Cell) -> dict[str, Any]:
    """What a form shows of an answer: points only when they are not the answer's own."""
    return {
        "answer": cell.answer,
        "score": cell.score if cell.changed else None,
        "score_reason": cell.reason,
        "vendor_comment": cell.comment,
        "extra_price_dkk": cell.extra,
        "available": cell.available,
        "promised_on": cell.promised_on,
    }


def note(cell: Cell, *, bad: bool) -> dict[str, str]:
    """The words beside the points: extra price, and why or what the vendor says."""
    priced = cell.extra is not None and (cell.extra > 0 or cell.answer in NOTED)
    words = cell.reason if cell.changed and cell.reason else cell.available or cell.comment
    return {"price": f"+{filters.kroner(cell.extra)}" if priced else "", "words": words, "bad": "ja" if bad else ""}
