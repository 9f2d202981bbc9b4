"""People from the command line: the first administrator, and anybody who cannot get in."""

import sys

import click
from flask.cli import AppGroup

from itstart import migrate
from itstart.db import db
from itstart.forms.fields import is_email
from itstart.rules.terms import Role
from itstart.services import accounts, passwords, second_factor
from itstart.sqlite import writing

group = AppGroup("user", help="Accounts.")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Adgangskode", hide_input=True, confirmation_prompt="Adgangskoden igen"))


@group.command("create")
@click.option("--name", prompt="Navn", help="The person's name.")
@click.option("--email", prompt="E-mail", help="The address to log in with.")
@click.option(
    "--role", type=click.Choice([Role.ADMIN.value, Role.STAFF.value]), default=Role.ADMIN.value, show_default=True
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def create(name: str, email: str, role: str, *, password_stdin: bool) -> None:
    """Make an account at IBIZ-Center; the first administrator invites everybody else."""
    migrate.upgrade()
    if not is_email(email):
        raise click.ClickException("Skriv en e-mailadresse, fx navn@firma.dk.")
    password = _password(from_stdin=password_stdin)
    if reason := passwords.weakness(password, about=(name, email)):
        raise click.ClickException(reason)
    with writing():
        try:
            user = accounts.create(accounts.Person(name=name, email=email, role=Role(role)))
        except accounts.Refused as refusal:
            raise click.ClickException(str(refusal)) from refusal
        accounts.set_password(user, password)
        db.session.commit()
    click.echo(f"{user.role.label} er oprettet: {user.email}")


@group.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Turn totrinslogin off for somebody without phone and codes, also the only administrator."""
    with writing():
        user = accounts.with_email(email)
        if user is None:
            raise click.ClickException(f"Der er ingen bruger med adressen {email}.")
        second_factor.reset_by("Driften", user)
        db.session.commit()
    click.echo(f"Totrinslogin er nulstillet for {user.name}.")


COMMANDS = (group,)
