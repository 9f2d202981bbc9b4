"""Scripts and htmx attributes in every text of the demo, looked at in a real browser: nothing of it runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Request

from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.visitor import Visitor
from tests.web import canary

pytestmark = pytest.mark.browser
HOSTILE = (
    '"><img src="/hit?img" onerror="window.hit=1"><svg onload="window.hit=1"></svg><script>window.hit=1</script>'
    '<b hx-get="/hit?hx" hx-trigger="load" data-hx-get="/hit?data">x</b><a href="javascript:window.hit=1">y</a>'
)
CASE = "/sager/2026-0017"
LOOKS = {
    "": ("/it-starthjaelpere/", "/viden", "/nyheder", "/det-sker", "/soeg?q=hit"),
    METTE: (
        "/overblik", "/sager/", CASE, f"{CASE}/behov/krav", f"{CASE}/krav/K-08", f"{CASE}/behov/gennemse",
        f"{CASE}/valg/resultat", f"{CASE}/dokumenter/kontrakt/vis", f"{CASE}/historik", "/materiale", "/profil", "/tal",
    ),
    STAFF: ("/overblik", "/sager/", "/raadgivere", "/henvendelser", "/successager", "/sparring"),
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo of this test's own, with the same hostile text everywhere."""
    site = Site(tmp_path_factory.mktemp("hostile"))
    with site.behind():
        canary.hide(HOSTILE)
    yield site
    site.stop()


def test_a_text_is_a_text(hostile: Site, chromium: Browser) -> None:
    shown = 0
    for email, paths in LOOKS.items():
        visitor = Visitor(hostile, chromium)
        asked: list[str] = []

        def note(request: Request, asked: list[str] = asked) -> None:
            asked.append(request.url)

        visitor.page.on("request", note)
        if email:
            visitor.log_in(email)
        for path in paths:
            visitor.go(path)
            visitor.page.wait_for_load_state("networkidle")
            assert visitor.page.evaluate("window.hit") is None, path
            assert not visitor.page.locator("[onerror], [onload], [data-hx-get*=hit], [href^=javascript]").count(), path
            shown += "<script>window.hit=1</script>" in visitor.page.locator("body").inner_text()
        assert not [url for url in asked if "/hit" in url.replace("?q=hit", "")], email
        assert not [url for url in asked if not url.startswith(hostile.url)], "another server"
        visitor.close()
    assert shown >= 12, "the hostile text is on the pages"
