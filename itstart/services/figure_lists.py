"""The lists behind the figures, declared: what is in one, which day counts, and the columns people see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import SQLColumnExpression, exists, func, select

from itstart.models import (
    CaseBarrier,
    Customer,
    CustomerCase,
    DeliveryModule,
    Helper,
    Lead,
    LeadOffer,
    ModuleRating,
    SuccessCase,
    TimeEntry,
)
from itstart.services import figure_filters as narrow
from itstart.services.figure_filters import Condition, Filters

_M, _C = DeliveryModule, CustomerCase
HOURS = (
    select(func.sum(TimeEntry.hours))
    .where(TimeEntry.module_id == _M.id, TimeEntry.deleted_at.is_(None))
    .correlate(_M)
    .scalar_subquery()
)
# Cheaper than to sum them only to see that there are some.
HAS_HOURS = exists().where(TimeEntry.module_id == _M.id, TimeEntry.deleted_at.is_(None)).correlate(_M)
FIRST_STARTED = select(func.min(_M.started_on)).where(_M.case_id == _C.id).correlate(_C).scalar_subquery()
ANSWERED = func.coalesce(LeadOffer.accepted_on, LeadOffer.declined_on)


class Kind(StrEnum):
    """How a value of a column is shown."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    KRONER = "kroner"
    REGION = "region"  # a kommune's code, shown as its region


class Tells(StrEnum):
    """What a column gives away. IBIZ-Center sees either which case it is or what the case says, never both (D9)."""

    NOTHING = "nothing"
    WHICH = "which"
    CONTENT = "content"


@dataclass(frozen=True)
class Column:
    """A column: its Danish head, where the value comes from, and how it is shown."""

    head: str
    value: SQLColumnExpression[Any]
    kind: Kind = Kind.TEXT
    tells: Tells = Tells.NOTHING


@dataclass(frozen=True)
class FigureList:
    """The rows behind figures. `key` says which page a row has (`thing`), `until` that rows also come to an end.

    `of_content`: the figures are about what a case says, so IBIZ-Center's list does not tell which case.
    """

    name: str
    title: str
    model: Any
    dated: SQLColumnExpression[date | None]
    narrowed: Callable[[Filters], list[Condition]]
    columns: tuple[Column, ...]
    where: tuple[Condition, ...] = ()
    joins: tuple[tuple[Any, Condition], ...] = ()
    shown_with: tuple[tuple[Any, Condition], ...] = ()
    thing: str = ""
    key: tuple[SQLColumnExpression[Any], ...] = ()
    until: SQLColumnExpression[date | None] | None = None
    of_content: bool = False
    center_only: bool = False

    def joined(self, query: Any, *, shown: bool = False) -> Any:
        """The query from the list's own tables, and with `shown` from those of its columns too."""
        query = query.select_from(self.model)
        for target, on in (*self.joins, *(self.shown_with if shown else ())):
            query = query.outerjoin(target, on)
        return query


_TO_CASE = (_C, _M.case_id == _C.id)
_TO_CUSTOMER = (Customer, _C.customer_id == Customer.id)
_TO_HELPER = (Helper, _C.helper_id == Helper.id)
_CASE = Column("Sag", _C.number, tells=Tells.WHICH)
_CUSTOMER = Column("Kunde", Customer.name, tells=Tells.WHICH)
_FIRM = Column("Rådgiver", Helper.company, tells=Tells.WHICH)
_REGION = Column("Region", Customer.municipality_code, Kind.REGION)
_INDUSTRY = Column("Branche", Customer.industry_title, tells=Tells.WHICH)
_CATEGORY = Column("Kategori", _C.category)
_SOURCE = Column("Henvist af", _C.referral_source)
_OPENED = Column("Åbnet", _C.opened_on, Kind.DATE, Tells.WHICH)
_MODULE = Column("Modul", _M.number, Kind.NUMBER, Tells.WHICH)
_OF_MODULES: dict[str, Any] = {
    "model": _M,
    "narrowed": partial(narrow.within, _M.case_id),
    "shown_with": (_TO_CASE, _TO_CUSTOMER, _TO_HELPER),
    "thing": "module",
    "key": (_C.number, _M.number),
    "columns": (
        _CASE, _MODULE, _CUSTOMER, Column("Begyndt", _M.started_on, Kind.DATE),
        Column("Slut meldt", _M.end_reported_on, Kind.DATE), Column("Annulleret", _M.cancelled_on, Kind.DATE),
        Column("Pris uden moms", _M.price_dkk, Kind.KRONER), Column("Timer", HOURS, Kind.NUMBER),
        Column("Vurdering", _M.customer_rating, Kind.NUMBER),
        Column("Købt uden It-starthjælp?", _M.would_have_bought_anyway), _FIRM, _REGION, _INDUSTRY, _CATEGORY, _SOURCE,
        Column("Titel", _M.title),
    ),
}  # fmt: skip
_OF_CASES: dict[str, Any] = {
    "model": _C,
    "narrowed": narrow.of_cases,
    "shown_with": (_TO_CUSTOMER, _TO_HELPER),
    "thing": "case",
    "key": (_C.number,),
}
_CASE_COLUMNS = (
    _CASE, Column("Titel", _C.title), _CUSTOMER, _FIRM, _REGION, _INDUSTRY, _CATEGORY, _SOURCE, _OPENED,
    Column("Første modul begyndt", FIRST_STARTED, Kind.DATE), Column("Afsluttet", _C.completed_on, Kind.DATE),
    Column("Opgivet", _C.abandoned_on, Kind.DATE),
)  # fmt: skip
_OF_LEADS: dict[str, Any] = {
    "model": Lead,
    "narrowed": narrow.of_leads,
    "joins": ((_C, Lead.case_id == _C.id),),
    "shown_with": (_TO_CUSTOMER, _TO_HELPER),
    "thing": "lead",
    "key": (Lead.number,),
    "columns": (
        Column("Nr.", Lead.number, Kind.NUMBER), Column("Virksomhed", func.coalesce(Customer.name, Lead.company)),
        Column("Region", func.coalesce(Lead.municipality_code, Customer.municipality_code), Kind.REGION),
        Column("Branche", Lead.industry), Column("Kategori", func.coalesce(Lead.category, _C.category)),
        Column("Modtaget", Lead.received_on, Kind.DATE), Column("Taget", Lead.accepted_on, Kind.DATE),
        Column("Sag", _C.number), Column("Sag åbnet", _C.opened_on, Kind.DATE),
        Column("Første modul begyndt", FIRST_STARTED, Kind.DATE), Column("Lukket", Lead.closed_on, Kind.DATE),
        Column("Lukket fordi", Lead.close_reason), Column("Rådgiver", Helper.company),
    ),
}  # fmt: skip

STARTED = FigureList("Moduler begyndt", "Moduler, der er begyndt", dated=_M.started_on, **_OF_MODULES)
ENDED = FigureList(
    "Moduler afsluttet", "Moduler, der er meldt afsluttet", dated=_M.end_reported_on,
    where=(_M.cancelled_on.is_(None),), **_OF_MODULES,
)  # fmt: skip
CANCELLED = FigureList(
    "Moduler annulleret", "Moduler, der er annulleret efter underskriften", dated=_M.cancelled_on,
    where=(_M.agreement_signed_on.is_not(None),), **_OF_MODULES,
)  # fmt: skip
RATINGS = FigureList(
    "Kundernes svar",
    "Kundernes svar på de fem spørgsmål",
    ModuleRating,
    _M.end_reported_on,
    partial(narrow.within, _M.case_id),
    (
        _CASE, _MODULE, _CUSTOMER, _FIRM, _REGION, _CATEGORY, Column("Slut meldt", _M.end_reported_on, Kind.DATE),
        Column("Spørgsmål", ModuleRating.question), Column("Svar", ModuleRating.score, Kind.NUMBER),
    ),
    where=(_M.cancelled_on.is_(None),),
    joins=((_M, ModuleRating.module_id == _M.id),),
    shown_with=(_TO_CASE, _TO_CUSTOMER, _TO_HELPER),
    thing="module",
    key=(_C.number, _M.number),
)  # fmt: skip
OPENED = FigureList("Sager åbnet", "Sager, der er åbnet", dated=_C.opened_on, columns=_CASE_COLUMNS, **_OF_CASES)
COMPLETED = FigureList(
    "Sager afsluttet", "Sager, der er afsluttet", dated=_C.completed_on, columns=_CASE_COLUMNS, **_OF_CASES
)
ABANDONED = FigureList(
    "Sager opgivet", "Sager, der er opgivet", dated=_C.abandoned_on, columns=_CASE_COLUMNS, **_OF_CASES
)
USED_BEFORE = FigureList(
    "Brugt rådgiver før", "Virksomhedernes svar: Har I brugt en it-rådgiver før?", dated=_C.opened_on,
    where=(_C.used_adviser_before.is_not(None),), of_content=True,
    columns=(
        _CASE, _CUSTOMER, _OPENED, _REGION, _CATEGORY,
        Column("Brugt it-rådgiver før", _C.used_adviser_before, tells=Tells.CONTENT),
    ),
    **_OF_CASES,
)  # fmt: skip
BARRIERS = FigureList(
    "Barrierer",
    "Barrierer, virksomhederne møder",
    CaseBarrier,
    _C.opened_on,
    partial(narrow.within, CaseBarrier.case_id),
    (_CASE, _CUSTOMER, _OPENED, _REGION, _CATEGORY, Column("Barriere", CaseBarrier.barrier, tells=Tells.CONTENT)),
    joins=((_C, CaseBarrier.case_id == _C.id),),
    shown_with=(_TO_CUSTOMER,),
    thing="case",
    key=(_C.number,),
    of_content=True,
)
RECEIVED = FigureList("Henvendelser", "Henvendelser, der er kommet", dated=Lead.received_on, **_OF_LEADS)
CLOSED = FigureList("Henvendelser lukket", "Henvendelser, der ikke blev til noget", dated=Lead.closed_on, **_OF_LEADS)
OFFERS = FigureList(
    "Tilbud til rådgivere",
    "Henvendelser, der er tilbudt en rådgiver, og svaret på dem",
    LeadOffer,
    LeadOffer.offered_on,
    narrow.of_offers,
    (
        Column("Henvendelse", Lead.number, Kind.NUMBER), Column("Rådgiver", Helper.company),
        Column("Region", Lead.municipality_code, Kind.REGION), Column("Kategori", Lead.category),
        Column("Tilbudt", LeadOffer.offered_on, Kind.DATE), Column("Sagt ja", LeadOffer.accepted_on, Kind.DATE),
        Column("Sagt nej", LeadOffer.declined_on, Kind.DATE), Column("Hvorfor nej", LeadOffer.decline_reason),
        Column("Frist udløbet", LeadOffer.expired_on, Kind.DATE),
    ),
    where=(func.coalesce(ANSWERED, LeadOffer.expired_on).is_not(None),),
    shown_with=((Lead, LeadOffer.lead_id == Lead.id), (Helper, LeadOffer.helper_id == Helper.id)),
    thing="offer",
    key=(Lead.number,),
)  # fmt: skip
STORIES = FigureList(
    "Successager",
    "Successager, der er offentliggjort",
    SuccessCase,
    SuccessCase.published_on,
    partial(narrow.within, SuccessCase.case_id),
    (
        Column("Successag", SuccessCase.title), _CUSTOMER, _FIRM, Column("Region", SuccessCase.region), _CATEGORY,
        Column("Offentliggjort", SuccessCase.published_on, Kind.DATE),
    ),
    where=(SuccessCase.withdrawn_on.is_(None),),
    shown_with=((_C, SuccessCase.case_id == _C.id), _TO_CUSTOMER, _TO_HELPER),
    thing="story",
    key=(SuccessCase.slug,),
)  # fmt: skip
QUALIFIED = FigureList(
    "Kvalificerede rådgivere",
    "Kvalificerede rådgivere ved periodens udgang",
    Helper,
    Helper.qualified_on,
    narrow.of_helpers,
    (
        Column("Rådgiver", Helper.company), Column("CVR", Helper.cvr),
        Column("Region", Helper.municipality_code, Kind.REGION),
        Column("Kvalificeret", Helper.qualified_on, Kind.DATE), Column("Status i dag", Helper.qualification_status),
    ),
    thing="helper",
    key=(Helper.cvr,),
    until=Helper.ended_on,
    center_only=True,
)  # fmt: skip
LISTS = (
    STARTED, ENDED, CANCELLED, RATINGS, OPENED, COMPLETED, ABANDONED, USED_BEFORE, BARRIERS, RECEIVED, CLOSED, OFFERS,
    STORIES, QUALIFIED,
)  # fmt: skip
