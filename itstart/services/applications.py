"""A firm applies to be an It-starthjælper, from a form without an account (D6). Nothing tells whether it is known."""

from dataclasses import dataclass

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Helper, User
from itstart.rules.settings import SettingKey
from itstart.rules.terms import QualificationStatus, Role
from itstart.services import mail_texts, outbox, qualification_events, qualification_mails, settings


@dataclass(frozen=True, slots=True)
class Application:
    """What a firm writes about itself. `cvr` is eight checked digits (S29)."""

    company: str
    cvr: str
    adviser: str
    email: str
    phone: str
    municipality_code: str | None
    resources: str
    motivation: str


def receive(application: Application) -> None:
    """Keep the application and tell the administrators; a firm we know is told by mail that somebody applied."""
    known = db.session.scalar(select(Helper).where(Helper.cvr == application.cvr))
    if known is not None:
        _tell_known(known)
        return
    helper = Helper(
        company=application.company,
        cvr=application.cvr,
        adviser=application.adviser,
        email=application.email,
        phone=application.phone,
        municipality_code=application.municipality_code,
        resources=application.resources,
        qualification_status=QualificationStatus.APPLICANT,
        created_at=clock.now(),
    )
    db.session.add(helper)
    db.session.flush()
    qualification_events.registered(None, helper, application.motivation)
    _thank(helper)
    for person in _administrators():
        qualification_mails.remind(
            f"application-{helper.id}",
            person,
            "ny-ansoegning",
            firma=helper.company,
            cvr=helper.cvr,
            begrundelse=application.motivation,
            raadgiver=helper.adviser,
        )


def _administrators() -> list[User]:
    query = select(User).where(User.role == Role.ADMIN, User.deactivated_at.is_(None)).order_by(User.name)
    return list(db.session.scalars(query))


def _thank(helper: Helper) -> None:
    days = settings.days(SettingKey.ENQUIRY_WORKDAYS)
    subject, body = mail_texts.compose("tak-for-ansoegning", navn=helper.adviser, firma=helper.company, svartid=days)
    outbox.write(
        key=f"application-{helper.id}",
        recipient=helper.email,
        recipient_name=helper.adviser,
        subject=subject,
        body=body,
    )


def _tell_known(helper: Helper) -> None:
    if not helper.email:
        return
    subject, body = mail_texts.compose("ansoegning-fra-kendt-firma", navn=helper.adviser or helper.company)
    outbox.write(
        key=f"application-again-{helper.id}-{clock.today().isoformat()}",
        recipient=helper.email,
        recipient_name=helper.adviser,
        subject=subject,
        body=body,
    )
