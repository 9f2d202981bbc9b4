"""The one Jinja environment that document templates run in: they print data and decide what to show, nothing else.

Templates may be written by staff, so the environment is a sandbox with allow-lists: no calls, no globals, no
attributes of Python objects (`a.b` is a dictionary look-up), no assignment, and a limit on the size and time of the
result.
"""

import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from jinja2 import StrictUndefined, Template, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import sync_do_slice
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from itstart.documents import danish, marks
from itstart.documents.allowed import check
from itstart.documents.blocks import Paragraphs
from itstart.documents.text import inline, short
from itstart.documents.values import Rendering, XmlValue

MAX_CHARS, MAX_SECONDS, MAX_SOURCE = 20_000_000, 20.0, 4_000_000
MAX_PIECES = 200
_AT_ONCE: Final = 256
_SHORT: Final = 40
RENDERING: Final = "_rendering"
BLOCK: Final = "blok"

_FILTERS = [
    "default",
    "first",
    "last",
    "length",
    "list",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "select",
    "selectattr",
    "sort",
    "sum",
    "unique",
]
_TEXT_FILTERS = ["abs", "capitalize", "float", "int", "lower", "round", "trim", "upper"]
_TESTS = [
    "defined",
    "undefined",
    "none",
    "true",
    "false",
    "equalto",
    "eq",
    "==",
    "ne",
    "!=",
    "lt",
    "<",
    "gt",
    ">",
    "le",
    "<=",
    "ge",
    ">=",
    "in",
    "divisibleby",
    "even",
    "odd",
    "number",
    "string",
]
_LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})


def _rendering(context: Context) -> Rendering:
    found = context.resolve(RENDERING)
    assert isinstance(found, Rendering)
    return found


def _safe(xml: str) -> Markup:
    """Marks XML that this package has written and escaped itself."""
    return Markup(xml)  # noqa: S704 every caller escapes with text.inline or text.xml


def as_text(value: object) -> str:
    """How a plain value reads in Danish. Raises SecurityError for anything that is not a plain value."""
    match value:
        case None:
            return ""
        case bool():
            return "Ja" if value else "Nej"
        case str():
            return value
        case int():
            return str(value)
        case float() | Decimal():
            return danish.number(value)
        case datetime():
            return danish.datetime_at(value)
        case date():
            return danish.date_long(value)
    raise SecurityError(f"en værdi af typen {type(value).__name__} kan ikke skrives i et dokument")


@pass_context
def finalize(context: Context, value: object) -> str:
    """Every `{{ … }}` passes here: value classes write their runs, plain values become clean, escaped text."""
    if type(value) is str:  # most values
        return short(value) if len(value) < _SHORT else inline(value)
    if isinstance(value, Markup):
        return value
    if isinstance(value, XmlValue):
        return value.inline(_rendering(context))
    if isinstance(value, Undefined):
        return Markup.escape(str(value))
    return inline(marks.printed(as_text(value)))


@pass_context
def block(context: Context, value: object, number: int) -> Markup:
    """`{{p value }}`: whole paragraphs with the properties of the template's own paragraph."""
    if isinstance(value, Undefined):
        return Markup.escape(str(value))
    rendering = _rendering(context)
    if not isinstance(value, XmlValue):
        value = Paragraphs(as_text(value))
    return _safe(value.block(rendering, rendering.paragraphs[number]))


@pass_context
def join(context: Context, values: object, separator: str = "") -> Markup:
    """Items side by side; a missing one keeps its mark."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise SecurityError("join kræver en liste")
    return _safe(inline(separator).join(finalize(context, value) for value in values))


def _shown(form: Callable[[Any], str]) -> Callable[[object], object]:
    """A format as filter: a missing value keeps its mark, None stays empty."""

    def shown(value: object) -> object:
        return value if isinstance(value, XmlValue | Undefined) else form(value)

    return shown


def _kept(original: Callable[..., object]) -> Callable[..., object]:
    def kept(value: object, *args: object, **kwargs: object) -> object:
        return value if isinstance(value, XmlValue) else original(value, *args, **kwargs)

    return kept


def _few(original: Callable[..., object]) -> Callable[..., object]:
    """`batch` and `slice` make as many pieces as they are asked for, so they are asked for few."""

    def few(value: object, count: object, *args: object) -> object:
        if not isinstance(count, int) or not 0 < count <= MAX_PIECES:
            raise SecurityError(f"en liste kan højst deles i {MAX_PIECES}")
        return original(value, count, *args)

    return few


class BudgetTemplate(Template):
    """A template that stops when its result grows too large or takes too long."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The rendered text. Raises SecurityError beyond the limits."""
        out, size, end = list[str](), 0, time.monotonic() + MAX_SECONDS
        pieces = self.generate(*args, **kwargs)
        while some := list(islice(pieces, _AT_ONCE)):
            out += some
            size += sum(map(len, some))
            if size > MAX_CHARS or time.monotonic() > end:
                raise SecurityError("dokumentet bliver for stort")
        return "".join(out)


class FinalizedOnce(CodeGenerator):
    """Compiles templates so that a value is written as `finalize` gave it: escaped there, and not looked at again."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(f"({finalize.src or ''}")


class DocumentEnvironment(ImmutableSandboxedEnvironment):
    """See the module's text. Parsing refuses what is not allowed, so an unsafe template never becomes code."""

    template_class = BudgetTemplate
    code_generator_class = FinalizedOnce

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = self.tree(source)
        check(tree)
        return tree

    def tree(self, source: str) -> nodes.Template:
        """The parsed template before anything is refused; only to be looked at."""
        if len(source) > MAX_SOURCE:
            raise SecurityError("skabelonen er for stor")
        return super()._parse(source, None, None)

    def is_safe_callable(self, obj: object) -> bool:
        """Nothing is called from a template."""
        return False

    def getattr(self, obj: object, attribute: str) -> Any:
        """`d.items` is the key "items" of a dictionary, never an attribute of a Python object."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: object, argument: Any) -> Any:
        """`d["key"]`, `items[0]` and `items[1:3]`; nothing else."""
        if isinstance(obj, list) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=obj, name=str(argument))
        return self.getattr(obj, str(argument))


def make_environment() -> DocumentEnvironment:
    """The environment; one per process is enough (compiled templates are kept beside it)."""
    env = DocumentEnvironment(autoescape=True, finalize=finalize, undefined=StrictUndefined)
    originals = env.filters
    env.globals.clear()
    env.filters = {name: originals[name] for name in _FILTERS}
    env.filters.update({name: _kept(originals[name]) for name in _TEXT_FILTERS})
    env.filters.update({"batch": _few(originals["batch"]), "slice": _few(sync_do_slice)})
    env.filters.update({BLOCK: block, "join": join})
    formats: dict[str, Callable[[Any], str]] = {
        "kroner": danish.kroner, "beloeb": danish.amount, "dato": danish.date_long, "dato_kort": danish.date_short,
        "pct": danish.percent, "point": danish.score, "timer": danish.hours,
    }  # fmt: skip
    env.filters.update({name: _shown(form) for name, form in formats.items()})
    env.tests = {name: env.tests[name] for name in _TESTS}
    return env


ENVIRONMENT: Final = make_environment()
