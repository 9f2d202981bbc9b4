"""How the demo's other firms came to stand where they stand, so that none was qualified on the day it was filled in.

Days are counted back from the decision. Firms that tell their own story are left alone; twice changes nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.exchange.demo_cooperation import tell
from itstart.models import Helper, QualificationEvent
from itstart.rules.qualification import Event
from itstart.rules.terms import QualificationPath, QualificationStatus

_LISE = "lise.ravnholt@ibiz.example"
Told = tuple[Event, date, str, str]  # what, when, the e-mail of who did it ("" for the firm), the words

# What happened before the decision: (event, weeks before it, who, the words).
_BEFORE: Mapping[QualificationPath, tuple[tuple[Event, int, str, str], ...]] = {
    QualificationPath.CO_DELIVERY: (
        (Event.CO_DELIVER, 30, _LISE, "Behovsbeskrivelse hos en kunde, firmaet kender."),
        (Event.EVALUATE, 20, _LISE, "Kunden var godt tilfreds."),
        (Event.CO_DELIVER_AGAIN, 16, _LISE, "Udbud hos en kunde, vi har henvist."),
        (Event.EVALUATE, 2, _LISE, "Evalueret af firmaet, kunden og os."),
    ),
    QualificationPath.REVIEW: (
        (Event.CHOOSE_REVIEW, 26, _LISE, "Firmaet har to afsluttede opgaver, vi kan se på."),
        (Event.FINISH_REVIEW, 2, _LISE, "Begge kunder er interviewet."),
    ),
}
# What a decision may be followed by: (event, the words).
_AFTER: Mapping[QualificationStatus, tuple[Event, str]] = {
    QualificationStatus.PAUSED: (Event.PAUSE, "En rådgiver er på barsel."),
    QualificationStatus.ENDED: (Event.END, "Rådgiveren er gået på pension."),
}
_REJECTED_AGO, _PAUSED_AGO, _BEFORE_PAUSE = timedelta(weeks=20), timedelta(weeks=9), timedelta(weeks=100)


def fill() -> None:
    """Tell it for the firms of which nothing is told."""
    known = select(QualificationEvent.helper_id)
    for helper in db.session.scalars(select(Helper).where(Helper.id.not_in(known)).order_by(Helper.id)):
        if helper.qualification_path is not None:
            decided_on = helper.qualified_on or _decided_on(helper)
            tell(helper, *_steps(helper, helper.qualification_path, decided_on))
            if helper.qualification_status is not QualificationStatus.REJECTED:
                helper.qualified_on = decided_on
    db.session.flush()


def _steps(helper: Helper, path: QualificationPath, decided_on: date) -> Iterator[Told]:
    yield Event.APPLY, decided_on - timedelta(weeks=36), "", helper.description
    yield Event.ACCEPT_CODE, decided_on - timedelta(weeks=34), "", ""
    for event, weeks, who, text in _BEFORE[path]:
        yield event, decided_on - timedelta(weeks=weeks), who, text
    if helper.qualification_status is QualificationStatus.REJECTED:
        yield Event.REJECT, decided_on, _LISE, "Firmaet vil hellere drive systemer end vælge dem. Vi er enige om det."
    else:
        yield Event.QUALIFY, decided_on, _LISE, "Vi anbefaler firmaet til kunderne."
    if helper.qualification_status in _AFTER:
        event, text = _AFTER[helper.qualification_status]
        yield event, _over_on(helper), "", text


def _decided_on(helper: Helper) -> date:
    rejected = helper.qualification_status is QualificationStatus.REJECTED
    return clock.today() - _REJECTED_AGO if rejected else _over_on(helper) - _BEFORE_PAUSE


def _over_on(helper: Helper) -> date:
    return helper.ended_on or clock.today() - _PAUSED_AGO
