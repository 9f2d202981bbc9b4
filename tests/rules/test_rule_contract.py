"""The contract: rates that sum to the krone, leverage, promises, annexes and the guards."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules import contract
from itstart.rules.contract import ContractFacts, PaymentFacts, Promise
from itstart.rules.findings import Finding, advice, blockers

DAY = date(2026, 6, 19)


@pytest.fixture
def facts(example: dict[str, Any]) -> ContractFacts:
    row = example["contract"]
    milestones = {m["id"]: m for m in example["project_plan"]["milestones"]}
    priority = {r["id"]: r["priority"] for r in example["requirements"]}
    winner = next(b for b in example["bids"] if b["vendor_id"] == row["vendor_id"])
    return ContractFacts(
        vendor_id=row["vendor_id"],
        decided_vendor_id=example["evaluation"]["decision"]["vendor_id"],
        price_lines=[line["amount"] for line in row["price_lines"]],
        payments=[
            PaymentFacts(
                str(p["number"]),
                p["share_pct"],
                p["milestone_id"],
                milestones[p["milestone_id"]]["type"],
                date.fromisoformat(milestones[p["milestone_id"]]["date"]),
            )
            for p in row["payments"]
        ],
        promises=[
            Promise(r["requirement_id"], priority[r["requirement_id"]], r["answer"]) for r in winner["responses"]
        ],
        annex_titles=[a["title"] for a in row["annexes"]],
        personal_data=True,
        lawyer_reviewed_on=date.fromisoformat(row["lawyer_reviewed_on"]),
    )


def said(findings: list[Finding]) -> list[str]:
    return [f.message for f in findings]


def test_the_example_is_ready_and_sums(example: dict[str, Any], facts: ContractFacts) -> None:
    row = example["contract"]
    assert contract.check_ready(facts) == []
    amounts = contract.payment_amounts(row["one_off_price"], [p["share_pct"] for p in row["payments"]])
    assert amounts == [p["amount"] for p in row["payments"]]
    assert contract.periodic_amount(row["annual_price"], row["annual_invoicing"]) == row["quarterly_amount"]
    assert contract.liability_cap(row["one_off_price"], row["annual_price"]) == row["liability_cap"]
    signed = contract.check_signed(facts, signed_on=DAY, for_customer="Birgit", for_vendor="Lone", today=DAY)
    assert signed == []


@pytest.mark.parametrize(
    ("price", "shares", "amounts"),
    [
        (100, [Fraction(100, 3)] * 3, [33, 33, 34]),
        (99_999, [20, 20, 20, 30, 10], [20_000, 20_000, 20_000, 30_000, 9_999]),
        (2, [25, 25, 25, 25], [1, 1, 0, 0]),
        (1_000, [30, 30], [300, 300]),
        (1_000, [50, None, 50], [500, 0, 500]),
        (1_000, [], []),
        (0, [100], [0]),
    ],
)
def test_rounding_ends_in_the_last_rate(price: int, shares: list[Any], amounts: list[int]) -> None:
    assert contract.payment_amounts(price, shares) == amounts


@st.composite
def shares_of_100(draw: st.DrawFn) -> list[Decimal]:
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), max_size=12)))
    return [Decimal(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]


@given(price=st.integers(0, 50_000_000), shares=shares_of_100())
def test_payments_always_sum_to_the_price(price: int, shares: list[Decimal]) -> None:
    amounts = contract.payment_amounts(price, shares)
    assert sum(amounts) == price
    assert all(amount >= 0 for amount in amounts)


@given(price=st.integers(0, 50_000_000), rhythm=st.sampled_from(sorted(contract.INSTALMENTS)))
def test_invoices_of_a_year_sum_to_the_annual_price(price: int, rhythm: str) -> None:
    invoices = contract.instalments(price, rhythm)
    assert len(invoices) == contract.INSTALMENTS[rhythm]
    assert sum(invoices) == price
    assert invoices[0] == contract.periodic_amount(price, rhythm)


def test_shares_and_milestones() -> None:
    found = list(contract.check_shares([PaymentFacts("1", 60, "MS-1"), PaymentFacts("2", 0, None)]))
    assert said(found) == [
        "Raterne er tilsammen 60 %. De skal være 100 %.",
        "Rate 2 mangler en milepæl.",
        "Rate 2 skal være mere end 0 %.",
    ]
    assert len(blockers(contract.check_shares([]))) == 1


def test_too_much_too_early() -> None:
    rates = [
        PaymentFacts("1", Decimal("30.5"), "MS-1", "contract"),
        PaymentFacts("2", Decimal("60.5"), "MS-6", "acceptance_test"),
        PaymentFacts("3", 9, "MS-8", "operational_test"),
    ]
    found = list(contract.check_leverage(rates))
    assert [f.message[:6] for f in found] == ["30,5 %", "Kun 9 "]
    assert blockers(found) == []
    later = PaymentFacts("4", 5, "MS-10", None, date(2027, 3, 1))
    assert len(list(contract.check_leverage([*rates[1:], later], date(2027, 2, 5)))) == 0
    assert len(list(contract.check_leverage([*rates[1:], later]))) == 1


def test_price_lines_and_rates_agree() -> None:
    assert contract.check_sums([300, 100], [400]) == []
    assert said(contract.check_sums([415_000], [400_000])) == [
        "Prislinjerne er 415.000 kr., men raterne er 400.000 kr. De skal være ens."
    ]


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (Promise("K-1", "must", None), True),
        (Promise("K-1", "should", None), False),
        (Promise("K-1", "could", None), None),
        (Promise("K-1", "could", "roadmap"), True),
        (Promise("K-1", "could", "roadmap", DAY), None),
        (Promise("K-1", "must", "roadmap", DAY), True),
        (Promise("K-1", "must", "roadmap", DAY, waived=True), None),
        (Promise("K-1", "must", "roadmap", None, waived=True), True),
        (Promise("K-1", "must", "not_met", waived=True), None),
        (Promise("K-1", "must", "third_party"), None),
        (Promise("K-1", "wont", "roadmap"), None),
    ],
)
def test_promises(promise: Promise, expected: bool | None) -> None:
    found = list(contract.check_promises([promise]))
    assert [f.blocks for f in found] == ([] if expected is None else [expected])
    assert all(f.where == "K-1" for f in found)


def test_annexes_that_must_not_be_forgotten() -> None:
    assert len(list(contract.check_annexes([], personal_data=True))) == 3
    titles = ["Kravspecifikation", "Ophør og data"]
    assert list(contract.check_annexes(titles, personal_data=False)) == []
    assert len(list(contract.check_annexes(titles, personal_data=True))) == 1


def test_only_the_decided_vendor(facts: ContractFacts) -> None:
    for change in ({"decided_vendor_id": None}, {"vendor_id": "V-1"}):
        assert len(blockers(contract.check_ready(replace(facts, **change)))) == 1


def test_signatures(facts: ContractFacts) -> None:
    found = contract.check_signed(facts, signed_on=date(2026, 6, 20), for_customer="B", for_vendor=" ", today=DAY)
    assert [f.where for f in found] == ["signed_on", "signed_by"]
    assert len(contract.check_signed(facts, signed_on=None, for_customer="B", for_vendor="L", today=DAY)) == 1
    unread = contract.check_ready(replace(facts, lawyer_reviewed_on=None))
    assert unread == [advice("Lad en advokat læse kontrakten, før I skriver under.", "lawyer_reviewed_on")]


def test_penalty_reaches_its_ceiling() -> None:
    assert contract.max_penalty_workdays(Decimal("0.2"), Decimal(10)) == 50
    assert contract.max_penalty_workdays(Decimal("0.3"), Decimal(10)) == 34
    assert contract.max_penalty_workdays(Decimal(0), Decimal(10)) is None


@pytest.mark.parametrize(("rhythm", "amount"), [("monthly", 1_000), ("quarterly", 3_000), ("annual", 12_000)])
def test_how_often_an_invoice_comes(rhythm: str, amount: int) -> None:
    assert contract.periodic_amount(12_000, rhythm) == amount


def test_the_smallest_rate_is_more_than_nothing() -> None:
    assert list(contract.check_shares([PaymentFacts("1", 99, "MS-1"), PaymentFacts("2", 1, "MS-2")])) == []


def test_exactly_at_the_edge_is_enough() -> None:
    at_signature = [PaymentFacts("1", 30, "MS-1", "contract"), PaymentFacts("2", None, "MS-1", "contract")]
    after = PaymentFacts("3", 10, "MS-9", "benefit_review")
    assert list(contract.check_leverage([*at_signature, after])) == []
    same_day = PaymentFacts("3", 10, "MS-9", None, DAY)
    assert list(contract.check_leverage([*at_signature, same_day], DAY)) == []


def test_a_promise_is_not_waived_and_a_contract_has_no_personal_data_unless_it_is_said() -> None:
    assert len(list(contract.check_promises([Promise("K-1", "must", "not_met")]))) == 1
    bare = ContractFacts("V-1", "V-1", annex_titles=["Krav", "Ophør"], lawyer_reviewed_on=DAY)
    assert said(contract.check_ready(bare)) == ["Lav en betalingsplan med mindst én rate."]


@pytest.mark.parametrize(
    ("change", "start"),
    [
        ({"payments": [PaymentFacts("1", 100, None, "operational_test")]}, "Rate 1 mangler en milepæl."),
        ({"payments": [PaymentFacts("1", 100, "MS-1", "acceptance_test")]}, "Kun 0 % betales efter driftsprøven."),
        ({"promises": [Promise("K-1", "must", None)]}, "Bilag 1 mangler leverandørens svar på K-1."),
        ({"annex_titles": ["Krav", "Databehandleraftale"]}, "Bilaget om ophør"),
    ],
)
def test_ready_asks_every_check(facts: ContractFacts, change: dict[str, Any], start: str) -> None:
    (found,) = contract.check_ready(replace(facts, **change))
    assert found.message.startswith(start)


def test_ready_holds_the_rates_against_the_prices(facts: ContractFacts) -> None:
    half = [PaymentFacts("1", 50, "MS-9", "operational_test")]
    assert said(contract.check_ready(replace(facts, price_lines=[1_000], payments=half))) == [
        "Raterne er tilsammen 50 %. De skal være 100 %.",
        "Prislinjerne er 1.000 kr., men raterne er 500 kr. De skal være ens.",
    ]
