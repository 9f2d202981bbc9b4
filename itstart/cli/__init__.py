"""Commands: `flask --app app ...`. One module a noun; each hands over its commands in COMMANDS."""

from importlib import import_module
from pkgutil import iter_modules

import click
from flask import Flask
from flask.cli import AppGroup


class Commands(AppGroup):
    """Reads the modules of this package when a command is asked for: a server never pays for them."""

    def _read(self) -> None:
        if not self.commands:
            for module in iter_modules(__path__):
                for command in getattr(import_module(f"{__name__}.{module.name}"), "COMMANDS", ()):
                    self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        self._read()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        self._read()
        return super().get_command(ctx, cmd_name)


def init_app(app: Flask) -> None:
    """Hand Flask the commands of this package."""
    app.cli = Commands(app.name)
