"""What is forgotten of people: leads that came to nothing, closed accounts, mails, and traces of log-ins and looks."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, exists, func, or_, select, update

from itstart import clock
from itstart.db import db
from itstart.models import (
    CaseLook,
    CustomerCase,
    FormKey,
    Helper,
    Invitation,
    MailFile,
    OutboxMail,
    QualificationEvent,
    SparringLook,
    User,
    UserSession,
)
from itstart.rules.personal_data import GONE, Person
from itstart.rules.qualification import Who
from itstart.rules.settings import SettingKey
from itstart.rules.terms import QualificationStatus
from itstart.rules.workdays import danish_date
from itstart.services import activity_guests, leads, person_erasure
from itstart.services.retention_due import Due, Rule, moment, run


def _leads(today: date) -> list[Due]:
    return [
        Due(lead.id, f"Henvendelse {lead.number} fra {lead.company}", lead.case_id, leads.person_of(lead))
        for lead in leads.due_to_forget(today)
    ]


def _guests(today: date) -> list[Due]:
    return [
        Due(own.id, f"{own.name}, gæst på {own.activity.title}", None, Person(own.name, own.email, own.phone))
        for own in activity_guests.due_to_forget(today)
    ]


def _applicants(today: date) -> list[Due]:
    """Firms that were turned down, have not applied again and have no case, while anybody's name is left."""
    rejected = select(func.max(QualificationEvent.at)).where(QualificationEvent.helper_id == Helper.id)
    named = or_(*(column != "" for column in (Helper.adviser, Helper.email, Helper.phone, *_APPLICATION)))
    query = select(Helper).where(
        Helper.qualification_status == QualificationStatus.REJECTED,
        rejected.scalar_subquery() < moment(today, SettingKey.KEEP_APPLICANTS),
        ~exists().where(CustomerCase.helper_id == Helper.id),
        named,
    )
    return [
        Due(firm.id, f"{firm.company}, afvist", None, Person(firm.adviser, firm.email, firm.phone))
        for firm in db.session.scalars(query.order_by(Helper.id))
    ]


def _forget_applicants(firms: Sequence[int]) -> None:
    """The firm's own name stays, which everybody can read in CVR, and that it was turned down."""
    users = db.session.scalars(select(User.id).where(User.helper_id.in_(firms))).all()
    gone = {"adviser": "", "email": "", "phone": "", **{column.key: "" for column in _APPLICATION}}
    run(
        update(Helper).where(Helper.id.in_(firms)).values(**gone),
        update(QualificationEvent).where(QualificationEvent.helper_id.in_(firms)).values(text=""),
        update(QualificationEvent)
        .where(QualificationEvent.helper_id.in_(firms), QualificationEvent.who == Who.HELPER)
        .values(actor=GONE),
        update(User).where(User.id.in_(users), User.deactivated_at.is_(None)).values(deactivated_at=clock.now()),
    )
    _forget_accounts(users)


def _accounts(today: date) -> list[Due]:
    query = select(User).where(User.deactivated_at < moment(today, SettingKey.KEEP_ACCOUNTS), User.name != GONE)
    return [
        Due(user.id, f"{user.name}, {user.email}", None, Person(user.name, user.email, user.phone))
        for user in db.session.scalars(query.order_by(User.id))
    ]


def _forget_accounts(users: Sequence[int]) -> None:
    for user in db.session.scalars(select(User).where(User.id.in_(users))).all():
        person_erasure.erase_account(user)
    db.session.expire_all()


def _mails(today: date, key: SettingKey, not_yet: Any) -> list[Due]:
    mail = OutboxMail
    over = (mail.sent_at < moment(today, key)) | (mail.withdrawn_at < moment(today, key))
    columns = (mail.id, mail.subject, mail.created_at, mail.case_id, mail.recipient_name, mail.recipient)
    return [
        Due(number, f"{subject}, {danish_date(clock.local(at).date())}", case, Person(name, address))
        for number, subject, at, case, name, address in db.session.execute(
            select(*columns).where(over, not_yet).order_by(mail.id)
        )
    ]


def _texts(today: date) -> list[Due]:
    return _mails(today, SettingKey.KEEP_MAILS, OutboxMail.body != GONE)


def _forget_texts(mails: Sequence[int]) -> None:
    run(
        update(OutboxMail).where(OutboxMail.id.in_(mails)).values(body=GONE, link=""),
        delete(MailFile).where(MailFile.mail_id.in_(mails)),
    )


def _recipients(today: date) -> list[Due]:
    return _mails(today, SettingKey.KEEP_RECIPIENTS, OutboxMail.subject != GONE)


def _forget_recipients(mails: Sequence[int]) -> None:
    """The row stays with its key, so that nothing is sent twice."""
    gone = {"recipient": "", "recipient_name": GONE, "reply_to": "", "reply_to_name": "", "subject": GONE}
    run(update(OutboxMail).where(OutboxMail.id.in_(mails)).values(**gone, last_error=""))


def _trace(model: Any, column: Any, key: SettingKey, told: str) -> Rule:
    """Rows that say when somebody did something, and are deleted when they are old."""

    def due(today: date) -> list[Due]:
        old = select(model.id).where(column < moment(today, key)).order_by(model.id)
        return [Due(number, told) for number in db.session.scalars(old)]

    return Rule(told, key, due, _deletes(model))


def _deletes(model: Any) -> Callable[[Sequence[int]], None]:
    return lambda rows: run(delete(model).where(model.id.in_(rows)))


_APPLICATION = (Helper.description, Helper.resources, Helper.other_competences)
PEOPLE_RULES = (
    Rule("Personer bag afviste ansøgninger", SettingKey.KEEP_APPLICANTS, _applicants, _forget_applicants),
    Rule("Personer i lukkede henvendelser", SettingKey.LEAD_FORGET_DAYS, _leads, leads.forget),
    Rule("Gæster på aktiviteter", SettingKey.GUEST_FORGET_DAYS, _guests, activity_guests.forget),
    Rule("Personer bag lukkede konti", SettingKey.KEEP_ACCOUNTS, _accounts, _forget_accounts),
    Rule("Mailens tekst", SettingKey.KEEP_MAILS, _texts, _forget_texts),
    Rule("Mailens emne og modtager", SettingKey.KEEP_RECIPIENTS, _recipients, _forget_recipients),
    _trace(UserSession, UserSession.seen_at, SettingKey.KEEP_LOG_INS, "Gamle log ind"),
    _trace(Invitation, Invitation.expires_at, SettingKey.KEEP_LOG_INS, "Udløbne invitationer"),
    _trace(FormKey, FormKey.used_at, SettingKey.KEEP_LOG_INS, "Nøgler til sendte formularer"),
    _trace(CaseLook, CaseLook.at, SettingKey.KEEP_TRAIL, "Hvem har set sagen"),
    _trace(SparringLook, SparringLook.at, SettingKey.KEEP_TRAIL, "Hvem har set det, der er delt ved sparring"),
)
