"""Making the rows of a new case from the parts of a file, and knowing them by their numbers afterwards."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from itstart.exchange.schema.base import Part, values
from itstart.models import CustomerCase, RowCounter

_LAST_DIGITS = re.compile(r"\d{1,6}$")


def number_in(code: str) -> int:
    """The number a code ends with: 15 in "K-15"; 0 when there is none."""
    found = _LAST_DIGITS.search(code)
    return int(found.group()) if found else 0


@dataclass
class Builder:
    """A case being made. `found` holds the rows others point to: kind, code, row."""

    case: CustomerCase
    day: date
    found: dict[str, dict[str, Any]] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def get(self, kind: str, code: str | None) -> Any:
        """The row with this code, or None without a code."""
        return None if code is None else self.found[kind][code]

    def rows(
        self,
        relation: str,
        parts: Sequence[Part],
        *,
        kind: str = "",
        more: Callable[[Any], Mapping[str, Any]] = lambda _: {},
    ) -> list[Any]:
        """Append one row for each part to a list of the case. `more` gives what the part's keys do not."""
        model = CustomerCase.__mapper__.relationships[relation].mapper.class_
        made = []
        for part in parts:
            columns = {**values(part), **more(part)}
            columns["code"] = str(columns.get("code", ""))
            made.append(self.add(relation, model(**columns), kind=kind))
        return made

    def add(self, relation: str, row: Any, *, kind: str = "", key: str = "") -> Any:
        """Append a row to a list of the case with its place and, unless it has one, its number."""
        rows: list[Any] = getattr(self.case, relation)
        row.code = row.code or str(self._last.get(relation, 0) + 1)
        row.position = len(rows) + 1
        self._last[relation] = max(self._last.get(relation, 0), number_in(row.code))
        rows.append(row)
        if kind:
            self.found.setdefault(kind, {})[key or row.code] = row
        return row

    def counters(self) -> list[RowCounter]:
        """The highest number of each list, so that none of them is given again. The case has its id by now."""
        return [RowCounter(case_id=self.case.id, prefix=relation, last=last) for relation, last in self._last.items()]


def fill(row: Any, part: Part | None) -> None:
    """Write a section's keys into its row; nothing when the file has no such section."""
    if part is None:
        return
    for column, value in values(part).items():
        setattr(row, column, value)
