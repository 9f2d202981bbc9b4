"""The demo: people, firms and four cases, made once however often it is asked for."""

import click
from flask import current_app
from flask.cli import with_appcontext

from itstart import config, migrate
from itstart.data.demo_log_ins import log_ins
from itstart.db import db
from itstart.exchange import demo
from itstart.services import installation
from itstart.sqlite import writing


@click.command("demo")
@with_appcontext
def demo_command() -> None:
    """Fill the demo, and print its log-ins. Only in a new database, or in one that is a demo already."""
    settings: config.Settings = current_app.config["SETTINGS"]
    if settings.production:
        raise click.ClickException("Demoen kan ikke fyldes i drift.")
    migrate.upgrade()
    with writing():
        if installation.is_new():
            installation.note(demo=True)
        elif not installation.is_demo():
            raise click.ClickException("Databasen er ikke en demo. Angiv en ny med ITSTART_DATABASE_URL.")
        demo.fill()
        db.session.commit()
    for who, email, password in log_ins():
        click.echo(f"{who}: {email} / {password}")


COMMANDS = (demo_command,)
