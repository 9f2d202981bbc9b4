"""A firm is told some days before the content of one of its closed cases is deleted, once for each case and day."""

from datetime import date, timedelta

from itstart.db import db
from itstart.documents.danish import date_long
from itstart.models import CustomerCase
from itstart.rules.settings import SettingKey
from itstart.services import helpers, mail_texts, outbox, retention, settings


def tell(today: date) -> int:
    """Write the mails that are due; how many cases. Twice on a day writes nothing more."""
    until = today + timedelta(days=settings.days(SettingKey.WARN_DAYS))
    return sum(_tell(db.session.get_one(CustomerCase, number), today) for number in retention.cases_due(until))


def _tell(case: CustomerCase, today: date) -> int:
    closed = case.completed_on or case.abandoned_on
    assert closed is not None  # only closed cases are due
    on = max(closed + timedelta(days=settings.days(SettingKey.KEEP_CASES)), today)
    # A case that is opened and closed again has another day, and another mail.
    keys = {f"content-{case.id}-{closed.isoformat()}-{person.id}": person for person in helpers.people_of(case.helper)}
    told = outbox.by_keys(list(keys))
    for key, person in keys.items():
        subject, body = mail_texts.compose(
            "indhold-slettes", navn=person.name, sag=case.number, kunde=case.customer.name, dato=date_long(on)
        )
        outbox.write(key=key, recipient=person.email, recipient_name=person.name, subject=subject, body=body, case=case)
    return int(any(key not in told for key in keys))
