"""The same person sends several forms at the same moment, each from a thread with a connection of its own."""

from collections import Counter
from contextvars import Context
from threading import Barrier, Thread
from typing import Any

from flask import Flask

from itstart.db import db
from tests.browser import Browser

Answers = Counter[tuple[int, str]]


def send(app: Flask, browser: Browser, path: str, forms: list[dict[str, Any]]) -> Answers:
    """How many of one person's forms got each (status, address)."""
    return send_all(app, path, [(browser, form) for form in forms])


def send_all(app: Flask, path: str, forms: list[tuple[Browser, dict[str, Any]]]) -> Answers:
    """The same for the forms of several people."""
    tokens = {browser: (browser.token(), browser.client.get_cookie("itstart")) for browser, _ in forms}
    db.session.commit()
    db.session.remove()
    answers: Answers = Counter()
    ready = Barrier(len(forms))

    def submit(browser: Browser, form: dict[str, Any]) -> None:
        token, cookie = tokens[browser]
        assert cookie is not None
        client = app.test_client()
        client.set_cookie("itstart", cookie.value)
        ready.wait()
        answer = client.post(path, data={**form, "csrf_token": token})
        answers[answer.status_code, answer.headers.get("Location", "")] += 1

    threads = [Thread(target=Context().run, args=(submit, browser, form)) for browser, form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
