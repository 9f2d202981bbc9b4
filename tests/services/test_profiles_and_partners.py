"""Profiles with their places and levels, and partners with their log (S28, S31, S39, S71)."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import CustomerCase, HelperRegion, User, Vendor
from itstart.rules.findings import RuleViolation
from itstart.rules.partners import PartnerType
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category
from itstart.services import impartiality, partners, profiles
from itstart.services.accounts import Refused
from itstart.services.conflicts import Conflict
from tests.factories import make_firm, make_helper, make_staff
from tests.factories.cases import make_active_case

LINE = {"happened_on": date(2026, 1, 5), "who": "Lise", "what": "Møde", "next_step": "Ring", "next_step_on": None}


def said(user: User, **changes: Any) -> dict[str, Any]:
    return {**profiles.values(profiles.own(user), clock.today()), **changes}


def edit(user: User, *, version: int | None = None, **changes: Any) -> bool:
    helper = profiles.own(user)
    return profiles.edit(user, helper, said(user, **changes), version=version or helper.profile_version)


# ---- profiles ----------------------------------------------------------------------------------------


def test_a_profile_is_written_and_read_back(app: Flask) -> None:
    user = make_helper()
    wanted: dict[str, Any] = {
        "description": "Vi kan",
        "languages": "Dansk",
        "advisers": 2,
        "hours_per_month": 40,
        "available_from": date(2026, 12, 14),
        "no_new_cases_until": clock.today() + timedelta(days=9),
        "profile_public": True,
        "levels": {Category.BI: CompetenceLevel.EXPERT, Category.ERP: CompetenceLevel.BASIC},
        "regions": ["Region Nordjylland"],
        "municipalities": ["0657", "0779"],
        "industries": ["Metal", "Handel"],
    }

    assert edit(user, **wanted)
    db.session.commit()
    db.session.expire_all()

    assert profiles.values(profiles.own(user), clock.today()) == {**said(user), **wanted}
    assert profiles.own(user).profile_version == 2
    assert not edit(user, **wanted), "nothing was changed"
    assert profiles.own(user).profile_version == 2


def test_a_kommune_in_a_chosen_region_is_not_kept_twice(app: Flask) -> None:
    user = make_helper()
    edit(user, regions=["Region Midtjylland"], municipalities=["0657", "0101"])
    helper = profiles.own(user)

    assert profiles.coverage(helper, clock.today()).municipalities == ["0101"]
    assert profiles.covered(helper) == places.municipalities_of(["Region Midtjylland"]) | {"0101"}
    edit(user, regions=[], municipalities=["0657"])
    assert profiles.covered(helper) == {"0657"}


def test_regions_become_kommuner_when_their_name_is_gone(app: Flask) -> None:
    helper = make_firm()
    helper.regions = [HelperRegion(position=0, name="Region Sjælland")]
    after = date(2027, 1, 1)

    where = profiles.coverage(helper, after)

    assert list(where.regions) == []
    assert set(where.municipalities) == places.municipalities_of(["Region Sjælland"])
    assert len(where.municipalities) == 17
    assert profiles.covered(helper) == places.municipalities_of(["Region Sjælland"])
    assert "0101" not in where.municipalities, "København is not in what was Region Sjælland"


def test_a_competence_that_is_taken_away_and_one_that_is_added_keep_the_others(app: Flask) -> None:
    user = make_helper()
    expert, basic = CompetenceLevel.EXPERT, CompetenceLevel.BASIC
    edit(user, levels={Category.ERP: expert, Category.BI: expert})
    edit(user, levels={Category.BI: basic, Category.CRM: expert})

    rows = profiles.own(user).categories
    assert [(row.position, row.category, row.level) for row in rows] == [
        (0, Category.BI, basic),
        (1, Category.CRM, expert),
    ]


def test_two_colleagues_in_one_profile_both_see_both(app: Flask) -> None:
    user = make_helper()
    edit(user, description="Den ene")

    with pytest.raises(Conflict) as clash:
        edit(user, version=1, description="Den anden")

    assert [(one.field, one.mine, one.theirs) for one in clash.value.differences] == [
        ("description", "Den anden", "Den ene")
    ]


def test_a_day_that_has_passed_is_refused_when_it_is_chosen(app: Flask) -> None:
    user = make_helper()
    with pytest.raises(RuleViolation):
        edit(user, no_new_cases_until=clock.today() - timedelta(days=1))
    profiles.own(user).no_new_cases_until = clock.today() - timedelta(days=1)
    assert edit(user, description="Vi er tilbage")


def test_only_the_firm_writes_and_only_while_it_is_here(app: Flask) -> None:
    user = make_helper()
    helper = profiles.own(user)
    for other in (make_staff(), make_helper()):
        with pytest.raises(policies.Forbidden):
            profiles.edit(other, helper, said(user, description="x"), version=1)
    with pytest.raises(policies.Forbidden):
        profiles.find(make_helper(), helper.cvr)
    helper.ended_on = clock.today()
    with pytest.raises(policies.Forbidden):
        edit(user, description="x")


def test_the_yearly_look(app: Flask) -> None:
    user = make_helper()
    helper = profiles.own(user)
    today = clock.today()
    helper.created_at = clock.now() - timedelta(days=366)

    assert profiles.is_review_due(helper, today)
    profiles.note_review(user, helper)
    assert not profiles.is_review_due(helper, today + timedelta(days=364))
    assert profiles.is_review_due(helper, today + timedelta(days=366))


# ---- partners ----------------------------------------------------------------------------------------


def partner_values(**more: Any) -> dict[str, Any]:
    return {"name": "Erhvervshus Midt", "kind": PartnerType.BUSINESS_HOUSE, "cvr": "", **more}


def test_a_partner_is_known_by_its_cvr_number_once(app: Flask) -> None:
    staff = make_staff()
    first = partners.create(staff, partner_values(cvr="99000015"))
    second = partners.create(staff, partner_values(name="Nummer to"))

    assert (first.number, second.number) == (1, 2)
    with pytest.raises(Refused, match="Erhvervshus Midt"):
        partners.create(staff, partner_values(cvr="99000015"))
    with pytest.raises(Refused):
        partners.edit(staff, second, partner_values(cvr="99000015"), version=1)
    partners.edit(staff, first, partner_values(cvr="99000015", note="x"), version=1)
    with pytest.raises(Conflict):
        partners.edit(staff, first, partner_values(cvr="99000015", note="y"), version=1)


def test_helpers_keep_no_partners(app: Flask) -> None:
    helper = make_helper()
    with pytest.raises(policies.Forbidden):
        partners.lines(helper)
    with pytest.raises(policies.Forbidden):
        partners.create(helper, partner_values())


def test_the_log_says_what_comes_next_and_a_line_can_be_taken_back(app: Flask) -> None:
    staff = make_staff()
    partner = partners.create(staff, partner_values())
    partners.write(staff, partner, {**LINE, "next_step_on": clock.today()})
    partners.write(staff, partner, {**LINE, "happened_on": date(2025, 1, 5), "what": "Før"})

    assert [line.what for line in partner.outreach] == ["Møde", "Før"]
    (line,) = partners.lines(staff)
    assert (line.last_on, line.next_step, line.is_due) == (date(2026, 1, 5), "Ring", True)

    first = partners.find_line(partner, 1)
    partners.delete_line(staff, first)
    db.session.commit()
    assert [line.what for line in partner.outreach] == ["Før"]
    with pytest.raises(NoResultFound):
        partners.find_line(partner, 1)
    partners.restore_line(staff, partners.find_line(partner, 1, deleted=True))
    db.session.commit()
    assert len(partner.outreach) == 2


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"happened_on": date(2199, 1, 1)}, "happened_on"),
        ({"next_step": "", "next_step_on": date(2199, 1, 1)}, "next_step"),
    ],
)
def test_a_line_that_cannot_be(app: Flask, change: dict[str, Any], where: str) -> None:
    staff = make_staff()
    partner = partners.create(staff, partner_values())

    with pytest.raises(RuleViolation) as refused:
        partners.write(staff, partner, {**LINE, **change})

    assert [one.where for one in refused.value.findings] == [where]


def _case_with(name: str, cvr: str) -> CustomerCase:
    case = make_active_case()
    db.session.add(Vendor(case_id=case.id, code="V-1", name=name, cvr=cvr))
    db.session.commit()
    db.session.refresh(case)
    return case


@pytest.mark.parametrize(
    ("vendor", "cvr", "told"),
    [
        ("Limfjord Data", "99000015", True),
        ("Limfjord Systems ApS", "", True),
        ("Limfjord Systems", "99000023", False),
        ("Sydhavn", "", False),
    ],
)
def test_a_vendor_that_is_a_partner_is_named_in_the_impartiality_check(
    app: Flask, vendor: str, cvr: str, told: bool
) -> None:
    staff = make_staff()
    values = partner_values(name="Limfjord Systems ApS", kind=PartnerType.IT_VENDOR, cvr="99000015")
    partner = partners.create(staff, values)
    case = _case_with(vendor, cvr)

    found = [one for one in impartiality.findings(case) if one.where == "partner"]

    assert bool(found) is told
    assert all("partner hos IBIZ-Center (it-leverandør)" in one.message and not one.blocks for one in found)
    partner.ended_on = clock.today()
    db.session.commit()
    assert [one for one in impartiality.findings(case) if one.where == "partner"] == []
