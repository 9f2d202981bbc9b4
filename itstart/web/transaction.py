"""One request is one transaction: a successful unsafe request is kept, everything else is forgotten."""

from flask import Flask, Response, current_app, g, request

from itstart import sqlite
from itstart.db import db
from itstart.web.access import SAFE_METHODS

# Pages on which a look is itself written down (A29), and files that are counted.
LOGGED_READS = frozenset({"sparring.look", "material.file", "material.blank", "knowledge.file", "knowledge.example"})


def _writes() -> bool:
    return request.method not in SAFE_METHODS or request.endpoint in LOGGED_READS


def begin() -> None:
    """Let SQLite take its write lock at once when the request may write: it then waits, and never fails halfway."""
    sqlite.set_writing(_writes())


def finish(response: Response) -> Response:
    """Commit after a successful unsafe request, else roll back.

    Services therefore never commit, a page that answers 4xx or 5xx leaves no trace, and following a
    link changes nothing.
    """
    if not _writes() or response.status_code >= 400 or g.get("roll_back"):
        db.session.rollback()
        return response
    try:
        db.session.commit()
    except Exception as error:  # noqa: BLE001 - every failing commit must become an answer
        db.session.rollback()
        return current_app.make_response(current_app.handle_user_exception(error))
    return response


def roll_back() -> None:
    """Forget what this request did, although it answers with success (a preview, a trial run)."""
    g.roll_back = True


def start_over() -> None:
    """Leave a transaction the database has given up, so that it can be asked again."""
    db.session.rollback()


def give_up() -> None:
    """Leave a transaction whose connection may be gone; nothing more is asked of it."""
    db.session().invalidate()


def leave(_error: BaseException | None = None) -> None:
    """The thread serves others after this request."""
    sqlite.set_writing(False)


def init_app(app: Flask) -> None:
    """Prepare the engine, and frame every request."""
    with app.app_context():
        sqlite.set_up(db.engine, durable=not app.testing)
    app.before_request(begin)
    app.after_request(finish)
    app.teardown_request(leave)
