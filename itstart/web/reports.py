"""Every report of every module, for IBIZ-Center; and the limits a module is held to."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.documents import spreadsheet
from itstart.documents.spreadsheet import Sheet, workbook
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.module_acts import ReportKind
from itstart.rules.modules import KODEKS
from itstart.rules.steps import StepKey
from itstart.services import module_limits, report_readings, reports
from itstart.services.center_queues import Key
from itstart.services.reports import Filters, Shown
from itstart.web import access, filters
from itstart.web.module_forms import LimitForm
from itstart.web.pages import back_to, go, page
from itstart.web.refusals import refused
from itstart.web.uploads import download

bp = Blueprint("reports", __name__)
_SHOWN = {
    Shown.ALL: "Alle moduler",
    Shown.STARTED: "Start meldt",
    Shown.ENDED: "Slut meldt",
    Shown.LATE: "I gang uden startrapport",
    Shown.OWED: "Mangler slutrapport",
}


def _asked() -> Filters:
    """The filters of the address; what makes no sense is left out."""
    asked = request.args
    step = next((key for key in StepKey if str(key.number) == asked.get("skridt")), None)
    region = asked.get("region", "")
    shown = asked.get("status", "")
    return Filters(
        year=asked.get("aar", type=int) if 2000 <= (asked.get("aar", type=int) or 0) <= 2199 else None,
        step=step,
        region=region if region in reports.regions() else "",
        shown=Shown(shown) if shown in set(Shown) else Shown.ALL,
    )


def _args(asked: Filters) -> dict[str, Any]:
    return {
        "aar": asked.year,
        "skridt": asked.step.number if asked.step else None,
        "region": asked.region or None,
        "status": asked.shown.value or None,
    }


@bp.get("/rapporter")
def index() -> ResponseReturnValue:
    """The list, filtered by the address alone."""
    asked = _asked()
    found = reports.page(asked, request.args.get("side", 1, type=int) or 1)
    args = {name: value for name, value in _args(asked).items() if value is not None}
    return page(
        "reports/index.html",
        found=found,
        asked=asked,
        args=args,
        years=[("", "Alle år"), *((str(year), str(year)) for year in reports.years())],
        steps=[("", "Alle skridt"), *((str(key.number), f"{key.number} {key.label}") for key in StepKey)],
        regions=[("", "Hele landet"), *((name, name) for name in reports.regions())],
        kinds=[(kind.value, label) for kind, label in _SHOWN.items()],
        excel=url_for(".excel", **args),
        may_set_limits=policies.may_manage_helpers(access.user()),
    )


@bp.get("/rapporter/excel")
def excel() -> ResponseReturnValue:
    """The same list, whole, as a spreadsheet."""
    asked = _asked()
    lines = reports.every(asked)
    sheet = Sheet(
        "Rapporter",
        "It-starthjælp: modulernes rapporter",
        [
            ("Dannet", clock.today()),
            ("År", asked.year or "Alle"),
            ("Skridt", asked.step.label if asked.step else "Alle"),
            ("Region", asked.region or "Hele landet"),
            ("Vist", _SHOWN[asked.shown]),
        ],
        reports.COLUMNS,
        reports.cells(lines),
    )
    return download("It-start rapporter.xlsx", workbook(sheet, created=clock.now()), spreadsheet.MEDIA_TYPE)


def _queue_url() -> str:
    return url_for("front.queue", queue=Key.REPORTS.value)


@bp.post("/rapporter/laest/<number>/<int:module>/<kind>")
def read(number: str, module: int, kind: str) -> ResponseReturnValue:
    """Somebody has read a report: it leaves the queue."""
    if kind not in set(ReportKind):
        abort(404)
    report_readings.mark(access.user(), number, module, ReportKind(kind))
    return go(back_to(_queue_url()), message="Rapporten er læst.")


@bp.post("/rapporter/laest")
def read_all() -> ResponseReturnValue:
    """The queue is empty from now on."""
    report_readings.mark_all(access.user())
    return go(_queue_url(), message="Alle rapporter er læst.")


# ---- the limits ------------------------------------------------------------------------------------


def _limits_page(form: LimitForm | None = None, status: int = 200, refusals: Any = ()) -> Response:
    now = module_limits.on(clock.today())
    usual = {
        "valid_from": clock.today(),
        "max_price_dkk": now.max_price_dkk,
        "expected_hours": now.expected_hours,
        "min_usual_hours": now.min_usual_hours,
        "max_usual_hours": now.max_usual_hours,
    }
    rows = [
        [
            filters.long_date(row.valid_from),
            filters.kroner(row.max_price_dkk),
            filters.number(row.expected_hours),
            f"under {filters.number(row.min_usual_hours)} eller over {filters.number(row.max_usual_hours)}",
            row.note,
        ]
        for row in module_limits.every()
    ]
    hours = f"under {KODEKS.min_usual_hours} eller over {KODEKS.max_usual_hours}"
    rows.append(
        ["Fra begyndelsen", filters.kroner(KODEKS.max_price_dkk), str(KODEKS.expected_hours), hours, "Kodekset"]
    )
    return page(
        "reports/limits.html", status=status, form=form or LimitForm(data=usual), rows=rows, refusals=list(refusals)
    )


@bp.get("/rapporter/graenser")
def limits() -> ResponseReturnValue:
    """What a module may cost and usually takes, from when."""
    return _limits_page()


@bp.post("/rapporter/graenser")
def add_limits() -> ResponseReturnValue:
    """Let others hold from a day on."""
    form = LimitForm(request.form)
    if not form.validate() or form.valid_from.data is None:
        return _limits_page(form, 422)
    try:
        module_limits.add(
            access.user(), valid_from=form.valid_from.data, limits=form.limits(), note=form.note.data or ""
        )
    except RuleViolation as error:
        others: list[Finding] = refused(form, error)
        return _limits_page(form, 409, [{"message": one.message, "blocks": True} for one in others])
    return go(url_for(".limits"), message="De nye grænser er gemt.")
