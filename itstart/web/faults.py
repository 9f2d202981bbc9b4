"""A database or a disk that fails is told from a mistake of ours: 503 and "try again" instead of 500."""

import errno
import logging

from flask import Flask, Response, current_app
from sqlalchemy.exc import DatabaseError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from itstart.web import errors, transaction

NO_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ESTALE})
# What PostgreSQL says when it is read-only, or finds its own files damaged.
STATES = frozenset({"25006", "XX001", "XX002"})

log = logging.getLogger(__name__)


def _try_later(what: str) -> Response:
    log.error("database: %s", what)
    transaction.give_up()
    errors.fail_safe()
    return errors.show(503)


def _is_ill(error: Exception) -> bool:
    """True when the database could not answer; False when it was asked something wrong.

    SQLite tells of damaged pages with the plain class, of which questions that are wrong are subclasses.
    """
    if isinstance(error, InternalError):
        return getattr(error.orig, "sqlstate", "") in STATES
    return type(error) in {DatabaseError, OperationalError, InterfaceError, NoConnection}


def _illness(error: BaseException | None) -> str:
    """What is wrong with the database or the disk; "" for a mistake of ours."""
    if isinstance(error, OSError):
        return errno.errorcode[error.errno] if error.errno in NO_DISK else ""
    if isinstance(error, DatabaseError | InterfaceError | NoConnection) and _is_ill(error):
        return type(getattr(error, "orig", error)).__name__
    return ""


def _ill(error: Exception) -> Response:
    if what := _illness(error):
        return _try_later(what)
    return current_app.make_response(current_app.handle_exception(error))


def _failed(error: HTTPException) -> Response | tuple[str, int]:
    """The same where nobody caught it: a page that says something else is wrong asks the database too."""
    what = _illness(getattr(error, "original_exception", None))
    return _try_later(what) if what else errors.failed(error)


def init_app(app: Flask) -> None:
    """One handler for the database and the disk, and the last one for everything."""
    for kind in (DatabaseError, InterfaceError, NoConnection, OSError):
        app.register_error_handler(kind, _ill)
    app.register_error_handler(500, _failed)
