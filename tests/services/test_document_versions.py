"""Handed-over documents: what has changed since, the next version, files of one's own, documents left out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from benchmarks.measure import counted
from itstart import clock
from itstart.db import db
from itstart.documents.danish import date_long
from itstart.documents.errors import TemplateProblem
from itstart.models import CustomerCase, GeneratedDocument, User
from itstart.rules.document_changes import Change, changes
from itstart.rules.findings import RuleViolation
from itstart.rules.steps import StepKey
from itstart.services import document_changes, document_versions, documents
from itstart.services.document_changes import quick_standings, standings
from itstart.steps import DELIVERABLES, find_deliverable
from tests.factories.example import import_example
from tests.services.document_cases import KEY, give, lines, more_offers, said, standing

pytestmark = pytest.mark.usefixtures("no_office")


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    """The worked example: nobody has got a document yet."""
    return import_example()


# ---- out of date -----------------------------------------------------------------------------------


def test_what_was_just_handed_over_is_not_old(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    for key in DELIVERABLES:
        give(user, case, key)
    assert {key: (found.changes, found.new_template) for key, found in standings(case).items()} == dict.fromkeys(
        DELIVERABLES, ((), False)
    )
    assert not any(found.is_old for found in quick_standings(case).values())


def test_the_case_page_compares_once_for_each_change_of_the_case(
    example: tuple[CustomerCase, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, user = example
    give(user, case)
    compared: list[object] = []

    def noted(*values: Any) -> tuple[Change, ...]:
        compared.append(values)
        return changes(*values)

    monkeypatch.setattr(document_changes, "changes", noted)
    for number in (1, 2):
        case.requirements[0].text = f"Noget andet, {number}. gang"
        case.changed_at = clock.now()
        db.session.commit()
        found = [quick_standings(case)[KEY] for _look in range(3)]
        assert len(compared) == number
        assert all(one.is_old and f"{number}. gang" in " ".join(said(one)) for one in found)


def _asked(case: CustomerCase) -> int:
    """How many queries the first visit after a change takes."""
    found, case.changed_at = case.id, case.changed_at + timedelta(minutes=1)
    db.session.commit()
    db.session.expunge_all()
    case = db.session.get_one(CustomerCase, found)
    with counted() as queries:
        assert all(one.compared for one in quick_standings(case).values())
    return len(queries)


def test_the_comparison_asks_as_much_for_many_bids_and_references(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    for key in ("leverandoervurdering", "kontrakt", "beslutningsnotat"):
        give(user, case, key)
    before = _asked(case)
    case = db.session.scalars(select(CustomerCase)).one()
    more_offers(case)
    assert _asked(case) == before


def test_what_the_page_of_documents_found_is_known_on_the_page_of_a_big_case(
    example: tuple[CustomerCase, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, user = example
    give(user, case)
    monkeypatch.setattr(document_changes, "MOST_REQUIREMENTS", 3)
    case.requirements[0].text = "Noget andet"
    case.changed_at = clock.now()
    db.session.commit()
    assert not quick_standings(case)[KEY].compared
    monkeypatch.setattr(document_changes, "_is_big", lambda _case: pytest.fail("it is known how big the case is"))
    assert not quick_standings(case)[KEY].compared
    assert standing(case).is_old
    known = quick_standings(case)[KEY]
    assert known.compared
    assert known.is_old


def cover(case: CustomerCase, today: date) -> tuple[str, str]:
    """(version, status) of the document as it would be made that day."""
    said = DELIVERABLES[KEY].context(case, today=today)["dokument"]
    assert isinstance(said, dict)
    return said["version"], said["status"]


def test_the_version_after_an_approved_one_waits_for_its_own_approval(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    approved_on = case.step(DELIVERABLES[KEY].step).approved_on
    assert approved_on is not None
    assert cover(case, clock.today()) == ("1.0", f"Godkendt {date_long(approved_on)}")
    give(user, case)
    assert cover(case, approved_on) == ("2.0", f"Godkendt {date_long(approved_on)}")
    assert cover(case, clock.today()) == ("2.0", "Til godkendelse")


def test_time_alone_makes_nothing_old(example: tuple[CustomerCase, User], monkeypatch: pytest.MonkeyPatch) -> None:
    case, user = example
    give(user, case)
    later = clock.now() + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert not standing(case).has_changed


def test_a_price_that_changes_is_named_before_what_follows_from_it(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    give(user, case, "leverandoervurdering")
    line = next(one for one in case.bids[1].price_lines if one.amount_dkk == 260_000)
    line.amount_dkk = 245_000
    db.session.commit()
    found = standing(case, "leverandoervurdering")
    assert found.is_old
    assert "Pris, Kongeå Data, ProdPlan 365, Analyse og opsætning, engangspris: 260.000 → 245.000" in said(found)
    assert len(said(found)) < len(found.changes) / 2


@pytest.mark.parametrize(
    ("key", "change", "told"),
    [
        (KEY, lambda case: setattr(case.needs_description, "users_full", 14), "Omfang, fulde brugere: 12 → 14"),
        (KEY, lambda case: setattr(case.customer, "city", "Ikast"), "Kunden, by: Herning → Ikast"),
        (KEY, lambda case: setattr(case.requirements[0], "title", "Bogføring"),
         "Krav K-01, titel: Digital bogføring → Bogføring"),
        ("udbudsmateriale", lambda case: setattr(case.criteria[0], "weight", 34), "Kriterium C1, vægt: 35 % → 34 %"),
        ("kontrakt", lambda case: setattr(case.price_lines[0], "amount_dkk", 230_000),
         "Pris, Analyse og opsætning, beløb: 245.000 → 230.000"),
        ("projektplan", lambda case: setattr(case.milestones[0], "title", "Skrevet under"),
         "Milepæl MS-1, titel: Kontrakt underskrevet → Skrevet under"),
    ],
)  # fmt: skip
def test_changes_have_the_words_of_the_screen(
    example: tuple[CustomerCase, User], key: str, change: Callable[[CustomerCase], None], told: str
) -> None:
    case, user = example
    give(user, case, key)
    change(case)
    db.session.commit()
    assert told in [one.replace("\u00a0", " ") for one in said(standing(case, key))]


def test_a_newer_template_is_said_so(example: tuple[CustomerCase, User], monkeypatch: pytest.MonkeyPatch) -> None:
    case, user = example
    monkeypatch.setattr(documents, "template_of", lambda _case, _one: find_deliverable("projektplan").word_template())
    with pytest.raises(TemplateProblem):
        give(user, case)
    monkeypatch.undo()
    monkeypatch.setattr("itstart.documents.pdf.program", lambda: None)
    one = give(user, case)
    db.session.execute(GeneratedDocument.__table__.update().values(template_sha256="0" * 64))  # type: ignore[attr-defined]
    db.session.refresh(one)
    found = standing(case)
    assert (found.changes, found.new_template, found.is_old) == ((), True, True)


def test_an_approved_version_is_frozen_and_never_called_old(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    give(user, case)
    step = case.step(StepKey.NEEDS)
    step.approved_on, step.approved_by = clock.today(), "Birgit"
    case.needs_description.users_full = 14
    db.session.commit()
    found = standing(case)
    assert found.approval.startswith("Godkendt af Birgit den ")
    assert found.has_changed
    assert not found.is_old
    give(user, case)
    case.needs_description.users_full = 15
    step.approved_on = clock.today() - timedelta(days=1)
    db.session.commit()
    assert standing(case).is_old, "the day says nothing about a version that came after it"


def test_a_big_case_is_not_compared_on_its_own_page(
    example: tuple[CustomerCase, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, user = example
    give(user, case)
    case.needs_description.users_full = 14
    case.changed_at = clock.now() + timedelta(minutes=1)
    db.session.commit()
    assert quick_standings(case)[KEY].is_old
    monkeypatch.setattr("itstart.services.document_changes.MOST_REQUIREMENTS", 3)
    case.changed_at += timedelta(minutes=1)
    db.session.commit()
    shown = quick_standings(case)[KEY]
    assert (shown.compared, shown.is_old) == (False, False)


# ---- versions --------------------------------------------------------------------------------------


def test_the_next_version_goes_to_the_same_person(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    give(user, case, to="Palle Thorup")
    case.needs_description.users_full = 14
    second = document_versions.remake(user, case, find_deliverable(KEY))
    assert (second.version, second.handed_over_to, second.handed_over_on) == (2, "Palle Thorup", clock.today())
    assert not standing(case).has_changed
    assert lines(case)[-1] == "udleverede Behovsbeskrivelse, version 2, til Palle Thorup"


def test_nothing_is_made_again_before_it_was_made(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    with pytest.raises(RuleViolation):
        document_versions.remake(user, case, find_deliverable(KEY))


def test_what_was_handed_over_never_changes(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    for name, value in (("handed_over_to", "En anden"), ("snapshot", {}), ("version", 7), ("gaps", 9), ("file_id", 0)):
        one = give(user, case)
        setattr(one, name, value)
        with pytest.raises(RuntimeError, match=name):
            db.session.flush()
        db.session.rollback()


def test_any_two_versions_and_the_draft_are_compared(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    deliverable = find_deliverable(KEY)
    give(user, case)
    case.requirements[3].text += " Også på mobil."
    give(user, case)
    found = document_versions.compare(case, deliverable, "1", "2")
    marked = [
        run.text for part in found.parts for cell in getattr(part, "cells", ()) for run in cell if run.mark == "added"
    ]
    assert " Også på mobil." in marked
    assert document_versions.compare(case, deliverable, "2", document_versions.DRAFT).removed == 0
    assert not document_versions.compare(case, deliverable, "2", "2")
    for side in ("3", "0", "-1", "x", "", "9" * 30):
        with pytest.raises(NoResultFound):
            document_versions.compare(case, deliverable, "1", side)
