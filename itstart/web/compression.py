"""Public pages and static files go compressed. Pages of people who are logged in do not: they hold tokens."""

import gzip
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, g, request

TYPES = frozenset(
    {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json", "application/xml", "text/plain"}
)
LEAST = 500
LEVEL = 6
BEST = 9  # of a file, which is compressed once in the life of a process


@lru_cache(maxsize=128)
def _of_file(path: str, changed: float) -> bytes:
    """A file as it goes out; `changed` makes a new version a new entry."""
    return gzip.compress(Path(path).read_bytes(), BEST, mtime=changed)


def _static() -> bytes:
    path = Path(str(current_app.static_folder), str(g.static_file))
    return _of_file(str(path), path.stat().st_mtime)


def compress(response: Response) -> Response:
    """Compress what is worth it and holds nobody's secret, where the browser takes it."""
    is_static = request.endpoint == "static"
    if not (is_static or g.get("may_be_kept")) or response.mimetype not in TYPES:
        return response
    response.vary.add("Accept-Encoding")
    is_small = (response.calculate_content_length() or LEAST) < LEAST
    if response.status_code != 200 or is_small or not request.accept_encodings["gzip"]:
        return response
    if is_static:
        body = _static()
        response.direct_passthrough = False
        response.response.close()  # type: ignore[union-attr] # the open file
    else:
        body = gzip.compress(response.get_data(), LEVEL, mtime=0)
    response.set_data(body)
    response.headers["Content-Encoding"] = "gzip"
    return response


def init_app(app: Flask) -> None:
    """Before everything else that is done to an answer has been said."""
    app.after_request(compress)
