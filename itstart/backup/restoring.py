"""Taking a backup back into a new, empty place; what is there already is never touched."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flask import Flask

from itstart import migrate, sqlite
from itstart.backup import copies, manifest, reading
from itstart.backup.manifest import BadArchive, Manifest
from itstart.config import Settings
from itstart.db import db
from itstart.services import erasure_ledger
from itstart.services.erasure_ledger import Replayed


@dataclass(frozen=True)
class Restored:
    """What came back, where, whether the database was brought up to date, and who was erased in it again."""

    manifest: Manifest
    folder: Path
    migrated: bool
    replayed: Replayed


def _application(settings: Settings) -> Flask:
    """Just enough of an application to reach the restored database."""
    app = Flask("itstart")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.sqlalchemy_url
    db.init_app(app)
    with app.app_context():
        sqlite.set_up(db.engine)
    return app


def restore(archive: Path, folder: Path, settings: Settings) -> Restored:
    """Restore into a folder that is new or empty; a dump of PostgreSQL into the empty database of the settings.

    BadArchive when the archive is not whole, or something is there already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BadArchive(f"Mappen {folder} er ikke tom. Vælg en ny mappe; intet er ændret.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as name:
        made, database = reading.unpack(archive, settings.backup_key, Path(name))
        if made.database == "sqlite":
            with copies.opened_sqlite(database) as connection:
                manifest.compare(connection, made)
            database.replace(folder / "itstart.sqlite3")
        url = settings.database_url if made.database == "postgresql" else ""
        app = _application(replace(settings, instance=folder, database_url=url))
        with app.app_context():
            if made.database == "postgresql":
                _fill(database, made)
            migrated = migrate.upgrade()
            replayed = _erase_again(made, (archive.parent, *settings.ledgers), folder, settings)
            db.engine.dispose()
    return Restored(made, folder, migrated, replayed)


def _erase_again(made: Manifest, ledgers: Sequence[Path], folder: Path, settings: Settings) -> Replayed:
    """Who was erased after the backup is erased in it too, and the new folder knows of it."""
    since = datetime.fromisoformat(made.made_at)
    with sqlite.writing():
        done = erasure_ledger.replay(
            erasure_ledger.read(ledgers, since), [settings.secret_key, *settings.old_secret_keys]
        )
        db.session.commit()
    erasure_ledger.carry(ledgers, folder)
    return done


def _fill(dump: Path, made: Manifest) -> None:
    if db.engine.dialect.name != "postgresql":
        raise BadArchive("Sikkerhedskopien er fra PostgreSQL. Sæt ITSTART_DATABASE_URL til en ny, tom database.")
    copies.fill_postgresql(dump)
    with db.engine.connect() as connection:
        manifest.compare(connection, made)
