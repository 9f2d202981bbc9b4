"""What a backup says of itself, and the database's figures it is compared with."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, column, func, inspect, select, table, text

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
PIECE = 1 << 20


class BadArchive(Exception):
    """The archive cannot be used; the text says why in Danish."""


@dataclass(frozen=True)
class Manifest:
    """`tables` are rows by table, `stored_files` SHA-256 by id as computed from the bytes in the copy;
    `damaged` are those whose bytes were no longer what was stored, already in the live database."""

    made_at: str
    schema: str
    database: str
    sha256: str
    size: int
    tables: dict[str, int]
    stored_files: dict[str, str]
    damaged: list[str]
    format: int = FORMAT

    @property
    def member(self) -> str:
        """The name of the database's file in the archive."""
        return DATABASES[self.database]

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(self.tables.values())

    def as_bytes(self) -> bytes:
        """The file in the archive."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def read(content: bytes) -> Manifest:
    """A manifest from the archive's file; BadArchive when it is none of ours."""
    try:
        values: dict[str, Any] = json.loads(content)
        if values["format"] != FORMAT:
            raise BadArchive("Sikkerhedskopien er lavet af en anden udgave af It-start.")
        made = Manifest(**values)
        known = made.database in DATABASES and all(isinstance(getattr(made, f.name), _TYPES[f.type]) for f in _FIELDS)
    except (ValueError, KeyError, TypeError) as error:
        raise BadArchive("Sikkerhedskopiens indholdsfortegnelse kan ikke læses.") from error
    if not known or made.size < 0:
        raise BadArchive("Sikkerhedskopiens indholdsfortegnelse kan ikke læses.")
    return made


_FIELDS = fields(Manifest)
_TYPES: dict[Any, type] = {str: str, int: int, dict[str, int]: dict, dict[str, str]: dict, list[str]: list}


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def schema_of(connection: Connection) -> str:
    """The revision the database stands at."""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def table_counts(connection: Connection) -> dict[str, int]:
    """Rows of every table there is, whatever the models say."""
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in inspect(connection).get_table_names()
    }


def stored_files(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """(id, SHA-256 of the bytes, SHA-256 as it was stored) of every file, one in memory at a time."""
    files = table("stored_file", column("id"), column("content"), column("sha256"))
    for number in connection.scalars(select(files.c.id).order_by(files.c.id)).all():
        query = select(files.c.content, files.c.sha256).where(files.c.id == number)
        content, stored = connection.execute(query).one()
        yield str(number), hashlib.sha256(content).hexdigest(), stored


def compare(connection: Connection, manifest: Manifest) -> None:
    """BadArchive unless the database holds exactly the rows and files of the manifest."""
    if schema_of(connection) != manifest.schema:
        raise BadArchive("Databasen i sikkerhedskopien har en anden udgave, end der står i indholdsfortegnelsen.")
    if table_counts(connection) != manifest.tables:
        raise BadArchive("Databasen i sikkerhedskopien har ikke de rækker, den skal have.")
    if {number: made for number, made, _stored in stored_files(connection)} != manifest.stored_files:
        raise BadArchive("Filerne i sikkerhedskopien er ikke dem, den skal have.")
