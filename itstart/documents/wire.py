"""A context on its way to another process: JSON, where every value comes out as the same again, with its source."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

from itstart.documents import marks
from itstart.documents.native_charts import GanttRow
from itstart.documents.values import XmlValue

_KIND: Final = "$"
_MARKED: Final = "marked"
_HOME: Final = "itstart.documents."
_WRITE: Final[dict[type, Callable[[Any], str]]] = {
    datetime: str,
    date: str,
    Decimal: str,
    bytes: lambda value: b64encode(value).decode(),
}
_READ: Final[dict[str, Callable[[str], Any]]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "Decimal": Decimal,
    "bytes": b64decode,
}


def packed(value: object) -> str:
    """The context as text. TypeError for what a document cannot hold; `values.admit` says it with its path."""
    return json.dumps(_out(value), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Any:
    """What `packed` was given. ValueError or TypeError for text that it did not write."""
    return _in(json.loads(text))


def _out(value: object) -> object:
    source = marks.source_of(value)
    if source is not None:
        return {_KIND: _MARKED, "of": _out(marks.bare(value)), "source": source}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_out(item) for item in value]
    if isinstance(value, dict):
        return {_KIND: "dict", "of": {str(key): _out(item) for key, item in value.items()}}
    if isinstance(value, XmlValue):
        args, named = value.made_of
        kind = f"{type(value).__module__.removeprefix(_HOME)}:{type(value).__qualname__}"
        return {_KIND: kind, "of": [_out(arg) for arg in args], "named": _out(named)}
    if isinstance(value, GanttRow):
        return {_KIND: "GanttRow", "of": [_out(getattr(value, field.name)) for field in fields(value)]}
    if type(value) not in _WRITE:
        raise TypeError(f"{type(value).__name__} cannot stand in a document")
    return {_KIND: type(value).__name__, "of": _WRITE[type(value)](value)}


def _in(value: Any) -> Any:
    if isinstance(value, list):
        return [_in(item) for item in value]
    if not isinstance(value, dict):
        return value
    kind, of = value[_KIND], value["of"]
    if kind == "dict":
        return {key: _in(item) for key, item in of.items()}
    if kind == _MARKED:
        return marks.marked(_in(of), int(value["source"]))
    if kind == "GanttRow":
        return GanttRow(*(_in(item) for item in of))
    if kind in _READ:
        return _READ[kind](of)
    return _class(kind)(*(_in(arg) for arg in of), **_in(value["named"]))


def _class(kind: str) -> type[XmlValue]:
    """A value class of this package, and nothing else."""
    module, _, name = kind.partition(":")
    found = getattr(import_module(_HOME + module), name, None) if module.isidentifier() else None
    if not isinstance(found, type) or not issubclass(found, XmlValue):
        raise TypeError(f"{kind} is no value of a document")
    return found
