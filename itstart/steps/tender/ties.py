"""The adviser's ties to the vendors of a case, told here or in the firm's other cases (S31)."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import object_session

from itstart.models import CustomerCase, Vendor, VendorRelation
from itstart.rules.findings import Finding
from itstart.rules.impartiality import Ties, check_vendor
from itstart.rules.terms import RelationKind
from itstart.rules.vendor_register import key_of, numbers
from itstart.steps.definition import Gap, Notice, NoticeLink
from itstart.steps.shared_documents import plain_name, short_name


@dataclass(frozen=True)
class Tie:
    """A relation that was told: to which firm, of what kind, in which case."""

    name: str
    cvr: str
    kind: RelationKind
    description: str
    case_number: str

    @property
    def plain_name(self) -> str:
        """The name as firms are recognised by it."""
        return plain_name(self.name)


@dataclass(frozen=True)
class Party:
    """A vendor by its name and number alone: one that is being written, maybe."""

    name: str
    cvr: str

    @property
    def plain_name(self) -> str:
        """The name as firms are recognised by it."""
        return plain_name(self.name)


def told(case: CustomerCase) -> list[Tie]:
    """Every relation to a named vendor in the firm's cases; one query."""
    session = object_session(case)
    if session is None:
        rows = [(r.vendor.name, r.vendor.cvr, r.kind, r.description) for r in case.vendor_relations if r.vendor]
        return [Tie(*row, case.number) for row in rows]
    query = (
        select(Vendor.name, Vendor.cvr, VendorRelation.kind, VendorRelation.description, CustomerCase.number)
        .join(Vendor, Vendor.id == VendorRelation.vendor_id)
        .join(CustomerCase, CustomerCase.id == VendorRelation.case_id)
        .where(CustomerCase.helper_id == case.helper_id, VendorRelation.deleted_at.is_(None))
        .order_by(CustomerCase.number.desc(), VendorRelation.position)
    )
    return [Tie(*row) for row in session.execute(query)]


def of_vendor(vendor: Vendor | Party, ties: Iterable[Tie]) -> list[Tie]:
    """The ties to this firm, recognised by number, else by name."""
    party = Party(vendor.name, vendor.cvr)
    found = list(ties)
    known = numbers([party, *found])
    return [tie for tie in found if key_of(tie, known) == key_of(party, known)]


def findings(case: CustomerCase, vendor: Vendor | Party, ties: Iterable[Tie]) -> list[Finding]:
    """What stands in the way of inviting this vendor."""
    found = list(ties)
    here = frozenset(tie.kind for tie in found if tie.case_number == case.number)
    return check_vendor(case.impartiality, Ties(frozenset(tie.kind for tie in of_vendor(vendor, found)), here))


def invited_gaps(case: CustomerCase) -> list[Gap]:
    """The invited vendors that ownership or commission keeps out."""
    invited = [vendor for vendor in case.vendors if vendor.invited]
    ties = told(case) if invited else []
    return [
        Gap(f"{short_name(vendor.name)} er inviteret. {finding.message}", vendor.code)
        for vendor in invited
        for finding in findings(case, vendor, ties)
        if finding.where in {"owns", "commission"}
    ]


def notices(case: CustomerCase, _about: str) -> list[Notice]:
    """The vendors on the list the adviser has a tie to, and what that means. Nothing is said of the other cases."""
    ties = told(case) if case.vendors else []
    found = [(short_name(vendor.name), of_vendor(vendor, ties)) for vendor in case.vendors]
    return [_notice(case, name, tied) for name, tied in found if tied]


def _notice(case: CustomerCase, name: str, found: list[Tie]) -> Notice:
    links = (NoticeLink("Gå til uvildighed", endpoint="impartiality.show"),)
    if any(tie.kind is not RelationKind.OTHER for tie in found):
        text = "Ejerskab eller provision stopper invitationen."
        return Notice(f"{name} kan ikke inviteres", text, "stop", links)
    if all(tie.case_number != case.number for tie in found):
        text = "Relationen er oplyst i en anden af firmaets sager. Passer den stadig, så oplys den også her."
    elif case.impartiality.acknowledged_by_customer_on is None:
        text = "Kunden skal kvittere for relationen, før I giver point."
    else:
        text = "Kunden har kvitteret for relationen."
    return Notice(f"Du har en relation til {name}", text, "warn", links)
