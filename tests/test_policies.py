"""Who sees what and may do what, row by row (DOMAIN D9)."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Select

from itstart import clock, policies
from itstart.db import db
from itstart.models import CaseStaff, CoDelivery, CustomerCase, User
from itstart.rules.terms import CoDeliveryStatus, Role
from tests.factories import make_admin, make_case, make_firm, make_helper, make_staff


class Cast:
    """Everybody there is, around one case."""

    def __init__(self) -> None:
        firm = make_firm("Egen")
        self.owner = make_helper(firm)
        self.case = make_case(self.owner)
        self.colleague = make_helper(firm)
        self.stranger = make_helper(make_firm("Fremmed"))
        self.closed = make_helper(firm, deactivated_at=clock.now())
        self.staff, self.admin = make_staff(), make_admin()
        self.partner = self._deliver(CoDeliveryStatus.PLANNED, 1)
        self.former_partner = self._deliver(CoDeliveryStatus.EVALUATED, 2)

    def _deliver(self, status: CoDeliveryStatus, number: int) -> User:
        user = make_staff()
        person = CaseStaff(case_id=self.case.id, code=f"S-{number}", user_id=user.id, name=user.name)
        db.session.add(person)
        db.session.flush()
        db.session.add(CoDelivery(case_id=self.case.id, number=number, staff_id=person.id, evaluation_status=status))
        db.session.commit()
        return user


WHO = ("owner", "colleague", "stranger", "closed", "staff", "partner", "former_partner", "admin")
SEES = {"owner", "colleague", "staff", "partner", "former_partner", "admin"}
READS = {"owner", "colleague", "partner"}
WRITES = {"owner", "colleague"}

Query = Callable[[User], Select[CustomerCase]]
Predicate = Callable[[User, CustomerCase], bool]


@pytest.mark.parametrize(
    ("query", "predicate", "allowed"),
    [
        (policies.cases_visible_to, policies.may_see_case, SEES),
        (policies.cases_readable_by, policies.may_read_case, READS),
        (None, policies.may_edit_case, WRITES),
    ],
    ids=["see", "read", "write"],
)
def test_a_case(app: Flask, query: Query | None, predicate: Predicate, allowed: set[str]) -> None:
    cast = Cast()
    for who in WHO:
        user = getattr(cast, who)
        assert predicate(user, cast.case) is (who in allowed), who
        if query is not None:
            found = db.session.scalars(query(user)).all()
            assert (cast.case in found) is (who in allowed), f"the query disagrees for {who}"


def test_a_firm_that_has_left_reads_but_does_not_write(app: Flask) -> None:
    cast = Cast()
    firm = cast.owner.helper
    assert firm is not None
    firm.ended_on = clock.today()

    assert policies.may_read_case(cast.owner, cast.case)
    assert not policies.may_edit_case(cast.owner, cast.case)
    assert not policies.may_open_case(cast.owner)


@pytest.mark.parametrize(
    ("role", "staff", "people", "opens"),
    [(Role.HELPER, False, False, True), (Role.STAFF, True, False, False), (Role.ADMIN, True, True, False)],
)
def test_roles(app: Flask, role: Role, staff: bool, people: bool, opens: bool) -> None:
    user = {Role.HELPER: make_helper, Role.STAFF: make_staff, Role.ADMIN: make_admin}[role]()

    assert policies.is_staff(user) is staff
    assert policies.may_manage_users(user) is people
    assert policies.may_manage_helpers(user) is people
    assert policies.may_open_case(user) is opens
    assert policies.may_see_design(user) is staff


def test_a_firm_is_seen_by_its_own_and_by_the_center(app: Flask) -> None:
    cast = Cast()
    firm = cast.owner.helper
    assert firm is not None

    assert policies.may_see_helper(cast.colleague, firm)
    assert policies.may_see_helper(cast.staff, firm)
    assert not policies.may_see_helper(cast.stranger, firm)


def test_ensure() -> None:
    policies.ensure(True)
    with pytest.raises(policies.Forbidden):
        policies.ensure(False)
