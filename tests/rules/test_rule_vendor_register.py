"""F036: when two vendors are the same firm; S31: which vendor a tie keeps out."""

from dataclasses import dataclass
from datetime import date

import pytest

from itstart.rules.impartiality import Ties, check_vendor
from itstart.rules.terms import RelationKind
from itstart.rules.vendor_register import key_of, same_firm
from itstart.rules.words import danish_order


@dataclass(frozen=True)
class V:
    cvr: str
    plain_name: str


@pytest.mark.parametrize(
    ("vendors", "groups"),
    [
        ([V("99000015", "limfjord"), V("99000015", "limfjord systems")], {"99000015": 2}),
        ([V("99000015", "limfjord"), V("", "limfjord")], {"99000015": 2}),
        ([V("", "limfjord"), V("99000015", "limfjord")], {"99000015": 2}),
        ([V("", "koebenhavn it & co."), V("", "koebenhavn it & co.")], {"koebenhavn-it-co": 2}),
        ([V("99000015", "nord"), V("99000023", "nord"), V("", "nord")], {"99000015": 1, "99000023": 1, "nord": 1}),
        ([V("", "a"), V("", "b")], {"a": 1, "b": 1}),
        ([V("", ""), V("", " -- ")], {}),
        ([V("99000015", ""), V("", "")], {"99000015": 1}),
        ([], {}),
    ],
)
def test_the_number_says_who_it_is_else_the_name(vendors: list[V], groups: dict[str, int]) -> None:
    assert {key: len(found) for key, found in same_firm(vendors).items()} == groups


def test_the_key_fits_in_an_address() -> None:
    assert key_of(V("", "a/b?c#d <e>")) == "a-b-c-d-e"


def test_names_are_sorted_as_in_a_danish_dictionary() -> None:
    assert sorted(["Ålborg", "Bælt", "Bredning", "Øst", "ærø", "Zebra"], key=danish_order) == [
        "Bredning", "Bælt", "Zebra", "ærø", "Øst", "Ålborg",
    ]  # fmt: skip


@dataclass(frozen=True)
class Declaration:
    declared_on: date | None = date(2026, 1, 27)
    owns_or_is_owned_by_vendor: bool = False
    receives_commission: bool = False
    acknowledged_by_customer_on: date | None = None
    confirmed_with_vendors_on: date | None = None


OWNS, PAID, OTHER = RelationKind.OWNERSHIP, RelationKind.COMMISSION, RelationKind.OTHER


@pytest.mark.parametrize(
    ("declaration", "ties", "stops"),
    [
        (Declaration(), Ties(), []),
        (Declaration(), Ties({OTHER}, {OTHER}), []),
        (Declaration(owns_or_is_owned_by_vendor=True), Ties(), ["owns"]),
        (Declaration(receives_commission=True), Ties(), ["commission"]),
        (Declaration(owns_or_is_owned_by_vendor=True), Ties((), {OWNS}), []),
        (Declaration(owns_or_is_owned_by_vendor=True), Ties({OWNS}, {OWNS}), ["owns"]),
        (Declaration(owns_or_is_owned_by_vendor=True), Ties((), {PAID}), ["owns"]),
        (Declaration(), Ties({PAID}), ["commission"]),
        (Declaration(), Ties({OWNS, PAID}), ["owns", "commission"]),
        (Declaration(declared_on=None), Ties(), ["declared_on"]),
    ],
)
def test_a_tie_keeps_out_the_vendor_it_names_else_all(declaration: Declaration, ties: Ties, stops: list[str]) -> None:
    assert [finding.where for finding in check_vendor(declaration, ties)] == stops
