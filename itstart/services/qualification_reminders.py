"""Once a day: evaluations and talks that are due, and a kodeks that waits to be accepted. One mail for each matter."""

from datetime import date, timedelta

from sqlalchemy import select

from itstart.db import db
from itstart.models import CaseStaff, CoDelivery, CustomerCase, Helper, User, YearlyTalk
from itstart.rules.cooperation import is_due
from itstart.rules.settings import SettingKey
from itstart.rules.terms import CoDeliveryStatus
from itstart.services import code_versions, helpers, outbox, qualification, qualification_mails, settings
from itstart.services.sparring_queue import colleagues


def remind(today: date) -> int:
    """Write what is due; returns how many matters. Run it once a day: twice writes nothing more."""
    return _evaluations(today) + _talks(today) + _code(today)


def _center(helper: Helper) -> list[User]:
    contact = qualification.contact(helper)
    return [contact] if contact else colleagues()


def _delivering(person: User | None, helper: Helper) -> list[User]:
    return [person] if person is not None else _center(helper)


def _write(key: str, people: list[User], mail: str, **said: object) -> int:
    """1 when anybody is told for the first time."""
    keys = [f"{key}-{person.id}" for person in people]
    told = outbox.by_keys(keys)
    for person in people:
        qualification_mails.remind(key, person, mail, **said)
    return int(any(one not in told for one in keys))


def _evaluations(today: date) -> int:
    query = (
        select(CoDelivery, CustomerCase, User)
        .join(CustomerCase, CoDelivery.case_id == CustomerCase.id)
        .outerjoin(CaseStaff, CoDelivery.staff_id == CaseStaff.id)
        .outerjoin(User, CaseStaff.user_id == User.id)
        .where(CoDelivery.evaluation_status == CoDeliveryStatus.PLANNED)
        .where(CoDelivery.evaluation_due_on <= today + timedelta(days=settings.days(SettingKey.EVALUATION_DAYS)))
    )
    written = 0
    for delivery, case, person in db.session.execute(query):
        people = [*helpers.people_of(case.helper), *_delivering(person, case.helper)]
        written += _write(
            f"evaluation-{delivery.id}",
            people,
            "evaluering-naermer-sig",
            sag=case.number,
            kunde=case.customer.name,
            frist=f"{delivery.evaluation_due_on:%d.%m.%Y}",
        )
    return written


def _talks(today: date) -> int:
    query = select(YearlyTalk, Helper).join(Helper, YearlyTalk.helper_id == Helper.id)
    written = 0
    for talk, helper in db.session.execute(query.where(YearlyTalk.held_on.is_(None))):
        if not is_due(talk.planned_on, today, settings.days(SettingKey.EVALUATION_DAYS)):
            continue
        written += _write(
            f"talk-{talk.id}-{talk.planned_on.isoformat()}",
            [*helpers.people_of(helper), *_center(helper)],
            "aarlig-samtale",
            firma=helper.company,
            dato=f"{talk.planned_on:%d.%m.%Y}",
        )
    return written


def _code(today: date) -> int:
    version = code_versions.current()
    waits_until = version.published_on + timedelta(days=settings.days(SettingKey.CODE_DAYS))
    if today < waits_until or version.published_by == code_versions.SHIPPED:
        return 0
    return sum(
        _write(
            f"code-{version.number}-{helper.id}",
            helpers.people_of(helper),
            "accepter-kodeks",
            version=version.number,
        )
        for helper in code_versions.lacking()
    )
