"""The values that a kind of document gets from a case: its own document, or the first module's or vendor's."""

from collections.abc import Callable
from datetime import date

from itstart import policies
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, TenderVersion, User, Vendor
from itstart.rules.vendor_letters import LetterKind
from itstart.services import bid_questions, vendor_letters
from itstart.steps import STEPS
from itstart.steps.module_documents import agreement
from itstart.steps.module_report_documents import END, START, end_report, start_report
from itstart.steps.selection import letter_documents, question_documents
from itstart.steps.tender import answers_document, demo_document, letters

Context = dict[str, object]
MOST = 50


def context_of(case: CustomerCase, key: str, today: date) -> Context | None:
    """The context of a template for the case; None when the case has nothing yet that such a document is about."""
    for step in STEPS:
        for document in step.deliverables:
            if document.template_key == key:
                return document.context(case, today=today)
    if key in _OF_CASE:
        return _OF_CASE[key](case, today)
    if key in _OF_MODULE:
        return _OF_MODULE[key](case.modules[0], today) if case.modules else None
    vendor = next((one for one in case.vendors if one.bid), None) or next(iter(case.vendors), None)
    return _OF_VENDOR[key](case, vendor, today) if vendor and key in _OF_VENDOR else None


def _questions(case: CustomerCase, vendor: Vendor, today: date) -> Context:
    found = bid_questions.sheet(case, vendor)
    made = question_documents.sheet_document(
        vendor,
        from_bid=[(one.question, one.stored) for one in found.from_bid],
        own=[(one.question, one.stored) for one in found.own],
        for_all=[(one.question, one.stored) for one in found.for_all],
        outdated=[(one.question, one.stored) for one in found.outdated],
    )
    return made.context(case, today=today)


def _letter(case: CustomerCase, vendor: Vendor, today: date) -> Context:
    found = vendor_letters.find(case, vendor, LetterKind.DEMO)
    return vendor_letters.document(found, today).context(case, today=today)


def _cancellation(case: CustomerCase, vendor: Vendor, today: date) -> Context | None:
    version: TenderVersion | None = case.tender_versions[-1] if case.tender_versions else None
    return letters.cancellation(case, vendor, version, today=today) if version else None


_OF_CASE: dict[str, Callable[[CustomerCase, date], Context]] = {
    demo_document.KEY: lambda case, today: demo_document.demomanuskript(case, number=1, today=today),
    answers_document.KEY: lambda case, today: answers_document.spoergsmaal_og_svar(case, today=today),
}
_OF_MODULE: dict[str, Callable[[DeliveryModule, date], Context]] = {
    "kundeaftale": lambda module, today: agreement(module).context(module.case, today=today),
    START: lambda module, today: start_report(module).context(module.case, today=today),
    END: lambda module, today: end_report(module).context(module.case, today=today),
}
_OF_VENDOR: dict[str, Callable[[CustomerCase, Vendor, date], Context | None]] = {
    letters.INVITATION: lambda case, vendor, today: letters.invitation(case, vendor, number=1, reason="", today=today),
    letters.CANCELLATION: _cancellation,
    letter_documents.TEMPLATE: _letter,
    question_documents.KEY: _questions,
}


def case_choices(user: User) -> list[tuple[str, str]]:
    """(number, name) of the cases whose values the user may see, the newest first."""
    query = policies.cases_readable_by(user).order_by(CustomerCase.number.desc()).limit(MOST)
    return [(case.number, f"{case.number} {case.customer.name}") for case in db.session.scalars(query)]
