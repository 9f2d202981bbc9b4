"""Pages and news as IBIZ-Center writes them: a draft, publishing, withdrawing and the versions (F087)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from itstart import clock, policies
from itstart.db import db
from itstart.models import PublicPage, PublicPageVersion, User
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.material import PageKind, check_page
from itstart.rules.words import free_slug
from itstart.services import module_limits
from itstart.services.conflicts import Conflict, Difference

FIELDS = ("title", "summary", "text")
RESERVED = {"ny", "feed"}
PRICE, HOURS = "[modulpris]", "[modultimer]"


@dataclass(frozen=True, slots=True)
class Published:
    """The newest version of a live page. `published_at` is its first day, `changed_at` its last."""

    slug: str
    title: str
    summary: str
    text: str
    published_at: datetime
    changed_at: datetime


def published(kind: PageKind) -> list[Published]:
    """The live pages of a kind: pages in their order, news with the newest first; in one query."""
    version, page = PublicPageVersion, PublicPage
    ends = (
        select(version.page_id, func.max(version.id).label("last"), func.min(version.published_at).label("first"))
        .group_by(version.page_id)
        .subquery()
    )
    order = (ends.c.first.desc(), page.id.desc()) if kind is PageKind.NEWS else (page.position, page.id)
    query = (
        select(page.slug, version.title, version.summary, version.text, ends.c.first, version.published_at)
        .join(ends, ends.c.page_id == page.id)
        .join(version, version.id == ends.c.last)
        .where(page.kind == kind, page.is_live)
        .order_by(*order)
    )
    return [Published(*row) for row in db.session.execute(query)]


def titles(kind: PageKind) -> dict[str, str]:
    """slug -> title of the live pages of a kind in their order, without their text; in one query."""
    version, page = PublicPageVersion, PublicPage
    newest = select(func.max(version.id)).group_by(version.page_id)
    query = (
        select(page.slug, version.title)
        .join(version, version.page_id == page.id)
        .where(version.id.in_(newest))
        .where(page.kind == kind, page.is_live)
        .order_by(page.position, page.id)
    )
    return {row.slug: row.title for row in db.session.execute(query)}


def filled(text: str) -> str:
    """The text with today's highest price and usual hours of a module where it names them: "[modulpris]"."""
    if PRICE not in text and HOURS not in text:
        return text
    limits = module_limits.on(clock.today())
    price = f"{limits.max_price_dkk:,}".replace(",", ".")
    return text.replace(PRICE, f"{price} kr.").replace(HOURS, f"{limits.expected_hours:g} timer")


# ---- what IBIZ-Center does -----------------------------------------------------------------------------


def every(actor: User) -> list[PublicPage]:
    """All pages and news with their versions: pages in order, then the news with the newest first."""
    policies.ensure(policies.may_keep_material(actor))
    query = select(PublicPage).options(selectinload(PublicPage.versions)).order_by(PublicPage.position, PublicPage.id)
    found = list(db.session.scalars(query))
    news = [page for page in found if page.kind is PageKind.NEWS]
    return [page for page in found if page.kind is PageKind.PAGE] + news[::-1]


def find(actor: User, slug: str) -> PublicPage:
    """One of them; NoResultFound (404) when there is none."""
    policies.ensure(policies.may_keep_material(actor))
    query = select(PublicPage).where(PublicPage.slug == slug).options(selectinload(PublicPage.versions))
    return db.session.scalars(query).one()


def has_changes(page: PublicPage) -> bool:
    """True when the draft says something else than what was published last."""
    newest = page.versions[0] if page.versions else None
    return newest is None or any(getattr(page, name) != getattr(newest, name) for name in FIELDS)


def add(actor: User, kind: PageKind, values: Mapping[str, str]) -> PublicPage:
    """A draft that only IBIZ-Center sees. Its address follows from the title, and stays."""
    policies.ensure(policies.may_keep_material(actor))
    taken = set(db.session.scalars(select(PublicPage.slug)))
    return put(actor.name, kind, free_slug(values["title"], taken | RESERVED, fallback=kind.value), values)


def put(by: str, kind: PageKind, slug: str, values: Mapping[str, str]) -> PublicPage:
    """The row of a page, last among its kind."""
    last = db.session.scalar(select(func.max(PublicPage.position))) or 0
    page = PublicPage(kind=kind, slug=slug, position=last + 1, changed_at=clock.now(), changed_by=by)
    for name in FIELDS:
        setattr(page, name, values[name])
    db.session.add(page)
    db.session.flush()
    return page


def save(actor: User, page: PublicPage, values: Mapping[str, str], *, version: int) -> bool:
    """Keep the draft; False when there was nothing to change, Conflict when somebody else saved since."""
    policies.ensure(policies.may_keep_material(actor))
    changed = [name for name in FIELDS if getattr(page, name) != values[name]]
    if changed and page.version != version:
        differing = [Difference(name, values[name], getattr(page, name)) for name in changed]
        raise Conflict(differing, page.version, page.changed_by, page.changed_at)
    for name in changed:
        setattr(page, name, values[name])
    if changed:
        _touch(actor, page)
    return bool(changed)


def _touch(actor: User, page: PublicPage) -> None:
    page.version += 1
    page.changed_at, page.changed_by = clock.now(), actor.name
    db.session.flush()


def publish(actor: User, page: PublicPage, *, version: int) -> None:
    """Let everybody read the draft as it was seen in `version`. RuleViolation when it is not ready, or has changed."""
    policies.ensure(policies.may_keep_material(actor))
    if page.version != version:
        raise RuleViolation([Finding("Kladden er ændret, siden du så den. Læs den igennem, og udgiv igen.")])
    require(check_page(page.title, page.text))
    if has_changes(page):
        freeze(page, actor.name, actor.id)
    page.is_live = True
    db.session.flush()


def freeze(page: PublicPage, by: str, by_id: int | None) -> None:
    """The draft as the next version."""
    number = max((one.number for one in page.versions), default=0) + 1
    said = {name: getattr(page, name) for name in FIELDS}
    made = PublicPageVersion(number=number, published_at=clock.now(), published_by=by, published_by_id=by_id, **said)
    page.versions.insert(0, made)
    page.is_live = True
    db.session.flush()


def withdraw(actor: User, page: PublicPage) -> None:
    """Take a page down at once; the draft and the versions stay."""
    policies.ensure(policies.may_keep_material(actor))
    page.is_live = False
    db.session.flush()


def bring_back(actor: User, page: PublicPage, number: int) -> None:
    """Put an earlier version into the draft; NoResultFound (404) when there is none."""
    policies.ensure(policies.may_keep_material(actor))
    query = select(PublicPageVersion).where(PublicPageVersion.page_id == page.id, PublicPageVersion.number == number)
    earlier = db.session.scalars(query).one()
    for name in FIELDS:
        setattr(page, name, getattr(earlier, name))
    _touch(actor, page)
