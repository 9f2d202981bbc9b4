"""What the sheet of questions to a vendor is made of, to be brought to the meeting (DOMAIN F 7)."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from itstart.documents.danish import date_long, kroner, number
from itstart.models import BidQuestion, CustomerCase, Vendor
from itstart.rules.answer_questions import Question
from itstart.rules.steps import StepKey
from itstart.steps.definition import Deliverable
from itstart.steps.selection.assessment import assess
from itstart.steps.shared_documents import counted, cover_values, given, real_name, short_name

KEY = "spoerg_leverandoeren"
Row = dict[str, object]
Pair = tuple[Question, BidQuestion | None]


def sheet_document(
    vendor: Vendor, *, from_bid: Sequence[Pair], own: Sequence[Pair], for_all: Sequence[Pair], outdated: Sequence[Pair]
) -> Deliverable:
    """The document of the questions to one vendor."""

    groups = {"tilbud": from_bid, "egne": own, "alle": for_all, "gamle": outdated}
    name = f"Spørg {short_name(vendor.name) or vendor.code}"
    context = partial(sheet_context, vendor=vendor, groups=groups)
    return Deliverable(f"{KEY}-{vendor.code}"[:40], name, StepKey.SELECTION, context, template=KEY)


def sheet_context(
    customer_case: CustomerCase, *, today: date, vendor: Vendor, groups: Mapping[str, Sequence[Pair]]
) -> dict[str, object]:
    """The context of the template."""
    cover = cover_values(
        customer_case, StepKey.SELECTION, "Spørg leverandøren", today=today, deliverable=KEY, status="Til eget brug"
    )
    count = sum(len(pairs) for pairs in groups.values())
    return {
        **cover,
        "leverandoer": _vendor(customer_case, vendor),
        "antal": counted(count, "spørgsmål", "spørgsmål").capitalize(),
        "spoergsmaal": {name: [_row(*pair) for pair in pairs] for name, pairs in groups.items()},
    }


def _vendor(case: CustomerCase, vendor: Vendor) -> dict[str, object]:
    bid = vendor.bid
    figures = assess(case).of(vendor.code)
    return {
        "navn": given(real_name(vendor.name), "leverandørens navn"),
        "kort": given(short_name(vendor.name), "leverandørens navn"),
        "kontakt": vendor.contact.strip(),
        "produkt": bid.product.strip() if bid else "",
        "pris": f"{kroner(figures.tco.one_off)} i engangspris og {kroner(figures.facts.annual)} om året"
        if figures and figures.tco.total
        else "",
        "tco": f"{kroner(figures.tco.total)} over {figures.tco.years} år" if figures and figures.tco.total else "",
        "timer": f"{number(bid.internal_hours)} timer" if bid and bid.internal_hours is not None else "",
        "gyldig": date_long(bid.valid_until_on) if bid else "",
    }


def _row(question: Question, stored: BidQuestion | None) -> Row:
    """A question with its cause and, when there is one, the answer; an empty answer leaves room to write."""
    answered = stored is not None and bool(stored.answer.strip())
    return {
        "tekst": question.text,
        "om": question.about,
        "grund": question.why,
        "svar": stored.answer.strip() if stored else "",
        "dato": date_long(stored.answered_on) if answered and stored else "",
        "stillet": bool(stored and stored.asked),
    }
