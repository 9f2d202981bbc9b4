"""What must never give way: bytes that were stored, keys of forms that were sent, and sessions that have ended."""

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import User
from itstart.services import files, form_keys, sessions
from itstart.web import access
from itstart.web.form_keys import SentBefore, done


def test_bytes_that_were_changed_are_not_handed_out(app: Flask, user: User) -> None:
    stored = files.store(user, "referat.pdf", b"Referat", "application/pdf")
    assert files.content(stored) == b"Referat"
    stored.content = b"Noget andet"
    db.session.flush()
    with pytest.raises(RuntimeError, match=f"stored file {stored.id} has been changed"):
        files.content(stored)


def test_a_key_is_used_once_and_the_first_place_holds(app: Flask, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    assert form_keys.use(user, "abc", "/sager/1")
    assert not form_keys.use(user, "abc", "/sager/2")
    assert form_keys.used(user, "abc") == "/sager/1"
    monkeypatch.setattr(access, "user", lambda: user)
    with app.test_request_context(method="POST", data={"form_key": "abc"}), pytest.raises(SentBefore) as caught:
        done("/sager/3")
    assert caught.value.location == "/sager/1"


def test_a_log_in_ends_once(app: Flask, user: User) -> None:
    token = sessions.start(user, "Firefox")
    (session,) = sessions.live(user)
    sessions.end(token)
    ended = session.ended_at
    assert ended is not None
    assert sessions.user_of(token) is None
    sessions.end(token)
    sessions.end("ukendt")
    assert session.ended_at == ended
