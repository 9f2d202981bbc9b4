"""The document beside the form and as a page: its tab, its fragments, its links, and that they lead to the fields."""

from urllib.parse import urlsplit

import pytest
from flask import Flask

from itstart.documents import TemplateProblem
from itstart.models import CustomerCase, User
from itstart.services import document_preview
from itstart.steps import DELIVERABLES, TASKS
from itstart.steps.uses import DOCUMENTS_OF, READ_IN
from tests.browser import Browser
from tests.factories import make_case

DECLARED = [task for task in TASKS.values() if not task.endpoint]
ROW = "row-krav-K-08-acceptance_criterion"


def url(case: CustomerCase, rest: str) -> str:
    return f"/sager/{case.number}/{rest}"


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


# The worked example has nothing to read there yet.
WITHOUT_WORDS = {"behov/barrierer", "behov/afklares", "projekt/overtagelsesproeve"}


def test_every_task_has_a_document_tab(here: Browser, case: CustomerCase) -> None:
    for task in DECLARED:
        page = here.get(url(case, f"{task.key}?hjaelp=dokument"))
        assert page.status_code == 200
        assert page.one("#help .tabs2 a[aria-current]").get_text() == "Dokument"
        assert page.html.select("#paper a.src") or task.key in WITHOUT_WORDS or task.key not in DOCUMENTS_OF, task.key


def test_a_task_with_pages_of_its_own_leads_to_its_documents(here: Browser, case: CustomerCase) -> None:
    assert not READ_IN.keys() & DOCUMENTS_OF.keys()
    for key, documents in READ_IN.items():
        page = here.get(url(case, TASKS[key].key))
        assert page.status_code == 200
        shown = [str(link["href"]) for link in page.html.select("p.small a")]
        for document in documents:
            assert url(case, f"dokumenter/{document}/vis") in shown


def test_papers_of_their_own_are_fetched_where_they_are_written(here: Browser, case: CustomerCase) -> None:
    questions = here.get(url(case, "valg/spoerg-leverandoeren"))
    assert questions.html.select('a[href$="/word"]')
    letters = here.get(url(case, "valg/breve"))
    assert letters.html.select('a[href*="/breve/afslag/"]')


def test_the_tab_of_an_empty_task_works(here: Browser, example: tuple[CustomerCase, User]) -> None:
    case = make_case(example[1])
    for task in DECLARED:
        page = here.get(url(case, f"{task.key}?hjaelp=dokument"))
        assert page.status_code == 200
        assert page.shown("#paper" if task.key in DOCUMENTS_OF else "#help")


@pytest.mark.parametrize("kind", ["example", "new"])
def test_every_document_is_a_page(here: Browser, example: tuple[CustomerCase, User], kind: str) -> None:
    case = example[0] if kind == "example" else make_case(example[1])
    for key, deliverable in DELIVERABLES.items():
        page = here.get(url(case, f"dokumenter/{key}/vis"))
        assert page.status_code == 200
        assert page.one("h1").get_text(strip=True) == deliverable.name
        contents = page.html.select(".reader__contents a")
        assert contents or deliverable.annex
        for link in contents:
            page.one(str(link["href"]))
        assert page.html.select(f'a[href="/sager/{case.number}/dokumenter/{key}"]')


def test_the_document_stays_open_from_task_to_task(here: Browser, case: CustomerCase) -> None:
    assert not here.get(url(case, "behov/krav")).html.select("#paper")
    here.get(url(case, "behov/krav?hjaelp=dokument&dokument=kontrakt"))
    assert here.get(url(case, "behov/krav")).one("#paper")["aria-label"] == "Kontrakt"
    assert here.get(url(case, "krav/K-08")).one("#paper")["aria-label"] == "Kontrakt"
    assert here.get(url(case, "behov/processer")).one("#paper")["aria-label"] == "Behovsbeskrivelse"
    here.get(url(case, "behov/krav?hjaelp=mangler"))
    assert not here.get(url(case, "behov/krav")).html.select("#paper")


def test_a_choice_of_documents_leads_to_each(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "behov/maal?hjaelp=dokument"))
    choices = {link.get_text(): str(link["href"]) for link in page.html.select(".paperpane__choice a")}
    assert list(choices) == ["Behovsbeskrivelse", "Udbudsmateriale", "Projektplan", "Kontrakt", "Beslutningsnotat"]
    assert here.get(choices["Kontrakt"]).one("#paper")["aria-label"] == "Kontrakt"


def test_a_document_that_does_not_hold_the_answers_is_not_shown(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "projekt/bilag?hjaelp=dokument&dokument=behovsbeskrivelse"))
    assert page.one("#paper")["aria-label"] == "Kontrakt"


def test_the_open_row_is_marked_and_its_own_fields_are_named(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "krav/K-08?hjaelp=dokument"))
    marked = page.html.select("#paper tr.here")
    assert marked
    assert all("K-08" in row.get_text() for row in marked)
    names = {str(link["data-field"]) for link in page.html.select("#paper a[data-field]")}
    assert ROW in names
    assert all(name.startswith("row-krav-") for name in names)


def test_htmx_gets_the_part_alone_and_a_person_the_task(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "behov/krav?hjaelp=dokument"))
    address = str(page.one("#paper")["hx-get"])
    part = here.get(address, fragment=True)
    assert part.status_code == 200
    assert not part.html.select("#paper, h1, form")
    assert part.html.select("a.src")
    assert here.get(address).location.startswith(url(case, "behov/krav?hjaelp=dokument"))


def test_an_autosave_tells_the_page_that_the_document_is_new(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "krav/K-08?hjaelp=dokument"))
    form = page.one("#row-krav-K-08")
    data = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[type=text]")}
    data |= {"title": "Kundepriser", "priority": "should", "text": "En ny tekst.", "version": "1"}
    saved = here.post(url(case, "krav/K-08/autogem"), data, fragment=True)
    assert saved.status_code == 200
    assert saved.headers["HX-Trigger"] == "saved"
    assert "En ny tekst." in here.get(str(page.one("#paper")["hx-get"]), fragment=True).text
    refused = here.post(url(case, "krav/K-08/autogem"), data | {"title": ""}, fragment=True)
    assert refused.status_code == 422
    assert "HX-Trigger" not in refused.headers


def test_a_gap_leads_to_its_field(here: Browser, case: CustomerCase) -> None:
    requirement = next(row for row in case.requirements if row.code == "K-08")
    requirement.acceptance_criterion = ""
    page = here.get(url(case, "dokumenter/behovsbeskrivelse/vis"))
    gap = page.one(".reader__side details a")
    assert gap.get_text() == "prøve af K-08"
    in_text = {str(mark.parent["href"]) for mark in page.html.select("#main mark") if mark.parent is not None}
    assert in_text == {gap["href"]}
    assert urlsplit(str(gap["href"])).fragment == ROW
    assert here.get(str(gap["href"])).one(f"#{ROW}").name == "textarea"


def test_every_link_of_a_document_leads_to_its_control(here: Browser, case: CustomerCase) -> None:
    """One row of each list is enough."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for key in DELIVERABLES:
        for link in here.get(url(case, f"dokumenter/{key}/vis")).html.select("a.src"):
            parts = urlsplit(str(link["href"]))
            wanted.setdefault((parts.path, parts.query), set()).add(parts.fragment)
    seen: set[str] = set()
    for (path, query), controls in wanted.items():
        noun = path.split("/")[3] if path.split("/")[3] not in {"behov", "udbud", "valg", "projekt"} else path
        if noun in seen:
            continue
        seen.add(noun)
        page = here.get(f"{path}?{query}")
        assert page.status_code == 200
        ids = {str(tag["id"]) for tag in page.html.select("[id]")}
        assert all(not control or control in ids or f"{control}-0" in ids for control in controls), (
            path,
            controls - ids,
        )
    assert len(seen) > 20


def test_where_answers_are_used_is_told_with_links_that_are_there(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "brugt/projekt/milepaele"))
    assert "Den er nået, når Bruges i Projektplan 4 · Kontrakt Bilag 3" in page.shown()
    for link in page.html.select(".uses a"):
        address, _, anchor = str(link["href"]).partition("#")
        here.get(address).one(f"[id='{anchor}']")
    part = here.get(url(case, "brugt/projekt/milepaele"), fragment=True)
    assert part.html.select(".uses")
    assert not part.html.select("h1")


def test_answers_used_nowhere_are_told_so(here: Browser, case: CustomerCase) -> None:
    assert "står ikke ordret i et dokument" in here.get(url(case, "brugt/valg/resultat")).shown()


def test_a_document_that_is_not_there_is_not_found(here: Browser, case: CustomerCase) -> None:
    assert here.get(url(case, "dokumenter/findesikke/vis")).status_code == 404
    assert here.get(url(case, "ved-siden/valg/resultat"), fragment=True).status_code == 404


def test_a_template_that_fails_leaves_the_form_alone(
    here: Browser, case: CustomerCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise TemplateProblem("Skabelonen mangler et felt.")

    monkeypatch.setattr(document_preview, "preview", fail)
    page = here.get(url(case, "behov/omfang?hjaelp=dokument"))
    assert page.status_code == 200
    assert "Skabelonen mangler et felt." in page.shown("#paper")
    page.one("#form-omfang")


def test_a_new_case_has_gaps_that_are_links(here: Browser, app: Flask, example: tuple[CustomerCase, User]) -> None:
    page = here.get(url(make_case(example[1]), "dokumenter/behovsbeskrivelse/vis"))
    assert len(page.html.select(".reader__side details li a")) > 10
