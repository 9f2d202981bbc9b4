"""A new secret key, and how to change to it while people are logged in."""

import secrets

import click
from flask import current_app

from itstart.config import Settings
from itstart.db import db
from itstart.services import second_factor


@click.command("rotate-key")
def rotate_key() -> None:
    """Propose a new secret key and say, step by step, how to change to it. Changes nothing by itself."""
    settings: Settings = current_app.config["SETTINGS"]
    old = ",".join((settings.secret_key, *settings.old_secret_keys))
    click.echo(
        "Skift den hemmelige nøgle sådan. Linjerne er hemmelige: send dem ikke i en mail.\n\n"
        "  1. Skriv de to linjer i stedet for dem, der står i .env eller i tjenestens indstillinger:\n\n"
        f"ITSTART_SECRET_KEY={secrets.token_urlsafe(48)}\n"
        f"ITSTART_OLD_SECRET_KEYS={old}\n\n"
        "  2. Genstart server og arbejder. Ingen bliver logget ud, og åbne formularer kan stadig sendes.\n"
        "  3. Kør flask seal-anew, så totrinslogin også virker, når den gamle nøgle er væk.\n"
        "  4. Gem den nye nøgle samme sted som sikkerhedskopiernes adgangssætning.\n"
        "  5. Fjern ITSTART_OLD_SECRET_KEYS efter et døgn, og genstart. Er nøglen sluppet ud, så fjern den straks:\n"
        "     så skal alle logge ind igen."
    )


@click.command("seal-anew")
def seal_anew() -> None:
    """Seal every key of totrinslogin with the newest secret; the last step before the old one is taken away."""
    settings: Settings = current_app.config["SETTINGS"]
    sealed, lost = second_factor.seal_anew((settings.secret_key, *settings.old_secret_keys))
    db.session.commit()
    click.echo(f"{sealed} nøgler er forseglet igen.")
    if lost:
        raise click.ClickException(f"{lost} kan ikke åbnes: de personer skal have totrinslogin nulstillet.")


COMMANDS = (rotate_key, seal_anew)
