"""What a correction changes: the tender as it was sent beside the tender as it is now (F024).

Both are snapshots of plain values:
{"requirements": [{"code", "area", "priority", "title", "text", "test", "law"}],
 "criteria": [{"code", "title", "weight", "method", "reason"}], "scenarios": [{"code", "title", "script"}],
 "dates": {label: text}, "terms": {label: text}}, every text as people read it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Snapshot = Mapping[str, Any]

REQUIREMENT_LABELS = {
    "area": "Område",
    "priority": "Prioritet",
    "title": "Titel",
    "text": "Krav",
    "test": "Sådan prøver vi det",
    "law": "Lov",
}
CRITERION_LABELS = {"title": "Kriterium", "weight": "Vægt", "method": "Sådan gives point"}
SCENARIO_LABELS = {"title": "Opgave", "script": "Det skal leverandøren vise"}
NONE = "(ingen)"


@dataclass(frozen=True)
class Change:
    """One text before and after; `code` is the number of what it belongs to, `reason` why it was changed."""

    code: str
    label: str
    before: str
    after: str
    reason: str = ""


@dataclass(frozen=True)
class Difference:
    """All that differs; a withdrawn row is shown as it was, an added one as it is."""

    added: tuple[Mapping[str, Any], ...] = ()
    withdrawn: tuple[Mapping[str, Any], ...] = ()
    requirements: tuple[Change, ...] = ()
    dates: tuple[Change, ...] = ()
    criteria: tuple[Change, ...] = ()
    scenarios: tuple[Change, ...] = ()
    terms: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return any(
            (self.added, self.withdrawn, self.requirements, self.dates, self.criteria, self.scenarios, self.terms)
        )


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """What was added, withdrawn and changed; the order of the rows does not count."""
    old, new = _by_code(before["requirements"]), _by_code(after["requirements"])
    return Difference(
        added=tuple(row for code, row in new.items() if code not in old),
        withdrawn=tuple(row for code, row in old.items() if code not in new),
        requirements=tuple(
            change
            for code, row in new.items()
            if code in old
            for change in _changes(old[code], row, REQUIREMENT_LABELS)
        ),
        dates=tuple(_named(before["dates"], after["dates"])),
        criteria=tuple(_rows(before["criteria"], after["criteria"], CRITERION_LABELS)),
        scenarios=tuple(_rows(before["scenarios"], after["scenarios"], SCENARIO_LABELS)),
        terms=tuple(_named(before["terms"], after["terms"])),
    )


def _by_code(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {str(row["code"]): row for row in rows}


def _changes(old: Mapping[str, Any], new: Mapping[str, Any], labels: Mapping[str, str]) -> Iterable[Change]:
    for name, label in labels.items():
        before, after = _shown(name, old[name]), _shown(name, new[name])
        if before != after:
            yield Change(str(new["code"]), label, before, after, str(new.get("reason", "")))


def _shown(name: str, value: Any) -> str:
    text = str(value).strip()
    return f"{text}\u00a0%" if name == "weight" and text else text


def _rows(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
) -> Iterable[Change]:
    """The changes of a short list: a row that came or went is one line of its own."""
    old, new = _by_code(before), _by_code(after)
    for code, row in old.items():
        if code not in new:
            yield Change(code, "Udgår", _told(row, labels), NONE)
    for code, row in new.items():
        if code in old:
            yield from _changes(old[code], row, labels)
        else:
            yield Change(code, "Nyt", NONE, _told(row, labels), str(row.get("reason", "")))


def _told(row: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    return ", ".join(text for name in labels if (text := _shown(name, row[name])))


def _named(before: Mapping[str, str], after: Mapping[str, str]) -> Iterable[Change]:
    for label in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(label, ""), after.get(label, "")
        if old != new:
            yield Change("", label, old or NONE, new or NONE)


def withdrawn_ever(snapshots: Iterable[Snapshot], current: Iterable[str]) -> list[Mapping[str, Any]]:
    """Every requirement that was sent once and is no longer there, as it was last sent, by its number (F014)."""
    sent: dict[str, Mapping[str, Any]] = {}
    for snapshot in snapshots:
        sent |= _by_code(snapshot["requirements"])
    here = set(current)
    return [row for code, row in sorted(sent.items(), key=_number) if code not in here]


def _number(item: tuple[str, object]) -> tuple[int, str]:
    digits = "".join(char for char in item[0] if char.isdecimal())
    return int(digits or 0), item[0]
