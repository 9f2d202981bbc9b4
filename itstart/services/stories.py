"""The success cases as others find them: IBIZ-Center's queue, the public list, the page and the sitemap."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, case, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import Customer, CustomerCase, Helper, SuccessCase, User
from itstart.rules.terms import Category, SuccessCaseStatus
from itstart.services import cases

T = TypeVar("T")


@dataclass(frozen=True)
class Wanted:
    """The filters of the public list; an empty text is no filter. `helper` is a CVR number."""

    industry: str = ""
    category: str = ""
    region: str = ""
    helper: str = ""


@dataclass(frozen=True)
class Line:
    """A story as the list shows it."""

    slug: str
    title: str
    challenge: str
    customer: str
    industry: str
    category: Category | None
    region: str
    has_picture: bool
    picture_alt: str
    helper_cvr: str
    helper: str
    quote: str
    quote_by: str
    published_on: date


@dataclass(frozen=True)
class Found:
    """The stories that fit, and the choices there are with how many stories each has."""

    lines: list[Line]
    industries: list[tuple[str, int]] = field(default_factory=list)
    categories: list[tuple[Category, int]] = field(default_factory=list)
    regions: list[tuple[str, int]] = field(default_factory=list)


def _public() -> Select[SuccessCase]:
    return select(SuccessCase).where(
        SuccessCase.slug.is_not(None), SuccessCase.published_on.is_not(None), SuccessCase.withdrawn_on.is_(None)
    )


def published(wanted: Wanted) -> Found:
    """The public list, the newest first; only what is published just now."""
    columns = (
        SuccessCase.slug,
        SuccessCase.title,
        SuccessCase.challenge,
        case((SuccessCase.shown_as != "", SuccessCase.shown_as), else_=Customer.name),
        Customer.industry_title,
        CustomerCase.category,
        SuccessCase.region,
        SuccessCase.picture_id.is_not(None),
        SuccessCase.picture_alt,
        Helper.cvr,
        Helper.company,
        SuccessCase.quote,
        SuccessCase.quote_by,
        SuccessCase.published_on,
        Customer.municipality_code,
    )
    query = (
        _public()
        .join(CustomerCase, SuccessCase.case_id == CustomerCase.id)
        .join(Customer, CustomerCase.customer_id == Customer.id)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        .order_by(SuccessCase.published_on.desc(), SuccessCase.id.desc())
        .with_only_columns(*columns)
    )
    lines = [_line(*row) for row in db.session.execute(query)]
    return Found(
        [line for line in lines if _fits(line, wanted)],
        _counted(line.industry for line in lines if line.industry),
        _counted(line.category for line in lines if line.category),
        _counted(line.region for line in lines if line.region),
    )


def _line(*row: Any) -> Line:
    """The region is today's, by the kommune: it may have got another name since the story was published."""
    *said, municipality_code = row
    line = Line(*said)
    return replace(line, region=cases.region_of(municipality_code or "", clock.today()) or line.region)


def _fits(line: Line, wanted: Wanted) -> bool:
    pairs = (
        (wanted.industry, line.industry),
        (wanted.category, line.category),
        (wanted.region, line.region),
        (wanted.helper, line.helper_cvr),
    )
    return all(not hoped or hoped == found for hoped, found in pairs)


def _counted(values: Iterable[T]) -> list[tuple[T, int]]:
    counts: dict[T, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items(), key=lambda pair: str(pair[0]))


def at(slug: str) -> SuccessCase:
    """The story that has or had this address; NoResultFound (404) for one that never was."""
    return db.session.scalars(select(SuccessCase).where(SuccessCase.slug == slug)).one()


def is_public(story: SuccessCase) -> bool:
    """True while anybody may read it."""
    return story.slug is not None and story.status is SuccessCaseStatus.PUBLISHED


def slugs() -> list[str]:
    """The addresses of what is published just now, for the sitemap."""
    return [str(slug) for slug in db.session.scalars(_public().with_only_columns(SuccessCase.slug))]


def waiting() -> list[SuccessCase]:
    """What the helpers have sent to IBIZ-Center, the oldest first."""
    query = select(SuccessCase).where(
        SuccessCase.submitted_on.is_not(None), SuccessCase.published_on.is_(None), SuccessCase.withdrawn_on.is_(None)
    )
    return list(db.session.scalars(query.order_by(SuccessCase.submitted_on, SuccessCase.id)))


def find_sent(actor: User, number: str) -> SuccessCase:
    """The story of a case once it has been sent to IBIZ-Center; NoResultFound (404) before that."""
    own = policies.cases_visible_to(actor).where(CustomerCase.number == number).with_only_columns(CustomerCase.id)
    query = select(SuccessCase).where(
        SuccessCase.case_id.in_(own), SuccessCase.submitted_on.is_not(None), SuccessCase.withdrawn_on.is_(None)
    )
    return db.session.scalars(query).one()
