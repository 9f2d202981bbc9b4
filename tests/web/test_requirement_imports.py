"""The import page and the prioritising page, without JavaScript: nothing typed is lost, nothing is guessed."""

import io
from typing import Any

import openpyxl
import pytest

from itstart.models import CustomerCase, User
from itstart.services import priority_matrix, rows
from itstart.steps import find_list, find_task
from tests.browser import Browser, Page
from tests.factories.tenders import issue

KRAV, TASK = find_list("krav"), find_task("behov/krav")
TEXT = "Krav;Prioritet;Område\nSystemet skal kunne veje.;skal;Lager\nSystemet kan måle.;måske;Lager\n=1+1;kan;+45"


def path(case: CustomerCase, rest: str = "import") -> str:
    return f"/sager/{case.number}/behov/krav/{rest}"


def form_of(page: Page, **changes: Any) -> dict[str, Any]:
    """The preview's form as a browser would send it."""
    form = page.one("#preview")
    found: dict[str, Any] = {str(tag["name"]): str(tag.get("value", "")) for tag in form.select("input[type=hidden]")}
    found |= {str(tag["name"]): "1" for tag in form.select("input[type=checkbox][checked]")}
    for select in form.select("select"):
        chosen = select.select_one("option[selected]") or select.select_one("option")
        found[str(select["name"])] = str(chosen["value"]) if chosen else ""
    found["lines"] = form.select_one("textarea").get_text()  # type: ignore[union-attr]
    return {**found, **changes}


def titles(case: CustomerCase) -> list[str]:
    return [row.title for row in rows.page(case, KRAV).rows]


def test_paste_look_choose_insert_and_undo(browser: Browser, case: CustomerCase) -> None:
    page = browser.post(path(case), {"lines": TEXT})
    assert "Ny: 2 · Ukendt prioritet: 1" in page.shown()
    assert titles(case) == [], "nothing is put in by looking"
    waiting = browser.post(path(case, "import/saet-ind"), form_of(page))
    assert waiting.status_code == 422
    assert "Række 3: Vælg, hvor vigtigt kravet er." in waiting.one("[data-error-summary]").get_text()
    done = browser.post(path(case, "import/saet-ind"), form_of(waiting, **{"row-3": "could"}))
    assert done.location == f"/sager/{case.number}/behov/krav"
    assert titles(case) == ["Systemet skal kunne veje.", "Systemet kan måle.", "=1+1"]
    page = browser.get(path(case))
    assert "3 krav fra import" in page.shown()
    undo = str(page.one("main form[action$='/fortryd']")["action"])
    assert "3 krav er taget ud igen." in browser.post(undo, follow=True).text
    assert titles(case) == []


def test_other_columns_are_looked_at_before_they_are_put_in(browser: Browser, case: CustomerCase) -> None:
    page = browser.post(path(case), {"lines": TEXT})
    changed = form_of(page, **{"column-0": "title", "column-2": "source", "row-3": "must"})
    refused = browser.post(path(case, "import/saet-ind"), changed)
    assert refused.status_code == 422
    assert "Se rækkerne igennem" in refused.shown()
    assert refused.one("#column-2 option[selected]")["value"] == "source"
    done = browser.post(path(case, "import/saet-ind"), form_of(refused, **{"row-3": "must"}))
    assert done.status_code == 303
    assert rows.find(case, KRAV, "K-01").source == "Lager"


def test_the_same_import_twice_is_one(browser: Browser, case: CustomerCase) -> None:
    form = form_of(browser.post(path(case), {"lines": "Systemet skal kunne veje."}))
    browser.post(path(case, "import/saet-ind"), form)
    browser.post(path(case, "import/saet-ind"), form)
    assert titles(case) == ["Systemet skal kunne veje."]
    again = browser.post(path(case), {"lines": "Systemet skal kunne veje."})
    assert "Findes allerede" in again.shown()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("krav.pdf", b"%PDF-1.4", "."), ("krav.xlsx", b"PK", "passer ikke"), ("krav.docm", b"x", "Vi tager imod")],
)
def test_a_bad_file_keeps_what_was_typed(
    browser: Browser, case: CustomerCase, name: str, content: bytes, said: str
) -> None:
    page = browser.post(path(case), {"lines": TEXT, "file": (io.BytesIO(content), name)})
    assert page.status_code == 422
    assert said in page.one("[data-error-summary]").get_text()
    assert page.one("textarea").get_text() == TEXT


def test_an_excel_file_with_hostile_text(browser: Browser, case: CustomerCase) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Krav", "Vigtighed"])
    sheet.append(["<script>alert(1)</script> skal kunne vejes {{ 7*7 }}", "skal"])
    sheet.append(['To linjer\nog "citat"; med tegn\tog tab', "bør"])
    out = io.BytesIO()
    book.save(out)
    page = browser.post(path(case), {"lines": "", "file": (io.BytesIO(out.getvalue()), "krav.xlsx")})
    assert "Ny: 2" in page.shown()
    browser.post(path(case, "import/saet-ind"), form_of(page))
    first, second = rows.page(case, KRAV).rows
    assert first.text == "<script>alert(1)</script> skal kunne vejes {{ 7*7 }}"
    assert second.text == 'To linjer\nog "citat"; med tegn\tog tab'
    assert first.source == "krav.xlsx"


def test_nothing_at_all_is_said_in_words(browser: Browser, case: CustomerCase) -> None:
    page = browser.post(path(case), {"lines": "  "})
    assert (page.status_code, "Indsæt mindst én række." in page.shown()) == (422, True)
    only = browser.post(path(case), {"lines": "Krav\tPrioritet"})
    assert "Der er kun overskrifter." in only.shown()


# ---- the prioritising page -------------------------------------------------------------------------------


@pytest.fixture
def three(user: User, case: CustomerCase) -> CustomerCase:
    for n in range(1, 4):
        rows.create(user, case, TASK, KRAV, {"title": f"Krav {n}", "text": "Systemet bør kunne det."})
    return case


def test_an_empty_list_leads_to_the_library(browser: Browser, case: CustomerCase) -> None:
    assert "Ingen krav endnu" in browser.get(path(case, "prioritering")).shown()


def test_one_at_a_time_in_the_matrix(browser: Browser, three: CustomerCase) -> None:
    page = browser.get(path(three, "prioritering"))
    assert "K-01 Krav 1" in page.shown("#matrix-title")
    assert len(page.html.select("#matrix button[name=cell]")) == 9
    next_one = browser.post(path(three, "prioritering/K-01"), {"cell": "3-3"}, fragment=True)
    assert "K-02 Krav 2" in next_one.shown("#matrix-title")
    assert "K-01 Krav 1: SKAL" in next_one.text
    assert browser.post(path(three, "prioritering/K-02"), {"cell": "2-2"}).location.endswith("krav=K-03#matrix")
    browser.post(path(three, "prioritering/K-03"), {"cell": "1-1"})
    assert "Alle krav har en plads" in browser.get(path(three, "prioritering")).shown()
    assert "K-02" in browser.get(path(three, "prioritering?krav=K-02")).shown("#matrix-title")
    assert browser.get(path(three, "prioritering?krav=K-77")).status_code == 404


def test_the_whole_list_and_the_suggestions(browser: Browser, user: User, three: CustomerCase) -> None:
    form = {
        "K-01.importance": "3",
        "K-01.consequence": "3",
        "K-02.importance": "2",
        "K-02.consequence": "",
        "x.importance": "9",
    }
    browser.post(path(three, "prioritering"), form)
    line = priority_matrix.line(three, "K-02")
    assert (line.importance, line.consequence) == (2, None)
    page = browser.get(path(three, "prioritering?vis=forslag"))
    assert [str(row["id"]) for row in page.html.select(".pri-list tbody tr")] == ["pri-K-01"]
    placed = {"K-02.importance": "1", "K-02.consequence": "2"}
    row = browser.post(path(three, "prioritering/K-02/plads"), placed, fragment=True)
    assert row.html.get_text(strip=True) == "KAN"
    assert browser.post(path(three, "prioritering/K-77/plads"), {}).status_code == 404
    priority_matrix.place(user, three, {"K-02": (2, None)})
    told = browser.post(path(three, "prioritering/brug"), follow=True)
    assert "K-01 har fået ny vigtighed. Ret også ordet skal, bør eller kan i K-01." in told.text
    assert "Teksten siger “bør”, men prioriteten er SKAL." in told.shown()
    assert "allerede" in browser.post(path(three, "prioritering/brug"), follow=True).text


def test_a_tender_that_is_sent_leaves_the_page_to_be_read(browser: Browser, three: CustomerCase) -> None:
    issue(three)
    for place in ("prioritering", "import", "bibliotek"):
        assert "Kravene er låst" in browser.get(path(three, place)).shown()
    page = browser.get(path(three, "prioritering"))
    assert not page.html.select("main button, main select")
    assert browser.post(path(three, "prioritering/K-01"), {"cell": "3-3"}).status_code == 409
    assert browser.post(path(three, "prioritering"), {"K-01.importance": "3"}).status_code == 409
