"""Whether what a server acknowledged is in the database, whole, and nothing is there by half."""

import hashlib

from sqlalchemy import text

from itstart.db import db
from itstart.models import GeneratedDocument, Requirement
from itstart.models.files import StoredFile
from itstart.models.user import FormKey
from tests.nothing_lost.load import Ledger


def check(ledger: Ledger, name: str) -> None:
    """Everything acknowledged is there; and of everything that is there, all of it."""
    db.session.remove()
    keys = {key for key in db.session.scalars(db.select(FormKey.key)) if key.startswith(name)}
    rows = {title for title in db.session.scalars(db.select(Requirement.title)) if title.startswith(name)}
    made = db.session.query(GeneratedDocument).filter(GeneratedDocument.handed_over_to.startswith(name)).all()
    files = {document.handed_over_to: document for document in made}

    assert set(ledger.rows) <= rows, "an acknowledged row is lost"
    assert set(ledger.files) <= files.keys(), "an acknowledged file is lost"
    assert rows | files.keys() == keys, "a row without its key, or a key without its row"
    assert len(rows) + len(files) == len(keys)
    for key, content in ledger.files.items():
        assert files[key].file.sha256 == hashlib.sha256(content).hexdigest()
    for number, fingerprint, size, content in db.session.execute(
        db.select(StoredFile.id, StoredFile.sha256, StoredFile.size, StoredFile.content)
    ):
        assert (fingerprint, size) == (hashlib.sha256(content).hexdigest(), len(content)), number
    assert db.session.query(StoredFile).count() == len(made), "a file nobody speaks of"
    if db.engine.dialect.name == "sqlite":
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).first() is None
    db.session.remove()
