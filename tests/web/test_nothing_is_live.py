"""What a vendor or a customer wrote is never a formula, a field or a link in any file we make (A08 of the threats)."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, User
from itstart.services import response_import_store, response_imports
from itstart.steps import DELIVERABLES
from itstart.steps.tender import response_form
from itstart.steps.tender.response_read import Weight
from tests.browser import Browser
from tests.documents.test_response_form import OURS
from tests.factories import make_staff
from tests.factories.response_bids import IN_TIME, form_of, undecided, vendor_of
from tests.factories.response_forms import cell, opened

LIVE = ("=cmd|' /C calc'!A1", "=1+1", "+1-1", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x")')
FIELD = re.compile(r"\s*(TOC|PAGE|NUMPAGES|PAGEREF|SECTIONPAGES|HYPERLINK \\l|REF)\b")


def _text(sheet: Any, key: str, column: str, value: str) -> None:
    """A text that looks like a formula, stored as the text it is."""
    found = cell(sheet, key, column)
    found.value = value
    found.data_type = "s"


def _hostile(text: str) -> Any:
    def change(book: Any) -> None:
        for code in ("K-01", "K-15", "K-24"):
            _text(book["Kravbesvarelse"], code, "comment", text)
            _text(book["Kravbesvarelse"], code, "available", text)
        _text(book["Stamdata"], "loesning.product", "kolonne2", text)
        for key in ("engang.1", "engang.2", "aar.1"):
            _text(book["Priser"], key, "kolonne2", f"{text} {key}")
        for column in ("kolonne1", "kolonne2", "kolonne3"):
            _text(book["Forbehold"], "forbehold.1", column, text)

    return change


@pytest.fixture(params=LIVE, ids=repr)
def bid(app: Flask, request: pytest.FixtureRequest) -> tuple[CustomerCase, User, str]:
    """A bid read from a form whose every text looks like a formula; the names around it too."""
    case, user = undecided()
    row = response_imports.upload(user, case, "x.xlsx", form_of(case, "V-2", _hostile(request.param)))
    form = response_imports.preview(row).form
    assert not form.of(Weight.OUT), form.doubts
    accepted = {doubt.key for doubt in form.of(Weight.CHOICE)}
    response_import_store.apply(user, row, received_at=IN_TIME, accepted=accepted)
    vendor_of(case, "V-2").name = case.title = case.modules[0].product = case.requirements[0].text = request.param
    case.modules[0].time_entries[0].activity = request.param
    db.session.commit()
    return case, user, request.param


def _live(workbook: bytes) -> list[str]:
    """Formulas that are not ours, and links."""
    book = opened(workbook)
    cells = [one for sheet in book.worksheets for row in sheet.iter_rows() for one in row]
    found = [str(one.value) for one in cells if one.data_type == "f" and not OURS.fullmatch(str(one.value)[1:])]
    return found + [one.coordinate for one in cells if one.hyperlink]


def _workbooks(case: CustomerCase, user: User, browser: Browser) -> Iterator[tuple[str, bytes]]:
    """Every Excel file the application makes."""
    for vendor in case.vendors:
        yield vendor.code, response_form.build(case, vendor)
    browser.log_in(user)
    yield "timer", browser.get(f"/sager/{case.number}/moduler/1/timer/excel").data
    browser.log_in(make_staff())
    yield "rapporter", browser.get("/rapporter/excel").data


def test_no_workbook_has_a_live_text(bid: tuple[CustomerCase, User, str], browser: Browser) -> None:
    case, user, text = bid
    seen = 0
    for name, content in _workbooks(case, user, browser):
        assert _live(content) == [], name
        seen += sum(part.strip() in _words(content) for part in [text])
    assert seen >= 4, "the text is there, as a text"


def _words(workbook: bytes) -> str:
    return "\n".join(
        str(one.value) for sheet in opened(workbook).worksheets for row in sheet.iter_rows() for one in row if one.value
    )


def test_no_document_has_a_live_text(bid: tuple[CustomerCase, User, str]) -> None:
    case, _, _ = bid
    for deliverable in DELIVERABLES.values():
        content = deliverable.render(case, today=clock.today()).content
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                part = package.read(name)
                if name.endswith(".xlsx"):
                    assert _live(part) == [], f"{deliverable.key}: {name}"
                elif name.endswith(".xml"):
                    codes = re.findall(r"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)", part.decode("utf-8"))
                    odd = [code for pair in codes for code in pair if code and not FIELD.match(code)]
                    assert odd == [], f"{deliverable.key}: {name}"
                elif name.endswith(".rels"):
                    assert b'TargetMode="External"' not in part, f"{deliverable.key}: {name}"
