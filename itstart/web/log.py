"""The operators' log: one line an event, with the request's id; ids and scalars, never people's texts."""

import logging
import re
import secrets
import sys
import time

from flask import Flask, Response, g, has_request_context, request
from flask_login import current_user

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SCALARS = (str, int, float, bool, type(None))

log = logging.getLogger(__name__)


class RequestFilter(logging.Filter):
    """Adds the request's id to every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the line through."""
        record.request_id = request_id()
        return True


class ScalarsOnly(logging.Filter):
    """A row, a form or a list in a log line is how personal data gets there: named by its type only."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the line through, after replacing what is no scalar."""
        if isinstance(record.args, tuple):
            record.args = tuple(arg if isinstance(arg, _SCALARS) else f"<{type(arg).__name__}>" for arg in record.args)
        return True


class OneLine(logging.Formatter):
    """Nothing typed by a person can start a line of its own. Tracebacks keep theirs."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the standard library's name
        """The line without control characters."""
        record.message = _CONTROLS.sub(" ", record.message)
        return super().formatMessage(record)


def request_id() -> str:
    """The id of the request being answered, or "-" outside of one."""
    if not has_request_context():
        return "-"
    if "request_id" not in g:
        g.request_id = secrets.token_hex(4)
    return str(g.request_id)


def _begin() -> None:
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = request_id()
    if request.endpoint != "static":
        took = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000)
        # The rule, not the address: an invitation's secret stands in the address.
        rule = request.url_rule.rule if request.url_rule else "-"
        who = current_user.id if g.get("_login_user") and current_user.is_authenticated else None
        log.info("%s %s %s %s ms user=%s", request.method, rule, response.status_code, took, who)
    return response


def init_app(app: Flask) -> None:
    """Write to stderr, one line an event."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s"))
    handler.addFilter(RequestFilter())
    handler.addFilter(ScalarsOnly())
    logger = logging.getLogger("itstart")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.WARNING if app.testing else logging.INFO)
    logger.propagate = app.testing
    app.before_request(_begin)
    app.after_request(_finish)
