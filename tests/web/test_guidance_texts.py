"""The guides beside the tasks: edited by IBIZ-Center, read at once, kept in versions, and never dangerous."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.guidance import HEADINGS
from itstart.models import CustomerCase, GuidanceVersion, User
from itstart.services import guidance_texts
from itstart.steps import TASKS, find_task
from itstart.steps.needs.guide_document import interviewguide
from tests.browser import Browser
from tests.factories import make_staff
from tests.factories.cases import make_active_case

KRAV = "/vejledninger/behov/krav"
TOO_HIGH = "Brug ### til en overskrift inde i teksten. # og ## er vejledningens egne."
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[her](javascript:alert(1))", "<p style='x'>y</p>",
    "{{ 7*7 }}", "![x](https://example.org/a.png)", "</div></main><h1>Overtaget</h1>",
)  # fmt: skip


@pytest.fixture
def staff(app: Flask) -> Browser:
    browser = Browser(app)
    browser.log_in(make_staff(name="Lise Ravnholt"))
    return browser


def written(**changes: str) -> dict[str, Any]:
    """The form as it stands for the task, with changes."""
    newest = guidance_texts.versions(find_task("behov/krav"))[0]
    bodies = {f"part_{place}": newest.text.bodies[heading] for place, heading in enumerate(HEADINGS)}
    return {"version": str(newest.number), "title": newest.text.title, **bodies, "note": "Kortere", **changes}


def numbers() -> list[int]:
    return list(db.session.scalars(select(GuidanceVersion.number).order_by(GuidanceVersion.number)))


def test_the_helper_reads_what_was_written_at_once(staff: Browser, browser: Browser, case: CustomerCase) -> None:
    assert "Skriv krav, man kan teste" in browser.get(f"/sager/{case.number}/behov/krav").shown()
    page = staff.post(f"{KRAV}/ret", written(title="Skriv få krav", part_0="Få krav er nok, **Ærø**"), follow=True)
    assert "Lise Ravnholt" in page.shown("aside")
    assert "Kortere" in page.shown("aside")
    assert "Nyt: Få krav er nok, **Ærø**" in page.shown("main")
    shown = browser.get(f"/sager/{case.number}/behov/krav").shown()
    assert "Skriv få krav" in shown
    assert "Få krav er nok, Ærø" in shown
    assert "Skriv krav, man kan teste" not in shown
    listed = staff.get("/vejledninger").shown()
    assert "Version 1, Lise Ravnholt" in listed
    assert listed.count("It-starts egen") == len(TASKS) - 1


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_is_dangerous_is_shown_as_text_or_dropped(
    staff: Browser, browser: Browser, case: CustomerCase, hostile: str
) -> None:
    staff.post(f"{KRAV}/ret", written(title=hostile, part_0=hostile, part_1=f"- {hostile}", note=hostile))
    assert numbers() == [1]
    for who, path in ((browser, f"/sager/{case.number}/behov/krav"), (staff, KRAV), (staff, f"{KRAV}/ret")):
        page = who.get(path)
        assert len(page.html.select("h1")) == 1
        for selector in (".guide script", ".guide img", ".guide a", ".guide [style]"):
            assert page.html.select(selector) == []
        assert all("src" in tag.attrs for tag in page.html.select("script"))
        assert "49" not in page.shown(".guide") or "7*7" not in hostile


def test_a_preview_shows_and_keeps_nothing(staff: Browser) -> None:
    sent = written(part_0="Kun **set** og ikke gemt.")
    page = staff.post(f"{KRAV}/se", sent)
    assert "Kun set og ikke gemt." in page.shown("#preview")
    assert page.one("[name=part_0]").get_text().strip() == "Kun **set** og ikke gemt."
    part = staff.post(f"{KRAV}/se", sent, fragment=True)
    assert "<html" not in part.text
    assert "Kun set og ikke gemt." in part.shown("#preview")
    assert "kan ikke vises endnu" in staff.post(f"{KRAV}/se", written(part_0="## Ny")).shown("#preview")
    assert numbers() == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": " "}, "Skriv en overskrift."),
        ({"part_1": ""}, "Skriv noget under “Sådan gør du”."),
        ({"part_2": "Før\n## Hvorfor\nefter"}, TOO_HIGH),
        ({"part_4": "# Øverst"}, TOO_HIGH),
        ({"part_0": "Nyt", "note": " "}, "Skriv kort, hvad du har ændret, og hvorfor."),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_the_field(staff: Browser, changes: dict[str, str], told: str) -> None:
    page = staff.post(f"{KRAV}/ret", written(**changes))
    assert page.status_code == 422
    assert page.errors() == [told]
    assert numbers() == []


def test_nothing_changed_is_no_version(staff: Browser) -> None:
    assert staff.post(f"{KRAV}/ret", written(note="")).status_code == 303
    assert numbers() == []


def test_two_who_edit_see_both_texts(staff: Browser) -> None:
    first, second = written(part_0="Den første"), written(part_0="Den anden")
    staff.post(f"{KRAV}/ret", first)
    page = staff.post(f"{KRAV}/ret", second)
    assert page.status_code == 409
    assert "Den første" in page.shown(".conflict")
    assert "Den anden" in page.shown(".conflict")
    staff.post(f"{KRAV}/ret", {**second, "overskriv": "1"})
    assert guidance_texts.versions(find_task("behov/krav"))[0].text.bodies["Hvorfor"] == "Den anden"


def test_the_way_back_is_one_more_version(staff: Browser, browser: Browser, case: CustomerCase) -> None:
    staff.post(f"{KRAV}/ret", written(part_0="Den første"))
    staff.post(f"{KRAV}/ret", written(part_0="Den anden"))
    staff.post(f"{KRAV}/1/brug")
    task = f"/sager/{case.number}/behov/krav"
    assert "Den første" in browser.get(task).shown()
    page = staff.post(f"{KRAV}/0/brug", follow=True)
    assert "Teksten er den, der følger med It-start." in page.shown()
    assert "Skriv krav, man kan teste" in browser.get(task).shown()
    assert "It-starts egen bruges igen" in staff.get("/vejledninger").shown()
    assert staff.post(f"{KRAV}/9/brug").status_code == 404
    assert numbers() == [1, 2, 3, 4]


def test_the_interview_guide_asks_what_the_guide_asks(app: Flask, user: User) -> None:
    case, task = make_active_case(user), find_task("behov/behov")
    text = guidance_texts.shipped(task).text
    asked = guidance_texts.Text(text.title, {**text.bodies, "Spørg kunden": "- Hvad drømmer du om?\n- Hvorfor?"})
    guidance_texts.save(make_staff(), task, asked, note="Nye spørgsmål", version=0)
    themes: Any = interviewguide(case, today=clock.today())["temaer"]
    found = next(theme for theme in themes if theme["navn"] == "Behov")
    assert [question["tekst"] for question in found["spoergsmaal"]] == ["Hvad drømmer du om?", "Hvorfor?"]
