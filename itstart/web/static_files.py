"""Style sheets, scripts and pictures go out under names that hold a mark of their content, and may be kept for a year.

A changed file has another name, so no browser ever shows an old one. `css/source` and licences are there to be read.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, send_from_directory, url_for

YEAR = 31_536_000
FOR_EVER = f"public, max-age={YEAR}, immutable"
# Asked for under its plain name, or under the mark of another version of the program beside this one.
FOR_NOW = "public, max-age=60"
_MARKED = re.compile(r"(.+)\.([0-9a-f]{12})(\.\w+)")
# A folder or file of somebody else's has its version in its name.
_VERSIONED = re.compile(r"vendor/[a-z]+-\d+\.\d+\.\d+[./]")


@lru_cache(maxsize=256)
def _mark(path: str, changed: float) -> str:  # noqa: ARG001 - part of the key
    """Of what the file holds; `changed` makes a new version a new entry."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


def mark(folder: str, filename: str) -> str:
    """The mark of a static file, "" when there is none of this name."""
    path = Path(folder, filename)
    try:
        return _mark(str(path), path.stat().st_mtime)
    except OSError:
        return ""


def plain(filename: str) -> tuple[str, str]:
    """The file's own name, and the mark it was asked for with: "css/site.0123456789ab.css"."""
    found = _MARKED.fullmatch(filename)
    return (found[1] + found[3], found[2]) if found else (filename, "")


def _named(endpoint: str, values: dict[str, Any]) -> None:
    """Let `url_for` write the mark."""
    if endpoint == "static" and (found := mark(str(current_app.static_folder), values["filename"])):
        name, dot, kind = values["filename"].rpartition(".")
        values["filename"] = f"{name}.{found}{dot}{kind}"


def static_url(filename: str) -> str:
    """The address of a static file with its mark, worked out once a request: a page names the icons a hundred times."""
    known: dict[str, str] = g.setdefault("static_urls", {})
    if filename not in known:
        known[filename] = url_for("static", filename=filename)
    return known[filename]


def _send(filename: str) -> Response:
    folder = str(current_app.static_folder)
    name, asked = plain(filename)
    g.static_file = name
    response = send_from_directory(folder, name)
    is_it = bool(asked) and asked == mark(folder, name)
    response.headers["Cache-Control"] = FOR_EVER if is_it or _VERSIONED.match(name) else FOR_NOW
    return response


def init_app(app: Flask) -> None:
    """In the place of Flask's own view."""
    app.url_defaults(_named)
    app.template_global()(static_url)
    app.view_functions["static"] = _send
