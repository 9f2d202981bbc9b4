"""The worked example in and out: every figure, every key, the same file again."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from itstart.db import db
from itstart.exchange import as_text, export_case, import_case
from itstart.models import Customer, CustomerCase, Helper, RowCounter
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, ContractStatus, ModuleStatus, StepStatus, YesNoUnknown
from tests.exchange.files import example, example_text, only_required
from tests.factories import make_firm, make_staff


def _stored() -> CustomerCase:
    """The only case, read anew from the database."""
    db.session.commit()
    db.session.expunge_all()
    return db.session.scalars(select(CustomerCase)).one()


def test_export_of_the_example_is_the_example(app: Flask) -> None:
    result = import_case(example_text().encode())
    assert result.differences == []
    assert export_case(_stored()) == example()


def test_the_file_comes_out_letter_by_letter(app: Flask) -> None:
    import_case(example())
    assert as_text(_stored()).rstrip() == example_text().rstrip()


def test_what_the_file_says_in_words_is_kept_as_days(app: Flask) -> None:
    case = import_case(example()).case
    assert case.status is CaseStatus.COMPLETED
    assert str(case.activated_on) == "2026-01-20"
    assert str(case.completed_on) == "2026-06-23"
    assert case.closed
    assert [step.status for step in case.steps] == [StepStatus.DONE] * 4
    assert str(case.step(StepKey.TENDER).approved_on) == "2026-04-23"
    assert case.contract.status is ContractStatus.SIGNED
    assert {module.status for module in case.modules} == {ModuleStatus.END_REPORTED}
    assert case.used_adviser_before is YesNoUnknown.NO
    assert case.contract.vendor is case.evaluation.decided_vendor


def test_no_number_is_given_twice(app: Flask) -> None:
    case = import_case(example()).case
    counters = {row.prefix: row.last for row in db.session.scalars(select(RowCounter).filter_by(case_id=case.id))}
    assert counters["requirements"] == 33
    assert counters["needs"] == 9
    assert counters["milestones"] == 9
    assert counters["vendors"] == 4
    assert counters["criteria"] == 5
    assert counters["bid_price_lines"] == 26


def test_computed_parts_may_be_missing_and_are_given_back(app: Flask) -> None:
    file = example()
    del file["modules_total"], file["evaluation"]["results"], file["evaluation"]["sensitivity"]
    for bid in file["bids"]:
        del bid["tco"], bid["unmet_must"], bid["over_budget"]
    del file["contract"]["payback_years"], file["case"]["current_step"], file["customer"]["region"]
    result = import_case(file)
    assert result.differences == []
    assert export_case(_stored()) == example()


def test_a_figure_that_is_not_ours_is_reported_with_its_place(app: Flask) -> None:
    file = example()
    file["bids"][1]["tco"]["total"] = 1
    file["contract"]["payments"][3]["amount"] = 119_999
    file["case"]["current_step"] = 3
    found = {d.path: (d.theirs, d.ours) for d in import_case(file).differences}
    assert found["bids[1].tco.total"] == (1, 1_365_358)
    assert found["contract.payments[3].amount"] == (119_999, 120_000)
    assert "case.current_step" in found


def test_only_the_required_sections(app: Flask) -> None:
    assert import_case(only_required()).case.contract.payment_terms_days == 30
    assert export_case(_stored()) == only_required()


@pytest.mark.parametrize("nothing", [None, {}, []])
def test_a_section_may_be_empty_or_null(app: Flask, nothing: Any) -> None:
    file = {key: only_required().get(key, nothing) for key in example()}
    assert import_case(file).differences == []
    assert export_case(_stored()) == file


def test_keys_may_be_left_out_or_say_nothing(app: Flask) -> None:
    file = example()
    del file["requirements"][0]["law_reference"], file["vendors"][0]["contact"], file["tender"]["award_rule"]
    file["requirements"][3]["source"] = None
    file["needs_description"]["stakeholders"] = None
    file["evaluation"]["demo_scores"] = None
    file["bids"][0]["internal_hours"] = None
    for response in file["bids"][1]["responses"]:
        response["vendor_comment"] = None
    result = import_case(file)
    exported = export_case(_stored())
    assert exported["requirements"] == file["requirements"]
    assert exported["vendors"] == file["vendors"]
    assert exported["tender"] == file["tender"]
    assert exported["needs_description"] == file["needs_description"]
    assert exported["bids"][1] == file["bids"][1]
    assert {d.path.split(".")[0] for d in result.differences} <= {"bids[0]", "evaluation"}


def test_a_silence_ends_when_something_is_said(app: Flask) -> None:
    file = example()
    del file["requirements"][0]["source"], file["requirements"][1]["source"]
    import_case(file)
    case = _stored()
    case.requirements[0].source = "Møde med revisor"
    exported = export_case(case)
    assert exported["requirements"][0]["source"] == "Møde med revisor"
    assert "source" not in exported["requirements"][1]


def test_how_a_module_and_a_question_went_comes_along(app: Flask) -> None:
    file = example()
    file["modules"][0] |= {
        "signed_how": "link",
        "expected_end_on": "2026-02-27",
        "reminded_on": "2026-03-02",
        "accepted_by": "Birgit Nordvang",
        "ratings": [{"question": "understood", "score": 5}, {"question": "worth_it", "score": 4}],
    }
    file["modules"][0]["end_report"] |= {"next_steps": "Sende udbuddet", "customer_comment": "Godt forløb"}
    file["sparring"][0] |= {
        "about": "behov/krav/K-24",
        "urgency": "urgent",
        "share": "prices",
        "customer_accept_by": "Birgit Nordvang",
        "customer_accept_on": "2026-05-13",
        "closed_on": "2026-05-16",
        "usefulness": 5,
        "messages": [
            {"at": "2026-05-13T09:15", "author": "Mette Hedelund", "text": "Skal tilbuddet ud?"},
            {
                "at": "2026-05-15T14:02",
                "author": "Jonas Okkels",
                "from_center": True,
                "kind": "answered",
                "text": "Reglen må stå fast.",
            },
        ],
    }
    file["sparring"][0]["messages"][0] |= {"from_center": False, "kind": "asked"}
    assert import_case(file).differences == []
    exported = export_case(_stored())
    assert exported["modules"][0] == file["modules"][0]
    assert exported["sparring"] == file["sparring"]


def test_a_number_that_is_taken_gives_a_new_one(app: Flask) -> None:
    import_case(example())
    second = import_case(example())
    assert second.case.number == "2026-0018"
    assert second.renumbered
    assert [str(d) for d in second.differences] == ["case.id: filen siger 2026-0017, vi siger 2026-0018"]


def test_firm_and_customer_are_not_made_twice(app: Flask) -> None:
    import_case(example())
    import_case(example())
    assert len(db.session.scalars(select(Helper)).all()) == 1
    assert len(db.session.scalars(select(Customer)).all()) == 1
    changed = example()
    changed["customer"]["employees"] = 26
    import_case(changed)
    assert sorted(c.employees or 0 for c in db.session.scalars(select(Customer))) == [25, 26]


def test_a_firm_we_know_keeps_its_own_facts(app: Flask) -> None:
    make_firm("Hedelund", cvr="99000058", phone="11111111")
    result = import_case(example())
    assert result.case.helper.phone == "11111111"
    assert "helper.phone" in {d.path for d in result.differences}


def test_another_firm_may_get_the_case(app: Flask) -> None:
    firm = make_firm()
    result = import_case(example(), helper=firm)
    assert result.case.helper is firm
    assert [d.path for d in result.differences] == ["helper.cvr"]
    assert db.session.scalar(select(Helper).where(Helper.cvr == "99000058")) is None


def test_the_centers_person_is_found_by_mail(app: Flask) -> None:
    staff = make_staff(email="jonas.okkels@ibiz.example")
    assert import_case(example()).case.staff[0].user_id == staff.id


def test_texts_are_cleaned_as_in_a_form(app: Flask) -> None:
    file = example()
    file["requirements"][0]["title"] = " Digi\u0007tal bogfo\u0308ring\ud800 "
    file["needs_description"]["background"] = "linje 1\r\nlinje 2"
    result = import_case(file)
    assert result.case.requirements[0].title == "Digital bogföring"
    assert result.case.needs_description.background == "linje 1\nlinje 2"
    assert "requirements[0].title" in {d.path for d in result.differences}


def test_the_region_follows_the_day_of_the_file(app: Flask) -> None:
    file = only_required()
    file["customer"] |= {"municipality_code": "0101", "region": "Region Hovedstaden"}
    assert import_case(file).differences == []
    file["meta"]["as_of"] = "2027-02-01"
    assert [d.ours for d in import_case(file).differences if d.path == "customer.region"] == ["Region Østdanmark"]


def _queries(case_id: int) -> int:
    db.session.commit()
    db.session.expunge_all()
    count = 0

    def counting(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(db.engine, "before_cursor_execute", counting)
    try:
        case = db.session.get(CustomerCase, case_id)
        assert case is not None
        export_case(case)
    finally:
        event.remove(db.engine, "before_cursor_execute", counting)
    return count


def test_the_number_of_queries_does_not_grow(app: Flask) -> None:
    small = import_case(example()).case.id
    file = example()
    file["requirements"] += [{**file["requirements"][0], "id": f"K-{n}"} for n in range(100, 150)]
    for bid in file["bids"]:
        bid["responses"] += [{**bid["responses"][0], "requirement_id": f"K-{n}"} for n in range(100, 150)]
    file["vendors"].append({**file["vendors"][0], "id": "V-9"})
    file["bids"].append({**file["bids"][0], "vendor_id": "V-9"})
    file["modules"].append({**file["modules"][0], "id": "M-9", "number": 9})
    file["sparring"] += [{**file["sparring"][0], "id": f"SP-{n}"} for n in range(2, 9)]
    large = import_case(file).case.id
    assert _queries(small) == _queries(large)


def test_the_json_is_plain(app: Flask) -> None:
    import_case(example())
    assert json.loads(as_text(_stored())) == example()
