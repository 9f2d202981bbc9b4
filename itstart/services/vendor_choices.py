"""How often a firm's customers chose a vendor it has told of a tie to, and how often the same one: figures, no verdict.

Only numbers leave this module: which vendor a customer chose is the case's own affair (S31, D9).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select

from itstart import policies
from itstart.db import db
from itstart.models import CustomerCase, Evaluation, Helper, User, Vendor, VendorRelation
from itstart.rules.vendor_register import same_firm
from itstart.steps.shared_documents import plain_name


@dataclass(frozen=True, slots=True)
class Choices:
    """Chosen vendors of a firm's cases: how many, how many with a tie, and the most for one and the same."""

    chosen: int = 0
    tied: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class _Chosen:
    helper_id: int
    cvr: str
    plain_name: str
    tied: bool


def _rows(*conditions: Any) -> list[_Chosen]:
    tie = exists().where(
        VendorRelation.case_id == CustomerCase.id,
        VendorRelation.vendor_id == Vendor.id,
        VendorRelation.deleted_at.is_(None),
    )
    query = (
        select(CustomerCase.helper_id, Vendor.cvr, Vendor.name, tie)
        .join(Evaluation, Evaluation.case_id == CustomerCase.id)
        .join(Vendor, Evaluation.decided_vendor_id == Vendor.id)
        .where(Evaluation.decided_on.is_not(None), *conditions)
    )
    return [_Chosen(owner, cvr, plain_name(name), tied) for owner, cvr, name, tied in db.session.execute(query)]


def _count(rows: Iterable[_Chosen]) -> Choices:
    found = list(rows)
    groups = same_firm(found)
    return Choices(len(found), sum(row.tied for row in found), max(map(len, groups.values()), default=0))


def of(helper: Helper) -> Choices:
    """The figures of one firm."""
    return _count(_rows(CustomerCase.helper_id == helper.id))


def every(actor: User) -> list[tuple[str, str, Choices]]:
    """(company, CVR number, figures) of every firm whose customers have chosen, by name."""
    policies.ensure(policies.may_lead_qualification(actor))
    rows = _rows()
    owners = Counter(row.helper_id for row in rows)
    query = select(Helper.id, Helper.company, Helper.cvr).where(Helper.id.in_(owners)).order_by(Helper.company)
    return [
        (company, cvr, _count(row for row in rows if row.helper_id == owner))
        for owner, company, cvr in db.session.execute(query)
    ]
