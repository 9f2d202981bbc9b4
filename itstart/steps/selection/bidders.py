"""The vendors that bid: whose bids are written in, scored and compared."""

from itstart.models.bid import Bid
from itstart.models.case import CustomerCase
from itstart.models.tender import Vendor
from itstart.rules.demo_points import vendor_letter
from itstart.rules.terms import InvitationStatus
from itstart.steps.shared_documents import short_name

OUT = frozenset({InvitationStatus.DECLINED, InvitationStatus.NO_RESPONSE})


def bidders(case: CustomerCase) -> list[Vendor]:
    """The vendors with a bid, and those that may still send one; in the case's order."""
    return [vendor for vendor in case.vendors if vendor.bid or (vendor.invited and vendor.invitation_status not in OUT)]


def choices(case: CustomerCase) -> list[tuple[str, str]]:
    """The bidders as (number, short name)."""
    return [(vendor.code, short_name(vendor.name) or vendor.code) for vendor in bidders(case)]


def anonymous_names(case: CustomerCase) -> dict[str, str]:
    """What each vendor is called where its name is not to be seen, by its number: V-3 is "Leverandør C".

    The letter follows from the number, which is never given twice: it stays whoever is deleted or moved.
    """
    return {vendor.code: f"Leverandør {vendor_letter(int(vendor.code.rpartition('-')[2]))}" for vendor in case.vendors}


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
    """The vendor's bid, begun when there is none."""
    vendor = find(case, code)
    if vendor.bid is None:
        vendor.bid = Bid(case_id=case.id)
    return vendor.bid
