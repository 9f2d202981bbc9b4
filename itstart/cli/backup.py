"""Backups from the command line: made, read through, and taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from flask import current_app

from itstart import backup
from itstart.backup import BadArchive, Manifest
from itstart.backup.copies import NoTool
from itstart.backup.sealed import MIN_KEY
from itstart.config import Settings
from itstart.documents.danish import number as danish
from itstart.rules.backups import Keep
from itstart.services.erasure_ledger import NAME, Replayed

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
P = ParamSpec("P")
T = TypeVar("T")
FOLDER = click.Path(file_okay=False, path_type=Path)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _told(manifest: Manifest) -> str:
    rows, files = danish(manifest.rows), danish(len(manifest.stored_files))
    return (
        f"{rows} rækker i {len(manifest.tables)} tabeller og {files} filer, "
        f"lavet {manifest.made_at}, databasens udgave {manifest.schema}"
    )


@click.command("backup")
@click.option("--to", "folder", type=FOLDER, help="The folder to write to, instead of ITSTART_BACKUP_TO.")
@click.option("--encrypt", is_flag=True, help="Encrypt with ITSTART_BACKUP_KEY or ITSTART_BACKUP_KEY_FILE.")
@click.option("--keep-days", type=click.IntRange(0), default=Keep.days, show_default=True)
@click.option("--keep-weeks", type=click.IntRange(0), default=Keep.weeks, show_default=True)
@click.option("--keep-months", type=click.IntRange(0), default=Keep.months, show_default=True)
@click.option("--check", "archive", type=FILE, help="Only read this archive through, as a restore would.")
def backup_command(
    folder: Path | None, archive: Path | None, keep_days: int, keep_weeks: int, keep_months: int, *, encrypt: bool
) -> None:
    """Copy the database with its files to one checked archive, while the application runs."""
    settings = _settings()
    if archive is not None:
        manifest = _tried(backup.check, archive, settings.backup_key, work=settings.instance)
        click.echo(f"Sikkerhedskopien er i orden: {_told(manifest)}.")
        return
    folder = folder or settings.backup_to
    if folder is None:
        raise click.ClickException("Sig hvorhen med --to MAPPE, eller sæt ITSTART_BACKUP_TO.")
    if encrypt and len(settings.backup_key) < MIN_KEY:
        raise click.ClickException(f"Sæt ITSTART_BACKUP_KEY eller ITSTART_BACKUP_KEY_FILE til mindst {MIN_KEY} tegn.")
    keep = Keep(keep_days, keep_weeks, keep_months)
    key = settings.backup_key if encrypt else ""
    made = _tried(backup.make, folder.resolve(), work=settings.instance, key=key, keep=keep)
    click.echo(f"{made.path}\n{_told(made.manifest)}. Læst igennem og i orden.")
    if made.manifest.damaged:
        raise click.ClickException(f"Filer, der er beskadiget i databasen: {', '.join(made.manifest.damaged)}.")
    if made.dropped:
        click.echo(f"Ældre sikkerhedskopier slettet: {made.dropped}.")


@click.command("restore")
@click.argument("archive", type=FILE)
@click.option("--into", "folder", required=True, type=FOLDER, help="A new or empty instance folder.")
def restore(archive: Path, folder: Path) -> None:
    """Take a backup back into a new folder (SQLite), or into the empty database of the settings (PostgreSQL)."""
    settings = _settings()
    done = _tried(backup.restore, archive, folder.resolve(), settings)
    click.echo(f"Gendannet i {done.folder}: {_told(done.manifest)}. Rækker og filer er talt efter.")
    click.echo("Databasen er bragt op til denne udgave." if done.migrated else "Databasen har denne udgave.")
    click.echo(
        f"\nNu mangler du:\n"
        f"  1. Sæt ITSTART_INSTANCE={done.folder} og den samme ITSTART_SECRET_KEY som før.\n"
        f"  2. Kør: .venv/bin/flask --app app check-deploy\n"
        f"  3. Start It-start, log ind, og se efter, at den nyeste sag er der.\n"
        f"  4. {_erased_again(done.replayed, done.manifest.made_at)}"
    )


def _erased_again(done: Replayed, made_at: str) -> str:
    """What is left to do about those who were erased after the backup."""
    found = done.again + done.absent
    told = f"Sletninger efter {made_at}: {found} i listen, {done.again} er gjort igen."
    if done.stays:
        told += f" {done.stays} steder er bevaret, fordi de skal gemmes."
    if done.unknown:
        told += f" {done.unknown} er lavet med en anden nøgle: Sæt den i ITSTART_OLD_SECRET_KEYS, og gendan igen."
    return f"{told} Er listen {NAME} gået tabt, så slet personerne igen under Persondata."


def _tried(act: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Do it, and say in Danish what went wrong."""
    try:
        return act(*arguments, **named)
    except (BadArchive, NoTool) as problem:
        raise click.ClickException(str(problem)) from problem
    except OSError as problem:
        raise click.ClickException(f"Det kunne ikke skrives eller læses: {problem.strerror}.") from problem


COMMANDS = (backup_command, restore)
