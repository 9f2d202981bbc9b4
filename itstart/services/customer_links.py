"""The customer's link: made by the helper, opened without an account, decided exactly once (A22).

Only the hash of the secret is kept. A link is bound to its purpose and to the exact text and file shown:
when they change, it is void. A new link for the same act withdraws the old one.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import func, select, update
from sqlalchemy.exc import NoResultFound

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, CustomerLink, User
from itstart.rules.customer_links import LinkAnswer, LinkPurpose, LinkState, expires, link_state
from itstart.rules.findings import blockers, require
from itstart.rules.settings import SettingKey
from itstart.services import customer_letters, history, link_pages, outbox, settings
from itstart.services.answers import ensure_writable
from itstart.services.customer_acts import (
    Answer,
    ApproveAgreement,
    ApproveDocument,
    CustomerAct,
    Exhibit,
    SignAddendum,
    Subject,
)
from itstart.services.customer_acts_cooperation import EvaluateCoDelivery, code_of
from itstart.services.customer_acts_later import STORY, AcceptDelivery, ApproveSuccessCase, Rate
from itstart.sqlite import writing
from itstart.steps import DELIVERABLES

# What there is to decide by link. A new kind of act is one more name here.
_ACTS: tuple[type[CustomerAct], ...] = (
    ApproveAgreement, SignAddendum, ApproveDocument, AcceptDelivery, Rate, EvaluateCoDelivery, ApproveSuccessCase,
)  # fmt: skip
PURPOSES: Mapping[LinkPurpose, CustomerAct] = MappingProxyType({act.purpose: act() for act in _ACTS})


class LinkOver(Exception):
    """The link cannot be answered (any more): answered, withdrawn, expired, or its text has changed."""

    def __init__(self, link: CustomerLink, *, changed: bool = False) -> None:
        self.link = link
        self.changed = changed
        super().__init__(link.purpose.value)


def token_hash(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def act_of(link: CustomerLink) -> CustomerAct:
    """The kind of act the link is for."""
    return PURPOSES[link.purpose]


def subject_of(link: CustomerLink) -> Subject:
    """The thing the link is about; NoResultFound when it is gone."""
    return act_of(link).find(link.case, link.subject)


def state(link: CustomerLink) -> LinkState:
    """Where the link stands now."""
    return link_state(link, clock.now())


# ---- the helper ------------------------------------------------------------------------------------


def prepare(actor: User, case: CustomerCase, purpose: LinkPurpose, code: str) -> tuple[Subject, Exhibit]:
    """What the customer would see. RuleViolation when it cannot be asked now, NoResultFound for what is not there."""
    ensure_writable(actor, case)
    act = PURPOSES[purpose]
    subject = act.find(case, code)
    require(act.findings(subject))
    return subject, act.show(subject)


def askable(case: CustomerCase, about: str = "") -> list[tuple[LinkPurpose, str, str]]:
    """(purpose, code, title) of everything the customer can be asked now; only about one thing when `about` says so."""
    asked = []
    for purpose, code in _candidates(case):
        act = PURPOSES[purpose]
        if about and code != about and not code.startswith(f"{about}-"):
            continue
        subject = act.find(case, code)
        if not blockers(act.findings(subject)):
            asked.append((purpose, code, act.show(subject).title))
    return asked


def _candidates(case: CustomerCase) -> list[tuple[LinkPurpose, str]]:
    found: list[tuple[LinkPurpose, str]] = []
    for module in case.modules:
        code = f"M-{module.number}"
        found += [(LinkPurpose.APPROVE_AGREEMENT, code), (LinkPurpose.ACCEPT_DELIVERY, code), (LinkPurpose.RATE, code)]
        found += [(LinkPurpose.SIGN_ADDENDUM, f"{code}-T{one.number}") for one in module.addenda if one.is_open]
    codes = [f"{one.deliverable}-{one.version}" for one in case.documents if one.deliverable in DELIVERABLES]
    found += [(LinkPurpose.APPROVE_DOCUMENT, code) for code in codes]
    found += [(LinkPurpose.EVALUATE_CO_DELIVERY, code_of(one)) for one in case.co_deliveries]
    return [*found, (LinkPurpose.APPROVE_SUCCESS_CASE, STORY)]


def create(
    actor: User,
    case: CustomerCase,
    purpose: LinkPurpose,
    code: str,
    *,
    to: customer_letters.Recipient,
    base_url: str,
) -> tuple[CustomerLink, str]:
    """A new link and its address, which is shown this once; the one before it stops working.

    The mail is put in the outbox when `to.send` says so and there is an address to send it to.
    """
    subject, exhibit = prepare(actor, case, purpose, code)
    # Two who make a link at once wait for each other here.
    db.session.execute(select(CustomerCase.id).where(CustomerCase.id == case.id).with_for_update())
    _revoke(case, purpose, subject.code)
    token = secrets.token_urlsafe(24)
    link = link_pages.prepared(_keep(actor, subject, exhibit, to, purpose=purpose, token=token))
    address = f"{base_url.rstrip('/')}/k/{token}"
    if to.send and to.email:
        customer_letters.write_invitation(link, exhibit, to, address)
    history.record(actor, case, "customer_link", f"lavede et link til {to.name}: {purpose.label.lower()}")
    return link, address


def _keep(
    actor: User, subject: Subject, exhibit: Exhibit, to: customer_letters.Recipient, *, purpose: LinkPurpose, token: str
) -> CustomerLink:
    moment = clock.now()
    link = CustomerLink(
        token_hash=token_hash(token),
        case=subject.case,
        number=_next_number(subject.case),
        purpose=purpose,
        subject=subject.code,
        module=subject.module,
        document=subject.document,
        file=exhibit.file,
        content_hash=exhibit.fingerprint,
        recipient_name=to.name,
        recipient_email=to.email,
        created_by=actor,
        created_at=moment,
        expires_at=expires(moment, settings.days(SettingKey.LINK_DAYS)),
    )
    db.session.add(link)
    db.session.flush()
    return link


def _next_number(case: CustomerCase) -> int:
    highest = db.session.scalar(select(func.max(CustomerLink.number)).where(CustomerLink.case_id == case.id))
    return (highest or 0) + 1


def _revoke(case: CustomerCase, purpose: LinkPurpose, code: str) -> None:
    old = select(CustomerLink).where(
        CustomerLink.case_id == case.id,
        CustomerLink.purpose == purpose,
        CustomerLink.subject == code,
        CustomerLink.used_at.is_(None),
        CustomerLink.revoked_at.is_(None),
    )
    for link in db.session.scalars(old):
        link.revoked_at = clock.now()
        outbox.withdraw(customer_letters.invitation_key(link))
    db.session.flush()


def revoke(actor: User, link: CustomerLink) -> None:
    """Withdraw a link that is not answered; it explains itself to whoever opens it."""
    ensure_writable(actor, link.case)
    if link.used_at or link.revoked_at:
        return
    link.revoked_at = clock.now()
    outbox.withdraw(customer_letters.invitation_key(link))
    history.record(actor, link.case, "customer_link", f"trak linket til {link.recipient_name} tilbage")


def of_case(case: CustomerCase) -> Sequence[CustomerLink]:
    """Every link of the case, the newest first."""
    query = select(CustomerLink).where(CustomerLink.case_id == case.id).order_by(CustomerLink.number.desc())
    return db.session.scalars(query).all()


def of_subject(case: CustomerCase, code: str) -> list[CustomerLink]:
    """The links about one thing ("M-1"), the newest first."""
    return [link for link in of_case(case) if link.subject == code]


def find(case: CustomerCase, number: int) -> CustomerLink:
    """A link of the case by its number; NoResultFound (404) otherwise."""
    query = select(CustomerLink).where(CustomerLink.case_id == case.id, CustomerLink.number == number)
    return db.session.scalars(query).one()


# ---- the customer ----------------------------------------------------------------------------------


def opened(hashed: str) -> CustomerLink | None:
    """The link behind the hash of a secret, in whatever state; None when there is none."""
    found: CustomerLink | None = db.session.scalar(select(CustomerLink).where(CustomerLink.token_hash == hashed))
    return found


def note_opened(hashed: str) -> None:
    """Remember when the page behind the link was first seen; a short transaction of its own."""
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(
            update(CustomerLink)
            .where(CustomerLink.token_hash == hashed, CustomerLink.opened_at.is_(None))
            .values(opened_at=clock.now())
        )


def look(link: CustomerLink) -> Exhibit:
    """What the link shows; LinkOver when it can no longer be answered."""
    if state(link) is not LinkState.OPEN:
        raise LinkOver(link)
    try:
        subject = subject_of(link)
        exhibit = act_of(link).show(subject)
    except (NoResultFound, LookupError):
        raise LinkOver(link, changed=True) from None
    if exhibit.fingerprint != link.content_hash or blockers(act_of(link).findings(subject)):
        raise LinkOver(link, changed=True)
    return exhibit


def decide(hashed: str, decision: LinkAnswer, answer: Answer, *, address: str = "") -> CustomerLink:
    """The customer's answer, exactly once; LinkOver for everybody but the first. NoResultFound for an unknown link.

    The act itself goes through the same functions as the helper's own pages; what a rule refuses there
    (RuleViolation) leaves the link unanswered. `address` is where on the net the answer came from.
    """
    link = db.session.scalars(select(CustomerLink).where(CustomerLink.token_hash == hashed)).one()
    # Whoever changes the case's texts meanwhile is waited for, and then seen.
    db.session.execute(select(CustomerCase.id).where(CustomerCase.id == link.case_id).with_for_update())
    db.session.expire_all()
    exhibit = look(link)
    moment = clock.now()
    won = db.session.execute(
        update(CustomerLink)
        .where(
            CustomerLink.id == link.id,
            CustomerLink.used_at.is_(None),
            CustomerLink.revoked_at.is_(None),
            CustomerLink.expires_at > moment,
        )
        .values(used_at=moment, answer=decision, answered_by=answer.by, note=answer.note, answered_from=address)
        .returning(CustomerLink.id)
    )
    if won.first() is None:
        raise LinkOver(link)
    db.session.refresh(link)
    subject, act = subject_of(link), act_of(link)
    with history.as_guest(f"{answer.by} (via link)"):
        (act.yes if decision is LinkAnswer.YES else act.no)(subject, answer)
    link.receipt = customer_letters.receipt(link, exhibit)
    customer_letters.write_receipts(link)
    db.session.flush()
    return link


def may_withdraw(link: CustomerLink) -> bool:
    """True when a yes given by this link can be taken back by it."""
    if link.answer is not LinkAnswer.YES:
        return False
    try:
        return act_of(link).may_withdraw(subject_of(link))
    except (NoResultFound, LookupError):
        return False


def withdraw_answer(hashed: str) -> CustomerLink:
    """The customer takes its yes back; nobody has to say why."""
    link = db.session.scalars(select(CustomerLink).where(CustomerLink.token_hash == hashed)).one()
    if not may_withdraw(link):
        raise LinkOver(link)
    with history.as_guest(f"{link.answered_by} (via link)"):
        act_of(link).withdraw(subject_of(link), by=link.answered_by)
    customer_letters.write_withdrawal(link)
    return link
