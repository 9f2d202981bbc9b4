"""What the queries of the policies find, row by row, in a small database of their own (DOMAIN D9)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Select, StaticPool, create_engine, delete, event, insert, select, update
from sqlalchemy.orm import Session, aliased

from itstart import policies
from itstart.db import UtcDateTime, db
from itstart.models import Bid, CaseStaff, CoDelivery, CustomerCase, PriceLine, RequirementResponse, Tender
from itstart.models.programme import Lead, LeadOffer
from itstart.rules.lead_states import DeclineReason
from itstart.rules.terms import CoDeliveryStatus
from tests.test_policies_table import LEFT, OTHERS, OURS, people

TODAY = date(2026, 6, 1)
MODELS = (CustomerCase, CaseStaff, CoDelivery, Lead, LeadOffer, Tender, Bid, PriceLine, RequirementResponse)
OUR_CASE, OTHER_CASE, LEFT_CASE = 1, 2, 3
"""Numbers of the cases, one a firm."""


@pytest.fixture(scope="module")
def tables() -> Iterator[Session]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    db.metadata.create_all(engine, tables=[db.metadata.tables[model.__tablename__] for model in MODELS])
    with Session(engine) as session:
        event.listen(session, "do_orm_execute", policies._keep_sealed)
        _fill(session)
        yield session
    engine.dispose()


def _fill(session: Session) -> None:
    for number, firm in ((OUR_CASE, OURS), (OTHER_CASE, OTHERS), (LEFT_CASE, LEFT)):
        _row(session, CustomerCase, id=number, number=str(number), helper_id=firm)
    staff = {"staff": 1, "staff closed": 2}
    for who, number in staff.items():
        _row(session, CaseStaff, id=number, case_id=OUR_CASE, code=f"S-{number}", user_id=people()[who].id)
    _row(session, CoDelivery, case_id=OUR_CASE, staff_id=1, evaluation_status=CoDeliveryStatus.PLANNED)
    _row(session, CoDelivery, case_id=OTHER_CASE, staff_id=1, evaluation_status=CoDeliveryStatus.EVALUATED)


def _row(session: Session, model: Any, **values: Any) -> None:
    """A row with what matters here and something plain in every other column that must be filled."""
    table = model.__table__
    for column in table.columns:
        if column.name not in values and not column.nullable and column.default is None and not column.primary_key:
            values[column.name] = _plain(column)
    session.execute(insert(table).values(**values))


def _plain(column: Any) -> object:
    kind = column.type
    if hasattr(kind, "enums"):
        return next(iter(kind.enum_class or kind.enums))
    if isinstance(kind, UtcDateTime):
        return datetime(2026, 6, 1, tzinfo=UTC)
    return {str: "x", bool: False, date: TODAY}.get(kind.python_type, 1)


def _found(session: Session, query: Select[Any], model: Any = CustomerCase) -> set[int]:
    return set(session.scalars(query.with_only_columns(model.id)))


ALL = {OUR_CASE, OTHER_CASE, LEFT_CASE}
CENTER = ("staff", "staff closed", "admin", "admin closed")
OWN = {"own": {OUR_CASE}, "other": {OTHER_CASE}, "left": {LEFT_CASE}}


def test_the_cases_somebody_sees(tables: Session) -> None:
    for who, user in people().items():
        assert _found(tables, policies.cases_visible_to(user)) == (ALL if who in CENTER else OWN.get(who, set())), who


def test_the_cases_somebody_reads(tables: Session) -> None:
    for who, user in people().items():
        # A person's own deliveries only; that a closed account logs in no more is held where it would log in.
        allowed = OWN | {"staff": {OUR_CASE}}
        assert _found(tables, policies.cases_readable_by(user)) == allowed.get(who, set()), who


LEADS: dict[int, dict[str, Any]] = {
    1: {},
    2: {"owner_helper_id": OURS},
    3: {"case_id": OUR_CASE},
    4: {"owner_helper_id": OTHERS},
}
OFFERS: dict[int, dict[str, Any]] = {
    10: {},
    11: {"declined_on": TODAY, "decline_reason": DeclineReason.NO_TIME},
    12: {"expired_on": TODAY},
    13: {"withdrawn_on": TODAY},
}


def test_the_leads_somebody_sees(tables: Session) -> None:
    for number, values in LEADS.items():
        _row(tables, Lead, id=number, number=number, **values)
    for number, values in OFFERS.items():
        _row(tables, Lead, id=number, number=number)
        _row(tables, LeadOffer, lead_id=number, helper_id=OURS, **values)
    everything, own = {*LEADS, *OFFERS}, {"own": {2, 3, 10}, "other": {4}}
    for who, user in people().items():
        expected = everything if who in CENTER else own.get(who, set())
        assert _found(tables, policies.leads_visible_to(user), Lead) == expected, who


@pytest.mark.parametrize(
    ("sealed", "opened", "found"), [(True, False, False), (True, True, True), (False, False, True), (False, True, True)]
)
def test_a_sealed_bid_is_in_no_answer(tables: Session, sealed: bool, opened: bool, found: bool) -> None:
    for model in (Tender, Bid, PriceLine, RequirementResponse):
        tables.execute(delete(model))
    moment = datetime(2026, 6, 1, tzinfo=UTC) if opened else None
    _row(tables, Tender, case_id=OUR_CASE, sealed_opening=sealed, bids_opened_at=moment)
    _row(tables, Bid, id=1, case_id=OUR_CASE)
    _row(tables, PriceLine, id=1, case_id=OUR_CASE, bid_id=1)
    _row(tables, RequirementResponse, id=1, bid_id=1)
    kinds: tuple[type[Bid | PriceLine | RequirementResponse], ...] = (Bid, PriceLine, RequirementResponse)
    for model in kinds:
        assert bool(tables.scalars(select(model.id)).all()) is found, model.__name__
        assert bool(tables.scalars(select(aliased(model).id)).all()) is found, f"{model.__name__} by another name"


def test_who_has_a_bid_in_hand_may_read_it_again_under_seal(tables: Session) -> None:
    for model in (Tender, Bid):
        tables.execute(delete(model))
    _row(tables, Tender, case_id=OUR_CASE, sealed_opening=False)
    _row(tables, Bid, id=1, case_id=OUR_CASE)
    bid = tables.scalars(select(Bid)).one()
    tables.execute(update(Tender).values(sealed_opening=True))
    tables.expire(bid)
    assert bid.case_id == OUR_CASE
    tables.execute(update(Bid).values(case_id=OTHER_CASE).execution_options(synchronize_session=False))
    assert tables.execute(select(Bid.__table__.c.case_id)).scalars().all() == [OTHER_CASE], "it is hidden, not locked"
