"""Requirements somebody else has written: looked at row by row, and put into the case all at once (F019)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from itstart.db import db
from itstart.documents.tables import Table
from itstart.models import CustomerCase, Requirement, RequirementBatch, User
from itstart.rules import requirement_import as rule
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.library import BatchKind
from itstart.rules.requirement_import import Judged, Known, RowState
from itstart.rules.terms import Priority, RequirementKind
from itstart.services import requirement_batches
from itstart.services.answers import ensure_writable

SKIP = "skip"
MAX_TITLE, MAX_AREA, MAX_TEXT = 200, 100, 20_000
_TITLE_WORDS = 80
_LIMITS = {"title": MAX_TITLE, "area": MAX_AREA, "source": MAX_TITLE}
_SAID = {"title": "navnet", "area": "området", "source": "kilden"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table as a requirement. `number` is the row as people count it; `choice` is what is to be done:
    a priority to put it in with, "skip", or "" while nobody has chosen."""

    number: int
    cells: Mapping[str, str]
    judged: Judged
    choice: str
    remarks: Sequence[str] = ()

    @property
    def title(self) -> str:
        """The name it gets: its own, else the beginning of its text."""
        own = self.cells.get("title", "")
        if own or not self.cells.get("text"):
            return own
        text = " ".join(self.cells["text"].split())
        return text if len(text) <= _TITLE_WORDS else text[: _TITLE_WORDS - 1].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table would become: the field of each column, whether the first row names them, and every row."""

    columns: Sequence[str]
    has_headings: bool
    lines: Sequence[Line] = field(default_factory=tuple)

    def count(self, *states: RowState) -> int:
        """How many rows are in one of these states."""
        return sum(line.judged.state in states for line in self.lines)


def preview(
    case: CustomerCase,
    table: Table,
    *,
    columns: Sequence[str] | None = None,
    has_headings: bool | None = None,
    choices: Mapping[int, str] | None = None,
) -> Preview:
    """Every row with its state. What is not given is guessed from the headings; `choices` are by row number."""
    first = table.rows[0]
    headed = rule.has_headings(first) if has_headings is None else has_headings
    fields_ = _fields(first, columns, headed=headed)
    known = Known(_texts(case))
    needs = {need.code for need in case.needs}
    lines = []
    for number, row in enumerate(table.rows[1:] if headed else table.rows, start=2 if headed else 1):
        cells = _cells(fields_, row)
        line = _line(number, cells, known, (choices or {}).get(number), needs)
        if line.judged.state not in (RowState.EXISTS, RowState.EMPTY):
            known.add(f"række {number}", line.cells.get("title", ""), line.cells.get("text", ""))
        lines.append(line)
    return Preview(fields_, headed, lines)


def _fields(first: Sequence[str], columns: Sequence[str] | None, *, headed: bool) -> list[str]:
    if columns is None:
        if headed:
            return rule.guess(first)
        return ["text"] + [""] * (len(first) - 1)
    found: list[str] = []
    for name in [*columns, *[""] * len(first)][: len(first)]:
        found.append(name if name in rule.FIELDS and name not in found else "")
    return found


def _cells(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    return {name: cell for name, cell in zip(columns, row, strict=True) if name}


def _texts(case: CustomerCase) -> list[tuple[str, str, str]]:
    row = Requirement
    query = select(row.code, row.title, row.text).where(row.case_id == case.id, row.deleted_at.is_(None))
    return [(code, title, text) for code, title, text in db.session.execute(query.order_by(row.position))]


def _line(number: int, cells: dict[str, str], known: Known, chosen: str | None, needs: set[str]) -> Line:
    priority = cells.get("priority", "")
    judged = rule.judge(known, title=cells.get("title", ""), text=cells.get("text", ""), priority=priority)
    choice = chosen if chosen and chosen in (*Priority, SKIP) else _default(judged, priority)
    if judged.state is RowState.EMPTY:
        choice = SKIP
    return Line(number, cells, judged, choice, _remarks(cells, needs))


def _default(judged: Judged, priority: str) -> str:
    """A new row goes in, a likeness stays out, and a doubt about the priority waits for the helper."""
    if judged.state is RowState.UNKNOWN_PRIORITY:
        return ""
    if judged.state is not RowState.NEW:
        return SKIP
    return rule.priority_of(priority) or Priority.SHOULD


def _remarks(cells: Mapping[str, str], needs: set[str]) -> list[str]:
    """What would be lost or made shorter without a word."""
    found = []
    unknown = [code for code in _codes(cells.get("needs", "")) if code not in needs]
    if unknown:
        found.append(f"{', '.join(unknown)[:60]} er ikke et behov i sagen og kommer ikke med.")
    kind = cells.get("kind", "")
    if kind and rule.kind_of(kind) is None:
        found.append(f"“{kind[:40]}” er ikke en slags, vi kender. Kravet bliver en funktion.")
    found += [
        f"Der er højst plads til {limit} tegn i {_SAID[name]}. Resten kommer ikke med."
        for name, limit in _LIMITS.items()
        if len(cells.get(name, "")) > limit
    ]
    if len(cells.get("text", "")) > MAX_TEXT or len(cells.get("acceptance_criterion", "")) > MAX_TEXT:
        found.append("Teksten er over 20.000 tegn og bliver kortet af.")
    return found


def _codes(cell: str) -> list[str]:
    return [part.strip().upper() for part in cell.replace(";", ",").replace("\n", ",").split(",") if part.strip()]


def insert(actor: User, case: CustomerCase, found: Preview, *, source: str = "") -> tuple[RequirementBatch, int]:
    """Put in every row that was chosen, as one batch. RuleViolation when a row waits for a choice, or none is in."""
    ensure_writable(actor, case)
    require(
        Finding(f"Række {line.number}: Vælg, hvor vigtigt kravet er.", where=f"row-{line.number}")
        for line in found.lines
        if not line.choice
    )
    chosen = [line for line in found.lines if line.choice != SKIP]
    if not chosen:
        raise RuleViolation([Finding("Ingen rækker er valgt. Vælg mindst én, der skal sættes ind.", where="rows")])
    needs = {need.code: need for need in case.needs}
    batch = requirement_batches.start(actor, case, BatchKind.IMPORT, source)
    lines = [_values(line, needs, source) for line in chosen]
    said = f"importerede {len(lines)} krav" + (f" fra {source}" if source else "")
    return batch, requirement_batches.fill(actor, case, batch, lines, said=said)


def _values(line: Line, needs: Mapping[str, Any], source: str) -> dict[str, Any]:
    cells = line.cells
    texts = {
        name: cells.get(name, "")[: _LIMITS.get(name, MAX_TEXT)]
        for name in ("text", "area", "acceptance_criterion", "law_reference", "source")
    }
    return {
        **texts,
        "title": line.title[:MAX_TITLE],
        "source": texts["source"] or source[:MAX_TITLE],
        "priority": Priority(line.choice),
        "kind": rule.kind_of(cells.get("kind", "")) or RequirementKind.FUNCTIONAL,
        "needs": [needs[code] for code in dict.fromkeys(_codes(cells.get("needs", ""))) if code in needs],
    }
