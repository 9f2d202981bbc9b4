"""Success cases for everybody: the list and the page; and IBIZ-Center's queue."""

from datetime import datetime, time
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from itstart import clock, policies
from itstart.models import SuccessCase
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import Category
from itstart.services import directory, stories, story_publishing, success_cases
from itstart.services.stories import Wanted
from itstart.web import access, atom, site, uploads
from itstart.web import directory as directory_pages
from itstart.web.pages import go, page
from itstart.web.success_case_forms import ReturnForm
from itstart.web.success_cases import meter, reading

bp = Blueprint("stories", __name__)

_FILTERS = (("branche", "industry"), ("kategori", "category"), ("region", "region"), ("hjaelper", "helper"))


def asked_stories() -> Wanted:
    """The filters of the address."""
    return Wanted(**{name: request.args.get(key, "").strip()[:100] for key, name in _FILTERS})


@bp.get("/successager")
def index() -> ResponseReturnValue:
    """The published stories, filtered by the address alone."""
    wanted = asked_stories()
    found = stories.published(wanted)
    helper = next((line.helper for line in found.lines if line.helper_cvr == wanted.helper), "")
    parts = {key: getattr(wanted, name) for key, name in _FILTERS if getattr(wanted, name)}
    return site.page(
        "stories/index.html",
        fragment="stories",
        canonical=site.absolute(url_for(".index", **parts)),
        found=found,
        wanted=wanted,
        helper=helper if wanted.helper else "",
        industries=[(name, f"{name} ({count})") for name, count in found.industries],
        categories=[(kind.value, f"{Category(kind).label} ({count})") for kind, count in found.categories],
        regions=[(name, f"{name} ({count})") for name, count in found.regions],
    )


@bp.get("/successager/feed.xml")
def feed() -> ResponseReturnValue:
    """The newest stories as Atom, filtered as the list is. Only their beginning: a story may be withdrawn."""
    entries = [
        atom.Entry(line.title, url_for(".show", slug=line.slug), at, line.challenge, published=at)
        for line in stories.published(asked_stories()).lines[: atom.MOST]
        for at in (datetime.combine(line.published_on, time(12), clock.DENMARK),)
    ]
    return atom.answer("Successager fra It-start", url_for(".index"), entries)


def _published(slug: str) -> SuccessCase:
    story = stories.at(slug)
    if not stories.is_public(story):
        abort(410)
    return story


@bp.get("/successager/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One story; 410 from the moment it is withdrawn."""
    story = _published(slug)
    may_withdraw = current_user.is_authenticated and policies.is_staff(access.user())
    helper = story.case.helper
    return site.page(
        "stories/show.html",
        may_withdraw=may_withdraw,
        helper_url=directory_pages.address(helper.company, helper.cvr) if directory.listed(helper.cvr) else "",
        **reading(story, url_for(".picture", slug=slug)),
    )


@bp.get("/successager/<slug>/billede")
def picture(slug: str) -> ResponseReturnValue:
    """The story's picture, as long as the story is there."""
    story = _published(slug)
    if story.picture is None:
        abort(404)
    return uploads.show_picture(story.picture)


# ---- IBIZ-Center -----------------------------------------------------------------------------------


@bp.get("/successager/til-behandling")
def queue() -> ResponseReturnValue:
    """What the helpers have sent, the oldest first."""
    return page("stories/queue.html", waiting=stories.waiting())


def _review_page(story: SuccessCase, status: int = 200, **forms: Any) -> Response:
    number = story.case.number
    context = {"form": ReturnForm(), "others": [], **forms}
    return page(
        "stories/review.html",
        status=status,
        findings=success_cases.content_findings(story),
        has_consent=success_cases.has_consent(story),
        sha256=success_cases.fingerprint(story),
        meter=meter(success_cases.word_count(story)),
        may_publish=policies.may_publish_story(access.user(), story),
        **reading(story, url_for(".review_picture", number=number)),
        **context,
    )


@bp.get("/successager/til-behandling/<number>")
def review(number: str) -> ResponseReturnValue:
    """The story with what the rules say of it."""
    return _review_page(stories.find_sent(access.user(), number))


@bp.get("/successager/til-behandling/<number>/billede")
def review_picture(number: str) -> ResponseReturnValue:
    """Its picture, before it is public."""
    story = stories.find_sent(access.user(), number)
    if story.picture is None:
        abort(404)
    return uploads.show_picture(story.picture)


@bp.post("/successager/til-behandling/<number>/offentliggoer")
def publish(number: str) -> ResponseReturnValue:
    """Make it public."""
    story = stories.find_sent(access.user(), number)
    try:
        story_publishing.publish(access.user(), story, sha256=request.form.get("sha256", ""))
    except RuleViolation as error:
        return _review_page(story, 409, others=list(error.findings))
    return go(url_for(".show", slug=story.slug), message="Successagen er offentliggjort.")


@bp.post("/successager/til-behandling/<number>/returner")
def send_back(number: str) -> ResponseReturnValue:
    """Back to the helper with a comment."""
    story = stories.find_sent(access.user(), number)
    form = ReturnForm(request.form)
    if not form.validate():
        return _review_page(story, 422, form=form)
    story_publishing.send_back(access.user(), story, comment=form.comment.data or "")
    return go(url_for(".queue"), message="Successagen er sendt tilbage til rådgiveren.")


@bp.post("/successager/<slug>/traek-tilbage")
def withdraw(slug: str) -> ResponseReturnValue:
    """IBIZ-Center takes a story down at once."""
    success_cases.withdraw(access.user(), _published(slug))
    return go(url_for(".index"), message="Successagen er taget ned.")
