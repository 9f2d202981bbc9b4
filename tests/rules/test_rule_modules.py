"""The price limit, the hours, the agreement before work, the product and the reports."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from itstart.rules import modules
from itstart.rules.findings import Finding, RuleViolation, advice, blockers, require
from tests.rules.module_dates import Dates

TODAY = date(2026, 2, 2)


@dataclass
class Facts(Dates):
    product: str = "Behovsbeskrivelse"
    price_dkk: int = 15_000
    planned_hours: Decimal = Decimal(15)
    agreement_signed_by: str = ""
    value_for_customer: str = ""


SIGNED = Facts(agreement_sent_on=TODAY, agreement_signed_on=TODAY, agreement_signed_by="Birgit Nordvang")
BEGUN = replace(SIGNED, start_reported_on=TODAY, started_on=TODAY)
DONE = replace(BEGUN, delivered_on=TODAY, accepted_on=TODAY, value_for_customer="Overblik")


def said(findings: list[Finding]) -> list[str]:
    return [f.message for f in findings]


def test_blocking_and_advice() -> None:
    findings = [advice("Gerne"), Finding("Skal", where="price_dkk")]
    assert blockers(findings) == [findings[1]]
    require([findings[0]])
    with pytest.raises(RuleViolation, match=r"^Skal$") as refused:
        require(findings)
    assert refused.value.findings == (findings[1],)


@pytest.mark.parametrize(
    ("price", "allowed"), [(None, False), (0, False), (-1, False), (1, True), (15_000, True), (15_001, False)]
)
def test_price_limit(price: int | None, allowed: bool) -> None:
    assert (modules.check_price(price) == []) is allowed


def test_price_limit_in_words() -> None:
    assert said(modules.check_price(15_001)) == ["Prisen må højst være 15.000 kr. pr. modul."]


@pytest.mark.parametrize(
    ("hours", "quiet"), [("9.5", False), ("10", True), ("15", True), ("18", True), ("18.25", False)]
)
def test_hours_far_from_15_are_only_said(hours: str, quiet: bool) -> None:
    found = modules.check_hours(Decimal(hours))
    assert (found == []) is quiet
    assert blockers(found) == []


def test_hours_in_words() -> None:
    assert said(modules.check_hours(Decimal("9.5"))) == ["9,5 timer er langt fra de 15, et modul forventes at tage."]
    assert said(modules.check_hours(1)) == ["1 time er langt fra de 15, et modul forventes at tage."]


def test_prices_with_moms_in_the_example(example: dict[str, Any]) -> None:
    for module in example["modules"]:
        assert modules.price_incl_vat(module["price"]) == module["price_incl_vat"]
        assert modules.check_price(module["price"]) == []
    assert modules.price_incl_vat(2) == 3


def test_a_module_needs_product_steps_and_price() -> None:
    found = modules.check_draft(price_dkk=None, product=" ", planned_hours=Decimal(30), steps=[])
    assert [(f.where, f.blocks) for f in found] == [
        ("price_dkk", True),
        ("product", True),
        ("steps", True),
        ("planned_hours", False),
    ]
    assert modules.check_draft(price_dkk=9_000, product="Krav", planned_hours=None, steps=[1]) == []


def test_no_work_before_the_signature() -> None:
    for found in (
        modules.check_start(Facts(), today=TODAY),
        modules.check_time_entry(Facts(), spent_on=TODAY, hours=2, today=TODAY),
    ):
        assert said(blockers(found)) == [
            "Der mangler en underskrevet aftale med kunden. Arbejdet kan først begynde, når aftalen er registreret."
        ]
    assert blockers(modules.check_start(SIGNED, today=date(2026, 2, 1))) != []


def test_a_missing_start_report_is_advice() -> None:
    found = modules.check_start(SIGNED, today=TODAY)
    assert blockers(found) == []
    assert said(found) == ["Meld gerne modulet til IBIZ-Center, før arbejdet begynder."]
    assert modules.check_start(replace(SIGNED, start_reported_on=TODAY), today=TODAY) == []
    assert blockers(modules.check_start(BEGUN, today=TODAY)) != []


def test_signature() -> None:
    good = modules.check_sign(Facts(), signed_on=TODAY, signed_by="Birgit", today=TODAY)
    assert good == []
    found = modules.check_sign(Facts(), signed_on=date(2026, 2, 3), signed_by="", today=TODAY)
    assert [f.where for f in found] == ["agreement_signed_on", "agreement_signed_by"]
    assert modules.check_sign(Facts(), signed_on=None, signed_by="B", today=TODAY) != []
    assert modules.check_send(Facts(), case_active=True, has_agreement=True) == []
    assert len(modules.check_send(Facts(), case_active=False, has_agreement=False)) == 2


def test_time_entries() -> None:
    assert modules.check_time_entry(SIGNED, spent_on=TODAY, hours=Decimal("2.5"), today=TODAY) == []
    early = modules.check_time_entry(SIGNED, spent_on=date(2026, 2, 1), hours=25, today=TODAY)
    assert [f.where for f in early] == ["spent_on", "hours"]
    assert modules.check_time_entry(SIGNED, spent_on=date(2026, 2, 3), hours=1, today=TODAY) != []


def test_delivery_needs_a_product_and_hours() -> None:
    assert modules.check_deliver(BEGUN, has_product=True, hours=15) == []
    found = blockers(modules.check_deliver(BEGUN, has_product=False, hours=0))
    assert [f.where for f in found] == ["product", "time_entries"]
    silent = modules.check_deliver(replace(BEGUN, start_reported_on=None), has_product=True, hours=15)
    assert said(silent) == ["Modulet er i gang, men ikke meldt til IBIZ-Center. Meld start nu."]
    assert blockers(modules.check_deliver(SIGNED, has_product=True, hours=15)) != []


def test_acceptance_and_end_report() -> None:
    delivered = replace(BEGUN, delivered_on=TODAY)
    assert modules.check_accept(delivered, accepted_on=TODAY, rating=5) == []
    assert len(modules.check_accept(delivered, accepted_on=date(2026, 2, 1), rating=6)) == 2
    assert modules.check_accept(BEGUN, accepted_on=TODAY) != []
    assert modules.check_close(DONE) == []
    assert [f.where for f in modules.check_close(replace(DONE, value_for_customer=" "))] == ["value_for_customer"]
    assert modules.check_close(delivered) != []
    assert modules.check_close(replace(DONE, end_reported_on=TODAY)) != []


def test_cancelling_and_what_is_still_owed() -> None:
    assert modules.check_cancel(SIGNED, reason="Kunden fortrød") == []
    assert [f.blocks for f in modules.check_cancel(BEGUN, reason="Kunden fortrød")] == [False]
    assert blockers(modules.check_cancel(DONE, reason="")) != []
    assert modules.is_reported(replace(DONE, end_reported_on=TODAY))
    assert modules.is_reported(replace(SIGNED, cancelled_on=TODAY))
    assert not modules.is_reported(replace(BEGUN, cancelled_on=TODAY))
    assert not modules.is_reported(DONE)
    assert said(modules.check_start(replace(SIGNED, cancelled_on=TODAY), today=TODAY))[0] == "Modulet er afsluttet."


def test_the_figures_of_the_kodeks() -> None:
    limits = modules.Limits()
    assert (limits.max_price_dkk, limits.expected_hours) == (15_000, 15)
    assert (limits.min_usual_hours, limits.max_usual_hours) == (10, 18)
    assert (modules.VAT_RATE_PCT, modules.SILENT_ACCEPT_DAYS) == (25, 14)


def test_hours_with_two_decimals_in_words() -> None:
    assert said(modules.check_hours(Decimal("9.25")))[0].startswith("9,25 timer")


def test_the_same_product_is_not_sold_twice() -> None:
    others = [(1, "  Kravliste. "), (2, "Interviews"), (3, "")]
    assert said(modules.check_sold_twice("kravliste", others)) == [
        "Modul 1 har det samme produkt. Skriv, hvad kunden får mere af her."
    ]
    assert modules.check_sold_twice("", others) == []


def test_the_price_holds_at_every_gate() -> None:
    dear = replace(SIGNED, price_dkk=15_001)
    gates = [
        modules.check_send(dear, case_active=True, has_agreement=True),
        modules.check_sign(dear, signed_on=TODAY, signed_by="Birgit", today=TODAY),
        modules.check_start(dear, today=TODAY),
        modules.check_close(replace(DONE, price_dkk=15_001)),
    ]
    for found in gates:
        assert said(blockers(found)) == ["Prisen må højst være 15.000 kr. pr. modul."]


def test_nothing_is_done_with_a_module_that_is_over() -> None:
    over = [replace(DONE, end_reported_on=TODAY), replace(SIGNED, cancelled_on=TODAY)]
    for module in over:
        for found in (
            modules.check_send(module, case_active=True, has_agreement=True),
            modules.check_sign(module, signed_on=TODAY, signed_by="Birgit", today=TODAY),
            modules.check_time_entry(module, spent_on=TODAY, hours=1, today=TODAY),
            modules.check_accept(module, accepted_on=TODAY),
            modules.check_cancel(module, reason="Kunden fortrød"),
        ):
            assert "Modulet er afsluttet." in said(found)


@pytest.mark.parametrize(
    ("hours", "allowed"), [("0", False), ("0.25", True), ("0.5", True), ("0.3", False), ("24", True), ("24.25", False)]
)
def test_quarters_of_an_hour_up_to_a_day(hours: str, allowed: bool) -> None:
    found = modules.check_time_entry(SIGNED, spent_on=TODAY, hours=Decimal(hours), today=TODAY)
    assert (found == []) is allowed


def test_hours_far_from_usual_are_said_at_the_start_and_at_the_delivery() -> None:
    assert [
        f.blocks for f in modules.check_start(replace(BEGUN, started_on=None, planned_hours=Decimal(9)), today=TODAY)
    ] == [False]
    assert [f.where for f in modules.check_deliver(BEGUN, has_product=True, hours=19)] == ["time_entries"]


@pytest.mark.parametrize(("rating", "allowed"), [(0, False), (1, True), (5, True), (6, False), (None, True)])
def test_a_rating_is_one_to_five(rating: int | None, allowed: bool) -> None:
    found = modules.check_accept(replace(BEGUN, delivered_on=TODAY), accepted_on=TODAY, rating=rating)
    assert (found == []) is allowed


def test_the_end_is_reported_when_accepted_or_cancelled() -> None:
    assert said(modules.check_close(replace(DONE, accepted_on=None))) == ["Kunden har ikke godkendt modulet endnu."]
    assert modules.check_close(replace(DONE, accepted_on=None, cancelled_on=TODAY)) == []
    assert [f.where for f in modules.check_close(DONE, value_for_customer="")] == ["value_for_customer"]


def test_what_is_delivered_is_not_cancelled_and_a_reason_is_asked_for() -> None:
    assert said(blockers(modules.check_cancel(DONE, reason="Fortrød"))) == [
        "Modulet er leveret og kan ikke annulleres."
    ]
    assert [f.where for f in modules.check_cancel(SIGNED, reason=" ")] == ["cancel_reason"]
