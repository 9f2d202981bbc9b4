"""A firm's own template: ours fetched, changed in Word, refused for a slip, mended, taken in use, and left again."""

import io
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.documents import word_reading as reading
from tests.journeys.conftest import Visit
from tests.journeys.live import BO, Site
from tests.journeys.test_axe import check
from tests.journeys.test_tender import fetched
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_office")]
HERE = "/skabeloner/projektplan"


def changed(template: bytes, words: str, path: Path) -> Path:
    """The template with a paragraph more at its end, as Word would save it."""
    document = Document(io.BytesIO(template))
    document.add_paragraph(words)
    document.save(str(path))
    return path


def send(helper: Visitor, path: Path, note: str = "") -> None:
    """Choose the file, and have it tried."""
    helper.field("Word-skabelon").set_input_files(path)
    if note:
        helper.field("Hvad er ændret? (kan udelades)").fill(note)
    helper.press("Prøv skabelonen")


def test_from_our_template_to_the_firms_own_and_back(site: Site, visit: Visit, tmp_path: Path) -> None:
    number = site.copy_of_example(BO)
    helper = visit(BO)
    helper.context.set_default_timeout(40_000)  # a trial is four documents
    helper.go(HERE)
    helper.sees("Bruges nu: It-starts egen")
    ours = fetched(helper, "Hent vores skabelon")

    send(helper, changed(ours, "Vi ses hos {{ kunde.navm }}.", tmp_path / "med fejl.docx"), "Vores hilsen")
    helper.sees("Skabelonen kan ikke bruges endnu")
    helper.sees("»Vi ses hos {{ kunde.navm }}.«")
    helper.sees("Mente du kunde.navn?")
    expect(helper.field("Hvad er ændret? (kan udelades)")).to_have_value("Vores hilsen")
    check(helper)

    send(helper, changed(ours, "Vi ses hos {{ kunde.navn }}.", tmp_path / "rettet.docx"))
    helper.sees("Prøvet uden fejl")
    assert "Vi ses hos Nordvang Maskinfabrik A/S." in reading.text(fetched(helper, "Hent prøven"))
    check(helper)
    helper.press("Tag i brug")
    helper.told("Nye dokumenter laves nu i version 2.")
    helper.sees("Bruges nu: firmaets egen, version 2")
    check(helper)

    helper.go(f"/sager/{number}/dokumenter")
    helper.sees("firmaets egen, version 2")
    plan = f"/sager/{number}/dokumenter/projektplan"
    assert "Vi ses hos Nordvang Maskinfabrik A/S." in reading.text(_document(helper, plan))

    helper.go(HERE)
    helper.press("Brug vores skabelon igen")
    helper.sees("Bruges nu: It-starts egen")
    assert "Vi ses hos" not in reading.text(_document(helper, plan))
    helper.press("Brug version 2 igen")
    helper.sees("Bruges nu: firmaets egen, version 2")
    helper.press("Brug vores skabelon igen")
    helper.sees("Bruges nu: It-starts egen")


def _document(helper: Visitor, path: str) -> bytes:
    answer = helper.context.request.get(path)
    assert answer.ok
    return answer.body()


def test_a_field_is_copied_from_the_catalogue(visit: Visit) -> None:
    helper = visit(BO, permissions=["clipboard-read", "clipboard-write"])
    helper.go(f"{HERE}/felter")
    helper.press("Kopiér {{ kunde.navn }}")
    copied = helper.page.evaluate("navigator.clipboard.readText()")
    assert copied == "{{ kunde.navn }}"


def test_the_fields_can_be_read_without_a_script(visit: Visit) -> None:
    helper = visit(BO, java_script_enabled=False)
    helper.go(f"{HERE}/felter")
    helper.sees("{{ kunde.navn }}")
    expect(helper.page.locator("button[data-copy]").first).to_be_hidden()
