"""From the checked file to a new case: the firm, the customer, the case and what stands beside the steps."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.exchange import build_steps, progress
from itstart.exchange.rows import Builder, fill
from itstart.exchange.schema import CaseFile
from itstart.exchange.schema.base import values
from itstart.exchange.schema.people import HelperPart, StaffPart
from itstart.exchange.schema.programme import CoDeliveryPart, ModulePart, SparringPart
from itstart.models import (
    CaseStaff,
    CoDelivery,
    CoDeliveryModule,
    Customer,
    CustomerCase,
    DeliveryModule,
    Helper,
    HelperCategory,
    HelperIndustry,
    HelperRegion,
    Lead,
    ModuleRating,
    ModuleStep,
    SparringMessage,
    SparringRequest,
    SuccessCase,
    TimeEntry,
    UnneededDocument,
    User,
)
from itstart.rules.steps import by_number
from itstart.services import cases, leads


def helper_of(part: HelperPart) -> Helper:
    """The firm with this CVR number as it is, or a new one as the file describes it."""
    found = db.session.scalar(select(Helper).where(Helper.cvr == part.cvr))
    if found is not None:
        return found
    helper = Helper(created_at=clock.now(), **values(part))
    helper.regions = [HelperRegion(position=i, name=name) for i, name in enumerate(part.covers_regions)]
    helper.categories = [HelperCategory(position=i, category=found) for i, found in enumerate(part.categories)]
    helper.industries = [HelperIndustry(position=i, name=name) for i, name in enumerate(part.industries)]
    db.session.add(helper)
    db.session.flush()
    return helper


def case_of(file: CaseFile, helper: Helper) -> CustomerCase:
    """The new case with everything in it, added and flushed; its number is new when the file's is taken."""
    case = CustomerCase(helper=helper, customer=_customer(file, helper), changed_at=clock.now(), **values(file.case))
    case.number = _free_number(file)
    cases.add_sections(case)
    db.session.add(case)  # before its rows, so that they are stored in the file's order
    db.session.flush()
    day = file.case.closed_on or file.meta.as_of or file.case.opened_on
    builder = Builder(case, day)
    build_steps.build(builder, file)
    _programme(builder, file)
    progress.set_case_days(case, file, day)
    progress.set_steps(builder, file)
    cases.refresh_search(case)
    db.session.flush()
    db.session.add_all(builder.counters())
    db.session.flush()
    return case


def _free_number(file: CaseFile) -> str:
    taken = db.session.scalar(select(CustomerCase.id).where(CustomerCase.number == file.case.id))
    return file.case.id if taken is None else cases.next_number(file.case.opened_on)


def _customer(file: CaseFile, helper: Helper) -> Customer:
    """The firm's customer when it is the very same, otherwise a new one; others' cases are never changed."""
    said = values(file.customer)
    if said["public_body"] is None and file.tender is not None:
        said["public_body"] = file.tender.public_body
    if said["cvr"]:
        known = select(Customer).where(Customer.helper_id == helper.id, Customer.cvr == said["cvr"])
        for customer in db.session.scalars(known):
            if all(getattr(customer, column) == value for column, value in said.items()):
                return customer
    return Customer(helper_id=helper.id, **said)


def _programme(builder: Builder, file: CaseFile) -> None:
    case = builder.case
    people = ([file.staff] if file.staff else []) + file.other_staff
    case.staff = [_staff(person) for person in people]
    staff = {person.code: person for person in case.staff}
    case.modules = [_module(part, builder.day) for part in file.modules]
    modules = {module.code: module for module in case.modules}
    if file.lead:
        known = staff.get(file.lead.prequalified_by or "")
        case.leads = [Lead(number=leads.next_number(), prequalified_by=known, **values(file.lead))]
    deliveries = ([file.co_delivery] if file.co_delivery else []) + file.other_co_deliveries
    case.co_deliveries = [_co_delivery(part, staff, modules) for part in deliveries]
    case.sparring = [_sparring(part, staff, modules) for part in file.sparring]
    case.unneeded_documents = [UnneededDocument(**values(part)) for part in file.unneeded_documents]
    if file.success_case:
        case.success_case = SuccessCase(**values(file.success_case))


def _staff(part: StaffPart) -> CaseStaff:
    user_id = db.session.scalar(select(User.id).where(func.lower(User.email) == part.email.lower()))
    return CaseStaff(user_id=user_id if part.email else None, **values(part))


def _module(part: ModulePart, day: date) -> DeliveryModule:
    module = DeliveryModule(**values(part))
    module.step_links = [ModuleStep(step=by_number(number), number=number) for number in part.steps]
    module.time_entries = [TimeEntry(number=n, **values(entry)) for n, entry in enumerate(part.time_entries, start=1)]
    module.ratings = [ModuleRating(**values(rating)) for rating in part.ratings]
    fill(module, part.end_report)
    progress.set_module_day(module, part, day)
    return module


def _sparring(part: SparringPart, staff: dict[str, CaseStaff], modules: dict[str, Any]) -> SparringRequest:
    return SparringRequest(
        module=modules.get(part.module_id or ""),
        answered_by=staff.get(part.answered_by or ""),
        messages=[SparringMessage(**values(message)) for message in part.messages],
        **values(part),
    )


def _co_delivery(part: CoDeliveryPart, staff: dict[str, CaseStaff], modules: dict[str, Any]) -> CoDelivery:
    return CoDelivery(
        staff=staff.get(part.staff_id or ""),
        module_links=[CoDeliveryModule(module=modules[code]) for code in part.module_ids],
        **values(part),
    )
