"""Files in the database: checked, kept once with their fingerprint, and given back byte for byte."""

import hashlib

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents import person_words, uploads
from itstart.models.files import StoredFile
from itstart.models.user import User
from itstart.rules import cpr


def store_upload(user: User, name: str, content: bytes) -> StoredFile:
    """Check a file from outside and keep it; `uploads.Rejected` with a Danish reason when it is not taken."""
    kind = uploads.check(name, content)
    if holds_cpr(content):
        raise uploads.Rejected("cpr", cpr.FILE_MESSAGE)
    return store(user, uploads.display_name(name, kind), content, kind.media_type)


def holds_cpr(content: bytes) -> bool:
    """True when the text of a Word document or a workbook holds what looks like a CPR number."""
    return any(cpr.found_in(text) for text in person_words.paragraphs(content))


def cpr_note(*contents: bytes) -> str:
    """A sentence for who has put a vendor's file here, when what looks like a CPR number stands in it; else ""."""
    return f" {cpr.BID_MESSAGE}" if any(map(holds_cpr, contents)) else ""


def store_bid(user: User, name: str, content: bytes) -> StoredFile:
    """The same for what a vendor has sent: a bid is never refused for a number in it, the page only says so."""
    kind = uploads.check(name, content)
    return store(user, uploads.display_name(name, kind), content, kind.media_type)


def store_signed(user: User, name: str, content: bytes) -> StoredFile:
    """The same for what a customer has signed: a document, or a photo of the paper without what the camera says."""
    if not uploads.is_picture(name):
        return store_upload(user, name, content)
    picture = uploads.check_picture(name, content, most=uploads.MAX_BYTES)
    return store(user, f"underskrift.{picture.media_type.rpartition('/')[2]}", picture.content, picture.media_type)


def fingerprint(content: bytes) -> str:
    """By which bytes are known again."""
    return hashlib.sha256(content).hexdigest()


def store(user: User | None, name: str, content: bytes, media_type: str) -> StoredFile:
    """Keep bytes we made ourselves; the row and the bytes go with the transaction."""
    stored = StoredFile(
        sha256=fingerprint(content),
        name=name[:200],
        media_type=media_type,
        size=len(content),
        content=content,
        created_at=clock.now(),
        created_by_id=user.id if user else None,
    )
    db.session.add(stored)
    db.session.flush()
    return stored


def content(stored: StoredFile) -> bytes:
    """The bytes, fetched now; RuntimeError when they are no longer what was stored."""
    found = db.session.scalars(select(StoredFile.content).where(StoredFile.id == stored.id)).one()
    if fingerprint(found) != stored.sha256:
        raise RuntimeError(f"stored file {stored.id} has been changed")
    return found


def content_of(number: int) -> bytes:
    """The same by the file's id; NoResultFound when it is gone."""
    return content(db.session.get_one(StoredFile, number))
