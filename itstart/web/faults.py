"""A database or a disk that fails is told from a mistake of ours: 503 and "try again" instead of 500."""

import errno
import logging

from flask import Flask, Response, current_app
from sqlalchemy.exc import DatabaseError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

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


def _database(error: DatabaseError | InterfaceError | NoConnection) -> Response:
    if _is_ill(error):
        return _try_later(type(getattr(error, "orig", error)).__name__)
    return current_app.make_response(current_app.handle_exception(error))


def _disk(error: OSError) -> Response:
    if error.errno not in NO_DISK:
        return current_app.make_response(current_app.handle_exception(error))
    return _try_later(errno.errorcode[error.errno])


def init_app(app: Flask) -> None:
    """One handler for the database, one for the disk."""
    for kind in (DatabaseError, InterfaceError, NoConnection):
        app.register_error_handler(kind, _database)
    app.register_error_handler(OSError, _disk)
