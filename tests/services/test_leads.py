"""Leads written down, prequalified, seen and closed (D5, S35, S36, S54)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from itstart import clock, policies
from itstart.db import db
from itstart.models import OutboxMail
from itstart.rules.findings import RuleViolation
from itstart.rules.lead_states import CloseReason, DeclineReason, Origin, Who
from itstart.rules.partners import PartnerType
from itstart.rules.terms import LeadStatus, ReferralSource
from itstart.services import lead_list, lead_offers, leads, partners
from itstart.services.lead_list import Part
from tests.factories import make_admin, make_helper, make_staff
from tests.factories.leads import NOTE, enquiry, fitting_firm, forgotten, make_lead, own_lead, person_of

PARTNER = {"name": "Revision Midt", "kind": PartnerType.ACCOUNTANT, "cvr": ""}


def mails() -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


# ---- writing down ------------------------------------------------------------------------------------


def test_the_center_a_helper_a_partner_and_the_public_write_leads_down(app: Flask) -> None:
    staff, helper = make_staff(), make_helper()
    partner = partners.create(staff, PARTNER)

    made = [
        leads.register(staff, enquiry()),
        leads.register(helper, enquiry()),
        leads.register(staff, enquiry(), partner=partner),
        leads.register_public(enquiry()),
    ]

    assert [lead.number for lead in made] == [1, 2, 3, 4]
    assert [lead.origin for lead in made] == [Origin.STAFF, Origin.HELPER, Origin.PARTNER, Origin.PUBLIC]
    assert [(lead.source_type, lead.source_name) for lead in made] == [
        (ReferralSource.CENTER, ""),
        (ReferralSource.OWN, ""),
        (ReferralSource.CENTER, "Revision Midt"),
        (ReferralSource.CENTER, leads.WEBSITE),
    ]
    assert [lead.owner_helper_id for lead in made] == [None, helper.helper_id, None, None]
    assert {lead.status for lead in made} == {LeadStatus.NEW}
    assert {lead.municipality_code for lead in made} == {"0657"}, "the kommune follows from the postal code"
    assert made[3].registered_by_id is None
    assert [mail.recipient for mail in mails()] == [staff.email], "the center hears of what nobody there wrote"


def test_what_a_business_council_sends_counts_as_promotion(app: Flask) -> None:
    staff = make_staff()
    council = partners.create(staff, {**PARTNER, "kind": PartnerType.BUSINESS_COUNCIL})

    assert leads.register(staff, enquiry(), partner=council).source_type is ReferralSource.BUSINESS_PROMOTION


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"consent_on": None}, "consent_on"),
        ({"contact_email": "", "contact_phone": ""}, "contact_email"),
        ({"cvr": "12345678"}, "cvr"),
        ({"need_summary": ""}, "need_summary"),
    ],
)
def test_nothing_is_kept_of_somebody_who_did_not_say_yes(app: Flask, change: dict[str, object], where: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        leads.register_public(enquiry(**change))

    assert [one.where for one in refused.value.findings] == [where]


def test_a_firm_that_has_left_writes_nothing_down(app: Flask) -> None:
    helper = make_helper()
    assert helper.helper is not None
    helper.helper.ended_on = clock.today()

    with pytest.raises(policies.Forbidden):
        leads.register(helper, enquiry())


def test_a_lead_is_corrected_until_it_is_offered(app: Flask) -> None:
    staff, firm = make_staff(), fitting_firm()
    lead = make_lead(staff=staff)
    said = enquiry(company="Nordvang A/S", municipality_code="0657")
    assert leads.edit(staff, lead, said, partner=None, version=lead.version)
    assert lead.company == "Nordvang A/S"
    assert not leads.edit(staff, lead, said, partner=None, version=1), "nothing differs, so nobody was first"

    lead_offers.offer(staff, lead, firm.cvr)
    with pytest.raises(RuleViolation, match="Tilbudt"):
        leads.edit(staff, lead, enquiry(), partner=None, version=lead.version)


# ---- prequalifying and closing -------------------------------------------------------------------------


def test_prequalifying_is_noted_with_name_and_day(app: Flask) -> None:
    staff = make_staff()
    lead = make_lead(staff=staff)

    leads.prequalify(staff, lead, NOTE)

    assert lead.status is LeadStatus.PREQUALIFIED
    assert (lead.prequalified_on, lead.prequalified_by_user) == (clock.today(), staff)
    assert (lead.prequalification_note, lead.budget, lead.wanted_by) == tuple(NOTE.values())


def test_a_closed_lead_takes_its_offers_with_it(app: Flask) -> None:
    staff, firm = make_staff(), fitting_firm()
    lead = make_lead(LeadStatus.OFFERED, firm=firm, staff=staff)

    leads.close(staff, lead, CloseReason.NO_CONTACT, "Ringede fire gange")

    assert (lead.status, lead.closed_on) == (LeadStatus.CLOSED, clock.today())
    assert lead.offers[0].withdrawn_on == clock.today()
    assert mails()[-1].subject == f"Henvendelse {lead.number} er ikke længere ledig"
    with pytest.raises(NoResultFound):
        leads.find(person_of(firm), lead.number)


def test_a_helper_closes_only_its_own(app: Flask) -> None:
    helper = make_helper()
    lead = own_lead(helper)
    leads.close(helper, lead, CloseReason.NO_NEED, "")
    assert lead.status is LeadStatus.CLOSED

    offered = make_lead(LeadStatus.OFFERED, firm=(firm := fitting_firm()))
    with pytest.raises(RuleViolation):
        leads.close(person_of(firm), offered, CloseReason.NO_NEED, "")


def test_half_a_year_later_nobody_stands_in_a_closed_lead(app: Flask) -> None:
    old, new = make_lead(LeadStatus.CLOSED), make_lead(LeadStatus.CLOSED)
    old.closed_on = clock.today() - timedelta(days=183)
    new.closed_on = clock.today() - timedelta(days=182)

    assert forgotten(clock.today()) == 1
    assert (old.contact_name, old.contact_email, old.contact_phone) == ("", "", "")
    assert new.contact_name
    assert forgotten(clock.today()) == 0


# ---- who sees what (D9) --------------------------------------------------------------------------------


def test_a_firm_sees_its_own_what_it_is_offered_and_what_it_took(app: Flask) -> None:
    firm, other = fitting_firm(), fitting_firm()
    mine, stranger, staff = person_of(firm), person_of(other), make_staff()
    own = own_lead(mine)
    offered = make_lead(LeadStatus.OFFERED, firm=firm)
    taken = make_lead(LeadStatus.ACCEPTED, firm=firm)
    case = make_lead(LeadStatus.CONVERTED, firm=firm)
    declined = make_lead(LeadStatus.OFFERED, firm=firm)
    lead_offers.decline(mine, declined, reason=DeclineReason.NO_TIME)
    make_lead()

    assert {line.number for line in lead_list.of_firm(mine)} == {lead.number for lead in (own, offered, taken, case)}
    assert lead_list.of_firm(stranger) == []
    for lead in (own, offered, taken, case, declined):
        assert leads.find(staff, lead.number) is lead
        assert leads.find(make_admin(), lead.number) is lead
        with pytest.raises(NoResultFound):
            leads.find(stranger, lead.number)
    with pytest.raises(NoResultFound):
        leads.find(mine, declined.number)


def test_who_the_customer_is_a_firm_learns_when_it_says_yes(app: Flask) -> None:
    firm = fitting_firm()
    mine = person_of(firm)
    lead = make_lead(LeadStatus.OFFERED, firm=firm)

    assert policies.may_see_contact(make_staff(), lead)
    assert not policies.may_see_contact(mine, lead)
    lead_offers.accept(mine, lead, has_ties=False)
    assert policies.may_see_contact(mine, lead)
    assert not policies.may_see_contact(make_helper(), lead)
    assert policies.may_see_contact(mine, own_lead(mine))


def test_the_part_one_has_in_a_lead(app: Flask) -> None:
    firm = fitting_firm()
    mine = person_of(firm)
    offered, taken = make_lead(LeadStatus.OFFERED, firm=firm), make_lead(LeadStatus.ACCEPTED, firm=firm)

    assert leads.part_of(make_staff(), offered) is Who.STAFF
    assert leads.part_of(mine, offered) is Who.OFFERED
    assert leads.part_of(mine, taken) is Who.TAKER
    assert leads.part_of(mine, own_lead(mine)) is Who.OWNER
    assert leads.part_of(make_helper(), offered) is None


def test_the_queue_has_every_lead_in_one_part(app: Flask) -> None:
    staff = make_staff()
    for status in LeadStatus:
        make_lead(status)

    assert set(lead_list.counts(staff).values()) == {1}
    for part in Part:
        lines = lead_list.queue(staff, part)
        assert [line.status for line in lines] == [part.status]
    with pytest.raises(policies.Forbidden):
        lead_list.queue(make_helper(), Part.NEW)
