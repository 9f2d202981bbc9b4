"""What a profile should say, and when it is read again (S71)."""

from dataclasses import replace
from datetime import date

import pytest

from itstart.rules import profiles as rules
from itstart.rules.partners import PartnerType, source_of
from itstart.rules.profiles import Profile
from itstart.rules.terms import ReferralSource

FULL = Profile(
    adviser="Mette",
    email="m@x.dk",
    phone="12345678",
    home="0657",
    description="Vi kan",
    categories=1,
    municipalities=1,
    industries=1,
    advisers=1,
    hours_per_month=20,
    languages="Dansk",
    has_picture=True,
)


def test_a_full_profile_lacks_nothing() -> None:
    assert rules.missing(FULL) == []


@pytest.mark.parametrize(
    ("name", "empty", "field"),
    [
        ("description", "", "description"),
        ("categories", 0, "competences"),
        ("municipalities", 0, "regions"),
        ("industries", 0, "industries"),
        ("advisers", None, "advisers"),
        ("hours_per_month", None, "hours_per_month"),
        ("languages", "", "languages"),
        ("adviser", "", "adviser"),
        ("email", "", "email"),
        ("phone", "", "phone"),
        ("has_picture", False, "picture"),
        ("home", "", ""),
    ],
)
def test_what_is_missing_is_named_with_its_field(name: str, empty: object, field: str) -> None:
    found = rules.missing(replace(FULL, **{name: empty}))  # type: ignore[arg-type]

    assert [asked.field for asked in found] == [field]


def test_an_empty_profile_lacks_everything() -> None:
    nothing = Profile("", "", "", "", "", 0, 0, 0, None, None, "", has_picture=False)

    assert rules.missing(nothing) == list(rules.ASKED)


def test_who_the_firm_is_and_what_it_can_is_needed_to_be_qualified() -> None:
    needed = {asked.fact for asked in rules.ASKED if asked.qualifies}

    assert needed == {"adviser", "email", "phone", "home", "municipalities", "categories"}


@pytest.mark.parametrize(
    ("reviewed", "created", "due"),
    [
        (None, date(2025, 3, 1), date(2026, 3, 1)),
        (date(2026, 5, 9), date(2025, 3, 1), date(2027, 5, 9)),
        (date(2028, 2, 29), date(2025, 3, 1), date(2029, 2, 28)),
    ],
)
def test_the_profile_is_read_again_after_a_year(reviewed: date | None, created: date, due: date) -> None:
    assert rules.review_due_on(reviewed, created) == due


@pytest.mark.parametrize(
    ("until", "before", "blocked"),
    [
        (None, None, False),
        (date(2026, 11, 26), None, False),
        (date(2026, 11, 25), None, True),
        (date(2026, 11, 25), date(2026, 11, 25), False),
    ],
)
def test_absence_lies_ahead_when_it_is_chosen(until: date | None, before: date | None, blocked: bool) -> None:
    found = rules.check_absence(no_new_cases_until=until, before=before, today=date(2026, 11, 26))

    assert bool(found) is blocked


def test_industries_are_few_and_short() -> None:
    assert rules.check_industries(["x" * 100] * 20) == []
    assert rules.check_industries(["x"] * 21)
    assert rules.check_industries(["x", "x" * 101])


def test_the_better_level_is_the_higher() -> None:
    assert [level.rank for level in rules.CompetenceLevel] == [1, 2, 3]


def test_what_a_partner_sends_counts_as_promotion_or_as_the_centers_own() -> None:
    promotion = {kind for kind in PartnerType if source_of(kind) is ReferralSource.BUSINESS_PROMOTION}

    assert promotion == {
        PartnerType.AUTHORITY,
        PartnerType.BUSINESS_HOUSE,
        PartnerType.BUSINESS_COUNCIL,
        PartnerType.INNOVATION_AGENT,
        PartnerType.TRADE_ASSOCIATION,
        PartnerType.INTEREST_ORGANISATION,
    }
    assert {source_of(kind) for kind in PartnerType} - {ReferralSource.BUSINESS_PROMOTION} == {ReferralSource.CENTER}
