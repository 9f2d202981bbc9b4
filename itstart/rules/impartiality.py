"""Impartial advice (S31): ownership and commission block, other ties are told to the customer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from itstart.rules.findings import Finding, advice
from itstart.rules.terms import RelationKind


class DeclarationFacts(Protocol):
    """What the helper has declared on the case."""

    @property
    def declared_on(self) -> date | None: ...
    @property
    def owns_or_is_owned_by_vendor(self) -> bool: ...
    @property
    def receives_commission(self) -> bool: ...
    @property
    def acknowledged_by_customer_on(self) -> date | None: ...
    @property
    def confirmed_with_vendors_on(self) -> date | None: ...


def check_declared(declaration: DeclarationFacts) -> list[Finding]:
    """The declaration stands before the first agreement."""
    if declaration.declared_on is None:
        return [Finding("Erklær din uvildighed, før den første aftale.", where="declared_on")]
    return []


@dataclass(frozen=True, slots=True)
class Ties:
    """What the firm has told of ties: the kinds that name this vendor, in any of its cases, and the kinds that name
    some vendor in this case."""

    to_vendor: Collection[str] = ()
    named_here: Collection[str] = ()


def check_vendor(declaration: DeclarationFacts, ties: Ties) -> list[Finding]:
    """May this vendor be invited? Ownership and commission keep out the vendor they name, or, when the declaration
    names none, every vendor (S31)."""

    def concerns(kind: RelationKind, *, declared: bool) -> bool:
        return kind in ties.to_vendor or (declared and kind not in ties.named_here)

    return check_invite(
        declaration,
        owned=concerns(RelationKind.OWNERSHIP, declared=declaration.owns_or_is_owned_by_vendor),
        paid=concerns(RelationKind.COMMISSION, declared=declaration.receives_commission),
    )


def check_invite(
    declaration: DeclarationFacts, *, owned: bool | None = None, paid: bool | None = None
) -> list[Finding]:
    """May a vendor be invited? `owned` and `paid` say whether ownership and commission concern this vendor.

    The declaration names no vendor for ownership and commission, so without better knowledge it concerns all.
    """
    found = check_declared(declaration)
    if declaration.owns_or_is_owned_by_vendor if owned is None else owned:
        found.append(
            Finding("Leverandøren kan ikke inviteres, fordi du ejer eller er ejet af en leverandør.", where="owns")
        )
    if declaration.receives_commission if paid is None else paid:
        found.append(
            Finding("Leverandøren kan ikke inviteres, fordi du får provision fra en leverandør.", where="commission")
        )
    return found


def check_partner(vendor: str, kind: str) -> list[Finding]:
    """A vendor that IBIZ-Center works with is not kept out, but the customer is told (S28, S31)."""
    return [
        advice(
            f"{vendor} er partner hos IBIZ-Center ({kind.lower()}). Fortæl kunden det, "
            "og behandl leverandøren som alle andre.",
            where="partner",
        )
    ]


def check_scoring(
    declaration: DeclarationFacts, *, related_vendors: Collection[str], bidders: Collection[str]
) -> list[Finding]:
    """May scoring start? The customer has acknowledged every disclosed tie to a vendor that bids.

    `related_vendors` are the vendors of the disclosed relations; a relation to no vendor in particular
    is given as "". `bidders` are the vendors whose bids are scored.
    """
    found = check_declared(declaration)
    touched = [vendor for vendor in related_vendors if not vendor or vendor in set(bidders)]
    if touched and declaration.acknowledged_by_customer_on is None:
        found.append(
            Finding(
                "Du har oplyst en relation til en leverandør. Kunden skal kvittere for det, før I giver point.",
                where="acknowledged_by_customer_on",
            )
        )
    if bidders and declaration.confirmed_with_vendors_on is None and declaration.acknowledged_by_customer_on is None:
        found.append(
            advice("Bekræft din uvildighed igen, nu hvor I kender leverandørerne.", "confirmed_with_vendors_on")
        )
    return found
