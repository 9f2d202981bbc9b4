"""Work of some seconds that no page waits for: asked for here, leased to a converter, its result kept for a while.

Who asks writes a row in its own transaction; `cli/converter.py` takes it, works, and gives back what was made. The
same bytes are made into the same thing once in a case.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from itstart import clock
from itstart.db import db
from itstart.models import Conversion, ConversionFile, CustomerCase, StoredFile, User
from itstart.rules import conversions as rules
from itstart.rules.conversions import ConversionKind, ConversionState
from itstart.rules.settings import SettingKey
from itstart.services import files, settings
from itstart.services.documents import WORD

PDF = "application/pdf"
STOPPED = "Arbejdet blev afbrudt tre gange. Prøv igen, eller hent Word-dokumentet."


class LostLease(Exception):
    """Somebody else has taken the work over in the meantime."""


@dataclass(frozen=True)
class Job:
    """A conversion that is leased, free of the session it came from."""

    id: int
    lease: str
    kind: ConversionKind
    case_id: int
    key: str
    asked_by_id: int | None
    media_type: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class Made:
    """What came out: (name, media type, bytes) of each file, one at a time; and how many pages there are in all."""

    files: Iterable[tuple[str, str, bytes]]
    page_count: int = 0


# ---- asking ----------------------------------------------------------------------------------------


def find(case: CustomerCase, kind: ConversionKind, key: str) -> Conversion | None:
    """What has been asked for of these bytes in the case, in whatever state."""
    query = select(Conversion).where(Conversion.case_id == case.id, Conversion.kind == kind, Conversion.key == key)
    return db.session.scalar(query)


def state(row: Conversion) -> ConversionState:
    """Where the conversion stands now."""
    return rules.conversion_state(row, clock.now())


def state_with(row: Conversion, first: Conversion | None) -> ConversionState:
    """The same for work that waits for another: it is under way when that is."""
    if first is not None and state(row) is ConversionState.WAITING and state(first) is ConversionState.WORKING:
        return ConversionState.WORKING
    return state(row)


def ahead(row: Conversion) -> int:
    """How many others are asked for and not done before it; not the PDF of its own document."""
    waits = and_(
        Conversion.done_at.is_(None), Conversion.failed_at.is_(None), Conversion.id < row.id, Conversion.key != row.key
    )
    return db.session.scalar(select(func.count()).select_from(Conversion).where(waits)) or 0


def ask(user: User | None, case: CustomerCase, kind: ConversionKind, source: StoredFile) -> Conversion:
    """Have something made of a file of the case; what is there or on its way is not made again."""
    _one_at_a_time(case)
    if source.media_type == WORD and kind is not ConversionKind.PDF:
        _ask(user, case, ConversionKind.PDF, source.sha256, source=source)
    return _ask(user, case, kind, source.sha256, source=source)


def ask_draft(user: User, case: CustomerCase, kind: ConversionKind, about: str, content: bytes) -> Conversion:
    """The same for a draft of the document `about`; what was made of an earlier draft of it is forgotten."""
    _one_at_a_time(case)
    key = hashlib.sha256(content).hexdigest()
    _forget(and_(Conversion.case_id == case.id, Conversion.draft_of == about, Conversion.key != key))
    known = find(case, ConversionKind.PDF, key)
    if known is None or known.source is None:
        source = files.store(user, f"{about}.docx", content, WORD)
        known = _ask(user, case, ConversionKind.PDF, key, source=source, draft_of=about)
    if kind is ConversionKind.PDF:
        return _again(known)
    _again(known)
    return _ask(user, case, kind, key, source=known.source, draft_of=known.draft_of)


def ask_archive(user: User, case: CustomerCase) -> Conversion:
    """Have the whole case packed for this person, anew each time; the one before is forgotten."""
    _one_at_a_time(case)
    key = archive_key(user)
    _forget(and_(Conversion.case_id == case.id, Conversion.kind == ConversionKind.ARCHIVE, Conversion.key == key))
    return _ask(user, case, ConversionKind.ARCHIVE, key)


def archive_key(user: User) -> str:
    """Whose a packed case is."""
    return f"user-{user.id}"


def _one_at_a_time(case: CustomerCase) -> None:
    """Two who ask for the same thing at once wait for each other here."""
    db.session.execute(select(CustomerCase.id).where(CustomerCase.id == case.id).with_for_update())


def _ask(
    user: User | None,
    case: CustomerCase,
    kind: ConversionKind,
    key: str,
    *,
    source: StoredFile | None = None,
    draft_of: str = "",
) -> Conversion:
    row = find(case, kind, key)
    if row is not None:
        return _again(row)
    row = Conversion(
        case_id=case.id,
        kind=kind,
        key=key,
        source=source,
        draft_of=draft_of,
        asked_by_id=user.id if user else None,
        asked_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _again(row: Conversion) -> Conversion:
    """What failed is tried once more; what is done is kept longer."""
    row.asked_at = clock.now()
    if row.failed_at:
        row.failed_at, row.problem, row.tries = None, "", 0
    db.session.flush()
    return row


# ---- the lease -------------------------------------------------------------------------------------


def is_due() -> bool:
    """True when there is something to take."""
    return db.session.scalar(select(exists().where(_due(clock.now())))) or False


def _due(moment: datetime) -> ColumnElement[bool]:
    """Open and nobody at work on it; pages of a Word document wait for its PDF."""
    before = aliased(Conversion)
    pdf_is_open = (
        select(before.id)
        .where(
            before.case_id == Conversion.case_id,
            before.key == Conversion.key,
            before.id != Conversion.id,
            before.kind == ConversionKind.PDF,
            before.done_at.is_(None),
            before.failed_at.is_(None),
        )
        .exists()
    )
    return and_(
        Conversion.done_at.is_(None),
        Conversion.failed_at.is_(None),
        or_(Conversion.leased_until.is_(None), Conversion.leased_until < moment),
        or_(Conversion.kind == ConversionKind.PDF, ~pdf_is_open),
    )


def claim() -> Job | None:
    """The work that is next, leased to the caller, or None. What has stopped its worker three times is given up.

    The caller commits.
    """
    moment = clock.now()
    query = select(Conversion).where(_due(moment)).order_by(Conversion.id).limit(1)
    while (row := db.session.scalar(query.with_for_update(skip_locked=True, of=Conversion))) is not None:
        if row.tries < rules.MAX_TRIES:
            return _leased(row, moment)
        row.failed_at, row.problem, row.lease, row.leased_until = moment, STOPPED, None, None
        db.session.flush()
    return None


def _leased(row: Conversion, moment: datetime) -> Job:
    lease = secrets.token_hex(16)
    row.lease, row.leased_until, row.tries = lease, moment + rules.LEASE, row.tries + 1
    db.session.flush()
    job = Job(row.id, lease, row.kind, row.case_id, row.key, row.asked_by_id)
    if row.source is None:
        return job
    return Job(**{**vars(job), "media_type": row.source.media_type, "content": files.content(row.source)})


def pdf_of(job: Job) -> bytes | None:
    """The PDF that has been made of the same bytes, or None."""
    row = db.session.scalar(
        select(Conversion).where(
            Conversion.case_id == job.case_id, Conversion.kind == ConversionKind.PDF, Conversion.key == job.key
        )
    )
    return files.content(row.files[0].file) if row and row.done_at else None


def finish(job: Job, made: Made) -> None:
    """Keep what was made; LostLease when the work is no longer the caller's. The caller commits."""
    _close(job, done_at=clock.now(), page_count=made.page_count)
    for number, (name, media_type, content) in enumerate(made.files, start=1):
        stored = files.store(None, name, content, media_type)
        file_id = stored.id
        db.session.expunge(stored)  # its bytes need not be held until the last one is kept
        db.session.add(ConversionFile(conversion_id=job.id, number=number, file_id=file_id))
        db.session.flush()


def fail(job: Job, problem: str) -> None:
    """Note why nothing came out of it; LostLease as above. The caller commits."""
    _close(job, failed_at=clock.now(), problem=problem[:300])


def _close(job: Job, **values: object) -> None:
    won = db.session.execute(
        update(Conversion)
        .where(Conversion.id == job.id, Conversion.lease == job.lease)
        .values(lease=None, leased_until=None, **values)
        .returning(Conversion.id)
    )
    if won.first() is None:
        raise LostLease


# ---- forgetting ------------------------------------------------------------------------------------


def forget_old() -> int:
    """Forget what nobody has asked for in 30 days; returns how many. It can be made again."""
    return _forget(Conversion.asked_at <= clock.now() - timedelta(days=settings.days(SettingKey.FILE_DAYS)))


def forget_of_cases(cases: Collection[int]) -> int:
    """Forget everything made of these cases: a word that is erased from a document stands in its PDF too."""
    return _forget(Conversion.case_id.in_(cases))


def _forget(what: ColumnElement[bool]) -> int:
    rows = db.session.scalars(select(Conversion.id).where(what)).all()
    if not rows:
        return 0
    gone = list(db.session.scalars(select(ConversionFile.file_id).where(ConversionFile.conversion_id.in_(rows))))
    drafts = select(Conversion.source_id).where(
        Conversion.id.in_(rows), Conversion.draft_of != "", Conversion.source_id.is_not(None)
    )
    gone += list(db.session.scalars(drafts))
    db.session.execute(delete(ConversionFile).where(ConversionFile.conversion_id.in_(rows)))
    db.session.execute(delete(Conversion).where(Conversion.id.in_(rows)))
    still = select(Conversion.source_id).where(Conversion.source_id.is_not(None))
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(gone), StoredFile.id.not_in(still)))
    return len(rows)
