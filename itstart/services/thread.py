"""The pages of the red thread: what of a case is shown, fifty requirements at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.exc import NoResultFound

from itstart.models import CustomerCase, Milestone, Need, Requirement, Vendor
from itstart.rules.thread import Break, Share, breaks, coverage
from itstart.services import responses
from itstart.services.responses import Cell
from itstart.steps.project import document_promises, thread
from itstart.steps.project.thread import Row

PAGE_SIZE = 50


@dataclass(frozen=True)
class Filter:
    """What is asked for: only what breaks, one need, one area; empty for everything."""

    only_breaks: bool = False
    need: str = ""
    area: str = ""

    def takes(self, row: Row, broken: Mapping[str, Sequence[Break]]) -> bool:
        """Whether the requirement is shown."""
        code = row.facts.code
        return (
            (not self.only_breaks or code in broken)
            and (not self.need or self.need in row.facts.needs)
            and (not self.area or row.area == self.area)
        )


@dataclass(frozen=True)
class Line:
    """A requirement with everything that became of it. `promise` is what the contract says, None before the choice."""

    requirement: Requirement
    needs: Sequence[Need]
    cells: Mapping[str, Cell]
    promise: Mapping[str, Any] | None
    breaks: Sequence[Break]


@dataclass(frozen=True)
class NeedLine:
    """A need, how many requirements serve it, and what breaks at it."""

    need: Need
    requirements: int
    breaks: Sequence[Break]


@dataclass(frozen=True)
class Shown:
    """A page of the thread of a case, a need (`need`) or a requirement. `breaks` are all there are, whatever the
    filter shows."""

    case: CustomerCase
    chosen: Filter
    coverage: Sequence[Share]
    breaks: Sequence[Break]
    needs: Sequence[NeedLine]
    areas: Sequence[str]
    lines: Sequence[Line]
    bidders: Sequence[Vendor]
    vendor: Vendor | None
    test: Milestone | None
    total: int
    page: int = 1
    pages: int = 1
    need: NeedLine | None = None


def of_case(case: CustomerCase, chosen: Filter, *, number: int = 1) -> Shown:
    """The whole thread, filtered; the same number of queries at any size."""
    return _shown(case, thread.thread(case), chosen, number)


def of_code(case: CustomerCase, code: str, *, number: int = 1) -> Shown:
    """The thread of one need or one requirement; NoResultFound (404) when the case has neither."""
    if any(need.code == code for need in case.needs):
        return _of_need(case, code, number)
    found = thread.thread(case, code=code)
    if not found.rows:
        raise NoResultFound
    return _shown(case, found, Filter(), 1)


def _of_need(case: CustomerCase, code: str, number: int) -> Shown:
    found = thread.thread(case)
    rows = [row for row in found.rows if code in row.facts.needs]
    facts = replace(found.facts, needs=[code], requirements=[row.facts for row in rows])
    shown = _shown(case, replace(found, rows=rows, facts=facts), Filter(need=code), number)
    return replace(shown, need=next(line for line in shown.needs if line.need.code == code))


def _shown(case: CustomerCase, found: thread.Thread, chosen: Filter, number: int) -> Shown:
    broken = breaks(found.facts)
    by_code: dict[str, list[Break]] = {}
    for one in broken:
        by_code.setdefault(one.code, []).append(one)
    wanted = [row for row in found.rows if chosen.takes(row, by_code)]
    pages = max(1, -(-len(wanted) // PAGE_SIZE))
    number = min(max(1, number), pages)
    return Shown(
        case=case,
        chosen=chosen,
        coverage=coverage(found.facts),
        breaks=broken,
        needs=_needs(case, found, by_code),
        areas=list(dict.fromkeys(row.area for row in found.rows if row.area)),
        lines=_lines(case, found, wanted[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], by_code),
        bidders=found.bidders,
        vendor=found.chosen,
        test=found.test,
        total=len(wanted),
        page=number,
        pages=pages,
    )


def _needs(case: CustomerCase, found: thread.Thread, by_code: Mapping[str, Sequence[Break]]) -> list[NeedLine]:
    counts: dict[str, int] = {}
    for row in found.rows:
        for code in row.facts.needs:
            counts[code] = counts.get(code, 0) + 1
    return [NeedLine(need, counts.get(need.code, 0), by_code.get(need.code, ())) for need in case.needs]


def _lines(
    case: CustomerCase, found: thread.Thread, rows: Sequence[Row], by_code: Mapping[str, Sequence[Break]]
) -> list[Line]:
    whole = thread.requirements(rows)
    bids = {vendor.bid.id: vendor.code for vendor in found.bidders if vendor.bid}
    cells = responses.cells([row.id for row in rows], bids)
    deal = found.deal(rows)
    needs = {need.code: need for need in case.needs}
    return [
        Line(
            whole[row.id],
            [needs[code] for code in row.facts.needs if code in needs],
            cells.get(row.id, {}),
            document_promises.promise(whole[row.id], deal) if deal else None,
            by_code.get(row.facts.code, ()),
        )
        for row in rows
    ]
