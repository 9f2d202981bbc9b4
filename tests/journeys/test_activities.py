"""An activity from the plan to attendance: it is planned, a helper signs up on a phone, and it is told how it went."""

from datetime import timedelta

import pytest

from itstart import clock
from itstart.db import db
from itstart.models import Activity
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.browser


def test_from_the_plan_to_attendance(visit: Visit, site: Site) -> None:
    staff, helper = visit(STAFF, without_csp=True), visit(METTE, without_csp=True, viewport=PHONE)
    day = clock.local(clock.now() + timedelta(days=9))
    staff.go("/aktiviteter/ny")
    staff.fill("Titel", "Kaffe og kontrakter")
    staff.fill("Begynder", f"{day.day}.{day.month}.{day.year} 9.00")
    staff.fill("Antal pladser", "8")
    check(staff)
    staff.press("Planlæg")
    staff.told("Aktiviteten er planlagt")
    staff.press("Åbn for tilmelding")
    path = staff.page.url[len(site.url) :]

    helper.go(path)
    helper.press("Tilmeld mig")
    helper.told("Du er tilmeldt")
    helper.fits()
    check(helper)

    with site.behind():
        activity = db.session.query(Activity).filter_by(title="Kaffe og kontrakter").one()
        activity.starts_at = clock.now() - timedelta(hours=1)
    staff.go(path)
    staff.press("Den er holdt")
    staff.page.get_by_label("Mette Hedelund").check()
    staff.fill("Referat", "Vi læste tre kontrakter.")
    check(staff)
    staff.press("Gem")
    helper.go(path)
    helper.sees("Vi læste tre kontrakter.")
    helper.sees("var med")


def test_a_line_of_the_plan_is_agreed_by_both(visit: Visit) -> None:
    helper, staff = visit(METTE, without_csp=True), visit(STAFF, without_csp=True)
    helper.go("/aktivitetsplan")
    helper.fill("Aktivitet", "Oplæg i Lions")
    helper.press("Foreslå")
    helper.told("Foreslået")
    path = helper.page.url
    staff.go(path)
    staff.page.get_by_role("button", name="Sig ja til Oplæg i Lions").click()
    staff.told("Aftalt")
    check(staff)
    helper.go(path)
    line = helper.page.get_by_role("listitem").filter(has_text="Oplæg i Lions")
    line.get_by_text("Den er gennemført").click()
    helper.fill("Hvad kom der ud af det?", "To samtaler", within=line)
    helper.press("Meld gennemført", within=line)
    helper.sees("To samtaler")
