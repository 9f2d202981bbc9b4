"""What several parts of a page ask for and is the same for all of them: found once while the case is only read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar, cast

from itstart.models import CustomerCase

T = TypeVar("T")
# The question and the case by its identity; the case is kept beside its answer, so that the identity stays its own.
_Found = dict[tuple[str, int], tuple[CustomerCase, object]]

_found: ContextVar[_Found | None] = ContextVar("found_once", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """In here nobody changes a case. One inside another is the same one."""
    token = _found.set({} if (found := _found.get()) is None else found)
    try:
        yield
    finally:
        _found.reset(token)


def once(ask: Callable[[CustomerCase], T]) -> Callable[[CustomerCase], T]:
    """Asks a case once in a `reading`, and each time outside. Nobody may change the answer."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def kept(case: CustomerCase) -> T:
        found = _found.get()
        if found is None:
            return ask(case)
        if (name, id(case)) not in found:
            found[name, id(case)] = case, ask(case)
        return cast("T", found[name, id(case)][1])

    return kept
