"""The demo's three years of finished work, spread over the country, so that the figures have something to say."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.exchange import history, history_rows
from itstart.exchange.history import Draw, Place, Trade, Worked
from itstart.exchange.schema.people import HelperPart
from itstart.models import CustomerCase, DeliveryModule, Helper, ReportReading
from itstart.rules.module_acts import ReportKind
from itstart.rules.terms import Category, Role
from itstart.services import leads

_FILE = Path(__file__).parent.parent / "data" / "demo" / "history.json"
_SEED = 20_261_126
_FIRST_NUMBER = 101  # of each year, above the numbers of the demo's other cases
_A_YEAR = (28, 36, 44)


def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return found


def firms() -> Iterator[HelperPart]:
    """The qualified firms that did most of it."""
    for said in _read()["firms"]:
        yield HelperPart.model_validate(said)


def people() -> Iterator[tuple[str, str, str, Role, str]]:
    """One person of each."""
    for said in _read()["firms"]:
        yield (said["adviser"], "Rådgiver", said["email"], Role.HELPER, said["cvr"])


_NEW_REPORTS = timedelta(days=14)
_READER = "Lise Ravnholt"


def fill() -> None:
    """Make what is not there yet; the firms of the demo are there already. The caller commits."""
    today = clock.today()
    if db.session.scalar(select(CustomerCase.id).where(CustomerCase.number == _number(today.year - 2, 0))):
        return
    said, chance = _read(), Random(_SEED)  # noqa: S311 - the same history each time is the point
    worked = _worked(said, today)
    draw = Draw(chance, [Trade(*one) for one in said["trades"]], {Category(k): v for k, v in said["titles"].items()})
    drawn = []
    for year, count in _years(today):
        for place, opened_on in enumerate(_days(chance, year, count, today)):
            able = [(firm, share) for firm, share in worked if opened_on < firm.until]
            firm = chance.choices([firm for firm, _ in able], [share for _, share in able])[0]
            others = [other.helper_id for other, _ in able if other is not firm]
            one = draw.one(firm, _number(year, place), opened_on, others)
            if history.ends_on(one) < today:
                drawn.append(one)
    history_rows.save(drawn, leads.next_number())
    db.session.flush()
    _read_reports(today)


def _read_reports(today: date) -> None:
    """IBIZ-Center has read what came more than two weeks ago; only what is new waits."""
    numbers = [_number(year, place) for year, count in _years(today) for place in range(count)]
    owned = select(CustomerCase.id).where(CustomerCase.number.in_(numbers))
    modules = list(db.session.scalars(select(DeliveryModule).where(DeliveryModule.case_id.in_(owned))))
    for kind in ReportKind:
        for module in modules:
            came = module.start_reported_on if kind is ReportKind.START else module.end_reported_on
            if came and came < today - _NEW_REPORTS:
                read = came + timedelta(days=2)
                db.session.add(ReportReading(module_id=module.id, kind=kind, read_on=read, read_by=_READER))
    db.session.flush()


def _years(today: date) -> Iterator[tuple[int, int]]:
    """(year, number of cases opened) of the history."""
    return zip(range(today.year - 2, today.year + 1), _A_YEAR, strict=True)


def _number(year: int, place: int) -> str:
    return f"{year}-{_FIRST_NUMBER + place:04}"


def _days(chance: Random, year: int, count: int, today: date) -> list[date]:
    """As many days of the year as cases were opened, none of them so late that the work may still go on."""
    length = min(365, (today - timedelta(days=60) - date(year, 1, 1)).days)
    share = max(0, count * length // 365)
    return sorted(date(year, 1, 1) + timedelta(days=chance.randrange(length)) for _ in range(share))


def _worked(said: dict[str, Any], today: date) -> list[tuple[Worked, int]]:
    query = select(Helper).where(Helper.cvr.in_([one["cvr"] for one in said["worked"]]))
    firms = {helper.cvr: helper for helper in db.session.scalars(query)}
    return [
        (
            Worked(
                firms[one["cvr"]].id,
                [_place(*place) for region in one["regions"] for place in said["places"][region]],
                [row.category for row in firms[one["cvr"]].categories] or [Category.OTHER],
                today - timedelta(days=one["until_ago"]),
            ),
            one["share"],
        )
        for one in said["worked"]
    ]


def _place(postal_code: str, city: str) -> Place:
    return Place(postal_code, city, places.municipality_of_postal_code(postal_code) or "")
