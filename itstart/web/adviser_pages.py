"""What the pages about a firm share: the crumbs, the one page with a form, the files, and how things look in lists."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request, url_for

from itstart import clock
from itstart.forms import BaseForm
from itstart.models import CooperationEvaluation, Helper, QualificationEvent, ReviewedAssignment, YearlyTalk
from itstart.rules.findings import Finding
from itstart.rules.qualification import Event
from itstart.rules.terms import QualificationStatus
from itstart.services import documents, qualification, settings
from itstart.steps import cooperation_documents as papers
from itstart.web import access, uploads
from itstart.web.pages import page

KINDS = {
    QualificationStatus.QUALIFIED: "done",
    QualificationStatus.REJECTED: "",
    QualificationStatus.PAUSED: "miss",
    QualificationStatus.ENDED: "",
}
# The word in the address of each event, and what the button and the page say.
ACTS: Mapping[str, tuple[tuple[Event, ...], str, str]] = {
    "soeg-igen": ((Event.APPLY,), "Søg igen", "Fortæl, hvad der er nyt siden sidst."),
    "samlevering": (
        (Event.CO_DELIVER, Event.CO_DELIVER_AGAIN),
        "Aftal en samlevering",
        "En i IBIZ-Center leverer sammen med firmaet i en af dets sager, læser med og skriver kommentarer og timer.",
    ),
    "evalueret": (
        (Event.EVALUATE,),
        "Afslut samleveringen",
        "Når samleveringen er afsluttet, kan IBIZ-Center ikke længere læse sagen, og evalueringerne ligger fast.",
    ),
    "review": ((Event.CHOOSE_REVIEW,), "Vælg review", "En eller to gennemførte kundeopgaver gennemgås i stedet."),
    "skift-vej": ((Event.CHANGE_PATH,), "Skift til review", "Firmaet går videre med review af kundeopgaver."),
    "review-udfoert": ((Event.FINISH_REVIEW,), "Afslut review", "Alle opgaver er gennemgået, og kunderne er hørt."),
    "kvalificer": ((Event.QUALIFY,), "Kvalificer firmaet", "Firmaet kan arbejde alene, og profilen bliver offentlig."),
    "afvis": ((Event.REJECT,), "Afvis kvalificering", "Firmaet får begrundelsen og kan søge igen."),
    "bero": ((Event.PAUSE,), "Sæt i bero", "Profilen skjules, og der kan ikke oprettes nye sager."),
    "genoptag": ((Event.RESUME,), "Genoptag", "Profilen bliver offentlig igen."),
    "ophoer": ((Event.END,), "Ophør som It-starthjælper", "Profilen skjules. Firmaet kan kun læse sine sager."),
}  # fmt: skip


def acts(helper: Helper) -> list[dict[str, str]]:
    """What the person can do from where the firm stands: the word of the address and of the button."""
    possible = qualification.possible(access.user(), helper)
    return [
        {"act": act, "label": label}
        for act, (events, label, _lead) in ACTS.items()
        if any(event in possible for event in events)
    ]


def crumbs(helper: Helper, *rest: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way to a page about a firm, for IBIZ-Center and for the firm itself."""
    if access.user().helper_id == helper.id:
        return [("Min kvalificering", url_for("qualification.show")), *rest]
    firm = url_for("advisers.show", cvr=helper.cvr)
    return [("Rådgivere", url_for("advisers.index")), (helper.company, firm), *rest]


def home(helper: Helper) -> str:
    """Where one goes after having done something."""
    is_own = access.user().helper_id == helper.id
    return url_for("qualification.show") if is_own else url_for("advisers.show", cvr=helper.cvr)


def said(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as the page shows them."""
    return [{"message": one.message, "blocks": one.blocks} for one in findings]


def form_page(helper: Helper, form: BaseForm, *, title: str, button: str, status: int = 200, **more: Any) -> Response:
    """The one page with a form about a firm. `more`: lead, others (findings), modules, optional, before."""
    context = {"lead": "", "others": (), "modules": (), "optional": (), "guide": (), "danger": False, **more}
    context["others"] = said(context["others"])
    title, context["lead"] = settings.our_words(title), settings.our_words(context["lead"])
    way = crumbs(helper, (title, None))
    return page(
        "advisers/form.html",
        status=status,
        helper=helper,
        form=form,
        title=title,
        button=button,
        action=request.full_path.rstrip("?"),
        crumbs=way,
        home=home(helper),
        **context,
    )


# ---- files -----------------------------------------------------------------------------------------


def evaluation_file(row: CooperationEvaluation) -> Response:
    """An evaluation as Word."""
    context = papers.evaluation(row, today=clock.today())
    made = papers.render(row.helper, papers.EVALUATION, context, created=row.saved_at)
    return uploads.download(f"{row.helper.company} evaluering {row.number}.docx", made.content, documents.WORD)


def interview_file(row: ReviewedAssignment) -> Response:
    """The interview of an assignment's customer, or the guide for it, as Word."""
    context = papers.interview(row, today=clock.today())
    made = papers.render(row.helper, papers.INTERVIEW_KEY, context, created=row.helper.created_at)
    return uploads.download(f"{row.helper.company} interview {row.number}.docx", made.content, documents.WORD)


def decision_file(row: QualificationEvent) -> Response:
    """A decision with what it rests on, as Word."""
    grounds = [one for one in qualification.evaluations(row.helper) if one.saved_at <= row.at]
    context = papers.decision(row, grounds, path=row.helper.qualification_path, today=clock.today())
    made = papers.render(row.helper, papers.DECISION, context, created=row.at)
    return uploads.download(f"{row.helper.company} beslutning {row.number}.docx", made.content, documents.WORD)


def talk_file(row: YearlyTalk) -> Response:
    """A yearly talk as Word."""
    context = papers.talk(row, today=clock.today())
    made = papers.render(row.helper, papers.TALK, context, created=row.helper.created_at)
    return uploads.download(f"{row.helper.company} samtale {row.year}.docx", made.content, documents.WORD)
