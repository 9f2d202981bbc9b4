"""Settings and texts of mails: what can be used, what is said of the rest, and how fields are filled in."""

from dataclasses import replace

import pytest

from itstart.rules import mail_texts, settings
from itstart.rules.mail_texts import MailField, MailText
from itstart.rules.settings import SETTINGS, SettingKey, SettingKind

MAIL = MailText(
    "proeve",
    "Prøve",
    "Kunden",
    "Altid",
    "Hej {firma}",
    "Kom {frist}: {link}",
    (MailField("firma", "Firmaet", "Nordvang"), MailField("frist", "Fristen", "i dag"), MailField("link", "Link", "x")),
    ("link",),
)


def test_every_key_is_declared_and_every_default_can_be_used() -> None:
    assert set(SETTINGS) == set(SettingKey)
    assert [setting.key for setting in SETTINGS.values() if settings.check(setting, setting.default)] == []


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [
        (SettingKey.SILENCE_DAYS, "1", True),
        (SettingKey.SILENCE_DAYS, "730", True),
        (SettingKey.SILENCE_DAYS, "731", False),
        (SettingKey.SILENCE_DAYS, "0", False),
        (SettingKey.SILENCE_DAYS, "-3", False),
        (SettingKey.SILENCE_DAYS, "14,5", False),
        (SettingKey.SILENCE_DAYS, "³", False),
        (SettingKey.SILENCE_DAYS, "9" * 5000, False),
        (SettingKey.SILENCE_DAYS, "", False),
        (SettingKey.KEEP_CASES, "3650", True),
        (SettingKey.KEEP_CASES, "3651", False),
        (SettingKey.KEEP_AGREEMENTS, "15", True),
        (SettingKey.KEEP_AGREEMENTS, "16", False),
        (SettingKey.LEAD_REMINDER_DAYS, "1,2,3,4,5,6", True),
        (SettingKey.LEAD_REMINDER_DAYS, "2", True),
        (SettingKey.LEAD_REMINDER_DAYS, "2,4 , 6", True),
        (SettingKey.LEAD_REMINDER_DAYS, "7, 3", False),
        (SettingKey.LEAD_REMINDER_DAYS, "3, 3", False),
        (SettingKey.LEAD_REMINDER_DAYS, "3, syv", False),
        (SettingKey.LEAD_REMINDER_DAYS, "1,2,3,4,5,6,7", False),
        (SettingKey.CENTER_EMAIL, "", True),
        (SettingKey.CENTER_EMAIL, "post@center.dk", True),
        (SettingKey.CENTER_EMAIL, "post(at)center.dk", False),
        (SettingKey.CENTER_NAME, "", False),
        (SettingKey.CENTER_NAME, "Center for It", True),
        (SettingKey.FUNDING_AUTHORITY, "", True),
        (SettingKey.LEAD_OFFERS, "3", True),
        (SettingKey.LEAD_OFFERS, "4", False),
        (SettingKey.LEAD_OFFERS, "0", False),
        (SettingKey.START_REPORT_REQUIRED, "ja", True),
        (SettingKey.START_REPORT_REQUIRED, "måske", False),
        (SettingKey.START_REPORT_REQUIRED, "", False),
    ],
)
def test_what_a_setting_can_be(key: SettingKey, value: str, fits: bool) -> None:
    assert (settings.check(SETTINGS[key], value) == []) is fits


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        (SettingKey.QUIET_DAYS, "1", "1 dag"),
        (SettingKey.QUIET_DAYS, "14", "14 dage"),
        (SettingKey.ENQUIRY_WORKDAYS, "2", "2 arbejdsdage"),
        (SettingKey.LEAD_REMINDER_DAYS, "3, 7", "3, 7 dage"),
        (SettingKey.CENTER_PHONE, "", "–"),
        (SettingKey.LEAD_OFFERS, "1", "1 firma"),
        (SettingKey.LEAD_OFFERS, "2", "2 firmaer"),
        (SettingKey.START_REPORT_REQUIRED, "nej", "Nej"),
    ],
)
def test_how_a_value_is_told(key: SettingKey, value: str, told: str) -> None:
    assert settings.told(SETTINGS[key], value) == told


def test_a_list_of_days() -> None:
    assert SETTINGS[SettingKey.LEAD_REMINDER_DAYS].kind is SettingKind.DAY_LIST
    assert settings.numbers("3, 7,14") == (3, 7, 14)


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("Hej", "Se {link}", ""),
        ("Hej {frima}", "Se {link}", "Mente du {firma}?"),
        ("Hej", "Se {link} {Frist}", "Mente du {frist}?"),
        ("Hej", "Se {link} {zzz}", "Vælg et af felterne i listen."),
        ("Hej", "Se {link} {", "alene"),
        ("Hej", "Se {link} {{firma}}", "alene"),
        ("Hej", "Se det her", "Feltet {link} skal stå i teksten."),
        ("", "Se {link}", "Skriv et emne."),
        ("Hej", " ", "Skriv mailens tekst."),
        ("x" * 150, "Se {link}", ""),
        ("x" * 151, "Se {link}", "højst fylde 150 tegn"),
        ("Hej", "Se {link} }", "Felter skrives som {firma}."),
    ],
)
def test_what_a_text_can_be(subject: str, body: str, said: str) -> None:
    told = " ".join(finding.message for finding in mail_texts.check(MAIL, subject, body))

    assert (said in told) if said else not told


def test_a_mail_without_fields_tells_how_one_is_written() -> None:
    (found,) = mail_texts.check(replace(MAIL, fields=(), required=()), "Hej", "Se {")
    assert found.message.endswith("Felter skrives som {felt}.")


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("Hej {a}, {a}", {"a": "Bo"}, "Hej Bo, Bo"),
        ("{a}", {"a": "{b}", "b": "hemmeligt"}, "{b}"),
        ("Hej\n\n{a}\n\nFarvel", {"a": ""}, "Hej\n\nFarvel"),
        ("Hej\n\n{a}\n\nFarvel", {"a": "Tak"}, "Hej\n\nTak\n\nFarvel"),
        ("Hej {a}\n\nFarvel", {"a": ""}, "Hej\n\nFarvel"),
        ("Farvel\n{a}", {"a": ""}, "Farvel"),
        ("{a.__class__} {0} %s", {"a": "x"}, "{a.__class__} {0} %s"),
    ],
)
def test_fields_are_filled_in_once(text: str, values: dict[str, str], filled: str) -> None:
    assert mail_texts.fill(text, values) == filled


def test_days_as_people_say_them() -> None:
    said = {1: "1 dag", 2: "2 dage", 182: "et halvt år", 183: "et halvt år", 184: "184 dage", 365: "et år"}
    assert {days: settings.span(days) for days in said} == said


def test_every_field_of_a_mail_has_a_sample() -> None:
    mail = MailText(
        "k", "l", "t", "w", "s", "b", (MailField("navn", "Navnet", "Anna"), MailField("dag", "Dagen", "1. maj"))
    )
    assert mail.samples == {"navn": "Anna", "dag": "1. maj"}
