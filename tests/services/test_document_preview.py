"""A preview says what the Word file says, leaves no trace, and knows where everything is written."""

import re
from io import BytesIO

import pytest
from docx import Document
from flask import Flask

from itstart.db import db
from itstart.documents.html_sections import Place, assembled
from itstart.documents.marks import source_of
from itstart.models import CustomerCase, User
from itstart.services import document_preview, documents
from itstart.steps import DELIVERABLES, TASKS, sources
from itstart.steps.sources import Source
from tests.factories import make_case
from tests.factories.answers import blank, fill
from tests.factories.example import import_example

PRIVATE = re.compile("[\ue000-\uf8ff]")
KEYS = list(DELIVERABLES)


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return import_example()


def _place(source: Source) -> Place:
    return Place(f"/{source.task}#{source.control}", source.control)


def _words(html: str) -> str:
    text = re.sub("<[^>]*>", " ", html)
    for sign, written in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(sign, written)
    return text


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("kind", ["example", "filled", "blank", "new"])
def test_the_preview_says_what_the_word_file_says(app: Flask, key: str, kind: str) -> None:
    """Every paragraph of the file stands in the preview, letter by letter, in its order."""
    case = make_case() if kind == "new" else import_example()[0]
    {"filled": fill, "blank": blank}.get(kind, id)(case)
    shown = document_preview.preview(case, DELIVERABLES[key], _place)
    said = _letters(_words(assembled(shown.sections, 2)))
    file = Document(BytesIO(documents.draft(case, DELIVERABLES[key]).content))
    at = 0
    for paragraph in file.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style.startswith("toc ") or style == "Forside mærke" or paragraph.text == "Indhold":
            continue
        at = said.find(_letters(paragraph.text), at)
        assert at >= 0, paragraph.text
    for cell in (cell for table in file.tables for row in table.rows for cell in row.cells):
        assert _letters(cell.text) in said


@pytest.mark.parametrize("key", KEYS)
def test_a_preview_leaves_no_mark_anywhere(example: tuple[CustomerCase, User], key: str) -> None:
    case, deliverable = example[0], DELIVERABLES[key]
    before = documents.draft(case, deliverable)
    stored = [(row, dict(row.__dict__)) for row, _ in sources.written(case, TASKS.values())]
    shown = document_preview.preview(case, deliverable, _place)
    assert not PRIVATE.search(assembled(shown.sections, 2))
    assert not any(PRIVATE.search(gap) for gap, _ in shown.gaps)
    for row, values in stored:
        assert {name: type(value) for name, value in values.items()} == {
            name: type(row.__dict__[name]) for name in values
        }
    assert not db.session.dirty
    assert documents.draft(case, deliverable).content == before.content


def _broken(case: CustomerCase) -> None:
    with sources.marked(case, TASKS.values()):
        assert source_of(case.requirements[0].title) is not None
        raise ZeroDivisionError


def test_the_values_are_back_when_a_template_fails(example: tuple[CustomerCase, User]) -> None:
    case = example[0]
    with pytest.raises(ZeroDivisionError):
        _broken(case)
    assert type(case.requirements[0].title) is str


def test_hostile_text_is_shown_as_text(example: tuple[CustomerCase, User]) -> None:
    case = example[0]
    hostile = '\uf8f0\ue001\ue002\ue000\ue000<script>alert("x")</script>\uf8f1 {{ 7*7 }} **a & b**'
    case.requirements[0].title = case.needs_description.background = hostile
    shown = document_preview.preview(case, DELIVERABLES["behovsbeskrivelse"], _place)
    html = assembled(shown.sections, 2)
    assert "<script" not in html
    assert "\uf8f0\ue001\ue002\ue000\ue000&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in html
    assert "{{ 7*7 }}" in html
    assert html.count("row-krav-K-01-title") >= 2


def test_a_task_sees_the_sections_of_its_answers_with_their_own_numbers(example: tuple[CustomerCase, User]) -> None:
    case, deliverable = example[0], DELIVERABLES["behovsbeskrivelse"]
    whole = document_preview.preview(case, deliverable, _place)
    part = document_preview.preview(case, deliverable, _place, task=TASKS["behov/maal"])
    assert 0 < len(part.sections) < len(whole.sections) / 3
    known = {section.anchor: section for section in whole.sections}
    for section in part.sections:
        assert (section.number, section.title, section.body) == (
            known[section.anchor].number, known[section.anchor].title, known[section.anchor].body,
        )  # fmt: skip


def test_gaps_stand_in_reading_order_with_their_places(example: tuple[CustomerCase, User]) -> None:
    case = example[0]
    case.requirements[7].acceptance_criterion = ""
    case.needs_description.users_full = None
    shown = document_preview.preview(case, DELIVERABLES["behovsbeskrivelse"], _place)
    assert shown.gaps == [
        ("antal fulde brugere", Place("/behov/omfang#form-omfang-users_full", "form-omfang-users_full")),
        (
            "prøve af K-08",
            Place("/behov/krav#row-krav-K-08-acceptance_criterion", "row-krav-K-08-acceptance_criterion"),
        ),
    ]
    assert tuple(gap for gap, _ in shown.gaps) == documents.draft(case, DELIVERABLES["behovsbeskrivelse"]).missing


def test_an_answer_knows_where_it_is_used(example: tuple[CustomerCase, User]) -> None:
    found = document_preview.uses(example[0], TASKS["projekt/milepaele"])
    said = [f"{use.deliverable.name} {use.section}" for use in found if use.source.field == "criterion"]
    assert said == ["Projektplan 4", "Kontrakt Bilag 3"]


def test_documents_of_the_own_step_come_first() -> None:
    assert document_preview.documents_of(TASKS["projekt/risici"])[0].key == "projektplan"
    assert document_preview.documents_of(TASKS["valg/resultat"]) == []


def test_sealed_bids_are_not_in_a_preview(example: tuple[CustomerCase, User]) -> None:
    case = example[0]
    deliverable = DELIVERABLES["leverandoervurdering"]
    assert "ProdPlan" in assembled(document_preview.preview(case, deliverable, _place).sections, 2)
    case.tender.sealed_opening, case.tender.bids_opened_at = True, None
    db.session.commit()
    db.session.expire_all()
    assert "ProdPlan" not in assembled(document_preview.preview(case, deliverable, _place).sections, 2)
