"""The guidance texts: all there, in the fixed shape, in the house's words."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from itstart import guidance, models
from itstart.db import Model
from itstart.guidance import HEADINGS, Example, GuidanceError, load
from itstart.rules import terms

TASKS = {
    "behov": (
        "virksomheden", "processer", "systemer", "maal", "behov", "krav", "omfang", "oekonomi",
        "moeder", "afklares", "barrierer",
    ),
    "udbud": (
        "tidsplan", "kriterier", "leverandoerer", "spoergsmaal", "demomanuskript", "vilkaar", "send",
    ),
    "valg": (
        "modtagelse", "tilbud", "krav-for-krav", "spoerg-leverandoeren", "delpoint", "demo", "referencer",
        "dispensationer", "resultat", "beslutning", "breve",
    ),
    "projekt": (
        "organisation", "milepaele", "egne-opgaver", "risici", "forhandling", "betalingsplan",
        "kontraktvilkaar", "bilag", "underskrift", "overtagelsesproeve",
    ),
}  # fmt: skip
ALL = [(step, task) for step, tasks in TASKS.items() for task in tasks]
ROW_MODELS = {
    "stakeholders": models.Stakeholder,
    "processes": models.BusinessProcess,
    "current_systems": models.CurrentSystem,
    "objectives": models.Objective,
    "needs": models.Need,
    "requirements": models.Requirement,
    "benefits": models.Benefit,
    "customer_questions": models.CustomerQuestion,
    "criteria": models.Criterion,
    "questions": models.TenderQuestion,
    "demo_scenarios": models.DemoScenario,
    "steering_group": models.SteeringMember,
    "milestones": models.Milestone,
    "customer_tasks": models.CustomerTask,
    "risks": models.Risk,
    "negotiation": models.NegotiationPoint,
    "price_lines": models.ContractPriceLine,
    "annexes": models.Annex,
}
FORM_MODELS = {
    "behov": (models.NeedsDescription,),
    "udbud": (models.Tender, models.Evaluation),
    "valg": (models.Evaluation,),
    "projekt": (models.ProjectPlan, models.Contract),
}
BESIDE_THE_COLUMNS = {"offset_days", "barriers"}
EXAMPLES = sorted(guidance.FOLDER.glob("*/*.toml"))
FORBIDDEN_WORDS = (
    # System words and stiff words
    "venligst", "klik her", "feltet", "databasen", "brugerfladen", "formular", "input",
    "implementere", "understøtte", "facilitere", "håndtere", "trin",
    # English
    "the", "and", "with", "deadline", "requirement", "vendor", "stakeholder", "scope", "roadmap",
    "backup", "performance", "review", "draft", "must", "should", "slides", "kickoff",
    "go-live", "business case", "setup", "score", "default", "budget owner",
)  # fmt: skip


def columns_of(model: type[Model]) -> set[str]:
    return set(model.__table__.columns.keys())


def source(step: str, task: str) -> str:
    return (guidance.FOLDER / step / f"{task}.md").read_text(encoding="utf-8")


def example(step: str, task: str) -> Example:
    found = load(step, task).example
    assert found is not None
    return found


@pytest.mark.parametrize(("step", "task"), ALL)
def test_every_task_has_guidance_in_the_fixed_shape(step: str, task: str) -> None:
    found = load(step, task)
    assert found.title
    assert not found.title.endswith((".", "!"))
    assert tuple(section.heading for section in found.sections) == HEADINGS
    assert all(section.html for section in found.sections)
    assert 3 <= found.section("Sådan gør du").count("<li>") <= 7
    assert 1 <= found.section("Spørg kunden").count("<li>") <= 3
    assert re.search("<blockquote>|<li>", found.section("Et godt eksempel"))


@pytest.mark.parametrize(("step", "task"), ALL)
def test_a_text_can_be_read_in_a_minute(step: str, task: str) -> None:
    words = re.findall(r"\w[\w.,-]*", source(step, task))
    assert 120 <= len(words) <= 220


@pytest.mark.parametrize(("step", "task"), ALL)
def test_a_text_uses_the_words_of_the_house(step: str, task: str) -> None:
    text = source(step, task)
    found = [word for word in FORBIDDEN_WORDS if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    assert not found
    assert not re.search(r"[!—–\"]|Nordvang|\be\.g\.", text)


@pytest.mark.parametrize(("step", "task"), ALL)
def test_sentences_are_short(step: str, task: str) -> None:
    sentences = re.split(r"(?<=[.?:])\s+|\n", source(step, task))
    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= 24, longest


@pytest.mark.parametrize(("step", "task"), ALL)
def test_questions_to_the_customer_are_questions(step: str, task: str) -> None:
    asked = source(step, task).partition("## Spørg kunden")[2].strip().splitlines()
    assert all(line.startswith("- ") and "?" in line for line in asked)


def test_no_file_belongs_to_no_task() -> None:
    files = {path.relative_to(guidance.FOLDER) for path in guidance.FOLDER.glob("*/*.*")}
    expected = {Path(step) / f"{task}{suffix}" for step, task in ALL for suffix in (".md", ".toml")}
    assert {file for file in files if file.suffix in (".md", ".toml")} <= expected


def test_numbers_stay_with_their_unit() -> None:
    assert "82.800&nbsp;kr." in load("behov", "oekonomi").section("Et godt eksempel")


def test_load_gives_the_same_object_again() -> None:
    assert load("behov", "krav") is load("behov", "krav")


def test_a_task_without_example() -> None:
    assert load("projekt", "underskrift").example is None


@pytest.mark.parametrize(
    ("step", "task"), [("behov", "findes-ikke"), ("../data", "kodeks"), ("behov", "Krav"), ("", "")]
)
def test_unknown_or_strange_slugs_are_refused(step: str, task: str) -> None:
    with pytest.raises(GuidanceError):
        load(step, task)


def test_unknown_section_raises() -> None:
    with pytest.raises(KeyError):
        load("behov", "krav").section("Historik")


@pytest.mark.parametrize(
    "text",
    ["## Hvorfor\nuden titel", "# Titel\n\n## Hvorfor\nkun én", "# To\nlinjer\n", ""],
)
def test_a_malformed_text_names_the_file(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guidance, "FOLDER", tmp_path)
    (tmp_path / "prove").mkdir()
    (tmp_path / "prove" / "galt.md").write_text(text, encoding="utf-8")
    with pytest.raises(GuidanceError, match=r"galt\.md"):
        load("prove", "galt")


@pytest.mark.parametrize("text", ["[form", "[form.a]\nb = 1", "[form]\na = 2026-01-01"])
def test_a_malformed_example_names_the_file(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guidance, "FOLDER", tmp_path)
    (tmp_path / "prove").mkdir()
    body = "".join(f"\n## {heading}\nx\n" for heading in HEADINGS)
    (tmp_path / "prove" / "galt.md").write_text("# Titel\n" + body, encoding="utf-8")
    (tmp_path / "prove" / "galt.toml").write_text(text, encoding="utf-8")
    load.cache_clear()
    with pytest.raises(GuidanceError, match=r"galt\.toml"):
        load("prove", "galt")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_has_values(path: Path) -> None:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [row for key, value in raw.items() if key != "form" for row in value]
    for row in [*rows, raw.get("form", {"filled": True})]:
        assert row
        assert all(value != "" and value != [] for value in row.values())
        assert "  " not in " ".join(str(value) for value in row.values())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_names_only_columns_we_have(path: Path) -> None:
    found = example(path.parent.name, path.stem)
    for key, rows in found.rows.items():
        columns = columns_of(ROW_MODELS[key])
        assert {name for row in rows for name in row} <= columns | BESIDE_THE_COLUMNS
    known: set[str] = set().union(*(columns_of(model) for model in FORM_MODELS[path.parent.name]))
    assert set(found.form) <= known | BESIDE_THE_COLUMNS


def test_choices_in_examples_are_values_we_know() -> None:
    checks = [
        (("behov", "systemer"), "current_systems", "fate", terms.Fate),
        (("behov", "krav"), "requirements", "priority", terms.Priority),
        (("behov", "krav"), "requirements", "kind", terms.RequirementKind),
        (("udbud", "kriterier"), "criteria", "method", terms.CriterionMethod),
        (("projekt", "milepaele"), "milestones", "type", terms.MilestoneType),
    ]
    for slugs, key, column, values in checks:
        for row in example(*slugs).rows[key]:
            assert row[column] in list(values)
    assert set(_texts(example("behov", "barrierer").form["barriers"])) <= set(terms.Barrier)
    assert example("udbud", "vilkaar").form["award_model"] in list(terms.AwardModel)
    assert example("projekt", "betalingsplan").form["annual_invoicing"] in list(terms.Invoicing)


def _texts(value: object) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return value


def test_criteria_sum_to_one_hundred() -> None:
    weights = [row["weight"] for row in example("udbud", "kriterier").rows["criteria"]]
    assert sum(weight for weight in weights if isinstance(weight, int)) == 100


def test_milestones_come_in_the_order_that_protects_the_customer() -> None:
    rows = example("projekt", "milepaele").rows["milestones"]
    days = {str(row["type"]): _days(row["offset_days"]) for row in rows}
    assert list(days.values()) == sorted(days.values())
    assert days["acceptance_test"] < days["go_live"] < days["operational_test"]
    assert set(days) == set(terms.MilestoneType)


def _days(value: object) -> timedelta:
    assert isinstance(value, int)
    assert value % 7 == 0, "whole weeks keep the weekday of the start"
    return timedelta(days=value)


def test_customer_tasks_end_before_go_live() -> None:
    milestones = example("projekt", "milepaele").rows["milestones"]
    go_live = next(_days(row["offset_days"]) for row in milestones if row["type"] == "go_live")
    tasks = example("projekt", "egne-opgaver").rows["customer_tasks"]
    assert all(_days(row["offset_days"]) < go_live for row in tasks)


def test_liability_example_is_price_plus_one_year() -> None:
    prices = example("projekt", "betalingsplan")
    one_off = [row["amount_dkk"] for row in prices.rows["price_lines"]]
    annual = prices.form["annual_price_dkk"]
    assert isinstance(annual, int)
    total = sum(amount for amount in one_off if isinstance(amount, int)) + annual
    assert example("projekt", "kontraktvilkaar").form["liability_cap_dkk"] == total
