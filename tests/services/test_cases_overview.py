"""The case at a glance: how far each task is, and the one next thing to do."""

from datetime import date, timedelta

import pytest
from flask import Flask

from itstart import clock, policies
from itstart.db import db
from itstart.models import CustomerCase, FinishedTask, User
from itstart.rules.steps import StepKey
from itstart.rules.terms import ModuleStatus
from itstart.services import documents
from itstart.services.next_best import NextAction
from itstart.services.overview import overview
from itstart.services.step_views import TaskView, step_view
from itstart.steps import STEPS, find_deliverable, find_step
from tests.factories.accounts import make_admin, make_helper, make_staff
from tests.factories.cases import add_module, make_active_case, make_case, open_the_gates
from tests.factories.modules import add_hours, make_module
from tests.services.test_cases_states import DAY, REPORTED, hand_over


@pytest.fixture
def user(app: Flask) -> User:
    return make_helper()


def action(case: CustomerCase) -> NextAction:
    return overview(case, today=clock.today()).next_action


def task(case: CustomerCase, key: StepKey, slug: str) -> TaskView:
    return next(view for view in step_view(case, find_step(key)).tasks if view.task.slug == slug)


def finish_every_task(user: User, case: CustomerCase, key: StepKey) -> None:
    for declared in find_step(key).tasks:
        case.finished_tasks.append(FinishedTask(task=declared.key, finished_at=clock.now(), finished_by_id=user.id))
    db.session.commit()


# ---- status words


def test_a_task_nobody_has_touched(user: User) -> None:
    view = task(make_case(user), StepKey.NEEDS, "virksomheden")
    assert (view.word, view.kind, view.started) == ("Ikke begyndt", "", False)
    assert view.gaps


def test_a_task_that_is_begun_says_how_much_is_missing(user: User) -> None:
    case = make_case(user)
    case.needs_description.background = "Maskinfabrik med 25 ansatte"
    view = task(case, StepKey.NEEDS, "virksomheden")
    assert (view.word, view.kind) == (f"Mangler {len(view.gaps)}", "miss")
    case.needs_description.current_situation = "Regneark"
    assert task(case, StepKey.NEEDS, "virksomheden").word == "I gang"


def test_a_task_is_done_when_the_helper_says_so_and_nothing_is_missing(user: User) -> None:
    case = make_case(user)
    finish_every_task(user, case, StepKey.NEEDS)
    view = task(case, StepKey.NEEDS, "virksomheden")
    assert (view.word, view.done) == (f"Mangler {len(view.gaps)}", False)
    case.needs_description.background = case.needs_description.current_situation = "Skrevet"
    assert task(case, StepKey.NEEDS, "virksomheden").word == "Færdig"


def test_in_a_finished_step_the_tasks_are_done(user: User) -> None:
    case = make_active_case(user)
    case.needs_description.background = case.needs_description.current_situation = "Skrevet"
    case.step(StepKey.NEEDS).done_on = DAY
    assert task(case, StepKey.NEEDS, "virksomheden").word == "Færdig"


# ---- the next best thing


def test_first_the_gates_in_their_order(user: User) -> None:
    case = make_case(user, customer={"cvr": ""})
    assert (action(case).title, action(case).place) == ("Accepter kodekset", "kodeks")
    open_the_gates(case)
    assert action(case).place == "customer"
    case.customer.cvr = "99000007"
    assert (action(case).title, action(case).place) == ("Gør sagen aktiv", "states")


def at_work(user: User) -> CustomerCase:
    """An active case with a module that is signed and begun."""
    case = make_active_case(user)
    make_module(case, ModuleStatus.IN_PROGRESS)
    return case


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (ModuleStatus.DRAFT, "Modul 1: send aftalen til kunden"),
        (ModuleStatus.AGREEMENT_SENT, "Modul 1: registrér underskrift"),
        (ModuleStatus.AGREEMENT_SIGNED, "Modul 1: meld start"),
        (ModuleStatus.START_REPORTED, "Modul 1: begynd arbejdet"),
        (ModuleStatus.IN_PROGRESS, "Skriv, hvad virksomheden lever af"),
        (ModuleStatus.DELIVERED, "Modul 1: ryk kunden for svar"),
        (ModuleStatus.ACCEPTED, "Modul 1: meld afslutning"),
        (ModuleStatus.END_REPORTED, "Aftal det næste modul"),
        (ModuleStatus.CANCELLED, "Aftal det næste modul"),
    ],
)
def test_what_a_module_owes_comes_before_the_tasks(user: User, status: ModuleStatus, title: str) -> None:
    case = make_active_case(user)
    make_module(case, status)
    assert action(case).title == title


def test_without_a_module_there_is_no_work(user: User) -> None:
    found = action(make_active_case(user))
    assert (found.title, found.place) == ("Opret det første modul", "new_module")


def test_a_signature_waits_while_another_module_is_at_work(user: User) -> None:
    case = at_work(user)
    make_module(case, ModuleStatus.AGREEMENT_SENT)
    assert action(case).place == "task"
    make_module(case, ModuleStatus.DRAFT)
    assert (action(case).place, action(case).what.number) == ("module", 3)


def test_hours_and_answers_come_when_the_steps_are_over(user: User) -> None:
    case = at_work(user)
    for step in case.steps:
        step.skipped_on, step.skip_reason = DAY, "Klaret"
    assert action(case).title == "Modul 1: skriv timer på"
    add_hours(case.modules[0], "14")
    assert action(case).title == "Modul 1: lever produktet"


def test_then_the_first_gap_of_the_current_step(user: User) -> None:
    case = at_work(user)
    found = action(case)
    assert (found.place, found.what.slug) == ("task", "virksomheden")
    case.step(StepKey.NEEDS).skipped_on, case.step(StepKey.NEEDS).skip_reason = DAY, "Klaret"
    assert action(case).what.step is StepKey.TENDER


def _whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing were missing anywhere: the order after the gaps is what is looked at."""
    for step in STEPS:
        for declared in step.tasks:
            monkeypatch.setitem(declared.__dict__, "gaps", lambda _case: [])


def test_then_the_next_task_its_document_and_the_approval(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _whole(monkeypatch)
    case = at_work(user)
    assert action(case).title == "Begynd på Virksomheden i dag"
    case.needs_description.background = "Skrevet"
    assert action(case).title == "Gør Virksomheden i dag færdig"
    finish_every_task(user, case, StepKey.NEEDS)
    assert (action(case).title, action(case).place) == ("Udlevér Behovsbeskrivelse", "documents")
    hand_over(case, "behovsbeskrivelse")
    assert (action(case).title, action(case).place) == ("Registrér kundens godkendelse", "review")
    add_hours(case.modules[0], "14")
    assert action(case).title == "Modul 1: lever produktet"


def test_at_last_the_end(user: User) -> None:
    case = make_active_case(user)
    for step in case.steps:
        step.skipped_on, step.skip_reason = DAY, "Klaret"
    assert (action(case).title, action(case).place) == ("Afslut sagen", "states")
    add_module(case, **REPORTED)
    assert "ikke mere at melde" in action(case).text


def test_a_case_at_rest_waits_for_its_day(user: User) -> None:
    case = make_active_case(user, paused_on=DAY, pause_reason="Høst", next_contact_on=clock.today())
    assert (action(case).title, action(case).text) == ("Kontakt kunden", "Høst")
    case.next_contact_on = clock.today() + timedelta(days=3)
    assert action(case).title == "Sagen er i bero"


def test_closed_cases_say_so(user: User) -> None:
    done = make_active_case(user, completed_on=date(2026, 6, 1))
    assert action(done).title == "Sagen er afsluttet"
    given_up = make_case(user, abandoned_on=DAY, abandon_reason="Ny ejer")
    assert (action(given_up).title, action(given_up).text) == ("Sagen er opgivet", "Ny ejer")


def test_a_document_handed_over_grows_old(user: User) -> None:
    case = make_active_case(user)
    documents.hand_over(user, case, find_deliverable("behovsbeskrivelse"), to="Åse", on=DAY)
    shown = {view.deliverable.key: view.standing for view in overview(case, today=clock.today()).documents}
    assert shown["udbudsmateriale"] is None
    assert shown["behovsbeskrivelse"]
    assert not shown["behovsbeskrivelse"].is_old
    case.needs_description.scope_in = "Løn"
    case.changed_at = clock.now() + timedelta(minutes=1)
    shown = {view.deliverable.key: view.standing for view in overview(case, today=clock.today()).documents}
    assert shown["behovsbeskrivelse"]
    assert shown["behovsbeskrivelse"].is_old


# ---- policies


def test_only_ibiz_center_reopens(user: User) -> None:
    case = make_active_case(user, completed_on=DAY)
    assert policies.may_reopen_case(make_staff(), case)
    assert policies.may_reopen_case(make_admin(), case)
    assert not policies.may_reopen_case(user, case)
    assert not policies.may_reopen_case(make_staff(deactivated_at=clock.now()), case)
