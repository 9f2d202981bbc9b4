"""The database: bring it up to date, write a new migration."""

import click
from flask import current_app
from flask.cli import AppGroup

from itstart import migrate

group = AppGroup("db", help="The database's shape.")


@group.command("upgrade")
def upgrade() -> None:
    """Bring the database up to date (also done at every start)."""
    click.echo("Databasen er opdateret." if migrate.upgrade() else "Databasen er allerede opdateret.")


@group.command("revise")
@click.argument("message")
def revise(message: str) -> None:
    """Write a migration with what the models have and the database has not. For developers."""
    migrate.upgrade()
    migrate.revise(message)


@group.command("check")
def check() -> None:
    """Say whether the database agrees with the models; exit 1 when not."""
    if found := migrate.differences():
        for difference in found:
            click.echo(str(difference))
        raise click.exceptions.Exit(1)
    click.echo(f"Databasen passer med modellerne ({current_app.config['SETTINGS'].sqlalchemy_url.partition(':')[0]}).")


COMMANDS = (group,)
