"""The pages of a task: forms, rows, autosave, conflicts, paste, all without JavaScript too."""

from typing import Any

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CustomerCase, User
from itstart.steps import LISTS, TASKS, Task
from tests.browser import Browser
from tests.factories import make_case, make_helper

HOSTILE = '<script>alert(1)</script> {{ 7*7 }} 😀 "quote" \x07\x00'
CLEANED = '<script>alert(1)</script> {{ 7*7 }} 😀 "quote"'


@pytest.fixture
def helper(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(helper: User) -> CustomerCase:
    return make_case(helper)


@pytest.fixture
def here(browser: Browser, helper: User) -> Browser:
    browser.log_in(helper)
    return browser


def url(case: CustomerCase, rest: str) -> str:
    return f"/sager/{case.number}/{rest}"


@pytest.mark.parametrize("task", [t for t in TASKS.values() if not t.endpoint], ids=lambda task: task.key)
@pytest.mark.parametrize("tab", ["vejledning", "eksempel", "mangler"])
def test_every_task_has_a_page_that_works_when_empty(here: Browser, case: CustomerCase, task: Task, tab: str) -> None:
    page = here.get(url(case, f"{task.key}?hjaelp={tab}"))
    assert page.status_code == 200
    assert page.one("h1").get_text(strip=True) == task.title


@pytest.mark.parametrize("task", [t for t in TASKS.values() if not t.endpoint], ids=lambda task: task.key)
def test_the_example_fills_an_empty_task_and_only_that(here: Browser, case: CustomerCase, task: Task) -> None:
    first = here.post(url(case, f"{task.key}/eksempel"))
    assert first.status_code == 303
    assert here.get(url(case, task.key)).status_code == 200
    second = here.post(url(case, f"{task.key}/eksempel"), follow=True)
    assert "ingen tomme felter" in second.text


def answers(**changes: str) -> dict[str, Any]:
    return {
        "section": "virksomheden",
        "version": "1",
        "background": "Drejer emner",
        "current_situation": "11 regneark",
        **changes,
    }


def test_a_form_is_saved_and_shown_again(here: Browser, case: CustomerCase) -> None:
    saved = here.post(url(case, "behov/virksomheden"), answers())
    assert saved.status_code == 303
    assert case.needs_description.background == "Drejer emner"
    assert here.get(saved.location).one("textarea[name=background]").get_text() == "Drejer emner"


def test_a_form_leads_back_to_where_the_person_came_from(here: Browser, case: CustomerCase) -> None:
    back = url(case, "behov/gennemse")
    assert here.post(url(case, "behov/virksomheden"), answers(retur=back)).location == back
    elsewhere = here.post(url(case, "behov/virksomheden"), answers(retur="https://evil.example/"))
    assert "evil" not in elsewhere.location


def test_hostile_text_is_only_text(here: Browser, case: CustomerCase) -> None:
    here.post(url(case, "behov/virksomheden"), answers(background=HOSTILE))
    assert case.needs_description.background == CLEANED
    page = here.get(url(case, "behov/virksomheden"))
    assert page.one("textarea[name=background]").get_text() == CLEANED


def test_a_text_that_is_too_long_keeps_what_was_typed(here: Browser, case: CustomerCase) -> None:
    page = here.post(url(case, "behov/virksomheden"), answers(background="x" * 100_000))
    assert page.status_code == 422
    assert page.errors() == ["Teksten er for lang: skriv højst 20.000 tegn."]
    assert len(page.one("textarea[name=background]").get_text()) == 100_000
    assert case.needs_description.background == ""


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("users_full", "mange", "Skriv et helt tal."),
        ("users_full", "-1", "Tallet skal være mindst 0."),
        ("wanted_go_live_on", "31.2.2026", "Skriv en dato, fx 19.6.2026."),
    ],
)
def test_a_bad_answer_is_explained_at_its_field(
    here: Browser, case: CustomerCase, field: str, typed: str, message: str
) -> None:
    page = here.post(url(case, "behov/omfang"), {"section": "omfang", "version": "1", field: typed})
    assert (page.status_code, page.errors()) == (422, [message])
    assert page.one(f"[name={field}]")["value"] == typed


def test_autosave_answers_only_the_state(here: Browser, case: CustomerCase) -> None:
    page = here.post(url(case, "behov/virksomheden/autogem"), answers(), fragment=True)
    assert page.status_code == 200
    assert "Gemt" in page.text
    assert page.one("input[name=version]")["value"] == "2"
    assert not page.html.select("textarea")
    refused = here.post(url(case, "behov/omfang/autogem"), {"section": "omfang", "users_full": "x"}, fragment=True)
    assert refused.status_code == 422
    assert "Ikke gemt" in refused.text


def test_two_people_in_a_form_both_see_both_texts(here: Browser, case: CustomerCase, helper: User) -> None:
    here.post(url(case, "behov/virksomheden"), answers(background="Mettes"))
    clash = here.post(url(case, "behov/virksomheden"), answers(background="min"))
    assert clash.status_code == 409
    box = clash.shown(".conflict")
    assert "Mettes" in box
    assert "min" in box
    assert helper.name in box
    assert case.needs_description.background == "Mettes"
    mine = here.post(url(case, "behov/virksomheden"), answers(background="min", overskriv="2"))
    assert mine.status_code == 303
    db.session.expire_all()
    assert case.needs_description.background == "min"


def test_a_row_is_added_opened_changed_moved_deleted_and_brought_back(here: Browser, case: CustomerCase) -> None:
    for title in ("Et", "To"):
        here.post(url(case, "krav/ny"), {"title": title, "priority": "must", "kind": "functional"})
    assert [row.code for row in case.requirements] == ["K-01", "K-02"]
    page = here.get(url(case, "krav/K-02"))
    assert page.one("input[name=title]")["value"] == "To"
    row = {"title": "Toer", "priority": "could", "kind": "functional", "version": "1"}
    here.post(url(case, "krav/K-02"), row)
    here.post(url(case, "krav/K-02/flyt"), {"direction": "up"})
    assert [(row.code, row.title) for row in case.requirements] == [("K-02", "Toer"), ("K-01", "Et")]
    gone = here.post(url(case, "krav/K-02/slet"), follow=True)
    assert "Slettet: K-02 Toer" in gone.shown("#messages")
    here.post(url(case, "krav/K-02/fortryd"))
    assert [row.code for row in case.requirements] == ["K-02", "K-01"]


def test_a_row_without_its_name_is_explained_and_kept(here: Browser, case: CustomerCase) -> None:
    page = here.post(url(case, "krav/ny"), {"title": "", "text": "Skal kunne", "priority": "must", "kind": "legal"})
    assert (page.status_code, page.errors()) == (422, ["Giv kravet et kort navn."])
    assert page.one("textarea[name=text]").get_text() == "Skal kunne"


def test_the_same_form_sent_twice_makes_one_row(here: Browser, case: CustomerCase) -> None:
    row = {"title": "Et", "priority": "must", "kind": "functional", "form_key": "the-same-key"}
    for _ in range(2):
        assert here.post(url(case, "krav/ny"), row).status_code == 303
    assert len(case.requirements) == 1


def test_many_lines_are_pasted_at_once(here: Browser, case: CustomerCase) -> None:
    lines = "Lager; skal; Et; Systemet skal; Ses\nOrdre\tbør\tTo\tSystemet bør\tHøres"
    assert here.post(url(case, "krav/indsaet"), {"lines": lines}).status_code == 303
    found = [(row.area, row.priority.value, row.title) for row in case.requirements]
    assert found == [("Lager", "must", "Et"), ("Ordre", "should", "To")]


def test_one_bad_line_keeps_all_lines_out(here: Browser, case: CustomerCase) -> None:
    lines = "Lager; skal; Et\nLager; måske; To"
    page = here.post(url(case, "krav/indsaet"), {"lines": lines})
    assert page.status_code == 422
    assert "Linje 2, Vigtighed" in page.shown("[role=alert]")
    assert page.one("textarea[name=lines]").get_text() == lines
    assert case.requirements == []


def test_a_list_without_paste_has_no_paste_page(here: Browser, case: CustomerCase) -> None:
    without = next(row_list for row_list in LISTS.values() if not row_list.paste)
    assert here.get(url(case, f"{without.slug}/indsaet")).status_code == 404


@pytest.mark.parametrize("path", ["behov/krav", "krav/ny", "dokumenter", "behov/findes-ikke", "krav/K-99"])
def test_another_firms_case_does_not_exist(here: Browser, path: str) -> None:
    assert here.get(url(make_case(make_helper()), path)).status_code == 404


def test_finished_is_the_helpers_own_word(here: Browser, case: CustomerCase) -> None:
    here.post(url(case, "behov/maal/faerdig"), {"faerdig": "1"})
    assert "Færdig" in here.get(url(case, "behov/maal")).shown()
    here.post(url(case, "behov/maal/faerdig"), {"faerdig": "0"})
    assert case.finished_tasks == []


def test_a_locked_weight_needs_a_reason(here: Browser, case: CustomerCase) -> None:
    criterion = {"title": "Pris", "weight": "40", "method": "price_linear"}
    here.post(url(case, "kriterier-liste/ny"), criterion)
    schedule = {"section": "tidsplan", "version": "1", "title": "Udbud", "issued_on": "2026-03-20"}
    here.post(url(case, "udbud/tidsplan"), schedule)
    refused = here.post(url(case, "kriterier-liste/C1"), {**criterion, "weight": "50", "version": "1"})
    assert refused.status_code == 422
    assert refused.errors() == ["Vægtene er låst, fordi udbuddet er sendt. Skriv en begrundelse for at ændre dem."]
    changed = here.post(
        url(case, "kriterier-liste/C1"),
        {**criterion, "weight": "50", "version": "1", "weight_reason": "Kunden bad om det"},
    )
    assert changed.status_code == 303
    assert case.criteria[0].weight == 50
    kept = [(change.before, change.after, change.reason) for change in case.weight_changes]
    assert kept == [(40, 50, "Kunden bad om det")]


def test_nobody_is_invited_before_impartiality_is_declared(here: Browser, case: CustomerCase) -> None:
    vendor = {"name": "Limfjord", "invited": "y", "invitation_status": "invited"}
    refused = here.post(url(case, "leverandoer/ny"), vendor)
    assert refused.status_code == 422
    assert "uvildighed" in refused.errors()[0]
