"""`python -m benchmarks.response_forms`: six vendors' response forms out and in at growing numbers of requirements.

Times are for all six: "forms" from the case to bytes, "check" takes the filled-in files apart before they are kept,
"preview" reads them against the case and the bids, "import" writes all of it. The files are filled in outside the
clock. "matrix" is the page with every requirement and all six answers afterwards, through the test client.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import select

from benchmarks import data
from benchmarks.measure import Clock, Queries, Sample, address, counted, logged_in, look, table
from itstart import clock
from itstart.db import db
from itstart.documents import uploads
from itstart.models import CustomerCase, ResponseImport, User, Vendor
from itstart.rules.terms import InvitationStatus
from itstart.services import response_import_store, response_imports
from itstart.steps import TASKS
from itstart.steps.tender import response_form
from tests.factories.response_forms import changed, set_field, set_line

VENDORS = tuple(f"V-{number}" for number in range(1, 7))
MATRIX = TASKS["valg/krav-for-krav"].endpoint
LETTERS = "SKSN"


@dataclass
class Figures:
    """One size: times in ms by what was done, the queries of the preview and of the import, the file's size."""

    times: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    size: int = 0

    def median(self, what: str) -> str:
        """Milliseconds; half of the rounds were faster."""
        return f"{statistics.median(self.times[what]):.0f} ms"


def filled(content: bytes, turn: int) -> bytes:
    """The form answered in full; each turn says something else, so that everything is written anew."""

    def fill(book: Any) -> None:
        sheet = book["Kravbesvarelse"]
        for number, row in enumerate(sheet.iter_rows(min_row=5)):
            row[6].value = LETTERS[(number + turn) % len(LETTERS)]
            row[7].value = f"Vist i version {turn}."
        set_field(book, "Stamdata", "loesning.product", f"ProdPlan {turn}")
        set_line(book, "Priser", "engang.1", "Implementering", "Opsætning", 100_000 + turn)

    return changed(content, fill)


def measure(requirements: int, rounds: int, now: Clock) -> Figures:
    """All of it at one size."""
    figures = Figures()
    with data.application() as app:
        accounts, number = data.fill_case(requirements)
        client, path = logged_in(app, accounts.helper), address(app, MATRIX, number=number)
        case = db.session.scalars(select(CustomerCase)).one()
        case.evaluation.decided_vendor_id = case.evaluation.decided_on = None
        _invite(case)
        db.session.commit()
        user = db.session.scalars(select(User).where(User.helper_id == case.helper_id).limit(1)).one()
        with counted() as queries:
            for turn in range(rounds):
                _round(case, user, turn, figures, queries, now)
                db.session.rollback()
                sample = Sample()
                look(client, path, queries, sample, now)
                if turn:  # templates are compiled at the first visit
                    figures.times.setdefault("matrix", []).extend(sample.times)
                figures.queries["matrix"] = sample.queries
    return figures


def _invite(case: CustomerCase) -> None:
    """Six vendors, all of whom may bid."""
    for code in VENDORS[len(case.vendors) :]:
        case.vendors.append(Vendor(code=code, position=int(code[2:]), name=f"Leverandør {code[2:]} A/S"))
    for vendor in case.vendors:
        vendor.invited, vendor.invitation_status = True, InvitationStatus.INVITED


def _round(case: CustomerCase, user: User, turn: int, figures: Figures, queries: Queries, now: Clock) -> None:
    took: dict[str, float] = {}

    def timed(what: str, act: Callable[[], Any]) -> Any:
        db.session.expire_all()
        queries.clear()
        began = now()
        result = act()
        took[what] = took.get(what, 0) + (now() - began) * 1000
        figures.queries[what] = len(queries)
        return result

    for code in VENDORS:
        vendor = next(one for one in case.vendors if one.code == code)
        form: bytes = timed("forms", partial(response_form.build, case, vendor))
        content = filled(form, turn)
        figures.size = len(content)
        timed("check", partial(uploads.check_spreadsheet, "tilbud.xlsx", content))
        row: ResponseImport = response_imports.upload(user, case, "tilbud.xlsx", content)
        db.session.commit()
        timed("preview", partial(response_imports.preview, row))
        timed("import", partial(_taken, user, row))
    for what, milliseconds in took.items():
        figures.times.setdefault(what, []).append(milliseconds)


def _taken(user: User, row: ResponseImport) -> None:
    response_import_store.apply(user, row, received_at=clock.now(), accepted=set(), late_reason="Måling")
    db.session.commit()


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.replace(".", "").split(",") if part]


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.response_forms", description=__doc__)
    parser.add_argument("--requirements", type=_sizes, default=[33, 300, 2_000], help="33,300,2000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    options = parser.parse_args(list(arguments))
    now = time.process_time if options.cpu else time.perf_counter
    lines = []
    for size in options.requirements:
        found = measure(size, options.rounds, now)
        times = [found.median(what) for what in ("forms", "check", "preview", "import", "matrix")]
        asked = "/".join(str(found.queries[what]) for what in ("preview", "import", "matrix"))
        lines.append([f"{size:,}".replace(",", "."), *times, asked, str(found.size // 1024)])
    print(
        table(
            ["Requirements x 6 vendors", "forms", "check", "preview", "import", "matrix", "queries", "KB each"], lines
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
