"""What all templates know; a name or an attribute that does not exist stops the page instead of printing nothing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from flask import Flask
from jinja2 import Undefined
from markupsafe import Markup

from itstart.rules.settings import SettingKey, span
from itstart.services import settings


class Missing(Undefined):
    """Strict about names and attributes; a key that a mapping leaves out is simply empty (macros' optional keys)."""

    __slots__ = ()

    def _is_optional(self) -> bool:
        return isinstance(self._undefined_obj, Mapping)

    def _fail(self) -> NoReturn:
        self._fail_with_undefined_error()

    def _or_fail(self, empty: Callable[[], Any]) -> Any:
        return empty() if self._is_optional() else self._fail()

    def __str__(self) -> str:
        return str(self._or_fail(str))

    def __bool__(self) -> bool:
        return bool(self._or_fail(bool))

    def __len__(self) -> int:
        return int(self._or_fail(int))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._or_fail(tuple))

    def __eq__(self, other: object) -> bool:
        return bool(self._or_fail(lambda: isinstance(other, Undefined)))

    def __hash__(self) -> int:
        return int(self._or_fail(lambda: hash(type(self))))


def init_app(app: Flask) -> None:
    """Be strict, keep the HTML free of lines that hold only tags of the template language, and know the settings."""
    app.jinja_env.undefined = Missing
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["center_name"] = CenterName()
    app.jinja_env.globals["span_of"] = _span_of
    app.jinja_env.filters["our_words"] = _our_words


class CenterName:
    """`{{ center_name }}`: what IBIZ-Center calls itself at the moment it is printed."""

    def __str__(self) -> str:
        return settings.center_name()


def _our_words(text: Any) -> Any:
    """Labels, findings and receipts are written far from any setting; here they get the center's name."""
    return settings.our_words(text) if isinstance(text, str) and not isinstance(text, Markup) else text


def _span_of(key: str) -> str:
    """How long something is kept or holds, by the address of its setting."""
    return span(settings.days(SettingKey(key)))
