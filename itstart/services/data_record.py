"""The inventory as people read it, the record of processing (art. 30) and the processor agreement, from one source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from itstart import policies
from itstart.data import personal_data
from itstart.models import Helper, User
from itstart.models.inventory import Held, inventory
from itstart.rules.mail_texts import fill
from itstart.rules.personal_data import ColumnKind
from itstart.rules.settings import SETTINGS, SettingKey, told
from itstart.services import settings

_CONTROLLERS = {"center": SettingKey.CENTER_NAME}
_NOT_SET = "[ikke udfyldt]"
_FIELD = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity that uses personal data, with its columns by kind."""

    key: str
    title: str
    controller: str
    persons: str
    purpose: str
    basis: str
    recipients: str
    keep: str
    columns: Mapping[ColumnKind, list[str]]

    @property
    def kinds(self) -> list[str]:
        """What kinds of personal data it holds."""
        return [kind.label for kind in self.columns if kind is not ColumnKind.NONE]


def activities(actor: User) -> list[Activity]:
    """All of them, in the order they are declared."""
    policies.ensure(policies.may_read_settings(actor))
    columns: dict[str, dict[ColumnKind, list[str]]] = {}
    for held in inventory():
        _add(columns.setdefault(held.area, {}), held)
    return [_activity(key, area, columns.get(key, {})) for key, area in personal_data.areas().items()]


def _add(columns: dict[ColumnKind, list[str]], held: Held) -> None:
    columns.setdefault(held.kind, []).append(f"{held.table.name}.{held.column.name}")


def _activity(key: str, area: Mapping[str, str], columns: Mapping[ColumnKind, list[str]]) -> Activity:
    said = {name: area[name] for name in ("title", "persons", "purpose", "basis", "recipients")}
    ordered = {kind: columns[kind] for kind in ColumnKind if kind in columns}
    return Activity(
        key=key, controller=_controller(area["controller"]), keep=periods(area["keep"]), columns=ordered, **said
    )


def _controller(key: str) -> str:
    return settings.text(_CONTROLLERS[key]) if key in _CONTROLLERS else "Firmaet, der har sagen"


def periods(text: str) -> str:
    """A text with its settings in the place of their names: "{gem-sager} efter" gives "1095 dage efter"."""
    return _FIELD.sub(lambda found: _period(SettingKey(found[1])), text)


def _period(key: SettingKey) -> str:
    return told(SETTINGS[key], settings.text(key))


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who answers for data, as the record and the agreement name them."""

    name: str
    cvr: str
    address: str
    contact: str


def center() -> Party:
    """IBIZ-Center, from its settings."""
    contact = settings.text(SettingKey.DATA_CONTACT) or settings.center().reach
    keys = (SettingKey.CENTER_CVR, SettingKey.CENTER_ADDRESS)
    cvr, address = (settings.text(key) or _NOT_SET for key in keys)
    return Party(settings.text(SettingKey.CENTER_NAME), cvr, address, contact or _NOT_SET)


def missing() -> list[SettingKey]:
    """The settings the record and the agreement are not complete without."""
    wanted = (SettingKey.CENTER_CVR, SettingKey.CENTER_ADDRESS, SettingKey.DATA_CONTACT, SettingKey.HOSTING)
    return [key for key in wanted if not settings.text(key)]


def agreement(firm: Helper) -> str:
    """The processor agreement between the firm and IBIZ-Center as Markdown, filled in."""
    processor = center()
    areas = personal_data.areas().values()
    own = [area for area in areas if area["controller"] == "firm"]
    lines = "\n".join(f"- **{area['title']}**: {area['persons']}. {periods(area['keep'])}." for area in own)
    return fill(
        personal_data.agreement(),
        {
            "firma": firm.company,
            "firma_cvr": firm.cvr,
            "firma_kontakt": ", ".join(part for part in (firm.adviser, firm.email, firm.phone) if part) or _NOT_SET,
            "center": processor.name,
            "center_cvr": processor.cvr,
            "center_adresse": processor.address,
            "center_kontakt": processor.contact,
            "drift": settings.text(SettingKey.HOSTING) or _NOT_SET,
            "behandlinger": lines,
        },
    )
