"""IBIZ-Center publishes a success case or sends it back; nobody publishes their own (D7, S40)."""

from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.models import CustomerCase, SuccessCase, User
from itstart.rules import success_cases as rules
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.success_cases import Event, Who
from itstart.rules.terms import SuccessCaseStatus
from itstart.rules.words import free_slug
from itstart.services import cases, history, mail_texts, outbox, settings, story_text, success_cases

RESERVED = {"til-behandling", "billede"}


def publish(actor: User, story: SuccessCase, *, sha256: str) -> None:
    """Make the page public. `sha256` is the text the person at IBIZ-Center has read."""
    policies.ensure(policies.may_publish_story(actor, story))
    require(rules.check_event(Event.PUBLISH, story.status, Who.CENTER))
    success_cases.require_consent(story)
    if sha256 != success_cases.fingerprint(story):
        raise RuleViolation([Finding(success_cases.SEEN_ANOTHER)])
    require(success_cases.content_findings(story))
    story.published_on, story.published_by_id = clock.today(), actor.id
    give_address(story)
    history.record(actor, story.case, "success_case", "offentliggjorde successagen")
    told = settings.our_words("IBIZ-Center har offentliggjort successagen.")
    _tell_author(story, "published", "Jeres successag er offentliggjort", told)


def give_address(story: SuccessCase) -> None:
    """The page's own address, kept for ever, and the region of the day it was published (S70)."""
    assert story.published_on is not None
    story.region = cases.region(story.case.customer, story.published_on)
    if story.slug is None:
        story.slug = _free_slug(story.title)


def open_published(case: CustomerCase) -> None:
    """Give a published story of the demo its page, without prices; other files publish nothing."""
    story = case.success_case
    if story is not None and story.status is SuccessCaseStatus.PUBLISHED:
        fitting = story_text.draft(case)
        for finding in success_cases.content_findings(story):
            setattr(story, finding.where, fitting[finding.where])
        story.consent_sha256 = success_cases.fingerprint(story)
        give_address(story)
        db.session.flush()


def _free_slug(title: str) -> str:
    taken = {slug for slug in db.session.scalars(select(SuccessCase.slug)) if slug}
    return free_slug(title, taken | RESERVED, fallback="successag")


def send_back(actor: User, story: SuccessCase, *, comment: str) -> None:
    """Return it to the helper with a comment; the consent lapses with the text that is to be changed."""
    policies.ensure(policies.is_staff(actor))
    require(rules.check_event(Event.RETURN, story.status, Who.CENTER))
    if not comment.strip():
        raise RuleViolation([Finding("Skriv, hvad der skal ændres.", where="comment")])
    success_cases.void_consent(story)
    story.returned_on, story.return_comment = clock.today(), comment
    history.record(actor, story.case, "success_case", "sendte successagen tilbage med en kommentar")
    _tell_author(story, f"returned-{story.version}", "Jeres successag er sendt tilbage", comment)


def _tell_author(story: SuccessCase, what: str, subject: str, text: str) -> None:
    author = db.session.get(User, story.author_id) if story.author_id else None
    if author is None:
        return
    said = {"navn": author.name, "emne": subject, "tekst": text, "sag": story.case.number, "titel": story.title}
    subject, body = mail_texts.compose("successag", **said)
    key = f"success-{story.id}-{what}-{clock.today().isoformat()}"
    outbox.write(key=key, recipient=author.email, subject=subject, body=body)
