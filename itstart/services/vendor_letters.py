"""The letters to the vendors: the text made from the case, edited, and frozen when it is sent (DOMAIN B5)."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from itstart import clock
from itstart.db import db
from itstart.documents import RenderedDocument
from itstart.models import CustomerCase, User, Vendor, VendorLetter
from itstart.rules import vendor_letters as rules
from itstart.rules.findings import Finding, require
from itstart.rules.vendor_letters import LetterKind, Standing
from itstart.services import documents, history, outbox
from itstart.services.answers import ensure_writable, mark_started
from itstart.services.conflicts import Conflict, Difference
from itstart.steps import find_task
from itstart.steps.definition import Deliverable
from itstart.steps.selection import letter_documents, letters
from itstart.steps.selection.assessment import AssessedBid, Assessment, assess
from itstart.steps.selection.letters import Draft
from itstart.steps.shared_documents import short_name

TASK = "valg/breve"
TEXTS = tuple(field.name for field in fields(Draft))
ALREADY_SENT = "Brevet er sendt og kan ikke ændres. Begynd på et nyt, hvis I vil skrive igen."


@dataclass(frozen=True)
class Letter:
    """A letter as it stands: what the case says now, and what is stored of it, if anything."""

    kind: LetterKind
    vendor: Vendor
    case: CustomerCase
    proposal: Draft | None
    stored: VendorLetter | None
    findings: tuple[Finding, ...]
    advice: tuple[Finding, ...] = ()

    @property
    def text(self) -> Draft:
        """The helper's own words where there are any, else the proposal."""
        if self.stored is None:
            return self.proposal or Draft()
        return Draft(**{name: getattr(self.stored, name) for name in TEXTS})

    @property
    def held_at(self) -> datetime | None:
        return self.stored.held_at if self.stored else None

    @property
    def is_sent(self) -> bool:
        return self.stored is not None and self.stored.sent_on is not None

    @property
    def is_open(self) -> bool:
        """Whether it can be written in now."""
        return not self.findings and not self.is_sent

    @property
    def is_outdated(self) -> bool:
        """Whether the case has come to say something else since the draft was begun."""
        draft, now = self.stored, self.proposal
        return draft is not None and not self.is_sent and now is not None and draft.source_sha256 != now.sha256

    @property
    def mail(self) -> str:
        """The letter as a mail."""
        return letter_documents.mail_text(self.kind, self.text, held_at=self.held_at)


def _live(case: CustomerCase) -> Select[VendorLetter]:
    return select(VendorLetter).where(VendorLetter.case_id == case.id, VendorLetter.deleted_at.is_(None))


def overview(case: CustomerCase) -> list[Letter]:
    """Every letter the bidders can get now, and every one that is written, in the order of the vendors."""
    found = assess(case)
    newest = {(row.vendor_id, row.kind): row for row in db.session.scalars(_live(case).order_by(VendorLetter.id))}
    letters_of = [
        _letter(case, found, vendor, kind, newest.get((vendor.id, kind)), listed=True)
        for kind in LetterKind
        for vendor in case.vendors
        if found.of(vendor.code) is not None or (vendor.id, kind) in newest
    ]
    return [one for one in letters_of if one.stored is not None or not one.findings]


def find(case: CustomerCase, vendor: Vendor, kind: LetterKind) -> Letter:
    """One letter, whether it can be written now or not."""
    query = _live(case).where(VendorLetter.vendor_id == vendor.id, VendorLetter.kind == kind)
    stored = db.session.scalar(query.order_by(VendorLetter.id.desc()).limit(1))
    return _letter(case, assess(case), vendor, kind, stored)


def _letter(
    case: CustomerCase,
    found: Assessment,
    vendor: Vendor,
    kind: LetterKind,
    stored: VendorLetter | None,
    *,
    listed: bool = False,
) -> Letter:
    place: Standing = letters.standing(case, found, vendor)
    bid = found.of(vendor.code)
    findings = rules.check_letter(kind, place)
    advice = _advice(case, bid) if kind is LetterKind.REJECTION else []
    # A letter nobody has begun, or that is sent, is not compared with anything: in a list it needs no words.
    needed = not listed or (stored is not None and stored.sent_on is None)
    proposal = letters.draft(kind, case, bid) if bid and needed and not findings else None
    return Letter(kind, vendor, case, proposal, stored, tuple(findings), tuple(advice))


def _advice(case: CustomerCase, bid: AssessedBid | None) -> list[Finding]:
    rank = bid.result.rank if bid and bid.result else None
    return rules.advise_wait(rank=rank, signed_on=case.contract.signed_on)


def sent_before(letter: Letter) -> list[VendorLetter]:
    """Earlier letters of the kind that were sent to the vendor, the newest first."""
    query = _live(letter.case).where(VendorLetter.vendor_id == letter.vendor.id, VendorLetter.kind == letter.kind)
    rows = db.session.scalars(query.where(VendorLetter.sent_on.is_not(None)).order_by(VendorLetter.id.desc()))
    return [row for row in rows if letter.stored is None or row.id != letter.stored.id]


# ---- writing ---------------------------------------------------------------------------------------


def _ensure_open(actor: User, letter: Letter) -> None:
    ensure_writable(actor, letter.case)
    require([*letter.findings, *([Finding(ALREADY_SENT)] if letter.is_sent else [])])


def save(actor: User, letter: Letter, typed: dict[str, Any], *, version: int) -> VendorLetter:
    """Store the draft. Conflict when somebody else saved another text meanwhile; RuleViolation when it is sent."""
    _ensure_open(actor, letter)
    row = letter.stored or _begin(letter)
    changes = [Difference(name, mine, getattr(row, name)) for name, mine in typed.items()]
    differing = [change for change in changes if change.mine != change.theirs]
    if row.version != version and differing:
        raise Conflict(differing, row.version, row.changed_by, row.changed_at)
    if differing:
        for change in differing:
            setattr(row, change.field, change.mine)
        _changed(actor, letter, row, "rettede")
    db.session.flush()
    return row


def _begin(letter: Letter) -> VendorLetter:
    """A draft with the words of the case in it."""
    text = letter.proposal or Draft()
    row = VendorLetter(case=letter.case, vendor=letter.vendor, kind=letter.kind, source_sha256=text.sha256, version=1)
    for name in TEXTS:
        setattr(row, name, getattr(text, name))
    db.session.add(row)
    return row


def _changed(actor: User, letter: Letter, row: VendorLetter, what: str) -> None:
    row.version += 1
    row.changed_by, row.changed_at = actor.name, clock.now()
    mark_started(letter.case, find_task(TASK))
    text = f"{what} brevet til {short_name(letter.vendor.name)}: {letter.kind.label.lower()}"
    history.record(actor, letter.case, "letter_changed", text, subject=f"{letter.kind}/{letter.vendor.code}")


def fetch(actor: User, letter: Letter) -> VendorLetter:
    """Take the words of the case again; the draft is put away, and `undo` brings it back."""
    _ensure_open(actor, letter)
    row = _begin(letter)
    if letter.stored is not None:
        row.held_at, row.version = letter.stored.held_at, letter.stored.version
        letter.stored.deleted_at = clock.now()
    _changed(actor, letter, row, "hentede forslaget igen til")
    db.session.flush()
    return row


def undo(actor: User, letter: Letter) -> VendorLetter:
    """Bring the draft back that was put away last; NoResultFound (404) when there is none."""
    _ensure_open(actor, letter)
    query = select(VendorLetter).where(
        VendorLetter.case_id == letter.case.id,
        VendorLetter.vendor_id == letter.vendor.id,
        VendorLetter.kind == letter.kind,
        VendorLetter.deleted_at.is_not(None),
    )
    row = db.session.scalars(query.order_by(VendorLetter.deleted_at.desc(), VendorLetter.id.desc()).limit(1)).one()
    if letter.stored is not None:
        row.version = letter.stored.version
        letter.stored.deleted_at = clock.now()
    row.deleted_at = None
    _changed(actor, letter, row, "tog sin egen tekst tilbage i")
    db.session.flush()
    return row


def start_over(actor: User, letter: Letter) -> VendorLetter:
    """A new letter after one that was sent; what was sent stays."""
    ensure_writable(actor, letter.case)
    require([*letter.findings, *([] if letter.is_sent else [Finding("Brevet er ikke sendt endnu.")])])
    row = _begin(letter)
    _changed(actor, letter, row, "begyndte på et nyt udkast til")
    db.session.flush()
    return row


# ---- sending ---------------------------------------------------------------------------------------


def document(letter: Letter, on: date) -> Deliverable:
    """The letter as a Word document."""
    return letter_documents.letter(letter.kind, letter.vendor, letter.text, held_at=letter.held_at, on=on)


def rendered(letter: Letter) -> RenderedDocument:
    """The Word document of the draft, dated today."""
    return documents.draft(letter.case, document(letter, clock.today()))


def send(actor: User, letter: Letter, *, on: date, email: str = "") -> VendorLetter:
    """Freeze the letter as it stands; with an address it is put in the outbox too.

    RuleViolation names what is missing, also that it is already sent.
    """
    _ensure_open(actor, letter)
    text = {name: getattr(letter.text, name) for name in TEXTS}
    decided, today = letter.case.evaluation.decided_on, clock.today()
    require(rules.check_send(letter.kind, text, on=on, today=today, decided_on=decided, held_at=letter.held_at))
    row = letter.stored or _begin(letter)
    db.session.flush()
    to = ", ".join(part for part in (letter.vendor.contact.strip(), short_name(letter.vendor.name)) if part)
    row.document = documents.hand_over(actor, letter.case, document(letter, on), to=to[:200], on=on)
    row.sent_on, row.sent_to = on, email
    row.version += 1
    if email:
        outbox.write(
            key=f"vendor-letter:{row.id}",
            recipient=email,
            recipient_name=letter.vendor.contact,
            subject=letter.text.subject,
            body=letter.mail,
            reply_to=actor,
            case=letter.case,
        )
    mark_started(letter.case, find_task(TASK))
    db.session.flush()
    return row
