"""Points people give: one form a page, and the sub-scores for all vendors at once."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart.forms import BaseForm
from itstart.forms.cleaning import clean_line
from itstart.models import Criterion
from itstart.rules.findings import RuleViolation
from itstart.services import answers, scores
from itstart.services.answers import Saved
from itstart.services.conflicts import Conflict
from itstart.steps import FormSection
from itstart.steps.selection.bidders import bidders
from itstart.web import filters, score_forms, task_pages
from itstart.web.pages import go, page
from itstart.web.task_pages import TaskPage
from itstart.web.task_parts import give_ids
from itstart.web.tasks import autosave_answer, conflict_context, version_sent

bp = Blueprint("scores", __name__)

SUB_SCORES = "/sager/<number>/valg/delpoint"
FORM_ID = "point"
MAX_NAME = 200


@dataclass
class Sheet:
    """One form of points: whose task it is, what it is about, and what was typed in it."""

    shown: TaskPage
    section: FormSection
    about: str
    action: str
    reload: str
    typed: BaseForm | None = None
    conflict: dict[str, Any] | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def form(self) -> BaseForm:
        """As it was typed, else as it is stored."""
        case = self.shown.case
        made = self.typed or self.section.form(data=answers.values(case, self.section, self.about))
        return give_ids(made, FORM_ID)

    def read(self) -> bool:
        """Take what was sent; False when something in it must be corrected."""
        self.typed = self.section.form(request.form)
        return bool(self.typed.validate())

    def store(self) -> Saved:
        """Save what was read. Conflict when somebody else saved in between."""
        assert self.typed is not None
        shown = self.shown
        try:
            return answers.save(
                shown.user,
                shown.case,
                shown.task,
                self.section,
                self.typed.data,
                version=version_sent(),
                about=self.about,
            )
        except Conflict as conflict:
            form = give_ids(self.typed, FORM_ID)
            self.conflict = conflict_context(conflict, form, FORM_ID, self.action, self.reload)
            raise

    def context(self) -> dict[str, Any]:
        """What the template shows of the form."""
        stamp = answers.state(self.shown.case, self.shown.task, self.section, self.about)
        return {
            **task_pages.context(self.shown),
            **self.extra,
            "form": self.form(),
            "form_id": FORM_ID,
            "action": self.action,
            "version": stamp.version,
            "saved_at": filters.clock_time(stamp.at),
            "conflict": self.conflict,
            "gate": task_pages.gate(self.shown.case),
        }


def show_sheet(sheet: Sheet, template: str, status: int = 200) -> Response:
    """The page of the form; vendors without their names where those are hidden."""
    return task_pages.hide_names(sheet.shown, page(template, status=status, **sheet.context()))


def save_sheet(sheet: Sheet, template: str) -> ResponseReturnValue:
    """Store the form and show the page again: saved, to be corrected, or with both people's points."""
    if not sheet.read():
        return show_sheet(sheet, template, 422)
    try:
        sheet.store()
    except Conflict:
        return show_sheet(sheet, template, 409)
    return go(sheet.reload, message="Gemt.")


def autosave_sheet(sheet: Sheet) -> ResponseReturnValue:
    """Store the form while it is being filled in; answers only the state of the save."""
    if not sheet.read():
        return autosave_answer("not_saved", FORM_ID, 422, form=sheet.form())
    try:
        saved = sheet.store()
    except Conflict:
        return autosave_answer("conflict", FORM_ID, 409, conflict=sheet.conflict)
    return autosave_answer("saved", FORM_ID, 200, at=filters.clock_time(saved.at), version=saved.version)


# ---- sub-scores --------------------------------------------------------------------------------------


def _criterion(shown: TaskPage) -> Criterion | None:
    """The criterion asked for, else the first; None when no criterion is scored in parts."""
    found = scores.criteria(shown.case)
    asked = request.form.get("kriterium") or request.args.get("kriterium", "")
    if asked:
        return next((criterion for criterion in found if criterion.code == asked), None) or abort(404)
    return found[0] if found else None


def _sub_score_sheet(shown: TaskPage, criterion: Criterion) -> Sheet:
    case = shown.case
    here = url_for(".sub_scores", number=case.number, kriterium=criterion.code)
    return Sheet(
        shown,
        score_forms.sub_score_section(case, criterion),
        about=criterion.code,
        action=url_for(".save_sub_scores", number=case.number),
        reload=here,
        extra={
            "criterion": criterion,
            "segments": [
                (
                    one.title or one.code,
                    None,
                    url_for(".sub_scores", number=case.number, kriterium=one.code),
                    one is criterion,
                )
                for one in scores.criteria(case)
            ],
            "labels": scores.labels(case, criterion),
            "names": score_forms.sub_score_names,
            "vendors": task_pages.marks(case, bidders(case)),
            "means": scores.reference_means(case),
            "label_error": "",
            "label_typed": "",
        },
    )


def _open_sub_scores(number: str) -> Sheet:
    shown = task_pages.open_task(number, "valg/delpoint")
    return _sub_score_sheet(shown, _criterion(shown) or abort(404))


@bp.get(SUB_SCORES)
def sub_scores(number: str) -> ResponseReturnValue:
    """The sub-scores of one criterion for every vendor."""
    shown = task_pages.open_task(number, "valg/delpoint")
    criterion = _criterion(shown)
    if criterion is None:
        return page("selection/sub_scores.html", **task_pages.context(shown), criterion=None)
    return show_sheet(_sub_score_sheet(shown, criterion), "selection/sub_scores.html")


@bp.post(SUB_SCORES)
def save_sub_scores(number: str) -> ResponseReturnValue:
    """Store the whole criterion."""
    return save_sheet(_open_sub_scores(number), "selection/sub_scores.html")


@bp.post(f"{SUB_SCORES}/autogem")
def autosave_sub_scores(number: str) -> ResponseReturnValue:
    """Store it while it is being written; answers only the state of the save."""
    return autosave_sheet(_open_sub_scores(number))


def _name_sent() -> str:
    return str(clean_line(request.form.get("label", "")) or "")[:MAX_NAME]


def _refused(number: str, error: RuleViolation) -> Response:
    """The page again, with what is wrong with the name beside it."""
    if not any(finding.where == "label" for finding in error.findings):
        raise error
    sheet = _open_sub_scores(number)
    sheet.extra |= {"label_error": str(error), "label_typed": _name_sent()}
    return show_sheet(sheet, "selection/sub_scores.html", 422)


@bp.post(f"{SUB_SCORES}/navne")
def add_label(number: str) -> ResponseReturnValue:
    """A new sub-score, for all vendors."""
    sheet = _open_sub_scores(number)
    try:
        scores.add_label(sheet.shown.user, sheet.shown.case, sheet.extra["criterion"], _name_sent())
    except RuleViolation as error:
        return _refused(number, error)
    return go(sheet.reload, message=f"Tilføjet: {_name_sent()}")


@bp.post(f"{SUB_SCORES}/navne/<key>")
def rename_label(number: str, key: str) -> ResponseReturnValue:
    """Another name, for all vendors."""
    sheet = _open_sub_scores(number)
    try:
        scores.rename_label(sheet.shown.user, sheet.shown.case, sheet.extra["criterion"], key, _name_sent())
    except RuleViolation as error:
        return _refused(number, error)
    return go(sheet.reload, message=f"Omdøbt til {_name_sent()}")


@bp.post(f"{SUB_SCORES}/navne/<key>/slet")
def delete_label(number: str, key: str) -> ResponseReturnValue:
    """Take a sub-score away for all vendors; the message has an undo button."""
    sheet = _open_sub_scores(number)
    criterion = sheet.extra["criterion"]
    name = scores.delete_label(sheet.shown.user, sheet.shown.case, criterion, key)
    undo = url_for(".restore_label", number=number, key=key, kriterium=criterion.code)
    return go(sheet.reload, message=f"Slettet: {name}", undo_url=undo)


@bp.post(f"{SUB_SCORES}/navne/<key>/fortryd")
def restore_label(number: str, key: str) -> ResponseReturnValue:
    """Bring a deleted sub-score back."""
    sheet = _open_sub_scores(number)
    name = scores.restore_label(sheet.shown.user, sheet.shown.case, sheet.extra["criterion"], key)
    return go(sheet.reload, message=f"Tilbage: {name}")
