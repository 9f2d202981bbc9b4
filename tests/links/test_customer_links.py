"""The customer's link as a use case: one act, one text, one answer."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from itstart import clock
from itstart.db import db
from itstart.models import CaseEvent, CustomerLink, OutboxMail
from itstart.policies import Forbidden
from itstart.rules.customer_links import LinkAnswer, LinkPurpose, LinkState
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import SignedHow
from itstart.rules.terms import ModuleStatus
from itstart.services import customer_links, module_agreements, modules, outbox
from itstart.services.customer_acts import Answer
from itstart.services.customer_links import LinkOver
from itstart.sqlite import writing
from tests.factories import make_helper
from tests.links.things import (
    TERMS,
    agreement_link,
    decide,
    history_lines,
    make_link,
    make_sender,
    make_sent_agreement,
)


def test_the_secret_is_kept_nowhere_but_in_the_mail_that_waits(app: Flask) -> None:
    link, token, _ = agreement_link()

    assert len(token) >= 32
    assert link.token_hash == customer_links.token_hash(token)
    mail = outbox.find_by_key(f"customer-link:{link.id}")
    assert mail is not None
    assert token not in mail.body
    assert token in outbox.text(mail)
    assert mail.reply_to == link.created_by.email
    assert "+45 00 00 00 01" in mail.body
    for row in db.session.scalars(select(CaseEvent)):
        assert token not in row.text


def test_an_agreement_is_signed_by_the_customer_itself(app: Flask) -> None:
    link, token, module = agreement_link()
    exhibit = customer_links.look(link)
    assert module.agreement_document is not None
    assert exhibit.file is module.agreement_document.file

    decide(token)

    assert module.status is ModuleStatus.AGREEMENT_SIGNED
    assert (module.agreement_signed_by, module.signed_how) == ("Birgit Nordvang", SignedHow.LINK)
    assert module.agreement_signed_on == clock.today()
    assert customer_links.state(link) is LinkState.ANSWERED
    assert "Birgit Nordvang (via link)" in {actor for actor, _ in history_lines()}
    assert exhibit.file is not None
    for part in ("Birgit Nordvang", exhibit.file.sha256, link.content_hash, "Behovsbeskrivelse med 33 krav", "15.000"):
        assert part in link.receipt


def test_both_get_word_one_mail_each(app: Flask) -> None:
    link, token, _ = agreement_link()
    decide(token)

    mails = {mail.key.rpartition(":")[2]: mail for mail in db.session.scalars(select(OutboxMail))}
    assert mails["receipt"].recipient == "birgit@nordvang.example"
    assert link.receipt in mails["receipt"].body
    assert mails["answer"].recipient == link.created_by.email
    assert link.receipt in mails["answer"].body
    assert len(mails) == 3


def test_an_answer_is_given_once(app: Flask) -> None:
    _, token, _ = agreement_link()
    decide(token)

    with pytest.raises(LinkOver):
        decide(token, LinkAnswer.NO, Answer("En anden", "nej"))


def test_ten_people_at_once_are_one_answer(app: Flask) -> None:
    link, _, _ = agreement_link()
    hashed, number = link.token_hash, link.id
    db.session.remove()
    start = Barrier(10)

    def answer(who: int) -> bool:
        with app.app_context(), writing():
            start.wait()
            try:
                customer_links.decide(hashed, LinkAnswer.YES, Answer(f"Person {who}"))
                db.session.commit()
            except (LinkOver, RuleViolation):
                db.session.rollback()
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(10) as pool:
        results = list(pool.map(lambda who: Context().run(answer, who), range(10)))

    assert sum(results) == 1
    link = db.session.get_one(CustomerLink, number)
    assert link.answered_by == f"Person {results.index(True)}"
    signed = select(func.count()).select_from(CaseEvent).where(CaseEvent.kind == "agreement_signed")
    assert db.session.scalar(signed) == 1
    assert db.session.scalar(select(func.count()).select_from(OutboxMail)) == 3


def test_a_no_is_told_and_changes_nothing_else(app: Flask) -> None:
    link, token, module = agreement_link()
    decide(token, LinkAnswer.NO, Answer("Birgit Nordvang", "Prisen skal med moms"))

    assert module.status is ModuleStatus.AGREEMENT_SENT
    assert link.note == "Prisen skal med moms"
    actor, text = history_lines()[0]
    assert actor == "Birgit Nordvang (via link)"
    assert "Prisen skal med moms" in text
    mail = outbox.find_by_key(f"customer-link:{link.id}:answer")
    assert mail is not None
    assert "Prisen skal med moms" in mail.body


def test_a_changed_text_voids_the_link(app: Flask) -> None:
    link, token, module = agreement_link()
    helper = link.created_by
    modules.change(helper, module, TERMS.__class__(**{**TERMS.__dict__, "price_dkk": 14_000}), version=module.version)
    module_agreements.send(helper, module, to="Birgit", on=clock.today())
    db.session.commit()

    with pytest.raises(LinkOver) as over:
        decide(token)
    assert over.value.changed
    assert module.status is ModuleStatus.AGREEMENT_SENT
    assert customer_links.state(link) is LinkState.OPEN


def test_a_recalled_agreement_voids_the_link(app: Flask) -> None:
    link, token, module = agreement_link()
    module_agreements.recall(link.created_by, module)
    db.session.commit()

    with pytest.raises(LinkOver) as over:
        decide(token)
    assert over.value.changed


def test_a_paper_signature_in_the_meantime_settles_it(app: Flask) -> None:
    link, token, module = agreement_link()
    module_agreements.sign(link.created_by, module, by="Birgit", on=clock.today(), how=SignedHow.PAPER)
    db.session.commit()

    with pytest.raises(LinkOver):
        decide(token)
    assert module.signed_how is SignedHow.PAPER


@pytest.mark.parametrize("answer", list(LinkAnswer))
def test_an_expired_link_decides_nothing(app: Flask, answer: LinkAnswer) -> None:
    link, token, _ = agreement_link()
    link.expires_at = clock.now() - timedelta(seconds=1)
    db.session.commit()

    with pytest.raises(LinkOver):
        decide(token, answer)
    assert customer_links.state(link) is LinkState.EXPIRED
    assert link.used_at is None


def test_it_lasts_fourteen_days(app: Flask) -> None:
    link, _, _ = agreement_link()

    assert link.expires_at - link.created_at == timedelta(days=14)


def test_a_withdrawn_link_decides_nothing_and_its_mail_stays(app: Flask) -> None:
    link, token, _ = agreement_link()
    customer_links.revoke(link.created_by, link)
    db.session.commit()

    with pytest.raises(LinkOver):
        decide(token)
    mail = outbox.find_by_key(f"customer-link:{link.id}")
    assert mail is not None
    assert outbox.state(mail) is outbox.MailState.WITHDRAWN
    assert token not in outbox.text(mail)


def test_a_new_link_withdraws_the_old(app: Flask) -> None:
    link, token, module = agreement_link()
    newer, newer_token = make_link(link.created_by, module.case, LinkPurpose.APPROVE_AGREEMENT, "M-1")

    assert customer_links.state(link) is LinkState.REVOKED
    with pytest.raises(LinkOver):
        decide(token)
    decide(newer_token)
    assert newer.number == 2


def test_the_database_refuses_a_second_live_link(app: Flask) -> None:
    link, _, _ = agreement_link()
    twin = {
        column.name: getattr(link, column.name)
        for column in CustomerLink.__table__.columns
        if column.name not in {"id", "token_hash", "number"}
    }
    db.session.add(CustomerLink(**twin, token_hash="0" * 64, number=9))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_another_firm_makes_no_link(app: Flask) -> None:
    module = make_sent_agreement(make_sender())

    with pytest.raises(Forbidden):
        make_link(make_helper(), module.case, LinkPurpose.APPROVE_AGREEMENT, "M-1")


def test_what_is_not_there_gets_no_link(app: Flask) -> None:
    helper = make_sender()
    case = make_sent_agreement(helper).case

    for purpose, code in (
        (LinkPurpose.APPROVE_AGREEMENT, "M-9"), (LinkPurpose.APPROVE_DOCUMENT, "behovsbeskrivelse-1"),
        (LinkPurpose.APPROVE_DOCUMENT, "x"), (LinkPurpose.SIGN_ADDENDUM, "M-1-T1"), (LinkPurpose.SIGN_ADDENDUM, ""),
    ):  # fmt: skip
        with pytest.raises(NoResultFound):
            make_link(helper, case, purpose, code)
    with pytest.raises(RuleViolation):
        make_link(helper, case, LinkPurpose.ACCEPT_DELIVERY, "M-1")
    with pytest.raises(RuleViolation):
        make_link(helper, case, LinkPurpose.RATE, "M-1")
    with pytest.raises(RuleViolation):
        make_link(helper, case, LinkPurpose.APPROVE_SUCCESS_CASE, "successag")


def test_no_secret_in_any_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _, token, _ = agreement_link()
        decide(token)
        with pytest.raises(LinkOver):
            decide(token)

    assert token not in caplog.text
