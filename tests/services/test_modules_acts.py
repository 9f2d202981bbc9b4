"""Modules: every transition × role × guard."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import FROM, Act, SignedHow
from itstart.rules.terms import ModuleStatus, Role
from itstart.services import (
    module_agreements,
    module_deliveries,
    module_reports,
    modules,
    time_entries,
)
from itstart.services.module_agreements import Change
from itstart.services.module_deliveries import Answer
from itstart.services.module_reports import EndReport
from tests.factories.accounts import make_firm, make_helper, make_user
from tests.factories.modules import SIGNED, add_hours, make_module
from tests.services.module_cases import CHANGE, TERMS, S, amended, file, sign_addendum, status, where
from tests.services.test_cases import events

ACTS: dict[Act, Callable[[User, DeliveryModule], Any]] = {
    Act.EDIT: lambda u, m: modules.change(u, m, TERMS, version=1),
    Act.SEND: lambda u, m: module_agreements.send(u, m, to="Åse", on=clock.today()),
    Act.RECALL: module_agreements.recall,
    Act.SIGN: lambda u, m: module_agreements.sign(u, m, by="Åse", on=clock.today(), how=SignedHow.PAPER),
    Act.AMEND: lambda u, m: module_agreements.amend(u, m, CHANGE),
    Act.SIGN_ADDENDUM: sign_addendum,
    Act.WRITE_TIME: lambda u, m: time_entries.add(u, m, spent_on=clock.today(), hours=Decimal(1), activity="Møde"),
    Act.REPORT_START: lambda u, m: module_reports.report_start(
        u, m, starts_on=clock.today(), expected_end_on=clock.today(), sparring_wish=""
    ),
    Act.BEGIN: module_reports.begin,
    Act.DELIVER: lambda u, m: module_deliveries.deliver(u, m, on=clock.today(), product=file(u)),
    Act.ACCEPT: lambda u, m: module_deliveries.accept(u, m, Answer("Åse", clock.today(), 5)),
    Act.REJECT: lambda u, m: module_deliveries.reject(u, m, by="Åse", reason="Der mangler et kapitel"),
    Act.REMIND: module_deliveries.remind,
    Act.ACCEPT_SILENTLY: module_deliveries.accept_silently,
    Act.REPORT_END: lambda u, m: module_reports.report_end(u, m, EndReport("Overblik")),
    Act.CANCEL: lambda u, m: modules.cancel(u, m, reason="Kunden fortrød"),
}
LEADS_TO = {
    Act.SEND: S.AGREEMENT_SENT, Act.RECALL: S.DRAFT, Act.SIGN: S.AGREEMENT_SIGNED, Act.BEGIN: S.IN_PROGRESS,
    Act.DELIVER: S.DELIVERED, Act.ACCEPT: S.ACCEPTED, Act.REJECT: S.IN_PROGRESS, Act.ACCEPT_SILENTLY: S.ACCEPTED,
    Act.CANCEL: S.CANCELLED,
}  # fmt: skip


def _prepared(case: CustomerCase, act: Act, state: ModuleStatus) -> DeliveryModule:
    """A module in the state with everything else the act needs."""
    values: dict[str, Any] = {"started_on": SIGNED, "agreement_signed_on": SIGNED} if state is S.CANCELLED else {}
    if act is Act.REPORT_START and state is S.IN_PROGRESS:
        values["start_reported_on"] = None
    if act is Act.ACCEPT_SILENTLY and state is S.DELIVERED:
        values["reminded_on"] = SIGNED + timedelta(days=10)
    module = make_module(case, state, **values)
    if module.agreement_signed_on:
        add_hours(module)
    return module


@pytest.mark.parametrize("state", list(ModuleStatus))
@pytest.mark.parametrize("act", list(Act))
def test_the_firm_does_what_belongs_to_the_state_and_nothing_else(
    user: User, case: CustomerCase, act: Act, state: ModuleStatus
) -> None:
    module = _prepared(case, act, state)
    if act is Act.SIGN_ADDENDUM:
        amended(user, module)
    before = len(events(case))
    if state not in FROM[act]:
        with pytest.raises(RuleViolation):
            ACTS[act](user, module)
        db.session.rollback()
        assert status(module) is state
        return
    ACTS[act](user, module)
    db.session.flush()
    assert len(events(case)) > before, "every transition writes a line of history"
    if act in LEADS_TO:
        assert status(module) is LEADS_TO[act]


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN, "another firm", "a firm that has left"])
@pytest.mark.parametrize("act", list(Act))
def test_nobody_but_the_firm_does_it(user: User, case: CustomerCase, act: Act, role: Role | str) -> None:
    state = next(state for state in ModuleStatus if state in FROM[act])
    module = _prepared(case, act, state)
    if act is Act.SIGN_ADDENDUM:
        amended(user, module)
    if role == "a firm that has left":
        assert user.helper is not None
        user.helper.ended_on = clock.today()
        stranger = user
    else:
        stranger = make_user(role) if isinstance(role, Role) else make_helper(make_firm("Konkurrenten"))
    with pytest.raises(Forbidden):
        ACTS[act](stranger, module)


@pytest.mark.parametrize("act", list(Act))
def test_nothing_is_done_in_a_case_that_was_given_up(user: User, case: CustomerCase, act: Act) -> None:
    module = _prepared(case, act, next(state for state in ModuleStatus if state in FROM[act]))
    if act is Act.SIGN_ADDENDUM:
        amended(user, module)
    case.abandoned_on, case.abandon_reason = clock.today(), "Ny ejer"
    with pytest.raises(RuleViolation):
        ACTS[act](user, module)


# ---- the guards


GUARDS: list[tuple[str, ModuleStatus, dict[str, Any], Callable[[User, DeliveryModule], Any], str]] = [
    ("send to nobody", S.DRAFT, {}, lambda u, m: module_agreements.send(u, m, to=" ", on=clock.today()), "to"),
    ("send tomorrow", S.DRAFT, {},
     lambda u, m: module_agreements.send(u, m, to="Åse", on=clock.today() + timedelta(days=1)), "on"),
    ("sign without a name", S.AGREEMENT_SENT, {},
     lambda u, m: module_agreements.sign(u, m, by="", on=clock.today(), how=SignedHow.PAPER), "agreement_signed_by"),
    ("sign without a date", S.AGREEMENT_SENT, {},
     lambda u, m: module_agreements.sign(u, m, by="Åse", on=None, how=SignedHow.PAPER), "agreement_signed_on"),
    ("sign tomorrow", S.AGREEMENT_SENT, {},
     lambda u, m: module_agreements.sign(u, m, by="Åse", on=clock.today() + timedelta(days=1), how=SignedHow.PAPER),
     "agreement_signed_on"),
    ("sign before it was sent", S.AGREEMENT_SENT, {},
     lambda u, m: module_agreements.sign(u, m, by="Åse", on=SIGNED - timedelta(days=1), how=SignedHow.PAPER),
     "agreement_signed_on"),
    ("sign by a file that is not there", S.AGREEMENT_SENT, {},
     lambda u, m: module_agreements.sign(u, m, by="Åse", on=clock.today(), how=SignedHow.FILE), "file"),
    ("amend nothing", S.IN_PROGRESS, {},
     lambda u, m: module_agreements.amend(u, m, Change(m.price_dkk, m.product, m.planned_hours, "Bare fordi")), ""),
    ("amend without a reason", S.IN_PROGRESS, {},
     lambda u, m: module_agreements.amend(u, m, Change(9_000, "Andet", Decimal(9), " ")), "reason"),
    ("amend to 15.001", S.IN_PROGRESS, {},
     lambda u, m: module_agreements.amend(u, m, Change(15_001, "Andet", Decimal(9), "Mere")), "price_dkk"),
    ("hours before the signature", S.IN_PROGRESS, {},
     lambda u, m: time_entries.add(u, m, spent_on=SIGNED - timedelta(days=1), hours=Decimal(1), activity=""),
     "spent_on"),
    ("hours tomorrow", S.IN_PROGRESS, {},
     lambda u, m: time_entries.add(u, m, spent_on=clock.today() + timedelta(days=1), hours=Decimal(1), activity=""),
     "spent_on"),
    ("a third of an hour", S.IN_PROGRESS, {},
     lambda u, m: time_entries.add(u, m, spent_on=clock.today(), hours=Decimal("0.33"), activity=""), "hours"),
    ("25 hours on a day", S.IN_PROGRESS, {},
     lambda u, m: time_entries.add(u, m, spent_on=clock.today(), hours=Decimal(25), activity=""), "hours"),
    ("a start before the signature", S.AGREEMENT_SIGNED, {},
     lambda u, m: module_reports.report_start(
         u, m, starts_on=SIGNED - timedelta(days=1), expected_end_on=clock.today(), sparring_wish=""), "starts_on"),
    ("an end before the start", S.AGREEMENT_SIGNED, {},
     lambda u, m: module_reports.report_start(
         u, m, starts_on=clock.today(), expected_end_on=SIGNED, sparring_wish=""), "expected_end_on"),
    ("deliver nothing", S.IN_PROGRESS, {},
     lambda u, m: module_deliveries.deliver(u, m, on=clock.today(), product=None), "product"),
    ("deliver before the start", S.IN_PROGRESS, {},
     lambda u, m: module_deliveries.deliver(u, m, on=SIGNED - timedelta(days=9), product=file(u)), "delivered_on"),
    ("accepted by nobody", S.DELIVERED, {},
     lambda u, m: module_deliveries.accept(u, m, Answer("", clock.today())), "accepted_by"),
    ("accepted before it was delivered", S.DELIVERED, {},
     lambda u, m: module_deliveries.accept(u, m, Answer("Åse", SIGNED)), "accepted_on"),
    ("rated 6", S.DELIVERED, {},
     lambda u, m: module_deliveries.accept(u, m, Answer("Åse", clock.today(), 6)), "customer_rating"),
    ("rejected without a reason", S.DELIVERED, {},
     lambda u, m: module_deliveries.reject(u, m, by="Åse", reason=" "), "reject_reason"),
    ("reminded twice", S.DELIVERED, {"reminded_on": SIGNED}, module_deliveries.remind, ""),
    ("silence without a reminder", S.DELIVERED, {}, module_deliveries.accept_silently, ""),
    ("silence on the day of the reminder", S.DELIVERED, {"reminded_on": clock.today()},
     module_deliveries.accept_silently, ""),
    ("silence after 13 days", S.DELIVERED,
     {"reminded_on": SIGNED, "delivered_on": clock.today() - timedelta(days=13)},
     module_deliveries.accept_silently, ""),
    ("an end report without a value", S.ACCEPTED, {},
     lambda u, m: module_reports.report_end(u, m, EndReport(" ")), "value_for_customer"),
    ("cancelled without a reason", S.IN_PROGRESS, {}, lambda u, m: modules.cancel(u, m, reason=""), "cancel_reason"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "values", "act", "hoped"), [g[1:] for g in GUARDS], ids=[g[0] for g in GUARDS])
def test_a_guard_says_no_and_where(
    user: User, case: CustomerCase, state: ModuleStatus, values: dict[str, Any],
    act: Callable[[User, DeliveryModule], Any], hoped: str,
) -> None:  # fmt: skip
    module = make_module(case, state, **values)
    if module.agreement_signed_on:
        add_hours(module)
    with pytest.raises(RuleViolation) as error:
        act(user, module)
    assert where(error) == [hoped]
    db.session.rollback()
    assert status(module) is state
