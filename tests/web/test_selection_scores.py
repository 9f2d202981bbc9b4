"""Sub-scores and demo points on their pages: save, autosave, labels, people, the gate."""

import pytest

from itstart.db import db
from itstart.exchange import export_case, import_case
from itstart.models import CaseEvent, CustomerCase, User
from itstart.rules.terms import ScalesWith
from itstart.services import scores
from itstart.steps.selection import demo_marks, document_scores
from itstart.steps.selection.assessment import assess
from itstart.steps.selection.wording import Names
from itstart.web.score_forms import agreed_names, demo_name
from tests.browser import Browser, Page


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def url(case: CustomerCase, rest: str) -> str:
    return f"/sager/{case.number}/valg/{rest}"


def filled(page: Page) -> dict[str, str]:
    """What the page's form of points would send."""
    sent: dict[str, str] = {}
    for control in page.one("#point").select("input[name], textarea[name]"):
        if control.get("type") == "radio" and not control.has_attr("checked"):
            continue
        text = control.get_text().removeprefix("\r\n") if control.name == "textarea" else control.get("value", "")
        sent[str(control["name"])] = str(text)
    sent.pop("csrf_token", None)
    return sent


def score_of(case: CustomerCase, vendor: str, label: str) -> tuple[object, str]:
    row = next(sub for sub in case.sub_scores if (sub.vendor.code, sub.label) == (vendor, label))
    return row.score, row.reason


# ---- sub-scores ----------------------------------------------------------------------------------------


def test_saving_what_stands_changes_nothing(here: Browser, case: CustomerCase) -> None:
    before = db.session.query(CaseEvent).count()
    assert here.post(url(case, "delpoint"), filled(here.get(url(case, "delpoint")))).status_code == 303
    assert db.session.query(CaseEvent).count() == before


def test_quarter_points_are_given_with_a_reason(here: Browser, case: CustomerCase) -> None:
    sent = filled(here.get(url(case, "delpoint?kriterium=C3")))
    sent["point_1_V_1"], sent["grund_1_V_1"] = "4,25", "Bedre plan nu"
    saved = here.post(url(case, "delpoint/autogem"), sent, fragment=True)
    assert (saved.status_code, "Gemt" in saved.text) == (200, True)
    score, reason = score_of(case, "V-1", "Projektplan og metode")
    assert (str(score), reason) == ("4.25", "Bedre plan nu")
    sent |= {"version": "2", "point_1_V_1": "4,3"}
    assert "Giv point i kvarte, fx 4,25." in here.post(url(case, "delpoint"), sent).errors()
    sent |= {"version": "1", "point_1_V_1": "2"}
    conflict = here.post(url(case, "delpoint"), sent)
    assert conflict.status_code == 409
    assert "Point, Projektplan og metode, Limfjord Business Systems: din" in conflict.shown("main")


def test_a_label_is_added_renamed_and_deleted_for_all(here: Browser, case: CustomerCase) -> None:
    added = here.post(url(case, "delpoint/navne"), {"kriterium": "C3", "label": "Sikkerhed"})
    assert added.status_code == 303
    assert {sub.vendor.code for sub in case.sub_scores if sub.label == "Sikkerhed"} == {"V-1", "V-2", "V-3"}
    key = scores.labels(case, case.criteria[2])[-1].key
    taken = here.post(url(case, f"delpoint/navne/{key}"), {"kriterium": "C3", "label": "konvertering og test"})
    assert (taken.status_code, "findes allerede" in taken.text) == (422, True)
    assert (
        here.post(url(case, f"delpoint/navne/{key}"), {"kriterium": "C3", "label": "It-sikkerhed"}).status_code == 303
    )
    gone = here.post(url(case, f"delpoint/navne/{key}/slet"), {"kriterium": "C3"})
    assert gone.status_code == 303
    assert not [sub for sub in case.sub_scores if sub.label == "It-sikkerhed"]
    assert here.post(url(case, f"delpoint/navne/{key}/fortryd?kriterium=C3")).status_code == 303
    assert len([sub for sub in case.sub_scores if sub.label == "It-sikkerhed"]) == 3
    told = [event.text for event in case.events]
    assert told[0] == "fortrød sletningen af delpointet It-sikkerhed"


# ---- the demo ------------------------------------------------------------------------------------------


def test_a_new_person_gives_points(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "demo?om=V-2&bedoemmer=Åse"))
    name = demo_name(case.demo_scenarios[0].code, "Åse")
    saved = here.post(url(case, "demo/autogem"), {**filled(page), name: "3"}, fragment=True)
    assert (saved.status_code, "Gemt" in saved.text) == (200, True)
    assert scores.evaluators(case) == ["Direktør", "Produktionschef", "Bogholder", "Åse"]
    again = here.get(url(case, "demo?om=V-2"))
    assert again.html.select(f"input[name={name}][value='3'][checked]")
    assert here.post(url(case, "demo"), {**filled(again), name: ""}).status_code == 303
    assert scores.evaluators(case) == ["Direktør", "Produktionschef", "Bogholder"]


def test_points_are_1_to_5(here: Browser, case: CustomerCase) -> None:
    sent = filled(here.get(url(case, "demo?om=V-2")))
    name = demo_name(case.demo_scenarios[0].code, "Direktør")
    assert here.post(url(case, "demo"), {**sent, name: "6"}).status_code == 422
    assert here.post(url(case, "demo"), {**sent, name: "mange"}).status_code == 422


def test_nobody_gives_points_before_the_customer_knows(here: Browser, case: CustomerCase) -> None:
    sent = filled(here.get(url(case, "demo?om=V-2")))
    case.impartiality.acknowledged_by_customer_on = None
    db.session.commit()
    for rest in ("krav-for-krav", "delpoint", "demo", "resultat"):
        assert "Kunden skal kvittere for det, før I giver point." in here.get(url(case, rest)).shown("main")
    assert not here.get(url(case, "demo")).html.select("#point")
    assert here.post(url(case, "demo"), {**sent, demo_name(case.demo_scenarios[0].code, "Ny"): "1"}).status_code == 409


def test_people_far_apart_are_told_to_talk_and_agree(here: Browser, case: CustomerCase) -> None:
    scenario = case.demo_scenarios[0]
    for score in case.demo_scores:
        if score.vendor.code == "V-2" and score.scenario is scenario:
            score.score = {"Direktør": 2}.get(score.evaluator, 5)
    db.session.commit()
    page = here.get(url(case, "demo?om=V-2"))
    assert "Tal om det: 2 til 5" in page.shown("main")
    before = filled(page)
    points, reason = agreed_names(scenario.code)
    unsaid = here.post(url(case, "demo"), {**before, points: "4"})
    assert (unsaid.status_code, unsaid.errors()) == (422, ["Skriv, hvorfor I blev enige om det."])
    assert here.post(url(case, "demo"), {**before, points: "6", reason: "Nej"}).status_code == 422
    assert here.post(url(case, "demo"), {**before, points: "4", reason: "Direktøren så det ikke"}).status_code == 303
    assert scores.consensus(case, case.vendors[1]) == {scenario.code: (4, "Direktøren så det ikke")}
    settled = here.get(url(case, "demo?om=V-2"))
    assert "Tal om det" not in settled.shown("main")
    assert demo_marks.that_count(case)["V-2", scenario.code] == [4, 4, 4]
    names = Names(case)
    [said] = document_scores.demo_agreed(case, assess(case), names)
    assert said == (
        f"»{scenario.title}«, Kongeå Data: Pointene gik fra 2 til 5. Efter en samtale blev I enige om 4. "
        "Direktøren så det ikke."
    )
    assert here.post(url(case, "demo"), {**filled(settled), points: "", reason: ""}).status_code == 303
    assert case.demo_consensus == []


def test_nobody_agrees_on_points_nobody_has_given(here: Browser, case: CustomerCase) -> None:
    scenario = case.demo_scenarios[0]
    points, reason = agreed_names(scenario.code)
    sent = filled(here.get(url(case, "demo?om=V-2")))
    empty = {name: "" if name.startswith("point_") else value for name, value in sent.items()}
    refused = here.post(url(case, "demo"), {**empty, points: "3", reason: "Enige"})
    assert (refused.status_code, refused.errors()) == (422, ["Giv først hver jeres point."])


def test_a_consensus_survives_the_file(case: CustomerCase) -> None:
    scenario, vendor = case.demo_scenarios[0], case.vendors[1]
    scores.store_consensus(case, vendor, {scenario.code: (3, "Talt om")})
    case.bid_price_lines[0].scales_with = ScalesWith.USERS
    db.session.commit()
    file = export_case(case)
    file["case"]["id"] = "2026-0999"
    again = import_case(file).case
    assert [(row.vendor.code, row.scenario.title, row.score, row.note) for row in again.demo_consensus] == [
        ("V-2", scenario.title, 3, "Talt om")
    ]
    assert next(line.scales_with for line in again.bid_price_lines) is ScalesWith.USERS
