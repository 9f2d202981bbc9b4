"""The worked example as a case in the database, with somebody of its firm."""

from pathlib import Path

import itstart
from itstart.db import db
from itstart.exchange import import_case
from itstart.models import CustomerCase, User
from tests.factories.accounts import make_user

EXAMPLE = Path(itstart.__file__).parent / "data" / "example_case.json"


def import_example() -> tuple[CustomerCase, User]:
    """The case of the example and an adviser of its firm."""
    case = import_case(EXAMPLE.read_bytes()).case
    db.session.commit()
    return case, make_user(firm=case.helper, name="Mette Hedelund")
