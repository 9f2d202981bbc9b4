"""The operators' log: one line an event, with the request's id; ids and scalars, never people's texts."""

import json
import logging
import re
import secrets
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from flask_login import current_user

from itstart.config import Settings
from itstart.services import sessions

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_EMAIL = re.compile(r"[^\s<>@,;:'\"()]+@[^\s<>@,;:'\"()]+")
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


def clean(text: str) -> str:
    """The text on one line, without anybody's address."""
    return _EMAIL.sub("<e-mail>", _CONTROLS.sub(" ", text))


def frames_of(error: BaseException) -> list[str]:
    """Where it went wrong, the cause first. Kinds and places only: an error's text quotes values."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    places = [f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(error.__traceback__)]
    return [*(frames_of(before) if before else []), *places, type(error).__name__]


class OneLine(logging.Formatter):
    """Nothing typed by a person can start a line of its own, and no error quotes what was typed."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the standard library's name
        """The line without control characters and addresses."""
        record.message = clean(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the standard library's name
        """The error's kind and places, a line each."""
        return "\n".join(f"  {line}" for line in frames_of(ei[1]))


class JsonLine(OneLine):
    """The same as one JSON object a line, for a system that collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "request": getattr(record, "request_id", "-"),
            "logger": record.name,
            "message": clean(record.getMessage()),
        }
        error = record.exc_info[1] if record.exc_info else None
        return json.dumps(said | ({"error": frames_of(error)} if error else {}), ensure_ascii=False)


def formatter(settings: Settings) -> logging.Formatter:
    """How lines look in this installation."""
    kind = JsonLine if settings.log_json else OneLine
    return kind("%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s")


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
        log.info("%s %s %s %s ms user=%s", request.method, _rule(), response.status_code, took, _who())
    return response


def _who() -> int | None:
    """The number of the person, as the session knows it: after a roll back `id` itself would be asked for again."""
    if not (g.get("_login_user") and current_user.is_authenticated):
        return None
    return sessions.number_of(current_user._get_current_object())


def _rule() -> str:
    """The rule, not the address: an invitation's secret stands in the address."""
    return request.url_rule.rule if request.url_rule else "-"


def _log_exception(exc_info: Any) -> None:
    """An error nobody expected; Flask by itself would write the address."""
    log.error("%s %s failed", request.method, _rule(), exc_info=exc_info)


def init_app(app: Flask) -> None:
    """Write to stderr, one line an event."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(app.config["SETTINGS"]))
    handler.addFilter(RequestFilter())
    handler.addFilter(ScalarsOnly())
    logger = logging.getLogger("itstart")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.WARNING if app.testing else logging.INFO)
    logger.propagate = app.testing
    app.log_exception = _log_exception  # type: ignore[method-assign]
    app.before_request(_begin)
    app.after_request(_finish)
