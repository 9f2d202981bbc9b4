"""`python -m benchmarks.first_visit`: what a first visit weighs and when its largest part is shown, in Chromium.

Each page is seen by a browser that has seen nothing before, on a phone's screen: once when the server has just opened,
and once later. Exits 1 when a page weighs over 120 KB or a later look takes over a second.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import table
from tests.chromium import PROGRAMS

ROOT = Path(__file__).parents[1]
PORT, MOST_KB, MOST_MS = 8199, 120, 1000
PHONE = {"width": 360, "height": 740}
PAGES: dict[str, str] = {
    "Forsiden": "/",
    "Find en It-starthjælper": "/it-starthjaelpere/",
    "En hjælper": "/it-starthjaelpere/hedelund-it-raadgivning-aps-99000058",
    "Successager": "/successager",
    "Kontakt": "/kontakt",
}
LARGEST = """() => new Promise(done => new PerformanceObserver(
    list => done(Math.round(list.getEntries().at(-1).startTime))
).observe({type: 'largest-contentful-paint', buffered: true}))"""
Look = tuple[float, int, int]  # KB over the wire, requests, milliseconds to the largest part


@contextmanager
def _server(folder: str) -> Iterator[float]:
    """It-start in a process of its own; yields the seconds until it answered."""
    began = time.perf_counter()
    command = [sys.executable, "app.py", "--port", str(PORT)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, env=os.environ | {"ITSTART_INSTANCE": folder}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            while True:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz").close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield time.perf_counter() - began
        finally:
            process.terminate()


def _look(browser: Browser, path: str) -> Look:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    sizes: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.goto(f"http://127.0.0.1:{PORT}{path}", wait_until="networkidle")
    largest = int(page.evaluate(LARGEST))
    context.close()
    return sum(sizes) / 1024, len(sizes), largest


def main() -> int:
    """Measure, print, and say what is too heavy or too slow."""
    program = next(found for name in PROGRAMS if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        with _server(folder):
            pass  # the demo is filled at the first start only
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        first: dict[str, Look] = {}
        for name, path in PAGES.items():
            with _server(folder) as opened:
                first[name] = _look(browser, path)
        with _server(folder):
            for path in PAGES.values():
                _look(browser, path)
            later = {name: _look(browser, path) for name, path in PAGES.items()}
    lines = [
        [name, f"{first[name][2]} ms", f"{later[name][2]} ms", f"{later[name][0]:.0f} KB", str(later[name][1])]
        for name in PAGES
    ]
    print(table(["First visit", "just opened", "later", "weight", "requests"], lines))
    print(f"The server answers {opened:.1f} s after it is started.")
    wrong = [name for name, (weight, _, largest) in later.items() if weight > MOST_KB or largest > MOST_MS]
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
