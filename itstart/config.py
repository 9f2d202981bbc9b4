"""Settings from the environment (`ITSTART_...`), with an optional `.env` beside the program."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "ITSTART_"
MIN_SECRET = 32
MB = 1 << 20
BODY_LIMIT = 1 * MB
UPLOAD_LIMIT = 26 * MB
# PostgreSQL: a connection that was cut is replaced before it is used, and nobody waits longer for a lock
# (milliseconds) or for a server that does not answer (seconds) than a browser would.
SERVER_DATABASE = {
    "pool_pre_ping": True,
    "connect_args": {"options": "-c lock_timeout=8000", "connect_timeout": 5},
}


class BadConfiguration(Exception):
    """The settings do not allow a start; the text says what to change."""


@dataclass(frozen=True)
class Settings:
    """Everything the surroundings decide. `environ` is never read after this."""

    production: bool = False
    debug: bool = False
    secret_key: str = ""
    database_url: str = ""
    instance: Path = ROOT / "instance"
    demo: bool = True
    base_url: str = ""
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_from: str = ""
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_starttls: bool = False
    second_factor: bool = False
    old_secret_keys: tuple[str, ...] = ()
    backup_to: Path | None = None
    backup_key: str = ""
    log_json: bool = False
    limiter_storage: str = "memory://"

    @property
    def sends_mail(self) -> bool:
        """True when there is a mail server to send to; otherwise people send from the outbox page."""
        return bool(self.smtp_host and self.smtp_from)

    @property
    def ledgers(self) -> tuple[Path, ...]:
        """The folders that know who was erased: the instance's, and the backups'."""
        return (self.instance, *([self.backup_to] if self.backup_to else []))

    @property
    def sqlalchemy_url(self) -> str:
        """The database to open: the one given, else a file in the instance folder."""
        if self.database_url:
            return self.database_url.replace("postgres://", "postgresql://", 1)
        return f"sqlite:///{self.instance / 'itstart.sqlite3'}"


def _flag(values: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = values.get(PREFIX + name, "").strip().lower()
    if text in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return default if not text else text in {"1", "true", "yes", "on"}
    raise BadConfiguration(f"{PREFIX}{name} skal være 1 eller 0, ikke “{text}”.")


def _number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(PREFIX + name, "").strip()
    try:
        return int(text) if text else default
    except ValueError as error:
        raise BadConfiguration(f"{PREFIX}{name} skal være et helt tal, ikke “{text}”.") from error


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _backup_key(values: Mapping[str, str]) -> str:
    """The passphrase that backups are encrypted with: given itself, or as the first line of a file."""
    if file := values.get(PREFIX + "BACKUP_KEY_FILE", "").strip():
        try:
            return (Path(file).read_text("utf-8").splitlines() or [""])[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BadConfiguration(f"{PREFIX}BACKUP_KEY_FILE kan ikke læses: {type(error).__name__}.") from error
    return values.get(PREFIX + "BACKUP_KEY", "")


def environment() -> dict[str, str]:
    """The process's environment over what stands in `.env`; the environment wins."""
    from_file = {key: value or "" for key, value in dotenv_values(ROOT / ".env").items()}
    return {**from_file, **os.environ}


def read(values: Mapping[str, str]) -> Settings:
    """The settings in a set of environment variables; BadConfiguration when one cannot be read."""
    env = values.get(PREFIX + "ENV", "development").strip().lower() or "development"
    if env not in {"development", "production"}:
        raise BadConfiguration(f"{PREFIX}ENV skal være development eller production, ikke “{env}”.")
    hosts = _words(values.get(PREFIX + "TRUSTED_HOSTS", ""))
    backup_to = values.get(PREFIX + "BACKUP_TO", "").strip()
    base_url = values.get(PREFIX + "BASE_URL", "").strip().rstrip("/")
    if not hosts and (name := urlsplit(base_url).hostname):
        hosts = (name,)
    demo = _flag(values, "DEMO", default=env != "production")
    return Settings(
        production=env == "production",
        debug=_flag(values, "DEBUG", default=False),
        secret_key=values.get(PREFIX + "SECRET_KEY", ""),
        database_url=values.get(PREFIX + "DATABASE_URL", "").strip(),
        instance=Path(values.get(PREFIX + "INSTANCE") or ROOT / "instance").resolve(),
        demo=demo,
        base_url=base_url,
        trusted_hosts=hosts,
        proxies=_number(values, "PROXIES", 0),
        smtp_host=values.get(PREFIX + "SMTP_HOST", "").strip(),
        smtp_port=_number(values, "SMTP_PORT", 25),
        smtp_from=values.get(PREFIX + "SMTP_FROM", "").strip(),
        smtp_user=values.get(PREFIX + "SMTP_USER", "").strip(),
        smtp_password=values.get(PREFIX + "SMTP_PASSWORD", ""),
        smtp_starttls=_flag(values, "SMTP_STARTTLS", default=False),
        # A demo is for trying; everywhere else IBIZ-Center's people log in with a password and a code.
        second_factor=_flag(values, "SECOND_FACTOR", default=env == "production" or not demo),
        old_secret_keys=_words(values.get(PREFIX + "OLD_SECRET_KEYS", "")),
        backup_to=Path(backup_to).resolve() if backup_to else None,
        backup_key=_backup_key(values),
        log_json=_flag(values, "LOG_JSON", default=False),
        limiter_storage=values.get(PREFIX + "LIMITER_STORAGE", "").strip() or "memory://",
    )


def is_weak(secret: str) -> bool:
    """True for a secret that could be guessed."""
    return len(secret) < MIN_SECRET or len(set(secret)) < 10


def problems(settings: Settings) -> list[str]:
    """What speaks against a start in production, in plain Danish; empty when all is well."""
    if not settings.production:
        return []
    found = []
    if is_weak(settings.secret_key):
        found.append(f"{PREFIX}SECRET_KEY mangler eller er for svag: brug mindst {MIN_SECRET} tilfældige tegn.")
    if settings.debug:
        found.append(f"{PREFIX}DEBUG må ikke være slået til.")
    if settings.demo:
        found.append(f"{PREFIX}DEMO må ikke være slået til.")
    if not settings.second_factor:
        found.append(f"{PREFIX}SECOND_FACTOR må ikke være slået fra.")
    if not settings.trusted_hosts:
        found.append(f"{PREFIX}BASE_URL mangler, fx https://it-start.example.dk.")
    elif settings.base_url and not settings.base_url.startswith("https://"):
        found.append(f"{PREFIX}BASE_URL skal begynde med https://.")
    return found


def _kept_secret(instance: Path) -> str:
    """A secret of this installation's own, made at the first start and readable by its owner only."""
    path = instance / "secret_key"
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        instance.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(48)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secret)
    return secret


def load() -> Settings:
    """The settings of this process, complete and allowed; BadConfiguration otherwise."""
    settings = read(environment())
    if found := problems(settings):
        raise BadConfiguration("\n".join(found))
    if not settings.secret_key:
        settings = replace(settings, secret_key=_kept_secret(settings.instance))
    return settings


def flask_config(settings: Settings) -> dict[str, Any]:
    """The settings as Flask and its extensions want them."""
    secure = settings.production
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.old_secret_keys),
        # Tokens in pages that were open when the key was changed still fit; the last one signs.
        "WTF_CSRF_SECRET_KEY": [*reversed(settings.old_secret_keys), settings.secret_key],
        "DEBUG": settings.debug,
        "SQLALCHEMY_DATABASE_URI": settings.sqlalchemy_url,
        "RATELIMIT_STORAGE_URI": settings.limiter_storage,
        "SQLALCHEMY_ENGINE_OPTIONS": {} if settings.sqlalchemy_url.startswith("sqlite") else dict(SERVER_DATABASE),
        "SESSION_COOKIE_NAME": "__Host-itstart" if secure else "itstart",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_CHECK_DEFAULT": True,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or ["127.0.0.1", "localhost", "[::1]"],
        "MAX_CONTENT_LENGTH": BODY_LIMIT,
        "MAX_FORM_MEMORY_SIZE": BODY_LIMIT,
        "MAX_FORM_PARTS": 5_000,
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": settings.limiter_storage != "memory://",
        "RATELIMIT_HEADERS_ENABLED": False,
    }
