"""axe finds nothing on any page at either width (WCAG 2.2 AA and best practice), and no page scrolls sideways."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from itstart.steps import TASKS
from tests.journeys.conftest import Visit
from tests.journeys.live import Site
from tests.journeys.pages import PAGES
from tests.journeys.visitor import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def check(visitor: Visitor) -> None:
    """Both widths: no violation, nothing wider than the window."""
    for window in (DESKTOP, PHONE):
        visitor.page.set_viewport_size(window)  # type: ignore[arg-type]
        found: list[dict[str, Any]] = Axe().run(visitor.page, options=RULES).response["violations"]
        told = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:4]]
        assert not told, f"{visitor.page.url} at {window['width']} px:\n" + "\n".join(told)
        visitor.fits()


@pytest.mark.parametrize(("name", "address", "who"), PAGES, ids=[page[0] for page in PAGES])
def test_axe_finds_nothing(visit: Visit, site: Site, name: str, address: str, who: str) -> None:
    key = name.removeprefix("opgave ")
    if key in TASKS and TASKS[key].endpoint and TASKS[key].endpoint not in site.app.view_functions:
        pytest.skip(f"the page of {key} is not there")
    visitor = visit(who, without_csp=True, expects=("403", "404"))
    visitor.go(address)
    check(visitor)
