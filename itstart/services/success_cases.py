"""Success cases: write, the customer's consent, submit, publish, return, withdraw (D7, S40, S42, S56)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.documents.uploads import check_picture
from itstart.models import CustomerCase, StoredFile, SuccessCase, User
from itstart.rules import success_cases as rules
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.settings import SettingKey
from itstart.rules.success_cases import ConsentHow, Event, Who
from itstart.services import files, history, settings, story_text
from itstart.services.answers import ensure_writable
from itstart.services.conflicts import Conflict, Difference

TEXTS = ("title", "shown_as", "company", "challenge", "process", "result", "quote", "quote_by")
COUNTED = ("company", "challenge", "process", "result", "quote")
DEFAULT_SCOPE = "Virksomhedens navn, citat og billede på IBIZ-Centers hjemmeside"
CHANGED = "Teksten er ændret, siden kunden sagde ja. Bed kunden om et nyt ja."
SEEN_ANOTHER = "Teksten er ændret, siden du åbnede siden. Læs den igen, før du går videre."


# ---- what it says ----------------------------------------------------------------------------------


def texts(story: SuccessCase) -> dict[str, str]:
    """Everything a reader reads, by column; the picture's description is part of it."""
    said = {name: getattr(story, name) for name in TEXTS if name != "shown_as" or story.shown_as}
    return {**said, "picture_alt": story.picture_alt}


def fingerprint(story: SuccessCase) -> str:
    """The sha256 of exactly what the customer says yes to: the texts and the picture."""
    said = {**texts(story), "picture": story.picture.sha256 if story.picture else ""}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def word_count(story: SuccessCase) -> int:
    """The words of the story itself."""
    return rules.words(*(getattr(story, name) for name in COUNTED))


def consent_text(scope: str) -> str:
    """What the customer says yes to, word for word (B8)."""
    return (
        f"Jeg giver samtykke til, at {settings.center_name()} offentliggør successagen med det indhold, jeg har "
        f"godkendt, på følgende vilkår: {scope}. Samtykket er frivilligt, og jeg kan til enhver tid trække det "
        "tilbage. Så fjernes sagen fra hjemmesiden."
    )


def content_findings(story: SuccessCase) -> list[Finding]:
    """Prices, vendors that lost, and a winner that has not been asked; blocks."""
    said = texts(story)
    unnamed = story.case.customer.name if story.shown_as else ""
    return [
        *rules.check_content(said, story_text.bidders(story.case), winner_accepted_on=story.winner_accepted_on),
        *rules.check_unnamed(said, unnamed),
    ]


def has_consent(story: SuccessCase) -> bool:
    """True when the customer has said yes to the text as it stands now."""
    return bool(story.consent_given_on and story.consent_sha256 == fingerprint(story))


def is_suggested(case: CustomerCase) -> bool:
    """A satisfied customer without a story yet (S56)."""
    return case.success_case is None and rules.is_suggested(module.customer_rating for module in case.modules)


def may_start(case: CustomerCase) -> list[Finding]:
    """What stands in the way of a first draft."""
    return rules.check_start(accepted_modules=sum(module.accepted_on is not None for module in case.modules))


# ---- the helper ------------------------------------------------------------------------------------


def _as_helper(actor: User, story: SuccessCase, event: Event) -> None:
    ensure_writable(actor, story.case)
    require(rules.check_event(event, story.status, Who.HELPER))


def start(actor: User, case: CustomerCase) -> SuccessCase:
    """The first draft, filled from the case; the one there is when there is one."""
    ensure_writable(actor, case)
    if case.success_case is not None:
        return case.success_case
    require(may_start(case))
    story = SuccessCase(author_id=actor.id, **story_text.draft(case))
    case.success_case = story
    db.session.flush()
    history.record(actor, case, "success_case", "skrev en kladde til en successag")
    return story


def edit(actor: User, story: SuccessCase, values: Mapping[str, str], *, version: int) -> SuccessCase:
    """Store the texts; Conflict when somebody else did so meanwhile. Any change voids the consent (A04)."""
    _as_helper(actor, story, Event.EDIT)
    differing = {name: value for name, value in values.items() if getattr(story, name) != value}
    if differing and version != story.version:
        raise Conflict([Difference(n, mine, getattr(story, n)) for n, mine in differing.items()], story.version)
    if differing:
        for name, value in differing.items():
            setattr(story, name, value)
        _changed(actor, story)
    return story


def _changed(actor: User, story: SuccessCase) -> None:
    """After every change of what is read: a new version by a new author, and nobody has said yes to it."""
    had_consent = story.consent_given_on is not None
    story.version += 1
    story.author_id = actor.id
    void_consent(story)
    said = "rettede successagen, så kundens samtykke bortfaldt" if had_consent else "rettede successagen"
    history.record(actor, story.case, "success_case", said, subject="success_case")
    db.session.flush()


def void_consent(story: SuccessCase) -> None:
    """The customer has not said yes to what is to be read now."""
    story.submitted_on = story.published_on = None
    story.published_by_id = None
    story.consent_given_on = story.consent_how = None
    story.consent_by = story.consent_sha256 = ""
    _drop_file(story, "consent_file")


def set_picture(actor: User, story: SuccessCase, name: str, content: bytes, *, alt: str, consent_by: str) -> None:
    """Keep a picture with its description and who allowed it; `uploads.Rejected` when it is not taken."""
    _as_helper(actor, story, Event.EDIT)
    picture = check_picture(name, content)
    kind = "png" if picture.media_type == "image/png" else "jpg"
    story.picture_alt, story.picture_consent_by = alt, consent_by
    story.picture = files.store(actor, f"billede.{kind}", picture.content, picture.media_type)
    _changed(actor, story)


def remove_picture(actor: User, story: SuccessCase) -> None:
    """Take the picture away, and its bytes."""
    _as_helper(actor, story, Event.EDIT)
    if story.picture is not None:
        _drop_picture(story)
        _changed(actor, story)


def _drop_picture(story: SuccessCase) -> None:
    story.picture_alt = story.picture_consent_by = ""
    _drop_file(story, "picture")


def _drop_file(story: SuccessCase, name: str) -> None:
    """Take a file out of the story, and its bytes out of the database."""
    gone: StoredFile | None = getattr(story, name)
    setattr(story, name, None)
    db.session.flush()
    if gone is not None:
        db.session.delete(gone)


def note_winner_accept(actor: User, story: SuccessCase, *, by: str, on: date) -> None:
    """The chosen vendor has said that it may be named."""
    ensure_writable(actor, story.case)
    if on > clock.today():
        raise RuleViolation([Finding("Datoen ligger i fremtiden.", where="winner_accepted_on")])
    story.winner_accepted_by, story.winner_accepted_on = by, on
    history.record(actor, story.case, "success_case", f"noterede, at {by} siger ja til at blive nævnt i successagen")


def give_consent(
    actor: User | None,
    story: SuccessCase,
    *,
    by: str,
    on: date,
    scope: str,
    sha256: str,
    how: ConsentHow,
    file: StoredFile | None = None,
) -> None:
    """Note the customer's yes to exactly the text with this fingerprint. `actor` is None for the customer's link.

    `file` is the signed consent, when there is one.
    """
    if actor is not None:
        _as_helper(actor, story, Event.CONSENT)
    require(rules.check_event(Event.CONSENT, story.status, Who.HELPER if actor else Who.CUSTOMER))
    if sha256 != fingerprint(story):
        raise RuleViolation([Finding(SEEN_ANOTHER if actor else CHANGED)])
    if on > clock.today():
        raise RuleViolation([Finding("Datoen ligger i fremtiden.", where="consent_given_on")])
    story.withdrawn_on, story.withdrawn_by = None, ""
    story.submitted_on = story.published_on = story.published_by_id = None
    story.consent_given_on, story.consent_by, story.consent_scope = on, by, scope
    story.consent_how, story.consent_sha256, story.consent_file = how, sha256, file
    history.record(actor, story.case, "success_case", f"noterede {by}s samtykke til successagen ({how.label.lower()})")


def submit(actor: User, story: SuccessCase) -> None:
    """Send it to IBIZ-Center."""
    _as_helper(actor, story, Event.SUBMIT)
    require(rules.check_submit(title=story.title, challenge=story.challenge, result=story.result))
    require(content_findings(story))
    require_consent(story)
    story.submitted_on, story.returned_on, story.return_comment = clock.today(), None, ""
    history.record(actor, story.case, "success_case", settings.our_words("sendte successagen til IBIZ-Center"))


def require_consent(story: SuccessCase) -> None:
    """RuleViolation unless the customer has said yes to the text as it stands."""
    if not has_consent(story):
        raise RuleViolation([Finding(CHANGED)])


# ---- withdrawing, and after ------------------------------------------------------------------------


def withdraw(actor: User | None, story: SuccessCase, *, by: str = "") -> None:
    """Take it down at once; nobody has to say why. `actor` is None for the customer's own link."""
    who = Who.CUSTOMER if actor is None else Who.CENTER if policies.is_staff(actor) else Who.HELPER
    policies.ensure(actor is None or policies.is_staff(actor) or policies.may_edit_case(actor, story.case))
    require(rules.check_event(Event.WITHDRAW, story.status, who))
    story.withdrawn_on = clock.today()
    story.withdrawn_by = by or (actor.name if actor else story.case.customer.contact_name or "Kunden")
    text = "trak successagen tilbage" if actor else f"tog successagen ned: {story.withdrawn_by} trak samtykket tilbage"
    history.record(actor, story.case, "success_case", text)


def forget_withdrawn() -> int:
    """Some time after a withdrawal the persons in the story are forgotten; returns how many stories (D7)."""
    before = clock.today() - timedelta(days=settings.days(SettingKey.STORY_DAYS))
    query = select(SuccessCase).where(SuccessCase.withdrawn_on <= before)
    query = query.where(
        (SuccessCase.quote_by != "")
        | (SuccessCase.quote != "")
        | (SuccessCase.consent_by != "")
        | SuccessCase.picture_id.is_not(None)
    )
    found = list(db.session.scalars(query))
    for story in found:
        story.quote = story.quote_by = story.withdrawn_by = ""
        story.winner_accepted_by = story.consent_by = ""
        _drop_picture(story)
        _drop_file(story, "consent_file")
        story.version += 1
    return len(found)
