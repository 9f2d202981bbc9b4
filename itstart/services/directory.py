"""The firms a visitor may find, in the same few queries however many there are (S20, S49)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.exc import NoResultFound

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.models import (
    CustomerCase,
    Helper,
    HelperIndustry,
    SuccessCase,
    User,
)
from itstart.rules import directory as rules
from itstart.rules.directory import Entry
from itstart.rules.leads import Candidate
from itstart.rules.terms import QualificationStatus
from itstart.rules.words import search_text
from itstart.services import helper_facts

Query = Select[*tuple[Any, ...]]
LEAST_NAME = 2


def entries() -> list[Entry]:
    """Every firm that is shown today, by name."""
    today = clock.today()
    rows = [row for row in db.session.execute(_firms().where(*_may_be_shown())) if _is_listed(row, today)]
    facts = _Facts()
    return [facts.entry(row) for row in rows]


def entry(helper: Helper) -> Entry:
    """One firm; NoResultFound (404) when it is not shown today."""
    row = db.session.execute(_firms().where(Helper.id == helper.id, *_may_be_shown())).one()
    if not _is_listed(row, clock.today()):
        raise NoResultFound
    return _Facts(helper).entry(row)


def find(cvr: str) -> Helper:
    """The firm with this CVR number; NoResultFound (404) when it is not shown today."""
    helper = db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()
    entry(helper)
    return helper


def listed(cvr: str) -> Helper | None:
    """The same, or None; also for what is no CVR number."""
    try:
        return find(cvr) if rules.cvr_of(cvr) == cvr else None
    except NoResultFound:
        return None


def _firms() -> Query:
    people = select(func.count()).where(User.helper_id == Helper.id, User.deactivated_at.is_(None)).scalar_subquery()
    return select(
        Helper.id, Helper.cvr, Helper.company, Helper.adviser, Helper.description, Helper.municipality_code,
        Helper.advisers, Helper.available_from, Helper.no_new_cases_until, Helper.ended_on, Helper.profile_public,
        Helper.qualification_status, people.label("people"),
    ).order_by(Helper.company, Helper.id)  # fmt: skip


def _may_be_shown() -> tuple[Any, ...]:
    """What the database can say at once; the rule itself is asked afterwards."""
    return (
        Helper.qualification_status == QualificationStatus.QUALIFIED,
        Helper.profile_public.is_(True),
        or_(Helper.ended_on.is_(None), Helper.ended_on > clock.today()),
    )


def _is_listed(row: Any, today: date) -> bool:
    firm = Candidate(
        cvr=row.cvr,
        company=row.company,
        status=row.qualification_status,
        ended_on=row.ended_on,
        people=row.people,
        no_new_cases_until=row.no_new_cases_until,
    )
    return rules.is_listed(firm, is_public=row.profile_public, today=today)


class _Facts:
    """What is asked of other tables, once for all firms or for one."""

    def __init__(self, only: Helper | None = None) -> None:
        self.only = only
        self.levels = helper_facts.levels(only)
        self.covers = helper_facts.covers(only)
        self.industries = self._industries()
        self.stories = self._stories()

    def _industries(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        query = select(HelperIndustry.helper_id, HelperIndustry.name).order_by(HelperIndustry.position)
        for helper_id, name in helper_facts.rows(query, self.only):
            found[helper_id].append(name)
        return found

    def _stories(self) -> dict[int, int]:
        query = (
            select(CustomerCase.helper_id, func.count())
            .join(SuccessCase, SuccessCase.case_id == CustomerCase.id)
            .where(
                SuccessCase.slug.is_not(None), SuccessCase.published_on.is_not(None), SuccessCase.withdrawn_on.is_(None)
            )
            .group_by(CustomerCase.helper_id)
        )
        return {row[0]: row[1] for row in helper_facts.rows(query, self.only)}

    def entry(self, row: Any) -> Entry:
        """The firm as the directory shows it."""
        return Entry(
            cvr=row.cvr,
            company=row.company,
            adviser=row.adviser,
            description=row.description,
            home=row.municipality_code or "",
            covers=self.covers.get(row.id, frozenset()),
            levels=self.levels.get(row.id, {}),
            industries=tuple(self.industries.get(row.id, ())),
            advisers=row.advisers,
            available_from=row.available_from,
            stories=self.stories.get(row.id, 0),
        )


# ---- places ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """What was typed as a place: the kommune it lies in, and the words to say it with ("7400 Herning")."""

    code: str
    name: str
    said: str


@lru_cache(maxsize=1024)
def find_place(typed: str) -> Place | None:
    """The kommune of a postal code, of a kommune's name or of a town's; None when nobody knows it."""
    text = typed.strip()
    postal = text[:4]
    if postal.isascii() and postal.isdigit():
        code = places.municipality_of_postal_code(postal)
        return _place(code, f"{postal} {places.city_of(postal)}") if code else None
    wanted = search_text(text).removesuffix(" kommune").removesuffix("s").strip()
    if len(wanted) < LEAST_NAME:
        return None
    for row in places.municipalities():
        if search_text(row.name).removesuffix("s") == wanted:
            return _place(row.code, row.name)
    return next((_place(row.municipality_code, row.city) for row in places.towns() if _is_town(row, wanted)), None)


def _is_town(row: places.PostalCode, wanted: str) -> bool:
    return search_text(row.city).removesuffix("s") == wanted


def _place(code: str, said: str) -> Place:
    found = places.municipality(code)
    assert found is not None
    return Place(code, found.name, said)
