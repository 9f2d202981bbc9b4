"""Somebody with a cookie, who may be sent to another server process at every request, as behind a balancer."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from http.client import HTTPMessage
from typing import IO, Any

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like others."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Go nowhere."""


class Visitor:
    """One cookie jar; each request says at which port."""

    def __init__(self) -> None:
        self._opener = urllib.request.build_opener(_Stay, urllib.request.HTTPCookieProcessor())

    def get(self, port: int, path: str) -> tuple[int, bytes, str]:
        """Status, body and where it leads."""
        return self._ask(port, path, None)

    def token(self, port: int, path: str) -> str:
        """The token of the form on a page."""
        found = TOKEN.search(self.get(port, path)[1].decode())
        assert found is not None, path
        return found[1]

    def post(self, port: int, path: str, form: Mapping[str, Any]) -> tuple[int, bytes, str]:
        """The same for a form."""
        return self._ask(port, path, urllib.parse.urlencode(form).encode())

    def log_in(self, port: int, email: str, password: str) -> int:
        """The status: 303 is a log-in."""
        form = {"email": email, "password": password, "csrf_token": self.token(port, "/log-ind")}
        return self.post(port, "/log-ind", form)[0]

    def _ask(self, port: int, path: str, body: bytes | None) -> tuple[int, bytes, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=body)
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.read(), answer.headers.get("Location", "")
