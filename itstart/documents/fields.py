"""Which fields a template asks for, as dotted paths, and how they agree with a sample context."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from jinja2 import nodes

_SAME_ITEMS = frozenset({"sort", "list", "reject", "rejectattr", "select", "selectattr", "unique", "default"})
Scope = Mapping[str, str | None]


def used(tree: nodes.Template) -> Iterator[str]:
    """Paths such as `kunde.navn` and `omraader[].krav[].titel`, in reading order, with repetitions."""
    return (path for path, _line in placed(tree))


def placed(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """The same paths, each with the line it stands on."""
    yield from _walk(tree, {})


def _path(node: nodes.Node | None, scope: Scope) -> str | None:
    match node:
        case nodes.Name():
            return scope.get(node.name, node.name)
        case nodes.Getattr():
            base = _path(node.node, scope)
            return base and f"{base}.{node.attr}"
        case nodes.Getitem():
            return _item(node, scope)
        case nodes.Filter():
            return _path(node.node, scope) if node.name in _SAME_ITEMS else _ends(node, scope)
    return None


def _item(node: nodes.Getitem, scope: Scope) -> str | None:
    base = _path(node.node, scope)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return base and f"{base}.{node.arg.value}"
    return base and (base if isinstance(node.arg, nodes.Slice) else f"{base}[]")


def _ends(node: nodes.Filter, scope: Scope) -> str | None:
    base = _path(node.node, scope)
    return base and f"{base}[]" if node.name in ("first", "last", "min", "max") else None


def _walk(node: nodes.Node, scope: Scope) -> Iterator[tuple[str, int]]:
    if isinstance(node, nodes.For):
        yield from _loop(node, scope)
        return
    path = _path(node, scope)
    if path and not isinstance(node, nodes.Filter):
        if path != "loop" and not path.startswith("loop."):
            yield path, node.lineno
        return
    if isinstance(node, nodes.Filter):
        yield from _attribute(node, scope)
    for child in node.iter_child_nodes():
        yield from _walk(child, scope)


def _attribute(node: nodes.Filter, scope: Scope) -> Iterator[tuple[str, int]]:
    """`map(attribute="navn")`, `sort(attribute="nr")` and `selectattr("navn")` ask for a field of every item."""
    base = _path(node.node, scope)
    named = [k.value for k in node.kwargs if k.key == "attribute"]
    if node.name in ("selectattr", "rejectattr"):
        named += node.args[:1]
    for value in named:
        if base and isinstance(value, nodes.Const):
            yield f"{base}[].{value.value}", node.lineno


def _loop(node: nodes.For, scope: Scope) -> Iterator[tuple[str, int]]:
    yield from _walk(node.iter, scope)
    path = _path(node.iter, scope)
    inner: dict[str, str | None] = {**scope, "loop": "loop"}
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = path and f"{path}[]"
    for child in (*([node.test] if node.test else []), *node.body):
        yield from _walk(child, inner)
    for child in node.else_:
        yield from _walk(child, scope)


def unknown(paths: Sequence[str], sample: Mapping[str, object]) -> Iterator[str]:
    """The paths that a sample context does not have, with a suggestion; nothing can be said below an empty list."""
    for path in paths:
        level: list[object] = [sample]
        done = ""
        for step in path.split("."):
            name, lists = step.rstrip("[]"), step.count("[]")
            owners = [owner for owner in level if isinstance(owner, Mapping)]
            level = [owner[name] for owner in owners if name in owner]
            if owners and not level:
                yield f"{done}{name}{_suggestion(name, owners)}"
                break
            for _ in range(lists):
                level = [item for value in level if isinstance(value, list | tuple) for item in value]
            done += step + "."


def _suggestion(name: str, owners: Sequence[Mapping[str, object]]) -> str:
    close = difflib.get_close_matches(name, sorted({key for owner in owners for key in owner}), 1, 0.6)
    return f" (mente du {close[0]}?)" if close else ""
