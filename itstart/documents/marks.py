"""Where a value in a document comes from: values that look like any other and remember their source.

A marked value equals the value it was made of. While `reading` is on it is printed between two marks of private-use
characters, which only `pieces` of the same `Marks` understands; at all other times it is printed as it is. A document
for a customer is made outside `reading`, so it cannot hold a mark.
"""

import functools
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Concatenate, Final, ParamSpec, Self, SupportsIndex, TypeVar

P = ParamSpec("P")
V = TypeVar("V")
_FIRST, _DIGITS = 0xE000, 4096
_OPEN, _CLOSE = "\uf8f0", "\uf8f1"


class Marks:
    """The marks of one rendering. Its key is drawn anew, so that no text of the case can be taken for a mark; `key` is
    for the process that does a part of the same rendering."""

    def __init__(self, key: str = "") -> None:
        self.sources: list[Any] = []
        self.fixed: dict[tuple[int, str], int] = {}  # of fields that hold a fixed word, by the row's identity
        self.key = key or chr(_FIRST + secrets.randbelow(_DIGITS)) + chr(_FIRST + secrets.randbelow(_DIGITS))
        self._close = _CLOSE + self.key
        digit = f"[{chr(_FIRST)}-{chr(_FIRST + _DIGITS - 1)}]"
        self._mark = re.compile(f"{_OPEN}{self.key}({digit}{digit})|{_CLOSE}{self.key}")

    def add(self, source: Any) -> int:
        """The number of a new source."""
        self.sources.append(source)
        return len(self.sources) - 1

    def around(self, source: int, text: str) -> str:
        """The text between the marks of its source."""
        high, low = divmod(source, _DIGITS)
        return f"{_OPEN}{self.key}{chr(_FIRST + high)}{chr(_FIRST + low)}{text}{self._close}"

    def pieces(self, text: str, source: int | None = None) -> Iterator[tuple[int | None, str]]:
        """(the source after it, text) of every stretch; it begins inside `source`, and the marks are gone."""
        if _OPEN not in text and _CLOSE not in text:
            yield source, text
            return
        at = 0
        for found in self._mark.finditer(text):
            yield source, text[at : found.start()]
            number = found[1]
            source = (ord(number[0]) - _FIRST) * _DIGITS + ord(number[1]) - _FIRST if number else None
            at = found.end()
        yield source, text[at:]

    def found(self, text: str) -> set[int]:
        """The sources of all marks in the text."""
        return {source for source, _ in self.pieces(text) if source is not None} if _OPEN in text else set()

    def plain(self, text: str) -> str:
        """The text without marks."""
        return self._mark.sub("", text) if _OPEN in text or _CLOSE in text else text

    def first(self, text: str) -> int | None:
        """The source of the first mark in the text."""
        return next((source for source, _ in self.pieces(text) if source is not None), None)


_reading: ContextVar[Marks | None] = ContextVar("marks", default=None)


@contextmanager
def reading(marks: Marks) -> Iterator[Marks]:
    """Marked values are printed with their marks in here."""
    token = _reading.set(marks)
    try:
        yield marks
    finally:
        _reading.reset(token)


class MarkedText(str):
    """A text with a source. What is made of it alone keeps the source; what a sentence quotes of it keeps the mark."""

    __slots__ = ("bare", "source")
    bare: str
    source: int

    def __new__(cls, text: str, source: int) -> Self:
        """The same characters, and the number of the source."""
        made = super().__new__(cls, text)
        made.source, made.bare = source, bare(text)
        return made

    def _like(self, text: str) -> "MarkedText":
        return MarkedText(text, self.source)

    def __str__(self) -> str:
        return self

    def __format__(self, spec: str) -> str:
        return printed(self._like(format(self.bare, spec)))

    def __getitem__(self, key: SupportsIndex | slice) -> "MarkedText":
        return self._like(super().__getitem__(key))

    def __add__(self, other: str) -> str:
        if isinstance(other, MarkedText) and other.source != self.source:
            return printed(self) + printed(other)
        return self._like(self.bare + bare(other))

    def __radd__(self, other: str) -> "MarkedText":
        return self._like(other + self.bare)


def _kept(name: str) -> Callable[..., Any]:
    plain = getattr(str, name)

    def method(self: MarkedText, *args: Any) -> Any:
        made = plain(self.bare, *args)
        return [like(self, part) for part in made] if isinstance(made, list) else like(self, made)

    return method


_KEPT: Final = "strip lstrip rstrip lower upper capitalize title replace removeprefix removesuffix split splitlines"
for _name in _KEPT.split():
    setattr(MarkedText, _name, _kept(_name))


class MarkedInt(int):
    """A whole number with a source."""

    source: int
    bare: int

    def __str__(self) -> str:
        return MarkedText(int.__repr__(self), self.source)

    def __format__(self, spec: str) -> str:
        return printed(MarkedText(super().__format__(spec), self.source))


class MarkedDecimal(Decimal):
    """A number with a source."""

    source: int
    bare: Decimal


class MarkedDate(date):
    """A day with a source; a day counted from it has none."""

    source: int | None = None
    bare: date


class MarkedMoment(datetime):
    """A moment with a source; one counted from it has none."""

    source: int | None = None
    bare: datetime


MARKED: Final = (MarkedText, MarkedInt, MarkedDecimal, MarkedDate, MarkedMoment)
_MAKE: Final[dict[type, Callable[[Any], Any]]] = {
    int: MarkedInt,
    Decimal: MarkedDecimal,
    date: lambda value: MarkedDate(value.year, value.month, value.day),
    datetime: lambda value: MarkedMoment.combine(value.date(), value.timetz()),
}


def marked(value: Any, source: int) -> Any:
    """The value with a source; what cannot carry one (truth, a fixed word, nothing) as it is."""
    kind = type(value)
    if kind is str:
        return MarkedText(value, source)
    make = _MAKE.get(kind)
    if make is None:
        return value
    made = make(value)
    made.source, made.bare = source, value
    return made


def source_of(value: object) -> int | None:
    """The number of the value's source, when it has one."""
    return value.source if isinstance(value, MARKED) else None


def bare(value: Any) -> Any:
    """The value without a source."""
    return getattr(value, "bare", value) if isinstance(value, MARKED) else value


def like(value: object, text: str) -> str:
    """The text with the source of the value it was made of."""
    source = source_of(value)
    return text if source is None else MarkedText(text, source)


def told(row: object, name: str, text: str) -> str:
    """The text that says what the row's field holds, with the field's source: also when it holds a fixed word, which
    cannot carry one itself."""
    source, marks = source_of(getattr(row, name)), _reading.get()
    if source is None and marks is not None:
        source = marks.fixed.get((id(row), name))
    return text if source is None else MarkedText(text, source)


def printed(text: str) -> str:
    """The text as it goes into a document: with its marks while `reading`; an empty one stays empty."""
    if type(text) is not MarkedText:
        return text
    marks = _reading.get()
    return text.bare if marks is None or not text else marks.around(text.source, text.bare)


def around(source: int | None, text: str) -> str:
    """The text with the marks of this source while `reading`."""
    return text if source is None else printed(MarkedText(text, source))


def joined(separator: str, parts: Iterable[str]) -> str:
    """The parts in one text, each with its own source."""
    return separator.join(printed(part) for part in parts)


def plain(text: str) -> str:
    """A text that may quote marked ones, without marks."""
    marks = _reading.get()
    return text if marks is None else marks.plain(text)


def first(text: str) -> int | None:
    """The source of a text, or of the first one it quotes."""
    marks = _reading.get()
    if marks is None:
        return None
    own = source_of(text)
    return marks.first(text) if own is None else own


def keeps(form: Callable[Concatenate[V, P], str]) -> Callable[Concatenate[V, P], str]:
    """A format whose text keeps the source of the number or the day it shows."""

    def shown(value: V, /, *args: P.args, **kwargs: P.kwargs) -> str:
        source = source_of(value)
        if source is None:
            return form(value, *args, **kwargs)
        return MarkedText(form(bare(value), *args, **kwargs), source)

    functools.update_wrapper(shown, form)
    return shown
