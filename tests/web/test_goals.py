"""The goals of a firm for a year: proposed and agreed like the plan, counted from what is in It-start."""

from datetime import date, timedelta

import pytest

from benchmarks.measure import counted
from itstart import clock
from itstart.db import db
from itstart.models import Activity, ActivitySignUp, Helper, SuccessCase, User
from itstart.rules.activities import ActivityKind, ActivityStatus
from itstart.rules.goals import GoalMetric, GoalStanding
from itstart.rules.terms import ModuleStatus
from itstart.services import helper_goals, programme_goals
from tests.browser import Browser
from tests.factories import make_case, make_helper, make_staff
from tests.factories.modules import make_module

YEAR = clock.today().year
PLAN = {"title": "Seks moduler i mål", "metric": "modules", "target": "6"}


@pytest.fixture
def firm(user: User) -> Helper:
    assert user.helper is not None
    return user.helper


def happened(user: User, colleague: User) -> None:
    """Two cases this year and one earlier, one module ended, one story out and one withdrawn, one activity for two."""
    first = make_case(user, opened_on=date(YEAR, 1, 1))
    second = make_case(user, opened_on=date(YEAR, 3, 1))
    make_case(user, opened_on=date(YEAR - 1, 12, 31))
    make_module(first, ModuleStatus.END_REPORTED, end_reported_on=date(YEAR, 3, 1))
    make_module(first, ModuleStatus.END_REPORTED, end_reported_on=date(YEAR - 1, 12, 31))
    for case, gone in ((first, None), (second, date(YEAR, 3, 2))):
        case.success_case = SuccessCase(
            title="Historien", consent_given_on=date(YEAR, 2, 1), published_on=date(YEAR, 3, 1), withdrawn_on=gone
        )
    starts = clock.now().replace(month=1, day=15) if clock.today().month > 1 else clock.now()
    held = Activity(number="1", kind=ActivityKind.ERFA, title="ERFA", starts_at=starts, changed_at=starts)
    held.status = ActivityStatus.HELD
    for person, there in ((user, True), (colleague, True), (make_helper(), False)):
        held.sign_ups.append(ActivitySignUp(user=person, signed_up_at=starts, attended=there))
    db.session.add(held)
    db.session.commit()


def test_the_figures_are_of_the_year_and_of_the_firm(browser: Browser, user: User, firm: Helper) -> None:
    happened(user, make_helper(firm))
    other = make_helper()
    make_case(other, opened_on=date(YEAR, 2, 1))

    found = helper_goals.counts(YEAR)

    assert {metric: found.get((firm.id, metric), 0) for metric in GoalMetric} == {
        GoalMetric.CASES: 2,
        GoalMetric.MODULES: 1,
        GoalMetric.ACTIVITIES: 1,
        GoalMetric.SUCCESS_CASES: 1,
    }
    assert helper_goals.counts(YEAR, firm.id) == {key: n for key, n in found.items() if key[0] == firm.id}
    assert found[(other.helper_id or 0, GoalMetric.CASES)] == 1


def test_a_goal_is_proposed_agreed_and_seen_by_both(browser: Browser, user: User, firm: Helper) -> None:
    make_module(make_case(user), ModuleStatus.END_REPORTED, end_reported_on=clock.today())
    here = f"/aktivitetsplan/{firm.cvr}"
    assert browser.post(f"{here}/{YEAR}", PLAN).status_code == 303
    assert "Afsluttede moduler: 6 i" in browser.get(here).shown()
    assert "Målene i tal" not in browser.get(here).shown(), "it counts when both have said yes"

    center = Browser(browser.app)
    center.log_in(make_staff())
    center.post(f"{here}/{YEAR}/1/aftal")

    for shown in (browser.get(here), browser.get("/overblik"), center.get(here)):
        assert "Afsluttede moduler: 1 af 6" in shown.shown()
    assert "Afsluttede moduler: 1 af 6" in center.get(f"/aktivitetsplan?aar={YEAR}").shown("tbody")
    assert browser.get(f"{here}/{YEAR}/word").data.startswith(b"PK")
    line = helper_goals.of_helper(firm.id, YEAR)[0].line
    correction = {**PLAN, "target": "7", "version": str(line.version)}
    assert browser.post(f"{here}/{YEAR}/1", correction).status_code == 303
    assert helper_goals.of_helper(firm.id, YEAR) == [], "the other side says yes to the new number first"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"target": ""}, "Skriv, hvor mange I vil nå."),
        ({"metric": ""}, "Vælg, hvad der skal tælles."),
        ({"target": "mange"}, "Skriv et helt tal."),
        ({"metric": "kaffe"}, "Vælg en af mulighederne."),
    ],
)
def test_half_a_goal_is_none(browser: Browser, firm: Helper, change: dict[str, str], message: str) -> None:
    answer = browser.post(f"/aktivitetsplan/{firm.cvr}/{YEAR}", {**PLAN, **change})

    assert answer.status_code == 422
    assert message in answer.errors()
    assert answer.one("#title")["value"] == PLAN["title"]


def test_a_goal_that_was_not_reached_says_so_afterwards(browser: Browser, firm: Helper) -> None:
    before = clock.today() - timedelta(days=366)
    here = f"/aktivitetsplan/{firm.cvr}"
    browser.post(f"{here}/{before.year}", PLAN)
    center = Browser(browser.app)
    center.log_in(make_staff())
    center.post(f"{here}/{before.year}/1/aftal")

    page = center.get(f"{here}?aar={before.year}")

    assert "Ikke nået" in page.shown()
    assert "aftalte aktiviteter er gennemført" not in page.shown(), "a counted goal is no activity that was left out"


# ---- the programme's own goals ---------------------------------------------------------------------------


def test_a_goal_of_the_programme_is_counted_over_all_firms(browser: Browser, user: User) -> None:
    happened(user, make_helper())
    make_case(make_helper(), opened_on=date(YEAR, 2, 1))
    staff = make_staff()
    goals = [
        programme_goals.add(staff, YEAR, title=metric.label, text="", metric=metric, target=2) for metric in GoalMetric
    ]
    programme_goals.add(staff, YEAR, title="Gode historier", text="")

    found = programme_goals.tallies(programme_goals.of_year(staff, YEAR))

    assert {goal.metric: found[goal.position].actual for goal in goals} == {
        GoalMetric.CASES: 3,
        GoalMetric.MODULES: 1,
        GoalMetric.ACTIVITIES: 1,
        GoalMetric.SUCCESS_CASES: 1,
    }, "three firms at one activity are one activity"
    assert len(found) == len(goals), "a goal in words has no figure"
    assert found[goals[0].position].standing is GoalStanding.REACHED


def test_everybody_sees_how_a_told_goal_stands(browser: Browser, user: User) -> None:
    make_case(user, opened_on=date(YEAR, 1, 1))
    center = Browser(browser.app)
    center.log_in(make_staff())
    typed = {"title": "Mange sager", "text": "", "metric": "cases", "target": "4"}
    assert center.post(f"/maal/{YEAR}", {**typed, "target": ""}).errors() == ["Skriv, hvor mange I vil nå."]
    center.post(f"/maal/{YEAR}", typed)
    opened = center.get(f"/maal?aar={YEAR}&maal=1")
    assert opened.one("#goal-1 [name=target]")["value"] == "4"
    center.post(f"/maal/{YEAR}/1", {**typed, "target": "5"})
    center.post(f"/maal/{YEAR}/meld-ud")

    for page in (center.get(f"/maal?aar={YEAR}"), center.get("/aktiviteter"), browser.get("/aktiviteter")):
        assert "Nye kundesager: 1 af 5" in page.shown()


def test_a_year_costs_the_same_queries_however_many_goals(browser: Browser, user: User) -> None:
    staff = make_staff()
    for number in range(1, 7):
        programme_goals.add(staff, YEAR, title=f"Mål {number}", text="", metric=GoalMetric.CASES, target=number)
    goals = programme_goals.of_year(staff, YEAR)

    with counted() as queries:
        programme_goals.tallies(goals)

    assert len(queries.statements) == 1
