"""What the Word document of a case's sparring is made of: who asked what, who advised what, and what came of it."""

from datetime import date

from itstart.documents import Paragraphs, RenderedDocument
from itstart.documents.danish import date_long, datetime_at
from itstart.models import CustomerCase, SparringRequest
from itstart.rules.steps import StepKey
from itstart.steps.center import center_name_for
from itstart.steps.shared_documents import counted, cover_values, given, rendered, shown

KEY = "sparringslog"
NAME = "Sparringslog"
_KINDS = {"asked": "spurgte", "answered": "svarede", "asked_back": "spurgte tilbage"}


def sparringslog(case: CustomerCase, *, today: date) -> dict[str, object]:
    """The context of the template, the questions in the order they were asked."""
    cover = cover_values(case, StepKey.NEEDS, NAME, today=today, deliverable=KEY, status="Til eget brug")
    return {
        **cover,
        "centret": {"navn": center_name_for(case)},
        "antal": counted(len(case.sparring), "spørgsmål", "spørgsmål").capitalize(),
        "spoergsmaal": [_request(request) for request in case.sparring],
    }


def _request(request: SparringRequest) -> dict[str, object]:
    asked = request.asked_by.name if request.asked_by else request.case.helper.adviser
    return {
        "nr": request.code,
        "om": request.about or "Hele sagen",
        "status": request.status.label,
        "stillet": shown(request.asked_on, f"dato for {request.code}", date_long),
        "af": given(asked, "hvem der spurgte"),
        "frist": date_long(request.deadline_on) if request.deadline_on else "",
        "set": request.share.label,
        "kundens_ja": f"{request.customer_accept_by}, {date_long(request.customer_accept_on)}"
        if request.customer_accept_on
        else "",
        "svaret": date_long(request.answered_on) if request.answered_on else "",
        "svar_af": request.answered_by.name if request.answered_by else "",
        "nytte": f"{request.usefulness} af 5" if request.usefulness else "",
        "traad": _thread(request),
        "forslag": [
            {
                "felt": one.label,
                "tekst": one.text,
                "udfald": "Afventer" if one.accepted is None else "Sat ind" if one.accepted else "Afvist",
            }
            for one in request.suggestions
        ],
        "kig": [{"hvem": one.name, "hvad": one.what, "hvornaar": datetime_at(one.at)} for one in request.looks],
    }


def _thread(request: SparringRequest) -> list[dict[str, object]]:
    said = [
        {"hoved": f"{one.author} {_KINDS.get(one.kind, 'skrev')} {datetime_at(one.at)}", "tekst": Paragraphs(one.text)}
        for one in request.messages
    ]
    if said:
        return said
    first: list[dict[str, object]] = [{"hoved": "Spørgsmålet", "tekst": Paragraphs(request.question)}]
    return [*first, {"hoved": "Svaret", "tekst": Paragraphs(request.answer)}] if request.answer else first


def render(case: CustomerCase, *, today: date) -> RenderedDocument:
    """The log as it stands."""
    return rendered(case, KEY, NAME, sparringslog(case, today=today))
