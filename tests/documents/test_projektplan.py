"""The project plan: the worked example, an empty case and hostile text."""

import pytest

from itstart.documents import RenderedDocument
from itstart.models import CustomerCase
from itstart.steps.project.agreement import agreement
from itstart.steps.project.documents import projektplan
from tests.documents.contract_cases import TODAY, full_case, hostile_full_case
from tests.documents.contract_reading import empty_rows, faults, field_differences, headings, rendered, text
from tests.documents.word_cases import EXAMPLE, empty_case, example_case

NAME = "projektplan"
CHAPTERS = [
    "Formål og mål", "Omfang", "Organisation og roller", "Milepæle", "Aktiviteter og kundens egne opgaver",
    "Data og konvertering", "Test og godkendelse", "Uddannelse", "Idriftsættelse og nødplan", "Risici",
    "Økonomi og betalingsplan", "Styring, møder og ændringer", "Gevinstopfølgning",
]  # fmt: skip


def _document(case: CustomerCase) -> RenderedDocument:
    return rendered(NAME, projektplan(case, today=TODAY))


@pytest.fixture(scope="module")
def example() -> RenderedDocument:
    return _document(full_case())


def test_the_outline_is_whole(example: RenderedDocument) -> None:
    assert headings(example, "heading 1") == CHAPTERS


def test_nothing_is_missing_and_nothing_is_broken(example: RenderedDocument) -> None:
    assert faults(example) == []
    assert empty_rows(example) == []
    assert example.missing == ()


def test_each_negotiated_point_has_its_worth(example: RenderedDocument) -> None:
    words = text(example)
    assert "Kr. over 5 år" in words
    assert "−15.000" in words
    assert "Fra 1.365.358 kr. til 1.350.358 kr. over 5 år: 15.000 kr. sparet. Jeres egen tid er regnet med." in words


def test_points_without_a_vendor_have_no_worth() -> None:
    case = full_case()
    case.contract.vendor, case.evaluation.decided_vendor, case.bids = None, None, []
    for vendor in case.vendors:
        vendor.bid = None
    words = text(_document(case))
    assert "Opnået i forhandlingen" in words
    assert "sparet" not in words


def test_every_milestone_task_risk_and_payment_is_there(example: RenderedDocument) -> None:
    words, plan = text(example), EXAMPLE["project_plan"]
    for stone in plan["milestones"]:
        assert stone["id"] in words
        assert stone["title"] in words
        assert stone["criterion"] in words
    for task in plan["customer_tasks"]:
        assert task["task"] in words
        assert task["owner"] in words
    for risk in plan["risks"]:
        assert risk["text"] in words
        assert risk["mitigation"] in words
        assert risk["owner"] in words
    for payment in EXAMPLE["contract"]["payments"]:
        assert f"{payment['amount']:,}".replace(",", ".") in words
        assert f"{payment['share_pct']} %" in words
    for benefit in EXAMPLE["needs_description"]["benefits"]:
        assert benefit["text"] in words


@pytest.mark.parametrize(
    "golden",
    ["400.000 kr.", "149.760 kr.", "37.440 kr. hvert kvartal", "1.350.358 kr.", "2,6 år", "373.640", "380",
     "4. januar 2027", "1. februar 2027", "11. december 2026", "245.000 kr."],
)  # fmt: skip
def test_the_golden_numbers_are_in_danish_format(example: RenderedDocument, golden: str) -> None:
    assert golden in text(example)


def test_the_biggest_risk_comes_first(example: RenderedDocument) -> None:
    words = text(example)
    assert words.index("RI-1") < words.index("RI-2") < words.index("RI-4")


def test_the_template_and_the_context_know_the_same_fields() -> None:
    assert field_differences(NAME, projektplan(full_case(), today=TODAY)) == (set(), set())


def test_an_empty_case_says_what_is_missing() -> None:
    document = _document(empty_case())
    assert faults(document) == []
    assert empty_rows(document) == []
    assert headings(document, "heading 1") == CHAPTERS
    for what in ("den valgte leverandør", "milepæle", "betalingsplan", "risici", "målbare mål"):
        assert what in document.missing
        assert f"[mangler: {what}]" in text(document)


def test_a_case_in_step_two_has_a_plan_of_sorts() -> None:
    document = _document(example_case())
    assert faults(document) == []
    assert "milepæle" in document.missing


def test_hostile_text_stays_text() -> None:
    document = _document(hostile_full_case())
    assert [f for f in faults(document) if f not in {"{{", "{%"}] == []
    assert "Møller & Søn <A/S> {{ 7*7 }}" in text(document)


def test_rates_and_cost_come_from_the_rules() -> None:
    deal = agreement(full_case())
    assert deal.rates == [80_000, 80_000, 80_000, 120_000, 40_000]
    assert sum(deal.rates) == deal.one_off == 400_000
    assert deal.tco is not None
    assert deal.tco.total == 1_350_358
    assert str(deal.payback) == "2.6"


def test_before_the_contract_the_bid_gives_the_prices() -> None:
    case = full_case()
    case.price_lines, case.contract.vendor, case.contract.annual_price_dkk = [], None, None
    deal = agreement(case)
    assert deal.one_off == 415_000
    assert deal.annual == 149_760


def test_too_few_hours_are_told() -> None:
    case = full_case()
    case.customer_tasks = case.customer_tasks[:2]
    assert "regnet med 380 timer fra jer. Der er planlagt 210" in text(_document(case))
