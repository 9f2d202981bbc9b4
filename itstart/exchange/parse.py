"""From bytes to a checked file: every problem is found before anything is stored."""

import json
import math
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from itstart.exchange import references
from itstart.exchange.problems import ImportFailed, Problem, from_pydantic
from itstart.exchange.schema import REQUIRED, CaseFile
from itstart.forms.cleaning import clean_text

MAX_BYTES = 20 << 20
MAX_DEPTH = 20


class _NotJson(ValueError):
    """Something Python reads, but JSON does not have."""


def _fail(message: str) -> NoReturn:
    raise ImportFailed([Problem("", message)])


def read_file(path: Path) -> dict[str, Any]:
    """The object in a file; a file that is too big is not even read."""
    if path.stat().st_size > MAX_BYTES:
        _too_big(path.stat().st_size)
    return load(path.read_bytes())


def _too_big(size: int) -> NoReturn:
    _fail(f"Filen er på {size / (1 << 20):.0f} MB. Den må højst være på {MAX_BYTES >> 20} MB.")


def load(data: bytes) -> dict[str, Any]:
    """The object in a JSON file; ImportFailed says in Danish why it cannot be read."""
    if len(data) > MAX_BYTES:
        _too_big(len(data))
    if not data.strip():
        _fail("Filen er tom.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _fail(f"Filen er ikke gemt som UTF-8 (fejl ved byte {error.start + 1}). Gem den som UTF-8, og prøv igen.")
    if "\0" in text:
        _fail("Filen er ikke en tekstfil i UTF-8.")
    raw = _read(text)
    if not isinstance(raw, dict):
        _fail("Filen skal indeholde et JSON-objekt med meta, helper, customer og case.")
    if _depth(raw) > MAX_DEPTH:
        _fail(f"Filen har for mange niveauer: højst {MAX_DEPTH}.")
    return raw


def _read(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
    except json.JSONDecodeError as error:
        cut = error.msg.startswith("Unterminated") or error.pos >= len(text.rstrip()) - 1
        half = " Filen ser ud til at være skåret over." if cut else ""
        _fail(f"Filen er ikke gyldig JSON: fejl i linje {error.lineno}, tegn {error.colno}.{half}")
    except _NotJson as error:
        _fail(str(error))
    except RecursionError:
        _fail(f"Filen har for mange niveauer: højst {MAX_DEPTH}.")
    except ValueError:
        _fail("Filen indeholder et tal, der er for langt.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise _NotJson(f"Nøglen “{_shown(double)}” står to gange i det samme objekt.")
    return found


def _shown(text: str) -> str:
    return str(clean_text(text))[:60]


def _constant(name: str) -> NoReturn:
    raise _NotJson(f"Filen indeholder {name}, som ikke er et tal i JSON.")


def _float(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise _NotJson(f"Tallet {text[:20]} er for stort.")
    return value


def _depth(value: Any) -> int:
    """How many levels a value has; read level by level, so that depth costs no stack."""
    level, depth = [value], 0
    while level and depth <= MAX_DEPTH:
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        depth += 1
    return depth


def cleaned(value: Any) -> Any:
    """The same data with every text cleaned as a form's is."""
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return clean_text(value) if isinstance(value, str) else value


def check(raw: dict[str, Any]) -> CaseFile:
    """The file as typed parts; ImportFailed with every problem and its path."""
    optional = set(CaseFile.model_fields) - set(REQUIRED)
    data = {
        key: cleaned(value)
        for key, value in raw.items()
        if not (key in optional and (value is None or value in ({}, [])))
    }
    problems: list[Problem] = []
    file = None
    try:
        file = CaseFile.model_validate(data)
    except ValidationError as error:
        problems += [from_pydantic(found) for found in error.errors(include_url=False, include_input=False)]
    problems += references.check(data)
    if file is None or problems:
        raise ImportFailed(problems)
    return file
