"""The register of partners, the log of contacts, and the vendors of a case among them (S28, S31, S39)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from itstart import clock, policies
from itstart.db import db
from itstart.models import CustomerCase, Outreach, Partner, User
from itstart.rules.findings import Finding, require
from itstart.rules.impartiality import check_partner
from itstart.rules.partners import PartnerType
from itstart.rules.vendor_register import key_of, numbers
from itstart.services.accounts import Refused
from itstart.services.conflicts import Conflict, Difference
from itstart.steps.shared_documents import short_name
from itstart.steps.tender.ties import Party


@dataclass(frozen=True)
class Line:
    """A partner as the list shows it, with the last contact and the next step."""

    number: int
    name: str
    kind: PartnerType
    contact: str
    ended_on: date | None
    last_on: date | None
    next_step: str
    next_step_on: date | None

    @property
    def is_due(self) -> bool:
        """True when the next step should have been taken."""
        return self.next_step_on is not None and self.next_step_on <= clock.today()


def lines(actor: User, kind: PartnerType | None = None) -> list[Line]:
    """Every partner by name, or those of a kind; two queries."""
    policies.ensure(policies.may_keep_partners(actor))
    query = select(Partner).order_by(func.lower(Partner.name), Partner.id)
    if kind is not None:
        query = query.where(Partner.kind == kind)
    newest = _newest()
    return [_line(partner, newest.get(partner.id)) for partner in db.session.scalars(query)]


def _newest() -> dict[int, Outreach]:
    """The last line of every log: what stands there is what comes next."""
    query = select(Outreach).where(Outreach.deleted_at.is_(None)).order_by(Outreach.happened_on, Outreach.id)
    return {line.partner_id: line for line in db.session.scalars(query)}


def _line(partner: Partner, last: Outreach | None) -> Line:
    return Line(
        number=partner.number,
        name=partner.name,
        kind=partner.kind,
        contact=partner.contact_name,
        ended_on=partner.ended_on,
        last_on=last.happened_on if last else None,
        next_step=last.next_step if last else "",
        next_step_on=last.next_step_on if last else None,
    )


def choices() -> list[tuple[int, str]]:
    """(number, name) of the partners there are, for who writes down a lead."""
    query = select(Partner.number, Partner.name).where(Partner.ended_on.is_(None)).order_by(func.lower(Partner.name))
    return [(number, name) for number, name in db.session.execute(query)]


def find(actor: User, number: int) -> Partner:
    """One partner; NoResultFound (404) when there is none."""
    policies.ensure(policies.may_keep_partners(actor))
    return db.session.scalars(select(Partner).where(Partner.number == number)).one()


def create(actor: User, values: Mapping[str, Any]) -> Partner:
    """A new partner; Refused when the CVR number is there already. `values` are columns."""
    policies.ensure(policies.may_keep_partners(actor))
    _refuse_known(values["cvr"], None)
    number = (db.session.scalar(select(func.max(Partner.number))) or 0) + 1
    partner = Partner(number=number, **values)
    db.session.add(partner)
    db.session.flush()
    return partner


def edit(actor: User, partner: Partner, values: Mapping[str, Any], *, version: int) -> None:
    """Correct the facts; Conflict when a colleague did so meanwhile, Refused for another's CVR number."""
    policies.ensure(policies.may_keep_partners(actor))
    _refuse_known(values["cvr"], partner)
    differing = {name: value for name, value in values.items() if getattr(partner, name) != value}
    if differing and version != partner.version:
        told = [Difference(name, mine, getattr(partner, name)) for name, mine in differing.items()]
        raise Conflict(told, partner.version)
    for name, value in differing.items():
        setattr(partner, name, value)
    partner.version += bool(differing)


def _refuse_known(cvr: str, partner: Partner | None) -> None:
    other = db.session.scalar(select(Partner).where(Partner.cvr == cvr)) if cvr else None
    if other is not None and other is not partner:
        raise Refused("cvr", f"CVR-nummeret er allerede oprettet: {other.name}.")


# ---- the log ---------------------------------------------------------------------------------------


def write(actor: User, partner: Partner, values: Mapping[str, Any]) -> Outreach:
    """One more line: `happened_on`, `who`, `what`, `next_step` and `next_step_on`."""
    policies.ensure(policies.may_keep_partners(actor))
    require(_line_findings(values))
    last = db.session.scalar(select(func.max(Outreach.number)).where(Outreach.partner_id == partner.id)) or 0
    line = Outreach(partner_id=partner.id, number=last + 1, written_by_id=actor.id, **values)
    db.session.add(line)
    db.session.flush()
    db.session.expire(partner, ["outreach"])
    return line


def _line_findings(values: Mapping[str, Any]) -> list[Finding]:
    found = []
    if values["happened_on"] > clock.today():
        found.append(Finding("Datoen ligger i fremtiden. Skriv den som næste skridt.", where="happened_on"))
    if values["next_step_on"] and not values["next_step"]:
        found.append(Finding("Skriv, hvad næste skridt er.", where="next_step"))
    return found


def find_line(partner: Partner, number: int, *, deleted: bool = False) -> Outreach:
    """A line of the log; NoResultFound (404) otherwise."""
    query = select(Outreach).where(Outreach.partner_id == partner.id, Outreach.number == number)
    line = db.session.scalars(query).one()
    if (line.deleted_at is not None) is not deleted:
        raise NoResultFound
    return line


def delete_line(actor: User, line: Outreach) -> None:
    """Take a line out; `restore_line` brings it back."""
    policies.ensure(policies.may_keep_partners(actor))
    line.deleted_at = clock.now()


def restore_line(actor: User, line: Outreach) -> None:
    """Bring a deleted line back."""
    policies.ensure(policies.may_keep_partners(actor))
    line.deleted_at = None


# ---- vendors among the partners --------------------------------------------------------------------


def findings(case: CustomerCase) -> list[Finding]:
    """The vendors of the case that IBIZ-Center works with (S28): the customer is told so; nobody is kept out."""
    if not case.vendors:
        return []
    query = select(Partner.name, Partner.cvr, Partner.kind).where(Partner.ended_on.is_(None)).order_by(Partner.id)
    known = [(Party(name, cvr), kind) for name, cvr, kind in db.session.execute(query)]
    return [found for vendor in case.vendors for found in _told(vendor, known)]


def _told(vendor: Any, known: Sequence[tuple[Party, PartnerType]]) -> list[Finding]:
    mine = Party(vendor.name, vendor.cvr)
    by_name = numbers([mine, *(party for party, _ in known)])
    for party, kind in known:
        if key_of(party, by_name) == key_of(mine, by_name):
            return check_partner(short_name(vendor.name), kind.label)
    return []
