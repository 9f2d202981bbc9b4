"""A letter to a vendor as a Word document and as the text of a mail."""

from datetime import date, datetime
from functools import partial

from itstart.documents import Missing, Paragraphs
from itstart.documents.danish import datetime_at
from itstart.models import CustomerCase, Vendor
from itstart.rules.steps import StepKey
from itstart.rules.vendor_letters import LetterKind
from itstart.steps.definition import Deliverable
from itstart.steps.selection.letters import Draft
from itstart.steps.shared_documents import cover_values, given, real_name, short_name

TEMPLATE = "leverandoerbrev"


def key(kind: LetterKind, vendor: Vendor) -> str:
    """The name under which the versions of a letter that was sent are kept."""
    return f"{kind.slug}-{vendor.code}"[:40]


def letter(kind: LetterKind, vendor: Vendor, text: Draft, *, held_at: datetime | None, on: date) -> Deliverable:
    """The letter as a document, dated `on`."""

    name = f"{kind.label} {short_name(vendor.name) or vendor.code}"
    context = partial(letter_context, kind=kind, vendor=vendor, text=text, held_at=held_at, on=on)
    return Deliverable(key(kind, vendor), name, StepKey.SELECTION, context, template=TEMPLATE)


def letter_context(
    customer_case: CustomerCase,
    *,
    today: date,
    kind: LetterKind,
    vendor: Vendor,
    text: Draft,
    held_at: datetime | None = None,
    on: date | None = None,
) -> dict[str, object]:
    """The context of the template; a letter that was sent another day than today says that day."""
    cover = cover_values(
        customer_case, StepKey.SELECTION, kind.label, today=on or today, deliverable=key(kind, vendor),
        recipient=_recipient(vendor), status=kind.label,
    )  # fmt: skip
    is_demo = kind is LetterKind.DEMO
    return {
        **cover,
        "leverandoer": {"navn": given(real_name(vendor.name), "leverandørens navn"), "kontakt": vendor.contact.strip()},
        "brev": {
            "emne": given(text.subject, "hvad brevet handler om"),
            "hilsen": given(text.greeting, "hvem brevet er til"),
            "indledning": _block(text.opening, "hvad brevet siger først"),
            "grunde": _block(text.grounds),
            "videre": _block(text.onward),
            "afslutning": _block(text.closing),
            "underskrift": given(text.signature, "hvem brevet er fra"),
        },
        "demo": {
            "vis": is_demo,
            "tid": (datetime_at(held_at) or Missing("hvornår demoen er")) if is_demo else "",
            "sted": given(text.place, "hvor demoen er") if is_demo else "",
        },
    }


def _recipient(vendor: Vendor) -> str | Missing:
    return given(", ".join(part for part in (vendor.contact.strip(), real_name(vendor.name)) if part), "modtageren")


def _block(text: str, what: str = "") -> object:
    if text.strip():
        return Paragraphs(text.strip())
    return Missing(what) if what else ""


def mail_text(kind: LetterKind, text: Draft, *, held_at: datetime | None) -> str:
    """The letter as the text of a mail; the subject stands in its own place."""
    when = [f"Tid: {datetime_at(held_at)}", f"Sted: {text.place}"] if kind is LetterKind.DEMO and held_at else []
    parts = (
        text.greeting, text.opening, "\n".join(when), text.grounds, text.onward, text.closing, text.signature,
    )  # fmt: skip
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"
