"""The words of the mails: IBIZ-Center's own text where there is one, else what ships, with its fields filled in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from itstart.data import mail_texts as shipped
from itstart.models import User
from itstart.rules import mail_texts as rules
from itstart.rules.findings import require
from itstart.rules.mail_texts import MailField, MailText
from itstart.rules.settings import SettingKey
from itstart.services import settings

_PREFIX = "mail:"
# Fields every mail knows: the setting each holds, what it is, and a sample.
_COMMON: Mapping[str, tuple[SettingKey, str, str]] = {
    "center": (SettingKey.CENTER_NAME, "Centrets navn", "IBIZ-Center"),
    "centrets_telefon": (SettingKey.CENTER_PHONE, "Centrets telefon", "12 34 56 78"),
    "centrets_mail": (SettingKey.CENTER_EMAIL, "Centrets mailadresse", "post@center.example"),
    "centrets_kontakt": (SettingKey.CENTER_CONTACT, "Centrets kontaktperson", "Lise Ravnholt"),
}


def _mail(key: str, raw: dict[str, Any]) -> MailText:
    own = [MailField(name, label, sample) for name, (label, sample) in raw["fields"].items()]
    common = [MailField(name, label, sample) for name, (_, label, sample) in _COMMON.items()]
    return MailText(
        key=key,
        fields=(*own, *common),
        required=raw.get("required", ()),
        body=raw["body"].strip(),
        **{name: raw[name] for name in ("label", "to", "when", "subject")},
    )


MAILS: Mapping[str, MailText] = MappingProxyType({key: _mail(key, raw) for key, raw in shipped.read().items()})


def key_of(mail: MailText) -> str:
    """The key of a mail's changes."""
    return f"{_PREFIX}{mail.key}"


def current(mail: MailText) -> tuple[str, str]:
    """(subject, body) that hold, with their fields."""
    row = settings.newest().get(key_of(mail))
    return (mail.subject, mail.body) if row is None or row.value is None else (row.subject, row.value)


def compose(key: str, **values: object) -> tuple[str, str]:
    """(subject, body) of a mail to be sent; each field of its own has a value. KeyError for an unknown mail."""
    subject, body = current(MAILS[key])
    said = {**_center(), **{name: str(value) for name, value in values.items()}}
    return rules.fill(subject, said), rules.fill(body, said) + "\n"


def _center() -> dict[str, str]:
    return {name: settings.text(key) for name, (key, _, _) in _COMMON.items()}


def preview(mail: MailText, subject: str, body: str) -> tuple[str, str]:
    """A text as it would look, with samples in its fields and the center as it is set."""
    said = {**mail.samples, **{name: value for name, value in _center().items() if value}}
    return rules.fill(subject, said), rules.fill(body, said)


def change(actor: User, mail: MailText, subject: str, body: str, *, reason: str, seen: int) -> bool:
    """Let another text hold from now on; False when it holds already. RuleViolation for an unknown field."""
    require(rules.check(mail, subject, body))
    if (subject, body) == current(mail):
        return False
    settings.put(actor, key_of(mail), seen=seen, subject=subject, value=body, reason=reason)
    return True
