"""A correction from its reason to its letters, the answers to all, and a tender that is cancelled and begun again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, OutboxMail, TenderVersion, User
from itstart.rules.findings import RuleViolation
from itstart.rules.tender_states import FileKind, TenderState
from itstart.rules.terms import InvitationStatus
from itstart.services import files, rows, tender_dates, tenders
from itstart.steps import find_list, find_task
from itstart.steps.tender_versions import state
from tests.documents import word_reading as reading
from tests.factories.tenders import ask, pass_the_deadline
from tests.services.tender_cases import tender_in

pytestmark = pytest.mark.usefixtures("app", "no_office")
KRAV, TASK = find_list("krav"), find_task("behov/krav")
CRITERIA, WEIGHTS = find_list("kriterier-liste"), find_task("udbud/kriterier")


@pytest.fixture
def correcting() -> tuple[CustomerCase, User]:
    return tender_in(TenderState.CORRECTING)


def text_of(version: TenderVersion, kind: FileKind) -> str:
    """What the first file of the kind says."""
    return reading.text(files.content(next(file.file for file in version.files if file.kind is kind)))


def change_everything(case: CustomerCase, user: User) -> None:
    """One requirement reworded, one withdrawn, one added, and a weight moved from one criterion to the other."""
    first, _, last = case.requirements
    rows.save(user, case, TASK, KRAV, first, {"text": "Systemet skal vise lager på 1 sekund."}, version=first.version)
    rows.delete(user, case, KRAV, last)
    rows.create(user, case, TASK, KRAV, {"title": "Nemhandel", "text": "Fakturaer sendes digitalt."})
    for criterion, weight in zip(case.criteria, (50, 50), strict=True):
        typed = {"weight": weight, "weight_reason": "Prisen tæller mere."}
        rows.save(user, case, WEIGHTS, CRITERIA, criterion, typed, version=criterion.version)
    db.session.commit()
    db.session.refresh(case)


def test_a_correction_becomes_a_new_version_with_its_own_papers(correcting: tuple[CustomerCase, User]) -> None:
    case, user = correcting
    change_everything(case, user)
    deadline = tender_dates.new_deadline(case) + timedelta(days=7)
    version = tenders.send_correction(user, case, deadline=deadline)
    first = case.tender_versions[0]
    assert (version.number, version.reason) == (2, "Et krav er skrevet forkert.")
    assert version.deadline_at == case.tender.bid_deadline_at == deadline
    assert version.requirements_hash != first.requirements_hash
    assert (first.correction_opened_at, state(case)) == (None, TenderState.ISSUED)
    assert [change.reason for change in case.weight_changes] == ["Prisen tæller mere."] * 2
    sheet = text_of(version, FileKind.CORRECTION)
    for words in (
        "Systemet skal klare: Lager i realtid.", "Systemet skal vise lager på 1 sekund.", "Nemhandel", "Data ved ophør",
        "Udgået", "60 %", "50 %", "Prisen tæller mere.", "Et krav er skrevet forkert.",
    ):  # fmt: skip
        assert words in sheet
    material = text_of(version, FileKind.MATERIAL)
    assert "Dette er version 2. Den erstatter version 1" in material
    assert "K-03\nData ved ophør\nUdgået" in material
    assert "Rettelse nr. 1" in text_of(version, FileKind.LETTER)


def test_a_number_that_was_withdrawn_is_never_used_again(correcting: tuple[CustomerCase, User]) -> None:
    case, user = correcting
    rows.delete(user, case, KRAV, case.requirements[-1])
    assert rows.create(user, case, TASK, KRAV, {"title": "Nyt"}).code == "K-04"


def test_old_versions_keep_their_files_and_their_words(correcting: tuple[CustomerCase, User]) -> None:
    case, user = correcting
    first = case.tender_versions[0]
    before = [files.content(file.file) for file in first.files]
    change_everything(case, user)
    tenders.send_correction(user, case, deadline=tender_dates.new_deadline(case) + timedelta(days=7))
    assert [files.content(file.file) for file in first.files] == before
    assert first.snapshot["requirements"][0]["text"] == "Systemet skal klare: Lager i realtid."


def test_a_correction_is_taken_back_only_while_nothing_has_changed(correcting: tuple[CustomerCase, User]) -> None:
    case, user = correcting
    row = case.requirements[0]
    rows.save(user, case, TASK, KRAV, row, {"title": "Andet"}, version=row.version)
    with pytest.raises(RuleViolation, match="Der er rettet noget"):
        tenders.undo_correction(user, case)
    rows.save(user, case, TASK, KRAV, row, {"title": "Lager i realtid"}, version=row.version)
    tenders.undo_correction(user, case)
    assert state(case) is TenderState.ISSUED


def test_nothing_is_sent_when_nothing_was_changed(correcting: tuple[CustomerCase, User]) -> None:
    case, user = correcting
    with pytest.raises(RuleViolation, match="ikke rettet noget"):
        tenders.send_correction(user, case, deadline=case.tender.bid_deadline_at)
    assert len(case.tender_versions) == 1


def test_a_new_deadline_alone_is_a_correction_but_not_one_that_has_passed(
    correcting: tuple[CustomerCase, User],
) -> None:
    case, user = correcting
    with pytest.raises(RuleViolation, match="senere end nu"):
        tenders.send_correction(user, case, deadline=clock.now() - timedelta(minutes=1))
    later = tender_dates.new_deadline(case) + timedelta(days=7)
    version = tenders.send_correction(user, case, deadline=later)
    assert "Frist for tilbud" in text_of(version, FileKind.CORRECTION)


def test_a_late_correction_proposes_a_deadline_with_time_to_read_it() -> None:
    case, user = tender_in(TenderState.CLOSED)
    case.tender.bid_deadline_at = case.tender_versions[-1].deadline_at
    tenders.begin_correction(user, case, reason="Glemt bilag")
    proposed = tender_dates.new_deadline(case)
    assert proposed > clock.now() + timedelta(days=6)
    assert clock.local(proposed).hour == 12


# ---- answers ---------------------------------------------------------------------------------------


def test_answers_go_to_all_at_once_and_only_once() -> None:
    case, user = tender_in(TenderState.ISSUED)
    ask(case, "Kan der være to niveauer?", "Ja.\nHylde og plads.")
    waiting = ask(case, "Må vi byde på en del?")
    assert tenders.publish_answers(user, case) == 1
    version = case.tender_versions[0]
    said = text_of(version, FileKind.ANSWERS)
    assert "Hylde og plads." in said
    assert "byde på en del" not in said
    mails = [mail for mail in db.session.scalars(select(OutboxMail)) if "answers" in mail.key]
    assert [len(mail.files) for mail in mails] == [1, 1]
    with pytest.raises(RuleViolation, match="ingen nye svar"):
        tenders.publish_answers(user, case)
    waiting.answer = "Nej."
    assert tenders.publish_answers(user, case) == 1
    assert [file.file.name for file in version.files if file.kind is FileKind.ANSWERS] == [
        f"{case.number} Spørgsmål og svar 1.docx",
        f"{case.number} Spørgsmål og svar 2.docx",
    ]


def test_an_answer_that_is_corrected_is_sent_again() -> None:
    case, user = tender_in(TenderState.ISSUED)
    row = ask(case, "Kan der være to niveauer?", "Ja.")
    tenders.publish_answers(user, case)
    questions, task = find_list("spoergsmaal-liste"), find_task("udbud/spoergsmaal")
    for text, published_on in (("Ja.", clock.today()), ("Nej.", None)):
        rows.save(user, case, task, questions, row, {"answer": text}, version=row.version)
        assert row.published_on == published_on
    assert tenders.publish_answers(user, case) == 1


@pytest.mark.parametrize("name", ["limfjord business systems", "KONGEÅ DATA A/S", "Pia Toft"])
def test_nobody_is_named_in_what_goes_to_all(name: str) -> None:
    case, user = tender_in(TenderState.ISSUED)
    row = ask(case, f"Kan {name} få en forlænget frist?", "Nej.")
    with pytest.raises(RuleViolation, match=f"Spørgsmål {row.code} nævner"):
        tenders.publish_answers(user, case)
    assert row.published_on is None


# ---- cancelled -------------------------------------------------------------------------------------


def test_a_cancelled_tender_tells_every_vendor_why_and_can_be_begun_again() -> None:
    case, user = tender_in(TenderState.ISSUED)
    tenders.decline(user, case, case.vendors[0], reason="Ingen tid")
    tenders.cancel(user, case, reason="Kunden er solgt & flyttet.")
    version = case.tender_versions[0]
    letters = [file for file in version.files if file.kind is FileKind.CANCELLATION]
    assert [file.vendor.name for file in letters if file.vendor] == ["Kongeå Data A/S", "Sydhavn Software ApS"]
    assert "Kunden er solgt & flyttet." in text_of(version, FileKind.CANCELLATION)
    mails = {
        mail.key.rpartition(":")[2]: mail for mail in db.session.scalars(select(OutboxMail)) if "pia" in mail.recipient
    }
    assert mails["sent"].withdrawn_at is not None
    assert "Kunden er solgt & flyttet." in mails["cancelled"].body
    again = tenders.send(user, case)
    assert (again.number, again.reason, state(case)) == (2, "", TenderState.ISSUED)
    assert "erstatter" not in text_of(again, FileKind.MATERIAL)
    assert case.vendors[0].invitation_status is InvitationStatus.DECLINED


def test_a_tender_with_a_decision_is_not_cancelled() -> None:
    case, user = tender_in(TenderState.ISSUED)
    pass_the_deadline(case)
    case.evaluation.decided_vendor = case.vendors[0]
    with pytest.raises(RuleViolation, match="valgt en leverandør"):
        tenders.cancel(user, case, reason="Fortrudt")
