"""Success cases in the states the tests need."""

from datetime import date
from typing import Any

from itstart import clock
from itstart.db import db
from itstart.models import SuccessCase, User
from itstart.rules.success_cases import ConsentHow
from itstart.rules.terms import SuccessCaseStatus
from itstart.services import story_publishing, success_cases
from tests.factories.accounts import make_helper, make_staff
from tests.factories.cases import add_module, make_active_case

TEXTS = {
    "title": "Fra regneark til ét system",
    "company": "Ærø Værft bygger færger.",
    "challenge": "De samme tal blev tastet tre gange.",
    "process": "En It-starthjælper beskrev behovet.",
    "result": "Ordrerne leveres til tiden.",
    "quote": "Vi ville gøre det igen.",
    "quote_by": "Åse Ørsted, direktør",
}


def make_story(
    status: SuccessCaseStatus = SuccessCaseStatus.DRAFT, helper: User | None = None, **values: Any
) -> SuccessCase:
    """A story with that status, brought there the way people do it."""
    helper = helper or make_helper()
    case = make_active_case(helper)
    dates = dict.fromkeys(("agreement_signed_on", "started_on", "delivered_on", "accepted_on"), date(2026, 2, 2))
    add_module(case, customer_rating=5, **dates)
    story = success_cases.start(helper, case)
    for name, value in {**TEXTS, **values}.items():
        setattr(story, name, value)
    db.session.flush()
    if status is not SuccessCaseStatus.DRAFT:
        consent(story, helper)
    if status in {SuccessCaseStatus.SUBMITTED, SuccessCaseStatus.PUBLISHED}:
        success_cases.submit(helper, story)
    if status is SuccessCaseStatus.PUBLISHED:
        story_publishing.publish(make_staff(), story, sha256=story.consent_sha256)
    if status is SuccessCaseStatus.WITHDRAWN:
        success_cases.withdraw(helper, story)
    db.session.commit()
    return story


def consent(story: SuccessCase, helper: User | None = None, how: ConsentHow = ConsentHow.PAPER) -> None:
    """The customer's yes to the text as it stands."""
    success_cases.give_consent(
        helper,
        story,
        by="Åse Ørsted",
        on=clock.today(),
        scope=success_cases.DEFAULT_SCOPE,
        sha256=success_cases.fingerprint(story),
        how=how,
    )
