"""The finished modules of a period divided by region, kind of IT, industry or firm: one query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, case, func, literal_column, select

from itstart import clock
from itstart.db import db
from itstart.models import Customer, CustomerCase, DeliveryModule, Helper, User
from itstart.rules import figures as rules
from itstart.rules.industries import industry_of
from itstart.rules.term import Term
from itstart.services.cases import region_of
from itstart.services.figure_filters import EVERYTHING, Filters
from itstart.services.figure_lists import ENDED, HAS_HOURS, HOURS
from itstart.services.figure_sql import in_period
from itstart.services.figures import limited
from itstart.services.kept_figures import kept, watch

_M, _C = DeliveryModule, CustomerCase
UNKNOWN = "Ikke oplyst"


class SplitBy(Term):
    """What the modules are divided by; the value stands in addresses."""

    REGION = "region", "Region"
    CATEGORY = "kategori", "Kategori"
    INDUSTRY = "branche", "Branche"
    HELPER = "raadgiver", "Rådgiver"


@dataclass(frozen=True)
class Part:
    """One part: its name, what it is called in an address ("" when it has no filter), and its figures."""

    name: str
    wanted: str
    modules: int
    hours: Decimal
    price_dkk: int
    hourly_price: Decimal | None
    rating: Decimal | None


# Written out, not bound: the same expression stands in the columns and in the grouping.
_DIVISION = func.substr(Customer.industry_code, literal_column("1"), literal_column("2"))
# The column that divides, and from its value to (name, what the address calls it).
_Named = Callable[[Any, date], tuple[str, str]]
_KEYS: Mapping[SplitBy, tuple[SQLColumnExpression[Any], _Named]] = MappingProxyType(
    {
        SplitBy.REGION: (Customer.municipality_code, lambda code, today: (region_of(code or "", today),) * 2),
        SplitBy.CATEGORY: (_C.category, lambda value, _: (value.label, value.value) if value else ("", "")),
        SplitBy.INDUSTRY: (_DIVISION, lambda code, _: _industry(code)),
        SplitBy.HELPER: (Helper.cvr, lambda cvr, _: (cvr, cvr)),
    }
)


def _industry(code: str | None) -> tuple[str, str]:
    found = industry_of(code or "")
    return (found.label, found.value) if found else ("", "")


def split(user: User, filters: Filters, by: SplitBy) -> list[Part]:
    """The parts with the most modules first."""
    filters = limited(user, filters)
    return kept(f"split {by}", filters, lambda: _split(filters, by))


def _query(filters: Filters, by: SplitBy) -> Select[Any]:
    key, _ = _KEYS[by]
    with_hours = case((HAS_HOURS, _M.price_dkk))
    sums = (func.count(), func.sum(HOURS), func.sum(_M.price_dkk), func.sum(with_hours),
            func.sum(_M.customer_rating), func.count(_M.customer_rating))  # fmt: skip
    name = func.max(Helper.company) if by is SplitBy.HELPER else func.max("")
    query: Select[Any] = ENDED.joined(select(key, name, *sums), shown=True)
    query = query.where(*ENDED.where, *ENDED.narrowed(filters), *in_period(ENDED.dated, filters.period))
    return query.group_by(key)


for _by in SplitBy:
    watch(f"split {_by}", _query(EVERYTHING, _by), days=select(ENDED.dated))


def _split(filters: Filters, by: SplitBy) -> list[Part]:
    _, named = _KEYS[by]
    together: dict[tuple[str, str], list[Any]] = {}
    today = clock.today()
    for value, company, *row in db.session.execute(_query(filters, by)):
        label, wanted = named(value, today)
        place = (company or label or UNKNOWN, wanted)
        together[place] = [_plus(a, b) for a, b in zip(together.get(place, [None] * len(row)), row, strict=True)]
    parts = [_part(*place, *row) for place, row in together.items()]
    return sorted(parts, key=lambda part: (-part.modules, part.name))


def _plus(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else one + other


def _part(name: str, wanted: str, modules: int, hours: Decimal | None, price: int, with_hours: int | None,
          rating: int | None, rated: int) -> Part:  # fmt: skip
    return Part(
        name, wanted, modules, hours or Decimal(0), int(price), rules.effective_hourly_price(with_hours, hours),
        rules.average(rating, rated),
    )  # fmt: skip
