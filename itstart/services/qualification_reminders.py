"""Once a day: evaluations and talks that are due, and a kodeks that waits to be accepted. One mail for each matter."""

from datetime import date, timedelta

from sqlalchemy import select

from itstart.db import db
from itstart.models import CaseStaff, CoDelivery, CustomerCase, Helper, User, YearlyTalk
from itstart.rules.cooperation import REMIND_DAYS, is_due
from itstart.rules.terms import CoDeliveryStatus, Role
from itstart.services import code_versions, outbox, qualification, qualification_mails
from itstart.services.sparring_queue import colleagues

CODE_DAYS = 14


def remind(today: date) -> int:
    """Write what is due; returns how many matters. Run it once a day: twice writes nothing more."""
    return _evaluations(today) + _talks(today) + _code(today)


def _people(helper: Helper) -> list[User]:
    query = select(User).where(User.helper_id == helper.id, User.role == Role.HELPER, User.deactivated_at.is_(None))
    return list(db.session.scalars(query.order_by(User.id)))


def _center(helper: Helper) -> list[User]:
    contact = qualification.contact(helper)
    return [contact] if contact else colleagues()


def _delivering(person: User | None, helper: Helper) -> list[User]:
    return [person] if person is not None else _center(helper)


def _write(key: str, people: list[User], *, subject: str, text: str) -> int:
    """1 when anybody is told for the first time."""
    keys = [f"{key}-{person.id}" for person in people]
    told = outbox.by_keys(keys)
    for person in people:
        qualification_mails.remind(key, person, subject=subject, text=text)
    return int(any(one not in told for one in keys))


def _evaluations(today: date) -> int:
    query = (
        select(CoDelivery, CustomerCase, User)
        .join(CustomerCase, CoDelivery.case_id == CustomerCase.id)
        .outerjoin(CaseStaff, CoDelivery.staff_id == CaseStaff.id)
        .outerjoin(User, CaseStaff.user_id == User.id)
        .where(CoDelivery.evaluation_status == CoDeliveryStatus.PLANNED)
        .where(CoDelivery.evaluation_due_on <= today + timedelta(days=REMIND_DAYS))
    )
    written = 0
    for delivery, case, person in db.session.execute(query):
        people = [*_people(case.helper), *_delivering(person, case.helper)]
        written += _write(
            f"evaluation-{delivery.id}",
            people,
            subject=f"Evaluer samleveringen i sag {case.number}",
            text=f"Samleveringen i sag {case.number} hos {case.customer.name} skal være evalueret senest "
            f"{delivery.evaluation_due_on:%d.%m.%Y}. Skriv, hvordan forløbet gik, og hvordan I arbejder sammen "
            "fremover. Rådgiveren sender også kunden et link.",
        )
    return written


def _talks(today: date) -> int:
    query = select(YearlyTalk, Helper).join(Helper, YearlyTalk.helper_id == Helper.id)
    written = 0
    for talk, helper in db.session.execute(query.where(YearlyTalk.held_on.is_(None))):
        if not is_due(talk.planned_on, today):
            continue
        written += _write(
            f"talk-{talk.id}-{talk.planned_on.isoformat()}",
            [*_people(helper), *_center(helper)],
            subject=f"Årlig samtale med {helper.company}",
            text=f"Den årlige samtale mellem IBIZ-Center og {helper.company} er planlagt til "
            f"{talk.planned_on:%d.%m.%Y}.",
        )
    return written


def _code(today: date) -> int:
    version = code_versions.current()
    if today < version.published_on + timedelta(days=CODE_DAYS) or version.published_by == code_versions.SHIPPED:
        return 0
    return sum(
        _write(
            f"code-{version.number}-{helper.id}",
            _people(helper),
            subject=f"Accepter kodekset, version {version.number}",
            text=f"IBIZ-Center har udgivet kodekset i version {version.number}. I har ikke accepteret det endnu. "
            "Læs det, og accepter det i It-start. Indtil da kan der ikke gøres nye sager aktive.",
        )
        for helper in code_versions.lacking()
    )
