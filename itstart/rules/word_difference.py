"""What differs between two texts, word by word."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

# So many pairs of words are compared in one text; above it the whole old text goes and the whole new one comes.
MAX_PAIRS = 60_000
_WORDS = re.compile(r"\s+|\d+(?:[.,]\d+)+|\w+|\W")


class Mark(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Run:
    """A piece of text that stayed, came or went."""

    mark: Mark
    text: str


def words(text: str) -> list[str]:
    """Words, spaces and signs; a number is one word with its points and commas: "415.000"."""
    return _WORDS.findall(text)


def word_runs(before: str, after: str, *, most: int = MAX_PAIRS) -> tuple[Run, ...]:
    """The two texts as one, with what went and what came marked; at most `most` pairs of words are compared."""
    old, new = words(before), words(after)
    head = _equal_start(old, new)
    tail = _equal_start(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [Run(Mark.SAME, "".join(old[:head]))]
    if len(inner_old) * len(inner_new) > most:
        found += [Run(Mark.REMOVED, "".join(inner_old)), Run(Mark.ADDED, "".join(inner_new))]
    else:
        found += _compared(inner_old, inner_new)
    found.append(Run(Mark.SAME, "".join(old[len(old) - tail :])))
    return _joined(_without_islands(found))


def excerpt(runs: Sequence[Run], *, around: int = 50) -> tuple[Run, ...]:
    """The marks with so much text around each as it takes to know the place; the rest is "…"."""
    last = len(runs) - 1
    out = []
    for n, run in enumerate(runs):
        text = run.text
        if run.mark is Mark.SAME and len(text) > 2 * around:
            head = "" if n == 0 else text[:around].rsplit(" ", 1)[0]
            tail = "" if n == last else text[-around:].split(" ", 1)[-1]
            text = f"{head} … {tail}" if head and tail else f"{head} …" if head else f"… {tail}"
        out.append(Run(run.mark, text))
    return tuple(out)


def _equal_start(old: Sequence[str], new: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _compared(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    found: list[Run] = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Run(Mark.SAME, "".join(old[i:j])))
        else:
            found += [Run(Mark.REMOVED, "".join(old[i:j])), Run(Mark.ADDED, "".join(new[k:m]))]
    return found


def _without_islands(runs: Sequence[Run]) -> list[Run]:
    """A lone space between two changes belongs to both of them: "to nye" reads better than "to", " ", "nye"."""
    out: list[Run] = []
    for n, run in enumerate(runs):
        inside = 0 < n < len(runs) - 1
        if run.mark is Mark.SAME and inside and not run.text.strip():
            out += [Run(Mark.REMOVED, run.text), Run(Mark.ADDED, run.text)]
        else:
            out.append(run)
    return out


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Between two texts that stayed: first all that went, then all that came. The last run is one that stayed."""
    out: list[Run] = []
    gone, come = "", ""
    for run in runs:
        if run.mark is Mark.REMOVED:
            gone += run.text
        elif run.mark is Mark.ADDED:
            come += run.text
        else:
            out += [Run(mark, text) for mark, text in ((Mark.REMOVED, gone), (Mark.ADDED, come)) if text]
            gone, come = "", ""
            if run.text:
                out.append(run)
    return tuple(out)
