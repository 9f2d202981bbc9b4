"""Who stands in the directory, who fits, in what order, and how many each choice leads to (S20, S49)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from itstart.rules import directory as rules
from itstart.rules.directory import Entry, Wanted
from itstart.rules.leads import Candidate
from itstart.rules.profiles import CompetenceLevel as Level
from itstart.rules.terms import Category, QualificationStatus

TODAY = date(2026, 11, 26)
FIRM = Candidate("99000058", "Hedelund")
HERNING, VEJLE, KOEBENHAVN = "0657", "0630", "0101"
MIDT = frozenset({HERNING, "0740"})

ENTRIES = (
    Entry(
        "99000058", "A", home=HERNING, covers={HERNING, VEJLE}, levels={Category.ERP: Level.SKILLED},
        industries=("Metal",),
    ),
    Entry(
        "99000120", "B", home=VEJLE, covers={HERNING}, levels={Category.ERP: Level.EXPERT},
        industries=("metal", "Træ"),
    ),
    Entry(
        "99000155", "C", home=KOEBENHAVN, covers={KOEBENHAVN}, levels={Category.BI: Level.BASIC},
        industries=("Ærlig",),
    ),
)  # fmt: skip


def names(wanted: Wanted) -> list[str]:
    return [entry.company for entry in rules.found(ENTRIES, wanted, today=TODAY)]


def test_a_firm_that_may_take_a_customer_is_shown_when_it_wants_to() -> None:
    assert rules.is_listed(FIRM, is_public=True, today=TODAY)
    assert not rules.is_listed(FIRM, is_public=False, today=TODAY)


@pytest.mark.parametrize("status", [one for one in QualificationStatus if one is not QualificationStatus.QUALIFIED])
def test_no_other_status_is_shown(status: QualificationStatus) -> None:
    assert not rules.is_listed(replace(FIRM, status=status), is_public=True, today=TODAY)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"ended_on": TODAY}, False),
        ({"ended_on": TODAY + timedelta(days=1)}, True),
        ({"no_new_cases_until": TODAY}, False),
        ({"no_new_cases_until": TODAY - timedelta(days=1)}, True),
        ({"people": 0}, False),
        ({"code_accepted": False}, True),
        ({"available_from": TODAY + timedelta(days=90)}, True),
    ],
)
def test_every_reason_not_to_be_shown(change: dict[str, object], shown: bool) -> None:
    assert rules.is_listed(replace(FIRM, **change), is_public=True, today=TODAY) is shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), {"A", "B", "C"}),
        (Wanted(frozenset({HERNING})), {"A", "B"}),
        (Wanted(frozenset({VEJLE})), {"A"}),
        (Wanted(category=Category.BI), {"C"}),
        (Wanted(industry="METAL"), {"A", "B"}),
        (Wanted(industry="aerlig"), {"C"}),
        (Wanted(frozenset({HERNING}), Category.ERP, "Træ"), {"B"}),
        (Wanted(frozenset({HERNING}), Category.BI), set()),
    ],
)
def test_all_that_is_asked_for_must_fit(wanted: Wanted, found: set[str]) -> None:
    assert set(names(wanted)) == found


def test_who_lives_there_comes_first_and_then_who_knows_it_best() -> None:
    assert names(Wanted(frozenset({HERNING}), Category.ERP)) == ["A", "B"]
    assert names(Wanted(category=Category.ERP)) == ["B", "A"]


def test_among_equals_everybody_is_first_on_some_day() -> None:
    days = [TODAY + timedelta(days=n) for n in range(60)]
    assert {rules.found(ENTRIES, Wanted(), today=day)[0].company for day in days} == {"A", "B", "C"}


def test_counts_are_of_one_choice_with_the_others_as_they_are() -> None:
    wanted = Wanted(frozenset({HERNING}), Category.BI, "")
    assert rules.by_category(ENTRIES, wanted) == [(Category.ERP, 2)]
    assert rules.by_industry(ENTRIES, Wanted()) == [("Metal", 2), ("Træ", 1), ("Ærlig", 1)]
    assert rules.by_municipality(ENTRIES, Wanted(category=Category.ERP)) == {HERNING: 2, VEJLE: 1}
    assert rules.by_region(ENTRIES, wanted, {"Midt": MIDT, "Øst": frozenset({KOEBENHAVN})}) == {"Midt": 0, "Øst": 1}


@pytest.mark.parametrize(
    ("company", "slug"),
    [
        ("Hedelund IT-rådgivning ApS (fiktiv)", "hedelund-it-raadgivning-aps-99000058"),
        ("Ærø & Åse's", "aeroe-aase-s-99000058"),
        ("—", "99000058"),
        ("a b c d e f g h i j", "a-b-c-d-e-f-g-h-99000058"),
    ],
)
def test_an_address_can_be_read_and_ends_with_the_number(company: str, slug: str) -> None:
    assert rules.slug(company, "99000058") == slug
    assert rules.cvr_of(slug) == "99000058"


@pytest.mark.parametrize("address", ["", "hedelund", "hedelund-1234567", "x-99000058-", "x-9900005²"])
def test_another_address_is_nobodys(address: str) -> None:
    assert rules.cvr_of(address) == ""


def test_what_a_firm_knows_best_comes_first() -> None:
    known = {Category.ERP: Level.BASIC, Category.CRM: Level.EXPERT}
    entry = Entry("1", "Firmaet", levels=known)
    assert (entry.strongest, entry.stories) == ([Category.CRM, Category.ERP], 0)
