"""Activities: IBIZ-Center arranges them, holds them and tells about them (S38, S48, S55)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from itstart import clock, policies
from itstart.db import db
from itstart.documents.danish import date_long
from itstart.models import Activity, ActivityMaterial, ActivitySignUp, StoredFile, User
from itstart.rules.activities import (
    TRANSITIONS,
    ActivityEvent,
    ActivityKind,
    ActivityStatus,
    check_event,
    check_times,
    on_waiting_list,
)
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.settings import SettingKey
from itstart.rules.steps import StepKey
from itstart.services import files, mail_texts, outbox, settings
from itstart.services.conflicts import Conflict, Difference

FIELDS = (
    "kind", "title", "theme_step", "description", "organiser", "place", "starts_at", "ends_at", "sign_up_until",
    "capacity", "is_public",
)  # fmt: skip
MOST_MATERIAL = 20


@dataclass(frozen=True)
class Wanted:
    """What of the programme is asked for; empty values ask for all."""

    year: int
    kind: ActivityKind | None = None
    step: StepKey | None = None


@dataclass(frozen=True)
class Line:
    """An activity in the list, how many have a place, and whether the one who looks is among them."""

    activity: Activity
    signed_up: int
    mine: bool


def programme(user: User, wanted: Wanted) -> list[Line]:
    """The year's activities in the order of their days; helpers see what is planned too."""
    first = datetime(wanted.year, 1, 1, tzinfo=clock.DENMARK)
    after = datetime(wanted.year + 1, 1, 1, tzinfo=clock.DENMARK)
    live = ActivitySignUp.cancelled_at.is_(None)
    counts = (
        select(ActivitySignUp.activity_id, func.count().label("people"))
        .where(live)
        .group_by(ActivitySignUp.activity_id)
    ).subquery()
    mine = select(ActivitySignUp.activity_id).where(live, ActivitySignUp.user_id == user.id)
    query = (
        select(Activity, func.coalesce(counts.c.people, 0), Activity.id.in_(mine))
        .outerjoin(counts, counts.c.activity_id == Activity.id)
        .where(Activity.starts_at >= first, Activity.starts_at < after)
        .order_by(Activity.starts_at, Activity.id)
    )
    if wanted.kind:
        query = query.where(Activity.kind == wanted.kind)
    if wanted.step:
        query = query.where(Activity.theme_step == wanted.step)
    return [Line(activity, people, bool(own)) for activity, people, own in db.session.execute(query)]


def years() -> list[int]:
    """The years there is something in, and this one and the next, the newest first."""
    found = {clock.local(moment).year for moment in db.session.scalars(select(Activity.starts_at))}
    this = clock.today().year
    return sorted(found | {this, this + 1}, reverse=True)


def find(number: str) -> Activity:
    """The activity with its people and material; NoResultFound (404) when there is none."""
    query = select(Activity).where(Activity.number == number)
    return db.session.scalars(query.options(selectinload(Activity.sign_ups), selectinload(Activity.material))).one()


def going(activity: Activity) -> list[tuple[ActivitySignUp, bool]]:
    """Who has signed up, in order, and whether they are on the waiting list."""
    live = [one for one in activity.sign_ups if one.cancelled_at is None]
    return [(one, on_waiting_list(place, activity.capacity)) for place, one in enumerate(live, start=1)]


# ---- what IBIZ-Center does ---------------------------------------------------------------------------


def _check(values: Mapping[str, Any]) -> None:
    ends_at = values["ends_at"]
    starts_at = clock.local(values["starts_at"])
    require(check_times(starts_at, clock.local(ends_at) if ends_at else None, values["sign_up_until"]))


def _touch(actor: User, activity: Activity) -> None:
    activity.version = (activity.version or 0) + 1
    activity.changed_by, activity.changed_at = actor.name, clock.now()


def add(actor: User, values: Mapping[str, Any]) -> Activity:
    """A planned activity. `values` are those of FIELDS; the number is the next of its year."""
    policies.ensure(policies.may_arrange_activities(actor))
    _check(values)
    year = clock.local(values["starts_at"]).year
    taken = db.session.scalars(select(Activity.number).where(Activity.number.startswith(f"{year}-")))
    number = max((int(one.partition("-")[2]) for one in taken), default=0) + 1
    activity = Activity(number=f"{year}-{number}", version=0, **values)
    _touch(actor, activity)
    db.session.add(activity)
    db.session.flush()
    return activity


def edit(actor: User, activity: Activity, values: Mapping[str, Any], *, version: int) -> bool:
    """Correct the facts; those signed up hear of a new time or place. False when there was nothing to change.

    Conflict when somebody else saved since.
    """
    policies.ensure(policies.may_arrange_activities(actor))
    if activity.status is ActivityStatus.CANCELLED:
        raise RuleViolation([Finding("Aktiviteten er aflyst og kan ikke rettes.")])
    _check(values)
    changed = [name for name in FIELDS if getattr(activity, name) != values[name]]
    if activity.version != version and changed:
        differing = [Difference(name, values[name], getattr(activity, name)) for name in changed]
        raise Conflict(differing, activity.version, activity.changed_by, activity.changed_at)
    waited = {one.id for one, waiting in going(activity) if waiting}
    for name in changed:
        setattr(activity, name, values[name])
    if changed:
        _touch(actor, activity)
        db.session.flush()
        tell_of_places(activity, waited, f"room-{activity.version}")
    if {"starts_at", "place"} & set(changed):
        _tell(activity, f"moved-{activity.version}", "Ny tid eller nyt sted", f"Det er nu {when(activity)}.")
    return bool(changed)


def change(actor: User, activity: Activity, event: ActivityEvent, *, reason: str = "") -> None:
    """Open for signing up, hold or cancel; those signed up are told of a cancellation."""
    policies.ensure(policies.may_arrange_activities(actor))
    require(check_event(event, activity.facts, now=clock.now(), reason=reason))
    activity.status = TRANSITIONS[event][1]
    _touch(actor, activity)
    if event is ActivityEvent.CANCEL:
        activity.cancel_reason = reason.strip()
        _tell(activity, "cancelled", "Aflyst", f"Aktiviteten er aflyst: {activity.cancel_reason}")
    db.session.flush()


def tell_how_it_went(
    actor: User, activity: Activity, *, minutes: str, best_practice: str, attended: Sequence[int]
) -> None:
    """Keep minutes, best practice and who was there (ids of sign-ups). It must have been held."""
    policies.ensure(policies.may_arrange_activities(actor))
    if activity.status is not ActivityStatus.HELD:
        raise RuleViolation([Finding("Det kan skrives, når aktiviteten er holdt.")])
    activity.minutes, activity.best_practice = minutes, best_practice
    for one in activity.sign_ups:
        if one.cancelled_at is None:
            one.attended = one.id in attended
    _touch(actor, activity)
    db.session.flush()


def add_material(actor: User, activity: Activity, name: str, content: bytes) -> ActivityMaterial:
    """Keep a checked file; `uploads.Rejected` when it is not taken."""
    policies.ensure(policies.may_arrange_activities(actor))
    if len(activity.material) >= MOST_MATERIAL:
        raise RuleViolation([Finding(f"Der kan højst ligge {MOST_MATERIAL} filer.", where="file")])
    stored = files.store_upload(actor, name, content)
    position = max((one.position for one in activity.material), default=0) + 1
    material = ActivityMaterial(activity=activity, position=position, file=stored)
    db.session.add(material)
    db.session.flush()
    return material


def find_material(activity: Activity, position: int) -> StoredFile:
    """One file; NoResultFound (404) when there is none."""
    query = select(ActivityMaterial).where(
        ActivityMaterial.activity_id == activity.id, ActivityMaterial.position == position
    )
    return db.session.scalars(query).one().file


def remove_material(actor: User, activity: Activity, position: int) -> None:
    """Take a file away."""
    policies.ensure(policies.may_arrange_activities(actor))
    found = next((one for one in activity.material if one.position == position), None)
    if found is not None:
        activity.material.remove(found)
        db.session.flush()


# ---- mails to those who have signed up ---------------------------------------------------------------


def when(activity: Activity) -> str:
    """ "torsdag den 3. december 2026 kl. 13.00, Herning"."""
    start = clock.local(activity.starts_at)
    said = f"{date_long(start.date())} kl. {start:%H.%M}"
    return f"{said}, {activity.place}" if activity.place else said


def mail(one: ActivitySignUp, mark: str, subject: str, text: str) -> None:
    """One mail about the activity to one who has signed up, once for each mark."""
    if not one.address:
        return
    activity = one.activity
    subject_line, body = mail_texts.compose(
        "aktivitet",
        fornavn=one.who.split()[0],
        emne=subject,
        slags=activity.kind.label,
        aktivitet=activity.title,
        tekst=text,
    )
    outbox.write(
        key=f"activity-sign-up-{one.id}-{mark}",
        recipient=one.address,
        recipient_name=one.who,
        subject=subject_line,
        body=body,
    )


def tell_of_places(activity: Activity, waited: Collection[int], mark: str) -> None:
    """A mail to those who had to wait (ids of sign-ups) and have a place now."""
    for one, waiting in going(activity):
        if one.id in waited and not waiting:
            text = f"Der er blevet en plads, og den er din. {when(activity)}. Meld fra, hvis du ikke kan."
            mail(one, mark, "Du har fået en plads", text)


def _tell(activity: Activity, mark: str, subject: str, text: str) -> None:
    for one, _ in going(activity):
        mail(one, mark, subject, text)


def remind(today: date) -> int:
    """The work of the day: those with a place hear of what comes in a few days. Returns the number of activities."""
    ahead = timedelta(days=settings.days(SettingKey.ACTIVITY_DAYS))
    first = datetime.combine(today + ahead, datetime.min.time(), clock.DENMARK)
    soon = select(Activity).where(
        Activity.status == ActivityStatus.OPEN, Activity.starts_at >= first, Activity.starts_at < first + timedelta(1)
    )
    found = list(db.session.scalars(soon.options(selectinload(Activity.sign_ups))))
    for activity in found:
        for one, waiting in going(activity):
            if not waiting:
                mail(one, f"soon-{today}", "Vi ses snart", f"{when(activity)}.")
    return len(found)
