"""Bids come in: when, from whom and as which file; opened when they were sealed, taken in or not when late (D8)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import BidReceipt, CustomerCase, StoredFile, User, Vendor
from itstart.rules import tender as rules
from itstart.rules.findings import Finding, require
from itstart.rules.terms import LateChoice
from itstart.services import history
from itstart.services.answers import ensure_writable, mark_started
from itstart.services.rows import next_number
from itstart.steps import find_task
from itstart.steps.selection import bidders, gaps
from itstart.steps.selection.tasks import note_arrival
from itstart.steps.shared_documents import short_name

KEY = "valg/modtagelse"
SEALED = "Tilbuddene er forseglede. Filen kan hentes, når de er åbnet."


def vendor_of(case: CustomerCase, code: str) -> Vendor | None:
    """The bidder with this number."""
    return next((vendor for vendor in bidders.bidders(case) if vendor.code == code), None)


def receive(
    actor: User, case: CustomerCase, vendor_code: str, received_at: datetime, file: StoredFile | None
) -> BidReceipt:
    """Register that a bid came. The bid's own moment follows at once, or with the opening when bids are sealed."""
    ensure_writable(actor, case)
    vendor = vendor_of(case, vendor_code)
    found = [] if vendor else [Finding("Vælg, hvem tilbuddet er fra.", where="vendor")]
    if received_at > clock.now():
        found.append(Finding("Tidspunktet er ikke kommet endnu.", where="received_at"))
    require(found)
    assert vendor is not None
    number = next_number(case, BidReceipt.case_list)
    receipt = BidReceipt(
        case_id=case.id,
        code=f"MT-{number}",
        position=number,
        vendor=vendor,
        received_at=received_at,
        registered_by=actor.name,
        file=file,
    )
    db.session.add(receipt)
    note_arrival(vendor)
    if not case.tender.is_sealed:
        _arrive(case, receipt)
    db.session.flush()
    db.session.expire(case, ["bid_receipts"])
    mark_started(case, find_task(KEY))
    history.record(actor, case, "bid_received", f"registrerede et tilbud fra {short_name(vendor.name)}")
    return receipt


def _arrive(case: CustomerCase, receipt: BidReceipt) -> None:
    """A bid came when its first file did, unless somebody has written another moment."""
    bid = bidders.make_bid(case, receipt.vendor.code)
    if bid.received_at is None:
        bid.received_at = receipt.received_at


def find(case: CustomerCase, code: str, *, deleted: bool = False) -> BidReceipt:
    """A receipt by its number; NoResultFound (404) when the case has none such."""
    query = select(BidReceipt).where(BidReceipt.case_id == case.id, BidReceipt.code == code)
    query = query.where(BidReceipt.deleted_at.is_not(None) if deleted else BidReceipt.deleted_at.is_(None))
    return db.session.scalars(query).one()


def delete(actor: User, case: CustomerCase, receipt: BidReceipt) -> None:
    """Take a receipt away that was written by mistake; `restore` brings it back."""
    ensure_writable(actor, case)
    receipt.deleted_at = clock.now()
    bid = receipt.vendor.bid
    if bid is not None and bid.received_at == receipt.received_at:
        others = [
            one.received_at for one in case.bid_receipts if one.vendor_id == receipt.vendor_id and one is not receipt
        ]
        bid.received_at = min(others, default=None)
    history.record(actor, case, "receipt_deleted", f"slettede modtagelsen {receipt.code}")


def restore(actor: User, case: CustomerCase, receipt: BidReceipt) -> None:
    """Bring a deleted receipt back."""
    ensure_writable(actor, case)
    receipt.deleted_at = None
    if not case.tender.is_sealed:
        _arrive(case, receipt)
    history.record(actor, case, "receipt_restored", f"fortrød sletningen af modtagelsen {receipt.code}")


def file_of(case: CustomerCase, code: str) -> StoredFile:
    """The file of a receipt; RuleViolation while the bids are sealed, NoResultFound (404) when there is no file."""
    receipt = find(case, code)
    if case.tender.is_sealed:
        require([Finding(SEALED)])
    return db.session.scalars(select(StoredFile).where(StoredFile.id == receipt.file_id)).one()


def opening_findings(case: CustomerCase) -> list[Finding]:
    """What stands in the way of opening sealed bids."""
    tender = case.tender
    return rules.check_opening(sealed=tender.is_sealed, deadline_at=tender.bid_deadline_at, now=clock.now())


def open_bids(actor: User, case: CustomerCase) -> None:
    """Break the seal: from now on the bids are read like others. Logged with name and moment, and printed."""
    ensure_writable(actor, case)
    require(opening_findings(case))
    case.tender.bids_opened_at, case.tender.bids_opened_by = clock.now(), actor.name
    db.session.flush()
    db.session.expire(case, ["bids", "bid_price_lines"])
    for vendor in case.vendors:
        db.session.expire(vendor, ["bid"])
    for receipt in case.bid_receipts:
        _arrive(case, receipt)
    db.session.flush()
    history.record(actor, case, "bids_opened", "åbnede tilbuddene")


def late(case: CustomerCase) -> Sequence[Vendor]:
    """The vendors whose bids came after the deadline, as far as anybody may see it."""
    return [vendor for vendor in bidders.bidders(case) if gaps.is_late(case, vendor)]


def choose_late(
    actor: User, case: CustomerCase, vendor_code: str, choice: LateChoice, *, reason: str, by: str, on: date
) -> None:
    """The customer's choice about a late bid: taken in, or out of the evaluation, with a reason and a name (D8)."""
    ensure_writable(actor, case)
    vendor = next((one for one in late(case) if one.code == vendor_code), None)
    require([] if vendor else [Finding("Tilbuddet kom ikke for sent.")])
    require([Finding("Datoen kan ikke ligge i fremtiden.", where="on")] if on > clock.today() else [])
    assert vendor is not None
    assert vendor.bid is not None
    bid = vendor.bid
    if bid.late_choice is LateChoice.REJECTED:
        bid.excluded_reason = ""
    bid.late_choice, bid.late_choice_by, bid.late_choice_on = choice, by, on
    bid.late_choice_reason = reason
    name = short_name(vendor.name)
    if choice is LateChoice.REJECTED:
        bid.excluded_reason = f"Kom efter fristen. {reason}"
        history.record(actor, case, "late_bid", f"noterede, at kunden afviste det sene tilbud fra {name}")
    else:
        history.record(actor, case, "late_bid", f"noterede, at kunden tog det sene tilbud fra {name} med")
