"""Answered questions made general and nameless, for all helpers to search (S48)."""

from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.models import BestPractice, SparringRequest, User
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.sparring import Event, Who, check_event
from itstart.rules.words import search_text
from itstart.services import history, sparring
from itstart.services.answers import ensure_writable
from itstart.services.sparring_package import masked, masks

MOST = 200


def draft(request: SparringRequest) -> dict[str, str]:
    """Question and answer with the names masked, as a beginning."""
    names = masks(request.case)
    return {"question": masked(request.question, names), "answer": masked(request.answer, names)}


def propose(actor: User, request: SparringRequest, *, title: str, question: str, answer: str) -> BestPractice:
    """IBIZ-Center writes it; it is shown to nobody until the asking helper agrees."""
    policies.ensure(sparring.may_answer(actor))
    require(check_event(Event.PROPOSE, request.status, Who.CENTER))
    names = masks(request.case)
    for text in (title, question, answer):
        if masked(text, names) != text:
            raise RuleViolation([Finding("Teksten nævner stadig en kunde, en person eller en leverandør.")])
    found = request.best_practice
    if found is not None and found.published_on:
        raise RuleViolation([Finding("Den er allerede delt.")])
    if found is None:
        found = BestPractice(request=request)
        db.session.add(found)
    found.title, found.question, found.answer = title, question, answer
    found.task = "/".join(request.about.split("/")[:2])
    found.search_text = search_text(title, question, answer)
    found.written_by_id, found.proposed_on, found.helper_declined_on = actor.id, clock.today(), None
    db.session.flush()
    history.record(actor, request.case, "sparring", f"foreslog at dele svaret på {request.code} som god praksis")
    return found


def decide(actor: User, request: SparringRequest, *, accepted: bool) -> None:
    """The helper's yes or no; a yes shows it to all helpers at once."""
    ensure_writable(actor, request.case)
    found = request.best_practice
    if found is None or found.published_on or found.helper_declined_on:
        raise RuleViolation([Finding("Der er ikke noget at tage stilling til.")])
    if accepted:
        found.helper_accepted_on = found.published_on = clock.today()
    else:
        found.helper_declined_on = clock.today()
    said = "sagde ja til at dele" if accepted else "sagde nej til at dele"
    history.record(actor, request.case, "sparring", f"{said} svaret på {request.code} som god praksis")


def search(query: str = "", task: str = "") -> list[BestPractice]:
    """What has been shared, the newest first; every word of `query` must be there."""
    found = select(BestPractice).where(BestPractice.published_on.is_not(None))
    for word in search_text(query).split()[:8]:
        found = found.where(BestPractice.search_text.contains(word, autoescape=True))
    if task:
        found = found.where(BestPractice.task == task)
    return list(
        db.session.scalars(found.order_by(BestPractice.published_on.desc(), BestPractice.id.desc()).limit(MOST))
    )
