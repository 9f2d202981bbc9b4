"""The demo's own choices: whom to ask at IBIZ-Center, an answer time, and how many firms a region should have."""

from sqlalchemy import select

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.models import QualityNorm, RegionTarget, SettingChange, User
from itstart.rules.cooperation import STANDARD_CRITERIA, STANDARD_MINIMUM
from itstart.rules.settings import SettingKey
from itstart.rules.terms import Role

_CHANGES = (
    (SettingKey.CENTER_CONTACT, "Lise Ravnholt", "Lise tager telefonen i år"),
    (SettingKey.CENTER_PHONE, "+45 00 00 00 10", ""),
    (SettingKey.CENTER_EMAIL, "post@ibiz.example", ""),
    (SettingKey.FUNDING_AUTHORITY, "Uddannelses- og Forskningsstyrelsen", "Fra bevillingsbrevet"),
    (SettingKey.CENTER_ADDRESS, "Eksempelvej 1, 7400 Herning", ""),
    (SettingKey.CENTER_CVR, "99000333", ""),
    (SettingKey.DATA_CONTACT, "Lise Ravnholt, persondata@ibiz.example", ""),
    (SettingKey.HOSTING, "Serverhuset ApS (fiktiv), CVR 99000341, Danmark", ""),
    (SettingKey.ENQUIRY_WORKDAYS, "5", "Sommerferie"),
    (SettingKey.ENQUIRY_WORKDAYS, "2", "Kunderne skal høre fra os hurtigt"),
)
_TARGET = 2


def fill() -> None:
    """Make what is not there yet."""
    admin = db.session.scalar(select(User).where(User.role == Role.ADMIN).order_by(User.id).limit(1))
    by = admin.name if admin else "IBIZ-Center"
    if db.session.scalar(select(SettingChange.id).limit(1)) is None:
        db.session.add_all(
            SettingChange(key=key, value=value, reason=reason, set_at=clock.now(), set_by=by)
            for key, value, reason in _CHANGES
        )
    if db.session.scalar(select(QualityNorm.id).limit(1)) is None:
        db.session.add(_norm(by))
    db.session.flush()


def _norm(by: str) -> QualityNorm:
    regions = places.regions_on(clock.today())
    return QualityNorm(
        set_at=clock.now(),
        set_by=by,
        reason="Mindst to i hver region, så kunden kan vælge",
        minimum_rating=STANDARD_MINIMUM,
        criteria="\n".join(STANDARD_CRITERIA),
        targets=[RegionTarget(position=place, region=name, target=_TARGET) for place, name in enumerate(regions)],
    )
