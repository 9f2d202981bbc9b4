"""The acceptance test on its page: results, verdict, warnings before going live, and the two other files."""

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.exchange import export_case, import_case
from itstart.models import AcceptanceResult, CustomerCase, Milestone, Requirement, User
from itstart.rules.terms import MilestoneStatus, MilestoneType, Outcome, Priority
from tests.browser import Browser, Page

PATH = "/projekt/overtagelsesproeve"


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def words(found: Page) -> str:
    return found.shown("main").replace("\u00a0", " ")


def add(here: Browser, case: CustomerCase, code: str, outcome: str, **more: Any) -> Page:
    values = {"requirement_id": code, "outcome": outcome, "note": "", "tested_by": "Karsten", "tested_on": "", **more}
    return here.post(f"/sager/{case.number}/proeveresultater/ny", values)


def musts(case: CustomerCase) -> list[str]:
    query = select(Requirement.code).where(
        Requirement.case_id == case.id, Requirement.priority == Priority.MUST, Requirement.deleted_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(Requirement.position)))


def pass_all(case: CustomerCase) -> None:
    for place, code in enumerate(musts(case), start=100):
        requirement = db.session.scalars(select(Requirement).filter_by(case_id=case.id, code=code)).one()
        row = AcceptanceResult(code=str(place), position=place, requirement=requirement, outcome=Outcome.PASSED)
        case.acceptance_results.append(row)
    db.session.commit()


def test_a_test_that_is_not_begun_leads_to_the_first_requirements(here: Browser, case: CustomerCase) -> None:
    found = here.get(f"/sager/{case.number}{PATH}")
    assert "Prøven er ikke begyndt" in words(found)
    assert "18 SKAL-krav skal prøves" in words(found)
    assert "/proeveresultater/ny?requirement_id=K-01" in found.text
    form = here.get(f"/sager/{case.number}/proeveresultater/ny?requirement_id=K-01")
    assert form.one("select[name=requirement_id] option[selected]")["value"] == "K-01"


def test_results_are_registered_and_the_verdict_follows(here: Browser, case: CustomerCase) -> None:
    add(here, case, "K-01", "passed", tested_on="20.11.2026")
    add(here, case, "K-02", "a_error", note="Fakturaen kom ikke frem")
    said = words(here.get(f"/sager/{case.number}{PATH}"))
    assert "Prøven er ikke bestået" in said
    assert "Der er 1 A-fejl. Ingen er tilladt." in said
    add(here, case, "K-02", "passed", note="Rettet og prøvet igen")
    said = words(here.get(f"/sager/{case.number}{PATH}"))
    assert "Prøven er i gang" in said
    assert "2 af 18 SKAL-krav er prøvet." in said
    pass_all(case)
    said = words(here.get(f"/sager/{case.number}{PATH}"))
    assert "Prøven er bestået" in said
    assert "18 af 18 SKAL-krav er prøvet. 0 A-fejl, 0 B-fejl (højst 3) og 0 C-fejl." in said


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"outcome": "a_error"}, "Skriv, hvad der gik galt"),
        ({"outcome": "passed", "tested_on": "1.1.2099"}, "En prøve kan ikke ligge i fremtiden."),
        ({"code": "", "outcome": "passed"}, "Vælg det krav, der er bestået"),
    ],
)
def test_what_cannot_be_right_is_told_at_the_field(
    here: Browser, case: CustomerCase, values: dict[str, str], message: str
) -> None:
    values = {"code": "K-01", "tested_by": "Karsten Bak", **values}
    answer = add(here, case, values.pop("code"), values.pop("outcome"), **values)
    assert answer.status_code == 422
    assert message in words(answer)
    assert "Karsten Bak" in answer.text
    assert db.session.scalars(select(AcceptanceResult)).all() == []


def test_going_live_untested_is_warned_at_the_milestones(here: Browser, case: CustomerCase) -> None:
    stone = db.session.scalars(select(Milestone).filter_by(type=MilestoneType.GO_LIVE)).one()
    stone.date_on = clock.today() + timedelta(days=40)
    db.session.commit()
    warning = "men overtagelsesprøven er ikke bestået"
    address = f"/sager/{case.number}/projekt/milepaele?hjaelp=mangler"
    assert warning not in here.get(address).text
    stone.date_on = clock.today() + timedelta(days=3)
    db.session.commit()
    assert warning in here.get(address).text
    assert warning in here.get(f"/sager/{case.number}{PATH}?hjaelp=mangler").text
    pass_all(case)
    assert warning not in here.get(address).text


def test_a_system_in_use_before_the_test_is_told(here: Browser, case: CustomerCase) -> None:
    db.session.scalars(select(Milestone).filter_by(type=MilestoneType.GO_LIVE)).one().status = MilestoneStatus.DONE
    db.session.commit()
    said = here.get(f"/sager/{case.number}/projekt/milepaele?hjaelp=mangler").text
    assert "Systemet er taget i drift, men overtagelsesprøven er ikke bestået." in said


def test_the_files_are_there_for_a_reader_too(here: Browser, case: CustomerCase) -> None:
    add(here, case, "K-01", "passed", note="Set med egne øjne")
    book = here.client.get(f"/sager/{case.number}{PATH}/excel")
    cells = [
        cell.value for row in openpyxl.load_workbook(io.BytesIO(book.data))["Prøveskema"].iter_rows() for cell in row
    ]
    assert "Set med egne øjne" in cells
    assert ".xlsx" in book.headers["Content-Disposition"]
    blank = here.client.get(f"/sager/{case.number}{PATH}/tomt-skema")
    assert blank.status_code == 200
    assert blank.data[:2] == b"PK"
    page = here.get(f"/sager/{case.number}/dokumenter")
    assert f"/sager/{case.number}{PATH}/excel" in page.text


def test_results_come_out_as_they_went_in(here: Browser, case: CustomerCase) -> None:
    add(here, case, "K-02", "b_error", note="To sedler", tested_on="20.11.2026")
    add(here, case, "", "c_error", note="Lille skrift")
    file = export_case(case)
    assert file["acceptance_results"] == [
        {"number": 1, "requirement_id": "K-02", "outcome": "b_error", "note": "To sedler", "tested_by": "Karsten",
         "tested_on": "2026-11-20"},
        {"number": 2, "requirement_id": None, "outcome": "c_error", "note": "Lille skrift", "tested_by": "Karsten",
         "tested_on": None},
    ]  # fmt: skip
    again = export_case(import_case(file).case)
    assert again["acceptance_results"] == file["acceptance_results"]


def test_a_result_of_a_requirement_that_is_gone_still_counts_as_an_error(case: CustomerCase) -> None:
    requirement = db.session.scalars(select(Requirement).filter_by(code="K-02")).one()
    case.acceptance_results.append(
        AcceptanceResult(code="1", requirement=requirement, outcome=Outcome.A_ERROR, tested_on=date(2026, 11, 20))
    )
    requirement.deleted_at = clock.now()
    db.session.commit()
    assert export_case(case)["acceptance_results"][0]["requirement_id"] is None
