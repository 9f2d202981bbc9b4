"""Modules: made, agreed, reported, delivered, rated; hours and limits."""

from datetime import timedelta
from decimal import Decimal

import pytest

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, ModuleLimit, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import Act, RatingQuestion, SignedHow
from itstart.rules.modules import Limits
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, Role
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
from tests.factories.accounts import make_user
from tests.factories.modules import SIGNED, add_hours, make_module
from tests.services.module_cases import CHANGE, TERMS, S, file, status
from tests.services.test_cases import events


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
    module_deliveries.deliver(user, module, on=clock.today(), product=file(user))
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
    module_agreements.sign(user, module, by="Åse", on=clock.today(), how=SignedHow.FILE, file=file(user))
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
    module_deliveries.deliver(user, module, on=clock.today(), product=file(user))
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
    assert "intet svar inden fristen" in events(case)[-1]


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
