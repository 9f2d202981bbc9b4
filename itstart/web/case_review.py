"""Gennemse: everything a step holds on one page, and what can be done with the step as a whole."""

from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.forms import BaseForm
from itstart.models import CustomerCase
from itstart.rules.findings import RuleViolation
from itstart.rules.steps import StepKey
from itstart.services import answers, case_steps, cases, document_choices, rows
from itstart.services.document_changes import quick_standings
from itstart.services.step_views import StepView, TaskView, step_view
from itstart.steps import FormSection, RowList, Task, binding, find_step
from itstart.web import access, case_view, showing
from itstart.web.case_forms import FinishStepForm, ReopenStepForm, SkipStepForm
from itstart.web.case_places import crumbs, findings, gaps
from itstart.web.cases import bp
from itstart.web.pages import go, page
from itstart.web.refusals import refused

SHOWN_ROWS = 12
SHOWN_GAPS = 20


@bp.get("/sager/<number>/<step:step>/gennemse")
def review(number: str, step: StepKey) -> ResponseReturnValue:
    """All answers of the step, with ways back to each of them."""
    return _review_page(cases.find_readable(access.user(), number), step)


def _review_page(case: CustomerCase, key: StepKey, status: int = 200, **typed: Any) -> Response:
    view = step_view(case, find_step(key))
    back = url_for(".review", number=case.number, step=key)
    forms: dict[str, BaseForm] = {
        "finish": FinishStepForm(data={"approved_on": clock.today(), "approved_by": case.customer.contact_name}),
        "skip": SkipStepForm(),
        "reopen": ReopenStepForm(),
    }
    missing = case_steps.done_findings(case, key, approved_on=clock.today(), not_signed_reason="-")
    context = {
        "refusals": [],
        "forms": {**forms, **typed.pop("forms", {})},
        "opened": typed.pop("opened", request.args.get("vil", "")),
        **typed,
    }
    return page(
        "cases/review.html",
        status=status,
        case=case,
        step=view.step,
        view=view,
        tasks=[_task(case, task, back) for task in view.tasks],
        before_done=findings(case, missing),
        needs_reason=key is StepKey.PROJECT and case.contract.signed_on is None,
        may_edit=case_view.may_edit(access.user(), case),
        crumbs=crumbs(access.user(), case, (f"Gennemse skridt {key.number}", None)),
        tabs=_tabs(case, key),
        documents=_documents(case, view),
        old_documents=_old_documents(case, view),
        **context,
    )


def _tabs(case: CustomerCase, key: StepKey) -> list[tuple[str, str, bool]]:
    return [
        (f"{step.number}. {step.label}", url_for(".review", number=case.number, step=step), step is key)
        for step in StepKey
    ]


def _documents(case: CustomerCase, view: StepView) -> list[tuple[str, str]]:
    return [
        (document.name, url_for("documents.download", number=case.number, key=document.key))
        for document in view.step.deliverables
        if document_choices.unneeded(case, document.key) is None
    ]


def _old_documents(case: CustomerCase, view: StepView) -> list[tuple[str, str]]:
    """Those the customer should not approve as they are: the name with its version, and where to see why."""
    standings = quick_standings(case)
    return [
        (
            f"{one.name}, version {standings[one.key].document.version}",
            url_for("document_versions.index", number=case.number, key=one.key),
        )
        for one in view.step.deliverables
        if one.key in standings and standings[one.key].is_old
    ]


def _task(case: CustomerCase, view: TaskView, back: str) -> dict[str, Any]:
    task = view.task
    here = f"{back}#{task.slug}"
    lacking = {missing.where for missing in view.gaps}
    return {
        "task": task,
        "view": view,
        "url": url_for("tasks.show", number=case.number, task=task, retur=here),
        "gaps": gaps(case, task, view.gaps[:SHOWN_GAPS], here),
        "more_gaps": max(0, len(view.gaps) - SHOWN_GAPS),
        "parts": [part for declared in task.parts for part in _parts(case, task, declared, here, lacking)],
    }


def _parts(
    case: CustomerCase, task: Task, part: FormSection | RowList, back: str, lacking: set[str]
) -> list[dict[str, Any]]:
    """A part as it is shown; one that is done for each vendor is shown once for each."""
    abouts = part.scope.choices(case) if part.scope else [("", "")]
    if isinstance(part, RowList):
        return [_rows(case, task, part, back)]
    return [_answers(case, task, part, back, lacking, about) for about in abouts]


def _answers(
    case: CustomerCase, task: Task, section: FormSection, back: str, lacking: set[str], chosen: tuple[str, str]
) -> dict[str, Any]:
    """Each answer; an empty one is "mangler" only when the document needs it."""
    about, name = chosen
    form = section.form(data=answers.values(case, section, about))
    binding.fill_choices(form, case)
    url = url_for("tasks.show", number=case.number, task=task, om=about or None, retur=back)
    items = [
        {
            "label": control.label.text,
            "value": showing.value(control, control.data) or (None if control.short_name in lacking else "–"),
            "url": f"{url}#form-{section.key}-{control.short_name}",
            "change": "Ret",
            "id": "",
        }
        for control in form
        if control.type != "HiddenField"
    ]
    return {"kind": "answers", "title": f"{section.title}: {name}" if name else section.title, "items": items}


def _rows(case: CustomerCase, task: Task, row_list: RowList, back: str) -> dict[str, Any]:
    first, total = rows.first(case, row_list, SHOWN_ROWS)
    lines = [
        {
            "anchor": f"{row_list.slug}-{row.code}",
            "code": row.code if row_list.shows_code else "",
            "title": row_list.title_of(row) or "Uden navn",
            "tag": row_list.tag_of(row),
            "priority": row_list.priority_of(row),
            "url": url_for(
                "rows.show",
                number=case.number,
                row_list=row_list,
                code=row.code,
                retur=back,
                _anchor=row_list.anchor(row.code),
            ),
        }
        for row in first
    ]
    return {
        "kind": "rows",
        "title": row_list.title,
        "threaded": row_list.threaded,
        "lines": lines,
        "total": total,
        "more": total - len(lines),
        "url": url_for("tasks.show", number=case.number, task=task, retur=back),
    }


# ---- the step as a whole ---------------------------------------------------------------------------


def _refuse(case: CustomerCase, key: StepKey, name: str, form: BaseForm, error: RuleViolation) -> Response:
    return _review_page(case, key, 409, forms={name: form}, opened=name, refusals=findings(case, refused(form, error)))


@bp.post("/sager/<number>/<step:step>/faerdigt")
def finish_step(number: str, step: StepKey) -> ResponseReturnValue:
    """The customer has approved the step's document."""
    case = cases.find_readable(access.user(), number)
    form = FinishStepForm(request.form)
    if not form.validate():
        return _review_page(case, step, 422, forms={"finish": form}, opened="finish")
    try:
        case_steps.finish(
            access.user(),
            case,
            step,
            approved_on=form.approved_on.data,
            approved_by=form.approved_by.data or "",
            not_signed_reason=form.not_signed_reason.data or "",
        )
    except RuleViolation as error:
        return _refuse(case, step, "finish", form, error)
    return go(url_for(".show", number=number), message=f"Skridt {step.number} er færdigt.")


@bp.post("/sager/<number>/<step:step>/spring-over")
def skip_step(number: str, step: StepKey) -> ResponseReturnValue:
    """The customer does not need the step."""
    case = cases.find_readable(access.user(), number)
    form = SkipStepForm(request.form)
    if not form.validate():
        return _review_page(case, step, 422, forms={"skip": form}, opened="skip")
    try:
        case_steps.skip(access.user(), case, step, reason=form.skip_reason.data or "")
    except RuleViolation as error:
        return _refuse(case, step, "skip", form, error)
    undo = url_for(".resume_step", number=number, step=step)
    return go(url_for(".show", number=number), message=f"Skridt {step.number} er sprunget over.", undo_url=undo)


@bp.post("/sager/<number>/<step:step>/genoptag")
def resume_step(number: str, step: StepKey) -> ResponseReturnValue:
    """Take a skipped step up after all."""
    case = cases.find_readable(access.user(), number)
    case_steps.resume(access.user(), case, step)
    return go(url_for(".review", number=number, step=step), message=f"Skridt {step.number} er taget op igen.")


@bp.post("/sager/<number>/<step:step>/aabn")
def reopen_step(number: str, step: StepKey) -> ResponseReturnValue:
    """Open a finished step again."""
    case = cases.find_readable(access.user(), number)
    form = ReopenStepForm(request.form)
    if not form.validate():
        return _review_page(case, step, 422, forms={"reopen": form}, opened="reopen")
    try:
        case_steps.reopen(access.user(), case, step, note=form.note.data or "")
    except RuleViolation as error:
        return _refuse(case, step, "reopen", form, error)
    return go(url_for(".review", number=number, step=step), message=f"Skridt {step.number} er åbent igen.")
