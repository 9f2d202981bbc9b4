"""Where the day begins: the queues of IBIZ-Center with their age, and a helper's next thing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from itstart import clock
from itstart.db import db
from itstart.models import (
    ActivityPlanLine,
    CoDelivery,
    CustomerCase,
    Helper,
    ReportReading,
    SuccessCase,
    User,
    YearlyTalk,
)
from itstart.rules.activities import Side
from itstart.rules.terms import LeadStatus, ModuleStatus, QualificationStatus, SparringStatus
from itstart.services import center_queues
from itstart.services.center_queues import Key
from itstart.web.front_view import age
from tests.browser import Browser
from tests.factories import make_case, make_firm, make_helper, make_staff
from tests.factories.cases import accept_code, add_module, make_active_case
from tests.factories.leads import let_days_pass, make_lead, own_lead, person_of
from tests.factories.modules import make_module
from tests.factories.sparring import make_question

TODAY = clock.today()


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "om 3 dage"), (-1, "om 1 dag"), (0, "i dag"), (1, "1 dag"), (20, "20 dage"), (21, "3 uger"), (90, "12 uger"),
     (91, "3 måneder"), (730, "2 år")],
)  # fmt: skip
def test_an_age_in_words(days: int, words: str) -> None:
    assert age(TODAY - timedelta(days=days), TODAY) == words


# ---- what is in a queue, and what is not -------------------------------------------------------------


def _sparring() -> None:
    make_question(SparringStatus.OPEN).asked_on = ago(6)
    make_question(SparringStatus.ANSWERED)


def _assigned() -> None:
    make_question(SparringStatus.ASSIGNED).asked_on = ago(6)


def _leads() -> None:
    let_days_pass(make_lead(), 6)
    own_lead(make_helper())


def _offers() -> None:
    let_days_pass(make_lead(LeadStatus.OFFERED), 6)


def _reports() -> None:
    case = make_active_case(make_helper())
    add_module(case, start_reported_on=ago(6), end_reported_on=None)
    read = add_module(case, number=2, start_reported_on=ago(9), end_reported_on=None)
    db.session.add(ReportReading(module_id=read.id, kind="start", read_on=ago(8), read_by="Lise"))


def _stories() -> None:
    for days in (0, 6):
        case = make_case(make_helper())
        sent = ago(6) if days else None
        case.success_case = SuccessCase(title="Fra tavle til plan", submitted_on=sent)


def _evaluations() -> None:
    for days in (6, -30):
        case = make_case(make_helper())
        case.co_deliveries.append(CoDelivery(number=1, evaluation_due_on=ago(days)))


def _helpers() -> None:
    make_firm(qualification_status=QualificationStatus.REVIEWED, created_at=clock.now() - timedelta(days=6))
    make_firm()


def _talks() -> None:
    """One is planned and late, one was long ago and is not planned; the third is planned for later."""
    late, later = make_firm(), make_firm(qualified_on=ago(900))
    db.session.add(YearlyTalk(helper_id=late.id, year=ago(6).year, planned_on=ago(6)))
    db.session.add(YearlyTalk(helper_id=later.id, year=ago(-60).year, planned_on=ago(-60)))


def _code() -> None:
    make_firm("Uden kodeks", created_at=clock.now() - timedelta(days=6))
    accept_code(make_firm())
    make_firm(ended_on=ago(1))


QUEUES: dict[Key, Callable[[], None]] = {
    Key.UNASSIGNED: _sparring,
    Key.ASSIGNED: _assigned,
    Key.LEADS: _leads,
    Key.OFFERS: _offers,
    Key.REPORTS: _reports,
    Key.STORIES: _stories,
    Key.EVALUATIONS: _evaluations,
    Key.HELPERS: _helpers,
    Key.TALKS: _talks,
}


@pytest.mark.parametrize("key", QUEUES)
def test_a_queue_has_what_waits_with_its_age_and_leads_to_it(browser: Browser, key: Key) -> None:
    QUEUES[key]()
    db.session.commit()
    browser.log_in(make_staff())

    panel = browser.get("/overblik").one(f"#{key.value}")
    whole = browser.get(f"/overblik/{key.value}")

    assert panel.select_one(".queue__no").get_text() == "1"  # type: ignore[union-attr]
    assert len(panel.select("li")) == len(whole.html.select("main .queue__rows > li")) == 1
    assert "6 dage" in panel.get_text()
    assert browser.get(str(panel.select_one("li a")["href"])).status_code == 200  # type: ignore[index]


def test_who_has_not_accepted_the_kodeks(browser: Browser) -> None:
    _code()
    staff = make_staff()

    found = center_queues.one(staff, Key.CODE)

    assert [row.title for row in found.rows] == ["Uden kodeks"]


def test_a_firm_nobody_has_talked_with_for_a_year_is_in_the_queue(browser: Browser) -> None:
    make_firm("Længe siden", qualified_on=ago(400))
    talked = make_firm("Talt med", qualified_on=ago(900))
    db.session.add(YearlyTalk(helper_id=talked.id, year=2026, planned_on=ago(30), held_on=ago(30), minutes="Fint"))
    db.session.commit()

    assert [row.title for row in center_queues.one(make_staff(), Key.TALKS).rows] == ["Længe siden"]


def test_the_oldest_is_first_and_late(browser: Browser) -> None:
    for days in (2, 30, 9):
        let_days_pass(make_lead(), days)
    found = center_queues.one(make_staff(), Key.LEADS)

    assert [(clock.today() - row.since).days for row in found.rows] == [30, 9, 2]
    assert [found.is_late(row) for row in found.rows] == [True, True, False]


def test_empty_queues_say_so(browser: Browser) -> None:
    browser.log_in(make_staff())

    page = browser.get("/overblik")

    assert "Intet venter på jer lige nu" in page.shown()
    assert page.shown(f"#{Key.UNASSIGNED.value}") == "Sparring uden ansvarlig 0 Alle spørgsmål har en ansvarlig."
    assert "Alle rapporter er læst." in browser.get("/overblik/rapporter").shown()
    assert browser.get("/overblik/findes-ikke").status_code == 404


def test_a_report_is_read_once_and_all_at_once(browser: Browser) -> None:
    case = make_active_case(make_helper())
    add_module(case, start_reported_on=ago(6), end_reported_on=ago(2))
    browser.log_in(make_staff(name="Lise Ravn"))
    address = f"/rapporter/laest/{case.number}/1/end"
    module = f"/sager/{case.number}/moduler/1"
    assert "Startrapporten er læst Slutrapporten er læst" in browser.get(module).shown(".note--info")

    for _ in range(2):
        assert browser.post(address).status_code == 303
    assert [(row.kind, row.read_by) for row in db.session.query(ReportReading)] == [("end", "Lise Ravn")]
    assert browser.get(module).shown(".note--info") == "Ny rapport Startrapporten er læst"
    assert browser.post(f"/rapporter/laest/{case.number}/1/midt").status_code == 404
    assert browser.post(f"/rapporter/laest/{case.number}/7/end").status_code == 404

    browser.post("/rapporter/laest")
    assert "Alle rapporter er læst." in browser.get("/overblik/rapporter").shown()
    assert db.session.query(ReportReading).count() == 2


# ---- the helper's day --------------------------------------------------------------------------------


@pytest.fixture
def firm(user: User) -> Helper:
    assert user.helper is not None
    accept_code(user.helper)
    return user.helper


def first(browser: Browser) -> str:
    return browser.get("/overblik").shown(".next")


def test_the_kodeks_comes_before_everything(browser: Browser, user: User) -> None:
    assert "Læs og accepter kodekset" in first(browser)


def test_a_customer_that_is_offered_comes_before_the_cases(browser: Browser) -> None:
    lead = make_lead(LeadStatus.OFFERED)
    person = person_of(lead.offers[0].helper)

    make_active_case(person, next_action="Ring til kunden", next_action_on=ago(3))
    browser.log_in(person)

    page = browser.get("/overblik")

    assert "Svar på en ny kunde: en virksomhed i Herning" in page.shown(".next")
    assert lead.company not in page.text, "who it is, the firm learns when it says yes"
    assert "Ring til kunden" in page.shown("main .queue__rows")
    assert "3 dage forsinket" in page.shown("main .queue__rows")


def test_a_line_of_the_plan_waits_for_an_answer(browser: Browser, user: User, firm: Helper) -> None:
    said = {"proposed_by": "Lise", "proposed_side": Side.CENTER, "agreed_by_center_on": ago(1)}
    for position, title in enumerate(("Messe i Herning", "Workshop"), start=1):
        line = ActivityPlanLine(helper=firm, year=TODAY.year, position=position, title=title, **said)
        db.session.add(line)
    db.session.commit()

    assert f"Sig ja eller ret i aktivitetsplanen {TODAY.year} Messe i Herning og 1 til" in first(browser)


def test_sparring_that_is_answered_is_read_next(browser: Browser, user: User, firm: Helper) -> None:
    make_question(SparringStatus.ANSWERED, user, case=make_active_case(user))

    assert "Læs IBIZ-Centers svar Er kravet godt nok?" in first(browser)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Gør sagen aktiv"),
        ({"activated_on": ago(30), "next_action": "Ring til Else"}, "Ring til Else"),
        ({"activated_on": ago(30)}, "Arbejd videre med Behovsbeskrivelse"),
        ({"activated_on": ago(30), "paused_on": ago(9), "pause_reason": "Ferie"}, "Sagen er i bero"),
        ({"activated_on": ago(30), "paused_on": ago(9), "next_contact_on": ago(1)}, "Kontakt kunden"),
    ],
)
def test_each_case_has_its_next_thing(
    browser: Browser, user: User, firm: Helper, values: dict[str, Any], words: str
) -> None:
    case: CustomerCase = make_case(user, **values)

    page = browser.get("/overblik")

    assert words in page.shown(".my-case__do")
    assert case.customer.name in page.shown(".my-case h3")


def test_a_module_that_holds_things_up_comes_first(browser: Browser, user: User, firm: Helper) -> None:
    make_active_case(user)
    case = make_active_case(user)
    make_module(case, ModuleStatus.AGREEMENT_SIGNED)

    page = browser.get("/overblik")

    assert "Modul 1: meld start" in page.shown(".next")
    assert case.number in page.html.select(".my-case")[0].get_text()


def test_without_a_case_the_way_to_one_is_shown(browser: Browser, user: User, firm: Helper) -> None:
    page = browser.get("/overblik")

    assert "Ingen åbne sager" in page.shown()
    assert page.html.select("a[href='/sager/ny']")


def test_a_helper_sees_no_queue(browser: Browser, user: User) -> None:
    assert browser.get("/overblik/rapporter").status_code == 403


@pytest.mark.parametrize("who", ["helper", "staff"])
def test_the_menus_mark_the_place_one_is_at(browser: Browser, who: str) -> None:
    browser.log_in(make_helper() if who == "helper" else make_staff())
    path, group = ("/profil", "Firmaet") if who == "helper" else ("/raadgivere/normer", "Samarbejde")

    page = browser.get(path)

    assert page.one(".top__nav summary[aria-current]").get_text() == group
    assert len(page.html.select(".top__nav a[aria-current='page']")) == 1
    assert {str(a["href"]) for a in page.html.select(".top__nav a")} == {
        str(a["href"]) for a in page.html.select(".top__all a")
    }
