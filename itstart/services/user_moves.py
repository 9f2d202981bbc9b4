"""Closing, opening and moving accounts, and the history of each: who did what, and when."""

from collections.abc import Sequence

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import CaseStaff, CoDelivery, Helper, SparringRequest, User, UserEvent
from itstart.rules.findings import require
from itstart.rules.terms import CoDeliveryStatus, Role, SparringStatus
from itstart.rules.users import Goal, UserFacts, check_close, check_move
from itstart.services import sessions, settings


def record(actor: str, user: User, text: str) -> None:
    """One line in the account's history, in the transaction of its cause."""
    db.session.add(UserEvent(user_id=user.id, at=clock.now(), actor=actor, text=text[:500]))


def events(actor: User, user: User) -> Sequence[UserEvent]:
    """What has been done to the account, the newest first."""
    policies.ensure(policies.may_manage_users(actor))
    query = select(UserEvent).where(UserEvent.user_id == user.id).order_by(UserEvent.id.desc())
    return db.session.scalars(query).all()


def facts(actor: User, user: User) -> UserFacts:
    """The account as the rules read it."""
    admins = select(User.id).where(User.role == Role.ADMIN, User.deactivated_at.is_(None), User.id != user.id)
    delivering = (
        select(func.count(CoDelivery.id))
        .join(CaseStaff, CoDelivery.staff_id == CaseStaff.id)
        .where(CaseStaff.user_id == user.id, CoDelivery.evaluation_status == CoDeliveryStatus.PLANNED)
    )
    return UserFacts(
        role=user.role,
        firm=user.helper_id,
        is_self=user.id == actor.id,
        is_closed=user.deactivated_at is not None,
        # Locked, so that two administrators who take each other's role at once do not both succeed.
        other_admins=len(db.session.scalars(admins.with_for_update()).all()),
        co_deliveries=db.session.scalar(delivering) or 0,
    )


def place(user: User) -> str:
    """Where somebody belongs, in words: "It-starthjælper i Hedelund IT"."""
    return f"{user.role.label} i {user.helper.company if user.helper else settings.center_name()}"


def close(actor: User, user: User) -> int:
    """Close an account: its log-ins end at once, what the person wrote stays. Returns how many questions go back."""
    policies.ensure(policies.may_manage_users(actor))
    require(check_close(facts(actor, user)))
    if user.deactivated_at is None:
        user.deactivated_at = clock.now()
        record(actor.name, user, "lukkede kontoen")
    return _leave(user)


def open_again(actor: User, user: User) -> None:
    """Open a closed account; the person logs in with the old password."""
    policies.ensure(policies.may_manage_users(actor))
    if user.deactivated_at is not None:
        user.deactivated_at = None
        record(actor.name, user, "åbnede kontoen igen")


def end_log_ins(actor: User, user: User) -> int:
    """End every log-in of an account that stays open, for a phone or a computer that is lost; returns how many."""
    policies.ensure(policies.may_manage_users(actor))
    ended = sessions.end_all(user)
    if ended:
        record(actor.name, user, "loggede kontoen ud overalt")
    return ended


def move(actor: User, user: User, role: Role, firm: Helper | None) -> int:
    """Give somebody another role or firm, and end the log-ins. Returns how many questions go back to the queue.

    Cases, hours and documents belong to the firm and stay there; the person sees only those of the new one.
    """
    policies.ensure(policies.may_manage_users(actor))
    goal = Goal(role, firm.id if firm else None, has_ended=firm is not None and firm.ended_on is not None)
    require(check_move(facts(actor, user), goal))
    before = place(user)
    user.role, user.helper = role, firm
    db.session.flush()
    record(actor.name, user, f"flyttede {user.name}: fra {before} til {place(user)}")
    return _leave(user)


def _leave(user: User) -> int:
    """Every log-in ends; questions the person has at IBIZ-Center and can no longer answer wait for somebody else."""
    sessions.end_all(user)
    if user.role is Role.STAFF and user.deactivated_at is None:
        return 0
    waiting = select(SparringRequest).where(
        SparringRequest.assigned_to_id == user.id,
        SparringRequest.status.in_((SparringStatus.OPEN, SparringStatus.ASSIGNED)),
    )
    found = db.session.scalars(waiting).all()
    for request in found:
        request.assigned_to, request.assigned_on, request.status = None, None, SparringStatus.OPEN
    db.session.flush()
    return len(found)
