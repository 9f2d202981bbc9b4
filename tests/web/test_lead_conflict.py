"""Two people who correct the same lead."""

from itstart.db import db
from itstart.models import Partner
from itstart.rules.partners import PartnerType
from itstart.services import partners
from tests.browser import Browser
from tests.factories import make_staff
from tests.factories.leads import make_lead

FORM = {
    "company": "Nordvang Maskinfabrik A/S",
    "need_summary": "Vi styrer produktionen i regneark.",
    "contact_email": "birgit@nordvang.example",
    "consent_on": "1.6.2026",
}


def test_two_people_in_one_lead_both_see_both_texts(browser: Browser) -> None:
    staff = make_staff()
    lead = make_lead(staff=staff)
    partner: Partner = partners.create(
        staff, {"name": "Erhvervshus Midt", "kind": PartnerType.BUSINESS_HOUSE, "cvr": ""}
    )
    browser.log_in(staff)
    here = f"/henvendelser/{lead.number}/ret"
    assert browser.post(here, {**FORM, "company": "Den ene ApS", "version": "1"}).status_code == 303

    mine = {**FORM, "company": "Den anden ApS", "partner": str(partner.number), "version": "1"}
    clash = browser.post(here, mine)
    assert clash.status_code == 409
    assert "Den ene ApS" in clash.shown("[data-conflict]")
    assert "Erhvervshus Midt" in clash.shown("[data-conflict]")
    assert clash.one("#company")["value"] == "Den anden ApS"

    assert browser.post(here, {**mine, "overskriv": "2"}).status_code == 303
    db.session.refresh(lead)
    assert (lead.company, lead.partner, lead.version) == ("Den anden ApS", partner, 3)
