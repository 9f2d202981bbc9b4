"""What is done once a day."""

from datetime import timedelta

from flask import Flask

from itstart import clock
from itstart.cli.daily import daily
from itstart.db import db
from itstart.models import SparringRequest
from itstart.rules.terms import SuccessCaseStatus
from tests.factories.sparring import make_question
from tests.factories.stories import make_story


def test_it_reminds_and_forgets_and_may_run_twice(app: Flask) -> None:
    asked: SparringRequest = make_question()
    asked.asked_on = clock.today() - timedelta(days=30)
    story = make_story(SuccessCaseStatus.WITHDRAWN)
    story.withdrawn_on = clock.today() - timedelta(days=31)
    run = app.test_cli_runner()
    db.session.commit()
    assert "sparring: 1. Successager uden personer: 1." in run.invoke(daily).output
    assert "sparring: 0. Successager uden personer: 0." in run.invoke(daily).output
