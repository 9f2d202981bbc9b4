"""The data that templates are tried with are what the documents of today get (docs_templates/source/samples.py)."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask

from docs_templates.source.samples import built
from itstart.documents import template_samples, wire
from itstart.services import official_templates
from itstart.steps.template_kinds import kinds


def _paths(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, type) of everything in a context."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _paths(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _paths(item, f"{path}[]")
    else:
        yield path, type(value).__name__


def test_the_files_hold_what_the_documents_get_today(app: Flask) -> None:
    for name, text in built():
        key, fresh = name.removesuffix(".json"), wire.unpacked(text)
        kept = {"typical": template_samples.typical(key), "empty": template_samples.samples(key)[1].context}
        for which in ("typical", "empty"):
            assert set(_paths(fresh[which])) == set(_paths(kept[which])), f"{key}: write the samples again"


def test_every_kind_has_samples_and_no_file_is_left_over() -> None:
    assert {path.stem for path in template_samples.FOLDER.glob("*.json")} == {kind.key for kind in kinds()}
    assert template_samples.sizes().keys() == {kind.key for kind in kinds()}


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_the_example_takes_what_is_written_down(kind: Any) -> None:
    """Within a twentieth: another zlib packs a little otherwise."""
    written = template_samples.sizes()[kind.key]
    assert len(official_templates.shipped_example(kind.key)) == pytest.approx(written, rel=0.05), (
        "write the samples again"
    )


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_the_worst_is_the_example_stretched(kind: Any) -> None:
    example, _empty, worst = (sample.context for sample in template_samples.samples(kind.key))
    assert {path for path, _ in _paths(worst)} == {path for path, _ in _paths(example)}
    assert len(wire.packed(worst)) > 1.5 * len(wire.packed(example))
