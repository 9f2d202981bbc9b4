"""A new secret key, and how to change to it while people are logged in."""

import secrets

import click
from flask import current_app

from itstart.config import Settings


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
        "  3. Gem den nye nøgle samme sted som sikkerhedskopiernes adgangssætning.\n"
        "  4. Fjern ITSTART_OLD_SECRET_KEYS efter et døgn, og genstart. Er nøglen sluppet ud, så fjern den straks:\n"
        "     så skal alle logge ind igen."
    )


COMMANDS = (rotate_key,)
