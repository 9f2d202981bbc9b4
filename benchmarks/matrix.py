"""`python -m benchmarks.matrix`: the matrix of step 3 with six vendors at growing sizes, and one cell saved in it.

Times are medians through Flask's test client, without network and browser. Exits 1 when a page takes more
queries where there is more to show.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from contextvars import Context
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient

from benchmarks import data
from benchmarks.measure import Clock, NotShown, Queries, Sample, address, counted, logged_in, look, table
from itstart.db import db
from itstart.models import Bid, CustomerCase, RequirementResponse, Vendor
from itstart.sqlite import writing

VENDORS = 6
CELL = ("K-01", "V-1")
PAGES: dict[str, dict[str, object]] = {
    "Skemaet, til at læse": {},
    "Skemaet, til at skrive i": {"skriv": 1},
    "Skemaet, kun forskelle": {"skriv": 1, "vis": "forskelle"},
    "Skemaet, mangler svar": {"skriv": 1, "vis": "mangler"},
    "Skemaet, sidste side": {"skriv": 1, "side": 999},
}
SAVED = "Et felt gemmes"


def fill(requirements: int) -> tuple[data.Accounts, str]:
    """The worked example with this many requirements and an answer to each from six vendors."""
    accounts, number = data.fill_case(requirements)
    with writing():
        case = db.session.query(CustomerCase).filter_by(number=number).one()
        first = case.bids[0]
        answers = [(r.requirement_id, r.position, r.answer) for r in first.responses]
        for vendor in case.vendors:
            if vendor.bid is None:
                db.session.delete(vendor)
        missing = VENDORS - len(case.bids)
        for place in range(1, missing + 1):
            vendor = Vendor(
                case_id=case.id, code=f"V-{10 + place}", position=10 + place, name=f"Leverandør {place} A/S"
            )
            vendor.invited, vendor.bid = True, Bid(case_id=case.id, product=f"System {place}")
            db.session.add(vendor)
            db.session.flush()
            rows = [
                {"bid_id": vendor.bid.id, "requirement_id": requirement, "position": position, "answer": answer}
                for requirement, position, answer in answers
            ]
            db.session.execute(db.insert(RequirementResponse), rows)
        db.session.commit()
        db.session.execute(db.text("ANALYZE"))
        db.session.commit()
    db.session.expire_all()
    return accounts, number


@dataclass
class Cell:
    """One cell as the keyboard saves it, again and again."""

    client: FlaskClient
    path: str
    token: str
    queries: Queries
    version: int = 1

    def save(self, answer: str, sample: Sample, now: Clock) -> None:
        """Save another answer, and note what it cost."""
        prefix = f"{CELL[0]}.{CELL[1]}."
        sent = {"csrf_token": self.token, f"{prefix}answer": answer, f"{prefix}version": str(self.version)}
        self.queries.clear()
        began = now()
        told = Context().run(self.client.post, self.path, data=sent, headers={"HX-Request": "true"})
        sample.times.append((now() - began) * 1000)
        if told.status_code != 200:
            raise NotShown(f"{self.path}: {told.status_code} {told.headers.get('HX-Trigger', '')}")
        sample.queries, sample.size = len(self.queries), len(told.headers["HX-Trigger"])
        self.version = json.loads(told.headers["HX-Trigger"])["cell"]["version"]


def _token(client: FlaskClient, path: str) -> str:
    page = Context().run(client.get, path).text
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def measure(requirements: int, rounds: int, now: Clock) -> dict[str, Sample]:
    """Every page and one cell at this size."""
    samples = {name: Sample() for name in [*PAGES, SAVED]}
    with data.application() as app:
        accounts, number = fill(requirements)
        client = logged_in(app, accounts.helper)
        with counted() as queries:
            for name, values in PAGES.items():
                path = address(app, "responses.matrix", number=number, **values)
                look(client, path, queries, Sample(), now)  # templates are compiled at the first visit
                for _ in range(rounds):
                    look(client, path, queries, samples[name], now)
            _cells(app, client, number, rounds, queries, samples[SAVED], now)
    return samples


def _cells(
    app: Flask, client: FlaskClient, number: str, rounds: int, queries: Queries, sample: Sample, now: Clock
) -> None:
    token = _token(client, address(app, "responses.matrix", number=number, skriv=1))
    path = address(app, "responses.save_cell", number=number, code=CELL[0], vendor=CELL[1])
    cell = Cell(client, path, token, queries)
    for turn in range(rounds + 1):
        cell.save(("configuration", "standard")[turn % 2], sample, now)
    sample.times.pop(0)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say whether the number of queries is constant."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matrix", description=__doc__)
    parser.add_argument("--requirements", default="33,300,2000", help="33,300,2000")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    options = parser.parse_args(list(arguments))
    now = time.process_time if options.cpu else time.perf_counter
    sizes = [int(size) for size in options.requirements.split(",")]
    found = {size: measure(size, options.rounds, now) for size in sizes}
    head = [f"{VENDORS} vendors", *(f"{size:,} requirements".replace(",", ".") for size in sizes), "queries", "KB"]
    lines = []
    for name in found[sizes[0]]:
        samples = [found[size][name] for size in sizes]
        queries = "/".join(dict.fromkeys(str(sample.queries) for sample in samples))
        lines.append([name, *(f"{sample.median:.0f} ms" for sample in samples), queries, str(samples[-1].size // 1024)])
    print(table(head, lines))
    growing = [name for name in found[sizes[0]] if found[sizes[-1]][name].queries > found[sizes[0]][name].queries]
    if growing:
        print(f"\nMore queries where there is more: {', '.join(growing)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
