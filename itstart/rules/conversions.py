"""What is made of a case's files in the background, and where such work stands."""

from datetime import datetime, timedelta
from typing import Protocol

from itstart.rules.term import Term

LEASE = timedelta(minutes=5)
MAX_TRIES = 3
# Longer than a customer's link lasts, so that the pages made for it are there as long as it is.
KEEP = timedelta(days=30)
FIRST_PAGES = 3
MAX_PAGES = 60


class ConversionKind(Term):
    """What comes out of it."""

    PDF = "pdf", "PDF"
    FIRST_PAGES = "first_pages", "De første sider"
    PAGES = "pages", "Sider"
    ARCHIVE = "archive", "Hele sagen"


class ConversionState(Term):
    """Where it stands."""

    WAITING = "waiting", "Venter på tur"
    WORKING = "working", "I gang"
    DONE = "done", "Klar"
    FAILED = "failed", "Lykkedes ikke"


class ConversionMoments(Protocol):
    """The moments of a conversion."""

    leased_until: datetime | None
    done_at: datetime | None
    failed_at: datetime | None


def conversion_state(row: ConversionMoments, now: datetime) -> ConversionState:
    """Where a conversion stands at a moment; one whose worker has gone waits again."""
    if row.done_at:
        return ConversionState.DONE
    if row.failed_at:
        return ConversionState.FAILED
    if row.leased_until and row.leased_until >= now:
        return ConversionState.WORKING
    return ConversionState.WAITING


def last_page(kind: ConversionKind) -> int:
    """The last page that is drawn, as long as the document has so many."""
    return FIRST_PAGES if kind is ConversionKind.FIRST_PAGES else MAX_PAGES
