"""What went wrong, in plain Danish: what happened, and what to do about it."""

import logging
from collections.abc import Sequence

from flask import Flask, Response, current_app, g, make_response, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from itstart.documents import TemplateBusy
from itstart.forms import clean_text
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.web import access, form_keys, pages, transaction
from itstart.web.access import SAFE_METHODS
from itstart.web.form_keys import SentBefore
from itstart.web.log import request_id

TEXTS: dict[int, tuple[str, str]] = {
    400: ("Det kunne vi ikke læse", "Gå tilbage, og prøv igen. Det, du har skrevet, er ikke gemt endnu."),
    401: ("Du er logget ud", "Der gik for lang tid, så vi loggede dig ud. Log ind, og send det igen."),
    403: ("Det har du ikke adgang til", "Din rolle giver ikke adgang til denne handling."),
    404: ("Siden findes ikke", "Adressen er forkert, eller også er det, du leder efter, ikke dit."),
    405: ("Det kan man ikke her", "Gå tilbage, og brug knapperne på siden."),
    409: ("Det kan ikke lade sig gøre nu", "Noget står i vejen. Ret det, og prøv igen."),
    410: ("Siden er taget ned", "Det, du leder efter, er trukket tilbage."),
    413: ("Det fylder for meget", "Teksten eller filen er for stor. En fil må højst fylde 20 MB."),
    415: ("Den slags tager vi ikke imod", "Brug formularen på siden."),
    422: ("Der er noget, der skal rettes", "Gå tilbage, og ret felterne."),
    429: ("For mange forsøg", "Vent fem minutter, og prøv igen."),
    500: ("Noget gik galt hos os", "Det er ikke din skyld, og intet er gemt halvt. Prøv igen om lidt."),
    503: ("Vi har travlt lige nu", "Intet er gået tabt. Vent et halvt minut, og prøv igen."),
}
CHANGED = "En anden har ændret det samme, siden du åbnede siden. Hent siden igen, og skriv din ændring ind."
SAME_MOMENT = "En anden gemte i samme øjeblik. Prøv igen."
UNIQUE = ("UNIQUE constraint failed", "duplicate key value")

# A person's secrets are the one thing that is not kept for another try.
NEVER_KEPT = ("password", "old", "new", "repeat", "app_code", "recovery_code", "csrf_token")

log = logging.getLogger(__name__)


def show(code: int, *, message: str = "", reasons: Sequence[str] = ()) -> Response:
    """The page for a status, or its block for htmx, which then goes to the messages."""
    title, text = TEXTS.get(code, TEXTS[400 if code < 500 else 500])
    context = {
        "code": code,
        "title": title,
        "message": message or text,
        "reasons": reasons,
        "links": _links(code),
        "reference": request_id() if code >= 500 else "",
        "kept": _typed() if code in {400, 401, 409, 503} else [],
        "again": _again() if code == 503 else [],
    }
    response = pages.page("errors/error.html", fragment="error", status=code, **context)
    if pages.is_fragment_request():
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "innerHTML"
    if code == 503:
        response.headers["Retry-After"] = "30"
    return response


def fail_safe() -> None:
    """The page that is shown now asks neither the database nor who is logged in."""
    g.failsafe = True
    access.ask_nobody()


def _links(code: int) -> list[tuple[str, str]]:
    if code == 401:
        return [("Log ind", access.log_in_url())]
    return [("Til forsiden", "/")]


def _fields() -> list[tuple[str, str]]:
    """Every field of the form that could not be taken."""
    if request.method in SAFE_METHODS or pages.is_htmx():
        return []
    try:
        return list(request.form.items(multi=True))
    except OSError:  # a file in it found no room on its way in, and the form was not read
        return []


def _typed() -> list[tuple[str, str]]:
    """What was typed in it: shown again, so that nothing is lost."""
    return [
        (name, str(clean_text(value)))
        for name, value in _fields()
        if value.strip() and not name.startswith("_") and name not in NEVER_KEPT
    ]


def _again() -> list[tuple[str, str]]:
    """The form as it was, to send once more with one press; not when it holds a secret, or a file we no longer have."""
    fields = _fields()
    has_secret = any(name in NEVER_KEPT and name != "csrf_token" for name, _ in fields)
    return [] if has_secret or request.mimetype == "multipart/form-data" else fields


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    response = show(error.code or 500)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _strange_host(_error: SecurityError) -> tuple[str, int, dict[str, str]]:
    """Called by a name that is not ours: no page can be made, for no address in it could be trusted."""
    return "Ukendt værtsnavn.", 400, {"Content-Type": "text/plain; charset=utf-8"}


def _csrf(_error: CSRFError) -> Response:
    return show(400, message="Siden var for gammel, eller du har logget ind igen i en anden fane. Send den igen.")


def _refused(error: RuleViolation) -> Response:
    log.info("rule refused %s", request.endpoint)
    return show(409, reasons=[finding.message for finding in error.findings])


def _no_time(busy: TemplateBusy) -> Response:
    return show(503, message=str(busy))


def _sent_before(error: SentBefore) -> Response:
    transaction.roll_back()
    return pages.go(error.location)


def _collision(error: IntegrityError) -> Response:
    """Two took the same number at once (PostgreSQL; SQLite lets one write at a time). Anything else is a bug."""
    if not any(sign in str(error.orig) for sign in UNIQUE):
        return current_app.make_response(current_app.handle_exception(error))
    transaction.start_over()
    if access.is_logged_in() and (earlier := form_keys.already()):
        return _sent_before(SentBefore(earlier))
    return show(409, message=SAME_MOMENT)


def failed(_error: HTTPException) -> Response | tuple[str, int]:
    """Flask has logged the exception; this page asks neither the database nor who is logged in."""
    fail_safe()
    try:
        return show(500)
    except Exception:
        log.exception("the error page failed too")
        return ". ".join(TEXTS[500]), 500


def init_app(app: Flask) -> None:
    """One handler for each kind of thing that can go wrong."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(SecurityError, _strange_host)
    app.register_error_handler(RuleViolation, _refused)
    app.register_error_handler(Forbidden, lambda _error: show(403))
    app.register_error_handler(NoResultFound, lambda _error: show(404))
    app.register_error_handler(StaleDataError, lambda _error: show(409, message=CHANGED))
    app.register_error_handler(SentBefore, _sent_before)
    app.register_error_handler(IntegrityError, _collision)
    app.register_error_handler(TemplateBusy, _no_time)
