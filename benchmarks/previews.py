"""`python -m benchmarks.previews`: time of the document beside the form at growing numbers of requirements.

"whole" is the document as a page, "part" what is fetched again when a requirement has been saved: the sections where
requirements stand. Both begin with an empty session and end with HTML; "mammoth" is what reading the finished Word
file with mammoth and nh3 takes alone.
"""

import argparse
import hashlib
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from sqlalchemy import select

from benchmarks import data
from benchmarks.measure import Clock, table
from itstart.db import db
from itstart.documents import preview as mammoth_preview
from itstart.documents.html_sections import assembled
from itstart.models import CustomerCase
from itstart.services import document_preview, documents
from itstart.steps import DELIVERABLES, TASKS, Deliverable, Task
from itstart.web import document_panes

TASK = "behov/krav"


def _shown(deliverable: Deliverable, task: Task | None) -> str:
    db.session.expire_all()
    case = db.session.scalars(select(CustomerCase)).one()
    place = document_panes.addresses(None, case)
    return assembled(document_preview.preview(case, deliverable, place, task=task).sections, 2)


def _median(make: Callable[[], object], rounds: int, now: Clock) -> float:
    """Milliseconds."""
    make()
    times = []
    for _ in range(rounds):
        began = now()
        make()
        times.append((now() - began) * 1000)
    return statistics.median(times)


def line(deliverable: Deliverable, requirements: int, rounds: int, now: Clock) -> list[str]:
    """One document of one size."""
    task = TASKS[TASK]
    whole = _median(lambda: _shown(deliverable, None), rounds, now)
    held = deliverable in document_preview.documents_of(task)
    part = _median(lambda: _shown(deliverable, task), rounds, now) if held else None
    content = documents.draft(db.session.scalars(select(CustomerCase)).one(), deliverable).content
    marks = iter(range(rounds + 1))
    key = hashlib.sha256(content).hexdigest()
    read = _median(lambda: mammoth_preview.to_html(content, key=f"{key}-{next(marks)}"), min(rounds, 3), now)
    size = len(_shown(deliverable, None)) / 1024
    shown = f"{requirements:,}".replace(",", ".")
    return [
        deliverable.name,
        shown,
        f"{whole:.0f} ms",
        "" if part is None else f"{part:.0f} ms",
        f"{read:.0f} ms",
        f"{size:.0f}",
    ]


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.previews", description=__doc__)
    parser.add_argument("--requirements", default="20,200,2000", help="20,200,2000")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    options = parser.parse_args(list(arguments))
    now = time.process_time if options.cpu else time.perf_counter
    lines = []
    for size in map(int, options.requirements.split(",")):
        with data.application() as app, app.test_request_context():
            data.fill_case(size)
            lines += [line(deliverable, size, options.rounds, now) for deliverable in DELIVERABLES.values()]
    print(table(["Document", "requirements", "whole", "part", "mammoth", "KB"], lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
