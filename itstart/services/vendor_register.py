"""The vendors of a firm over all its cases: facts only, never a grade or a recommendation (F036)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound

from itstart import policies
from itstart.db import db
from itstart.models import Bid, Contract, Customer, CustomerCase, Evaluation, Tender, User, Vendor
from itstart.rules.terms import Category, InvitationStatus
from itstart.rules.vendor_register import key_of, numbers, same_firm
from itstart.rules.words import danish_order, search_text
from itstart.services import rows
from itstart.steps import TASK_OF_LIST, find_list
from itstart.steps.shared_documents import plain_name, real_name
from itstart.steps.tender import ties
from itstart.steps.tender.ties import Tie

PAGE_SIZE = 50
VENDORS = "leverandoer"
_BID = frozenset({InvitationStatus.BID_RECEIVED, InvitationStatus.EXCLUDED})


@dataclass(frozen=True)
class Appearance:
    """A vendor in one case: what happened there."""

    case_number: str
    case_title: str
    customer: str
    on: date
    category: Category | None
    name: str
    plain_name: str
    cvr: str
    city: str
    contact: str
    contact_email: str
    invited: bool
    bid: bool
    declined: bool
    no_response: bool
    chosen: bool


@dataclass(frozen=True)
class Known:
    """A firm the helper has met: its newest facts and how often what happened. `appearances` begin with the newest."""

    key: str
    appearances: Sequence[Appearance]

    @property
    def newest(self) -> Appearance:
        """The latest case it was in."""
        return self.appearances[0]

    @property
    def name(self) -> str:
        """What it was called last."""
        return self.newest.name

    @property
    def cvr(self) -> str:
        """Its number, from the newest case that knows it."""
        return self._first("cvr")

    @property
    def city(self) -> str:
        """Where it is, from the newest case that knows it."""
        return self._first("city")

    @property
    def contact(self) -> str:
        """The contact person, from the newest case that knows one."""
        return self._first("contact")

    @property
    def contact_email(self) -> str:
        """The contact's mail, from the newest case that knows one."""
        return self._first("contact_email")

    @property
    def years(self) -> str:
        """ "2024–2026", or "2026"."""
        first, last = min(a.on.year for a in self.appearances), max(a.on.year for a in self.appearances)
        return str(last) if first == last else f"{first}–{last}"

    @property
    def categories(self) -> list[str]:
        """What kinds of IT the cases were about."""
        return list(dict.fromkeys(a.category.label for a in self.appearances if a.category))

    def count(self, what: str) -> int:
        """In how many cases it was invited, bid, declined, no_response or chosen."""
        return sum(bool(getattr(one, what)) for one in self.appearances)

    def _first(self, column: str) -> str:
        return next((getattr(one, column) for one in self.appearances if getattr(one, column)), "")


@dataclass(frozen=True)
class Page:
    """One page of the register."""

    firms: Sequence[Known]
    total: int
    page: int
    pages: int
    query: str


def _appearances(actor: User) -> list[Appearance]:
    """Every vendor of the firm's own cases, the newest case first; one query."""
    policies.ensure(policies.may_see_vendors(actor))
    own = policies.cases_readable_by(actor).with_only_columns(CustomerCase.id)
    columns = (
        CustomerCase.number, CustomerCase.title, CustomerCase.category, CustomerCase.opened_on, Customer.name,
        Tender.issued_on, Vendor.id, Vendor.name.label("vendor"), Vendor.cvr, Vendor.city, Vendor.contact,
        Vendor.contact_email, Vendor.invited, Vendor.invitation_status, Bid.received_at, Evaluation.decided_vendor_id,
        Contract.vendor_id,
    )  # fmt: skip
    query = (
        select(*columns)
        .join(CustomerCase, CustomerCase.id == Vendor.case_id)
        .join(Customer, Customer.id == CustomerCase.customer_id)
        .outerjoin(Tender, Tender.case_id == CustomerCase.id)
        .outerjoin(Bid, Bid.vendor_id == Vendor.id)
        .outerjoin(Evaluation, Evaluation.case_id == CustomerCase.id)
        .outerjoin(Contract, Contract.case_id == CustomerCase.id)
        .where(Vendor.deleted_at.is_(None), CustomerCase.id.in_(own), or_(Vendor.name != "", Vendor.cvr != ""))
        .order_by(CustomerCase.opened_on.desc(), CustomerCase.id.desc(), Vendor.position)
    )
    return [_appearance(row) for row in db.session.execute(query)]


def _appearance(row: Any) -> Appearance:
    status = row.invitation_status
    return Appearance(
        case_number=row.number,
        case_title=row.title,
        customer=row.name,
        on=row.issued_on or row.opened_on,
        category=row.category,
        name=real_name(row.vendor),
        plain_name=plain_name(row.vendor),
        cvr=row.cvr,
        city=row.city,
        contact=row.contact,
        contact_email=row.contact_email,
        invited=row.invited,
        bid=row.received_at is not None or status in _BID,
        declined=status is InvitationStatus.DECLINED,
        no_response=status is InvitationStatus.NO_RESPONSE,
        chosen=row.id == (row.vendor_id or row.decided_vendor_id),
    )


def _known(actor: User) -> list[Known]:
    grouped = same_firm(_appearances(actor))
    firms = [Known(key, found) for key, found in grouped.items()]
    return sorted(firms, key=lambda firm: danish_order(firm.name))


def _matches(firm: Known, query: str) -> bool:
    """Every word must be there, with either spelling of the Danish letters."""
    text = search_text(firm.name, firm.cvr, firm.city, firm.contact, *(one.name for one in firm.appearances))
    return all(word in text for word in search_text(query).split())


def page(actor: User, *, query: str = "", number: int = 1) -> Page:
    """The firms by name, fifty at a time. Forbidden for everybody but the people of a firm."""
    found = [firm for firm in _known(actor) if _matches(firm, query)]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(1, number), pages)
    return Page(found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], len(found), number, pages, query)


def find(actor: User, key: str) -> Known:
    """One firm; NoResultFound (404) when the actor's own cases have none such."""
    for firm in _known(actor):
        if firm.key == key:
            return firm
    raise NoResultFound


@dataclass(frozen=True)
class Offer:
    """A firm that can be fetched into a case, with the ties that were told of it."""

    firm: Known
    ties: Sequence[Tie]


def offers(actor: User, case: CustomerCase, query: str = "") -> list[Offer]:
    """The firms of the register that are not in the case yet, with what was told of ties to them (S31)."""
    firms = [firm for firm in _known(actor) if _matches(firm, query)]
    told = ties.told(case)
    here = _keys(case, firms)
    return [
        Offer(firm, ties.of_vendor(ties.Party(firm.name, firm.cvr), told)) for firm in firms if firm.key not in here
    ]


def _keys(case: CustomerCase, firms: Iterable[Known]) -> set[str]:
    there = [ties.Party(vendor.name, vendor.cvr) for vendor in case.vendors]
    known = numbers([*there, *(one for firm in firms for one in firm.appearances)])
    return {key_of(one, known) for one in there}


def fetch(actor: User, case: CustomerCase, keys: Sequence[str]) -> int:
    """Put these firms on the case's list with name, number, city and contact; invited they are not. How many."""
    row_list = find_list(VENDORS)
    wanted = set(keys)
    chosen = [offer.firm for offer in offers(actor, case) if offer.firm.key in wanted]
    for firm in chosen:
        rows.create(actor, case, TASK_OF_LIST[VENDORS], row_list, _facts(firm))
    return len(chosen)


def _facts(firm: Known) -> dict[str, Any]:
    return {
        "name": firm.name,
        "cvr": firm.cvr,
        "city": firm.city,
        "contact": firm.contact,
        "contact_email": firm.contact_email,
    }
