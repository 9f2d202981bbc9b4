"""A firm that is not qualified gives a customer something only where IBIZ-Center delivers with it (D6, S22)."""

import io

import pytest
from flask import Flask

from itstart.models import CustomerCase
from itstart.rules.qualification import CustomerWork
from itstart.rules.terms import ModuleStatus, QualificationStatus
from itstart.services import firm_work
from tests.browser import Page
from tests.factories.cases import make_active_case, open_the_gates
from tests.factories.modules import make_module
from tests.web.qualification_pages import Parts, today

UNDER_WAY = (ModuleStatus.AGREEMENT_SIGNED, ModuleStatus.IN_PROGRESS, ModuleStatus.ACCEPTED)
NOT_UNDER_WAY = (ModuleStatus.DRAFT, ModuleStatus.AGREEMENT_SENT, ModuleStatus.END_REPORTED, ModuleStatus.CANCELLED)
GIVEN = {"to": "Åse Ørsted", "on": today()}


def _hand_over(parts: Parts, case: CustomerCase) -> Page:
    return parts.helper.post(f"/sager/{case.number}/dokumenter/behovsbeskrivelse/udlever", GIVEN)


def test_no_document_before_ibiz_center_delivers_with_the_firm(app: Flask) -> None:
    parts = Parts(app)
    case = open_the_gates(parts.case())
    root = f"/sager/{case.number}/dokumenter/behovsbeskrivelse"
    page = parts.helper.get(f"{root}/udlever")
    assert "Dokumentet kan udleveres, når IBIZ-Center leverer sammen med jer i sagen." in page.text
    assert 'id="hand-over"' not in page.text, "no form that would be refused"
    assert _hand_over(parts, case).status_code == 409
    file = (io.BytesIO(b"%PDF-1.4\n%%EOF"), "vores.pdf")
    uploaded = parts.helper.post(f"{root}/versioner/upload", {**GIVEN, "file": file})
    assert (uploaded.status_code, "ikke kvalificeret endnu" in uploaded.text) == (409, True)
    check = parts.helper.get(f"/sager/{case.number}/udbud/send").text
    assert "Se jeres kvalificering" in check, "nor is a tender sent"

    assert parts.co_deliver(case).status_code == 303
    assert _hand_over(parts, case).status_code == 303


def test_no_agreement_after_the_co_delivery(app: Flask) -> None:
    parts = Parts(app, QualificationStatus.EVALUATED_1)
    parts.firm.co_deliveries = 1
    case = make_active_case(parts.adviser)
    module = make_module(case)
    agreement = f"/sager/{case.number}/moduler/{module.number}/aftale"
    page = parts.helper.get(agreement)
    assert "Aftalen kan sendes, når IBIZ-Center leverer sammen med jer i sagen." in page.text
    assert 'id="send-form"' not in page.text
    refused = parts.helper.post(f"{agreement}/send", GIVEN)
    assert (refused.status_code, "ikke kvalificeret endnu" in refused.text) == (409, True)
    assert module.agreement_sent_on is None

    parts.co_deliver(case)
    assert parts.helper.post(f"{agreement}/send", GIVEN).status_code == 303


@pytest.mark.parametrize("status", [QualificationStatus.PAUSED, QualificationStatus.ENDED])
def test_what_the_customer_has_signed_is_brought_to_its_end(app: Flask, status: QualificationStatus) -> None:
    parts = Parts(app)
    for reached in (*UNDER_WAY, *NOT_UNDER_WAY):
        case = make_active_case(parts.adviser)
        make_module(case, reached)
        parts.firm.qualification_status = status
        may = not firm_work.findings(case, CustomerWork.HAND_OVER)
        assert may is (reached in UNDER_WAY), reached
        assert firm_work.findings(case, CustomerWork.AGREE), "and nothing new is begun"
        parts.firm.qualification_status = QualificationStatus.QUALIFIED
