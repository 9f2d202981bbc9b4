"""The same input gives the same bytes: Word, Excel, zip and calendar, made at two moments of a day."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from itstart import clock, exchange
from itstart.models import CustomerCase
from itstart.services import case_archive, documents, tender_dates, tender_package
from itstart.steps import DELIVERABLES, module_documents, module_report_documents, sparring_document
from itstart.steps.tender import response_form
from tests.factories.example import import_example
from tests.factories.tenders import issue

MORNING, EVENING = datetime(2026, 11, 26, 8, tzinfo=UTC), datetime(2026, 11, 26, 19, 30, 1, tzinfo=UTC)


def _made(case: CustomerCase) -> dict[str, bytes]:
    """Every kind of file of the case."""
    today = clock.today()
    made = {key: documents.draft(case, deliverable).content for key, deliverable in DELIVERABLES.items()}
    module = case.modules[0]
    for paper in (
        module_documents.agreement(module),
        module_report_documents.start_report(module),
        module_report_documents.end_report(module),
    ):
        made[paper.key] = documents.draft(case, paper).content
    made["sparringslog"] = sparring_document.render(case, today=today).content
    made["spørgsmål og svar"] = tender_package.answers(case, today).content
    made["tilbudsskema"] = response_form.build(case, case.vendors[0])
    made["kalender"] = tender_dates.case_calendar(case)
    made["pakke"] = tender_package.pack(case.tender_versions[-1])
    made["zip"] = b"".join(case_archive.pieces(case, exchange.as_text(case).encode()))
    return made


def test_the_same_input_gives_the_same_bytes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    case, _helper = import_example()
    issue(case)
    morning = _made(case)
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    evening = _made(case)
    assert {name for name in morning if morning[name] != evening[name]} == set()
    assert {content[:2] for content in morning.values()} == {b"PK", b"BE"}
