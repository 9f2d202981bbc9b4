"""Sending the tender: what it freezes, what it locks, and every act in every state (D8)."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, GeneratedDocument, OutboxMail, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.tender_states import ACTS, FileKind, TenderAct, TenderState
from itstart.rules.terms import InvitationStatus, Priority
from itstart.services import answers, files, rows, tender_dates, tender_package, tenders
from itstart.steps import find_list, find_task
from itstart.steps.tender.response_form import requirements_hash
from itstart.steps.tender_versions import state
from tests.factories import make_helper, make_staff
from tests.factories.tenders import ask, ready_tender, sent_tender
from tests.services.tender_cases import tender_in

pytestmark = pytest.mark.usefixtures("app", "no_office")
KRAV, CRITERIA = find_list("krav"), find_list("kriterier-liste")
TASK, PLAN = find_task("behov/krav"), find_task("udbud/tidsplan")


def message(error: pytest.ExceptionInfo[RuleViolation]) -> str:
    return " ".join(finding.message for finding in error.value.findings)


# ---- every state and every act ---------------------------------------------------------------------


def _do(act: TenderAct, user: User, case: CustomerCase) -> None:
    vendor = case.vendors[0]
    acts: dict[TenderAct, Callable[[], object]] = {
        TenderAct.SEND: lambda: tenders.send(user, case),
        TenderAct.BEGIN_CORRECTION: lambda: tenders.begin_correction(user, case, reason="Fejl"),
        TenderAct.SEND_CORRECTION: lambda: tenders.send_correction(
            user, case, deadline=tender_dates.new_deadline(case) + timedelta(days=7)
        ),
        TenderAct.UNDO_CORRECTION: lambda: tenders.undo_correction(user, case),
        TenderAct.CANCEL: lambda: tenders.cancel(user, case, reason="Kunden er solgt."),
        TenderAct.PUBLISH_ANSWERS: lambda: tenders.publish_answers(user, case),
        TenderAct.DECLINED: lambda: tenders.decline(user, case, vendor, reason="Ingen tid"),
        TenderAct.NO_RESPONSE: lambda: tenders.no_response(user, case, vendor),
    }
    acts[act]()


AFTER = {
    TenderAct.SEND: TenderState.ISSUED,
    TenderAct.BEGIN_CORRECTION: TenderState.CORRECTING,
    TenderAct.SEND_CORRECTION: TenderState.ISSUED,
    TenderAct.UNDO_CORRECTION: TenderState.ISSUED,
    TenderAct.CANCEL: TenderState.CANCELLED,
}


@pytest.mark.parametrize("here", TenderState)
def test_every_act_in_every_state(here: TenderState) -> None:
    case, user = tender_in(here)
    ask(case, "Må vi byde på en del?", "Nej, kun på det hele.")
    for act in TenderAct:
        with db.session.begin_nested() as trial:
            if act in ACTS[here]:
                _do(act, user, case)
                assert state(case) is AFTER.get(act, here), act
            else:
                with pytest.raises(RuleViolation):
                    _do(act, user, case)
            trial.rollback()
        db.session.expire_all()
        assert state(case) is here


def test_only_the_firm_acts_and_not_in_a_case_that_was_given_up() -> None:
    case, user = tender_in(TenderState.ISSUED)
    ask(case, "Må vi byde på en del?", "Nej.")
    for stranger in (make_staff(), make_helper()):
        for act in ACTS[TenderState.ISSUED]:
            with pytest.raises(Forbidden):
                _do(act, stranger, case)
    case.abandoned_on, case.abandon_reason = clock.today(), "Lukket"
    for act in ACTS[TenderState.ISSUED]:
        with pytest.raises(RuleViolation, match="opgivet"):
            _do(act, user, case)


# ---- sending ---------------------------------------------------------------------------------------


def test_sending_freezes_everything_at_once() -> None:
    user = make_helper()
    case = ready_tender(user)
    version = tenders.send(user, case)
    assert (version.number, version.issued_by, version.deadline_at) == (1, user.name, case.tender.bid_deadline_at)
    assert version.requirements_hash == requirements_hash(case)
    assert [row["code"] for row in version.snapshot["requirements"]] == ["K-01", "K-02", "K-03"]
    assert [row["weight"] for row in version.snapshot["criteria"]] == [60, 40]
    kinds = [file.kind for file in version.files]
    forms = [FileKind.LETTER, FileKind.FORM] * 3
    assert kinds == [FileKind.MATERIAL, FileKind.DEMO, FileKind.CONTRACT, *forms, FileKind.PACKAGE]
    handed = db.session.scalars(select(GeneratedDocument)).one()
    assert (handed.deliverable, handed.file_id) == ("udbudsmateriale", version.files[0].file_id)
    assert case.tender.issued_on == clock.today()
    assert {vendor.invitation_status for vendor in case.vendors} == {InvitationStatus.INVITED}
    assert {(vendor.status_on, vendor.status_by) for vendor in case.vendors} == {(clock.today(), user.name)}
    assert [mark.task for mark in case.finished_tasks] == ["udbud/send"]


def test_each_vendor_with_an_address_gets_a_mail_with_its_own_files_only() -> None:
    case = sent_tender()
    mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()
    assert [mail.recipient for mail in mails] == ["soeren@limfjord.example", "pia@kongeaa.example"]
    names = [file.file.name for file in mails[0].files]
    assert names == [
        f"{case.number} {name}"
        for name in (
            "Udbudsmateriale.docx", "Demomanuskript.docx", "Kontraktudkast.docx",
            "Invitation Limfjord Business Systems.docx", "Tilbudsskema Limfjord Business Systems.xlsx",
        )
    ]  # fmt: skip
    assert all(name in mails[0].body for name in names)
    assert "Kongeå" not in mails[0].body + mails[0].subject


def test_the_zip_holds_every_file_with_a_list_and_can_be_made_again_byte_for_byte() -> None:
    case = sent_tender()
    version = case.tender_versions[0]
    stored = files.content(version.files[-1].file)
    with zipfile.ZipFile(io.BytesIO(stored)) as package:
        names = package.namelist()
        listed = package.read("indhold.txt").decode("utf-8-sig")
        assert package.testzip() is None
        form = package.read(f"V-2 Kongeå Data/{case.number} Tilbudsskema Kongeå Data.xlsx")
    assert len(names) == len(set(names)) == len(version.files)
    assert all(name in listed for name in names[1:])
    assert form == next(files.content(f.file) for f in version.files if f.file.name.endswith("Kongeå Data.xlsx"))
    version.files.pop()
    assert tender_package.pack(version) == stored


def test_the_zip_of_one_vendor_names_no_other() -> None:
    case = sent_tender()
    content = tender_package.pack_for(case.tender_versions[0], case.vendors[0])
    assert content == tender_package.pack_for(case.tender_versions[0], case.vendors[0])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        told = " ".join(package.namelist()) + package.read("indhold.txt").decode("utf-8-sig")
    assert "Limfjord" in told
    assert not any(name in told for name in ("Kongeå", "Sydhavn"))


def test_two_vendors_of_one_name_keep_a_folder_each() -> None:
    user = make_helper()
    case = ready_tender(user)
    case.vendors[1].name = case.vendors[0].name
    case.vendors[2].name = '../..\\"<x>'
    version = tenders.send(user, case)
    with zipfile.ZipFile(io.BytesIO(files.content(version.files[-1].file))) as package:
        names = package.namelist()
    assert len(names) == len(set(names))
    assert not any("\\" in name or name.startswith("/") or "../" in name for name in names)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"public_body": True}, "offentligretligt organ"),
        ({"bid_deadline_at": None}, "Skriv fristen for tilbud"),
        ({"bid_deadline_at": clock.now() - timedelta(days=1)}, "senere end nu"),
        ({"decision_on": None}, "Skriv, hvornår I vælger"),
    ],
)
def test_what_blocks_leaves_no_trace(change: dict[str, Any], said: str) -> None:
    user = make_helper()
    case = ready_tender(user, **change)
    with pytest.raises(RuleViolation) as error:
        tenders.send(user, case)
    assert said in message(error)
    assert case.tender_versions == []
    assert db.session.scalars(select(OutboxMail)).all() == []


def test_ties_and_silence_about_them_block() -> None:
    user = make_helper()
    case = ready_tender(user)
    case.impartiality.receives_commission, case.impartiality.confirmed_with_vendors_on = True, None
    with pytest.raises(RuleViolation) as error:
        tenders.send(user, case)
    assert "provision" in message(error)
    assert "Bekræft din uvildighed" in message(error)


# ---- the lock --------------------------------------------------------------------------------------


@pytest.mark.parametrize("here", TenderState)
def test_requirements_criteria_and_dates_are_locked_while_the_tender_is_out(app: Flask, here: TenderState) -> None:
    case, user = tender_in(here)
    row, criterion = case.requirements[0], case.criteria[0]
    section = PLAN.sections()[0]
    plan = answers.values(case, section)
    tries: tuple[Callable[[], object], ...] = (
        lambda: rows.create(user, case, TASK, KRAV, {"title": "Nyt"}),
        lambda: rows.save(user, case, TASK, KRAV, row, {"title": "Andet"}, version=row.version),
        lambda: rows.move(user, case, KRAV, row, up=False),
        lambda: rows.paste(user, case, TASK, KRAV, [{"title": "Nyt"}]),
        lambda: rows.delete(user, case, KRAV, row),
        lambda: rows.restore(user, case, KRAV, row.code),
        lambda: rows.delete(user, case, CRITERIA, criterion),
        lambda: answers.save(user, case, PLAN, section, {**plan, "title": "Ny titel"}, version=1),
        lambda: tender_dates.accept(user, case, clock.today(), overwrite=True),
    )
    is_locked = here in {TenderState.ISSUED, TenderState.CLOSED}
    for change in tries:
        if is_locked:
            with pytest.raises(RuleViolation) as error:
                change()
            assert "låst, fordi udbuddet er sendt" in message(error)
            assert "begynd en rettelse" in message(error)
        else:
            change()


def test_a_date_alone_locks_nothing() -> None:
    user = make_helper()
    case = ready_tender(user, issued_on=clock.today())
    assert rows.create(user, case, TASK, KRAV, {"title": "Nyt", "priority": Priority.SHOULD}).code == "K-04"


# ---- the vendors -----------------------------------------------------------------------------------


def test_a_no_is_kept_with_its_reason_and_ends_the_mails() -> None:
    case, user = tender_in(TenderState.ISSUED)
    vendor = case.vendors[0]
    with pytest.raises(RuleViolation, match="Skriv, hvorfor"):
        tenders.decline(user, case, vendor, reason=" ")
    tenders.decline(user, case, vendor, reason="Ingen ledige konsulenter")
    assert (vendor.invitation_status, vendor.decline_reason) == (InvitationStatus.DECLINED, "Ingen ledige konsulenter")
    assert (vendor.status_on, vendor.status_by) == (clock.today(), user.name)
    with pytest.raises(RuleViolation, match="Takket nej"):
        tenders.decline(user, case, vendor, reason="Igen")
    ask(case, "Må vi byde på en del?", "Nej.")
    tenders.publish_answers(user, case)
    told = [mail.recipient for mail in db.session.scalars(select(OutboxMail)) if "answers" in mail.key]
    assert told == ["pia@kongeaa.example"]


def test_silence_is_noted_after_the_deadline() -> None:
    case, user = tender_in(TenderState.CLOSED)
    tenders.no_response(user, case, case.vendors[1])
    assert case.vendors[1].invitation_status is InvitationStatus.NO_RESPONSE
