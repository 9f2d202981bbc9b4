"""Cases: find, open, list. Every way to a case goes through the policies' queries."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import (
    CaseStaff,
    CaseStep,
    Contract,
    Customer,
    CustomerCase,
    Evaluation,
    Helper,
    ImpartialityDeclaration,
    NeedsDescription,
    ProjectPlan,
    Tender,
    User,
)
from itstart.rules.cases import check_sme
from itstart.rules.findings import Finding, advice, require
from itstart.rules.qualification import check_opening
from itstart.rules.steps import StepKey
from itstart.rules.tender import check_public_body
from itstart.rules.words import search_text
from itstart.services import answers, history
from itstart.services.conflicts import Conflict, Difference

FIRST_NUMBER = 1
ON_ADVISER = "rådgiveren"
ON_CUSTOMER = "kunden"
WAITING_ON = (ON_ADVISER, ON_CUSTOMER, "leverandøren", "IBIZ-Center")


def find(user: User, number: str) -> CustomerCase:
    """The case by its number, as far as the user may see that it exists; NoResultFound (404) otherwise."""
    return db.session.scalars(policies.cases_visible_to(user).where(CustomerCase.number == number)).one()


def find_readable(user: User, number: str) -> CustomerCase:
    """The case by its number when the user may read its content; NoResultFound (404) otherwise."""
    return db.session.scalars(policies.cases_readable_by(user).where(CustomerCase.number == number)).one()


def next_number(on: date) -> str:
    """The next free case number of the year, "2026-0018"."""
    year = f"{on.year}-"
    highest = db.session.scalar(select(func.max(CustomerCase.number)).where(CustomerCase.number.startswith(year)))
    number = int(highest.removeprefix(year)) + 1 if highest else FIRST_NUMBER
    return f"{year}{number:04d}"


def refresh_search(case: CustomerCase) -> None:
    """Renew the search columns after a name or title has changed."""
    customer = case.customer
    customer.search_name = search_text(customer.name)[:200]
    case.search_text = search_text(
        case.number, case.title, customer.name, customer.city, customer.cvr, customer.contact_name
    )


def add_sections(case: CustomerCase) -> None:
    """Give a new case its four steps and the one row of each section."""
    case.steps = [CaseStep(key=key, number=key.number) for key in StepKey]
    case.impartiality = ImpartialityDeclaration()
    case.needs_description = NeedsDescription()
    case.tender = Tender()
    case.evaluation = Evaluation()
    case.project_plan = ProjectPlan()
    case.contract = Contract()


def opening_findings(helper: Helper) -> list[Finding]:
    """What keeps a firm from opening cases: it is not there yet, at rest, or through (D6)."""
    return check_opening(helper.qualification_status)


def may_open_now(user: User) -> bool:
    """True for somebody whose firm may open a case today."""
    return policies.may_open_case(user) and user.helper is not None and not opening_findings(user.helper)


def open_case(actor: User, helper: Helper, customer: Mapping[str, Any], case: Mapping[str, Any]) -> CustomerCase:
    """A new case in draft for a new customer (D1). The mappings are column values from the forms.

    RuleViolation for a firm whose way to being qualified does not allow a case now.
    """
    policies.ensure(policies.may_open_case(actor) and actor.helper_id == helper.id)
    require(opening_findings(helper))
    today = clock.today()
    new = CustomerCase(
        number=next_number(today),
        helper=helper,
        customer=Customer(helper_id=helper.id, **customer),
        opened_on=today,
        changed_at=clock.now(),
        **case,
    )
    add_sections(new)
    _tell_tender(new)
    refresh_search(new)
    db.session.add(new)
    db.session.flush()
    history.record(actor, new, "case_opened", f"oprettede sagen for {new.customer.name}")
    return new


def _set(row: Any, values: Mapping[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return bool(changed)


def _ensure_version(row: Any, version: int, values: Mapping[str, Any]) -> None:
    """Conflict when somebody else has saved since the form was opened, and the texts differ."""
    if row.version == version:
        return
    differing = [
        Difference(name, mine, getattr(row, name)) for name, mine in values.items() if getattr(row, name) != mine
    ]
    if differing:
        raise Conflict(differing, row.version)


def _tell_tender(case: CustomerCase) -> None:
    """What is known of a public body when the case is opened is not asked again in step 2."""
    if case.tender.public_body is None:
        case.tender.public_body = case.customer.public_body


def change_customer(actor: User, case: CustomerCase, values: Mapping[str, Any], *, version: int) -> None:
    """Correct the facts of the customer; Conflict when somebody else did so meanwhile."""
    answers.ensure_writable(actor, case)
    _ensure_version(case.customer, version, values)
    if _set(case.customer, values):
        case.customer.version += 1
        _tell_tender(case)
        refresh_search(case)
        history.record(actor, case, "customer", "rettede kundens oplysninger", subject="customer")


def change_facts(actor: User, case: CustomerCase, values: Mapping[str, Any], *, version: int) -> None:
    """Correct title, category and referral source; Conflict when somebody else did so meanwhile."""
    answers.ensure_writable(actor, case)
    _ensure_version(case, version, values)
    if _set(case, values):
        case.version += 1
        refresh_search(case)
        history.record(actor, case, "facts", "rettede sagens oplysninger", subject="facts")


def change_waiting(actor: User, case: CustomerCase, values: Mapping[str, Any]) -> None:
    """Who the case waits on since when, and what is to be done next (S51).

    `values` has waiting_on, waiting_since, next_action and next_action_on; the day the waiting began is
    today unless it is given.
    """
    answers.ensure_writable(actor, case)
    values = dict(values)
    if not values["waiting_on"]:
        values["waiting_since"] = None
    elif values["waiting_since"] is None:
        unchanged = values["waiting_on"] == case.waiting_on and case.waiting_since
        values["waiting_since"] = case.waiting_since if unchanged else clock.today()
    if _set(case, values):
        history.record(actor, case, "waiting", _waiting_text(case), subject="waiting")


def _waiting_text(case: CustomerCase) -> str:
    said = f"noterede, at sagen venter på {case.waiting_on}" if case.waiting_on else "noterede, at sagen ikke venter"
    return f"{said}. Næste handling: {case.next_action}" if case.next_action else said


def staff_of(case: CustomerCase, user: User) -> CaseStaff:
    """The case's own mark for somebody at IBIZ-Center, S-1."""
    found = next((one for one in case.staff if one.user_id == user.id), None)
    if found is None:
        numbers = [int(tail) for one in case.staff if (tail := one.code.rpartition("-")[2]).isdigit()]
        code = f"S-{max(numbers, default=0) + 1}"
        found = CaseStaff(code=code, user_id=user.id, name=user.name, title=user.title, email=user.email)
        case.staff.append(found)
        db.session.flush()
    return found


def customer_advice(customer: Customer) -> list[Finding]:
    """What the target group (S68) and the law on public tenders say about this customer; never blocks."""
    found = check_sme(employees=customer.employees, revenue_dkk=customer.revenue_dkk, balance_dkk=customer.balance_dkk)
    if customer.public_body:
        found.extend(advice(finding.message, finding.where) for finding in check_public_body(public_body=True))
    return found


def region(customer: Customer, on: date) -> str:
    """The region the customer's kommune belongs to on a day; "" when the kommune is not known."""
    return region_of(customer.municipality_code or "", on)


def region_of(municipality_code: str, on: date) -> str:
    """The region of a kommune on a day; "" for a code that is none."""
    return places.region_on(municipality_code, on) if places.municipality(municipality_code) else ""
