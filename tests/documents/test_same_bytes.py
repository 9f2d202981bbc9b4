"""The same input gives the same bytes: Word, Excel, zip and calendar, made twice in two programs."""

import hashlib
import io
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from itstart import clock, exchange
from itstart.config import ROOT
from itstart.documents import calendar_file
from itstart.services import case_archive, documents, tender_package
from itstart.steps import DELIVERABLES, calendar, module_documents, module_report_documents, sparring_document
from itstart.steps.tender import response_form
from tests.factories.example import import_example
from tests.factories.tenders import issue

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
TODAY = date(2026, 11, 26)


def _made() -> dict[str, bytes]:
    """Every kind of file of the worked example."""
    case, _helper = import_example()
    case.changed_at = NOW
    issue(case)
    made = {key: documents.draft(case, deliverable).content for key, deliverable in DELIVERABLES.items()}
    module = case.modules[0]
    for paper in (
        module_documents.agreement(module),
        module_report_documents.start_report(module),
        module_report_documents.end_report(module),
    ):
        made[paper.key] = documents.draft(case, paper).content
    made["sparringslog"] = sparring_document.render(case, today=TODAY).content
    made["spørgsmål og svar"] = tender_package.answers(case, TODAY).content
    made["tilbudsskema"] = response_form.build(case, case.vendors[0])
    made["kalender"] = calendar_file.build(calendar.events(case), made_at=NOW)
    made["pakke"] = tender_package.pack(case.tender_versions[-1])
    made["zip"] = b"".join(case_archive.pieces(case, exchange.as_text(case).encode()))
    return made


def test_the_same_input_gives_the_same_bytes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    case_bytes = _made()
    assert len(case_bytes) >= 15
