"""What the public is told: right where it is told, and nothing under 3, not even as a difference."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.rules.figures import Published
from itstart.rules.terms import ModuleStatus
from itstart.services import figures_public
from tests.factories import make_case, make_firm, make_helper
from tests.factories.modules import make_module

KOMMUNER = {"N": "0860", "M": "0657", "S": "0461"}


def _ended(places_: str) -> None:
    """A customer with a finished module in each of these regions, by their letters; a dot has no known place."""
    person = make_helper()
    for letter in places_:
        case = make_case(person, customer={"municipality_code": KOMMUNER.get(letter)})
        make_module(case, ModuleStatus.END_REPORTED, customer_rating=4)


def _told(found: Published) -> dict[str, int | None]:
    letters = {places.region_on(code, clock.today()): letter for letter, code in KOMMUNER.items()}
    return {letters[name]: count for name, count in found.parts.items() if name in letters}


@pytest.mark.parametrize(
    ("where", "total", "parts"),
    [
        ("", None, {"N": None, "M": None, "S": None}),
        ("NN", None, {"N": None, "M": None, "S": None}),
        ("NNNMMMSSS", 9, {"N": None, "M": 3, "S": 3}),
        ("NNNNMMMM.", 9, {"N": 4, "M": 4, "S": None}),
        ("NNNNMMMMSS", 10, {"N": 4, "M": 4, "S": None}),
    ],
)
def test_no_number_under_three_is_told(app: Flask, where: str, total: int | None, parts: dict[str, int | None]) -> None:
    _ended(where)
    found = figures_public.told()
    assert found.modules == found.companies
    assert (found.modules.total, _told(found.modules)) == (total, parts)
    assert found.rating == (Decimal(4) if len(where) >= 3 else None)
    hidden = [name for name, count in found.modules.parts.items() if count is None]
    assert len(hidden) != 1


def test_unfinished_and_cancelled_modules_and_firms_that_left_do_not_count(app: Flask) -> None:
    case = make_case(customer={"municipality_code": KOMMUNER["N"]})
    for status in (ModuleStatus.IN_PROGRESS, ModuleStatus.CANCELLED, *[ModuleStatus.END_REPORTED] * 3):
        make_module(case, status)
    for number in range(5):
        make_firm(f"Firma {number}", qualified_on=date(2020, 1, 1), ended_on=date(2021, 1, 1) if number > 3 else None)
    db.session.commit()
    found = figures_public.told()
    assert (found.modules.total, found.companies.total, found.helpers) == (3, None, 4)
