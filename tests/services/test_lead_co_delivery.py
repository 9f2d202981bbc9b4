"""A lead that is offered together with somebody of IBIZ-Center becomes the firm's next co-delivery (D5, D6)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.models import OutboxMail
from itstart.rules.findings import RuleViolation
from itstart.rules.leads import Unfit
from itstart.rules.qualification import EVALUATED_WITHIN_DAYS, Event
from itstart.rules.terms import QualificationStatus
from itstart.services import lead_matches, lead_offers, qualification
from tests.factories import make_helper, make_staff
from tests.factories.leads import fitting_firm, make_lead, person_of


def test_who_is_not_qualified_may_have_it_together_with_the_center(app: Flask) -> None:
    staff, colleague = make_staff(), make_staff()
    firm = fitting_firm(qualification_status=QualificationStatus.CODE_ACCEPTED)
    lead = make_lead(staff=staff)
    assert lead_matches.matches(staff, lead, with_staff=True)[0]

    with pytest.raises(RuleViolation):
        lead_offers.offer(staff, lead, firm.cvr, co_deliverer=make_helper())
    offer = lead_offers.offer(staff, lead, firm.cvr, co_deliverer=colleague)
    mine = person_of(firm)
    lead_offers.accept(mine, lead, has_ties=False)
    case = lead_offers.convert(mine, lead)

    assert offer.co_deliverer is colleague
    assert [(one.staff.user_id if one.staff else None) for one in case.co_deliveries] == [colleague.id]
    assert policies.may_read_case(colleague, case)
    assert firm.qualification_status is QualificationStatus.CO_DELIVERY_1, "the case is the firm's first co-delivery"
    told = qualification.events(firm)[0]
    assert (told.event, told.user_id) == (Event.CO_DELIVER, colleague.id)
    assert f"henvendelse {lead.number}" in told.text
    assert case.co_deliveries[0].evaluation_due_on == clock.today() + timedelta(days=EVALUATED_WITHIN_DAYS)
    others = lead_matches.matches(staff, make_lead(staff=staff), with_staff=True)[1]
    assert [one.cvr for one in others[Unfit.TOGETHER_NOW]] == [firm.cvr]


@pytest.mark.parametrize(
    ("status", "oneself", "told"),
    [
        (QualificationStatus.CODE_ACCEPTED, False, 1),
        (QualificationStatus.CODE_ACCEPTED, True, 0),
        (QualificationStatus.QUALIFIED, False, 0),
    ],
)
def test_who_is_named_by_a_colleague_gets_one_mail(
    app: Flask, status: QualificationStatus, oneself: bool, told: int
) -> None:
    staff = make_staff()
    named = staff if oneself else make_staff()
    firm = fitting_firm("Trekanten Systemvalg ApS", qualification_status=status)
    lead = make_lead(staff=staff)
    lead_offers.offer(staff, lead, firm.cvr, co_deliverer=named)
    mine = person_of(firm)
    lead_offers.accept(mine, lead, has_ties=False)
    lead_offers.convert(mine, lead)

    mails = db.session.scalars(select(OutboxMail).where(OutboxMail.recipient == named.email)).all()
    about = [mail for mail in mails if mail.subject.startswith("Samlevering med Trekanten")]
    assert len(about) == told
    assert all(lead.company in mail.body and mail.reply_to == staff.email for mail in about)


def test_a_firm_that_is_qualified_meanwhile_works_alone_in_the_case(app: Flask) -> None:
    staff, colleague = make_staff(), make_staff()
    firm = fitting_firm(qualification_status=QualificationStatus.EVALUATED_1, co_deliveries=1)
    lead = make_lead(staff=staff)
    lead_offers.offer(staff, lead, firm.cvr, co_deliverer=colleague)
    firm.qualification_status = QualificationStatus.QUALIFIED
    mine = person_of(firm)
    lead_offers.accept(mine, lead, has_ties=False)
    case = lead_offers.convert(mine, lead)

    assert case.co_deliveries == []
    assert colleague.name in {one.name for one in case.staff}
    assert not policies.may_read_case(colleague, case)
