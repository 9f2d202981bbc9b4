"""The vendors that bid: whose bids are written in, scored and compared."""

from itstart.models.bid import Bid
from itstart.models.case import CustomerCase
from itstart.models.tender import Vendor
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.terms import InvitationStatus
from itstart.steps.shared_documents import short_name

SEALED = "Tilbuddene er forseglede, til fristen er gået, og de er åbnet."
OUT = frozenset({InvitationStatus.DECLINED, InvitationStatus.NO_RESPONSE})


def bidders(case: CustomerCase) -> list[Vendor]:
    """The vendors with a bid, and those that may still send one; in the case's order."""
    return [vendor for vendor in case.vendors if vendor.bid or (vendor.invited and vendor.invitation_status not in OUT)]


def choices(case: CustomerCase) -> list[tuple[str, str]]:
    """The bidders as (number, short name)."""
    return [(vendor.code, short_name(vendor.name) or vendor.code) for vendor in bidders(case)]


def find(case: CustomerCase, code: str) -> Vendor:
    """The bidder with this number; LookupError when there is none."""
    for vendor in bidders(case):
        if vendor.code == code:
            return vendor
    raise LookupError(code)


def bid_of(case: CustomerCase, code: str) -> Bid:
    """The vendor's bid, or an empty one that is not stored."""
    return find(case, code).bid or Bid()


def make_bid(case: CustomerCase, code: str) -> Bid:
    """The vendor's bid, begun when there is none. RuleViolation while the bids are sealed: nobody writes in them."""
    vendor = find(case, code)
    if case.tender.is_sealed:
        raise RuleViolation([Finding(SEALED)])
    if vendor.bid is None:
        vendor.bid = Bid(case_id=case.id)
    return vendor.bid


def arrived(case: CustomerCase) -> set[int]:
    """The table ids of the vendors whose bids have come, as far as anybody may know."""
    registered = {receipt.vendor_id for receipt in case.bid_receipts}
    return registered | {bid.vendor_id for bid in case.bids if bid.received_at}
