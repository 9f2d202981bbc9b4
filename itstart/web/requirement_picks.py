"""From the library of requirements into a case: tick many, map them to needs, take them all out again."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.rules.findings import RuleViolation
from itstart.services import requirement_batches, requirement_library, requirement_picks
from itstart.services.requirement_library import Wanted
from itstart.steps import binding
from itstart.web import form_keys, library_filters, task_pages
from itstart.web.pages import go, page
from itstart.web.task_pages import TaskPage

bp = Blueprint("requirement_picks", __name__)

KEY = requirement_batches.TASK
ROOT = "/sager/<number>/behov/krav"


def _wanted(shown: TaskPage) -> Wanted:
    """The filter in the address; without one the pack that fits the case best."""
    fitting, _ = requirement_picks.packs_for(shown.case)
    return library_filters.asked(pack=fitting[0].slug if fitting else "")


def _page(shown: TaskPage, status: int = 200, **more: Any) -> Response:
    case, wanted = shown.case, _wanted(shown)
    fitting, others = requirement_picks.packs_for(case)
    every = requirement_library.entries()
    taken = requirement_picks.taken(case)
    found = requirement_library.matching(every, wanted)
    all_ticked = request.args.get("kryds") == "alle"
    context = {
        **task_pages.context(shown),
        "groups": library_filters.by_pack(found),
        "count": len(found),
        "free": sum(entry.key not in taken for entry in found),
        "taken": taken,
        "wanted": wanted,
        "args": library_filters.args_of(wanted),
        "selects": library_filters.selects(wanted, [*fitting, *others]),
        "fitting": {pack.slug for pack in fitting},
        "spots": [(spot.topic.label, spot.topic.value) for spot in requirement_picks.missing(case)],
        "needs": [(need.code, binding.row_label(need)) for need in case.needs],
        "ticked": {entry.key for entry in found} if all_ticked else set(),
        "chosen_needs": set(),
        "demo": False,
        "batches": requirement_batches.left(case),
        "refusals": [],
        **more,
    }
    return page("requirements/pick.html", fragment="pick", status=status, **context)


@bp.get(f"{ROOT}/bibliotek")
def show(number: str) -> ResponseReturnValue:
    """What the library has for this case; `?kryds=alle` ticks what is shown."""
    return _page(task_pages.open_task(number, KEY))


@bp.post(f"{ROOT}/bibliotek")
def pick(number: str) -> ResponseReturnValue:
    """Take what is ticked; the message has an undo button for all of it."""
    if earlier := form_keys.already():
        return go(earlier)
    shown = task_pages.open_task(number, KEY)
    keys, needs = request.form.getlist("keys"), request.form.getlist("needs")
    demo = bool(request.form.get("demo"))
    try:
        picked = requirement_picks.pick(shown.user, shown.case, keys, needs, demo=demo)
    except RuleViolation as error:
        if not any(finding.where for finding in error.findings):
            raise
        typed = {"ticked": set(keys), "chosen_needs": set(needs), "demo": demo}
        return _page(shown, 422, refusals=error.findings, **typed)
    here = url_for("tasks.show", number=number, task=shown.task)
    form_keys.done(here)
    said = f"{picked.count} krav er hentet"
    said += f", og {picked.scenes} demoscener er lagt i demomanuskriptet." if picked.scenes else "."
    return go(here, message=said, undo_url=url_for(".undo", number=number, batch=picked.batch.number))


@bp.post(f"{ROOT}/samlet/<int:batch>/fortryd")
def undo(number: str, batch: int) -> ResponseReturnValue:
    """Take a whole pick or import out again; what somebody has worked on is kept, and named."""
    shown = task_pages.open_task(number, KEY)
    undone = requirement_batches.undo(shown.user, shown.case, batch)
    said = f"{undone.count} krav er taget ud igen."
    if undone.kept:
        said += f" {_listed(undone.kept)} er ændret siden og bliver stående."
    return go(url_for("tasks.show", number=number, task=shown.task), message=said)


def _listed(codes: Sequence[str]) -> str:
    """ "K-01, K-02 og K-03"; long lists are cut short."""
    shown = list(codes[:8])
    if len(codes) > len(shown):
        return f"{', '.join(shown)} og {len(codes) - len(shown)} til"
    return " og ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
