"""The pages of a PDF behind a customer's link: the first ones drawn with the link, the rest when they are asked for."""

from dataclasses import dataclass
from datetime import timedelta

from itstart import clock
from itstart.documents import pages
from itstart.models import Conversion, CustomerLink, StoredFile
from itstart.rules.conversions import ConversionKind, ConversionState
from itstart.services import conversions

# After so long the page no longer asks by itself.
PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class LinkPages:
    """What can be shown of the PDF now, what is on its way, and what can be asked for."""

    shown: Conversion | None
    newest: ConversionState | None
    polls: bool

    @property
    def more(self) -> int:
        """How many pages are not drawn."""
        return self.shown.page_count - len(self.shown.files) if self.shown else 0

    @property
    def may_ask(self) -> bool:
        """Whether there is something to ask for that is not on its way."""
        return self.newest in {None, ConversionState.DONE, ConversionState.FAILED}


def _is_pdf(file: StoredFile | None) -> bool:
    return file is not None and file.media_type == conversions.PDF and pages.available()


def prepared(link: CustomerLink) -> CustomerLink:
    """The link, whose PDF has its first pages drawn before the customer opens it; nothing for other files."""
    if link.file is not None and _is_pdf(link.file):
        conversions.ask(link.created_by, link.case, ConversionKind.FIRST_PAGES, link.file)
    return link


def ask(link: CustomerLink) -> None:
    """The customer wants to see pages: the first ones when there are none, else as many as are shown at all."""
    found = of(link)
    if found and link.file is not None and found.may_ask:
        kind = ConversionKind.PAGES if found.shown else ConversionKind.FIRST_PAGES
        conversions.ask(None, link.case, kind, link.file)


def of(link: CustomerLink) -> LinkPages | None:
    """Where the pages of the link's PDF stand; None when it has none, or nothing can draw them."""
    if link.file is None or not _is_pdf(link.file):
        return None
    kinds = (ConversionKind.FIRST_PAGES, ConversionKind.PAGES)
    rows = [row for kind in kinds if (row := conversions.find(link.case, kind, link.file.sha256))]
    done = [row for row in rows if row.done_at]
    newest = conversions.state(rows[-1]) if rows else None
    waits = newest in {ConversionState.WAITING, ConversionState.WORKING}
    polls = waits and clock.now() - rows[-1].asked_at < PATIENCE
    return LinkPages(done[-1] if done else None, newest, polls)


def picture(link: CustomerLink, leaf: int) -> StoredFile | None:
    """One drawn page, or None."""
    found = of(link)
    files = found.shown.files if found and found.shown else []
    return next((one.file for one in files if one.number == leaf), None)
