"""Who at IBIZ-Center has seen the case: noted at each page they open, and told to the firm."""

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from itstart.rules.personal_data import LookReason
from itstart.rules.terms import Role
from itstart.services import case_looks, cases
from itstart.services.case_looks import Look
from itstart.web import access, filters
from itstart.web.access import CASE_ACCESS, Access
from itstart.web.case_places import crumbs
from itstart.web.pages import page

bp = Blueprint("case_looks", __name__)

# What staff see of every case without being let in; only its reports are content.
_REPORTS = frozenset({"modules.show", "module_work.start_document", "module_work.end_document"})
# A look at sparring is written down by the page itself, with what was shared.
_NOTED_ELSEWHERE = "sparring"


@bp.after_app_request
def note(response: Response) -> Response:
    """Write down what somebody at IBIZ-Center opens in a case."""
    number = (request.view_args or {}).get("number")
    if request.method != "GET" or response.status_code != 200 or not number or g.get("access") not in CASE_ACCESS:
        return response
    why = _why(str(request.endpoint), g.access)
    if why is not None and access.is_logged_in() and access.user().role is not Role.HELPER:
        case_looks.note(access.user(), number, _what(number), why)
    return response


def _why(endpoint: str, needed: Access) -> LookReason | None:
    if request.blueprint == _NOTED_ELSEWHERE:
        return None
    if needed is not Access.CASE_META:
        return LookReason.CO_DELIVERY
    return LookReason.REPORT if endpoint in _REPORTS else None


def _what(number: str) -> str:
    """The page as its address tells it: "siden behov/krav"."""
    tail = request.path.partition(f"/{number}")[2].strip("/")
    return f"siden {tail}" if tail else case_looks.WHOLE


def _line(look: Look) -> dict[str, str]:
    text = f"{look.name} så {look.what} ({look.why.label.lower()})"
    return {"at": filters.moment(look.at), "iso": look.at.isoformat(), "text": text}


@bp.get("/sager/<number>/set-af")
def index(number: str) -> ResponseReturnValue:
    """Every look, and who can look now."""
    case = cases.find_readable(access.user(), number)
    return page(
        "case_looks/index.html",
        case=case,
        crumbs=crumbs(access.user(), case, ("Hvem har set sagen", None)),
        looks=[_line(look) for look in case_looks.looks(case)],
        can_look=case_looks.who_can_look(case),
    )
