"""Two versions of a document, paragraph by paragraph: what was added, removed and changed.

A document is a list of blocks: a paragraph, a heading or the row of a table. Big documents cost little: blocks that
stand once in both are lined up first, and only what lies between them is compared.
"""

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from itstart.rules.word_difference import MAX_PAIRS, Mark, Run, word_runs, words

# Blocks compared one by one in a gap; longer gaps go and come as a whole.
MAX_GAP = 400
MAX_AHEAD = 60  # so far ahead a changed block is looked for
MAX_LIKENESSES = 4_000  # pairs of blocks whose likeness is measured, in the whole document
MAX_WORD_PAIRS = 6_000_000  # pairs of words that are compared, in the whole document
ALIKE = 0.5
CONTEXT = 1


@dataclass(frozen=True)
class Block:
    """A paragraph (one cell), a heading (`level` 1 to 9) or a row of a table (`is_row`, a cell for each column)."""

    cells: tuple[str, ...]
    level: int = 0
    is_row: bool = False

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " · ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Piece:
    """Something that came, went or was changed under the heading `place`; one cell is a list of runs."""

    mark: Mark | None
    cells: tuple[tuple[Run, ...], ...]
    place: str
    is_row: bool


@dataclass(frozen=True)
class Fold:
    """Blocks that are the same in both: those next to a change are shown, the others folded."""

    before: tuple[Block, ...]
    folded: tuple[Block, ...]
    after: tuple[Block, ...]


@dataclass(frozen=True)
class Difference:
    """The whole comparison, in the order of the document."""

    parts: tuple[Piece | Fold, ...] = ()
    added: int = 0
    removed: int = 0
    changed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass
class _Budget:
    """What may still be measured: the time has a ceiling, however the two documents look."""

    likenesses: int = MAX_LIKENESSES
    word_pairs: int = MAX_WORD_PAIRS

    def runs(self, old: str, new: str) -> tuple[Run, ...]:
        """Word by word while there is time; then the whole text."""
        self.word_pairs -= min(len(words(old)) * len(words(new)), MAX_PAIRS)
        return word_runs(old, new, most=MAX_PAIRS if self.word_pairs >= 0 else 0)

    def alike(self, old: str, new: str) -> bool:
        """True when the two texts share most of their words."""
        self.likenesses -= 1
        if self.likenesses < 0:
            return False
        mine, yours = Counter(old.split()), Counter(new.split())
        return 2 * (mine & yours).total() >= ALIKE * (mine.total() + yours.total())


@dataclass
class _Sheet:
    """The comparison in the making."""

    parts: list[Piece | list[Block]] = field(default_factory=list)
    place: str = ""

    def same(self, block: Block) -> None:
        if block.level:
            self.place = block.text
        if self.parts and isinstance(self.parts[-1], list):
            self.parts[-1].append(block)
        else:
            self.parts.append([block])

    def one(self, mark: Mark, block: Block) -> None:
        if block.level and mark is Mark.ADDED:
            self.place = block.text
        cells = tuple((Run(mark, cell),) if cell else () for cell in block.cells)
        self.parts.append(Piece(mark, cells, self.place, block.is_row))

    def both(self, old: Block, new: Block, budget: _Budget) -> None:
        if new.level:
            self.place = new.text
        cells = tuple(budget.runs(*pair) for pair in zip(old.cells, new.cells, strict=True))
        self.parts.append(Piece(None, cells, self.place, new.is_row))


def difference(before: Sequence[Block], after: Sequence[Block]) -> Difference:
    """What differs from `before` to `after`."""
    sheet, budget = _Sheet(), _Budget()
    i = j = 0
    for k, m in [*_anchors(before, after), (len(before), len(after))]:
        _gap(before[i:k], after[j:m], sheet, budget)
        if k < len(before):
            sheet.same(after[m])
        i, j = k + 1, m + 1
    pieces = [part for part in sheet.parts if isinstance(part, Piece)]
    count = Counter(piece.mark for piece in pieces)
    return Difference(tuple(_folded(sheet.parts)), count[Mark.ADDED], count[Mark.REMOVED], count[None])


def _anchors(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[int, int]]:
    """Places of blocks that stand exactly once in both, as many as follow in the same order in both."""
    once_before, once_after = Counter(before), Counter(after)
    where = {block: n for n, block in enumerate(after) if once_after[block] == 1}
    pairs = [(n, where[block]) for n, block in enumerate(before) if once_before[block] == 1 and block in where]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second number rises too."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for n, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        previous.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            last.append(n)
        else:
            ends[at], last[at] = place, n
    out = []
    n = last[-1] if last else -1
    while n >= 0:
        out.append(pairs[n])
        n = previous[n]
    return out[::-1]


def _gap(old: Sequence[Block], new: Sequence[Block], sheet: _Sheet, budget: _Budget) -> None:
    """What lies between two anchors."""
    if not old or not new or len(old) > MAX_GAP or len(new) > MAX_GAP:
        _replaced(old, new, sheet, budget)
        return
    for what, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            for block in new[k:m]:
                sheet.same(block)
        else:
            _replaced(old[i:j], new[k:m], sheet, budget)


def _replaced(old: Sequence[Block], new: Sequence[Block], sheet: _Sheet, budget: _Budget) -> None:
    """Old blocks in the place of new ones: those alike are one that was changed."""
    start = 0
    for block in old:
        mate = next(
            (n for n in range(start, min(start + MAX_AHEAD, len(new))) if _is_mate(block, new[n], budget)), None
        )
        if mate is None:
            sheet.one(Mark.REMOVED, block)
            continue
        for added in new[start:mate]:
            sheet.one(Mark.ADDED, added)
        if block == new[mate]:
            sheet.same(block)
        else:
            sheet.both(block, new[mate], budget)
        start = mate + 1
    for added in new[start:]:
        sheet.one(Mark.ADDED, added)


def _is_mate(old: Block, new: Block, budget: _Budget) -> bool:
    if (old.is_row, len(old.cells), bool(old.level)) != (new.is_row, len(new.cells), bool(new.level)):
        return False
    if old == new or (old.is_row and old.cells[0] and old.cells[0] == new.cells[0]):
        return True
    return budget.alike(old.text, new.text)


def _folded(parts: Sequence[Piece | list[Block]]) -> Iterator[Piece | Fold]:
    for n, part in enumerate(parts):
        if isinstance(part, Piece):
            yield part
            continue
        head = CONTEXT if n > 0 else 0
        tail = CONTEXT if n < len(parts) - 1 else 0
        if len(part) <= head + tail + 1:
            yield Fold(tuple(part), (), ())
        else:
            yield Fold(tuple(part[:head]), tuple(part[head : len(part) - tail]), tuple(part[len(part) - tail :]))
