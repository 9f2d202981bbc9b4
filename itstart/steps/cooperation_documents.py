"""The Word documents about an adviser's firm: evaluation, interview, decision and yearly talk (S44, S46)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from itstart.documents import DocumentProperties, Missing, Paragraphs, RenderedDocument, WordTemplate
from itstart.documents.danish import date_long
from itstart.models import CooperationEvaluation, Helper, QualificationEvent, ReviewedAssignment, YearlyTalk
from itstart.rules.cooperation import INTERVIEW, Party
from itstart.rules.terms import QualificationPath
from itstart.steps.center import center_name_for
from itstart.steps.shared_documents import given, real_name, shown

EVALUATION = "samarbejdsevaluering"
INTERVIEW_KEY = "kundeinterview"
DECISION = "kvalificeringsbeslutning"
TALK = "aarssamtale"


def _words(text: str, what: str) -> Paragraphs | Missing:
    return Paragraphs(text) if text.strip() else Missing(what)


def _head(helper: Helper, title: str, occasion: str, today: date) -> dict[str, object]:
    return {
        "firma": {"navn": real_name(helper.company), "cvr": helper.cvr, "raadgiver": helper.adviser},
        "dokument": {"titel": title, "dato": date_long(today)},
        "anledning": occasion,
        "centret": {"navn": center_name_for(helper)},
    }


def _about(row: CooperationEvaluation) -> str:
    if row.co_delivery is not None:
        staff = f", sammen med {row.co_delivery.staff.name}" if row.co_delivery.staff else ""
        return f"{row.co_delivery.number}. samlevering{staff}"
    if row.assignment is not None:
        return f"Kundeopgaven “{row.assignment.title}” hos {row.assignment.customer}"
    return f"Samarbejdet mellem {center_name_for(row)} og rådgiveren"


def _party(row: CooperationEvaluation) -> str:
    label = row.party.label
    return center_name_for(row) if row.party is Party.CENTER else label[:1].lower() + label[1:]


def evaluation(row: CooperationEvaluation, *, today: date) -> dict[str, object]:
    """The context of one party's evaluation."""
    return {
        **_head(row.helper, "Evaluering", row.occasion.label.lower(), today),
        "om": _about(row),
        "part": {
            "navn": _party(row),
            "person": row.by_name,
            "dato": date_long(row.evaluated_on),
            "noteret": row.noted_by,
            "tal": row.rating or "",
        },
        "forloeb": Paragraphs(row.course),
        "fremover": _words(row.future_cooperation, "hvordan I arbejder sammen fremover"),
        "kriterier": [{"navn": score.criterion, "point": score.score} for score in row.scores],
        "svar": {
            "tekst": Paragraphs(row.comment),
            "af": row.commented_by,
            "dato": date_long(row.commented_at.date()) if row.commented_at else "",
        },
    }


def interview(row: ReviewedAssignment, *, today: date) -> dict[str, object]:
    """The context of an interview; what is not asked yet is marked, so the paper is the guide too."""
    return {
        **_head(row.helper, "Kundeinterview", "review af en kundeopgave", today),
        "opgave": {
            "titel": row.title,
            "kunde": row.customer,
            "slut": date_long(row.finished_on),
            "kontakt": ", ".join(part for part in (row.contact, row.phone) if part),
            "beskrivelse": Paragraphs(row.description),
        },
        "interview": {
            "person": given(row.interviewee, "hvem der er interviewet"),
            "dato": shown(row.interviewed_on, "dato for interviewet", date_long),
            "af": row.interviewed_by,
            "tal": row.interview_rating or "",
        },
        "spoergsmaal": [
            {"tekst": one.text, "hjaelp": one.hint, "svar": _words(getattr(row, one.name), "kundens svar")}
            for one in INTERVIEW
        ],
    }


def decision(
    row: QualificationEvent, grounds: Sequence[CooperationEvaluation], *, path: QualificationPath | None, today: date
) -> dict[str, object]:
    """The context of a decision; `grounds` are the evaluations that were there."""
    return {
        **_head(row.helper, "Beslutning", "kvalificering", today),
        "beslutning": {
            "titel": row.event.label,
            "status": row.led_to.label,
            "foer": row.came_from.label if row.came_from else "",
            "vej": path.label if path else "",
            "dato": date_long(row.at.date()),
            "af": row.actor,
        },
        "begrundelse": _words(row.text, "begrundelsen"),
        "grundlag": [
            {
                "dato": date_long(one.evaluated_on),
                "navn": f"{one.party.label}: {_about(one)}",
                "tal": one.rating or "–",
            }
            for one in grounds
        ],
    }


def talk(row: YearlyTalk, *, today: date) -> dict[str, object]:
    """The context of a yearly talk."""
    return {
        **_head(row.helper, "Årlig samtale", "årlig samtale", today),
        "samtale": {
            "aar": row.year,
            "planlagt": date_long(row.planned_on),
            "holdt": shown(row.held_on, "dato for samtalen", date_long),
            "af": row.held_by,
            "naeste": date_long(row.next_on) if row.next_on else "",
        },
        "referat": _words(row.minutes, "referatet"),
        "aftalt": _words(row.agreed, "det, I har aftalt"),
    }


def render(helper: Helper, template: str, context: Mapping[str, object], *, created: datetime) -> RenderedDocument:
    """The document of one of the four templates; `created` comes from the data."""
    dokument = context["dokument"]
    assert isinstance(dokument, Mapping)
    properties = DocumentProperties(
        title=f"{dokument['titel']}: {real_name(helper.company)}", author=center_name_for(helper), created=created
    )
    return WordTemplate(template).render(context, properties=properties)
