"""Commands: `flask --app app ...`. One module a noun; each hands over its groups in COMMANDS."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask


def init_app(app: Flask) -> None:
    """Add every command of every module in this package."""
    for module in iter_modules(__path__):
        for command in getattr(import_module(f"{__name__}.{module.name}"), "COMMANDS", ()):
            app.cli.add_command(command)
