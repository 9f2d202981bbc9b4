"""`flask check-deploy`: is this installation fit for real customers? A list of checks, each with what to do."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import click
from flask import Flask, current_app

from itstart import config, sqlite
from itstart.cli.deploy_facts import Facts, collect
from itstart.config import BODY_LIMIT, Settings
from itstart.data.demo_log_ins import log_ins
from itstart.rules import backups
from itstart.services.heartbeats import SILENT, Beat
from itstart.services.mail_delivery import TIMEOUT_S

MAX_BACKUP_AGE = timedelta(hours=36)
MAX_CLOCK_GAP = timedelta(minutes=2)
MIN_FREE_MB = 1_000
MIN_FREE = 0.1
LOCAL_NAMES = {"localhost", "127.0.0.1", "::1"}


class State(StrEnum):
    """The three answers."""

    FINE = "i orden"
    WARNING = "advarsel"
    ERROR = "fejl"


@dataclass(frozen=True)
class Check:
    """`is_well` judges the facts; when it says no the state is `otherwise`, and `advice` says what to do."""

    label: str
    is_well: Callable[[Facts], bool]
    advice: str
    otherwise: State = State.ERROR

    def state(self, facts: Facts) -> State:
        """What this check says of an installation."""
        return State.FINE if self.is_well(facts) else self.otherwise


def _https(facts: Facts) -> bool:
    return facts.settings.base_url.startswith("https://")


def _hosts(facts: Facts) -> bool:
    hosts = facts.flask["TRUSTED_HOSTS"] or [".*"]
    return not any("*" in host or host.startswith(".") or host in LOCAL_NAMES for host in hosts)


def _cookie(facts: Facts) -> bool:
    flags = ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY")
    strict = facts.flask["SESSION_COOKIE_SAMESITE"] in {"Lax", "Strict"}
    return all(facts.flask[flag] for flag in flags) and strict and _is_host_cookie(facts)


def _is_host_cookie(facts: Facts) -> bool:
    return str(facts.flask["SESSION_COOKIE_NAME"]).startswith("__Host-")


def _csrf(facts: Facts) -> bool:
    return bool(facts.flask.get("WTF_CSRF_ENABLED", True) and facts.flask["WTF_CSRF_CHECK_DEFAULT"])


def _journal(facts: Facts) -> bool:
    """As `sqlite.pragmas` sets it for this version of SQLite; 2 is FULL, 3 is EXTRA."""
    wanted = dict(line.split("=") for line in sqlite.pragmas())
    number = {"FULL": "2", "EXTRA": "3"}[wanted["synchronous"]]
    found = (facts.pragmas.get("journal_mode", "").upper(), facts.pragmas.get("synchronous"))
    return facts.database != "sqlite" or found == (wanted["journal_mode"], number)


def _foreign_keys(facts: Facts) -> bool:
    return facts.database != "sqlite" or facts.pragmas.get("foreign_keys") == "1"


def _secure_delete(facts: Facts) -> bool:
    return facts.database != "sqlite" or facts.pragmas.get("secure_delete") == "1"


def _mail_is_private(facts: Facts) -> bool:
    settings = facts.settings
    far = settings.smtp_host not in LOCAL_NAMES
    return not (settings.sends_mail and far and not settings.smtp_starttls)


def _backup_is_fresh(facts: Facts) -> bool:
    return facts.backup_age is not None and facts.backup_age < MAX_BACKUP_AGE


def _backup_is_sealed(facts: Facts) -> bool:
    return facts.newest_backup is None or backups.is_sealed(facts.newest_backup.name)


def _alive(beat: Beat) -> Callable[[Facts], bool]:
    return lambda facts: (silence := facts.beats[beat]) is not None and silence < SILENT


CHECKS: tuple[Check, ...] = (
    Check("Drift", lambda f: f.settings.production, "Sæt ITSTART_ENV=production."),
    Check(
        "Hemmelig nøgle",
        lambda f: not config.is_weak(f.settings.secret_key),
        "Sæt ITSTART_SECRET_KEY til mindst 32 tilfældige tegn: flask rotate-key foreslår en.",
    ),
    Check(
        "Gamle nøgler",
        lambda f: not f.settings.old_secret_keys,
        "Fjern ITSTART_OLD_SECRET_KEYS, når der er gået et døgn siden skiftet.",
        State.WARNING,
    ),
    Check("Fejlsøgning", lambda f: not (f.settings.debug or f.flask["DEBUG"]), "Sæt ITSTART_DEBUG=0."),
    Check("Ingen demo", lambda f: not f.is_demo, "Databasen er en demo. Begynd med en ny database."),
    Check("Ingen demo-log-ins", lambda f: not f.demo_log_ins, "Deaktivér demoens brugere, og skift adgangskoderne."),
    Check("Administrator", lambda f: f.has_admin, "Opret den første: flask user create.", State.WARNING),
    Check(
        "Totrinslogin i centret",
        lambda f: not f.without_second_factor,
        "Nogle i centret mangler totrinslogin. De sætter det op ved næste log-in, eller luk deres konti.",
        State.WARNING,
    ),
    Check("Adresse med https", _https, "Sæt ITSTART_BASE_URL til adressen, fx https://it-start.example.dk."),
    Check("Værtsnavne", _hosts, "Sæt ITSTART_TRUSTED_HOSTS til de navne, serveren skal svare på, uden stjerner."),
    Check(
        "Proxy",
        lambda f: f.settings.proxies == 1,
        "Sæt ITSTART_PROXIES=1 bag én proxy, ellers ses alle besøgende som den samme. Højere kun med flere proxyer.",
        State.WARNING,
    ),
    Check("Cookie", _cookie, "Cookien skal være Secure, HttpOnly, SameSite og __Host-: sæt ITSTART_ENV=production."),
    Check("Formularers token", _csrf, "CSRF-kontrollen er slået fra. Slå den til igen."),
    Check(
        "Størrelse af det, der sendes",
        lambda f: 0 < (f.flask["MAX_CONTENT_LENGTH"] or 0) <= BODY_LIMIT,
        "MAX_CONTENT_LENGTH skal være 1 MB; filer har deres egen grænse.",
    ),
    Check("Databasens skrivning", _journal, "SQLite skriver ikke sikkert. Ligger filen på et netdrev?"),
    Check("Fremmednøgler", _foreign_keys, "SQLite håndhæver ikke fremmednøgler."),
    Check("Sletning", _secure_delete, "SQLite overskriver ikke det slettede.", State.WARNING),
    Check("Databasens tilstand", lambda f: f.is_sound, "Databasen er beskadiget. Gendan den nyeste sikkerhedskopi."),
    Check("Migreringer", lambda f: f.current == f.head, "Kør: flask db upgrade."),
    Check(
        "Mailserver",
        lambda f: f.settings.sends_mail,
        "Sæt ITSTART_SMTP_HOST og ITSTART_SMTP_FROM, ellers sender folk selv deres mails fra udbakken.",
        State.WARNING,
    ),
    Check("Mail krypteres", _mail_is_private, "Sæt ITSTART_SMTP_STARTTLS=1: mails kan læses undervejs."),
    Check("Mail kan sendes", lambda f: not f.mail_problem, "Mailserveren svarer ikke, som den skal."),
    Check(
        "Sted til sikkerhedskopier",
        lambda f: f.settings.backup_to is not None,
        "Sæt ITSTART_BACKUP_TO til en mappe på en anden disk.",
    ),
    Check(
        "Sikkerhedskopi",
        _backup_is_fresh,
        "Der er ingen fra det sidste halvandet døgn. Kør: flask backup.",
    ),
    Check(
        "Sikkerhedskopiens disk",
        lambda f: not f.backup_beside_data,
        "Kopien ligger på samme disk som databasen. Læg den et andet sted.",
        State.WARNING,
    ),
    Check("Sikkerhedskopi er krypteret", _backup_is_sealed, "Sæt ITSTART_BACKUP_KEY_FILE.", State.WARNING),
    Check("Ur", lambda f: f.clock_gap < MAX_CLOCK_GAP, "Maskinens ur går forkert. Slå tidssynkronisering til."),
    Check(
        "Plads på disken",
        lambda f: f.free_mb >= MIN_FREE_MB and f.free >= MIN_FREE,
        "Under 1 GB eller 10 % er fri. Ryd op, eller udvid disken.",
    ),
    Check("Filrettigheder", lambda f: not f.open_paths, "Andre på maskinen kan læse data. Kør chmod -R go= på dem."),
    Check("Mails og dagens arbejde", _alive(Beat.MAILER), "Start arbejderen: flask worker."),
    Check("PDF'er og zip-filer", _alive(Beat.CONVERTER), "Start arbejderen: flask worker."),
    Check("LibreOffice", lambda f: f.has_office, "apt-get install libreoffice-writer-nogui", State.WARNING),
    Check("Poppler", lambda f: f.has_poppler, "apt-get install poppler-utils", State.WARNING),
    Check("Log som JSON", lambda f: f.settings.log_json, "Sæt ITSTART_LOG_JSON=1.", State.WARNING),
)


def _found(facts: Facts, check: Check) -> str:
    """What exactly was found, where it helps."""
    return {
        "Filrettigheder": ", ".join(facts.open_paths),
        "Ingen demo-log-ins": ", ".join(facts.demo_log_ins),
        "Mail kan sendes": facts.mail_problem or "",
    }.get(check.label, "")


def lines(facts: Facts) -> list[tuple[State, str]]:
    """A line for each check, in order."""
    told = []
    for check in CHECKS:
        state = check.state(facts)
        more = "" if state is State.FINE else f" {check.advice} {_found(facts, check)}".rstrip()
        told.append((state, f"{state:<9} {check.label}{':' if more else ''}{more}"))
    return told


def _try_mail(settings: Settings) -> str:
    """Connect and log in without sending anything; the problem in words, "" when there was none."""
    if not settings.sends_mail:
        return ""
    try:
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_S) as server:
            if settings.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return f"({type(error).__name__})"
    return ""


@click.command("check-deploy")
@click.option("--try-mail", is_flag=True, help="Connect to the mail server too; nothing is sent.")
def check_deploy(*, try_mail: bool) -> None:
    """Look at settings, database, backups, worker and machine; exit 1 when something is wrong."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    settings: Settings = app.config["SETTINGS"]
    told = lines(collect(app, log_ins(), (lambda: _try_mail(settings)) if try_mail else None))
    for _state, line in told:
        click.echo(line)
    errors = sum(state is State.ERROR for state, _line in told)
    warnings = sum(state is State.WARNING for state, _line in told)
    click.echo(f"\n{len(told)} kontroller: {errors} fejl, {warnings} advarsler.")
    if errors:
        raise click.exceptions.Exit(1)


COMMANDS = (check_deploy,)
