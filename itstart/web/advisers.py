"""IBIZ-Center's list of firms, and a page for each with its timeline and what can be done (D6)."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.rules.cooperation import choices_told
from itstart.rules.terms import QualificationPath, QualificationStatus
from itstart.services import advisers, code_versions, norms, qualification, vendor_choices
from itstart.services.advisers import Wanted
from itstart.web import access, adviser_pages, adviser_view
from itstart.web.front_view import age
from itstart.web.pages import page

bp = Blueprint("advisers", __name__)


def _wanted() -> Wanted:
    """The filters of the address; what makes no sense is left out."""
    asked = request.args
    status, path, code, region = (asked.get(name, "") for name in ("status", "vej", "kodeks", "region"))
    return Wanted(
        status=QualificationStatus(status) if status in set(QualificationStatus) else None,
        path=QualificationPath(path) if path in set(QualificationPath) else None,
        code=code if code in {"ja", "mangler"} else "",
        region=region if region in norms.regions() else "",
        query=asked.get("q", "").strip()[:100],
    )


def _args(wanted: Wanted) -> dict[str, str]:
    given = {
        "status": wanted.status.value if wanted.status else "",
        "vej": wanted.path.value if wanted.path else "",
        "kodeks": wanted.code,
        "region": wanted.region,
        "q": wanted.query,
    }
    return {name: value for name, value in given.items() if value}


@bp.get("/raadgivere")
def index() -> ResponseReturnValue:
    """Every firm, filtered by the address alone."""
    wanted = _wanted()
    found = advisers.page(access.user(), wanted, request.args.get("side", 1, type=int) or 1)
    args = _args(wanted)
    states = [(one.value, f"{one.label} ({found.counts.get(one, 0)})") for one in QualificationStatus]
    selects: list[tuple[str, str, list[tuple[str, str]], str]] = [
        ("status", "Status", [("", "Alle"), *states], args.get("status", "")),
        ("vej", "Vej", [("", "Begge"), *QualificationPath.choices()], args.get("vej", "")),
        ("kodeks", "Kodeks", [("", "Alle"), ("ja", "Accepteret"), ("mangler", "Mangler")], wanted.code),
        ("region", "Region", [("", "Hele landet"), *((name, name) for name in norms.regions())], wanted.region),
    ]
    return page(
        "advisers/index.html",
        fragment="advisers",
        found=found,
        stood={line.cvr: age(line.since_on, clock.today()) for line in found.lines},
        args=args,
        query=wanted.query,
        selects=selects,
        kinds=adviser_pages.KINDS,
        minimum=norms.current().minimum_rating,
        version=code_versions.current(),
    )


@bp.get("/raadgivere/leverandoervalg")
def choices() -> ResponseReturnValue:
    """How often a vendor with a tie, and the same vendor, is chosen: figures to talk about, nothing more."""
    lines = [
        (company, cvr, found, choices_told(chosen=found.chosen, tied=found.tied, same=found.same))
        for company, cvr, found in vendor_choices.every(access.user())
    ]
    return page("advisers/choices.html", lines=lines)


@bp.get("/raadgivere/<cvr>")
def show(cvr: str) -> ResponseReturnValue:
    """One firm: where it stands, what comes next, and everything that has happened."""
    helper = advisers.find(access.user(), cvr)
    context: dict[str, Any] = adviser_view.view(helper)
    return page(
        "advisers/show.html",
        **context,
        gaps=qualification.profile_gaps(helper),
        modules=qualification.open_modules(helper),
        crumbs=[*adviser_pages.crumbs(helper)[:1], (helper.company, None)],
    )
