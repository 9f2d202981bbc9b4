"""Who may go where, as a table to read."""

import click
from flask import current_app
from flask.cli import with_appcontext


@click.command("access-table")
@with_appcontext
def access_table() -> None:
    """Print every route with what visitors, customers, firms and IBIZ-Center's people get there."""
    click.echo(current_app.extensions["access_table"]())


COMMANDS = (access_table,)
