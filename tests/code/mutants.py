"""Small faults in a module, made one at a time: another comparison, another number, a member left out of a set.

Texts, annotations and decorators are left alone: what a message says is read by people and by other tests.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_TABLE = 12
PAIR = 2
OTHER_COMPARISON: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OTHER_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
OTHER_FUNCTION = {"min": "max", "max": "min", "any": "all", "all": "any"}
LEFT_ALONE = {"annotation", "returns", "decorator_list", "type_params", "bases"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: where it is, in words that stay when lines move, and the whole module with it."""

    key: str
    line: int
    statement: int
    source: str


def mutants_of(name: str, source: str) -> list[Mutant]:
    """Every fault of the module; `name` is how the keys call it."""
    tree = ast.parse(source)
    seen: dict[str, int] = {}
    made = []
    for number, statement in enumerate(tree.body):
        for place, node, changed in _sites(statement, ""):
            key = f"{name} {place or 'module'}: {_short(node)} {_told(node, changed)}"
            seen[key] = seen.get(key, 0) + 1
            if seen[key] > 1:
                key += f" ({seen[key]})"
            source = ast.unparse(ast.fix_missing_locations(tree))
            made.append(Mutant(key, getattr(node, "lineno", 0), number, source))
    return made


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"


def _told(node: ast.AST, changed: ast.AST) -> str:
    """What became of it; of a table only the member that is gone."""
    if isinstance(node, ast.Dict | ast.Set | ast.List | ast.Tuple):
        left = {id(child) for child in ast.iter_child_nodes(changed)}
        return f"without {_short(next(child for child in ast.iter_child_nodes(node) if id(child) not in left))}"
    return f"-> {_short(changed)}"


def _sites(node: ast.AST, place: str) -> Iterator[tuple[str, ast.AST, ast.AST]]:
    """Walk the tree; while the caller holds what is yielded, the tree has the fault in it."""
    if _is_only_types(node):
        return
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        place = f"{place}.{node.name}".lstrip(".")
    for field, value in ast.iter_fields(node):
        if field in LEFT_ALONE:
            continue
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if not isinstance(child, ast.AST) or _is_talk(child):
                continue
            for changed in _faults(child, node, field):
                _put(node, field, value, index, changed)
                yield place, child, changed
                _put(node, field, value, index, child)
            yield from _sites(child, place)


def _put(node: ast.AST, field: str, value: object, index: int, child: ast.AST) -> None:
    if isinstance(value, list):
        value[index] = child
    else:
        setattr(node, field, child)


def _is_only_types(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id == "Protocol" for b in node.bases)


def _is_talk(node: ast.AST) -> bool:
    """What is for people or for the reader of a type, and decides nothing."""
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    return isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom)


def _faults(node: ast.AST, parent: ast.AST, field: str) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant):
        yield from _other_values(node)
    elif isinstance(node, ast.expr):
        yield from _other_expressions(node, parent, field)
    elif isinstance(node, ast.AugAssign | ast.Raise | ast.Continue | ast.Break) or _is_call(node):
        yield ast.Pass()
    if field in {"test", "ifs"} and isinstance(node, ast.Name | ast.Attribute | ast.Call):
        yield ast.UnaryOp(ast.Not(), node)


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _other_values(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)


def _other_expressions(node: ast.expr, parent: ast.AST, field: str) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp() if type(node.op) in OTHER_ARITHMETIC:
            yield _with(node, op=OTHER_ARITHMETIC[type(node.op)]())
        case ast.Name(id=name) if name in OTHER_FUNCTION and field == "func":
            yield ast.Name(OTHER_FUNCTION[name], ast.Load())
        case ast.Set() | ast.List() | ast.Tuple() | ast.Dict():
            yield from _shorter(node, parent)


def _with(node: ast.expr, **changed: object) -> ast.expr:
    twin = copy.copy(node)
    for field, value in changed.items():
        setattr(twin, field, value)
    return twin


def _compared(node: ast.Compare) -> Iterator[ast.expr]:
    for index, operator in enumerate(node.ops):
        yield _with(node, ops=[*node.ops[:index], OTHER_COMPARISON[type(operator)](), *node.ops[index + 1 :]])


def _shorter(node: ast.Set | ast.List | ast.Tuple | ast.Dict, parent: ast.AST) -> Iterator[ast.expr]:
    """A table or a set without one of its members; what is taken apart or indexed by keeps its length."""
    if isinstance(parent, ast.Subscript) or isinstance(getattr(node, "ctx", None), ast.Store) or _is_words(node):
        return
    if isinstance(node, ast.Dict):
        if 1 < len(node.keys) <= LONGEST_TABLE:
            for index in range(len(node.keys)):
                yield _with(node, keys=_without(node.keys, index), values=_without(node.values, index))
        return
    if 1 < len(node.elts) <= LONGEST_TABLE:
        for index in range(len(node.elts)):
            yield _with(node, elts=_without(node.elts, index))


def _is_words(node: ast.Set | ast.List | ast.Tuple | ast.Dict) -> bool:
    """Names on screen, and pairs of plain values, whose numbers have faults of their own."""
    members = node.values if isinstance(node, ast.Dict) else node.elts
    if isinstance(node, ast.Tuple) and len(members) == PAIR:
        return True
    return not isinstance(node, ast.Set) and all(isinstance(member, ast.Constant) for member in members)


def _without(members: list[ast.expr] | list[ast.expr | None], index: int) -> list[ast.expr | None]:
    return [*members[:index], *members[index + 1 :]]
