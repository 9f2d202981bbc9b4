"""What IBIZ-Center can set by itself: names, answer times and the days of the clocks, each with a default (S24, S51).

A value is kept as the text people type. Rules take it as an argument; nobody here knows where it is stored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from itstart.rules.findings import Finding
from itstart.rules.term import Term

MOST_DAYS = 730
MOST_REMINDERS = 6
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")


class SettingGroup(Term):
    """Where a setting stands on the page."""

    NAMES = "names", "Navne og kontakt"
    CLOCKS = "clocks", "Frister og påmindelser"
    LOG_IN = "log_in", "Log-in"


class SettingKind(StrEnum):
    """What a value must look like."""

    LINE = "line"
    EMAIL = "email"
    DAYS = "days"
    DAY_LIST = "day_list"
    YES_NO = "yes_no"


class SettingKey(StrEnum):
    """The settings; the value stands in addresses and in the table."""

    CENTER_NAME = "centrets-navn"
    CENTER_CONTACT = "kontaktperson"
    CENTER_PHONE = "telefon"
    CENTER_EMAIL = "mailadresse"
    CENTER_ADDRESS = "adresse"
    FUNDING_AUTHORITY = "bevillingsgiver"
    FOUNDED_BY = "oprettet-af"
    ENQUIRY_WORKDAYS = "svartid"
    LEAD_ANSWER_WORKDAYS = "svarfrist-for-henvendelser"
    LEAD_REMINDER_DAYS = "rykkere-for-henvendelser"
    LEAD_FORGET_DAYS = "glem-henvendelser"
    SPARRING_WORKDAYS = "svarfrist-for-sparring"
    QUIET_DAYS = "stille-sager"
    SILENCE_DAYS = "tavs-godkendelse"
    CODE_DAYS = "rykker-for-kodeks"
    EVALUATION_DAYS = "varsel-for-evaluering"
    ACTIVITY_DAYS = "varsel-for-aktivitet"
    INVITATION_DAYS = "invitation-til-konto"
    LINK_DAYS = "link-til-kunden"
    FILE_DAYS = "gem-pdf"
    HELPERS_SECOND_FACTOR = "totrinslogin-for-raadgivere"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it is declared: what it is called, what it must look like, and what holds until somebody sets it."""

    key: SettingKey
    group: SettingGroup
    label: str
    kind: SettingKind
    default: str
    help: str
    required: bool = True
    least: int = 1


def _name(key: SettingKey, label: str, default: str, told: str, **more: bool) -> Setting:
    kind = SettingKind.EMAIL if key is SettingKey.CENTER_EMAIL else SettingKind.LINE
    return Setting(key, SettingGroup.NAMES, label, kind, default, told, **more)


def _days(key: SettingKey, label: str, default: str, told: str) -> Setting:
    kind = SettingKind.DAY_LIST if "," in default else SettingKind.DAYS
    return Setting(key, SettingGroup.CLOCKS, label, kind, default, told)


_K = SettingKey
SETTINGS: Mapping[SettingKey, Setting] = {
    setting.key: setting
    for setting in (
        _name(_K.CENTER_NAME, "Centrets navn", "IBIZ-Center", "Står i mails, og hvor kunden ser centret."),
        _name(_K.CENTER_CONTACT, "Kontaktperson", "", "Den, kunder og firmaer skal spørge efter.", required=False),
        _name(_K.CENTER_PHONE, "Telefon", "", "Centrets nummer.", required=False),
        _name(_K.CENTER_EMAIL, "Mailadresse", "", "Centrets adresse til spørgsmål.", required=False),
        _name(_K.CENTER_ADDRESS, "Adresse", "", "Vej, postnummer og by på én linje.", required=False),
        _name(
            _K.FUNDING_AUTHORITY,
            "Bevillingsgiver",
            "Uddannelses- og Forskningsstyrelsen",
            "Den myndighed, der får rapporten om programmet. Myndigheder skifter navn, så ret det her.",
        ),
        _name(
            _K.FOUNDED_BY,
            "Oprettet af",
            "Videnskabsministeriet og Rådet for Teknologi og Innovation",
            "Dem, der oprettede centret i 2007. Navnene er dem, de havde dengang.",
        ),
        _days(_K.ENQUIRY_WORKDAYS, "Svartid på henvendelser", "3",
              "Arbejdsdage, til en kunde eller ansøger hører fra jer."),
        _days(_K.LEAD_ANSWER_WORKDAYS, "Firmaets svarfrist", "5",
              "Arbejdsdage, et firma har til at svare på et tilbud om en kunde."),
        _days(_K.LEAD_REMINDER_DAYS, "Påmindelser om henvendelser", "3, 7, 14",
              "Dage, efter henvendelsen kom dertil, hvor den står. Adskil med komma."),
        _days(_K.LEAD_FORGET_DAYS, "Glem lukkede henvendelser", "183",
              "Dage, til personerne bag en lukket henvendelse slettes."),
        _days(_K.SPARRING_WORKDAYS, "Påmindelse om sparring", "3", "Arbejdsdage, et spørgsmål må vente på svar."),
        _days(_K.QUIET_DAYS, "Stille sager", "14", "Dage uden nyt, før listen siger, at intet er sket i sagen."),
        _days(_K.SILENCE_DAYS, "Tavs godkendelse", "14",
              "Dage, kunden har til at svare på et leveret modul, før tavshed kan regnes som et ja."),
        _days(_K.CODE_DAYS, "Påmindelse om kodeks", "14",
              "Dage efter en ny version, før firmaer uden accept får en mail."),
        _days(_K.EVALUATION_DAYS, "Varsel om evaluering og samtale", "7", "Dage før fristen, hvor mailen sendes."),
        _days(_K.ACTIVITY_DAYS, "Varsel om aktivitet", "2", "Dage før aktiviteten, hvor deltagerne får en mail."),
        _days(_K.INVITATION_DAYS, "Invitation til konto", "14", "Dage, linket i en invitation virker."),
        _days(_K.LINK_DAYS, "Link til kunden", "14", "Dage, kundens link og et pointark virker."),
        _days(_K.FILE_DAYS, "Gem PDF'er og zip-filer", "30", "Dage, en PDF, en side eller en zip bliver gemt."),
        Setting(_K.HELPERS_SECOND_FACTOR, SettingGroup.LOG_IN, "Kræv totrinslogin af It-starthjælperne",
                SettingKind.YES_NO, "nej",
                "Ved ja skal alle i firmaerne sætte det op, før de kan andet. I centret kræves det altid."),
    )
}  # fmt: skip


def check(setting: Setting, value: str) -> list[Finding]:
    """Why a value cannot be used; empty when it can."""
    if not value:
        return [Finding("Skriv en værdi.", where="value")] if setting.required else []
    if setting.kind is SettingKind.EMAIL and not _EMAIL.fullmatch(value):
        return [Finding("Skriv en mailadresse, fx navn@firma.dk.", where="value")]
    if setting.kind is SettingKind.DAYS:
        return _check_days(value)
    if setting.kind is SettingKind.DAY_LIST:
        return _check_list(value)
    if setting.kind is SettingKind.YES_NO and value not in {"ja", "nej"}:
        return [Finding("Vælg ja eller nej.", where="value")]
    return []


def _check_days(value: str) -> list[Finding]:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:6]) <= MOST_DAYS:
        return [Finding(f"Skriv et helt tal fra 1 til {MOST_DAYS}.", where="value")]
    return []


def _check_list(value: str) -> list[Finding]:
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > MOST_REMINDERS or any(_check_days(part) for part in parts):
        return [Finding(f"Skriv højst {MOST_REMINDERS} hele tal med komma imellem, fx 3, 7, 14.", where="value")]
    if numbers(value) != tuple(sorted(set(numbers(value)))):
        return [Finding("Skriv dagene i rækkefølge, den første påmindelse først.", where="value")]
    return []


def numbers(value: str) -> tuple[int, ...]:
    """The days of a list that has been checked: "3, 7, 14" gives (3, 7, 14)."""
    return tuple(int(part) for part in value.split(","))


def told(setting: Setting, value: str) -> str:
    """A value as it is read: "5 arbejdsdage", "3, 7, 14 dage", "–" for nothing."""
    if setting.group is not SettingGroup.CLOCKS:
        return value or "–"
    unit = "arbejdsdag" if setting.help.startswith("Arbejdsdage") else "dag"
    return f"{value} {unit}" if value == "1" else f"{value} {unit}e"
