"""IBIZ-Center's list of every firm's plan, page by page."""

import pytest

from itstart.services import activity_plans
from tests.browser import Browser
from tests.factories import make_firm, make_staff


@pytest.mark.parametrize(
    ("asked", "firms", "here"),
    [
        ("", ["Alfa", "Beta"], "1"),
        ("?side=2", ["Gamma"], "2"),
        ("?side=99", ["Gamma"], "2"),
        ("?side=x", ["Alfa", "Beta"], "1"),
    ],
)
def test_some_firms_on_each_page(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, asked: str, firms: list[str], here: str
) -> None:
    monkeypatch.setattr(activity_plans, "PAGE_SIZE", 2)
    for name in ("Gamma", "Alfa", "Beta"):
        make_firm(name)
    browser.log_in(make_staff())

    page = browser.get(f"/aktivitetsplan{asked}")

    assert [link.get_text() for link in page.html.select("tbody a")] == firms
    assert page.shown(".pages [aria-current=page]") == f"Side {here}"
