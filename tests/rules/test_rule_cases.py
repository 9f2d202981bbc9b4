"""The gates of a case and of impartiality, the target group and the regions."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from itstart.rules import cases, impartiality
from itstart.rules.findings import blockers

DAY = date(2026, 2, 2)


def test_a_case_becomes_active_behind_four_gates() -> None:
    assert cases.check_activate(code_accepted=True, cvr_valid=True, declared_on=DAY, referral_source="own") == []
    found = cases.check_activate(code_accepted=False, cvr_valid=False, declared_on=None, referral_source=None)
    assert [f.where for f in blockers(found)] == ["code_of_conduct", "cvr", "impartiality", "referral_source"]


def test_pause_and_reopen() -> None:
    assert cases.check_pause(reason="Ferie", next_contact_on=DAY, today=DAY) == []
    assert len(cases.check_pause(reason=" ", next_contact_on=date(2026, 2, 1), today=DAY)) == 2
    assert len(cases.check_reopen(reason="")) == len(cases.check_skip(reason=" ")) == 1


def test_a_case_ends_when_everything_is_reported() -> None:
    reported, owed = cases.ModuleState(1, reported=True), cases.ModuleState(2, reported=False)
    assert cases.check_complete([reported]) == []
    assert cases.check_complete([]) != []
    assert [f.where for f in cases.check_complete([reported, owed])] == ["modul-2"]
    assert [f.where for f in cases.check_abandon([owed], reason="")] == ["abandon_reason", "modul-2"]
    assert cases.check_abandon([replace(owed, started=False)], reason="Solgt") == []


def test_step_four_needs_a_contract_or_a_reason() -> None:
    assert cases.check_step_done(1, has_document=True, approved_on=DAY) == []
    assert len(cases.check_step_done(1, has_document=False, approved_on=None)) == 2
    assert len(cases.check_step_done(4, has_document=True, approved_on=DAY)) == 1
    assert cases.check_step_done(4, has_document=True, approved_on=DAY, contract_signed=True) == []
    assert cases.check_step_done(4, has_document=True, approved_on=DAY, not_signed_reason="For dyrt") == []


@pytest.mark.parametrize(
    ("employees", "revenue", "balance", "warned"),
    [
        (25, 38_000_000, None, False),
        (None, None, None, False),
        (249, 373_000_000, None, False),
        (250, 1, 1, True),
        (10, 373_000_001, None, True),
        (10, 373_000_001, 320_780_000, False),
        (10, 373_000_001, 320_780_001, True),
    ],
)
def test_small_and_medium_sized(employees: int | None, revenue: int | None, balance: int | None, warned: bool) -> None:
    found = cases.check_sme(employees=employees, revenue_dkk=revenue, balance_dkk=balance)
    assert [f.blocks for f in found] == ([False] if warned else [])


@pytest.mark.parametrize(
    ("region", "day", "expected"),
    [
        ("Region Sjælland", date(2026, 12, 31), "Region Sjælland"),
        ("Region Sjælland", date(2027, 1, 1), "Region Østdanmark"),
        ("Region Hovedstaden", date(2027, 1, 1), "Region Østdanmark"),
        ("Region Midtjylland", date(2027, 1, 1), "Region Midtjylland"),
    ],
)
def test_regions_change_in_2027(region: str, day: date, expected: str) -> None:
    assert cases.region_on(region, day) == expected


@dataclass(frozen=True)
class Declaration:
    declared_on: date | None = DAY
    owns_or_is_owned_by_vendor: bool = False
    receives_commission: bool = False
    acknowledged_by_customer_on: date | None = None
    confirmed_with_vendors_on: date | None = DAY


def test_ownership_and_commission_block_the_invitation() -> None:
    assert impartiality.check_invite(Declaration()) == []
    bound = Declaration(owns_or_is_owned_by_vendor=True, receives_commission=True)
    assert [f.where for f in blockers(impartiality.check_invite(bound))] == ["owns", "commission"]
    assert impartiality.check_invite(bound, owned=False, paid=False) == []
    assert len(impartiality.check_invite(Declaration(declared_on=None))) == 1


def test_other_ties_are_acknowledged_before_scoring() -> None:
    def check(declaration: Declaration, *related: str) -> list[bool]:
        found = impartiality.check_scoring(declaration, related_vendors=related, bidders=["V-1", "V-2"])
        return [f.blocks for f in found]

    assert check(Declaration()) == []
    assert check(Declaration(), "V-2") == [True]
    assert check(Declaration(), "") == [True]
    assert check(Declaration(), "V-4") == []
    assert check(Declaration(acknowledged_by_customer_on=DAY), "V-2") == []
    assert check(Declaration(confirmed_with_vendors_on=None)) == [False]
    assert check(Declaration(declared_on=None)) == [True]
