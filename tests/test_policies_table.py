"""Every permission for every kind of person, as a table of plain objects; no page and no application (DOMAIN D9)."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from itstart import policies
from itstart.config import ROOT
from itstart.models import CaseStaff, CoDelivery, CustomerCase, Helper, User
from itstart.models.programme import Lead, LeadOffer
from itstart.models.sparring import SparringGrant
from itstart.models.success_case import SuccessCase
from itstart.rules.activities import Side
from itstart.rules.qualification import Who
from itstart.rules.terms import CoDeliveryStatus, Role

GONE = datetime(2026, 5, 1, tzinfo=UTC)
TODAY = date(2026, 6, 1)
OURS, OTHERS, LEFT = 1, 2, 3


def _firm(number: int, ended_on: date | None = None) -> Helper:
    return Helper(id=number, company=f"Firma {number}", ended_on=ended_on)


def _person(number: int, role: Role, firm: Helper | None = None, *, closed: bool = False) -> User:
    return User(
        id=number,
        role=role,
        helper=firm,
        helper_id=firm.id if firm else None,
        deactivated_at=GONE if closed else None,
    )


def people() -> dict[str, User]:
    """One of each kind: of the firm, of another, of one that has left, of none, of IBIZ-Center, and closed accounts."""
    ours = _firm(OURS)
    return {
        "own": _person(11, Role.HELPER, ours),
        "own closed": _person(12, Role.HELPER, ours, closed=True),
        "other": _person(13, Role.HELPER, _firm(OTHERS)),
        "left": _person(14, Role.HELPER, _firm(LEFT, TODAY)),
        "of no firm": _person(15, Role.HELPER),
        "staff": _person(16, Role.STAFF),
        "staff closed": _person(17, Role.STAFF, closed=True),
        "admin": _person(18, Role.ADMIN),
        "admin closed": _person(19, Role.ADMIN, closed=True),
    }


CENTER = {"staff", "admin"}
CENTER_EVER = CENTER | {"staff closed", "admin closed"}
WORKING = {"own", "other", "left"}

TABLE: list[tuple[Callable[[User], bool], set[str]]] = [
    (policies.is_staff, CENTER_EVER),
    (policies.may_see_vendors, WORKING),
    (policies.may_open_case, {"own", "other"}),
    (policies.may_manage_users, {"admin"}),
    (policies.may_manage_helpers, {"admin"}),
    (policies.may_keep_leads, CENTER),
    (policies.may_keep_partners, CENTER),
    (policies.may_see_figures, CENTER | WORKING),
    (policies.may_lead_qualification, CENTER),
    (policies.may_set_norms, {"admin"}),
    (policies.may_read_settings, CENTER),
    (policies.may_change_settings, {"admin"}),
    (policies.may_edit_library, CENTER),
    (policies.may_arrange_activities, CENTER),
    (policies.may_keep_templates, CENTER | {"own", "other"}),
    (policies.may_keep_material, CENTER),
    (policies.may_see_design, CENTER_EVER),
]


@pytest.mark.parametrize(("permission", "allowed"), TABLE, ids=[row[0].__name__ for row in TABLE])
def test_what_somebody_may(permission: Callable[[User], bool], allowed: set[str]) -> None:
    assert {who for who, user in people().items() if permission(user)} == allowed


def test_ensure() -> None:
    policies.ensure(True)
    with pytest.raises(policies.Forbidden):
        policies.ensure(False)


# ---- a case ------------------------------------------------------------------------------------------


def _case(firm: int, *deliveries: CoDelivery) -> CustomerCase:
    return CustomerCase(id=7, helper_id=firm, co_deliveries=list(deliveries))


def _delivery(user: User | None, status: CoDeliveryStatus = CoDeliveryStatus.PLANNED) -> CoDelivery:
    staff = CaseStaff(user_id=user.id) if user else None
    return CoDelivery(staff=staff, evaluation_status=status)


@pytest.mark.parametrize(
    ("permission", "of_ours", "of_left"),
    [
        (policies.may_see_case, CENTER_EVER | {"own"}, CENTER_EVER | {"left"}),
        (policies.may_read_case, {"own"}, {"left"}),
        (policies.may_edit_case, {"own"}, set()),
        (policies.may_reopen_case, CENTER, CENTER),
    ],
)
def test_a_case(permission: Callable[[User, CustomerCase], bool], of_ours: set[str], of_left: set[str]) -> None:
    for firm, allowed in ((OURS, of_ours), (LEFT, of_left)):
        assert {who for who, user in people().items() if permission(user, _case(firm))} == allowed


def test_a_case_is_read_by_who_delivers_it_now() -> None:
    cast = people()
    staff = cast["staff"]
    assert policies.may_read_case(staff, _case(OURS, _delivery(None), _delivery(staff)))
    assert not policies.may_read_case(staff, _case(OURS, _delivery(None)))
    assert not policies.may_read_case(staff, _case(OURS, _delivery(staff, CoDeliveryStatus.EVALUATED)))
    assert not policies.may_read_case(staff, _case(OURS, _delivery(cast["staff closed"])))
    assert not policies.may_read_case(cast["admin"], _case(OURS, _delivery(cast["admin"])))
    assert not policies.may_edit_case(staff, _case(OURS, _delivery(staff)))


# ---- a firm ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("permission", "of_ours", "of_left"),
    [
        (policies.may_see_helper, CENTER_EVER | {"own", "own closed"}, CENTER_EVER | {"left"}),
        (policies.may_edit_profile, {"own"}, set()),
    ],
)
def test_a_firm(permission: Callable[[User, Helper], bool], of_ours: set[str], of_left: set[str]) -> None:
    for firm, allowed in ((_firm(OURS), of_ours), (_firm(LEFT, TODAY), of_left)):
        assert {who for who, user in people().items() if permission(user, firm)} == allowed


def test_a_part_in_the_qualification() -> None:
    parts = {who: policies.part_in_qualification(user, _firm(OURS)) for who, user in people().items()}
    assert parts == {who: Who.CENTER if who in CENTER else Who.HELPER if who == "own" else None for who in people()}


def test_a_side_of_the_activity_plan() -> None:
    sides = {who: policies.plan_side(user, _firm(OURS)) for who, user in people().items()}
    assert sides == {who: Side.CENTER if who in CENTER else Side.HELPER if who == "own" else None for who in people()}
    assert policies.plan_side(people()["left"], _firm(LEFT, TODAY)) is None


# ---- leads, stories and looks --------------------------------------------------------------------------


@dataclass(frozen=True)
class Customer:
    """A lead, and who learns the name of its person besides IBIZ-Center."""

    lead: Lead
    also: set[str]


LEADS = {
    "nobody's": Customer(Lead(), set()),
    "own": Customer(Lead(owner_helper_id=OURS), {"own"}),
    "offered": Customer(Lead(offers=[LeadOffer(helper_id=OURS)]), set()),
    "accepted": Customer(Lead(offers=[LeadOffer(helper_id=OURS, accepted_on=TODAY)]), {"own"}),
    "accepted by another": Customer(
        Lead(offers=[LeadOffer(helper_id=OURS), LeadOffer(helper_id=OTHERS, accepted_on=TODAY)]), {"other"}
    ),
    "a case": Customer(Lead(case=CustomerCase(helper_id=LEFT)), {"left"}),
}


@pytest.mark.parametrize("customer", LEADS.values(), ids=LEADS)
def test_who_the_customer_is(customer: Customer) -> None:
    told = {who for who, user in people().items() if policies.may_see_contact(user, customer.lead)}
    assert told == CENTER_EVER | customer.also


def test_nobody_publishes_an_own_story() -> None:
    for who, user in people().items():
        assert policies.may_publish_story(user, SuccessCase(author_id=999)) is (who in CENTER)
        assert not policies.may_publish_story(user, SuccessCase(author_id=user.id))


def test_a_look_lasts_as_long_as_it_was_given() -> None:
    for who, user in people().items():
        given = SparringGrant(user_id=user.id, until=TODAY)
        assert policies.may_look(user, given, TODAY) is (who == "staff")
        assert not policies.may_look(user, given, TODAY + timedelta(days=1))
        assert not policies.may_look(user, SparringGrant(user_id=999, until=TODAY), TODAY)
        assert not policies.may_look(user, SparringGrant(user_id=user.id, until=TODAY, revoked_on=TODAY), TODAY)


# ---- how many ------------------------------------------------------------------------------------------

NO_PERMISSION = {"ensure"}
QUERIES = {"cases_visible_to", "cases_readable_by", "leads_visible_to"}
OVER_THINGS = {
    "co_delivers",
    "may_edit_case",
    "may_edit_profile",
    "may_look",
    "may_publish_story",
    "may_read_case",
    "may_reopen_case",
    "may_see_case",
    "may_see_contact",
    "may_see_helper",
    "part_in_qualification",
    "plan_side",
}


def test_there_is_no_other_permission() -> None:
    tree = ast.parse(Path(policies.__file__).read_text("utf-8"))
    made = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert set(made) == {row[0].__name__ for row in TABLE} | OVER_THINGS | QUERIES | NO_PERMISSION
    told = (ROOT / "docs" / "trust.md").read_text("utf-8")
    people_told = f"{len(TABLE)} permissions and {len(OVER_THINGS)} over things × {len(people())} kinds of people"
    assert f"{people_told}, {len(QUERIES)} queries" in told
