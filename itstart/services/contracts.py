"""What the contract takes over from the winner's bid, so that nothing is typed twice."""

from collections.abc import Callable

from itstart.models import CustomerCase, User
from itstart.rules.contract import liability_cap
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import history, rows
from itstart.services.answers import ensure_writable
from itstart.steps import find_list, find_task

NO_DECISION = "Kunden har ikke besluttet, hvem I vælger. Skriv beslutningen i skridt 3."
NO_BID = "Der står ingen priser i det valgte tilbud endnu."


def take_over_bid(actor: User, case: CustomerCase) -> int:
    """Copy vendor and prices of the chosen bid where the contract says nothing yet.

    Returns how many answers were filled in. Refused until the customer has decided (DOMAIN B7).
    """
    ensure_writable(actor, case)
    vendor = case.evaluation.decided_vendor
    if vendor is None:
        raise RuleViolation([Finding(NO_DECISION)])
    if vendor.bid is None or not vendor.bid.price_lines:
        raise RuleViolation([Finding(NO_BID)])
    count = _copy_lines(actor, case) + _copy_terms(case)
    if count:
        history.record(actor, case, "bid_taken_over", f"hentede priserne fra tilbuddet fra {vendor.name}")
    return count


def _copy_lines(actor: User, case: CustomerCase) -> int:
    bid = case.evaluation.decided_vendor.bid if case.evaluation.decided_vendor else None
    if bid is None or case.price_lines:
        return 0
    task, row_list = find_task("projekt/betalingsplan"), find_list("prislinjer")
    for line in bid.one_off_lines:
        rows.create(actor, case, task, row_list, {"label": line.label, "amount_dkk": line.amount_dkk})
    return len(bid.one_off_lines)


def _copy_terms(case: CustomerCase) -> int:
    contract, vendor = case.contract, case.evaluation.decided_vendor
    if vendor is None or vendor.bid is None:
        return 0
    annual = sum(line.amount_dkk or 0 for line in vendor.bid.annual_lines)
    one_off = sum(line.amount_dkk or 0 for line in vendor.bid.one_off_lines)
    count = 0
    if contract.vendor_id is None:
        contract.vendor_id, count = vendor.id, count + 1
    if contract.annual_price_dkk is None:
        contract.annual_price_dkk, count = annual, count + 1
    if contract.liability_cap_dkk is None:
        contract.liability_cap_dkk, count = liability_cap(one_off, annual), count + 1
        contract.liability_cap_text = (
            contract.liability_cap_text or "Det samlede engangsvederlag plus ét års abonnement"
        )
    return count


# What a task's page offers to fetch from elsewhere in the case: the button's words and the act.
FETCHES: dict[str, tuple[str, Callable[[User, CustomerCase], int]]] = {
    "projekt/betalingsplan": ("Hent fra tilbuddet", take_over_bid),
    "projekt/kontraktvilkaar": ("Hent fra tilbuddet", take_over_bid),
}
