"""The modules of a case: make them, correct them, cancel them, and say what comes next (S8 to S11, S58 to S66)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, ModuleStep, User
from itstart.rules import module_acts
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.module_acts import Act, check_from
from itstart.rules.modules import check_cancel, check_draft, check_hours, check_sold_twice, price_incl_vat
from itstart.rules.settings import SettingKey
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, ModuleStatus
from itstart.services import history, module_limits, settings
from itstart.services.answers import ensure_writable
from itstart.services.conflicts import Conflict, Difference

CLOSED = "Sagen er afsluttet. Bed IBIZ-Center åbne den, hvis kunden vil have et modul mere."


@dataclass(frozen=True)
class Terms:
    """What helper and customer agree on; the price in whole kroner without moms."""

    title: str
    steps: Collection[StepKey]
    product: str
    planned_hours: Decimal
    price_dkk: int
    place: str = ""
    customer_effort: str = ""
    data_sharing_accepted: bool = False

    @classmethod
    def of(cls, module: DeliveryModule) -> "Terms":
        """The terms a module has now."""
        return cls(
            module.title,
            [link.step for link in module.step_links],
            module.product,
            module.planned_hours,
            module.price_dkk,
            module.place,
            module.customer_effort,
            module.data_sharing_accepted,
        )


@dataclass(frozen=True)
class Total:
    """What the customer has bought in all, cancelled modules left out; kroner, and hours."""

    modules: int
    price_dkk: int
    price_incl_vat_dkk: int
    planned_hours: Decimal
    actual_hours: Decimal


def find(case: CustomerCase, number: int) -> DeliveryModule:
    """A module of the case by its number; NoResultFound (404) when there is none."""
    query = select(DeliveryModule).where(DeliveryModule.case_id == case.id, DeliveryModule.number == number)
    return db.session.scalars(query).one()


def total(case: CustomerCase) -> Total:
    """The running total of the customer (S10)."""
    bought = [module for module in case.modules if module.cancelled_on is None]
    return Total(
        len(bought),
        sum(module.price_dkk for module in bought),
        sum(price_incl_vat(module.price_dkk) for module in bought),
        sum((module.planned_hours for module in bought), Decimal(0)),
        sum((module.actual_hours for module in bought), Decimal(0)),
    )


def create(actor: User, case: CustomerCase, terms: Terms) -> DeliveryModule:
    """A new module in draft (D3). RuleViolation when the price is over the ceiling, or something is left out."""
    ensure_writable(actor, case)
    if case.completed_on:
        raise RuleViolation([Finding(CLOSED)])
    limits = module_limits.on(clock.today())
    _check_terms(terms)
    module = DeliveryModule(case_id=case.id, number=_next_number(case), max_price_dkk=limits.max_price_dkk)
    module.code = f"M-{module.number}"
    _write(module, terms)
    db.session.add(module)
    db.session.flush()
    db.session.expire(case, ["modules"])
    history.record(actor, case, "module_created", f"oprettede modul {module.number}: {module.title}")
    return module


def _next_number(case: CustomerCase) -> int:
    # Two who make a module at once get a number each.
    _wait_for_others(case)
    highest = db.session.scalar(select(func.max(DeliveryModule.number)).where(DeliveryModule.case_id == case.id))
    return (highest or 0) + 1


def _wait_for_others(case: CustomerCase) -> None:
    """Two who change a case's modules come one after the other; a customer's answer by link waits here too."""
    db.session.execute(select(CustomerCase.id).where(CustomerCase.id == case.id).with_for_update())


def _check_terms(terms: Terms, module: DeliveryModule | None = None) -> None:
    limits = module_limits.of_module(module) if module else module_limits.on(clock.today())
    found = check_draft(
        price_dkk=terms.price_dkk,
        product=terms.product,
        planned_hours=terms.planned_hours,
        steps=list(terms.steps),
        limits=limits,
    )
    if not terms.title.strip():
        found.append(Finding("Giv modulet en titel.", where="title"))
    if terms.planned_hours <= 0:
        found.append(Finding("Skriv, hvor mange timer modulet ventes at tage.", where="planned_hours"))
    require(found)


def _write(module: DeliveryModule, terms: Terms) -> None:
    module.title, module.product = terms.title, terms.product
    module.planned_hours, module.price_dkk = terms.planned_hours, terms.price_dkk
    module.place, module.customer_effort = terms.place, terms.customer_effort
    module.data_sharing_accepted = terms.data_sharing_accepted
    wanted = sorted(set(terms.steps), key=lambda key: key.number)
    if [link.step for link in module.step_links] != wanted:
        module.step_links = []
        db.session.flush()
        module.step_links = [ModuleStep(step=key, number=key.number) for key in wanted]


def change(actor: User, module: DeliveryModule, terms: Terms, *, version: int) -> bool:
    """Correct the terms before the signature. True when an agreement that was sent is void because of it.

    The customer signs what was sent: other terms have to be sent again. Conflict when somebody else has
    saved other terms since the form was opened.
    """
    wait_for_others(module)
    ensure_writable(actor, module.case)
    require(check_from(Act.EDIT, module))
    _check_terms(terms, module)
    before = Terms.of(module)
    if module.version != version and before != terms:
        raise Conflict(_differences(before, terms), module.version)
    if _same(before, terms):
        return False
    voided = module.agreement_sent_on is not None
    _write(module, terms)
    module.version += 1
    module.agreement_sent_on, module.agreement_document_id = None, None
    history.record(actor, module.case, "module_changed", f"rettede modul {module.number}", subject=module.code)
    if voided:
        text = f"trak aftalen om modul {module.number} tilbage, fordi vilkårene blev rettet"
        history.record(actor, module.case, "agreement_voided", text)
    return voided


def wait_for_others(module: DeliveryModule) -> None:
    """A colleague or a customer who is just acting on the module is waited for, and what was done then seen."""
    _wait_for_others(module.case)
    db.session.expire(module)


def _same(before: Terms, after: Terms) -> bool:
    return not _differences(before, after)


def _differences(before: Terms, after: Terms) -> list[Difference]:
    found = []
    for name in Terms.__dataclass_fields__:
        theirs, mine = getattr(before, name), getattr(after, name)
        if name == "steps":
            theirs, mine = sorted(theirs, key=str), sorted(set(mine), key=str)
        if theirs != mine:
            found.append(Difference(name, mine, theirs))
    return found


def cancel(actor: User, module: DeliveryModule, *, reason: str) -> None:
    """Give a module up before it is delivered; one that was begun still owes its end report (D3)."""
    ensure_writable(actor, module.case)
    require([*check_from(Act.CANCEL, module), *check_cancel(module, reason=reason)])
    module.cancelled_on, module.cancel_reason = clock.today(), reason
    for addendum in module.addenda:
        if addendum.is_open:
            addendum.withdrawn_on = clock.today()
    record(actor, module, "module_cancelled", f"annullerede modul {module.number}: {reason}")


def record(actor: User | None, module: DeliveryModule, kind: str, text: str) -> None:
    """A line of the case's history about a module."""
    history.record(actor, module.case, kind, text)


# ---- what to say and what to do --------------------------------------------------------------------


def advice(module: DeliveryModule) -> list[Finding]:
    """What is worth saying of a module without stopping anything: odd hours, the same product twice."""
    limits = module_limits.of_module(module)
    found = check_sold_twice(module.product, _others(module))
    if module.status in _BEFORE_WORK:
        return [*found, *check_hours(module.planned_hours, limits)]
    if module.actual_hours > limits.max_usual_hours or module.status in _AFTER_WORK:
        found += check_hours(module.actual_hours, limits, where="time_entries")
    return found


_BEFORE_WORK = {ModuleStatus.DRAFT, ModuleStatus.AGREEMENT_SENT}
_AFTER_WORK = {ModuleStatus.DELIVERED, ModuleStatus.ACCEPTED, ModuleStatus.END_REPORTED}


def _others(module: DeliveryModule) -> Iterable[tuple[int, str]]:
    return (
        (other.number, other.product)
        for other in module.case.modules
        if other.id != module.id and other.cancelled_on is None
    )


def next_act(module: DeliveryModule) -> Act | None:
    """The one thing to do with the module now; None when nothing is owed."""
    return module_acts.next_act(
        module,
        hours=module.actual_hours,
        planned_hours=module.planned_hours,
        waits_for_addendum=module.open_addendum is not None,
        reminded_on=module.reminded_on,
        today=clock.today(),
        answer_days=answer_days(),
    )


def answer_days() -> int:
    """How many days the customer has to answer before silence can count as a yes."""
    return settings.days(SettingKey.SILENCE_DAYS)


def is_active(case: CustomerCase) -> bool:
    """True when agreements may be sent to the customer."""
    return case.status is CaseStatus.ACTIVE
