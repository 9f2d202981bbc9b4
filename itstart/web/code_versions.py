"""The kodeks's versions: a draft that is written, looked at and published, two compared, and who has not accepted."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.data import prose
from itstart.models import CodeVersion
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import code_versions
from itstart.services.conflicts import Conflict
from itstart.web import access
from itstart.web.adviser_forms import CodeDraftForm
from itstart.web.adviser_pages import said
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("code_versions", __name__)

_LABELS = {"text": "Teksten", "change_note": "Hvad er ændret?"}


@bp.get("/kodeks/versioner")
def index() -> ResponseReturnValue:
    """Every version, the draft, and who has not accepted the one in force."""
    return page(
        "kodeks/versions.html",
        versions=code_versions.published(),
        draft=code_versions.draft(),
        lacking=code_versions.lacking(),
    )


@bp.post("/kodeks/versioner")
def begin() -> ResponseReturnValue:
    """A draft of the next version."""
    code_versions.begin(access.user())
    return go(url_for(".edit"), message="Kladden begynder med den gældende tekst.")


def _edit_page(row: CodeVersion, form: CodeDraftForm | None = None, status: int = 200, **more: Any) -> Response:
    form = form or CodeDraftForm(obj=row)
    context: dict[str, Any] = {"others": [], "conflict": [], **more}
    changes = list(code_versions.compare(code_versions.current().text, form.text.data or ""))
    return page(
        "kodeks/draft.html",
        status=status,
        row=row,
        form=form,
        html=prose.to_html(form.text.data or ""),
        missing=said(code_versions.check_publish(row)),
        changes=[change for change in changes if change.kind != "same"],
        others=said(context["others"]),
        conflict=context["conflict"],
        version=context.get("version", row.version),
    )


@bp.get("/kodeks/versioner/kladde")
def edit() -> ResponseReturnValue:
    """The draft, with how it looks and what differs."""
    return _edit_page(code_versions.find_draft(access.user()))


@bp.post("/kodeks/versioner/kladde")
def save() -> ResponseReturnValue:
    """Keep the draft."""
    row, form = code_versions.find_draft(access.user()), CodeDraftForm(request.form)
    if not form.validate():
        return _edit_page(row, form, 422)
    try:
        code_versions.save(
            access.user(),
            row,
            text=form.text.data or "",
            change_note=form.change_note.data or "",
            version=request.form.get("version", 0, type=int),
        )
    except Conflict as conflict:
        rows = [(_LABELS[one.field], one.mine, one.theirs) for one in conflict.differences]
        return _edit_page(row, form, 409, conflict=rows, version=conflict.version)
    return go(url_for(".edit"), message="Kladden er gemt.")


@bp.post("/kodeks/versioner/kladde/udgiv")
def publish() -> ResponseReturnValue:
    """Let it hold from today."""
    row = code_versions.find_draft(access.user())
    if request.form.get("version", 0, type=int) != row.version:
        stale = Finding("Kladden er ændret, siden du så den. Læs den igennem, og udgiv igen.")
        return _edit_page(row, status=409, others=[stale])
    try:
        code_versions.publish(access.user(), row)
    except RuleViolation as error:
        form = CodeDraftForm(obj=row)
        return _edit_page(row, form, 409, others=refused(form, error))
    return go(url_for(".index"), message=f"Version {row.number} gælder nu. Alle bliver bedt om at acceptere den.")


@bp.post("/kodeks/versioner/kladde/slet")
def discard() -> ResponseReturnValue:
    """Throw the draft away."""
    code_versions.discard(access.user(), code_versions.find_draft(access.user()))
    return go(url_for(".index"), message="Kladden er slettet.")


@bp.get("/kodeks/versioner/sammenlign")
def compare() -> ResponseReturnValue:
    """Two versions paragraph by paragraph; the two newest when the address names none."""
    versions = code_versions.published()
    newer = code_versions.find(request.args.get("til") or versions[0].number)
    before = versions[versions.index(newer) + 1 :]
    older = code_versions.find(request.args.get("fra") or (before[0].number if before else newer.number))
    return page(
        "kodeks/compare.html",
        versions=versions,
        older=older,
        newer=newer,
        changes=list(code_versions.compare(older.text, newer.text)),
    )
