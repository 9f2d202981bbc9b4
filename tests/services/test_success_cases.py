"""Success cases: consent is bound to the very text, and nobody publishes their own."""

import struct
import zlib
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, NoResultFound

from itstart import clock
from itstart.db import db
from itstart.documents.uploads import Rejected, check_picture
from itstart.models import OutboxMail, StoredFile, SuccessCase, User, Vendor
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.success_cases import ConsentHow, Event, Who
from itstart.rules.terms import Role
from itstart.rules.terms import SuccessCaseStatus as S
from itstart.services import stories, story_publishing, story_text, success_cases
from itstart.services.conflicts import Conflict
from tests.exchange.files import example
from tests.factories import make_admin, make_case, make_helper, make_staff
from tests.factories.cases import add_module
from tests.factories.stories import TEXTS, consent, make_story

pytestmark = pytest.mark.usefixtures("app")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PIXELS = zlib.compress(b"\x00\xff\xff\xff")
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"tEXt", b"GPS\x0056.1 N")
    + _chunk(b"IDAT", PIXELS)
    + _chunk(b"IEND", b"")
)
JPEG = (
    b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00 secret!"
    b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\xff\xd9<script>"
)


def _act(event: Event, actor: User, story: SuccessCase) -> None:
    """The event, by somebody, as the pages do it."""
    seen = success_cases.fingerprint(story)
    if event is Event.EDIT:
        success_cases.edit(actor, story, {**TEXTS, "result": "Noget nyt."}, version=story.version)
    elif event is Event.CONSENT:
        success_cases.give_consent(
            actor, story, by="Åse", on=clock.today(), scope="Alt", sha256=seen, how=ConsentHow.PAPER
        )
    elif event is Event.SUBMIT:
        success_cases.submit(actor, story)
    elif event is Event.PUBLISH:
        story_publishing.publish(actor, story, sha256=seen)
    elif event is Event.RETURN:
        story_publishing.send_back(actor, story, comment="Skriv mere om resultatet.")
    else:
        success_cases.withdraw(actor, story)


@pytest.mark.parametrize("role", ["own helper", "other helper", "staff", "admin"])
@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("status", S)
def test_every_state_event_and_role(status: S, event: Event, role: str) -> None:
    from itstart.rules import success_cases as rules

    helper = make_helper()
    story = make_story(status, helper)
    actor = {"own helper": lambda: helper, "other helper": make_helper, "staff": make_staff, "admin": make_admin}[
        role
    ]()
    who = Who.CENTER if actor.role is not Role.HELPER else Who.HELPER
    allowed = role != "other helper" and rules.is_open(event, status, who)
    if allowed:
        _act(event, actor, story)
        assert story.status is rules.after(event, status)
    else:
        with pytest.raises((Forbidden, RuleViolation)):
            _act(event, actor, story)
        assert story.status is status


def test_an_edit_after_the_yes_voids_it() -> None:
    helper = make_helper()
    story = make_story(S.SUBMITTED, helper)
    success_cases.edit(helper, story, {**TEXTS, "quote": "Ja!"}, version=story.version)

    assert story.status is S.DRAFT
    assert (story.consent_given_on, story.consent_by, story.consent_sha256) == (None, "", "")
    assert any("samtykke bortfaldt" in event.text for event in story.case.events)


def test_nothing_changed_is_no_edit() -> None:
    helper = make_helper()
    story = make_story(S.CONSENTED, helper)
    success_cases.edit(helper, story, TEXTS, version=story.version)
    assert story.status is S.CONSENTED


def test_a_text_changed_behind_the_screens_is_not_published() -> None:
    story = make_story(S.SUBMITTED)
    story.result = "Noget helt andet."
    with pytest.raises(RuleViolation, match="ændret"):
        story_publishing.publish(make_staff(), story, sha256=success_cases.fingerprint(story))


def test_staff_publish_the_text_they_have_read() -> None:
    story = make_story(S.SUBMITTED)
    with pytest.raises(RuleViolation, match="ændret"):
        story_publishing.publish(make_staff(), story, sha256="0" * 64)


def test_a_yes_to_another_text_is_refused() -> None:
    story = make_story()
    with pytest.raises(RuleViolation, match="ændret"):
        success_cases.give_consent(
            None, story, by="Åse", on=clock.today(), scope="Alt", sha256="0" * 64, how=ConsentHow.LINK
        )
    consent(story, how=ConsentHow.LINK)
    assert story.status is S.CONSENTED
    assert success_cases.has_consent(story)


def test_the_author_never_publishes() -> None:
    staff = make_staff()
    story = make_story(S.SUBMITTED)
    story.author_id = staff.id
    with pytest.raises(Forbidden):
        story_publishing.publish(staff, story, sha256=success_cases.fingerprint(story))


def test_the_database_says_so_too() -> None:
    story = make_story(S.PUBLISHED)
    for change in ({"published_by_id": SuccessCase.author_id}, {"consent_given_on": None}):
        with pytest.raises(IntegrityError):
            db.session.execute(update(SuccessCase).where(SuccessCase.id == story.id).values(**change))
        db.session.rollback()


def test_prices_and_losers_stop_it_on_the_way_out_too() -> None:
    helper = make_helper()
    story = make_story(helper=helper, result="Vi sparede 15.000 kr.")
    consent(story, helper)
    with pytest.raises(RuleViolation, match="Priser nævnes aldrig"):
        success_cases.submit(helper, story)

    sent = make_story(S.SUBMITTED, result="Kongeå Data kunne det ikke.")
    sent.case.vendors.append(Vendor(case_id=sent.case_id, code="V-1", name="Kongeå Data A/S"))
    db.session.flush()
    with pytest.raises(RuleViolation, match="fik ikke opgaven"):
        story_publishing.publish(make_staff(), sent, sha256=success_cases.fingerprint(sent))


def test_published_then_gone_then_back_at_the_same_address() -> None:
    helper = make_helper()
    story = make_story(S.PUBLISHED, helper)
    slug = story.slug
    assert slug == "fra-regneark-til-et-system"
    assert stories.slugs() == [slug]
    assert stories.is_public(stories.at(slug))

    success_cases.withdraw(None, story)
    assert stories.slugs() == []
    assert not stories.is_public(stories.at(slug))
    with pytest.raises(NoResultFound):
        stories.at("har-aldrig-vaeret-der")

    consent(story, helper)
    success_cases.submit(helper, story)
    story_publishing.publish(make_staff(), story, sha256=story.consent_sha256)
    assert story.slug == slug
    assert stories.slugs() == [slug]


def test_two_stories_of_one_title_get_two_addresses() -> None:
    assert [make_story(S.PUBLISHED).slug for _ in range(3)] == [
        "fra-regneark-til-et-system", "fra-regneark-til-et-system-2", "fra-regneark-til-et-system-3",
    ]  # fmt: skip


def test_the_persons_are_forgotten_thirty_days_after_a_withdrawal() -> None:
    helper = make_helper()
    story = make_story(S.DRAFT, helper)
    success_cases.set_picture(helper, story, "a.png", PNG, alt="Åse ved kajen", consent_by="Åse Ørsted")
    consent(story, helper)
    success_cases.withdraw(helper, story)
    assert success_cases.forget_withdrawn() == 0
    story.withdrawn_on = clock.today() - timedelta(days=30)

    assert success_cases.forget_withdrawn() == 1
    assert (story.quote, story.quote_by, story.consent_by, story.picture, story.picture_alt) == ("", "", "", None, "")
    assert db.session.query(StoredFile).count() == 0
    assert success_cases.forget_withdrawn() == 0


def test_a_comment_goes_back_with_it_and_by_mail() -> None:
    helper = make_helper()
    story = make_story(S.SUBMITTED, helper)
    story_publishing.send_back(make_staff(), story, comment="Skriv mere om resultatet.")
    assert story.return_comment == "Skriv mere om resultatet."
    mail = db.session.query(OutboxMail).one()
    assert mail.recipient == helper.email
    assert "Skriv mere om resultatet." in mail.body


def test_two_people_in_the_same_text() -> None:
    helper = make_helper()
    story = make_story(helper=helper)
    success_cases.edit(helper, story, {**TEXTS, "title": "Bos titel"}, version=story.version)
    with pytest.raises(Conflict):
        success_cases.edit(helper, story, {**TEXTS, "title": "Mettes titel"}, version=story.version - 1)


def test_no_story_before_a_module_is_accepted() -> None:
    helper = make_helper()
    case = make_case(helper)
    with pytest.raises(RuleViolation, match="godkendt et modul"):
        success_cases.start(helper, case)
    add_module(case, accepted_on=date(2026, 2, 2), agreement_signed_on=date(2026, 1, 2), customer_rating=4)
    assert success_cases.is_suggested(case)
    success_cases.start(helper, case)
    assert not success_cases.is_suggested(case)


def test_the_draft_of_the_example_has_the_length_and_says_nothing_it_may_not(app: Flask) -> None:
    from itstart.exchange import import_case

    case = import_case(example()).case
    drafted = story_text.draft(case)
    story = SuccessCase(case=case, author_id=None, picture_alt="", **drafted)
    case.success_case = story
    assert success_cases.content_findings(story) == []
    assert 150 <= success_cases.word_count(story) <= 400, drafted
    assert dict(story_text.facts(case))["Region"] == "Region Midtjylland"


@pytest.mark.parametrize(("name", "content"), [("kaj.png", PNG), ("kaj.JPG", JPEG), ("kaj.jpeg", JPEG)])
def test_a_picture_is_kept_without_what_it_hides(name: str, content: bytes) -> None:
    picture = check_picture(name, content)
    for hidden in (b"GPS", b"secret", b"<script>"):
        assert hidden not in picture.content
    assert check_picture(name, picture.content).content == picture.content


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.gif", b"GIF89a", "kind"), ("a.svg", b"<svg/>", "kind"), ("a.png", b"", "empty"), ("a.png", JPEG, "magic"),
        ("a.jpg", PNG, "magic"), ("a.png", PNG[:40], "broken"), ("a.png", PNG[:-3], "broken"),
        ("a.jpg", JPEG[:30], "broken"),
        ("a.jpg", b"\xff\xd8\xff", "broken"), ("a.png", b"x" * (5 << 20) + b"x", "size"),
        ("a.png", PNG[:16] + struct.pack(">I", 99_999) + PNG[20:], "broken"), ("a.html.png", b"<html>", "magic"),
    ],
)  # fmt: skip
def test_what_is_no_picture(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        check_picture(name, content)
    assert refused.value.code == code
