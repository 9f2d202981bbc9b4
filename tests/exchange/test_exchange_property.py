"""Any part of the example is a file of its own; any damage to it is found."""

from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from itstart.db import db
from itstart.exchange import ImportFailed, export_case, import_case
from itstart.exchange.problems import Path
from itstart.exchange.references import REFERENCES, TARGETS, find
from itstart.exchange.schema import REQUIRED
from itstart.exchange.shape import is_computed
from itstart.models import CustomerCase
from tests.exchange.files import example

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # an import takes long enough as it is
FEW = settings(
    max_examples=20, deadline=None, phases=NO_SHRINKING, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MANY = settings(
    max_examples=100, deadline=None, phases=NO_SHRINKING, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _paths(value: Any, path: Path = ()) -> list[Path]:
    """The path of everything in a value."""
    found: list[Path] = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += _paths(inner, (*path, key))
    return found


ALL = _paths(example())
ROWS = [
    path
    for path in ALL
    if isinstance(path[-1], int) and not is_computed(path) and not {"evaluators", "scores"} & set(path)
]
SECTIONS = [path for path in ALL if len(path) == 1 and path[0] not in REQUIRED]
# Texts nobody points to and no row is known by.
SPARE = [
    path
    for path in ALL
    if path[-1]
    in {
        "source",
        "vendor_comment",
        "notes",
        "interest",
        "purpose",
        "pain",
        "mitigation",
        "meeting_rhythm",
        "law_reference",
    }
]


def _holder(data: Any, path: Path) -> Any:
    for key in path[:-1]:
        data = data[key]
    return data


def _remove(data: Any, path: Path) -> None:
    del _holder(data, path)[path[-1]]


def _dangling(data: Any) -> Path | None:
    known = {
        name: {value for pattern in patterns for _, value in find(data, pattern)}
        for name, (patterns, _) in TARGETS.items()
    }
    for pattern, name in REFERENCES:
        for path, value in find(data, pattern):
            if value is not None and value not in known[name]:
                return path
    return None


def _prune(data: Any) -> None:
    """Take out whatever points to something that is gone."""
    while (path := _dangling(data)) is not None:
        rows = [i for i, key in enumerate(path) if isinstance(key, int)]
        if "sub_scores" in path or "criterion_scores" in path:
            _remove(data, path)
        elif rows:
            _remove(data, path[: rows[-1] + 1])
        else:
            _holder(data, path)[path[-1]] = None


def _without_computed(value: Any, path: Path = ()) -> Any:
    if isinstance(value, dict):
        return {k: _without_computed(v, (*path, k)) for k, v in value.items() if not is_computed((*path, k))}
    if isinstance(value, list):
        return [_without_computed(v, (*path, i)) for i, v in enumerate(value)]
    return value


@FEW
@given(
    sections=st.sets(st.sampled_from(SECTIONS)),
    rows=st.sets(st.sampled_from(ROWS), max_size=40),
    spare=st.dictionaries(st.sampled_from(SPARE), st.sampled_from(["gone", None, ""]), max_size=30),
)
def test_any_part_comes_out_as_it_went_in(
    app: Flask, sections: set[Path], rows: set[Path], spare: dict[Path, str | None]
) -> None:
    file = example()
    for path, silence in spare.items():
        if silence == "gone":
            _remove(file, path)
        else:
            _holder(file, path)[path[-1]] = silence
    for path in [*sorted(rows, key=lambda p: [str(k).zfill(4) for k in p], reverse=True), *sections]:
        try:
            _remove(file, path)
        except (KeyError, IndexError):
            continue
    _prune(file)
    try:
        once = export_case(import_case(file).case)
        assert _without_computed(once) == _without_computed(file)
        db.session.rollback()
        second = import_case(once)
        assert second.differences == []
        assert export_case(second.case) == once
    finally:
        db.session.rollback()


def _cases() -> int:
    return db.session.scalar(select(func.count()).select_from(CustomerCase)) or 0


def _fails(file: dict[str, Any], place: Path) -> None:
    """The file is refused, one error lies at the place or around it, and nothing is stored."""
    try:
        import_case(file)
    except ImportFailed as failure:
        paths = [problem.path for problem in failure.problems]
        said = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in place).removeprefix(".")
        assert all(paths)
        assert any(said.startswith(path) or path.startswith(said) for path in paths), (said, paths)
        assert _cases() == 0
    else:
        db.session.rollback()
        raise AssertionError(f"nothing was said about {place}")


OBJECTS = [path for path in ALL if isinstance(_holder(example(), path)[path[-1]], dict) and path[-1] != "sub_scores"]
OBJECTS = [
    path
    for path in OBJECTS
    if not {"sub_scores", "winner_by_delta", "scenarios", "criterion_scores"} & set(path) or isinstance(path[-1], int)
]


@MANY
@given(path=st.sampled_from(OBJECTS))
def test_an_unknown_key_is_an_error(app: Flask, path: Path) -> None:
    file = example()
    _holder(file, path)[path[-1]]["ukendt"] = 1
    _fails(file, (*path, "ukendt"))


LEAVES = [path for path in ALL if not isinstance(_holder(example(), path)[path[-1]], dict | list)]


@MANY
@given(path=st.sampled_from(LEAVES))
def test_a_wrong_type_is_an_error(app: Flask, path: Path) -> None:
    file = example()
    _holder(file, path)[path[-1]] = {"det": ["forkerte"]}
    _fails(file, path)


LISTS = [path for path in ALL if isinstance(_holder(example(), path)[path[-1]], list)]


@MANY
@given(path=st.sampled_from(LISTS))
def test_a_list_that_is_none_is_an_error(app: Flask, path: Path) -> None:
    file = example()
    _holder(file, path)[path[-1]] = "en tekst"
    _fails(file, path)


POINTERS = [path for pattern, _ in REFERENCES for path, value in find(example(), pattern) if value == path[-1] or value]


@MANY
@given(path=st.sampled_from(POINTERS))
def test_a_reference_to_nothing_is_an_error(app: Flask, path: Path) -> None:
    file = example()
    holder = _holder(file, path)
    if isinstance(holder, dict) and path[-1] in {"V-1", "V-2", "V-3", "C1", "C2", "C3", "C4", "C5"}:
        holder["X-404"] = holder.pop(path[-1])
        path = (*path[:-1], "X-404")
    else:
        holder[path[-1]] = "X-404"
    _fails(file, path)


NEEDED = [
    path
    for path in ALL
    if path[-1] in {"id", "number", "requirement_id", "priority", "weight", "method", "schema_version", "price"}
    and not is_computed(path)
    and path not in {("helper", "id"), ("lead", "id"), ("contract", "number")}
    and path[0] not in {"modules_total"}
    and "needs" not in path
    and "waivers" not in path
] + [(key,) for key in REQUIRED]


@MANY
@given(path=st.sampled_from(NEEDED))
def test_a_missing_key_that_is_needed_is_an_error(app: Flask, path: Path) -> None:
    file = example()
    _remove(file, path)
    _fails(file, path)
