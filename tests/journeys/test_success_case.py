"""A success case from a draft to a public page, and gone again the moment it is withdrawn."""

import pytest

from itstart.db import db
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def write(helper: Visitor, number: str) -> None:
    """Write the story, note the customer's yes and send it."""
    helper.go(f"/sager/{number}/successag")
    check(helper)
    helper.press("Skriv en kladde")
    helper.told("Kladden er skrevet")
    helper.fill("Overskrift", "Fra 11 regneark til én plan")
    helper.saved("story")
    check(helper)
    helper.page.reload()
    helper.page.get_by_text("Kunden har sagt ja på papir").click()
    helper.fill("Hvem har sagt ja?", "Birgit Nordvang")
    helper.page.get_by_label("Kunden har læst netop denne tekst").check()
    check(helper)
    helper.press("Notér samtykket")
    helper.told("Samtykket er noteret")
    helper.press("Send til IBIZ-Center")
    helper.told("Sendt til IBIZ-Center")


def publish(staff: Visitor) -> str:
    """Read the rules and publish; the public address."""
    staff.go("/successager/til-behandling")
    check(staff)
    staff.follow("Fra 11 regneark til én plan")
    staff.sees("Ingen priser og ingen tabende leverandører")
    check(staff)
    staff.press("Offentliggør successagen")
    staff.told("Successagen er offentliggjort")
    return staff.page.url


def test_from_draft_to_published_to_withdrawn(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    with site.behind():
        case = site.case(number)
        db.session.delete(case.success_case)
    helper, staff = visit(METTE, without_csp=True), visit(STAFF, without_csp=True)
    guest = visit("", without_csp=True, expects=("410",))
    write(helper, number)
    public = publish(staff)
    guest.go(public)
    guest.sees("Fra 11 regneark til én plan")
    check(guest)
    guest.go("/successager")
    guest.sees("Fra 11 regneark til én plan")
    check(guest)
    helper.go(f"/sager/{number}/successag")
    check(helper)
    helper.press("Træk successagen tilbage")
    helper.told("Siden er væk nu")
    answer = guest.page.goto(public)
    assert answer is not None
    assert answer.status == 410
    guest.sees("Siden er taget ned")
