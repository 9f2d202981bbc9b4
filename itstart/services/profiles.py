"""A firm's profile: what it can, where and when, with its picture and the yearly look at it (S17, S71)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.documents.uploads import check_picture
from itstart.models import Helper, HelperCategory, HelperIndustry, HelperMunicipality, HelperPicture, HelperRegion, User
from itstart.rules import profiles as rules
from itstart.rules.findings import require
from itstart.rules.profiles import Asked, CompetenceLevel, Profile
from itstart.rules.terms import Category
from itstart.services import files
from itstart.services.conflicts import Conflict, Difference

# The columns of the firm that the profile's form writes as they are.
COLUMNS = (
    "description",
    "other_competences",
    "languages",
    "advisers",
    "hours_per_month",
    "resources",
    "adviser",
    "email",
    "phone",
    "available_from",
    "no_new_cases_until",
    "profile_public",
)


@dataclass(frozen=True)
class Coverage:
    """Where a firm works today: whole regions by name, and single kommuner by code beside them."""

    regions: Sequence[str]
    municipalities: Sequence[str]


def own(actor: User) -> Helper:
    """The actor's own firm; Forbidden for who belongs to none."""
    policies.ensure(actor.helper is not None)
    assert actor.helper is not None
    return actor.helper


def find(user: User, cvr: str) -> Helper:
    """A firm the user may see; NoResultFound (404) or Forbidden otherwise."""
    helper = db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()
    policies.ensure(policies.may_see_helper(user, helper))
    return helper


def coverage(helper: Helper, on: date) -> Coverage:
    """The regions that exist on the day; an older one is shown as its kommuner."""
    names = [region.name for region in helper.regions]
    there = [name for name in names if name in places.regions_on(on)]
    old = places.municipalities_of([name for name in names if name not in there])
    single = {row.code for row in helper.municipalities} | old
    return Coverage(there, sorted(single - places.municipalities_of(there)))


def covered(helper: Helper) -> frozenset[str]:
    """The code of every kommune the firm covers, by region or one by one."""
    whole = places.municipalities_of(region.name for region in helper.regions)
    return frozenset(whole | {row.code for row in helper.municipalities})


def values(helper: Helper, on: date) -> dict[str, Any]:
    """The profile as its form has it."""
    where = coverage(helper, on)
    return {
        **{name: getattr(helper, name) for name in COLUMNS},
        "levels": {row.category: row.level for row in helper.categories},
        "regions": list(where.regions),
        "municipalities": list(where.municipalities),
        "industries": [row.name for row in helper.industries],
    }


def missing(helper: Helper) -> list[Asked]:
    """What the profile still lacks; empty when it is complete."""
    return rules.missing(
        Profile(
            adviser=helper.adviser,
            email=helper.email,
            phone=helper.phone,
            home=helper.municipality_code or "",
            description=helper.description,
            categories=len(helper.categories),
            municipalities=len(covered(helper)),
            industries=len(helper.industries),
            advisers=helper.advisers,
            hours_per_month=helper.hours_per_month,
            languages=helper.languages,
            has_picture=helper.picture is not None,
        )
    )


def is_review_due(helper: Helper, today: date) -> bool:
    """True when the profile has not been read through for a year."""
    return today >= rules.review_due_on(helper.profile_reviewed_on, clock.local(helper.created_at).date())


# ---- writing ---------------------------------------------------------------------------------------


def edit(actor: User, helper: Helper, said: Mapping[str, Any], *, version: int) -> bool:
    """Store what differs; Conflict when a colleague did so meanwhile. True when something was changed.

    `said` is as `values` gives it. RuleViolation for a day that has passed or too many industries.
    """
    policies.ensure(policies.may_edit_profile(actor, helper))
    today = clock.today()
    stored = values(helper, today)
    said = {**said, "municipalities": _beside(said["municipalities"], said["regions"])}
    differing = {name: value for name, value in said.items() if stored[name] != value}
    if not differing:
        return False
    before, until = helper.no_new_cases_until, said["no_new_cases_until"]
    found = rules.check_absence(no_new_cases_until=until, before=before, today=today)
    require([*found, *rules.check_industries(said["industries"])])
    if version != helper.profile_version:
        told = [Difference(name, value, stored[name]) for name, value in differing.items()]
        raise Conflict(told, helper.profile_version)
    _write(helper, differing)
    helper.profile_version += 1
    db.session.flush()
    return True


def _beside(municipalities: Sequence[str], regions: Sequence[str]) -> list[str]:
    """The single kommuner that no whole region holds already."""
    return sorted(set(municipalities) - places.municipalities_of(regions))


def _write(helper: Helper, differing: Mapping[str, Any]) -> None:
    for name in COLUMNS:
        if name in differing:
            setattr(helper, name, differing[name])
    if {"regions", "municipalities"} & differing.keys():
        _write_coverage(helper, differing)
    if "levels" in differing:
        _write_levels(helper, differing["levels"])
    if "industries" in differing:
        helper.industries = []
        db.session.flush()
        helper.industries = [HelperIndustry(position=i, name=name) for i, name in enumerate(differing["industries"])]


def _write_coverage(helper: Helper, differing: Mapping[str, Any]) -> None:
    where = coverage(helper, clock.today())
    regions = differing.get("regions", where.regions)
    single = _beside(differing.get("municipalities", where.municipalities), regions)
    helper.regions, helper.municipalities = [], []
    db.session.flush()
    helper.regions = [HelperRegion(position=i, name=name) for i, name in enumerate(regions)]
    helper.municipalities = [HelperMunicipality(code=code) for code in single]


def _write_levels(helper: Helper, levels: Mapping[Category, CompetenceLevel]) -> None:
    """The order that was there is kept; what is new comes after it."""
    kept = [row for row in helper.categories if row.category in levels]
    for row in kept:
        row.level = levels[row.category]
    known = {row.category for row in kept}
    new = [
        HelperCategory(category=category, level=level) for category, level in levels.items() if category not in known
    ]
    helper.categories = [*kept, *new]
    for position, row in enumerate(helper.categories):
        row.position = position


def set_picture(actor: User, helper: Helper, name: str, content: bytes, *, alt: str) -> None:
    """Keep a picture with what it shows; `uploads.Rejected` when it is not taken."""
    policies.ensure(policies.may_edit_profile(actor, helper))
    picture = check_picture(name, content)
    remove_picture(actor, helper)
    kind = "png" if picture.media_type == "image/png" else "jpg"
    stored = files.store(actor, f"profil.{kind}", picture.content, picture.media_type)
    helper.picture = HelperPicture(file=stored, alt=alt)
    db.session.flush()


def remove_picture(actor: User, helper: Helper) -> None:
    """Take the picture away, and its bytes."""
    policies.ensure(policies.may_edit_profile(actor, helper))
    if helper.picture is None:
        return
    gone = helper.picture.file
    helper.picture = None
    db.session.flush()
    db.session.delete(gone)
    db.session.flush()


def note_review(actor: User, helper: Helper) -> None:
    """Somebody of the firm has read the profile through, and it is right."""
    policies.ensure(policies.may_edit_profile(actor, helper))
    helper.profile_reviewed_on = clock.today()
