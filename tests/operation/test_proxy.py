"""Who asks is known through a proxy, and nobody can say it of himself where there is none."""

from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import request, request_started

from itstart import create_app
from itstart.cli import serve
from itstart.config import Settings
from tests.conftest import SECRET
from tests.server import Server

SAID = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(("proxies", "expected"), [(0, ("127.0.0.1", "http")), (1, ("192.0.2.7", "https"))])
def test_the_address_is_the_one_in_front_of_the_proxies(
    tmp_path: Path, proxies: int, expected: tuple[str, str]
) -> None:
    app = create_app({}, settings=Settings(secret_key=SECRET, instance=tmp_path, demo=False, proxies=proxies))
    asked = []

    def note(_app: object, **_more: object) -> None:
        asked.append((request.remote_addr, request.scheme))

    server = Server(app, serve.listen(app, "127.0.0.1", 0))
    try:
        with request_started.connected_to(note, app):
            connection = HTTPConnection(server.url.removeprefix("http://"), timeout=10)
            connection.request("GET", "/static/findes-ikke.css", headers=SAID)
            connection.getresponse().close()
            connection.close()
    finally:
        server.stop()

    assert asked == [expected]
