"""Put a changed statement into a module that is in use already, so that all who have imported from it meet the change.

Functions keep who they are and get other code; classes get other methods; plain values are put in the place of the
old ones wherever they were imported. What follows in the module is worked out again, since it may lean on the change.
"""

import ast
import sys
from enum import EnumType
from types import FunctionType, ModuleType

AGAIN = (ast.Assign, ast.AnnAssign, ast.FunctionDef)


class CannotGraftError(Exception):
    """The change cannot be put into code that is in use."""


def graft(name: str, source: str, first: int) -> None:
    """Run statement number `first` of the source, and the plain ones after it, inside the module called `name`."""
    module = sys.modules[name]
    for place, statement in enumerate(ast.parse(source).body):
        if place == first or (place > first and _may_lean_on_it(statement)):
            _run(module, statement)


def _may_lean_on_it(statement: ast.stmt) -> bool:
    """Functions for their default arguments, dataclasses for those of their fields; enumerations hold texts."""
    return isinstance(statement, AGAIN) or (isinstance(statement, ast.ClassDef) and bool(statement.decorator_list))


def _run(module: ModuleType, statement: ast.stmt) -> None:
    before = dict(module.__dict__)
    code = compile(ast.Module([statement], []), module.__file__ or "", "exec")
    exec(code, module.__dict__)  # noqa: S102 - our own module, changed by one node
    for name, new in list(module.__dict__.items()):
        old = before.get(name, new)
        if old is not new:
            module.__dict__[name] = _settle(module, name, old, new)


def _settle(module: ModuleType, name: str, old: object, new: object) -> object:
    """What the name stands for from now on: the old function or class made over, or the new value everywhere."""
    if isinstance(old, type) and isinstance(new, type) and not isinstance(old, EnumType):
        for attribute, value in vars(new).items():
            if attribute not in {"__dict__", "__weakref__", "__doc__", "__module__", "__qualname__"}:
                _make_over(old, attribute, value)
        return old
    if _function(old) is not None and _function(new) is not None:
        _recode(old, new)
        return old
    for other in list(sys.modules.values()):
        if other is not module and getattr(other, "__dict__", {}).get(name) is old:
            other.__dict__[name] = new
    return new


def _make_over(old: type, attribute: str, value: object) -> None:
    mine = vars(old).get(attribute)
    if _function(mine) is not None and _function(value) is not None:
        _recode(mine, value)
    elif not hasattr(value, "__get__") or isinstance(value, property):
        setattr(old, attribute, value)


def _function(thing: object) -> FunctionType | None:
    """The plain function inside a cached, static or class function, or a property."""
    for way in ("__func__", "fget", "__wrapped__"):
        thing = getattr(thing, way, None) or thing
    return thing if isinstance(thing, FunctionType) else None


def _recode(old: object, new: object) -> None:
    mine, other = _function(old), _function(new)
    if mine is None or other is None:
        return
    if mine.__code__.co_freevars != other.__code__.co_freevars:
        raise CannotGraftError(mine.__qualname__)
    mine.__code__, mine.__defaults__, mine.__kwdefaults__ = other.__code__, other.__defaults__, other.__kwdefaults__
    if hasattr(old, "cache_clear"):
        old.cache_clear()
