"""Sparring: ask, assign, answer, ask back, follow up, close, withdraw (D4, S47, S53)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.models import (
    CustomerCase,
    SparringGrant,
    SparringLook,
    SparringMessage,
    SparringRequest,
    User,
)
from itstart.rules import sparring as rules
from itstart.rules.findings import Finding, require
from itstart.rules.settings import SettingKey
from itstart.rules.sparring import Event, Share, Urgency, Who
from itstart.rules.terms import Role, SparringStatus
from itstart.services import cases, history, mail_texts, outbox, settings, sparring_places
from itstart.services.answers import ensure_writable


@dataclass(frozen=True)
class Question:
    """What the helper fills in."""

    about: str
    question: str
    urgency: Urgency
    deadline_on: date | None
    share: Share
    customer_accept_by: str = ""
    customer_accept_on: date | None = None


def find(case: CustomerCase, code: str) -> SparringRequest:
    """A question of the case by its mark, "SP-1"; NoResultFound (404) otherwise."""
    query = select(SparringRequest).where(SparringRequest.case_id == case.id, SparringRequest.code == code)
    return db.session.scalars(query).one()


def may_answer(user: User) -> bool:
    """IBIZ-Center's advisers answer; administrators look after people."""
    return user.role is Role.STAFF and user.deactivated_at is None


# ---- the helper ------------------------------------------------------------------------------------


def ask(actor: User, case: CustomerCase, said: Question) -> SparringRequest:
    """A new question, open for anybody at IBIZ-Center to take."""
    ensure_writable(actor, case)
    place = sparring_places.find(case, said.about)
    require(_share_findings(said, place))
    request = SparringRequest(
        case=case,
        code=_next_code(case),
        about=said.about,
        asked_on=clock.today(),
        asked_by_id=actor.id,
        question=said.question,
        urgency=said.urgency,
        deadline_on=said.deadline_on,
        share=said.share,
        customer_accept_by=said.customer_accept_by if said.share is Share.PRICES else "",
        customer_accept_on=said.customer_accept_on if said.share is Share.PRICES else None,
    )
    db.session.add(request)
    _say(request, actor, "asked", said.question)
    asked = settings.our_words("bad IBIZ-Center om sparring")
    history.record(actor, case, "sparring", f"{asked}: {request.code}, {place.title}")
    return request


def _share_findings(said: Question, place: sparring_places.Place) -> list[Finding]:
    found = rules.check_share(
        said.share, accept_by=said.customer_accept_by, accept_on=said.customer_accept_on, today=clock.today()
    )
    if said.share is Share.TASK and place.is_confidential:
        found.append(Finding("Opgaven viser tilbud eller priser. Det kræver kundens ja.", where="share"))
    if said.deadline_on and said.deadline_on < clock.today():
        found.append(Finding("Fristen ligger i fortiden.", where="deadline_on"))
    return found


def _next_code(case: CustomerCase) -> str:
    numbers = [int(tail) for one in case.sparring if (tail := one.code.rpartition("-")[2]).isdigit()]
    return f"SP-{max(numbers, default=0) + 1}"


def _say(request: SparringRequest, actor: User, kind: str, text: str) -> None:
    request.messages.append(
        SparringMessage(
            at=clock.now(),
            user_id=actor.id,
            author=actor.name,
            from_center=policies.is_staff(actor),
            kind=kind,
            text=text,
        )
    )
    db.session.flush()


def _grant_until(asked_on: date, answered_on: date | None) -> date:
    days = (settings.days(key) for key in (SettingKey.GRANT_DAYS, SettingKey.UNANSWERED_DAYS))
    return rules.grant_until(asked_on, answered_on, *days)


def _as_helper(actor: User, request: SparringRequest, event: Event) -> None:
    ensure_writable(actor, request.case)
    require(rules.check_event(event, request.status, Who.HELPER))
    request.status = rules.after(event, request.status)


def follow_up(actor: User, request: SparringRequest, text: str) -> None:
    """Write more; after an answer that opens the question again, for the same person first."""
    was_answered = request.status is SparringStatus.ANSWERED
    _as_helper(actor, request, Event.FOLLOW_UP)
    _say(request, actor, "asked", text)
    if was_answered:
        request.asked_on = clock.today()
        request.reminded_on = None
        _extend(request, _grant_until(clock.today(), None))
    _mail(actor, request, request.assigned_to, "opfølgning", text)
    history.record(actor, request.case, "sparring", settings.our_words(f"skrev igen til IBIZ-Center om {request.code}"))


def close(actor: User, request: SparringRequest, usefulness: int) -> None:
    """The helper has what was needed; 1 to 5 says how useful it was."""
    if not 1 <= usefulness <= 5:
        require([Finding("Giv 1 til 5.", where="usefulness")])
    _as_helper(actor, request, Event.CLOSE)
    request.usefulness, request.closed_on = usefulness, clock.today()
    history.record(actor, request.case, "sparring", f"lukkede {request.code} og gav sparringen {usefulness} af 5")


def withdraw(actor: User, request: SparringRequest) -> None:
    """The question is no longer asked, and nobody may look any longer."""
    _as_helper(actor, request, Event.WITHDRAW)
    _revoke(request.grants)
    history.record(actor, request.case, "sparring", f"trak {request.code} tilbage")


def stop_sharing(actor: User, request: SparringRequest) -> None:
    """The helper ends what IBIZ-Center may see before its time."""
    ensure_writable(actor, request.case)
    _revoke(request.grants)
    request.share, request.package = Share.REPORTED, ""
    history.record(
        actor, request.case, "sparring", settings.our_words(f"stoppede IBIZ-Centers adgang i {request.code}")
    )


# ---- IBIZ-Center -----------------------------------------------------------------------------------


def _as_center(actor: User, request: SparringRequest, event: Event) -> None:
    policies.ensure(may_answer(actor))
    require(rules.check_event(event, request.status, Who.CENTER))
    request.status = rules.after(event, request.status)


def assign(actor: User, request: SparringRequest, to: User) -> None:
    """Take a question, give it to a colleague, or hand it over; only the one who has it may look."""
    policies.ensure(may_answer(to))
    _as_center(actor, request, Event.ASSIGN if request.status is SparringStatus.OPEN else Event.HAND_OVER)
    request.assigned_to_id, request.assigned_on = to.id, clock.today()
    _revoke([grant for grant in request.grants if grant.user_id != to.id])
    if request.share is not Share.REPORTED:
        _grant(request, to)
    db.session.flush()
    db.session.refresh(request, ["assigned_to"])
    said = "tog" if to.id == actor.id else f"gav {to.name}"
    history.record(actor, request.case, "sparring", f"{said} {request.code}")
    if to.id != actor.id:
        _mail(actor, request, to, "tildelt", request.question)


def _grant(request: SparringRequest, to: User) -> None:
    until = _grant_until(request.asked_on or clock.today(), None)
    grant = next((one for one in request.grants if one.user_id == to.id), None)
    if grant is None:
        grant = SparringGrant(user_id=to.id, granted_on=clock.today(), what=request.share, until=until)
        request.grants.append(grant)
    grant.what, grant.until, grant.revoked_on = request.share, until, None


def _revoke(grants: Iterable[SparringGrant]) -> None:
    for grant in grants:
        if grant.revoked_on is None:
            grant.revoked_on = clock.today()


def _extend(request: SparringRequest, until: date) -> None:
    for grant in request.grants:
        if grant.revoked_on is None:
            grant.until = until


def answer(actor: User, request: SparringRequest, text: str) -> None:
    """An answer in the thread; staff may look on for 14 days after it."""
    _as_center(actor, request, Event.ANSWER)
    request.answered_by = cases.staff_of(request.case, actor)
    request.answered_on, request.answer = clock.today(), text
    _say(request, actor, "answered", text)
    _extend(request, _grant_until(clock.today(), clock.today()))
    _mail(actor, request, request.asked_by, "svar", text)
    history.record(actor, request.case, "sparring", f"svarede på {request.code}")


def ask_back(actor: User, request: SparringRequest, text: str) -> None:
    """Something is missing before it can be answered."""
    _as_center(actor, request, Event.ASK_BACK)
    _say(request, actor, "asked_back", text)
    _mail(actor, request, request.asked_by, "spørgsmål", text)
    history.record(actor, request.case, "sparring", f"spurgte tilbage om {request.code}")


def _mail(actor: User, request: SparringRequest, to: User | None, what: str, text: str) -> None:
    if to is None:
        return
    number = request.case.number
    subject, body = mail_texts.compose(
        "sparring", navn=to.name, sag=number, spoergsmaal=request.code, slags=what, tekst=text
    )
    outbox.write(
        key=f"sparring-{request.id}-{what}-{len(request.messages)}-{to.id}",
        recipient=to.email,
        recipient_name=to.name,
        reply_to=actor,
        subject=subject,
        body=body,
    )


# ---- looking ---------------------------------------------------------------------------------------


def live_grant(actor: User, request: SparringRequest) -> SparringGrant | None:
    """What the person may look at just now; None when there is nothing or the time is over (A29)."""
    return next((grant for grant in request.grants if policies.may_look(actor, grant, clock.today())), None)


def note_look(actor: User, request: SparringRequest, what: str) -> None:
    """Write down that somebody looked; the helper sees it."""
    request.looks.append(SparringLook(user_id=actor.id, name=actor.name, what=what[:200], at=clock.now()))
    db.session.flush()
