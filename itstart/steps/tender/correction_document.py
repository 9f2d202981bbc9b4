"""The Rettelsesblad: what a new version of the tender changes, old and new side by side (F024)."""

from collections.abc import Sequence
from datetime import date

from itstart.documents.danish import date_long, datetime_at
from itstart.models import CustomerCase, TenderVersion
from itstart.rules.steps import StepKey
from itstart.rules.tender_changes import Change, Difference
from itstart.steps.shared_documents import counted, cover_values, given, shown
from itstart.steps.tender.letters import tender_title

KEY = "rettelsesblad"
NAME = "Rettelsesblad"


def rettelsesblad(
    case: CustomerCase, changed: Difference, *, before: TenderVersion, number: int, reason: str, today: date
) -> dict[str, object]:
    """The context of docs_templates/rettelsesblad.docx: `changed` since `before`, sent as version `number`."""
    cover = cover_values(
        case, StepKey.TENDER, f"{NAME} nr. {number - 1}", today=today, deliverable=KEY, version=number,
        recipient="Inviterede leverandører", status="Udsendt",
    )  # fmt: skip
    return {
        **cover,
        "udbud": {
            "titel": tender_title(case),
            "version": str(number),
            "forrige": f"version {before.number} fra {date_long(before.issued_at)}",
            "frist": shown(case.tender.bid_deadline_at, "frist for tilbud", datetime_at),
            "grund": given(reason, "hvorfor materialet er rettet"),
        },
        "rettelser": counted(_count(changed), "rettelse", "rettelser").capitalize(),
        "datoer": _rows(changed.dates),
        "rettede": _rows(changed.requirements),
        "nye": [
            {
                "nr": str(row["code"]),
                "prioritet": str(row["priority"]),
                "titel": str(row["title"]),
                "tekst": str(row["text"]),
                "lov": str(row["law"]),
                "proeve": str(row["test"]),
            }
            for row in changed.added
        ],
        "udgaaede": [
            {"nr": str(row["code"]), "titel": str(row["title"]), "tekst": str(row["text"])} for row in changed.withdrawn
        ],
        "kriterier": _rows(changed.criteria),
        "demo": _rows(changed.scenarios),
        "vilkaar": _rows(changed.terms),
    }


def _count(changed: Difference) -> int:
    parts: tuple[Sequence[object], ...] = (
        changed.added, changed.withdrawn, changed.requirements, changed.dates, changed.criteria, changed.scenarios,
        changed.terms,
    )  # fmt: skip
    return sum(len(part) for part in parts)


def _rows(changes: Sequence[Change]) -> list[dict[str, object]]:
    return [
        {
            "hvad": " ".join(part for part in (change.code, change.label) if part),
            "foer": change.before or "(tom)",
            "nu": change.after or "(tom)",
            "grund": change.reason.strip(),
        }
        for change in changes
    ]
