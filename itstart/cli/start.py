"""What happens before the server opens: the database is made or brought up to date, and a demo filled."""

from collections.abc import Callable

import click
from flask import Flask, current_app

from itstart import config, migrate
from itstart.db import db
from itstart.services import accounts, installation, pages
from itstart.sqlite import writing


def fill_demo() -> None:
    """Fill the demo; adding twice is the demo's own matter. Read when it is used: only a first start needs it.

    Does not commit.
    """
    from itstart.exchange import demo

    demo.fill()


def prepare(app: Flask) -> bool:
    """Make the database ready; True when it is a demo. BadConfiguration when it may not be used."""
    settings: config.Settings = app.config["SETTINGS"]
    with app.app_context():
        migrate.upgrade()
        with writing():
            if installation.is_new():
                # A first start that was cut short has made the tables only: the next one does the rest.
                demo = settings.demo and installation.is_unused()
                installation.note(demo=demo)
                if demo:
                    fill_demo()
            pages.fill_first()
            db.session.commit()
        return _checked(settings)


def _checked(settings: config.Settings) -> bool:
    demo = installation.is_demo()
    if demo and settings.production:
        raise config.BadConfiguration(
            "Databasen er en demo, og en demo må ikke bruges i drift. Angiv en anden med ITSTART_DATABASE_URL."
        )
    return demo


def for_wsgi(create_app: Callable[[], Flask]) -> Flask:
    """The application for a WSGI server or a command; ends the process when its settings or database forbid it."""
    try:
        app = create_app()
        settings: config.Settings = app.config["SETTINGS"]
        if settings.production:
            with app.app_context():
                if migrate.current() is not None:
                    _checked(settings)
                db.engine.dispose()  # a server that forks must not share connections
    except config.BadConfiguration as error:
        raise SystemExit(f"It-start kan ikke starte:\n{error}") from None
    return app


def has_people(app: Flask) -> bool:
    """True when somebody can log in."""
    with app.app_context():
        return accounts.count() > 0


@click.command("prepare")
def prepare_command() -> None:
    """Make or update the database, and fill the demo in a new one unless ITSTART_DEMO=0."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    click.echo("Databasen er klar" + (" (demo)." if prepare(app) else "."))


COMMANDS = (prepare_command,)
