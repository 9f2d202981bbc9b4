"""The vendor's response form: what the case asks, as the values the spreadsheet is made of (DOMAIN B4)."""

import re

from itstart.documents.danish import date_long, datetime_at
from itstart.documents.response_form import write
from itstart.documents.response_form_layout import MAX_CELL
from itstart.documents.response_form_values import FormCode, FormRequirement, ResponseForm
from itstart.documents.text import clean
from itstart.models import CustomerCase, Requirement, Vendor
from itstart.rules.terms import AnnualType, DeliveryModel, MilestoneType, OneOffType, Priority
from itstart.steps.shared_documents import lower_first, real_name, short_name
from itstart.steps.tender.document_method import answer_codes

_MILESTONES = (
    MilestoneType.KICKOFF.label,
    MilestoneType.DESIGN.label,
    MilestoneType.TEST_ENVIRONMENT.label,
    "Prøveflytning af data",
    MilestoneType.TRAINING.label,
    MilestoneType.ACCEPTANCE_TEST.label,
    MilestoneType.GO_LIVE.label,
    MilestoneType.OPERATIONAL_TEST.label,
)


def build(case: CustomerCase, vendor: Vendor, *, version: int = 1) -> bytes:
    """The form for one vendor as an .xlsx file; the same case gives the same bytes."""
    return write(response_form(case, vendor, version=version))


def filename(case: CustomerCase, vendor: Vendor) -> str:
    """ "2026-0017 Tilbudsskema Kongeå Data.xlsx"."""
    name = re.sub(r"[^\w .,&()-]", "-", short_name(vendor.name))[:80].strip(" .") or vendor.code
    return f"{case.number} Tilbudsskema {name}.xlsx"


def requirements_hash(case: CustomerCase) -> str:
    """The mark of the requirements that are asked; it changes when one is added, taken away or worded anew."""
    return response_form(case, Vendor(code="", name="")).mark


def asked(case: CustomerCase) -> list[Requirement]:
    """The requirements a vendor must answer: all but those that are left for later."""
    return [row for row in case.requirements if row.priority is not Priority.WONT]


def response_form(case: CustomerCase, vendor: Vendor, *, version: int = 1) -> ResponseForm:
    """Everything the form says."""
    tender, wanted = case.tender, case.needs_description.wanted_go_live_on
    return ResponseForm(
        case_number=case.number,
        vendor_code=vendor.code,
        version=version,
        title=clean(tender.title.strip() or f"Tilbud på {lower_first(case.title)}"),
        customer=clean(real_name(case.customer.name)),
        vendor=clean(real_name(vendor.name)) or vendor.code,
        deadline=datetime_at(tender.bid_deadline_at),
        questions_until=date_long(tender.question_deadline_on),
        send_to=clean(case.helper.email.strip()),
        valid_until=date_long(tender.bid_validity_until_on),
        go_live=date_long(wanted),
        created=case.changed_at,
        requirements=[_requirement(row) for row in asked(case)],
        codes=[FormCode(str(c["kode"]), str(c["betyder"]), str(c["oplys"])) for c in answer_codes()],
        delivery_models=tuple(term.label for term in DeliveryModel),
        one_off_types=tuple(term.label for term in OneOffType),
        annual_types=tuple(term.label for term in AnnualType),
        customisation=OneOffType.CUSTOMISATION.label,
        milestones=_MILESTONES,
    )


def _requirement(row: Requirement) -> FormRequirement:
    return FormRequirement(
        code=row.code,
        area=clean(row.area.strip()),
        priority=row.priority.label,
        title=clean(row.title.strip()),
        text=clean(row.text.strip()),
        test=clean(row.acceptance_criterion.strip())[:MAX_CELL],
    )
