"""Style sheets, scripts and pictures are kept for a year, and a changed one has another name."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, url_for

from itstart.config import ROOT
from itstart.web import static_files
from itstart.web.compression import LEAST, TYPES
from tests.browser import Browser

FILES = sorted(
    str(path.relative_to(ROOT / "static"))
    for path in (ROOT / "static").rglob("*.*")
    if path.suffix in {".css", ".js", ".svg", ".png", ".woff2"}
)
YEAR = "public, max-age=31536000, immutable"


def _address(app: Flask, filename: str) -> str:
    with app.test_request_context():
        return url_for("static", filename=filename)


def test_every_file_has_a_name_that_lasts_a_year_and_goes_compressed(app: Flask, browser: Browser) -> None:
    for filename in FILES:
        address = _address(app, filename)
        assert re.fullmatch(r"/static/.+\.[0-9a-f]{12}\.\w+", address), filename
        with (
            browser.client.get(address) as whole,
            browser.client.get(address, headers={"Accept-Encoding": "gzip, br"}) as small,
        ):
            assert whole.headers["Cache-Control"] == small.headers["Cache-Control"] == YEAR, filename
            assert whole.data == (ROOT / "static" / filename).read_bytes()
            if whole.mimetype in TYPES and len(whole.data) >= LEAST:
                assert small.headers["Content-Encoding"] == "gzip", filename
                assert gzip.decompress(small.data) == whole.data
                assert len(small.data) < len(whole.data), filename


@pytest.mark.parametrize("path", ["/", "/log-ind"])
def test_pages_ask_for_nothing_under_a_plain_name(browser: Browser, path: str) -> None:
    asked = re.findall(r'(?:href|src)="(/static/[^"#]+)', browser.get(path).text)

    assert len(asked) > 5
    assert all(static_files.plain(address)[1] for address in asked), asked


def test_what_a_style_sheet_asks_for_has_its_version_in_the_name(browser: Browser) -> None:
    folder = "vendor/dkfds-11.2.0"
    found = set(re.findall(r'url\("?([^")]+)"?\)', (ROOT / "static" / folder / "dkfds.css").read_text("utf-8")))

    assert found
    for name in found - {name for name in found if name.startswith("data:")}:
        with browser.client.get(f"/static/{folder}/{name}") as answer:
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, YEAR), name


def test_a_plain_name_or_the_mark_of_another_version_is_kept_for_a_minute(browser: Browser) -> None:
    for path in ("/static/css/site.css", "/static/css/site.0123456789ab.css"):
        with browser.client.get(path) as answer:
            assert answer.status_code == 200, path
            assert answer.headers["Cache-Control"] == "public, max-age=60", path


def test_a_changed_file_has_another_name(tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text("a {}")
    before = static_files.mark(str(tmp_path), "a.css")
    sheet.write_text("a { color: red }")

    assert before
    assert static_files.mark(str(tmp_path), "a.css") != before
    assert static_files.mark(str(tmp_path), "findes-ikke.css") == ""


@pytest.mark.parametrize("path", ["/static/css/../../app.py", "/static/..%2Fapp.py", "/static/css/x.0123456789ab.css"])
def test_nothing_else_is_sent(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404
