"""Every report of every module, for IBIZ-Center: one line a module, filtered, and as a spreadsheet (S34, S65)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, func, or_, select

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.models import Customer, CustomerCase, DeliveryModule, Helper, ModuleStep, TimeEntry
from itstart.rules.status import module_status
from itstart.rules.steps import StepKey
from itstart.rules.terms import ModuleStatus, ReferralSource, YesNoUnknown
from itstart.services import cases
from itstart.services.kept_figures import kept, watch

PAGE_SIZE = 50


class Shown(StrEnum):
    """Which of the modules a list holds."""

    ALL = ""
    STARTED = "start"
    ENDED = "slut"
    LATE = "mangler-start"
    OWED = "mangler-slut"


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; the region is that of the customer's kommune today."""

    year: int | None = None
    step: StepKey | None = None
    region: str = ""
    shown: Shown = Shown.ALL


@dataclass(frozen=True)
class Line:
    """A module as the list and the spreadsheet show it; kroner without moms."""

    case_number: str
    module_number: int
    title: str
    product: str
    steps: tuple[int, ...]
    company: str
    customer: str
    region: str
    industry: str
    referral_source: ReferralSource | None
    status: ModuleStatus
    price_dkk: int
    planned_hours: Decimal
    actual_hours: Decimal
    agreement_signed_on: date | None
    start_reported_on: date | None
    started_on: date | None
    delivered_on: date | None
    accepted_on: date | None
    end_reported_on: date | None
    cancelled_on: date | None
    rating: int | None
    would_have_bought_anyway: YesNoUnknown | None
    value_for_customer: str
    lessons: str

    @property
    def lacks_start(self) -> bool:
        """The work began without a word to IBIZ-Center (S66)."""
        return self.started_on is not None and self.start_reported_on is None


@dataclass(frozen=True)
class Page:
    """One page of the list, and what the whole list adds up to."""

    lines: list[Line]
    count: int
    number: int
    pages: int
    price_dkk: int
    started: int
    ended: int


_M = DeliveryModule
_TOTALS: Any = select(
    func.count(_M.id), func.coalesce(func.sum(_M.price_dkk), 0), func.count(_M.start_reported_on),
    func.count(_M.end_reported_on),
)  # fmt: skip
_DAYS = (_M.start_reported_on, _M.end_reported_on, _M.started_on)
_ENDS = select(*(end for column in _DAYS for end in (func.min(column), func.max(column))))


def _narrowed(query: Select[Any], filters: Filters) -> Select[Any]:
    """A query of modules for those of the list only."""
    query = query.where(or_(_M.agreement_signed_on.is_not(None), _M.end_reported_on.is_not(None)))
    if filters.year:
        query = query.where(
            or_(
                extract("year", _M.start_reported_on) == filters.year,
                extract("year", _M.end_reported_on) == filters.year,
                and_(_M.start_reported_on.is_(None), extract("year", _M.started_on) == filters.year),
            )
        )
    if filters.step:
        query = query.where(_M.step_links.any(ModuleStep.step == filters.step))
    if filters.region:
        there = select(CustomerCase.id).join(Customer, CustomerCase.customer_id == Customer.id)
        codes = codes_of(filters.region)
        query = query.where(_M.case_id.in_(there.where(Customer.municipality_code.in_(codes))))
    return query.where(*_conditions()[filters.shown])


def _conditions() -> Mapping[Shown, tuple[ColumnElement[bool], ...]]:
    begun = _M.started_on.is_not(None)
    return {
        Shown.ALL: (),
        Shown.STARTED: (_M.start_reported_on.is_not(None),),
        Shown.ENDED: (_M.end_reported_on.is_not(None),),
        Shown.LATE: (begun, _M.start_reported_on.is_(None)),
        Shown.OWED: (
            begun,
            _M.end_reported_on.is_(None),
            or_(_M.accepted_on.is_not(None), _M.cancelled_on.is_not(None)),
        ),
    }


def codes_of(region: str) -> list[str]:
    """The kommuner of a region today."""
    today = clock.today()
    return [place.code for place in places.municipalities() if places.region_on(place.code, today) == region]


watch(
    "reports",
    _ENDS,
    *(_narrowed(_TOTALS, Filters(2026, StepKey.NEEDS, "Region Sjælland", shown)) for shown in Shown),
    days=select(*_DAYS, _M.agreement_signed_on),
)


def regions() -> list[str]:
    """The regions as they are called today."""
    today = clock.today()
    return sorted({places.region_on(place.code, today) for place in places.municipalities()})


def years() -> list[int]:
    """From the last year in which something was reported or begun back to the first."""
    days = kept("reports", "days", lambda: db.session.execute(_ENDS).one())
    found = [day.year for day in days if day is not None]
    return list(range(max(found), min(found) - 1, -1)) if found else []


def page(filters: Filters, number: int = 1) -> Page:
    """One page of the list, the latest reports first."""
    totals = _narrowed(_TOTALS, filters)
    count, price, started, ended = kept("reports", filters, lambda: db.session.execute(totals).one())
    pages = max(1, -(-count // PAGE_SIZE))
    number = min(max(1, number), pages)
    found = _lines(filters, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
    return Page(found, count, number, pages, int(price), started, ended)


def every(filters: Filters) -> list[Line]:
    """The whole list, for the spreadsheet."""
    return _lines(filters)


def _lines(filters: Filters, *, limit: int | None = None, offset: int = 0) -> list[Line]:
    latest = func.coalesce(_M.end_reported_on, _M.start_reported_on, _M.started_on, _M.agreement_signed_on)
    order = latest.desc(), _M.id.desc()
    spent = (
        select(func.sum(TimeEntry.hours))
        .where(TimeEntry.module_id == _M.id, TimeEntry.deleted_at.is_(None))
        .scalar_subquery()
    )
    query = (
        select(_M, CustomerCase.number, CustomerCase.referral_source, Customer, Helper.company, spent)
        .join(CustomerCase, _M.case_id == CustomerCase.id)
        .join(Customer, CustomerCase.customer_id == Customer.id)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        # The page is found first: hours are summed for its modules only.
        .where(_M.id.in_(_narrowed(select(_M.id), filters).order_by(*order).limit(limit).offset(offset)))
        .order_by(*order)
    )
    today = clock.today()
    return [
        _line(module, number, source, customer, company, hours, today=today)
        for module, number, source, customer, company, hours in db.session.execute(query).unique()
    ]


def _line(module: DeliveryModule, number: str, source: ReferralSource | None, customer: Customer, company: str,
          hours: Decimal | None, *, today: date) -> Line:  # fmt: skip
    return Line(
        case_number=number,
        module_number=module.number,
        title=module.title,
        product=module.product,
        steps=tuple(link.number for link in module.step_links),
        company=company,
        customer=customer.name,
        region=cases.region(customer, today),
        industry=customer.industry_title,
        referral_source=source,
        status=module_status(module),
        price_dkk=module.price_dkk,
        planned_hours=module.planned_hours,
        actual_hours=hours or Decimal(0),
        agreement_signed_on=module.agreement_signed_on,
        start_reported_on=module.start_reported_on,
        started_on=module.started_on,
        delivered_on=module.delivered_on,
        accepted_on=module.accepted_on,
        end_reported_on=module.end_reported_on,
        cancelled_on=module.cancelled_on,
        rating=module.customer_rating,
        would_have_bought_anyway=module.would_have_bought_anyway,
        value_for_customer=module.value_for_customer,
        lessons=module.lessons,
    )


COLUMNS = (
    "Sag", "Modul", "Titel", "Produkt", "Skridt", "Rådgiver", "Kunde", "Region", "Branche", "Henvist af", "Status",
    "Pris ekskl. moms", "Planlagte timer", "Brugte timer", "Aftale underskrevet", "Start meldt", "Begyndt", "Leveret",
    "Godkendt", "Slut meldt", "Vurdering 1-5", "Købt uden It-starthjælp?", "Værdi for kunden", "Hvad lærte vi",
)  # fmt: skip


def cells(lines: Iterable[Line]) -> list[list[object]]:
    """The lines as rows of the spreadsheet, in the order of COLUMNS."""
    return [
        [
            line.case_number, line.module_number, line.title, line.product, ", ".join(map(str, line.steps)),
            line.company, line.customer, line.region, line.industry,
            line.referral_source.label if line.referral_source else "", line.status.label, line.price_dkk,
            line.planned_hours, line.actual_hours, line.agreement_signed_on, line.start_reported_on, line.started_on,
            line.delivered_on, line.accepted_on, line.end_reported_on, line.rating,
            line.would_have_bought_anyway.label if line.would_have_bought_anyway else "", line.value_for_customer,
            line.lessons,
        ]
        for line in lines
    ]  # fmt: skip
