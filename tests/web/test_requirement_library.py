"""The pages of the library, of picking from it, and the advice beside a requirement while it is written."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from itstart.models import CustomerCase, User
from itstart.rules.terms import Category
from itstart.services import requirement_library, rows
from itstart.steps import find_list, find_task
from tests.browser import Browser, Page
from tests.factories import make_case, make_helper, make_staff
from tests.factories.library import use_small_library

KRAV = find_list("krav")
LIBRARY = "/kravbibliotek"


@pytest.fixture(autouse=True)
def _library(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_small_library(monkeypatch, tmp_path)


@pytest.fixture
def helper(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(helper: User) -> CustomerCase:
    case = make_case(helper, category=Category.CRM)
    rows.create(helper, case, find_task("behov/behov"), find_list("behov-liste"), {"title": "Kend kunden"})
    return case


@pytest.fixture
def here(browser: Browser, helper: User) -> Browser:
    browser.log_in(helper)
    return browser


@pytest.fixture
def staff(app: Flask) -> Browser:
    browser = Browser(app)
    browser.log_in(make_staff(name="Lise Ravnholt"))
    return browser


def url(case: CustomerCase, rest: str) -> str:
    return f"/sager/{case.number}/{rest}"


def written(**changes: Any) -> dict[str, Any]:
    """The form as it stands on the page of drift-01."""
    text = requirement_library.find("drift-01").text
    return {
        "version": "0", "title": text.title, "text": text.text, "area": text.area, "kind": text.kind.value,
        "depth": text.depth.value, "priority": text.priority.value, "topic": "backup", "why": text.why,
        "acceptance_criterion": text.acceptance_criterion, "shown_by": text.shown_by, "demo_scene": text.demo_scene,
        "law_reference": "", "law_checked_on": "", **changes,
    }  # fmt: skip


# ---- the library ---------------------------------------------------------------------------------------


def test_a_helper_reads_the_library_and_writes_nothing(here: Browser) -> None:
    packs = here.get(LIBRARY)
    assert "Drift og support" in packs.shown()
    assert "Daglig backup" not in packs.shown()
    assert "Tilføj krav" not in packs.shown()
    assert "Daglig backup" in here.get(f"{LIBRARY}?q=backup").shown()
    page = here.get(f"{LIBRARY}/drift-01")
    assert "Gendan en slettet ordre." in page.shown()
    assert not page.html.select("main form")
    assert here.get(f"{LIBRARY}/findes-ikke").status_code == 404


def test_a_filter_that_finds_nothing_says_so(here: Browser) -> None:
    assert "Ingen krav passer" in here.get(f"{LIBRARY}?q=findesikke").shown()
    assert here.get(f"{LIBRARY}?pakke=x&omfang=y&slags=z&emne=w&omraade=v").status_code == 200


def test_staff_edit_and_see_what_was_changed(staff: Browser) -> None:
    saved = staff.post(f"{LIBRARY}/drift-01/ret", written(title="Backup hver nat"))
    assert saved.location == f"{LIBRARY}/drift-01"
    page = staff.get(saved.location)
    assert [tag.get_text() for tag in page.html.select(".difference ins, .difference del")]
    assert "Version 1: Rettet" in page.shown()
    assert "Lise Ravnholt" in page.shown()
    staff.post(f"{LIBRARY}/drift-01/version/0")
    assert "Daglig backup" in staff.get(f"{LIBRARY}/drift-01").one("h1").get_text()


def test_a_bad_edit_stays_on_the_page(staff: Browser) -> None:
    page = staff.post(f"{LIBRARY}/drift-01/ret", written(title="", text="Min nye tekst"))
    assert (page.status_code, page.errors()) == (422, ["Giv kravet et kort navn."])
    assert page.one("textarea[name=text]").get_text() == "Min nye tekst"
    law = staff.post(f"{LIBRARY}/drift-01/ret", written(law_reference="Bogføringsloven"))
    assert (law.status_code, law.errors()) == (422, ["Skriv, hvilken dag du har slået loven efter."])


def test_two_staff_in_one_text_both_see_both(staff: Browser) -> None:
    staff.post(f"{LIBRARY}/drift-01/ret", written(title="Den ene"))
    page = staff.post(f"{LIBRARY}/drift-01/ret", written(title="Den anden"))
    assert page.status_code == 409
    assert "Den ene" in page.one("[data-conflict]").get_text()
    kept = staff.post(f"{LIBRARY}/drift-01/ret", written(title="Den anden", overskriv="1"))
    assert kept.status_code == 303
    assert requirement_library.find("drift-01").text.title == "Den anden"


def test_a_new_one_is_made_once(staff: Browser) -> None:
    assert staff.get(f"{LIBRARY}/nyt?pakke=drift").one("select[name=pack] option[selected]")["value"] == "drift"
    form = written(title="Vagttelefon", pack="drift", form_key="n" * 20)
    first = staff.post(f"{LIBRARY}/nyt", form)
    assert first.location == f"{LIBRARY}/drift-i01"
    assert staff.post(f"{LIBRARY}/nyt", form).location == first.location
    assert staff.post(f"{LIBRARY}/nyt", written(pack="")).status_code == 422


def test_withdrawn_is_out_of_sight_and_comes_back(staff: Browser, here: Browser) -> None:
    gone = staff.post(f"{LIBRARY}/drift-01/traek-tilbage", follow=True)
    assert "Kravet er trukket tilbage" in gone.shown()
    assert "Daglig backup" not in here.get(f"{LIBRARY}?pakke=drift").shown()
    assert "Daglig backup" in staff.get(f"{LIBRARY}?udgaaede=1").shown()
    staff.post(f"{LIBRARY}/drift-01/version/1")
    assert "Daglig backup" in here.get(f"{LIBRARY}?pakke=drift").shown()


# ---- picking -------------------------------------------------------------------------------------------


def test_the_task_leads_to_the_library(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "behov/krav"))
    links = {tag.get_text(strip=True): tag["href"] for tag in page.html.select(".addrow a")}
    assert links["Hent fra kravbiblioteket"] == url(case, "behov/krav/bibliotek")
    assert here.get(str(links["Importér fra Excel"])).status_code == 200
    assert here.get(str(links["Prioritér med kunden"])).status_code == 200


def test_a_blind_spot_leads_to_the_library_by_its_topic(here: Browser, case: CustomerCase) -> None:
    here.post(url(case, "krav/ny"), {"title": "Et krav", "priority": "should", "kind": "functional"})
    page = here.get(url(case, "behov/krav?hjaelp=mangler"))
    [link] = [tag for tag in page.html.select(".findings a") if str(tag["href"]).endswith("emne=backup")]
    assert "Daglig backup" in here.get(str(link["href"])).shown()


def test_many_are_taken_at_once_and_taken_out_again(here: Browser, case: CustomerCase) -> None:
    picks = url(case, "behov/krav/bibliotek")
    assert "Kundekort" in here.get(picks).shown()
    assert here.get(f"{picks}?kryds=alle").html.select("input[name=keys][checked]")
    form = {"keys": ["drift-01", "crm-01"], "needs": ["N-01"], "demo": "1", "form_key": "p" * 20}
    taken = here.post(picks, form)
    assert taken.location == url(case, "behov/krav")
    page = here.get(taken.location)
    assert here.post(picks, form).location == taken.location
    assert "2 krav er hentet, og 2 demoscener er lagt i demomanuskriptet." in page.text
    assert page.html.select("[data-toast] form[action$='/fortryd']")
    assert "Er i sagen som K-01" in here.get(picks).shown()
    undone = here.post(url(case, "behov/krav/samlet/1/fortryd"), follow=True)
    assert "2 krav er taget ud igen." in undone.text
    assert "Ingen krav endnu" in undone.shown()


def test_a_pick_without_a_need_keeps_the_ticks(here: Browser, case: CustomerCase) -> None:
    page = here.post(url(case, "behov/krav/bibliotek?pakke=alle"), {"keys": ["drift-01"], "demo": "1"})
    assert page.status_code == 422
    assert page.one("#tag-drift-01").has_attr("checked")
    assert page.one("#demo").has_attr("checked")
    assert "Vælg mindst ét behov" in page.one("[data-error-summary]").get_text()


# ---- advice while it is written -------------------------------------------------------------------------


def advice(page: Page) -> list[str]:
    return [" ".join(tag.get_text(" ").split()) for tag in page.html.select(".field-advice p")]


def test_advice_stands_at_the_field_of_an_open_row(here: Browser, case: CustomerCase) -> None:
    form = {"title": "Søgning", "priority": "must", "kind": "functional", "text": "Søgning bør være hurtig."}
    here.post(url(case, "krav/ny"), form)
    page = here.get(url(case, "krav/K-01"))
    assert "Hvad betyder “hurtig” her?" in page.one("#row-krav-K-01-text-advice").get_text()
    assert "prioriteten er SKAL" in page.one("#row-krav-K-01-text-advice").get_text()
    assert "hører ikke til et behov" in page.one("#row-krav-K-01-needs-advice").get_text()
    assert "row-krav-K-01-text-advice" in str(page.one("textarea[name=text]")["aria-describedby"])


def test_advice_follows_the_autosave_and_never_blocks(here: Browser, case: CustomerCase) -> None:
    here.post(url(case, "krav/ny"), {"title": "Søgning", "priority": "must", "kind": "functional"})
    form = {
        "version": "1", "title": "Søgning", "priority": "must", "kind": "functional", "needs": "N-01",
        "text": "Søgning skal være hurtig: svar på 2 sekunder.", "acceptance_criterion": "Søg, og mål tiden.",
    }  # fmt: skip
    saved = here.post(url(case, "krav/K-01/autogem"), form, fragment=True)
    assert "Gemt" in saved.text
    assert advice(saved) == []
    worse = {**form, "version": "2", "text": "Søgning skal være hurtig.", "acceptance_criterion": ""}
    saved = here.post(url(case, "krav/K-01/autogem"), worse, fragment=True)
    assert "Gemt" in saved.text
    assert len(advice(saved)) == 2


def test_advice_on_a_new_row_stores_nothing(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "krav/ny"))
    assert advice(page) == []
    assert page.html.select("[hx-post$='/krav/raad']")
    told = here.post(url(case, "krav/raad"), {"title": "x", "text": "Det skal være moderne."}, fragment=True)
    assert any("“moderne”" in line for line in advice(told))
    assert rows.page(case, KRAV).total == 0


def test_a_list_that_does_not_advise_is_as_before(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "behov-liste/ny"))
    assert not page.html.select(".field-advice, [hx-post$='/raad']")
    assert here.post(url(case, "behov-liste/raad"), {"title": "x"}, fragment=True).status_code == 200
