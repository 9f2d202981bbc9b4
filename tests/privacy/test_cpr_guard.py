"""A CPR number is stopped at the field and in files, and what was typed stays; a vendor's bid is only remarked on."""

from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from openpyxl import Workbook
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, StringField, TextAreaField

from itstart.documents import tables
from itstart.documents.uploads import Rejected
from itstart.forms import BaseForm
from itstart.models import CustomerCase, User
from itstart.rules import cpr
from itstart.services import files
from tests.browser import Browser
from tests.factories.accounts import make_helper

NUMBER = "010190-1234"


class AForm(BaseForm):
    line = StringField("Linje")
    text = TextAreaField("Tekst")
    password = PasswordField("Adgangskode")


@pytest.mark.parametrize(("field", "stopped"), [("line", True), ("text", True), ("password", False)])
def test_every_text_field_is_guarded(field: str, stopped: bool) -> None:
    form = AForm(MultiDict({field: f"Åse {NUMBER}"}))
    assert form.validate() is not stopped
    assert form[field].errors == ([cpr.MESSAGE] if stopped else [])


def _word() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("Medarbejder: ")
    for part in ("0101", "90-", "1234"):
        paragraph.add_run(part)
    document.save(buffer := BytesIO())
    return buffer.getvalue()


def _excel(value: str) -> bytes:
    book = Workbook()
    book.active.append(["Navn", value])
    book.save(buffer := BytesIO())
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "content"), [("a.docx", _word()), ("a.xlsx", _excel(NUMBER))])
def test_a_file_is_not_taken(app: Flask, name: str, content: bytes) -> None:
    user = make_helper()
    with pytest.raises(Rejected, match="ligner et CPR-nummer"):
        files.store_upload(user, name, content)
    assert files.store_bid(user, name, content).size
    assert cpr.BID_MESSAGE in files.cpr_note(content)


def test_a_file_without_is_taken(app: Flask) -> None:
    assert files.store_upload(make_helper(), "a.xlsx", _excel("ordre 010190-1234")).size
    assert files.cpr_note(_excel("99000007")) == ""


def test_a_pasted_table_is_not_taken() -> None:
    with pytest.raises(tables.UnreadableTable, match="ligner et CPR-nummer"):
        tables.of_text(f"Krav\nSlå {NUMBER} op\n")


def test_typed_text_stays_with_the_way_on(here: Browser, example: tuple[CustomerCase, User]) -> None:
    address = f"/sager/{example[0].number}/kunde"
    page = here.get(address)
    assert page.status_code == 200
    answer = here.post(address, {"name": "Nordvang", "contact_name": f"Åse {NUMBER}"})
    assert answer.status_code == 422
    assert f"Åse {NUMBER}" in answer.text
    assert "Det ligner et CPR-nummer." in answer.text
