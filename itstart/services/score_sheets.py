"""The demo score sheets of the customer's own people, as the helper makes and follows them (DOMAIN B5, F12; A22).

Only the hash of the secret is kept, as with a customer link. How many points a sheet holds is seen by the helper;
which, by nobody but its person until it is sent.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, ScoreSheet, ScoreSheetNote, ScoreSheetPoint, User, Vendor
from itstart.rules.customer_links import LinkState, expires, link_state
from itstart.rules.findings import Finding, RuleViolation, blockers
from itstart.rules.settings import SettingKey
from itstart.services import history, mail_texts, outbox, scores, settings
from itstart.services.answers import ensure_writable
from itstart.services.customer_letters import Recipient, signed, whom_to_call
from itstart.services.customer_links import token_hash
from itstart.steps.selection.anonymous import anonymous_names
from itstart.steps.selection.bidders import bidders
from itstart.steps.selection.gaps import scoring_findings
from itstart.steps.shared_documents import short_name

MAX_SHEETS = 60
MAX_NAME = 100


@dataclass(frozen=True)
class Place:
    """A vendor on a sheet: its number, what the person calls it, and how many tasks have points."""

    code: str
    name: str
    given: int
    total: int

    @property
    def missing(self) -> int:
        """Tasks without points."""
        return self.total - self.given


def state(sheet: ScoreSheet) -> LinkState:
    """Where the sheet stands now."""
    return link_state(sheet, clock.now())


def shown_vendors(case: CustomerCase) -> list[Vendor]:
    """The vendors that are scored: those with a bid that is not out."""
    return [vendor for vendor in bidders(case) if vendor.bid and not vendor.bid.excluded_reason]


def places(sheet: ScoreSheet) -> list[Place]:
    """The vendors of the sheet in the case's order."""
    case = sheet.case
    secret = anonymous_names(case)
    live = {scenario.id for scenario in case.demo_scenarios}
    given = {(point.vendor_id, point.scenario_id) for point in sheet.points if point.scenario_id in live}
    return [
        Place(
            vendor.code,
            secret[vendor.code] if sheet.anonymous else short_name(vendor.name) or vendor.code,
            sum(1 for owner, _ in given if owner == vendor.id),
            len(live),
        )
        for vendor in shown_vendors(case)
    ]


# ---- the helper ------------------------------------------------------------------------------------


def findings(case: CustomerCase) -> list[Finding]:
    """What speaks against sending sheets now."""
    found = blockers(scoring_findings(case))
    if not shown_vendors(case):
        found.append(Finding("Skriv først de tilbud ind, der skal vises frem."))
    if not case.demo_scenarios:
        found.append(Finding("Skriv først de opgaver, leverandørerne skal vise."))
    return found


def tidy_name(case: CustomerCase, name: str) -> str:
    """The name points are stored under: as it is spelled already, when the person is known."""
    tidy = " ".join(name.split())[:MAX_NAME]
    known = [*scores.evaluators(case), *(sheet.evaluator for sheet in of_case(case))]
    return next((other for other in known if other.casefold() == tidy.casefold()), tidy)


def create(actor: User, case: CustomerCase, *, to: Recipient, anonymous: bool, base_url: str) -> tuple[ScoreSheet, str]:
    """A sheet for one person and its address, which is shown this once.

    An older unsent sheet of the same person stops working; what was written in it moves along. RuleViolation
    while points may not be given, or there is nothing to give points for.
    """
    ensure_writable(actor, case)
    _refuse(findings(case))
    # Two who make a sheet at once wait for each other here.
    db.session.execute(select(CustomerCase.id).where(CustomerCase.id == case.id).with_for_update())
    made = of_case(case)
    if len(made) >= MAX_SHEETS:
        _refuse([Finding(f"Der kan højst laves {MAX_SHEETS} pointark i en sag.")])
    name = tidy_name(case, to.name)
    older = [sheet for sheet in made if sheet.evaluator == name and not (sheet.used_at or sheet.revoked_at)]
    for sheet in older:
        _revoke(sheet)
    db.session.flush()
    token = secrets.token_urlsafe(24)
    sheet = _keep(actor, case, name, to.email, token=token, anonymous=anonymous, number=len(made) + 1)
    for old in older:
        _move(old, sheet)
    address = f"{base_url.rstrip('/')}/p/{token}"
    if to.send and to.email:
        _write_invitation(sheet, to, address)
    history.record(actor, case, "score_sheet", f"lavede et pointark til {name}")
    return sheet, address


def _refuse(found: Sequence[Finding]) -> None:
    if found:
        raise RuleViolation(list(found))


def _keep(
    actor: User, case: CustomerCase, name: str, email: str, *, token: str, anonymous: bool, number: int
) -> ScoreSheet:
    moment = clock.now()
    sheet = ScoreSheet(
        token_hash=token_hash(token),
        case=case,
        number=number,
        evaluator=name,
        email=email,
        anonymous=anonymous,
        created_by=actor,
        created_at=moment,
        expires_at=expires(moment, settings.days(SettingKey.LINK_DAYS)),
    )
    db.session.add(sheet)
    db.session.flush()
    return sheet


def _move(old: ScoreSheet, new: ScoreSheet) -> None:
    for table in (ScoreSheetPoint, ScoreSheetNote):
        db.session.execute(update(table).where(table.sheet_id == old.id).values(sheet_id=new.id))
    new.saved_at = old.saved_at
    db.session.flush()
    for sheet in (old, new):
        db.session.expire(sheet, ["points", "notes"])


def _revoke(sheet: ScoreSheet) -> None:
    sheet.revoked_at = clock.now()
    outbox.withdraw(mail_key(sheet))


def revoke(actor: User, sheet: ScoreSheet) -> None:
    """Withdraw a sheet that is not sent; it explains itself to whoever opens it."""
    ensure_writable(actor, sheet.case)
    if sheet.used_at or sheet.revoked_at:
        return
    _revoke(sheet)
    history.record(actor, sheet.case, "score_sheet", f"trak pointarket til {sheet.evaluator} tilbage")


def of_case(case: CustomerCase) -> Sequence[ScoreSheet]:
    """Every sheet of the case, the newest first."""
    query = select(ScoreSheet).where(ScoreSheet.case_id == case.id).order_by(ScoreSheet.number.desc())
    return db.session.scalars(query).all()


def find(case: CustomerCase, number: int) -> ScoreSheet:
    """A sheet of the case by its number; NoResultFound (404) otherwise."""
    query = select(ScoreSheet).where(ScoreSheet.case_id == case.id, ScoreSheet.number == number)
    return db.session.scalars(query).one()


def given_count(case: CustomerCase) -> dict[int, int]:
    """How many points each sheet holds, by its number; never which."""
    query = (
        select(ScoreSheet.number, func.count(ScoreSheetPoint.id))
        .join(ScoreSheetPoint, ScoreSheetPoint.sheet_id == ScoreSheet.id)
        .where(ScoreSheet.case_id == case.id)
        .group_by(ScoreSheet.number)
    )
    return {int(row[0]): int(row[1]) for row in db.session.execute(query)}


def sent_notes(case: CustomerCase, vendor: Vendor) -> list[tuple[str, str]]:
    """(person, note) about one vendor from the sheets that are sent; the others are nobody's business yet."""
    query = (
        select(ScoreSheet.evaluator, ScoreSheetNote.note)
        .join(ScoreSheetNote, ScoreSheetNote.sheet_id == ScoreSheet.id)
        .where(ScoreSheet.case_id == case.id, ScoreSheet.used_at.is_not(None), ScoreSheetNote.vendor_id == vendor.id)
        .order_by(ScoreSheet.used_at)
    )
    return [(name, note) for name, note in db.session.execute(query)]


def subject_line(sheet: ScoreSheet) -> str:
    """What the mail is about."""
    return _invitation(sheet, "", outbox.LINK)[0]


def invitation(sheet: ScoreSheet, words: str, address: str = outbox.LINK) -> str:
    """The mail that carries the sheet."""
    return _invitation(sheet, words, address)[1]


def _invitation(sheet: ScoreSheet, words: str, address: str) -> tuple[str, str]:
    return mail_texts.compose(
        "pointark",
        navn=sheet.evaluator,
        sag=sheet.case.number,
        egne_ord=words.strip(),
        link=address,
        dage=(sheet.expires_at - sheet.created_at).days,
        kontakt=whom_to_call(sheet.created_by),
        afsender=signed(sheet.created_by),
    )


def mail_key(sheet: ScoreSheet) -> str:
    """The key of the mail that carries the sheet."""
    return f"score-sheet:{sheet.id}"


def _write_invitation(sheet: ScoreSheet, to: Recipient, address: str) -> None:
    outbox.write(
        key=mail_key(sheet),
        recipient=to.email,
        recipient_name=sheet.evaluator,
        subject=subject_line(sheet),
        body=invitation(sheet, to.words),
        link=address,
        reply_to=sheet.created_by,
        case=sheet.case,
    )
