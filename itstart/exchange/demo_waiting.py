"""What waits for IBIZ-Center in the demo: a question somebody has taken, and since when the firms have waited.

Days are counted back from the day the demo is filled. Twice changes nothing.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.exchange import demo_cooperation
from itstart.models import CustomerCase, Helper, QualificationEvent, SparringMessage, SparringRequest, User
from itstart.rules.qualification import Event
from itstart.rules.sparring import Urgency
from itstart.rules.terms import SparringStatus

_JONAS, _LISE = "jonas.okkels@ibiz.example", "lise.ravnholt@ibiz.example"
_ASKS = "henrik@als-sparring.example"
_QUESTION = (
    "Svendene vil have timerne på telefonen, og mester vil have dem på papir, til systemet virker. "
    "Skal begge dele stå i behovsbeskrivelsen, eller skal de vælge nu?"
)
_ASKED, _TAKEN = timedelta(days=7), timedelta(days=6)
Told = tuple[Event, int, str, str]  # what, how many weeks ago, the e-mail of who did it ("" for the firm), the words


def _applied(weeks: int, text: str) -> tuple[Told, ...]:
    return (Event.APPLY, weeks, "", text), (Event.ACCEPT_CODE, weeks - 2, "", "")


_TOLD: Mapping[str, tuple[Told, ...]] = {
    "99000163": _applied(5, "Vi har siddet med bogholderi i tyve år og kan se, hvor systemerne svigter landbruget."),
    "99000171": (
        *_applied(26, "Vi rådgiver om lager og produktion i Trekantområdet."),
        (Event.CO_DELIVER, 20, _JONAS, "Behovsbeskrivelse hos en transportør."),
        (Event.EVALUATE, 3, _JONAS, "Grundigt arbejde på gulvet. Kravene blev lidt for mange."),
    ),
    "99000198": (
        *_applied(40, "Vi hjælper butikker og overnatningssteder på Lolland og Falster."),
        (Event.CO_DELIVER, 34, _LISE, "Behovsbeskrivelse hos en isenkræmmer."),
        (Event.EVALUATE, 18, _LISE, "Kunden var glad. Udbuddet skal prøves, før vi beslutter."),
        (Event.CO_DELIVER_AGAIN, 7, _LISE, "Udbud hos samme kunde."),
    ),
    "99000201": (
        *_applied(48, "Vi vil gerne have en fast metode til de første møder."),
        (Event.CO_DELIVER, 42, _JONAS, "Behovsbeskrivelse hos et trykkeri."),
        (Event.EVALUATE, 30, _JONAS, "God ledelse af møderne."),
        (Event.CO_DELIVER_AGAIN, 22, _JONAS, "Udbud hos en grossist."),
        (Event.EVALUATE, 1, _JONAS, "Udbuddet kunne bruges, som det var."),
    ),
    "99000228": (
        *_applied(9, "Vi har hjulpet klinikker og mindre kontorer siden 2018."),
        (Event.CHOOSE_REVIEW, 4, _LISE, "Firmaet har to afsluttede opgaver, vi kan se på."),
    ),
    "99000236": (
        *_applied(16, "Vi er på Bornholm og kender næsten alle kunderne i forvejen."),
        (Event.CHOOSE_REVIEW, 12, _LISE, "Afstanden taler for review."),
        (Event.FINISH_REVIEW, 2, _LISE, "Begge kunder vil bruge rådgiveren igen."),
    ),
}


def fill() -> None:
    """Make what is not there yet; firms and cases are there already. The caller commits."""
    for cvr, steps in _TOLD.items():
        helper = db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()
        known = select(QualificationEvent.id).where(QualificationEvent.helper_id == helper.id)
        if db.session.scalar(known) is None:
            today = clock.today()
            days = ((event, today - timedelta(weeks=weeks), email, text) for event, weeks, email, text in steps)
            demo_cooperation.tell(helper, *days)
    _ask()
    db.session.flush()


def _ask() -> None:
    """The firm that co-delivers has asked, Lise has the question, and it has waited too long."""
    people = {user.email: user for user in db.session.scalars(select(User).where(User.email.in_((_ASKS, _LISE))))}
    asker, taker = people[_ASKS], people[_LISE]
    case = db.session.scalars(select(CustomerCase).where(CustomerCase.helper_id == asker.helper_id)).first()
    if case is None or case.sparring:
        return
    asked_on = clock.today() - _ASKED
    request = SparringRequest(
        code="SP-1", about="behov", asked_on=asked_on, asked_by=asker, question=_QUESTION, urgency=Urgency.NORMAL,
        assigned_to=taker, assigned_on=clock.today() - _TAKEN, status=SparringStatus.ASSIGNED,
    )  # fmt: skip
    at = datetime.combine(asked_on, time(14, 20), tzinfo=clock.DENMARK)
    request.messages.append(SparringMessage(at=at, user_id=asker.id, author=asker.name, kind="asked", text=_QUESTION))
    case.sparring.append(request)
