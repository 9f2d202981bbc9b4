"""Modules: every transition × role × guard, the ceiling in three places, the gate in the database, addenda."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, ModuleLimit, TimeEntry, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import FROM, Act, RatingQuestion, SignedHow
from itstart.rules.modules import Limits
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, ModuleStatus, Role
from itstart.services import (
    case_states,
    documents,
    files,
    module_agreements,
    module_deliveries,
    module_limits,
    module_reports,
    modules,
    time_entries,
)
from itstart.services.conflicts import Conflict
from itstart.services.module_agreements import Change
from itstart.services.module_deliveries import Answer
from itstart.services.module_reports import EndReport
from itstart.services.modules import Terms
from itstart.steps import find_deliverable
from tests.factories.accounts import make_firm, make_helper, make_user
from tests.factories.cases import make_active_case, make_case
from tests.factories.modules import SIGNED, add_hours, make_module
from tests.services.test_cases import events

TERMS = Terms("Behovsbeskrivelse", [StepKey.NEEDS], "En behovsbeskrivelse", Decimal(15), 15_000)
CHANGE = Change(12_000, "En kortere behovsbeskrivelse", Decimal(12), "Kunden vil mindre")
S = ModuleStatus


@pytest.fixture
def user(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(user: User) -> CustomerCase:
    return make_active_case(user)


def where(error: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [finding.where for finding in error.value.findings]


def status(module: DeliveryModule) -> ModuleStatus:
    return module.status


# ---- every act, from every state, by every role


def _file(user: User) -> Any:
    return files.store(user, "aftale.pdf", b"%PDF-1.4", "application/pdf")


def _amended(user: User, module: DeliveryModule) -> None:
    if module.status in FROM[Act.AMEND]:
        module_agreements.amend(module.case.helper.users[0], module, CHANGE)


def _sign_addendum(user: User, module: DeliveryModule) -> None:
    addendum = module.open_addendum
    if addendum is None:
        raise RuleViolation([])
    module_agreements.sign_addendum(user, addendum, by="Åse", on=clock.today(), how=SignedHow.PAPER)


ACTS: dict[Act, Callable[[User, DeliveryModule], Any]] = {
    Act.EDIT: lambda u, m: modules.change(u, m, TERMS, version=1),
    Act.SEND: lambda u, m: module_agreements.send(u, m, to="Åse", on=clock.today()),
    Act.RECALL: module_agreements.recall,
    Act.SIGN: lambda u, m: module_agreements.sign(u, m, by="Åse", on=clock.today(), how=SignedHow.PAPER),
    Act.AMEND: lambda u, m: module_agreements.amend(u, m, CHANGE),
    Act.SIGN_ADDENDUM: _sign_addendum,
    Act.WRITE_TIME: lambda u, m: time_entries.add(u, m, spent_on=clock.today(), hours=Decimal(1), activity="Møde"),
    Act.REPORT_START: lambda u, m: module_reports.report_start(
        u, m, starts_on=clock.today(), expected_end_on=clock.today(), sparring_wish=""
    ),
    Act.BEGIN: module_reports.begin,
    Act.DELIVER: lambda u, m: module_deliveries.deliver(u, m, on=clock.today(), product=_file(u)),
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
        _amended(user, module)
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
        _amended(user, module)
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
        _amended(user, module)
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
    ("begin unreported where that is forbidden", S.AGREEMENT_SIGNED, {},
     lambda u, m: module_reports.begin(u, m, report_required=True), ""),
    ("deliver nothing", S.IN_PROGRESS, {},
     lambda u, m: module_deliveries.deliver(u, m, on=clock.today(), product=None), "product"),
    ("deliver before the start", S.IN_PROGRESS, {},
     lambda u, m: module_deliveries.deliver(u, m, on=SIGNED - timedelta(days=9), product=_file(u)), "delivered_on"),
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


def test_no_agreement_is_sent_in_a_draft_case(user: User) -> None:
    module = make_module(make_case(user))
    with pytest.raises(RuleViolation, match="Gør sagen aktiv"):
        module_agreements.send(user, module, to="Åse", on=clock.today())


def test_nothing_is_delivered_without_hours(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    with pytest.raises(RuleViolation, match="Skriv timer"):
        module_deliveries.deliver(user, module, on=clock.today(), product=_file(user))


def test_nothing_is_delivered_while_an_addendum_waits(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    add_hours(module)
    module_agreements.amend(user, module, CHANGE)
    with pytest.raises(RuleViolation, match="tillæg"):
        module_deliveries.deliver(user, module, on=clock.today(), product=_file(user))


# ---- the ceiling and the gate, also in the database


@pytest.mark.parametrize("price", [0, -1, 15_001])
def test_the_rule_refuses_the_price(user: User, case: CustomerCase, price: int) -> None:
    with pytest.raises(RuleViolation) as error:
        modules.create(user, case, Terms("M", [StepKey.NEEDS], "P", Decimal(15), price))
    assert where(error) == ["price_dkk"]


@pytest.mark.parametrize("price", [0, -1, 15_001])
def test_the_database_refuses_the_price(case: CustomerCase, price: int) -> None:
    with pytest.raises(IntegrityError):
        make_module(case, price_dkk=price)
    db.session.rollback()


def test_the_database_refuses_a_price_that_grows(case: CustomerCase) -> None:
    module = make_module(case)
    module.price_dkk = 15_001
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_the_database_refuses_a_start_without_a_signature_and_before_it(case: CustomerCase) -> None:
    early: list[dict[str, Any]] = [
        {"started_on": SIGNED},
        {"agreement_signed_on": SIGNED, "started_on": SIGNED - timedelta(days=1)},
    ]
    for values in early:
        with pytest.raises(IntegrityError):
            make_module(case, **values)
        db.session.rollback()


def _entry(module: DeliveryModule, signed_on: date, spent_on: date) -> TimeEntry:
    return TimeEntry(module_id=module.id, signed_on=signed_on, number=1, spent_on=spent_on, hours=Decimal(1))


def test_the_database_refuses_hours_without_a_signature_and_before_it(case: CustomerCase) -> None:
    unsigned, signed = make_module(case), make_module(case, S.AGREEMENT_SIGNED)
    assert signed.agreement_signed_on
    day = signed.agreement_signed_on
    for module, claimed, spent in (
        (unsigned, SIGNED, SIGNED),
        (signed, day, day - timedelta(days=1)),
        (signed, day - timedelta(days=9), day - timedelta(days=8)),
    ):
        db.session.add(_entry(module, claimed, spent))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_a_signature_with_hours_cannot_be_taken_away(case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SIGNED)
    add_hours(module, on=SIGNED)
    module.agreement_signed_on = None
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


# ---- making and correcting


def test_a_module_is_made_with_its_number_and_history(user: User, case: CustomerCase) -> None:
    first, second = modules.create(user, case, TERMS), modules.create(user, case, TERMS)
    assert [(m.number, m.code, m.status) for m in (first, second)] == [(1, "M-1", S.DRAFT), (2, "M-2", S.DRAFT)]
    assert events(case)[-1] == "oprettede modul 2: Behovsbeskrivelse"
    assert modules.total(case).price_incl_vat_dkk == 37_500


def test_no_module_in_a_completed_case(user: User, case: CustomerCase) -> None:
    case.completed_on = clock.today()
    with pytest.raises(RuleViolation, match="afsluttet"):
        modules.create(user, case, TERMS)


def test_the_same_product_twice_is_only_said(user: User, case: CustomerCase) -> None:
    modules.create(user, case, TERMS)
    second = modules.create(user, case, Terms("Igen", [StepKey.NEEDS], " en BEHOVSBESKRIVELSE. ", Decimal(15), 9_000))
    assert [f.message for f in modules.advice(second)] == [
        "Modul 1 har det samme produkt. Skriv, hvad kunden får mere af her."
    ]


@pytest.mark.parametrize(("hours", "warned"), [("9.75", True), ("10", False), ("18", False), ("18.25", True)])
def test_odd_hours_are_said_and_never_stop(user: User, case: CustomerCase, hours: str, warned: bool) -> None:
    module = make_module(case, S.IN_PROGRESS)
    add_hours(module, hours)
    module_deliveries.deliver(user, module, on=clock.today(), product=_file(user))
    assert bool(modules.advice(module)) is warned


def test_a_correction_voids_an_agreement_that_was_sent(user: User, case: CustomerCase) -> None:
    module = modules.create(user, case, TERMS)
    module_agreements.send(user, module, to="Åse", on=clock.today())
    assert modules.change(user, module, TERMS, version=1) is False, "nothing changed, nothing voided"
    assert modules.change(user, module, Terms("Ny", [StepKey.TENDER], "P", Decimal(9), 9_000), version=1)
    assert (status(module), module.version) == (S.DRAFT, 2)
    assert "trak aftalen" in events(case)[-1] or "trak aftalen" in events(case)[-2]
    assert len(module_agreements.versions(module)) == 1, "the text that was sent is kept"


def test_two_people_in_the_same_terms_see_each_other(user: User, case: CustomerCase) -> None:
    module = modules.create(user, case, TERMS)
    modules.change(user, module, Terms("Ny", [StepKey.NEEDS], "P", Decimal(9), 9_000), version=1)
    with pytest.raises(Conflict) as error:
        modules.change(user, module, TERMS, version=1)
    assert {one.field for one in error.value.differences} == {"title", "product", "planned_hours", "price_dkk"}


# ---- the agreement and its addendum


def test_what_was_sent_is_frozen(user: User, case: CustomerCase) -> None:
    module = modules.create(user, case, TERMS)
    document = module_agreements.send(user, module, to="Åse", on=clock.today())
    kept = files.content(document.file)
    assert (document.deliverable, document.version, document.gaps) == ("kundeaftale-1", 1, 0)
    case.customer.name = "Et andet navn"
    assert files.content(document.file) == kept
    assert module.agreement_document is document


def test_an_addendum_holds_when_it_is_signed(user: User, case: CustomerCase) -> None:
    module = modules.create(user, case, TERMS)
    module_agreements.send(user, module, to="Åse", on=clock.today())
    module_agreements.sign(user, module, by="Åse", on=clock.today(), how=SignedHow.FILE, file=_file(user))
    addendum = module_agreements.amend(user, module, CHANGE)
    assert addendum.document is not None
    assert (module.price_dkk, addendum.document.version) == (15_000, 2)
    with pytest.raises(RuleViolation, match="venter allerede"):
        module_agreements.amend(user, module, Change(1, "P", Decimal(1), "Endnu en"))
    module_agreements.sign_addendum(user, addendum, by="Åse", on=clock.today(), how=SignedHow.PAPER)
    assert (module.price_dkk, module.product, module.planned_hours) == (12_000, CHANGE.product, Decimal(12))
    assert module.open_addendum is None
    with pytest.raises(RuleViolation):
        module_agreements.withdraw_addendum(user, addendum)


def test_an_addendum_is_withdrawn_and_nothing_has_changed(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    module_agreements.withdraw_addendum(user, module_agreements.amend(user, module, CHANGE))
    assert (module.open_addendum, module.price_dkk) == (None, 15_000)


def test_the_customer_signs_itself(case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SENT)
    module_agreements.sign(None, module, by="Åse Ørsted", on=clock.today(), how=SignedHow.LINK)
    assert (status(module), module.signed_how) == (S.AGREEMENT_SIGNED, SignedHow.LINK)


# ---- the way to the end


def test_reports_are_dated_by_the_server_and_a_late_one_is_possible(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SIGNED)
    module_reports.begin(user, module)
    assert modules.next_act(module) is Act.REPORT_START
    module_reports.report_start(user, module, starts_on=SIGNED, expected_end_on=clock.today(), sparring_wish="NIS2")
    assert (module.start_reported_on, status(module)) == (clock.today(), S.IN_PROGRESS)
    assert case.step(StepKey.NEEDS).started_on == clock.today()


def test_the_product_is_a_document_that_was_handed_over(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    add_hours(module)
    module_agreements.amend(user, module, CHANGE)  # an agreement is no product
    addendum = module.open_addendum
    assert addendum is not None
    module_agreements.withdraw_addendum(user, addendum)
    documents.hand_over(user, case, find_deliverable("behovsbeskrivelse"), to="Åse", on=clock.today())
    db.session.refresh(case)
    names = [module_deliveries.product_name(one) for one in module_deliveries.products(module)]
    assert names == ["behovsbeskrivelse/1"]
    product = module_deliveries.find_product(module, "behovsbeskrivelse/1")
    module_deliveries.deliver(user, module, on=clock.today(), product=product)
    assert (status(module), module.product_document) == (S.DELIVERED, product)


def test_the_rating_is_kept_with_its_five_answers(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.DELIVERED)
    scores = dict.fromkeys(RatingQuestion, 4)
    module_deliveries.accept(user, module, Answer("Åse", clock.today(), 4, scores, comment="God hjælp"))
    assert {one.question: one.score for one in module.ratings} == scores
    assert events(case)[-1] == "registrerede, at Åse godkendte modul 1 og gav hjælpen 4 af 5"


def test_a_rejected_module_is_delivered_again(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.DELIVERED)
    add_hours(module)
    module_deliveries.reject(user, module, by="Åse", reason="Kapitel 4 mangler")
    assert (status(module), module.reject_reason) == (S.IN_PROGRESS, "Kapitel 4 mangler")
    module_deliveries.deliver(user, module, on=clock.today(), product=_file(user))
    assert status(module) is S.DELIVERED


def test_silence_counts_after_14_days_and_a_reminder(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.DELIVERED)
    module.delivered_on = clock.today() - timedelta(days=14)
    assert modules.next_act(module) is Act.REMIND
    module_deliveries.remind(user, module)
    module.reminded_on = clock.today() - timedelta(days=1)
    assert modules.next_act(module) is Act.ACCEPT_SILENTLY
    module_deliveries.accept_silently(user, module)
    assert (status(module), module.accepted_silently) == (S.ACCEPTED, True)
    assert "intet svar efter 14 dage" in events(case)[-1]


def test_a_missing_end_report_keeps_the_case_open(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    modules.cancel(user, module, reason="Kunden fortrød")
    assert status(module) is S.CANCELLED
    with pytest.raises(RuleViolation, match="Modul 1 er ikke meldt"):
        case_states.complete(user, case)
    module_reports.report_end(user, module, EndReport("Kunden ved nu, at de kan vente"))
    assert module.end_reported_on == clock.today()
    case_states.complete(user, case)
    assert case.status is CaseStatus.COMPLETED


def test_a_module_that_was_never_begun_owes_no_report(user: User, case: CustomerCase) -> None:
    module = make_module(case)
    modules.cancel(user, module, reason="Kunden fortrød")
    with pytest.raises(RuleViolation):
        module_reports.report_end(user, module, EndReport("Ingen"))
    case_states.complete(user, case)


# ---- hours


def test_hours_are_deleted_and_brought_back_and_never_share_a_number(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    first = time_entries.add(user, module, spent_on=clock.today(), hours=Decimal("0.25"), activity="Møde")
    time_entries.delete(user, module, first)
    assert module.actual_hours == 0
    second = time_entries.add(user, module, spent_on=clock.today(), hours=Decimal(2), activity="")
    time_entries.restore(user, module, time_entries.find(module, first.number, deleted=True))
    assert (first.number, second.number, module.actual_hours) == (1, 2, Decimal("2.25"))
    time_entries.change(user, module, second, spent_on=SIGNED, hours=Decimal("1.5"), activity="Workshop")
    assert module.actual_hours == Decimal("1.75")
    assert time_entries.suggestions(module)[:2] == ["Workshop", "Møde"]


def test_no_hours_after_the_end_report(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.END_REPORTED)
    entry = add_hours(module)
    for act in (
        lambda: time_entries.add(user, module, spent_on=clock.today(), hours=Decimal(1), activity=""),
        lambda: time_entries.delete(user, module, entry),
    ):
        with pytest.raises(RuleViolation):
            act()


# ---- the limits


def test_limits_hold_from_their_day_and_a_module_keeps_its_own(user: User, case: CustomerCase) -> None:
    old = make_module(case)
    admin = make_user(Role.ADMIN)
    module_limits.add(admin, valid_from=clock.today(), limits=Limits(16_000, 16, 12, 20), note="Ny aftale")
    new = modules.create(user, case, Terms("M", [StepKey.NEEDS], "P", Decimal(15), 16_000))
    assert (new.max_price_dkk, module_limits.of_module(old).max_price_dkk) == (16_000, 15_000)
    module_agreements.send(user, new, to="Åse", on=clock.today())
    with pytest.raises(RuleViolation):
        modules.change(user, old, Terms("M", [StepKey.NEEDS], "P", Decimal(15), 16_000), version=1)


def test_limits_are_set_by_administrators_and_not_backwards(user: User) -> None:
    with pytest.raises(Forbidden):
        module_limits.add(user, valid_from=clock.today(), limits=Limits(), note="")
    with pytest.raises(RuleViolation):
        module_limits.add(make_user(Role.ADMIN), valid_from=SIGNED, limits=Limits(), note="")
    assert db.session.query(ModuleLimit).count() == 0
