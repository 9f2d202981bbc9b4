"""What IBIZ-Center can set by itself: names, rules, answer times and clocks, each with a default (S24, S51).

A value is kept as the text people type. Rules take it as an argument; nobody here knows where it is stored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from itstart.rules.findings import Finding
from itstart.rules.term import Term

MOST_DAYS = 730
MOST_KEPT = 3_650
MOST_REMINDERS = 6
MOST_FIRMS = 3
YES, NO = "ja", "nej"
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")


class SettingGroup(Term):
    """Where a setting stands on the page."""

    NAMES = "names", "Navne og kontakt"
    RULES = "rules", "Regler"
    CLOCKS = "clocks", "Frister og påmindelser"
    KEPT = "kept", "Hvor længe noget gemmes"


class SettingKind(StrEnum):
    """What a value must look like."""

    LINE = "line"
    EMAIL = "email"
    DAYS = "days"
    DAY_LIST = "day_list"
    FIRMS = "firms"
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
    LEAD_OFFERS = "firmaer-ad-gangen"
    START_REPORT_REQUIRED = "startrapport-foer-arbejdet"
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
    GUEST_FORGET_DAYS = "glem-gaester"
    INVITATION_DAYS = "invitation-til-konto"
    LINK_DAYS = "link-til-kunden"
    FILE_DAYS = "gem-pdf"
    GRANT_DAYS = "adgang-efter-svar"
    UNANSWERED_DAYS = "adgang-uden-svar"
    ADDRESS_DAYS = "gem-netadresser"
    STORY_DAYS = "glem-successager"
    CENTER_CVR = "centrets-cvr"
    DATA_CONTACT = "databeskyttelse"
    HOSTING = "drift"
    KEEP_CASES = "gem-sager"
    KEEP_AGREEMENTS = "gem-aftaler"
    KEEP_BIDS = "gem-tabende-tilbud"
    KEEP_SPARRING = "gem-sparring"
    KEEP_MAILS = "gem-mails"
    KEEP_RECIPIENTS = "gem-modtagere"
    KEEP_ACCOUNTS = "gem-lukkede-konti"
    KEEP_LOG_INS = "gem-log-ind"
    KEEP_TRAIL = "gem-spor"
    KEEP_APPLICANTS = "gem-afviste-ansoegere"
    WARN_DAYS = "varsel-om-sletning"
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
    most: int = MOST_DAYS
    unit: str = "dag"


def _name(key: SettingKey, label: str, default: str, told: str, *, required: bool = True) -> Setting:
    kind = SettingKind.EMAIL if key is SettingKey.CENTER_EMAIL else SettingKind.LINE
    return Setting(key, SettingGroup.NAMES, label, kind, default, told, required)


def _rule(key: SettingKey, label: str, kind: SettingKind, default: str, told: str) -> Setting:
    return Setting(key, SettingGroup.RULES, label, kind, default, told)


def _days(key: SettingKey, label: str, default: str, told: str) -> Setting:
    kind = SettingKind.DAY_LIST if "," in default else SettingKind.DAYS
    unit = "arbejdsdag" if told.startswith("Arbejdsdage") else "dag"
    return Setting(key, SettingGroup.CLOCKS, label, kind, default, told, unit=unit)


def _kept(key: SettingKey, label: str, default: str, told: str, *, unit: str = "dag", most: int = MOST_KEPT) -> Setting:
    return Setting(key, SettingGroup.KEPT, label, SettingKind.DAYS, default, told, unit=unit, most=most)


_K = SettingKey
SETTINGS: Mapping[SettingKey, Setting] = {
    setting.key: setting
    for setting in (
        _name(_K.CENTER_NAME, "Centrets navn", "IBIZ-Center", "Står på siderne, i mails og i dokumenter."),
        _name(_K.CENTER_CONTACT, "Kontaktperson", "", "Den, kunder og firmaer skal spørge efter.", required=False),
        _name(_K.CENTER_PHONE, "Telefon", "", "Centrets nummer.", required=False),
        _name(_K.CENTER_EMAIL, "Mailadresse", "", "Centrets adresse til spørgsmål.", required=False),
        _name(_K.CENTER_ADDRESS, "Adresse", "", "Vej, postnummer og by på én linje.", required=False),
        _name(
            _K.FUNDING_AUTHORITY,
            "Bevillingsgiver",
            "",
            "Udfyld navnet på den myndighed, der får rapporten om programmet. Til da står den som en mangel dér.",
            required=False,
        ),
        _name(
            _K.FOUNDED_BY,
            "Oprettet af",
            "Videnskabsministeriet og Rådet for Teknologi og Innovation",
            "Dem, der oprettede centret i 2007. Navnene er dem, de havde dengang.",
        ),
        _name(_K.CENTER_CVR, "CVR-nummer", "", "Centrets CVR-nummer i databehandleraftalen.", required=False),
        _name(_K.DATA_CONTACT, "Kontakt om persondata", "",
              "Navn og mailadresse på den, der svarer på spørgsmål om persondata.", required=False),
        _name(_K.HOSTING, "Drift", "", "Firmaet, der driver serveren, med CVR og land: underdatabehandleren.",
              required=False),
        _rule(_K.LEAD_OFFERS, "Firmaer ad gangen", SettingKind.FIRMS, "1",
              f"Hvor mange firmaer en henvendelse kan være tilbudt på samme tid, fra 1 til {MOST_FIRMS}."),
        _rule(_K.START_REPORT_REQUIRED, "Startrapport før arbejdet", SettingKind.YES_NO, NO,
              "Ja: Et modul kan først begynde, når det er meldt til jer. Nej: Startrapporten kan komme bagefter."),
        _rule(_K.HELPERS_SECOND_FACTOR, "Totrinslogin for firmaerne", SettingKind.YES_NO, NO,
              "Ved ja skal alle i firmaerne sætte det op, før de kan andet. I centret kræves det altid."),
        _days(_K.ENQUIRY_WORKDAYS, "Svartid på henvendelser", "3",
              "Arbejdsdage, til en kunde eller ansøger hører fra jer."),
        _days(_K.LEAD_ANSWER_WORKDAYS, "Firmaets svarfrist", "5",
              "Arbejdsdage, et firma har til at svare på et tilbud om en kunde."),
        _days(_K.LEAD_REMINDER_DAYS, "Påmindelser om henvendelser", "3, 7, 14",
              "Dage, efter henvendelsen kom dertil, hvor den står. Adskil med komma."),
        _days(_K.SPARRING_WORKDAYS, "Påmindelse om sparring", "3", "Arbejdsdage, et spørgsmål må vente på svar."),
        _days(_K.QUIET_DAYS, "Stille sager", "14", "Dage uden nyt, før listen siger, at intet er sket i sagen."),
        _days(_K.SILENCE_DAYS, "Tavs godkendelse", "14",
              "Dage, kunden har til at svare på et leveret modul, før tavshed kan regnes som et ja."),
        _days(_K.CODE_DAYS, "Påmindelse om kodeks", "14",
              "Dage efter en ny version, før firmaer uden accept får en mail."),
        _days(_K.EVALUATION_DAYS, "Varsel om evaluering og samtale", "7", "Dage før fristen, hvor mailen sendes."),
        _days(_K.ACTIVITY_DAYS, "Varsel om aktivitet", "2", "Dage før aktiviteten, hvor deltagerne får en mail."),
        _days(_K.WARN_DAYS, "Varsel om sletning", "30",
              "Dage før en lukket sags indhold slettes, hvor firmaet får en mail."),
        _days(_K.INVITATION_DAYS, "Invitation til konto", "14", "Dage, linket i en invitation virker."),
        _days(_K.LINK_DAYS, "Link til kunden", "14", "Dage, kundens link og et pointark virker."),
        _days(_K.GRANT_DAYS, "Adgang efter sparring", "14",
              "Dage efter svaret, hvor I stadig kan se det, spørgsmålet handlede om."),
        _days(_K.UNANSWERED_DAYS, "Adgang uden svar", "60",
              "Dage efter spørgsmålet, hvor I kan se det, spørgsmålet handler om, mens det venter på svar."),
        _kept(_K.LEAD_FORGET_DAYS, "Glem lukkede henvendelser", "183",
              "Dage, til personerne bag en lukket henvendelse slettes."),
        _kept(_K.GUEST_FORGET_DAYS, "Glem gæster", "90",
              "Dage efter en offentlig aktivitet, til gæsternes navne og adresser slettes."),
        _kept(_K.FILE_DAYS, "Gem PDF'er og zip-filer", "30", "Dage, en PDF, en side eller en zip bliver gemt."),
        _kept(_K.ADDRESS_DAYS, "Gem netadresser", "30", "Dage, til netadressen bag kundens svar på et link slettes."),
        _kept(_K.STORY_DAYS, "Glem successager", "30",
              "Dage, til personerne i en successag, der er trukket tilbage, slettes."),
        _kept(_K.KEEP_CASES, "Lukkede sager", "1095", "Dage, fra en sag er lukket, til indholdet slettes."),
        _kept(_K.KEEP_AGREEMENTS, "Aftaler og timer", "5", "Hele år efter det år, aftalen er underskrevet eller sagen "
              "lukket. Bogføringsloven kræver 5.", unit="år", most=15),
        _kept(_K.KEEP_BIDS, "Tabende tilbud", "365",
              "Dage, fra valget er truffet, til de andres filer og kontaktpersoner slettes."),
        _kept(_K.KEEP_SPARRING, "Sparring", "730", "Dage, fra et spørgsmål er lukket, til teksterne slettes."),
        _kept(_K.KEEP_MAILS, "Mailens tekst", "30", "Dage, fra mailen er sendt, til teksten slettes."),
        _kept(_K.KEEP_RECIPIENTS, "Mailens modtager", "183",
              "Dage, fra mailen er sendt, til emne og modtager slettes."),
        _kept(_K.KEEP_ACCOUNTS, "Lukkede konti", "90", "Dage, fra en konto er lukket, til personen bag slettes."),
        _kept(_K.KEEP_APPLICANTS, "Afviste ansøgere", "183",
              "Dage efter et afslag, til personerne og begrundelserne bag ansøgningen slettes."),
        _kept(_K.KEEP_LOG_INS, "Gamle log ind", "30", "Dage, en afsluttet session og en brugt invitation gemmes."),
        _kept(_K.KEEP_TRAIL, "Hvem har set sagen", "730", "Dage, firmaet kan se, hvem fra centret der har set en sag."),
    )
}  # fmt: skip


def check(setting: Setting, value: str) -> list[Finding]:
    """Why a value cannot be used; empty when it can."""
    if not value:
        return [Finding("Skriv en værdi.", where="value")] if setting.required else []
    if setting.kind is SettingKind.EMAIL and not _EMAIL.fullmatch(value):
        return [Finding("Skriv en mailadresse, fx navn@firma.dk.", where="value")]
    if setting.kind is SettingKind.DAYS:
        return _check_days(value, setting.most)
    if setting.kind is SettingKind.DAY_LIST:
        return _check_list(value)
    if setting.kind is SettingKind.FIRMS and value not in map(str, range(1, MOST_FIRMS + 1)):
        return [Finding(f"Skriv et helt tal fra 1 til {MOST_FIRMS}.", where="value")]
    if setting.kind is SettingKind.YES_NO and value not in {YES, NO}:
        return [Finding("Vælg ja eller nej.", where="value")]
    return []


def _check_days(value: str, most: int = MOST_DAYS) -> list[Finding]:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:6]) <= most:
        return [Finding(f"Skriv et helt tal fra 1 til {most}.", where="value")]
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


def span(days: int) -> str:
    """Days as people say them: "14 dage", "et halvt år"."""
    return {1: "1 dag", 182: "et halvt år", 183: "et halvt år", 365: "et år"}.get(days, f"{days} dage")


def told(setting: Setting, value: str) -> str:
    """A value as it is read: "5 arbejdsdage", "3, 7, 14 dage", "–" for nothing."""
    if setting.group is SettingGroup.NAMES:
        return value or "–"
    if setting.kind is SettingKind.YES_NO:
        return value.capitalize()
    if setting.kind is SettingKind.FIRMS:
        return f"{value} firma" if value == "1" else f"{value} firmaer"
    unit = setting.unit
    if value.isdigit():
        value = f"{int(value):,}".replace(",", ".")
    return f"{value} {unit}" if value == "1" or unit == "år" else f"{value} {unit}e"
