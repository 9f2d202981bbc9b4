"""Every column is classified, and the pages made of the inventory say what the settings say."""

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from flask import Flask

from itstart.data import personal_data
from itstart.db import db
from itstart.models import inventory as inventories
from itstart.models.inventory import Unclassified, inventory
from itstart.rules.personal_data import ColumnKind
from itstart.rules.settings import SettingKey
from itstart.services import data_record, settings
from tests.browser import Browser
from tests.factories.accounts import make_admin, make_firm, make_helper, make_staff


def test_every_column_of_every_table_is_classified(app: Flask) -> None:
    columns = {(table.name, column.name) for table in db.metadata.sorted_tables for column in table.columns}
    assert {(held.table.name, held.column.name) for held in inventory()} == columns


@pytest.mark.parametrize(
    ("table", "change", "says"),
    [
        ("installation", {"none": ["id", "is_demo", "created_at"]}, r"without a kind \['daily_on'\]"),
        ("installation", {"text": ["is_demo"]}, "twice"),
        ("installation", {"text": ["gone"]}, r"gone \['gone'\]"),
        ("installation", {"area": "nowhere"}, "no area"),
        ("gone", {"area": "case"}, "tables that are gone"),
    ],
)
def test_what_nobody_has_classified_is_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch, table: str, change: dict[str, Any], says: str
) -> None:
    declared = dict(personal_data.tables())
    declared[table] = {**declared.get(table, {}), **change}
    monkeypatch.setattr(personal_data, "tables", lambda: declared)
    with pytest.raises(Unclassified, match=says):
        inventories.inventory.__wrapped__()


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (r".*(email|recipient|reply_to)", {ColumnKind.EMAIL}),
        (r".*phone", {ColumnKind.PHONE}),
        (r".*(token|password)_?hash", {ColumnKind.SECRET}),
        (r"(?!wanted|shown).*_by|author|actor|signature", {ColumnKind.NAME}),
        (r"(changed|created|made|uploaded|asked)_by_id|user_id", {ColumnKind.PERSON}),
    ],
)
def test_columns_that_tell_by_their_name_have_that_kind(app: Flask, column: str, kind: set[ColumnKind]) -> None:
    told = [held for held in inventory() if re.fullmatch(column, held.column.name)]
    assert len(told) > 3
    assert {(held.table.name, held.column.name) for held in told if held.kind not in kind} == set()


def test_long_texts_are_never_said_to_hold_nothing(app: Flask) -> None:
    wrong = [
        f"{held.table.name}.{held.column.name}"
        for held in inventory()
        if held.kind is ColumnKind.NONE and str(held.column.type) in {"TEXT", "JSON", "BLOB"}
    ]
    assert not wrong


def test_the_pages_for_staff(browser: Browser) -> None:
    admin = make_admin()
    settings.change(admin, SettingKey.KEEP_CASES, "1900", seen=0)
    db.session.commit()
    browser.log_in(make_staff())

    assert "Indholdet slettes 1.900 dage efter sagen er lukket" in browser.get("/persondata").text
    record = browser.get("/persondata/fortegnelse").text
    assert record.count('<th scope="row"') == len(personal_data.areas())
    assert "Fortegnelsen er ikke fuldstændig" in record
    assert "Gemmes 1.900 dage" in browser.get("/persondata/sletning").text


def test_the_agreement_is_filled_in(browser: Browser) -> None:
    admin = make_admin()
    firm = make_firm("Aftalefirmaet ApS", adviser="Bo Bak", email="bo@bak.example")
    filled = {
        SettingKey.CENTER_CVR: "99000333",
        SettingKey.CENTER_ADDRESS: "Vej 1, 7400 Herning",
        SettingKey.DATA_CONTACT: "data@ibiz.example",
        SettingKey.HOSTING: "Serverhuset ApS, Danmark",
    }
    browser.log_in(make_helper(firm))
    assert "[ikke udfyldt]" in browser.get("/databehandleraftale").text
    for key, value in filled.items():
        settings.change(admin, key, value, seen=0)
    db.session.commit()

    assert data_record.missing() == []
    shown = browser.get("/databehandleraftale").text
    assert "[ikke udfyldt]" not in shown
    made = browser.get("/databehandleraftale/word")
    text = "\n".join(one.text for one in Document(BytesIO(made.data)).paragraphs).replace("\xa0", " ")
    for value in (*filled.values(), "Aftalefirmaet ApS", "5 år efter regnskabsårets slutning"):
        assert value in shown
        assert value in text
    assert "{" not in text
