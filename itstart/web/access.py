"""Log-in is the default: every endpoint has one row in the access table, or the app does not start."""

from enum import StrEnum
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin, LoginManager, current_user

from itstart import policies
from itstart.config import Settings
from itstart.models.user import User
from itstart.rules.terms import Role
from itstart.services import second_factor, sessions

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Access(StrEnum):
    """Who an endpoint is for. The CASE rows say what the view itself must load the case through."""

    PUBLIC = "public"
    LOGGED_IN = "logged_in"
    HELPER = "helper"
    STAFF = "staff"  # IBIZ-Center's people, administrators included
    ADMIN = "admin"
    CASE_META = "case_meta"  # cases_visible_to: the firm, and IBIZ-Center
    CASE_READ = "case_read"  # cases_readable_by: the firm, and who co-delivers
    CASE_WRITE = "case_write"  # the firm only


_ROLES: dict[Access, frozenset[Role]] = {
    Access.LOGGED_IN: frozenset(Role),
    Access.HELPER: frozenset({Role.HELPER}),
    Access.STAFF: frozenset({Role.STAFF, Role.ADMIN}),
    Access.ADMIN: frozenset({Role.ADMIN}),
    Access.CASE_META: frozenset(Role),
    Access.CASE_READ: frozenset({Role.HELPER, Role.STAFF}),
    Access.CASE_WRITE: frozenset({Role.HELPER}),
}
# All that somebody may do who must set totrinslogin up and has not.
BEFORE_SECOND_FACTOR = frozenset(
    {
        "second_factor.show",
        "second_factor.begin",
        "second_factor.set_up",
        "second_factor.confirm",
        "account.log_out",
        "account.log_out_everywhere",
    }
)
CASE_ACCESS = frozenset({Access.CASE_META, Access.CASE_READ, Access.CASE_WRITE})


class AccessTableMismatch(Exception):
    """The table of access and the application's routes do not name the same endpoints."""


def allows(access: Access, user: User) -> bool:
    """True when a role may use endpoints of this kind at all; whose case it is comes later."""
    return user.role in _ROLES[access]


def roles_of(access: Access) -> frozenset[Role]:
    """The roles that may use endpoints of this kind; none for what is public."""
    return _ROLES.get(access, frozenset())


def check_table(app: Flask, table: dict[str, Access]) -> None:
    """Refuse to start with a route nobody has decided about, or a row for a route that is gone."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    missing, stale = endpoints - table.keys(), table.keys() - endpoints
    if missing or stale:
        raise AccessTableMismatch(
            f"itstart/web/access_table.py: without a row {sorted(missing)}; rows without a route {sorted(stale)}"
        )


def user() -> User:
    """The person who is logged in; only for views that are not public."""
    person: User = current_user._get_current_object()
    return person


def is_logged_in() -> bool:
    """True when somebody is."""
    return bool(current_user.is_authenticated)


def ask_nobody() -> None:
    """The rest of the request is nobody's: whoever is logged in may no longer be read."""
    g._login_user = AnonymousUserMixin()


def session_token() -> str:
    """The secret of this log-in, or the empty string."""
    return str(session.get("_user_id", ""))


def remember(person: User) -> None:
    """Log in this browser: everything the old session held is forgotten, also the CSRF secret."""
    session.clear()
    session["_user_id"] = sessions.start(person, request.user_agent.string)


def forget() -> None:
    """Log out this browser; a copy of the cookie is worth nothing either."""
    sessions.end(session_token())
    session.clear()


def safe_next(target: str | None, default: str) -> str:
    """A place in this application to go on to, or `default`: never another site."""
    if not target or any(ord(char) < 0x21 or ord(char) == 0x7F for char in target) or "\\" in target:
        return default
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not target.startswith("/") or target.startswith("//"):
        return default
    return target


def _here() -> str:
    """Where the person was: the page, not the fragment htmx asked for."""
    if request.headers.get("HX-Request") == "true":
        parts = urlsplit(request.headers.get("HX-Current-URL", ""))
        return f"{parts.path}?{parts.query}".rstrip("?") or "/"
    return request.full_path.rstrip("?") if request.method == "GET" else "/"


def log_in_url() -> str:
    """The log-in page that leads back to where the person was."""
    back = safe_next(_here(), "/")
    return url_for("account.log_in") if back == "/" else url_for("account.log_in", next=back)


def _unauthorised() -> ResponseReturnValue:
    if request.headers.get("HX-Request") == "true":
        return "", 401, {"HX-Redirect": log_in_url()}
    if request.method not in SAFE_METHODS:
        abort(401)
    return redirect(log_in_url(), 303)


def _gate(table: dict[str, Access]) -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    access = table[request.endpoint]
    g.access = access
    if access is Access.PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _unauthorised()
    if request.endpoint not in BEFORE_SECOND_FACTOR and second_factor.is_owed(user(), of_staff=asks_of_staff()):
        return _set_up_first()
    if not allows(access, current_user):
        # A page about a case does not tell others that the case is there.
        abort(404 if access in CASE_ACCESS else 403)
    return None


def asks_of_staff() -> bool:
    """True when this installation lets nobody at IBIZ-Center in with a password alone."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.second_factor


def _set_up_first() -> ResponseReturnValue:
    goal = url_for("second_factor.show")
    if request.headers.get("HX-Request") == "true":
        return "", 403, {"HX-Redirect": goal}
    if request.method not in SAFE_METHODS:
        abort(403)
    return redirect(goal, 303)


def init_app(app: Flask, table: dict[str, Access]) -> None:
    """Load people from their session row, and ask the table before every view."""
    manager = LoginManager(app)
    manager.session_protection = None  # it would log out a phone that changes network
    manager.user_loader(sessions.user_of)
    app.before_request(lambda: _gate(table))
    app.jinja_env.globals["policies"] = policies


def expected(access: Access, role: Role | None) -> str:
    """For the matrix test: "ok", "log in", "forbidden" or "missing" for a role (None: a visitor)."""
    if access is Access.PUBLIC:
        return "ok"
    if role is None:
        return "log in"
    if role in _ROLES[access]:
        return "ok"
    return "missing" if access in CASE_ACCESS else "forbidden"
