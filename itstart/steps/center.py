"""What IBIZ-Center calls itself in documents."""

from sqlalchemy import select
from sqlalchemy.orm import object_session

from itstart.models import SettingChange
from itstart.rules.settings import SETTINGS, SettingKey

_KEY = SettingKey.CENTER_NAME


def center_name_for(row: object) -> str:
    """As `settings.center_name`, of the database the row is in; what ships for a row in none, as of a sample."""
    session = object_session(row)
    newest = select(SettingChange.value).where(SettingChange.key == _KEY).order_by(SettingChange.id.desc()).limit(1)
    return (session.scalar(newest) if session is not None else None) or SETTINGS[_KEY].default
