"""The pages about vendors ask the database as often for many requirements as for few."""

from functools import partial
from typing import Any

from sqlalchemy import update

from benchmarks.data import application, fill_case
from benchmarks.measure import Sample, address, counted, logged_in, look
from itstart.db import db
from itstart.models import RequirementResponse
from itstart.rules.terms import Answer

WHERE: dict[str, dict[str, Any]] = {
    "bid_questions.show": {"om": "V-3"},
    "vendor_letters.index": {},
    "vendor_letters.show": {"kind": "afslag", "vendor": "V-3"},
    "tasks.show": {"task": "projekt/forhandling"},
}


def _counts(requirements: int) -> dict[str, int]:
    found = {}
    with application() as app:
        accounts, number = fill_case(requirements)
        # Every answer gives cause to ask.
        db.session.execute(update(RequirementResponse).values(answer=Answer.CUSTOMISATION))
        db.session.commit()
        client = logged_in(app, accounts.helper)
        with counted() as queries:
            for endpoint, values in WHERE.items():
                visit = partial(look, client, address(app, endpoint, number=number, **values), queries)
                visit(Sample())  # what is read once and kept is not counted
                visit(sample := Sample())
                found[endpoint] = sample.queries
    return found


def test_the_pages_ask_as_much_for_5_requirements_as_for_120() -> None:
    assert _counts(5) == _counts(120)
