"""Each act a customer can decide by a link does what the helper's own page does."""

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.rules.customer_links import LinkAnswer, LinkPurpose
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import RatingQuestion, SignedHow
from itstart.rules.steps import StepKey
from itstart.rules.success_cases import ConsentHow
from itstart.rules.terms import ModuleStatus, SuccessCaseStatus, YesNoUnknown
from itstart.services import customer_links, module_agreements, success_cases
from itstart.services.customer_acts import Answer
from itstart.services.customer_links import LinkOver
from tests.links.things import (
    TERMS,
    decide,
    history_lines,
    make_delivered,
    make_handed_over,
    make_link,
    make_sender,
    make_sent_agreement,
)


def test_a_document_is_approved_and_its_step_is_done(app: Flask) -> None:
    helper = make_sender()
    document = make_handed_over(helper)
    case = document.case
    link, token = make_link(helper, case, LinkPurpose.APPROVE_DOCUMENT, "behovsbeskrivelse-1")
    assert link.file is document.file

    decide(token)

    step = case.step(StepKey.NEEDS)
    assert (step.approved_by, step.approved_on) == ("Birgit Nordvang", clock.today())
    assert step.done_on == clock.today()
    assert history_lines()[0] == ("Birgit Nordvang (via link)", "godkendte Behovsbeskrivelse, version 1")


def test_a_newer_version_voids_the_link_to_the_old(app: Flask) -> None:
    helper = make_sender()
    case = make_handed_over(helper).case
    _, token = make_link(helper, case, LinkPurpose.APPROVE_DOCUMENT, "behovsbeskrivelse-1")
    make_handed_over(helper, case)

    with pytest.raises(LinkOver) as over:
        decide(token)
    assert over.value.changed


def test_a_delivery_is_accepted_with_a_rating(app: Flask) -> None:
    helper = make_sender()
    module = make_delivered(helper)
    _, token = make_link(helper, module.case, LinkPurpose.ACCEPT_DELIVERY, "M-1")
    scores = dict.fromkeys(RatingQuestion, 4)
    decide(token, answer=Answer("Birgit", "Fint", scores, 5, YesNoUnknown.NO))

    assert module.status is ModuleStatus.ACCEPTED
    assert (module.customer_rating, module.customer_comment) == (5, "Fint")
    assert module.would_have_bought_anyway is YesNoUnknown.NO
    assert {rating.question: rating.score for rating in module.ratings} == scores


def test_a_delivery_is_rejected_with_a_reason(app: Flask) -> None:
    helper = make_sender()
    module = make_delivered(helper)
    _, token = make_link(helper, module.case, LinkPurpose.ACCEPT_DELIVERY, "M-1")
    decide(token, LinkAnswer.NO, Answer("Birgit", "Der mangler et kapitel"))

    assert module.status is ModuleStatus.IN_PROGRESS
    assert (module.rejected_by, module.reject_reason) == ("Birgit", "Der mangler et kapitel")


def test_a_rating_can_come_later(app: Flask) -> None:
    helper = make_sender()
    module = make_delivered(helper)
    module.accepted_on, module.accepted_by = clock.today(), "Birgit"
    db.session.commit()
    _, token = make_link(helper, module.case, LinkPurpose.RATE, "M-1")
    decide(token, answer=Answer("Birgit", "", {RatingQuestion.CLEAR: 3}, 4, YesNoUnknown.UNKNOWN))

    assert module.customer_rating == 4
    with pytest.raises(RuleViolation):
        make_link(helper, module.case, LinkPurpose.RATE, "M-1")


def test_an_addendum_is_signed(app: Flask) -> None:
    helper = make_sender()
    module = make_sent_agreement(helper)
    module_agreements.sign(helper, module, by="Birgit", on=clock.today(), how=SignedHow.PAPER)
    change = module_agreements.Change(14_500, "To dokumenter", TERMS.planned_hours, "Kunden ville have mere")
    module_agreements.amend(helper, module, change)
    db.session.commit()
    link, token = make_link(helper, module.case, LinkPurpose.SIGN_ADDENDUM, "M-1-T1")
    decide(token)

    assert module.price_dkk == 14_500
    assert module.addenda[0].signed_how is SignedHow.LINK
    assert "14.500" in link.receipt


def test_consent_to_a_success_case_and_back_again(app: Flask) -> None:
    helper = make_sender()
    module = make_delivered(helper)
    module.accepted_on, module.accepted_by, module.customer_rating = clock.today(), "Birgit", 5
    db.session.commit()
    story = success_cases.start(helper, module.case)
    values = {"title": "Fra regneark til ERP", "challenge": "Fejl i 1 af 12 ordrer", "result": "Ingen fejl"}
    success_cases.edit(helper, story, values, version=story.version)
    db.session.commit()
    link, token = make_link(helper, module.case, LinkPurpose.APPROVE_SUCCESS_CASE, "successag")
    decide(token)

    assert success_cases.has_consent(story)
    assert (story.consent_by, story.consent_how) == ("Birgit Nordvang", ConsentHow.LINK)
    assert "Samtykket er frivilligt" in link.receipt
    assert customer_links.may_withdraw(link)
    customer_links.withdraw_answer(customer_links.token_hash(token))
    db.session.commit()
    assert story.status is SuccessCaseStatus.WITHDRAWN
    assert story.withdrawn_by == "Birgit Nordvang"
    assert history_lines()[0][0] == "Birgit Nordvang (via link)"
    assert not customer_links.may_withdraw(link)


def test_an_edited_success_case_voids_the_link(app: Flask) -> None:
    helper = make_sender()
    module = make_delivered(helper)
    module.accepted_on, module.accepted_by = clock.today(), "Birgit"
    db.session.commit()
    story = success_cases.start(helper, module.case)
    success_cases.edit(helper, story, {"title": "Den ene titel"}, version=story.version)
    db.session.commit()
    _, token = make_link(helper, module.case, LinkPurpose.APPROVE_SUCCESS_CASE, "successag")
    success_cases.edit(helper, story, {"title": "Den anden titel"}, version=story.version)
    db.session.commit()

    with pytest.raises(LinkOver) as over:
        decide(token)
    assert over.value.changed
