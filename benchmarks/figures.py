"""How fast the figures are and how many queries they take: `python -m benchmarks.figures`."""

import argparse
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from benchmarks import data
from benchmarks.figure_data import fill_figures
from benchmarks.measure import Clock, Sample, address, counted, logged_in, look
from benchmarks.pages import Visit, growing, measure, report
from itstart import clock
from itstart.db import db
from itstart.models import DeliveryModule, LeadOffer, TimeEntry
from itstart.models.installation import FigureState

YEAR = clock.today().year - 1
MODULES_OF_A_FIRM = 40
# Endpoint with its values.
PAGES: dict[str, tuple[str, dict[str, object]]] = {
    "Tal": ("figures.index", {}),
    "Tal, efter start": ("figures.index", {}),
    "Tal, efter timer på et modul": ("figures.index", {}),
    "Tal, efter et svar på en henvendelse": ("figures.index", {}),
    "Tal, efter et begyndt modul": ("figures.index", {}),
    "Tal, efter et afsluttet modul": ("figures.index", {}),
    "Tal, et år": ("figures.index", {"aar": YEAR}),
    "Tal, et år og en region": ("figures.index", {"aar": YEAR, "region": "Region Hovedstaden"}),
    "Tal, en branche": ("figures.index", {"branche": "industri", "opdel": "branche"}),
    "Tal for et firma": ("figures.index", {"raadgiver": "98000001", "opdel": "raadgiver"}),
    "Rækkerne bag timer": ("figures.rows", {"key": "timer"}),
    "Rækkerne bag henvendelser": ("figures.rows", {"key": "henvendelser", "aar": YEAR}),
    "Rækkerne bag en barriere": ("figures.rows", {"key": "barriere-tid"}),
    "Rapporter": ("reports.index", {}),
    "Rapporter, efter en ændring": ("reports.index", {}),
    "Rapporter, et år og en region": ("reports.index", {"aar": YEAR, "region": "Region Hovedstaden"}),
    "Henvendelser": ("leads.index", {}),
    "Rådgivere": ("advisers.index", {}),
    "Overblik": ("front.index", {}),
    "Mål og aktivitetsplaner": ("activity_plans.index", {}),
    "Materiale": ("material.index", {}),
}


def _all() -> None:
    db.session.execute(update(FigureState).values(token=secrets.token_hex(8)))


def _hours() -> None:
    entry = db.session.scalars(select(TimeEntry).limit(1)).one()
    entry.hours += 1


def _later(model: type[Any], column: str) -> None:
    row = db.session.scalars(select(model).where(getattr(model, column).is_not(None)).limit(1)).one()
    setattr(row, column, getattr(row, column) + timedelta(days=1))


# What happens before the visit, by the end of its name.
CHANGES: dict[str, Callable[[], None]] = {
    "start": _all,
    "ændring": _all,
    "timer på et modul": _hours,
    "svar på en henvendelse": partial(_later, LeadOffer, "accepted_on"),
    "begyndt modul": partial(_later, DeliveryModule, "started_on"),
    "afsluttet modul": partial(_later, DeliveryModule, "end_reported_on"),
}


def _after(app: Flask, change: Callable[[], None], visit: Visit) -> Visit:
    """The same visit when something has changed since the last one."""

    def go(sample: Sample, now: Clock) -> None:
        with app.app_context():
            change()
            db.session.commit()
        visit(sample, now)

    return go


def _again(visit: Visit) -> Visit:
    """The second of two visits: what was counted for the first is kept."""

    def go(sample: Sample, now: Clock) -> None:
        visit(Sample(), now)
        visit(sample, now)

    return go


def visits(helpers: int, open_things: ExitStack) -> dict[str, Visit]:
    """A visit to every page, with this many firms and forty modules for each."""
    app = open_things.enter_context(data.application())
    client = logged_in(app, fill_figures(helpers, helpers * MODULES_OF_A_FIRM).staff)
    queries = open_things.enter_context(counted())
    found: dict[str, Visit] = {
        name: partial(look, client, address(app, endpoint, **values), queries)
        for name, (endpoint, values) in PAGES.items()
    }
    for name in found:
        change = next((CHANGES[end] for end in CHANGES if "efter" in name and name.endswith(end)), None)
        found[name] = _after(app, change, found[name]) if change else _again(found[name])
    return found


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say whether the number of queries is constant."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("--helpers", type=int, nargs="+", default=[10, 500])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    options = parser.parse_args(list(arguments))
    now = time.process_time if options.cpu else time.perf_counter
    found = measure(visits, options.helpers, options.rounds, now)
    print(report("The figures", "firms", found))
    if more := growing(found):
        print(f"\nMore queries where there is more: {', '.join(more)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
