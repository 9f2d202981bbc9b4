"""Demo score sheets as the tests make and fill them."""

from sqlalchemy import func, select

from itstart.db import db
from itstart.models import CustomerCase, DemoScore, ScoreSheet, User
from itstart.services import score_sheets
from itstart.services.customer_letters import Recipient
from tests.browser import Browser, Page
from tests.factories.example import import_example

NAME = "Karen Holm"
FULL = {"point_1": "4", "point_2": "2", "point_3": "5", "point_4": "3", "point_5": "4"}


def open_example() -> tuple[CustomerCase, User]:
    """The example, before the customer has chosen."""
    case, user = import_example()
    case.evaluation.decided_vendor, case.evaluation.decided_on = None, None
    case.completed_on = None
    db.session.commit()
    return case, user


def make_sheet(
    example: tuple[CustomerCase, User], name: str = NAME, *, anonymous: bool = False
) -> tuple[ScoreSheet, str]:
    """A sheet and its secret."""
    case, user = example
    to = Recipient(name, "karen@nordvang.example", send=True)
    sheet, address = score_sheets.create(user, case, to=to, anonymous=anonymous, base_url="https://it-start.dk")
    db.session.commit()
    assert address.startswith("https://it-start.dk/p/")
    return sheet, address.rpartition("/")[2]


def open_sheet(guest: Browser, token: str) -> Page:
    return guest.get(f"/p/{token}", follow=True)


def _names(case: CustomerCase) -> dict[str, str]:
    """The fields' names as the case's own tasks are numbered."""
    codes = [scenario.code.replace("-", "_") for scenario in case.demo_scenarios]
    return {f"point_{place}": f"point_{code}" for place, code in enumerate(codes, start=1)}


def typed(case: CustomerCase, **points: str) -> dict[str, str]:
    return {name: points[f"point_{place}"] for place, name in enumerate(_names(case).values(), start=1)
            if f"point_{place}" in points}  # fmt: skip


def save(guest: Browser, case: CustomerCase, vendor: str, note: str = "", **points: str) -> Page:
    return guest.post("/point", {"om": vendor, "note": note, **typed(case, **points)}, visit="/point")


def of_karen(case: CustomerCase) -> int:
    query = select(func.count()).where(DemoScore.case_id == case.id, DemoScore.evaluator == NAME)
    return db.session.execute(query).scalar_one()
