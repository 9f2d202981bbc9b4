"""IBIZ-Center's list of every firm's plan, page by page, and the lines that wait for its yes."""

from datetime import timedelta

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import ActivityPlanLine, Helper
from itstart.rules.activities import Side
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


def _propose(firm: Helper, side: Side, title: str, **more: object) -> None:
    """A line that a side proposed six days ago."""
    on = {f"agreed_by_{side.value}_on": clock.today() - timedelta(days=6)}
    said = {"year": clock.today().year, "position": 1, "title": title, "proposed_by": "Mette", "proposed_side": side}
    db.session.add(ActivityPlanLine(helper=firm, **(said | on | more)))


def test_what_a_firm_proposes_waits_for_ibiz_center(app: Flask, browser: Browser) -> None:
    asks, today = make_firm("Als IT"), clock.today()
    _propose(asks, Side.HELPER, "Messe i Herning")
    _propose(make_firm(), Side.CENTER, "Workshop")
    _propose(make_firm(), Side.HELPER, "Aftalt", agreed_by_center_on=today)
    _propose(make_firm(), Side.HELPER, "Udgået", cancelled_on=today)
    _propose(make_firm(), Side.HELPER, "Sidste år", year=today.year - 1)
    _propose(make_firm(ended_on=today), Side.HELPER, "Ophørt")
    db.session.commit()
    browser.log_in(make_staff())

    panel = browser.get("/overblik").one("#aktivitetsplaner")

    assert [item.get_text(" ", strip=True) for item in panel.select("li")] == [
        f"Als IT Messe i Herning ({today.year}) 6 dage"
    ]
    link = panel.select_one("li a")
    assert link is not None
    browser.post(f"/aktivitetsplan/{asks.cvr}/{today.year}/1/aftal")
    assert "Ingen forslag venter på jeres ja." in browser.get("/overblik").text
    assert "Aftalt" in browser.get(str(link["href"])).text
