"""What grows out of a question: suggested texts, the case without names, best practice, and the log as Word."""

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.models import SparringRequest, SparringSuggestion
from itstart.rules.findings import RuleViolation
from itstart.services import best_practice, cases, documents, sparring_package, sparring_suggestions
from itstart.steps import sparring_document
from itstart.web import access, uploads
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.sparring import bp, find, show_page
from itstart.web.sparring_forms import PackageForm, PracticeForm, SuggestForm

__all__ = ["bp"]


def _here(asked: SparringRequest) -> str:
    return url_for(".show", number=asked.case.number, code=asked.code)


# ---- suggestions -----------------------------------------------------------------------------------


@bp.post("/sager/<number>/sparring/<code>/forslag")
def suggest(number: str, code: str) -> ResponseReturnValue:
    """IBIZ-Center puts a text beside the helper's own."""
    asked = find(number, code)
    form = SuggestForm(request.form)
    form.field.choices = [(field.name, field.label) for field in sparring_suggestions.fields(access.user(), asked)]
    if not form.validate():
        return show_page(asked, 422, suggest_form=form)
    try:
        sparring_suggestions.suggest(access.user(), asked, form.field.data, form.suggestion.data or "")
    except RuleViolation as error:
        return show_page(asked, 409, suggest_form=form, others=refused(form, error))
    return go(_here(asked), message="Forslaget er sendt til rådgiveren.")


def _suggestion(asked: SparringRequest, no: int) -> SparringSuggestion:
    found = sparring_suggestions.find(asked, no)
    if found is None:
        abort(404)
    return found


@bp.post("/sager/<number>/sparring/<code>/forslag/<int:no>/tag")
def accept(number: str, code: str, no: int) -> ResponseReturnValue:
    """The helper takes the suggestion."""
    asked = find(number, code)
    try:
        sparring_suggestions.accept(access.user(), asked, _suggestion(asked, no), seen=request.form.get("seen", ""))
    except RuleViolation as error:
        return show_page(asked, 409, others=list(error.findings))
    return go(_here(asked), message="Forslaget er sat ind.")


@bp.post("/sager/<number>/sparring/<code>/forslag/<int:no>/afvis")
def reject(number: str, code: str, no: int) -> ResponseReturnValue:
    """The helper leaves it."""
    asked = find(number, code)
    sparring_suggestions.reject(access.user(), asked, _suggestion(asked, no))
    return go(_here(asked), message="Forslaget er afvist. Teksten er, som den var.")


# ---- the case without names ------------------------------------------------------------------------


@bp.get("/sager/<number>/sparring/<code>/pakke")
def package(number: str, code: str) -> ResponseReturnValue:
    """The masked case, to be read before it is shared."""
    case = cases.find_readable(access.user(), number)
    asked = find(number, code)
    text = asked.package or sparring_package.build(case)
    return page("sparring/package.html", case=case, asked=asked, form=PackageForm(data={"package": text}))


@bp.post("/sager/<number>/sparring/<code>/pakke")
def share_package(number: str, code: str) -> ResponseReturnValue:
    """Share it with the question."""
    case = cases.find_readable(access.user(), number)
    asked = find(number, code)
    form = PackageForm(request.form)
    if not form.validate():
        return page("sparring/package.html", status=422, case=case, asked=asked, form=form)
    sparring_package.share(access.user(), asked, form.package.data or "")
    return go(_here(asked), message="Pakken er delt med IBIZ-Center.")


# ---- best practice ---------------------------------------------------------------------------------


@bp.get("/best-practice")
def practices() -> ResponseReturnValue:
    """What others have asked and been answered, without names."""
    query = request.args.get("q", "").strip()[:100]
    found = best_practice.search(query, request.args.get("opgave", "")[:60])
    return page("sparring/practices.html", fragment="practices", found=found, query=query)


@bp.get("/sager/<number>/sparring/<code>/best-practice")
def practice(number: str, code: str) -> ResponseReturnValue:
    """IBIZ-Center writes it; it begins with the question and the answer, masked."""
    asked = find(number, code)
    started = asked.best_practice
    draft = best_practice.draft(asked)
    data = {
        "title": started.title if started else "",
        "practice_question": started.question if started else draft["question"],
        "practice_answer": started.answer if started else draft["answer"],
    }
    return page("sparring/practice.html", asked=asked, form=PracticeForm(data=data))


@bp.post("/sager/<number>/sparring/<code>/best-practice")
def propose(number: str, code: str) -> ResponseReturnValue:
    """Ask the helper whether it may be shared."""
    asked = find(number, code)
    form = PracticeForm(request.form)
    if not form.validate():
        return page("sparring/practice.html", status=422, asked=asked, form=form)
    try:
        best_practice.propose(
            access.user(),
            asked,
            title=form.title.data or "",
            question=form.practice_question.data or "",
            answer=form.practice_answer.data or "",
        )
    except RuleViolation as error:
        form.form_errors += [finding.message for finding in error.findings]
        return page("sparring/practice.html", status=409, asked=asked, form=form)
    return go(_here(asked), message="Rådgiveren er spurgt. Den deles først med et ja.")


@bp.post("/sager/<number>/sparring/<code>/best-practice/svar")
def decide_practice(number: str, code: str) -> ResponseReturnValue:
    """The helper's yes or no."""
    asked = find(number, code)
    accepted = request.form.get("svar") == "ja"
    best_practice.decide(access.user(), asked, accepted=accepted)
    return go(_here(asked), message="Delt med alle It-starthjælpere." if accepted else "Den deles ikke.")


# ---- the log ---------------------------------------------------------------------------------------


@bp.get("/sager/<number>/sparring/log")
def log(number: str) -> ResponseReturnValue:
    """The case's sparring log as Word."""
    case = cases.find_readable(access.user(), number)
    policies.ensure(policies.may_read_case(access.user(), case))
    made = sparring_document.render(case, today=clock.today())
    return uploads.download(f"{case.number} Sparringslog.docx", made.content, documents.WORD)
