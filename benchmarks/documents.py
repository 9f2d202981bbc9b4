"""`python -m benchmarks.documents`: time and size of every Word document at growing numbers of requirements.

Our rendering stands beside docxtpl's own of the same template, context and Jinja environment; the ratio is the
median of pairs measured one after the other. docxtpl parses the template at each rendering and leaves the contents
list, the charts' parts and the tidying of tables to others; our time has all of that in it.
"""

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from docxtpl import DocxTemplate
from sqlalchemy import select

from benchmarks import data
from benchmarks.measure import Clock, table
from itstart import clock
from itstart.db import db
from itstart.documents import DocumentProperties, WordTemplate
from itstart.documents.engine import TEMPLATES
from itstart.documents.environment import ENVIRONMENT, RENDERING
from itstart.documents.package import StoredPart, read, write
from itstart.documents.plan import GAPS, prepared
from itstart.documents.values import Rendering, admit
from itstart.models import CustomerCase
from itstart.steps import DELIVERABLES, Deliverable

CONTEXTS = 3  # the first of them also has its queries to prepare


@dataclass
class Contest:
    """One document of one case, rendered both ways."""

    deliverable: Deliverable
    context: dict[str, object]
    context_ms: float

    @cached_property
    def template(self) -> WordTemplate:
        """Our template, its plan cached as in the running program."""
        return self.deliverable.word_template()

    @cached_property
    def _blob(self) -> bytes:
        """The template as docxtpl gets it, with our block values marked beforehand."""
        path = TEMPLATES / f"{self.deliverable.template or self.deliverable.key}.docx"
        contents, _ = prepared(read(path.read_bytes()))
        return write((name, StoredPart.of(part)) for name, part in contents.items())

    def ours(self) -> bytes:
        """The finished document."""
        properties = DocumentProperties(title=self.deliverable.name, author="Måling", created=clock.now())
        return self.template.render(self.context, properties=properties).content

    def theirs(self) -> bytes:
        """What docxtpl makes of it."""
        plan = self.template.plan
        own = {GAPS: [], RENDERING: Rendering(plan.styles, plan.paragraphs)}
        document = DocxTemplate(io.BytesIO(self._blob))
        plain = admit(self.context)
        assert isinstance(plain, dict)
        document.render({**plain, **own}, ENVIRONMENT)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def _timed(make: Callable[[], bytes], now: Clock) -> tuple[float, bytes]:
    began = now()
    made = make()
    return (now() - began) * 1000, made


def contests(requirements: int, now: Clock) -> list[Contest]:
    """Every document of the worked example with this many requirements."""
    with data.application():
        data.fill_case(requirements)
        made = []
        for deliverable in DELIVERABLES.values():
            took = []
            for _ in range(CONTEXTS):
                db.session.expunge_all()
                case = db.session.scalars(select(CustomerCase)).one()
                began = now()
                context = deliverable.context(case, today=clock.today())
                took.append((now() - began) * 1000)
            made.append(Contest(deliverable, context, statistics.median(took)))
    return made


def line(contest: Contest, requirements: int, rounds: int, now: Clock) -> list[str]:
    """Medians of one document; the two renderings take turns in going first."""
    contest.ours(), contest.theirs()
    ours: list[float] = []
    theirs: list[float] = []
    size = 0
    for turn in range(rounds):
        for mine in (True, False) if turn % 2 else (False, True):
            took, made = _timed(contest.ours if mine else contest.theirs, now)
            (ours if mine else theirs).append(took)
            size = len(made) if mine else size
    ratio = statistics.median(slow / fast for fast, slow in zip(ours, theirs, strict=True))
    return [
        contest.deliverable.name,
        f"{requirements:,}".replace(",", "."),
        f"{contest.context_ms:.0f} ms",
        f"{statistics.median(ours):.0f} ms",
        f"{statistics.median(theirs):.0f} ms",
        f"{ratio:.1f} x",
        f"{size / 1024:.0f}",
    ]


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.documents", description=__doc__)
    parser.add_argument("--requirements", default="20,200,2000", help="20,200,2000")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    options = parser.parse_args(list(arguments))
    now = time.process_time if options.cpu else time.perf_counter
    lines = [
        line(contest, size, options.rounds, now)
        for size in map(int, options.requirements.split(","))
        for contest in contests(size, now)
    ]
    print(table(["Document", "requirements", "data", "ours", "docxtpl", "faster", "KB"], lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
