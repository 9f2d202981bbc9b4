"""Writes every template: `python -m docs_templates.source.build`. Each module in `templates` has `build()`."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from docs_templates.source import templates

FOLDER = Path(__file__).parent.parent


def built() -> Iterator[tuple[str, bytes]]:
    """File name and bytes of every template, in alphabetical order."""
    for found in sorted(pkgutil.iter_modules(templates.__path__), key=lambda m: m.name):
        if found.name.startswith("_"):
            continue
        module = importlib.import_module(f"{templates.__name__}.{found.name}")
        yield f"{found.name}.docx", module.build().to_bytes()


def main() -> None:
    """Writes the files beside this package."""
    for name, data in built():
        (FOLDER / name).write_bytes(data)
        sys.stdout.write(f"{name}: {len(data):,} bytes\n")


if __name__ == "__main__":
    main()
