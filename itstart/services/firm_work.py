"""What a firm may do for the customer of a case, by how far it is on its way to being qualified (D6, S22)."""

from itstart.models import CustomerCase
from itstart.rules.findings import Finding
from itstart.rules.qualification import CustomerWork, check_work
from itstart.rules.terms import CoDeliveryStatus


def findings(case: CustomerCase, work: CustomerWork) -> list[Finding]:
    """What keeps the firm from it. What the customer has signed for is brought to its end by whoever began it."""
    if work is CustomerWork.HAND_OVER and _is_under_way(case):
        return []
    return check_work(case.helper.qualification_status, co_delivered=_is_co_delivered(case), work=work)


def _is_co_delivered(case: CustomerCase) -> bool:
    """True while somebody from IBIZ-Center delivers together with the helper in this case (S37)."""
    return any(one.evaluation_status is CoDeliveryStatus.PLANNED and one.staff for one in case.co_deliveries)


def _is_under_way(case: CustomerCase) -> bool:
    return any(one.agreement_signed_on and not (one.end_reported_on or one.cancelled_on) for one in case.modules)
