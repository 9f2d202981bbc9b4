"""The advice on a requirement list: what it says, and what it leaves in peace."""

import time
from typing import Any

import pytest

from itstart.rules.requirements import (
    RequirementFacts,
    advice_by_field,
    check_must_share,
    check_requirement,
    check_requirements,
    must_share_pct,
    vague_words,
)


def requirement(text: str, priority: str = "must", **more: Any) -> RequirementFacts:
    facts = {"acceptance_criterion": "Vises ved demo.", "need_ids": ["N-01"], "title": "Titel", **more}
    return RequirementFacts(id="K-01", priority=priority, text=text, **facts)


def messages(facts: RequirementFacts, *names: str) -> list[str]:
    return [f.message for f in check_requirement(facts, need_ids=["N-01"], names=names)]


def facts_of(example: dict[str, Any]) -> list[RequirementFacts]:
    keys = ("id", "priority", "title", "text", "need_ids", "acceptance_criterion", "area")
    return [RequirementFacts(**{key: row[key] for key in keys}) for row in example["requirements"]]


def test_the_example_is_a_good_list(example: dict[str, Any]) -> None:
    found = check_requirements(
        facts_of(example),
        need_ids=[need["id"] for need in example["needs_description"]["needs"]],
        names=["ProdPlan 365", "LimERP Cloud", "Havn ERP", "Kongeå Data"],
    )
    assert found == []
    assert must_share_pct(facts_of(example)) == 56


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Systemet skal være brugervenligt og hurtigt.", ["brugervenligt", "hurtigt"]),
        ("Fleksible, moderne og intuitive skærmbilleder", ["fleksible", "moderne", "intuitive"]),
        ("En hurtigere og mere fleksibel løsning med brugervenlighed", ["hurtigere", "fleksibel", "brugervenlighed"]),
        ("Fleksibiliteten skal være stor", ["fleksibiliteten"]),
        ("Data skal moderniseres af hurtigløbere", []),
        ("Systemet skal vise lageret", []),
    ],
)
def test_vague_words_in_all_their_forms(text: str, words: list[str]) -> None:
    assert vague_words(text) == words


def test_a_vague_word_with_a_measure_is_fine() -> None:
    assert messages(requirement("Søgning skal være hurtig.")) == [
        "K-01: Hvad betyder “hurtig” her? Skriv noget, der kan måles, fx tid, antal eller klik."
    ]
    assert messages(requirement("Søgning skal være hurtig: svar inden for 2 sekunder.")) == []
    assert messages(requirement("Søgning skal være hurtig.", acceptance_criterion="Svar på under to sekunder")) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Data skal kunne flyttes til Microsoft Excel", True),
        ("Systemet skal ligne navisions skærme", True),
        ("Systemet skal kunne visionere", False),
        ("Priser (Navision) skal med", True),
    ],
)
def test_names_are_found_as_whole_words(text: str, named: bool) -> None:
    found = messages(requirement(text), "Navision", "Microsoft", "vision", " ")
    assert any("Kravet nævner" in message for message in found) is named


@pytest.mark.parametrize(
    ("names", "said"),
    [(["Havn", "Havn ERP"], "nævner Havn ERP."), (["X", "AX"], "nævner AX."), (["Y"], ""), ([], "")],
)
def test_the_longest_name_is_told_and_a_letter_is_none(names: list[str], said: str) -> None:
    told = " ".join(messages(requirement("Data fra Havn ERP skal med." if "Havn" in names else "AX, X, Y"), *names))
    assert (said in told) if said else told == ""


@pytest.mark.parametrize(
    ("priority", "text", "said"),
    [
        ("must", "Systemet bør kunne vise lageret.", "bør"),
        ("should", "Systemet skal vise lageret.", "skal"),
        ("could", "Systemet skal kunne vise lageret.", "skal"),
        ("must", "Systemet kan vise lageret.", "kan"),
        ("should", "Systemet kan vise lageret.", "kan"),
        ("must", "Systemet skal vise en tavle, hvor ordrer kan flyttes.", None),
        ("must", "Der skal tages backup. Der bør testes.", None),
        ("could", "Kunder kan selv følge ordren.", None),
        ("should", "Varemodtagelse sker med stregkode.", None),
        ("must", "Systemet viser ordrer, når de kan leveres.", None),
        ("wont", "Løsningen skal ikke have webshop.", None),
    ],
)
def test_verb_against_priority(priority: str, text: str, said: str | None) -> None:
    found = messages(requirement(text, priority))
    assert any(f"“{said}”" in message for message in found) is (said is not None)
    assert len(found) == (said is not None)


def test_links_to_needs_and_test() -> None:
    lost = requirement("Systemet skal vise lageret.", need_ids=["N-99"], acceptance_criterion=" ")
    found = check_requirement(lost, need_ids=["N-01"])
    assert len(found) == 2
    assert all(f.where == "K-01" and not f.blocks for f in found)


def test_advice_stands_at_the_field_where_it_is_put_right() -> None:
    poor = requirement("Navision bør være hurtigt.", need_ids=[], acceptance_criterion="")
    found = advice_by_field(poor, need_ids=["N-01"], names=["Navision"])
    assert [field for field, _ in found] == ["text", "text", "text", "needs", "acceptance_criterion"]
    assert [finding for _, finding in found] == check_requirement(poor, need_ids=["N-01"], names=["Navision"])


def test_a_need_without_a_requirement() -> None:
    found = check_requirements([requirement("Der skal tages backup.")], need_ids=["N-01", "N-02"])
    assert [f.message for f in found if f.where == "N-02"] == [
        "N-02: Intet krav dækker behovet endnu. Skriv et krav, eller slet behovet."
    ]


def test_too_many_musts() -> None:
    musts, should = [requirement("")] * 3, [requirement("", "should")] * 2
    wont = [requirement("", "wont")] * 20
    assert list(check_must_share([*musts, *should, *wont])) == []
    (found,) = check_must_share([*musts, *musts, *should, *wont])
    assert found.message.startswith("75 % af kravene er SKAL. Er alt virkelig SKAL?")
    assert list(check_must_share([*musts * 40, *should * 40])) == []
    assert list(check_must_share([*musts * 40, musts[0], *should * 39]))
    assert must_share_pct([]) == 0


def test_the_list_is_told_of_before_its_rows() -> None:
    found = check_requirements([requirement("Der bør tages backup.", need_ids=["N-01"])], need_ids=["N-01"])
    assert [finding.message.split(":")[0][:8] for finding in found] == ["100 % af", "K-01"]


def test_an_empty_list_is_one_piece_of_advice() -> None:
    assert len(check_requirements([], need_ids=["N-01"])) == 1


def test_time_grows_with_the_list_and_no_faster(example: dict[str, Any]) -> None:
    names = [f"Produkt {n}" for n in range(200)]
    needs = [f"N-{n:02}" for n in range(300)]

    def seconds(times: int) -> float:
        rows = facts_of(example) * times
        started = time.perf_counter()
        check_requirements(rows, need_ids=needs, names=names)
        return time.perf_counter() - started

    seconds(1)
    assert seconds(91) < 60 * max(seconds(9), 0.005)


@pytest.mark.parametrize("filler", ["x" * 100_000, " " * 100_000, "udleverer " * 10_000, "en " * 30_000, " ," * 50_000])
def test_a_very_long_text_takes_no_longer_than_reading_it(filler: str) -> None:
    started = time.perf_counter()
    check_requirements([requirement(f"Systemet skal {filler} data")], names=["Navision"])
    assert time.perf_counter() - started < 2
