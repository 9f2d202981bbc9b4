"""Data to try a template with: the worked example, a case on its first day, and the worst that people type.

The first two are files that `python -m docs_templates.source.samples` writes, with the sizes of the examples; the worst
is the example stretched.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from itstart.documents import wire
from itstart.documents.blocks import Bullets, Paragraphs, PriorityMark, Rich, Styled
from itstart.documents.engine import TEMPLATES
from itstart.documents.missing import Missing
from itstart.documents.properties import DocumentProperties
from itstart.documents.template_check import TYPICAL, Sample

FOLDER: Final = TEMPLATES / "samples"
SIZES: Final = TEMPLATES / "sizes.json"
EMPTY, WORST = "empty", "worst"
PROPERTIES: Final = DocumentProperties(
    title="Prøve af skabelon", author="It-start", created=datetime(2026, 6, 19, 10, tzinfo=UTC)
)
_TIMES, _MOST = 4, 60
_HARD: Final = '<Møller & Søn> {{ 7*7 }} {% if %} "x"\nNæste linje\n\n- Et punkt\n- Et til\n\n' + "Ord og mere " * 25
_WORD: Final = "Langtsammensatordudenmellemrum" * 5


@lru_cache(maxsize=1)
def sizes() -> dict[str, int]:
    """How many bytes each template takes filled with its example, as it was written down; nobody fills them to see."""
    found = json.loads(SIZES.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@lru_cache(maxsize=64)
def _file(key: str) -> dict[str, Any]:
    found = wire.unpacked((FOLDER / f"{key}.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def typical(key: str) -> dict[str, Any]:
    """The worked example as the template of this key gets it. FileNotFoundError for a key without samples."""
    context = _file(key)[TYPICAL]
    assert isinstance(context, dict)
    return context


def samples(key: str) -> list[Sample]:
    """The three, the example first."""
    example = typical(key)
    return [Sample(TYPICAL, example), Sample(EMPTY, _file(key)[EMPTY]), Sample(WORST, _worst(example, _TIMES))]


def _worst(value: Any, times: int) -> Any:
    """Every text long and full of signs, every list longer; what decides the form stays as it is."""
    if isinstance(value, Mapping):
        return {key: _worst(item, times) for key, item in value.items()}
    if isinstance(value, list):
        return [_worst(item, 1) for item in value * times][:_MOST]
    if isinstance(value, str):
        return value and f"{value} {_WORD if len(value) < 20 else _HARD}"
    return _worst_block(value)


def _worst_block(value: Any) -> Any:
    match value:
        case PriorityMark() | Missing():
            return value
        case Styled():
            return Styled(f"{value.text} {_WORD}", value.style)
        case Rich():
            return Rich(f"{value.text} {_HARD}")
        case Paragraphs():
            return Paragraphs(f"{value.text}\n\n{_HARD}", value.style)
        case Bullets():
            return Bullets([f"{item} {_HARD}" for item in value.items * _TIMES], value.style)
    return value
