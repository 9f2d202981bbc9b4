"""The states of a case and of its steps, the declaration of impartiality and the kodeks."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock, policies
from itstart.data import code_of_conduct as text
from itstart.db import db
from itstart.models import CustomerCase, GeneratedDocument, ImpartialityDeclaration, User, Vendor
from itstart.models.files import StoredFile
from itstart.rules.findings import RuleViolation
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, StepStatus
from itstart.services import case_states, case_steps, code_of_conduct, impartiality
from itstart.services.impartiality import Declared
from tests.factories.accounts import make_helper, make_staff
from tests.factories.cases import add_module, make_active_case, make_case, open_the_gates
from tests.services.test_cases import events

DAY = date(2026, 3, 1)
REPORTED = {"agreement_signed_on": DAY, "started_on": DAY, "end_reported_on": DAY}


def status(case: CustomerCase) -> CaseStatus:
    """Asked anew each time, also in the type checker's eyes."""
    return case.status


def where(error: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [finding.where for finding in error.value.findings]


@pytest.fixture
def user(app: Flask) -> User:
    return make_helper()


# ---- the case


def test_a_draft_is_activated_only_through_the_gates(user: User) -> None:
    case = make_case(user, customer={"cvr": ""})
    with pytest.raises(RuleViolation) as error:
        case_states.activate(user, case)
    assert where(error) == ["code_of_conduct", "cvr", "impartiality", "referral_source"]
    assert status(case) is CaseStatus.DRAFT


def test_with_the_gates_open_it_is_active(user: User) -> None:
    case = open_the_gates(make_case(user))
    case_states.activate(user, case)
    assert status(case) is CaseStatus.ACTIVE
    assert events(case)[-1] == "gjorde sagen aktiv"


def test_an_active_case_is_not_activated_again(user: User) -> None:
    with pytest.raises(RuleViolation):
        case_states.activate(user, make_active_case(user))


def test_pause_needs_a_reason_and_a_day(user: User) -> None:
    case = make_active_case(user)
    with pytest.raises(RuleViolation) as error:
        case_states.pause(user, case, reason=" ", next_contact_on=clock.today() - timedelta(days=1))
    assert where(error) == ["pause_reason", "next_contact_on"]


def test_pause_and_resume(user: User) -> None:
    case = make_active_case(user)
    case_states.pause(user, case, reason="Ferie", next_contact_on=clock.today() + timedelta(days=7))
    assert status(case) is CaseStatus.PAUSED
    case_states.resume(user, case)
    assert status(case) is CaseStatus.ACTIVE
    assert events(case)[-2:] == ["satte sagen i bero: Ferie", "genoptog sagen"]


def test_a_case_without_modules_is_not_completed(user: User) -> None:
    with pytest.raises(RuleViolation):
        case_states.complete(user, make_active_case(user))


def test_every_module_is_reported_before_the_end(user: User) -> None:
    case = make_active_case(user, waiting_on="kunden", next_action="Ring", next_action_on=DAY)
    module = add_module(case, agreement_signed_on=DAY, started_on=DAY)
    with pytest.raises(RuleViolation) as error:
        case_states.complete(user, case)
    assert where(error) == ["modul-1"]
    module.end_reported_on = DAY
    case_states.complete(user, case)
    assert status(case) is CaseStatus.COMPLETED
    assert (case.waiting_on, case.next_action, case.next_action_on) == ("", "", None)


def test_abandon_needs_a_reason(user: User) -> None:
    case = make_case(user)
    with pytest.raises(RuleViolation) as error:
        case_states.abandon(user, case, reason="")
    assert where(error) == ["abandon_reason"]
    case_states.abandon(user, case, reason="Kunden har fået ny ejer")
    assert status(case) is CaseStatus.ABANDONED
    assert case_states.possible(case) == ()


def test_a_begun_module_stops_the_abandoning(user: User) -> None:
    case = make_active_case(user)
    add_module(case, agreement_signed_on=DAY, started_on=DAY)
    with pytest.raises(RuleViolation):
        case_states.abandon(user, case, reason="Kunden har fået ny ejer")


def test_only_staff_reopen(user: User) -> None:
    case = make_active_case(user)
    add_module(case, **REPORTED)
    case_states.complete(user, case)
    with pytest.raises(policies.Forbidden):
        case_states.reopen(user, case, reason="Projektet fortsætter")
    with pytest.raises(RuleViolation):
        case_states.reopen(make_staff(), case, reason="")
    case_states.reopen(make_staff(), case, reason="Projektet fortsætter")
    assert status(case) is CaseStatus.ACTIVE


def test_another_firm_may_not(user: User) -> None:
    case = open_the_gates(make_case(user))
    with pytest.raises(policies.Forbidden):
        case_states.activate(make_helper(), case)


# ---- the steps


def hand_over(case: CustomerCase, deliverable: str) -> None:
    file = StoredFile(sha256="0" * 64, name="x.docx", size=1, media_type="x", content=b"x", created_at=clock.now())
    db.session.add(file)
    db.session.flush()
    values: dict[str, Any] = {"version": 1, "template_sha256": "", "created_by": "Mette", "snapshot": {}}
    case.documents.append(
        GeneratedDocument(
            deliverable=deliverable, file_id=file.id, created_at=clock.now(), handed_over_on=DAY, **values
        )
    )
    db.session.commit()


def test_a_step_needs_its_document_and_a_day(user: User) -> None:
    case = make_active_case(user)
    with pytest.raises(RuleViolation) as error:
        case_steps.finish(user, case, StepKey.NEEDS, approved_on=None, approved_by="Åse")
    assert where(error) == ["", "approved_on"]


def test_a_step_is_done_and_opened_again(user: User) -> None:
    case = make_active_case(user)
    hand_over(case, "behovsbeskrivelse")
    case_steps.finish(user, case, StepKey.NEEDS, approved_on=DAY, approved_by="Åse")
    step = case.step(StepKey.NEEDS)
    assert (step.status, step.approved_by) == (StepStatus.DONE, "Åse")
    with pytest.raises(RuleViolation):
        case_steps.finish(user, case, StepKey.NEEDS, approved_on=DAY, approved_by="Åse")
    with pytest.raises(RuleViolation):
        case_steps.reopen(user, case, StepKey.NEEDS, note="")
    case_steps.reopen(user, case, StepKey.NEEDS, note="Et nyt krav")
    assert step.status is StepStatus.IN_PROGRESS
    assert events(case)[-1] == "åbnede skridt 1, Behovsbeskrivelse, igen"


def test_nobody_approves_tomorrow(user: User) -> None:
    case = make_active_case(user)
    hand_over(case, "behovsbeskrivelse")
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(RuleViolation):
        case_steps.finish(user, case, StepKey.NEEDS, approved_on=tomorrow, approved_by="Åse")


def test_step_four_needs_the_contract_or_a_reason(user: User) -> None:
    case = make_active_case(user)
    hand_over(case, "projektplan")
    with pytest.raises(RuleViolation) as error:
        case_steps.finish(user, case, StepKey.PROJECT, approved_on=DAY, approved_by="Åse")
    assert where(error) == ["not_signed_reason"]
    case_steps.finish(
        user, case, StepKey.PROJECT, approved_on=DAY, approved_by="Åse", not_signed_reason="Kunden venter et år"
    )
    assert case.step(StepKey.PROJECT).not_signed_reason == "Kunden venter et år"


def test_with_a_signed_contract_no_reason_is_asked(user: User) -> None:
    case = make_active_case(user)
    hand_over(case, "kontrakt")
    case.contract.signed_on = DAY
    case_steps.finish(user, case, StepKey.PROJECT, approved_on=DAY, approved_by="Åse")
    assert case.step(StepKey.PROJECT).status is StepStatus.DONE


def test_skip_and_resume(user: User) -> None:
    case = make_active_case(user)
    with pytest.raises(RuleViolation):
        case_steps.skip(user, case, StepKey.TENDER, reason="")
    case_steps.skip(user, case, StepKey.TENDER, reason="Kunden har valgt")
    assert case.step(StepKey.TENDER).status is StepStatus.SKIPPED
    case_steps.resume(user, case, StepKey.TENDER)
    assert case.step(StepKey.TENDER).status is StepStatus.IN_PROGRESS
    with pytest.raises(RuleViolation):
        case_steps.resume(user, case, StepKey.TENDER)


# ---- impartiality and the kodeks


def test_the_first_declaration_is_dated_today(user: User) -> None:
    case = make_case(user)
    impartiality.declare(user, case, Declared(owns_or_is_owned_by_vendor=False, receives_commission=False))
    assert case.impartiality.declared_on == clock.today()
    assert impartiality.findings(case) == []


@pytest.mark.parametrize(("owns", "commission"), [(True, False), (False, True)])
def test_ownership_and_commission_block_the_invitation(user: User, owns: bool, commission: bool) -> None:
    case = make_case(user)
    impartiality.declare(user, case, Declared(owns_or_is_owned_by_vendor=owns, receives_commission=commission))
    assert [finding.blocks for finding in impartiality.findings(case)] == [True]


def test_a_new_relation_must_be_acknowledged_again(user: User) -> None:
    case = make_case(user)
    case.impartiality.acknowledged_by_customer_on = DAY
    db.session.flush()
    told = {"vendor": "", "kind": "other", "description": "Fælles oplæg", "assessment": "Uden betaling"}
    impartiality.save_relation(user, case, None, told)
    assert db.session.scalar(select(ImpartialityDeclaration.acknowledged_by_customer_on)) is None
    row = case.vendor_relations[0]
    impartiality.save_relation(user, case, row, {**told, "description": "Fælles oplæg i 2023"})
    assert row.version == 2
    impartiality.delete_relation(user, case, row)
    impartiality.restore_relation(user, case, impartiality.relation(case, row.code, deleted=True))
    assert impartiality.relation(case, row.code) is row


def test_it_is_confirmed_when_the_vendors_are_known(user: User) -> None:
    case = make_case(user)
    with pytest.raises(RuleViolation):
        impartiality.confirm(user, case)
    case.impartiality.declared_on = DAY
    db.session.add(Vendor(case_id=case.id, code="V-1", name="Kongeå Data", position=1))
    db.session.commit()
    impartiality.confirm(user, case)
    assert case.impartiality.confirmed_with_vendors_on == clock.today()


def test_the_kodeks_is_accepted_once_for_the_firm(user: User) -> None:
    first = code_of_conduct.accept(user, name="Mette", on=clock.today())
    assert code_of_conduct.accept(user, name="Bo", on=clock.today()) is first
    assert user.helper is not None
    assert code_of_conduct.acceptance(user.helper) is first
    assert first.version == text.VERSION


def test_it_is_not_accepted_before_it_was_written_nor_tomorrow(user: User) -> None:
    for day in (text.PUBLISHED_ON - timedelta(days=1), clock.today() + timedelta(days=1)):
        with pytest.raises(RuleViolation):
            code_of_conduct.accept(user, name="Mette", on=day)
