"""The first visitor should not wait for templates to be read and lists of places to be loaded."""

import threading
from collections.abc import Sequence

from flask import Flask

from itstart import config
from itstart.cli import memory

# What a visitor sees first; between them they use every part that is slow once.
PAGES = ("/", "/it-starthjaelpere/", "/successager", "/kontakt", "/det-sker", "/viden", "/log-ind")


def start_thread(app: Flask) -> None:
    """Look at the pages beside the server, which takes visitors meanwhile; then throw away what the start has left."""
    threading.Thread(target=_warm, args=(app,), name="warmth", daemon=True).start()


def _warm(app: Flask) -> None:
    visit(app)
    memory.tidy()


def visit(app: Flask, pages: Sequence[str] = PAGES) -> list[int]:
    """The status of each page, looked at from inside."""
    settings: config.Settings = app.config["SETTINGS"]
    client, at = app.test_client(), settings.base_url or "http://127.0.0.1"
    return [client.get(path, base_url=at).status_code for path in pages]
