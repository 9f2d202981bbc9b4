"""What the code of a document template may hold: it prints data, decides what to show, and repeats; nothing else."""

from collections.abc import Iterator
from typing import Final

from jinja2 import nodes
from jinja2.exceptions import SecurityError

MAX_LOOPS: Final = 4
# Filters whose arguments are words to print, not names to look up.
_TAKE_WORDS = frozenset({"default", "join"})
_NODES = (
    *(
        nodes.Template,
        nodes.Output,
        nodes.TemplateData,
        nodes.Name,
        nodes.Getattr,
        nodes.Getitem,
        nodes.Const,
        nodes.For,
    ),
    *(nodes.If, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
    *(nodes.Neg, nodes.Add, nodes.Sub, nodes.List, nodes.Tuple, nodes.Keyword, nodes.Slice),
)
# What people write in a template, for the constructs they may not use.
_WRITTEN: Final = {
    "Call": "Et kald, fx navn(…),",
    "Assign": "{% set %}",
    "AssignBlock": "{% set %}",
    "Macro": "{% macro %}",
    "CallBlock": "{% call %}",
    "FilterBlock": "{% filter %}",
    "Include": "{% include %}",
    "Import": "{% import %}",
    "FromImport": "{% from %}",
    "Extends": "{% extends %}",
    "Block": "{% block %}",
    "With": "{% with %}",
    "Scope": "{% autoescape %}",
    "ScopedEvalContextModifier": "{% autoescape %}",
    "Mul": "Gange (*)",
    "Div": "Division (/)",
    "FloorDiv": "Division (//)",
    "Mod": "Tegnet %",
    "Pow": "Potens (**)",
    "Concat": "Tegnet ~",
    "Dict": "En ordbog {…}",
    "Pos": "Plus foran en værdi",
}


def check(tree: nodes.Node) -> None:
    """Raises SecurityError at the first construct that document templates may not use."""
    for _line, message in refusals(tree):
        raise SecurityError(message)


def refusals(tree: nodes.Node, loops: int = 0, line: int = 1) -> Iterator[tuple[int, str]]:
    """(line, why) of every construct that document templates may not use, in reading order."""
    for node in tree.iter_child_nodes():
        # Some nodes do not know their line; what stands in them does.
        line = node.lineno or next((one.lineno for one in node.find_all(nodes.Node) if one.lineno), line)
        why = _why_not(node)
        inside = loops + isinstance(node, nodes.For)
        if inside > MAX_LOOPS:
            why = f"løkker i mere end {MAX_LOOPS} niveauer"
        if why:
            yield line, why
        else:
            yield from refusals(node, inside, line)


def _why_not(node: nodes.Node) -> str:
    if not isinstance(node, _NODES):
        kind = type(node).__name__
        return f"{_WRITTEN.get(kind, kind)} må ikke bruges i en skabelon"
    name = node.attr if isinstance(node, nodes.Getattr) else node.name if isinstance(node, nodes.Name) else ""
    name = name or _asked_for(node)
    if name.startswith("_"):
        return f"navnet {name} må ikke bruges i en skabelon"
    if isinstance(node, nodes.For) and node.recursive:
        return "recursive må ikke bruges i en skabelon"
    return ""


def _asked_for(node: nodes.Node) -> str:
    """The first private name among those that a look-up or a filter is given as text: `x["_a"]`, `map("_a")`."""
    given: list[nodes.Expr] = []
    if isinstance(node, nodes.Getitem):
        given = [node.arg]
    elif isinstance(node, nodes.Filter) and node.name not in _TAKE_WORDS:
        given = [*node.args, *(keyword.value for keyword in node.kwargs)]
    texts = [one.value for one in given if isinstance(one, nodes.Const) and isinstance(one.value, str)]
    return next((name for text in texts for name in text.split(".") if name.startswith("_")), "")
