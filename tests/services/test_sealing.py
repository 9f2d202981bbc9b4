"""Whichever way a bid is come by, it is not there under seal, and is there again once the bids are opened (D8)."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, subqueryload

from itstart import clock
from itstart.db import db
from itstart.models import Bid, CustomerCase, PriceLine, RequirementResponse, Tender, Vendor
from tests.factories.example import import_example


def _case(*options: object) -> CustomerCase:
    return db.session.scalars(select(CustomerCase).options(*options)).unique().one()  # type: ignore[arg-type]


def _vendors(*options: object) -> list[Vendor]:
    return list(db.session.scalars(select(Vendor).options(*options)).unique())  # type: ignore[arg-type]


def _after_all_was_thrown_away() -> object:
    case = _case()
    db.session.expire_all()
    return case.bids


def _through_a_new_row() -> object:
    """A row that was never read: nothing that was laid on a query can hang on it."""
    case = _case()
    vendor = Vendor(case_id=case.id, code="V-9", name="Ny", position=9)
    db.session.add(vendor)
    db.session.flush()
    db.session.refresh(case, ["bids"])
    return vendor.bid or case.bids


WAYS: dict[str, Callable[[], object]] = {
    "by its id": lambda: db.session.get(Bid, 1),
    "lazily": lambda: _case().bids,
    "after all was thrown away": _after_all_was_thrown_away,
    "in a second query": lambda: _case(selectinload(CustomerCase.bids)).bids,
    "in a joined query": lambda: _case(joinedload(CustomerCase.bids)).bids,
    "in a subquery": lambda: _case(subqueryload(CustomerCase.bids)).bids,
    "by the vendor": lambda: [vendor.bid for vendor in _vendors() if vendor.bid],
    "by the vendor, joined": lambda: [vendor.bid for vendor in _vendors(joinedload(Vendor.bid)) if vendor.bid],
    "by the vendors of the case": lambda: [vendor.bid for vendor in _case().vendors if vendor.bid],
    "through a new row": _through_a_new_row,
    "a count": lambda: len(db.session.scalars(select(Bid.id)).all()),
    "a join": lambda: db.session.scalars(select(Vendor).join(Vendor.bid)).all(),
    "prices": lambda: db.session.scalars(select(PriceLine)).all(),
    "answers": lambda: db.session.scalars(select(RequirementResponse)).all(),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("opened", [False, True])
def test_no_way_leads_to_a_sealed_bid(app: Flask, way: str, *, opened: bool) -> None:
    import_example()
    tender = db.session.scalars(select(Tender)).one()
    tender.sealed_opening, tender.bids_opened_at = True, clock.now() if opened else None
    db.session.commit()
    db.session.expunge_all()
    assert bool(WAYS[way]()) is opened
