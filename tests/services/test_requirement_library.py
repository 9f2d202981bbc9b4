"""The library as it stands, what IBIZ-Center does to it, and what a helper takes out of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from itstart.data import requirement_library as shipped
from itstart.data.requirement_library import LibraryError
from itstart.db import db
from itstart.models import CaseEvent, CustomerCase, DemoScenario, Requirement, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.library import Depth, Topic
from itstart.rules.terms import Category, Priority, RequirementKind
from itstart.services import priority_matrix, requirement_batches, requirement_library, requirement_picks, rows
from itstart.services.conflicts import Conflict
from itstart.services.requirement_library import FIELDS, Entry, Wanted
from itstart.steps import find_list, find_task
from tests.factories import make_case, make_helper, make_staff
from tests.factories.library import CRM, DRIFT, use_small_library, write

KRAV, BEHOV = find_list("krav"), find_list("behov-liste")
TASK = find_task("behov/krav")


@pytest.fixture(autouse=True)
def _library(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_small_library(monkeypatch, tmp_path)


@pytest.fixture
def staff(app: Flask) -> User:
    return make_staff(name="Lise Ravnholt")


@pytest.fixture
def helper(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(helper: User) -> CustomerCase:
    case = make_case(helper, category=Category.CRM)
    rows.create(helper, case, find_task("behov/behov"), BEHOV, {"title": "Kend kunden", "priority": 1})
    return case


def values(key: str = "drift-01", **changes: Any) -> dict[str, Any]:
    text = requirement_library.find(key).text
    return {**{name: getattr(text, name) for name in FIELDS}, **changes}


def keys(**wanted: Any) -> list[str]:
    return [entry.key for entry in requirement_library.matching(requirement_library.entries(), Wanted(**wanted))]


# ---- the files -----------------------------------------------------------------------------------------


def test_every_file_that_ships_is_made_of_known_words() -> None:
    packs = shipped.load(shipped.FOLDER)
    found = [requirement_library._of_file(raw, pack) for pack in packs for raw in pack.requirements]
    assert len(found) >= 200
    assert {Category(name) for pack in packs for name in pack.categories} <= set(Category)
    assert {entry.text.topic for entry in found} >= set(Topic)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('slug = "drift"', 'slug = "andet"', "slug"),
        ('key = "drift-01"', 'key = "crm-09"', "key"),
        ('key = "drift-02"', 'key = "drift-01"', "twice"),
        ('title = "Daglig backup"', 'title = " "', "title"),
        ('area = "Drift"', 'area = "Drift"\nfarve = "blå"', "unknown"),
        ('intro = "Til alle sager."', 'intro = "Til alle."\nmere = 1', "unknown"),
        ('topic = "backup"', 'topic = "backup"\nlaw_reference = "En lov"', "law"),
        ('topic = "backup"', 'topic = "backup"\nlaw_checked_on = 2026-01-01', "law"),
        ('topic = "backup"', "topic = ", "drift.toml"),
    ],
)
def test_a_malformed_file_is_a_programming_error(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    with pytest.raises(LibraryError, match=said):
        shipped.load(write(folder, drift=DRIFT.replace(old, new), crm=CRM))


# ---- the library as it stands --------------------------------------------------------------------------


def test_the_filters_narrow_what_is_shown() -> None:
    assert keys() == ["crm-01", "drift-01", "drift-02"]
    assert keys(pack="drift") == ["drift-01", "drift-02"]
    assert keys(depth=Depth.LIGHT) == ["drift-01"]
    assert keys(depth=Depth.NORMAL) == ["crm-01", "drift-01"]
    assert keys(kind=RequirementKind.SERVICE) == ["drift-02"]
    assert keys(topic=Topic.BACKUP) == ["drift-01"]
    assert keys(area="Kunder") == ["crm-01"]
    assert keys(query="SUPERBRUGERE to") == ["drift-02"]
    assert keys(query="drift-01") == ["drift-01"]
    assert keys(query="findes ikke") == []


def test_an_edit_is_a_new_version_and_the_old_ones_stay(staff: User) -> None:
    entry = requirement_library.edit(staff, "drift-01", values(title="Backup hver nat"), version=0)
    assert (entry.version, entry.changed_by) == (1, "Lise Ravnholt")
    assert requirement_library.find("drift-01").text.title == "Backup hver nat"
    assert [one.text.title for one in requirement_library.versions("drift-01")] == ["Backup hver nat", "Daglig backup"]
    assert requirement_library.edit(staff, "drift-01", values(), version=1).version == 1, "nothing was changed"


def test_two_people_in_one_text_both_see_both(staff: User) -> None:
    requirement_library.edit(staff, "drift-01", values(title="Den ene"), version=0)
    with pytest.raises(Conflict) as caught:
        requirement_library.edit(staff, "drift-01", values(title="Den anden"), version=0)
    assert [(d.field, d.mine, d.theirs) for d in caught.value.differences] == [("title", "Den anden", "Den ene")]
    assert caught.value.version == 1


def test_withdrawn_is_never_offered_and_can_come_back(staff: User, helper: User, case: CustomerCase) -> None:
    requirement_library.withdraw(staff, "crm-01")
    assert keys() == ["drift-01", "drift-02"]
    assert len(requirement_library.entries(withdrawn=True)) == 3
    with pytest.raises(RuleViolation, match="allerede"):
        requirement_library.withdraw(staff, "crm-01")
    with pytest.raises(RuleViolation, match="Sæt kryds"):
        requirement_picks.pick(helper, case, ["crm-01"], ["N-01"], demo=False)
    assert requirement_library.restore(staff, "crm-01", 1).version == 2
    assert "crm-01" in keys()


def test_an_earlier_text_can_hold_again(staff: User) -> None:
    requirement_library.edit(staff, "drift-01", values(title="Ny"), version=0)
    entry = requirement_library.restore(staff, "drift-01", 0)
    assert (entry.version, entry.text.title) == (2, "Daglig backup")
    with pytest.raises(RuleViolation):
        requirement_library.restore(staff, "drift-01", 0)
    with pytest.raises(NoResultFound):
        requirement_library.restore(staff, "drift-01", 9)


def test_one_of_our_own_gets_a_key_no_file_has(staff: User) -> None:
    first = requirement_library.add(staff, "drift", values(title="Vagt"))
    second = requirement_library.add(staff, "drift", values(title="Vagt 2"))
    assert [first.key, second.key] == ["drift-i01", "drift-i02"]
    assert keys(pack="drift") == ["drift-01", "drift-02", "drift-i01", "drift-i02"]
    with pytest.raises(NoResultFound):
        requirement_library.add(staff, "findes-ikke", values())


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"law_reference": "Bogføringsloven"}, "law_checked_on"),
        ({"priority": Priority.WONT}, "priority"),
    ],
)
def test_what_the_library_may_not_say(staff: User, changes: dict[str, Any], where: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        requirement_library.edit(staff, "drift-01", values(**changes), version=0)
    assert [finding.where for finding in caught.value.findings] == [where]


def test_only_ibiz_center_writes_in_it(helper: User) -> None:
    acts: list[Callable[[], Entry]] = [
        lambda: requirement_library.edit(helper, "drift-01", values(title="x"), version=0),
        lambda: requirement_library.add(helper, "drift", values()),
        lambda: requirement_library.withdraw(helper, "drift-01"),
        lambda: requirement_library.restore(helper, "drift-01", 0),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


# ---- picking -------------------------------------------------------------------------------------------


def live(case: CustomerCase) -> list[Requirement]:
    return rows.page(case, KRAV).rows


def test_a_pick_maps_to_needs_and_tells_where_it_came_from(helper: User, case: CustomerCase) -> None:
    picked = requirement_picks.pick(helper, case, ["drift-01", "crm-01"], ["N-01"], demo=True)
    assert (picked.count, picked.scenes) == (2, 2)
    first, second = live(case)
    assert (first.title, first.library_key, first.source) == ("Kundekort", "crm-01", "Kravbibliotek, crm-01")
    assert (second.priority, second.topic) == (Priority.MUST, Topic.BACKUP)
    assert [need.code for need in second.needs] == ["N-01"]
    scenes = db.session.scalars(select(DemoScenario).where(DemoScenario.case_id == case.id)).all()
    assert [scene.title for scene in scenes] == ["Kundekort", "Daglig backup"]
    told = db.session.scalars(select(CaseEvent.text).where(CaseEvent.case_id == case.id)).all()
    assert "hentede 2 krav fra kravbiblioteket" in told


def test_nothing_is_taken_twice(helper: User, case: CustomerCase) -> None:
    requirement_picks.pick(helper, case, ["drift-01"], ["N-01"], demo=True)
    assert requirement_picks.taken(case) == {"drift-01": "K-01"}
    again = requirement_picks.pick(helper, case, ["drift-01", "drift-02"], ["N-01"], demo=True)
    assert (again.count, again.scenes) == (1, 0)
    assert len(live(case)) == 2
    rows.delete(helper, case, KRAV, rows.find(case, KRAV, "K-01"))
    assert "drift-01" not in requirement_picks.taken(case)


@pytest.mark.parametrize(
    ("picked", "needs", "where"),
    [
        ([], ["N-01"], "keys"),
        (["findes-ikke"], ["N-01"], "keys"),
        (["drift-01"], [], "needs"),
        (["drift-01"], ["N-9"], "needs"),
    ],
)
def test_a_pick_needs_requirements_and_a_need(
    helper: User, case: CustomerCase, picked: list[str], needs: list[str], where: str
) -> None:
    with pytest.raises(RuleViolation) as caught:
        requirement_picks.pick(helper, case, picked, needs, demo=False)
    assert [finding.where for finding in caught.value.findings] == [where]
    assert live(case) == []


def test_a_case_without_needs_can_begin_with_the_library(helper: User) -> None:
    case = make_case(helper)
    assert requirement_picks.pick(helper, case, ["drift-01"], [], demo=False).count == 1


def test_the_packs_that_fit_come_first(helper: User, case: CustomerCase) -> None:
    fitting, others = requirement_picks.packs_for(case)
    assert [pack.slug for pack in fitting] == ["crm", "drift"]
    assert others == []
    case.category = Category.ERP
    fitting, others = requirement_picks.packs_for(case)
    assert ([pack.slug for pack in fitting], [pack.slug for pack in others]) == (["drift"], ["crm"])


def test_a_blind_spot_is_gone_once_it_is_picked(helper: User, case: CustomerCase) -> None:
    assert Topic.BACKUP in {spot.topic for spot in requirement_picks.missing(case)}
    requirement_picks.pick(helper, case, ["drift-01"], ["N-01"], demo=False)
    assert Topic.BACKUP not in {spot.topic for spot in requirement_picks.missing(case)}
    assert any("uddannelse" in gap.message and gap.link for gap in TASK.advice(case))
    assert not any("backup" in gap.message for gap in TASK.advice(case))


# ---- undo ----------------------------------------------------------------------------------------------


def test_undo_takes_out_the_rows_of_the_pick_and_no_others(helper: User, case: CustomerCase) -> None:
    own = rows.create(helper, case, TASK, KRAV, {"title": "Eget krav"})
    picked = requirement_picks.pick(helper, case, ["drift-01", "drift-02", "crm-01"], ["N-01"], demo=True)
    [told] = requirement_batches.left(case)
    assert (told.count, told.number) == (3, picked.batch.number)
    edited = rows.find(case, KRAV, requirement_picks.taken(case)["drift-02"])
    rows.save(helper, case, TASK, KRAV, edited, {"title": "Rettet"}, version=edited.version)
    undone = requirement_batches.undo(helper, case, picked.batch.number)
    assert (undone.count, list(undone.kept)) == (2, [edited.code])
    assert {row.id for row in live(case)} == {own.id, edited.id}
    assert not rows.page(case, find_list("demoopgaver")).rows
    assert requirement_batches.left(case) == []
    with pytest.raises(RuleViolation, match="allerede fortrudt"):
        requirement_batches.undo(helper, case, picked.batch.number)


def test_a_requirement_with_a_place_in_the_matrix_is_kept(helper: User, case: CustomerCase) -> None:
    picked = requirement_picks.pick(helper, case, ["drift-01"], ["N-01"], demo=False)
    priority_matrix.place(helper, case, {"K-01": (3, 3)})
    assert list(requirement_batches.undo(helper, case, picked.batch.number).kept) == ["K-01"]


def test_another_case_has_no_such_batch(helper: User, case: CustomerCase) -> None:
    picked = requirement_picks.pick(helper, case, ["drift-01"], ["N-01"], demo=False)
    with pytest.raises(NoResultFound):
        requirement_batches.undo(helper, make_case(helper), picked.batch.number)
    with pytest.raises(Forbidden):
        requirement_batches.undo(make_helper(), case, picked.batch.number)
