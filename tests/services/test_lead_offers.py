"""A lead offered, accepted, declined and made a case (D5, S31, S35)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.models import Helper, OutboxMail, User
from itstart.rules.findings import RuleViolation
from itstart.rules.lead_states import DeclineReason, Event
from itstart.rules.leads import Unfit
from itstart.rules.settings import SettingKey
from itstart.rules.terms import CaseStatus, Category, LeadStatus, QualificationStatus, ReferralSource
from itstart.services import lead_matches, lead_offers, leads, settings
from tests.factories import make_admin, make_helper, make_staff
from tests.factories.leads import fitting_firm, make_lead, own_lead, person_of


def mails_to(person: User) -> list[str]:
    query = select(OutboxMail.subject).where(OutboxMail.recipient == person.email).order_by(OutboxMail.id)
    return list(db.session.scalars(query))


# ---- offering ----------------------------------------------------------------------------------------


def test_an_offer_is_mailed_to_everybody_in_the_firm_without_the_customers_name(app: Flask) -> None:
    staff, firm = make_staff(), fitting_firm(people=2)
    lead = make_lead(staff=staff)
    made = lead_offers.offer(staff, lead, firm.cvr)

    assert (lead.status, lead.offered_to_helper_on) == (LeadStatus.OFFERED, clock.today())
    assert made.is_open
    written = list(db.session.scalars(select(OutboxMail)))
    assert {mail.recipient for mail in written} == {user.email for user in firm.users}
    for mail in written:
        assert lead.need_summary in mail.body
        assert "Herning Kommune" in mail.body
        assert not {lead.company, lead.contact_name, lead.contact_email} & set(mail.body.split("\n"))
        assert lead.company not in mail.body
        assert lead.contact_name not in mail.body


def test_one_at_a_time_or_as_many_as_the_setting_says(app: Flask) -> None:
    staff, firms = make_staff(), [fitting_firm() for _ in range(4)]
    lead = make_lead(staff=staff)
    lead_offers.offer(staff, lead, firms[0].cvr)
    with pytest.raises(RuleViolation, match="allerede tilbudt"):
        lead_offers.offer(staff, lead, firms[1].cvr)
    settings.change(make_admin(), SettingKey.LEAD_OFFERS, "3", seen=0)
    for firm in firms[1:3]:
        lead_offers.offer(staff, lead, firm.cvr)
    with pytest.raises(RuleViolation, match="tilbudt til 3"):
        lead_offers.offer(staff, lead, firms[3].cvr)


def _leave(firm: Helper) -> None:
    firm.ended_on = clock.today()


def _rest(firm: Helper) -> None:
    firm.qualification_status = QualificationStatus.PAUSED


def _be_away(firm: Helper) -> None:
    firm.no_new_cases_until = clock.today()


def _lose_everybody(firm: Helper) -> None:
    for user in firm.users:
        user.deactivated_at = clock.now()


def _not_be_qualified(firm: Helper) -> None:
    firm.qualification_status = QualificationStatus.CODE_ACCEPTED


def _be_rejected(firm: Helper) -> None:
    firm.qualification_status = QualificationStatus.REJECTED


def _forget_the_code(firm: Helper) -> None:
    firm.code_acceptances = []


def _move(firm: Helper) -> None:
    firm.municipalities[0].code = "0101"


def _change_trade(firm: Helper) -> None:
    firm.categories[0].category = Category.BI


UNFIT = [
    (_leave, Unfit.ENDED),
    (_rest, Unfit.PAUSED),
    (_be_away, Unfit.ABSENT),
    (_lose_everybody, Unfit.NOBODY),
    (_not_be_qualified, Unfit.NOT_QUALIFIED),
    (_be_rejected, Unfit.REJECTED),
    (_forget_the_code, Unfit.NO_CODE),
    (_move, Unfit.ELSEWHERE),
    (_change_trade, Unfit.OTHER_FIELD),
]


@pytest.mark.parametrize(("happen", "reason"), UNFIT, ids=lambda value: getattr(value, "__name__", str(value)))
def test_who_cannot_have_it_is_neither_proposed_nor_offered_it(
    app: Flask, happen: Callable[[Helper], None], reason: Unfit
) -> None:
    staff, firm = make_staff(), fitting_firm()
    lead = make_lead(staff=staff)
    assert [match.candidate.cvr for match in lead_matches.matches(staff, lead)[0]] == [firm.cvr]

    happen(firm)
    db.session.commit()

    fit, others = lead_matches.matches(staff, lead)
    assert fit == []
    assert list(others) == [reason]
    with pytest.raises(RuleViolation, match=reason.value[:20]):
        lead_offers.offer(staff, lead, firm.cvr)
    assert lead.status is LeadStatus.NEW


def test_a_qualified_firm_needs_nobody_beside_it(app: Flask) -> None:
    staff, firm = make_staff(), fitting_firm()

    assert lead_offers.offer(staff, make_lead(staff=staff), firm.cvr, co_deliverer=staff).co_deliverer is None


def test_a_helpers_own_lead_is_not_offered_to_others(app: Flask) -> None:
    staff, firm = make_staff(), fitting_firm()

    with pytest.raises(RuleViolation, match="egen"):
        lead_offers.offer(staff, own_lead(make_helper()), firm.cvr)


def test_a_helper_offers_nothing(app: Flask) -> None:
    firm = fitting_firm()
    mine = person_of(firm)

    with pytest.raises(RuleViolation):
        lead_offers.offer(mine, own_lead(mine), firm.cvr)
    with pytest.raises(policies.Forbidden):
        lead_matches.matches(mine, make_lead())


# ---- the answer --------------------------------------------------------------------------------------


def test_a_yes_tells_the_customer_and_ends_the_others_offers(app: Flask) -> None:
    staff, first, second = make_staff(), fitting_firm(), fitting_firm()
    lead = make_lead(staff=staff)
    settings.change(make_admin(), SettingKey.LEAD_OFFERS, "2", seen=0)
    lead_offers.offer(staff, lead, first.cvr)
    other = lead_offers.offer(staff, lead, second.cvr)
    first.adviser, first.phone, first.email = "Mette Hedelund", "+45 11 22 33 44", "mette@firma.example"

    taken = lead_offers.accept(person_of(first), lead, has_ties=True, ties="Holdt et oplæg for Kongeå")

    assert (lead.status, lead.accepted_on) == (LeadStatus.ACCEPTED, clock.today())
    assert (taken.accepted_on, taken.ties) == (clock.today(), "Holdt et oplæg for Kongeå")
    assert other.withdrawn_on == clock.today()
    assert mails_to(person_of(second))[-1] == f"Henvendelse {lead.number} er ikke længere ledig"
    assert mails_to(staff) == [f"Henvendelse {lead.number}: {first.company} sagde ja"]
    to_customer = db.session.scalars(select(OutboxMail).where(OutboxMail.recipient == lead.contact_email)).one()
    assert "Mette Hedelund fra" in to_customer.body
    assert "+45 11 22 33 44, mette@firma.example" in to_customer.body
    assert to_customer.reply_to == person_of(first).email


def test_a_customer_without_mail_gets_none(app: Flask) -> None:
    lead = make_lead(LeadStatus.ACCEPTED, contact_email="")

    assert not list(db.session.scalars(select(OutboxMail).where(OutboxMail.recipient == "")))
    assert lead.status is LeadStatus.ACCEPTED


@pytest.mark.parametrize("happen", [_rest, _be_away, _forget_the_code])
def test_a_firm_that_rests_says_no_yes(app: Flask, happen: Callable[[Helper], None]) -> None:
    firm = fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm)
    happen(firm)
    db.session.commit()

    with pytest.raises(RuleViolation, match="I kan ikke tage henvendelsen"):
        lead_offers.accept(person_of(firm), lead, has_ties=False)


def test_the_quick_question_is_answered_first(app: Flask) -> None:
    firm = fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm)

    for has_ties in (None, True):
        with pytest.raises(RuleViolation):
            lead_offers.accept(person_of(firm), lead, has_ties=has_ties)
    assert lead.status is LeadStatus.OFFERED


@pytest.mark.parametrize("start", [LeadStatus.NEW, LeadStatus.PREQUALIFIED])
def test_a_no_sends_it_back_to_where_it_was(app: Flask, start: LeadStatus) -> None:
    staff, firm = make_staff(), fitting_firm()
    lead = make_lead(start, staff=staff)
    lead_offers.offer(staff, lead, firm.cvr)

    lead_offers.decline(person_of(firm), lead, reason=DeclineReason.TOO_FAR)

    assert (lead.status, lead.offered_to_helper_on) == (start, None)
    assert mails_to(staff)[-1].endswith("sagde nej")
    assert list(lead_matches.matches(staff, lead)[1]) == [Unfit.DECLINED]


def test_nobody_answers_for_another_firm(app: Flask) -> None:
    lead = make_lead(LeadStatus.OFFERED)

    for act in (
        lambda: lead_offers.accept(make_helper(), lead, has_ties=False),
        lambda: lead_offers.decline(make_helper(), lead, reason=DeclineReason.NO_TIME),
        lambda: lead_offers.convert(make_helper(), lead),
    ):
        with pytest.raises(policies.Forbidden):
            act()
    with pytest.raises(RuleViolation):
        leads.ensure_event(make_staff(), lead, Event.ACCEPT)


# ---- the case ----------------------------------------------------------------------------------------


def test_the_case_has_everything_that_was_known(app: Flask) -> None:
    staff, firm = make_staff(), fitting_firm()
    lead = make_lead(
        LeadStatus.PREQUALIFIED, staff=staff, source_type=ReferralSource.BUSINESS_PROMOTION, source_name="Erhvervshus"
    )
    lead_offers.offer(staff, lead, firm.cvr)
    mine = person_of(firm)
    lead_offers.accept(mine, lead, has_ties=False)

    case = lead_offers.convert(mine, lead)

    customer = case.customer
    assert (case.status, case.helper_id, case.category) == (CaseStatus.DRAFT, firm.id, Category.ERP)
    assert case.title == "ERP i Nordvang Maskinfabrik A/S"
    assert case.referral_source is ReferralSource.BUSINESS_PROMOTION
    assert (customer.name, customer.cvr, customer.employees) == (lead.company, lead.cvr, 25)
    assert (customer.postal_code, customer.city, customer.municipality_code) == ("7400", "Herning", "0657")
    assert (customer.industry_title, customer.contact_name) == ("Metalindustri", "Birgit Nordvang")
    assert (customer.contact_email, customer.contact_phone) == (lead.contact_email, lead.contact_phone)
    assert case.needs_description.current_situation == lead.need_summary
    assert (lead.status, lead.case) == (LeadStatus.CONVERTED, case)
    assert case.leads == [lead]
    assert lead.prequalified_by is not None
    assert lead.prequalified_by.user_id == staff.id
    assert f"henvendelse {lead.number}" in case.events[0].text
    with pytest.raises(RuleViolation):
        lead_offers.convert(mine, lead)


def test_a_helper_makes_a_case_of_its_own_lead_at_once(app: Flask) -> None:
    mine = person_of(fitting_firm())
    lead = own_lead(mine, category=None)

    case = lead_offers.convert(mine, lead)

    assert (case.title, case.referral_source) == ("It i Nordvang Maskinfabrik A/S", ReferralSource.OWN)


def test_the_turn_goes_to_who_waited_longest(app: Flask) -> None:
    staff, first, second = make_staff(), fitting_firm("Ada"), fitting_firm("Bo")
    old, older = (make_lead(LeadStatus.OFFERED, firm=firm, staff=staff) for firm in (first, second))
    older.offers[0].offered_on = clock.today() - timedelta(days=9)
    db.session.commit()

    found, _ = lead_matches.matches(staff, make_lead(staff=staff))

    assert [match.candidate.company for match in found] == ["Bo", "Ada"]
    assert old.offers[0].is_open
