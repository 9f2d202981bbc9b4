"""What the demo shows the public: qualified firms in every region, and public activities. Twice is once."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from itstart import clock
from itstart.data import code_of_conduct
from itstart.db import db
from itstart.models import (
    Activity,
    ActivitySignUp,
    CodeAcceptance,
    Helper,
    HelperCategory,
    HelperIndustry,
    HelperMunicipality,
    HelperRegion,
    User,
)
from itstart.rules.activities import ActivityKind, ActivityStatus
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, QualificationPath, QualificationStatus, Role

_EXPERT, _SKILLED = CompetenceLevel.EXPERT, CompetenceLevel.SKILLED
_C = Category
# The columns, then regions, single kommuner, competences and industries.
Names = tuple[str, ...]
_FIRMS: tuple[tuple[dict[str, Any], Names, Names, dict[Category, CompetenceLevel], Names], ...] = (
    (
        {
            "company": "Himmerland Systemvalg ApS (fiktiv)", "cvr": "99000384", "adviser": "Ellen Brogaard",
            "email": "ellen@himmerland-systemvalg.example", "phone": "+45 00 00 00 61", "municipality_code": "0820",
            "description": "Vi hjælper butikker og engrosfirmaer, hvor lageret og webshoppen ikke taler sammen.",
            "languages": "Dansk, tysk", "advisers": 2, "hours_per_month": 90,
        },
        ("Region Nordjylland",), ("0779",),
        {_C.WEBSHOP: _EXPERT, _C.INVENTORY: _EXPERT, _C.ERP: _SKILLED},
        ("Detailhandel", "Engroshandel"),
    ),
    (
        {
            "company": "Lillebælt It-råd ApS (fiktiv)", "cvr": "99000392", "adviser": "Preben Aagaard",
            "email": "preben@lillebaelt-itraad.example", "phone": "+45 00 00 00 62", "municipality_code": "0410",
            "description": "Vi kommer fra værkstedsgulvet og ved, hvad en timeseddel er.",
            "languages": "Dansk, engelsk", "advisers": 1, "hours_per_month": 60,
        },
        ("Region Syddanmark",), (),
        {_C.FINANCE: _EXPERT, _C.E_INVOICING: _EXPERT, _C.CRM: _SKILLED},
        ("Håndværk og byggeri", "Metalindustri"),
    ),
    (
        {
            "company": "Øresunds Valgrådgivning ApS (fiktiv)", "cvr": "99000406", "adviser": "Åse Lindqvist",
            "email": "aase@oeresunds-valg.example", "phone": "+45 00 00 00 63", "municipality_code": "0101",
            "description": "Vi samler tal fra mange systemer, så ledelsen ser ét billede.",
            "languages": "Dansk, svensk, engelsk", "advisers": 4, "hours_per_month": 240,
        },
        ("Region Hovedstaden", "Region Sjælland"), (),
        {_C.BI: _EXPERT, _C.CRM: _EXPERT, _C.FINANCE: _SKILLED, _C.MAIL: _SKILLED},
        ("Videnservice", "Engroshandel"),
    ),
)  # fmt: skip
_PUBLIC_KINDS = (ActivityKind.FAIR, ActivityKind.WORKSHOP)
_GUESTS = (
    ("Karen Lykke", "Lykke Møbler ApS", "karen@lykke-moebler.example"),
    ("Jens Ottosen", "Ottosen VVS", "jens@ottosen-vvs.example"),
)
_QUALIFIED_ON = date(2025, 9, 1)


def fill() -> None:
    """Make what is not there yet."""
    for facts, regions, codes, levels, industries in _FIRMS:
        if db.session.scalar(select(Helper.id).where(Helper.cvr == facts["cvr"])) is None:
            helper = _firm(facts)
            helper.regions = [HelperRegion(position=i, name=name) for i, name in enumerate(regions)]
            helper.municipalities = [HelperMunicipality(code=code) for code in codes]
            helper.categories = [
                HelperCategory(position=i, category=kind, level=level) for i, (kind, level) in enumerate(levels.items())
            ]
            helper.industries = [HelperIndustry(position=i, name=name) for i, name in enumerate(industries)]
    for activity in db.session.scalars(select(Activity).where(Activity.kind.in_(_PUBLIC_KINDS))):
        activity.is_public = True
        if activity.status is ActivityStatus.OPEN and not any(one.user is None for one in activity.sign_ups):
            activity.sign_ups += [_guest(place, *said) for place, said in enumerate(_GUESTS)]
    db.session.flush()


def _guest(place: int, name: str, company: str, email: str) -> ActivitySignUp:
    """A visitor who signed up some days ago, before the helpers did."""
    at = clock.now() - timedelta(days=3, hours=place)
    return ActivitySignUp(name=name, company=company, email=email, consent_on=at.date(), signed_up_at=at)


def _firm(facts: dict[str, Any]) -> Helper:
    """Qualified, with the kodeks accepted and somebody who may log in once invited."""
    now = clock.now()
    helper = Helper(
        qualification_status=QualificationStatus.QUALIFIED,
        qualification_path=QualificationPath.REVIEW,
        qualified_on=_QUALIFIED_ON,
        profile_public=True,
        profile_reviewed_on=clock.today(),
        created_at=now,
        **facts,
    )
    helper.code_acceptances = [
        CodeAcceptance(
            version=code_of_conduct.VERSION, accepted_on=code_of_conduct.PUBLISHED_ON, accepted_by=helper.adviser
        )
    ]
    db.session.add(helper)
    db.session.flush()
    db.session.add(User(name=helper.adviser, email=helper.email, role=Role.HELPER, helper=helper, created_at=now))
    return helper
