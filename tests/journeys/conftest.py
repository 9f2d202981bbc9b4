"""One live site and one Chromium for each worker; every visitor has a window of their own."""

from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser

from tests.journeys.live import Site
from tests.journeys.visitor import Visitor


class Visit(Protocol):
    def __call__(self, email: str = "", *, without_csp: bool = False, **options: Any) -> Visitor:
        """A new window, logged in as `email` when one is given."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """It-start with its demo, on a port of this worker's own."""
    site = Site(tmp_path_factory.mktemp("live"))
    yield site
    site.stop()


@pytest.fixture(scope="session")
def _log_ins() -> dict[str, Any]:
    """The cookies of those who have logged in before: the log-in form has a journey of its own."""
    return {}


@pytest.fixture(scope="session")
def visitors(site: Site, chromium: Browser, _log_ins: dict[str, Any]) -> Visit:
    """Open windows that whoever opens them closes."""

    def one(email: str = "", *, without_csp: bool = False, **options: Any) -> Visitor:
        if without_csp:
            options["bypass_csp"] = True
        if email and email not in _log_ins:
            first = Visitor(site, chromium)
            _log_ins[email] = first.log_in(email).context.storage_state()
            first.close()
        return Visitor(site, chromium, storage_state=_log_ins.get(email), **options)

    return one


@pytest.fixture
def visit(visitors: Visit) -> Iterator[Visit]:
    """Open windows; each is closed and asked for unseen faults at the end."""
    opened: list[Visitor] = []

    def one(email: str = "", **options: Any) -> Visitor:
        opened.append(visitors(email, **options))
        return opened[-1]

    yield one
    for visitor in opened:
        visitor.close()
