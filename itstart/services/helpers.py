"""Firms: an administrator creates them and corrects their facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from itstart import clock, policies
from itstart.db import db
from itstart.models.helper import Helper
from itstart.models.user import User
from itstart.services import qualification_events
from itstart.services.accounts import Refused


@dataclass(frozen=True)
class Firm:
    """The facts of a firm as an administrator types them. `cvr` is eight checked digits."""

    company: str
    cvr: str
    adviser: str = ""
    email: str = ""
    phone: str = ""
    municipality_code: str | None = None
    ended_on: date | None = None


def all_firms(actor: User) -> Sequence[tuple[Helper, int]]:
    """Every firm with its number of people, by name."""
    policies.ensure(policies.is_staff(actor))
    people = select(User.helper_id, func.count().label("people")).group_by(User.helper_id).subquery()
    query = (
        select(Helper, func.coalesce(people.c.people, 0))
        .outerjoin(people, people.c.helper_id == Helper.id)
        .options(lazyload("*"))  # the list shows nothing of the profiles
        .order_by(Helper.company)
    )
    return [(helper, number) for helper, number in db.session.execute(query)]


def choices() -> list[tuple[int, str]]:
    """(id, name) of the firms people can be invited to, by name."""
    query = select(Helper.id, Helper.company).where(Helper.ended_on.is_(None)).order_by(Helper.company)
    return [(helper_id, company) for helper_id, company in db.session.execute(query)]


def people_of(helper: Helper) -> list[User]:
    """Those of a firm who can log in, by name."""
    query = select(User).where(User.helper_id == helper.id, User.deactivated_at.is_(None)).order_by(User.name)
    return list(db.session.scalars(query))


def get(actor: User, cvr: str) -> Helper:
    """The firm with this CVR number; NoResultFound (a 404) when there is none."""
    policies.ensure(policies.is_staff(actor))
    return db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()


def with_id(actor: User, helper_id: int) -> Helper | None:
    """The firm behind a choice of `choices`, or None for none."""
    policies.ensure(policies.may_manage_users(actor))
    return db.session.get(Helper, helper_id)


def create(actor: User, firm: Firm) -> Helper:
    """A new firm; Refused when the CVR number is there already."""
    policies.ensure(policies.may_manage_helpers(actor))
    helper = Helper(cvr=firm.cvr, company=firm.company, created_at=clock.now())
    _write(helper, firm)
    db.session.add(helper)
    db.session.flush()
    qualification_events.registered(actor, helper)
    return helper


def change(actor: User, helper: Helper, firm: Firm) -> None:
    """Correct a firm's facts; Refused when the CVR number belongs to another."""
    policies.ensure(policies.may_manage_helpers(actor))
    _write(helper, firm)
    db.session.flush()


def _write(helper: Helper, firm: Firm) -> None:
    with db.session.no_autoflush:
        other = db.session.scalar(select(Helper).where(Helper.cvr == firm.cvr))
    if other is not None and other is not helper:
        raise Refused("cvr", f"CVR-nummeret er allerede oprettet: {other.company}.")
    helper.company, helper.cvr, helper.adviser = firm.company, firm.cvr, firm.adviser
    helper.email, helper.phone = firm.email, firm.phone
    helper.municipality_code = firm.municipality_code
    helper.ended_on = firm.ended_on
