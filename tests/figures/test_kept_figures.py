"""What was counted is kept, and never a moment too long: every source is changed, and the figures follow."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import String, delete, event, select, update

from itstart import clock
from itstart.db import db
from itstart.models import (
    CaseBarrier,
    Customer,
    CustomerCase,
    DeliveryModule,
    Helper,
    HelperCategory,
    Lead,
    LeadOffer,
    ModuleRating,
    SuccessCase,
    TimeEntry,
    User,
)
from itstart.models.installation import FigureState
from itstart.rules.terms import Barrier, Category, ReferralSource
from itstart.services import figure_splits, figures, reports
from itstart.services.figure_filters import Filters
from itstart.services.figure_splits import SplitBy
from itstart.services.kept_figures import names, watched
from tests.factories import make_staff
from tests.figures import world
from tests.figures.count import TABLES, Count, Wanted, every


def _first(model: type, *where: object) -> object:
    return db.session.scalars(select(model).where(*where).order_by(model.id).limit(1)).one()  # type: ignore[attr-defined, arg-type]


def _set(model: type, column: str, value: object, *where: object) -> Callable[[], None]:
    return lambda: setattr(_first(model, *where), column, value)


def _ended() -> int:
    query = select(DeliveryModule.id).where(
        DeliveryModule.end_reported_on.is_not(None), DeliveryModule.cancelled_on.is_(None)
    )
    return db.session.scalars(query.order_by(DeliveryModule.id).limit(1)).one()


DAY = date(2025, 3, 3)
# A change in each table the figures are counted from, made as the program makes them: rows, new rows, and statements.
CHANGES: dict[str, Callable[[], object]] = {
    "delivery_module": _set(DeliveryModule, "price_dkk", 1, DeliveryModule.end_reported_on.is_not(None)),
    "time_entry": lambda: db.session.delete(_first(TimeEntry, TimeEntry.module_id == _ended())),
    "module_rating": lambda: db.session.execute(
        update(ModuleRating).where(ModuleRating.module_id == _ended()).values(score=1)
    ),
    "customer_case": _set(CustomerCase, "referral_source", ReferralSource.OWN_PARTNER),
    "customer": _set(Customer, "municipality_code", "0101", Customer.municipality_code != "0101"),
    "case_barrier": lambda: db.session.execute(delete(CaseBarrier).where(CaseBarrier.barrier == Barrier.TIME)),
    "lead": _set(Lead, "closed_on", DAY),
    "lead_offer": _set(LeadOffer, "declined_on", DAY, LeadOffer.accepted_on.is_(None)),
    "success_case": _set(SuccessCase, "withdrawn_on", DAY, SuccessCase.withdrawn_on.is_(None)),
    "helper": _set(Helper, "ended_on", DAY, Helper.qualified_on.is_not(None), Helper.ended_on.is_(None)),
    "helper_category": lambda: db.session.add(HelperCategory(helper_id=1, position=99, category=Category.OTHER)),
}


@pytest.fixture
def staff(app: Flask) -> User:
    world.fill()
    person = make_staff()
    db.session.commit()
    return person


def _tokens() -> dict[str, str]:
    return {row.name: row.token for row in db.session.execute(select(FigureState.name, FigureState.token))}


def _changed_by(change: Callable[[], object]) -> set[str]:
    """What is counted again after the change."""
    before = _tokens()
    change()
    db.session.commit()
    return {name for name, token in _tokens().items() if token != before.get(name)}


def test_every_table_of_the_count_is_watched_and_changed_here() -> None:
    assert set(TABLES) <= watched().keys()
    assert CHANGES.keys() == set(TABLES)


def test_figures_follow_a_change_of_each_of_their_sources(staff: User) -> None:
    for name, change in CHANGES.items():
        figures.values(staff, Filters())
        assert _changed_by(change), name
        found = figures.values(staff, Filters())
        assert {key: values[-1] for key, values in found.items()} == every(Count(), Wanted()), name


def test_what_was_counted_is_not_counted_twice(staff: User) -> None:
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    first = figures.values(staff, Filters()), figure_splits.split(staff, Filters(), SplitBy.REGION), reports.years()
    statements.clear()
    again = figures.values(staff, Filters()), figure_splits.split(staff, Filters(), SplitBy.REGION), reports.years()
    assert again == first
    assert {statement.split("FROM")[1].split()[0] for statement in statements} == {"figure_state"}


def test_a_change_is_seen_before_it_is_stored_and_forgotten_with_it(staff: User) -> None:
    key = "moduler-afsluttet"
    before = figures.values(staff, Filters())[key]
    _set(DeliveryModule, "end_reported_on", None, DeliveryModule.id == _ended())()
    assert figures.values(staff, Filters())[key][-1] == (before[-1] or 0) - 1
    db.session.rollback()
    assert figures.values(staff, Filters())[key] == before


def test_what_no_figure_is_counted_from_changes_nothing(staff: User) -> None:
    case = db.session.scalars(select(CustomerCase).limit(1)).one()

    def rename() -> None:
        case.title, case.changed_at = "Et andet navn", clock.now() + timedelta(minutes=1)
        case.customer.name = "Et andet navn"

    assert not _changed_by(rename)


def test_only_what_reads_a_source_is_counted_again(staff: User) -> None:
    lead, module = (_first(model).id for model in (Lead, DeliveryModule))  # type: ignore[attr-defined]
    leads, modules = {"Henvendelser", "Henvendelser lukket"}, {"Moduler begyndt", "Moduler afsluttet", "Kundernes svar"}
    assert _changed_by(_set(Lead, "closed_on", DAY, Lead.id == lead)) >= leads
    found = _changed_by(CHANGES["time_entry"])
    assert "Moduler afsluttet" in found
    assert "split region" in found
    assert not found & (leads | modules - {"Moduler afsluttet"})
    found = _changed_by(_set(DeliveryModule, "started_on", None, DeliveryModule.id == module))
    assert {"Moduler begyndt", "Sager åbnet", "Henvendelser"} <= found
    assert "Kundernes svar" not in found


def test_a_module_that_has_not_begun_lets_nothing_be_counted_again(staff: User) -> None:
    counted = {behind.name for behind in figures.lists_for(staff)} | {f"split {by}" for by in SplitBy}
    case = db.session.scalars(select(CustomerCase).order_by(CustomerCase.id).limit(1)).one()
    module = DeliveryModule(number=99, title="Et udkast", price_dkk=9000)
    assert not counted & _changed_by(lambda: case.modules.append(module))
    assert not counted & _changed_by(lambda: setattr(module, "price_dkk", 8000))
    assert not counted & _changed_by(lambda: setattr(module, "agreement_signed_on", DAY))
    assert "Moduler begyndt" in _changed_by(lambda: setattr(module, "started_on", DAY))
    assert "Moduler begyndt" in _changed_by(lambda: db.session.delete(module))
    found = figures.values(staff, Filters())
    assert {key: values[-1] for key, values in found.items()} == every(Count(), Wanted())


def test_what_is_counted_has_a_name_the_database_has_room_for() -> None:
    room = FigureState.__table__.c.name.type
    assert isinstance(room, String)
    assert max(map(len, names())) <= (room.length or 0)


def test_a_part_that_is_stored_by_itself_changes_the_token_with_the_whole(staff: User) -> None:
    before = _tokens()
    with db.session.begin_nested():
        _set(DeliveryModule, "price_dkk", 1, DeliveryModule.id == _ended())()
    assert _tokens() == before
    db.session.commit()
    assert _tokens() != before
