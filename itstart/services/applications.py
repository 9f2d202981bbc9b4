"""A firm applies to be an It-starthjælper, from a form without an account (D6). Nothing tells whether it is known."""

from dataclasses import dataclass

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Helper, User
from itstart.rules.terms import QualificationStatus, Role
from itstart.services import outbox, qualification_events, qualification_mails


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
            subject=f"Ny ansøgning: {helper.company}",
            text=f"{helper.company} (CVR {helper.cvr}) har søgt om at blive It-starthjælper.\n\n"
            f"{application.motivation}\n\nSet på den? Inviter {helper.adviser} fra firmaets side under Rådgivere.",
        )


def _administrators() -> list[User]:
    query = select(User).where(User.role == Role.ADMIN, User.deactivated_at.is_(None)).order_by(User.name)
    return list(db.session.scalars(query))


def _thank(helper: Helper) -> None:
    outbox.write(
        key=f"application-{helper.id}",
        recipient=helper.email,
        recipient_name=helper.adviser,
        subject="Tak for din ansøgning om at blive It-starthjælper",
        body=f"Hej {helper.adviser}\n\nTak for ansøgningen fra {helper.company}. IBIZ-Center læser den og sender dig "
        "en invitation til It-start. Der læser og accepterer du kodekset, og så aftaler vi resten.\n\n"
        "Venlig hilsen\nIBIZ-Center\n",
    )


def _tell_known(helper: Helper) -> None:
    if not helper.email:
        return
    outbox.write(
        key=f"application-again-{helper.id}-{clock.today().isoformat()}",
        recipient=helper.email,
        recipient_name=helper.adviser,
        subject="Nogen har søgt på jeres vegne",
        body=f"Hej {helper.adviser or helper.company}\n\nNogen har sendt en ansøgning om at blive It-starthjælper med "
        "jeres CVR-nummer. I findes allerede hos IBIZ-Center, så der er ikke oprettet noget nyt.\n\n"
        "Var det jer, så log ind i It-start og se under “Min kvalificering”. Ellers kan I se bort fra mailen.\n\n"
        "Venlig hilsen\nIBIZ-Center\n",
    )
