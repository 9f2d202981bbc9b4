"""Settings and texts of mails: what holds, who may change it, and that the next clock and the next mail know."""

from datetime import date

import pytest
from sqlalchemy import event, select

from itstart import clock
from itstart.db import db
from itstart.models import OutboxMail, SettingChange, User
from itstart.policies import Forbidden
from itstart.rules import mail_texts as rules
from itstart.rules.findings import RuleViolation
from itstart.rules.lead_states import answer_by
from itstart.rules.settings import SETTINGS, SettingKey
from itstart.rules.terms import LeadStatus
from itstart.rules.workdays import danish_date
from itstart.services import lead_clock, mail_texts, settings
from itstart.steps.calendar import danish_holidays
from tests.factories.accounts import make_admin, make_helper, make_staff
from tests.factories.leads import fitting_firm, let_days_pass, make_lead

pytestmark = pytest.mark.usefixtures("app")
OFFER = mail_texts.MAILS["tilbud-om-henvendelse"]


@pytest.fixture
def admin() -> User:
    return make_admin()


def last_mail() -> OutboxMail:
    return db.session.scalars(select(OutboxMail).order_by(OutboxMail.id.desc()).limit(1)).one()


# ---- what holds --------------------------------------------------------------------------------------


def test_what_ships_holds_until_somebody_sets_it(admin: User) -> None:
    assert settings.text(SettingKey.CENTER_NAME) == SETTINGS[SettingKey.CENTER_NAME].default

    assert settings.change(admin, SettingKey.CENTER_NAME, "It-centret", reason="Nyt navn", seen=0)

    assert settings.text(SettingKey.CENTER_NAME) == "It-centret"
    row = settings.history(admin, SettingKey.CENTER_NAME)[0]
    assert (row.set_by, row.reason, row.value) == (admin.name, "Nyt navn", "It-centret")


def test_the_same_value_is_no_change(admin: User) -> None:
    assert not settings.change(admin, SettingKey.QUIET_DAYS, "14", seen=0)
    assert not settings.history(admin, SettingKey.QUIET_DAYS)


def test_going_back_is_one_more_change(admin: User) -> None:
    settings.change(admin, SettingKey.QUIET_DAYS, "10", seen=0)
    first = settings.history(admin, SettingKey.QUIET_DAYS)[0].id
    settings.change(admin, SettingKey.QUIET_DAYS, "20", seen=first)
    second = settings.history(admin, SettingKey.QUIET_DAYS)[0].id

    third = settings.go_back(admin, SettingKey.QUIET_DAYS, first, seen=second)
    assert settings.days(SettingKey.QUIET_DAYS) == 10
    settings.go_back(admin, SettingKey.QUIET_DAYS, 0, seen=third.id)

    assert settings.days(SettingKey.QUIET_DAYS) == 14
    assert len(settings.history(admin, SettingKey.QUIET_DAYS)) == 4


def test_two_people_do_not_overwrite_each_other(admin: User) -> None:
    settings.change(admin, SettingKey.QUIET_DAYS, "10", seen=0)

    with pytest.raises(RuleViolation, match="mens du skrev"):
        settings.change(make_admin(), SettingKey.QUIET_DAYS, "20", seen=0)

    assert settings.days(SettingKey.QUIET_DAYS) == 10


def test_only_administrators_change_and_only_the_center_reads(admin: User) -> None:
    staff, helper = make_staff(), make_helper()
    for person in (staff, helper):
        with pytest.raises(Forbidden):
            settings.change(person, SettingKey.QUIET_DAYS, "10", seen=0)
        with pytest.raises(Forbidden):
            mail_texts.change(person, OFFER, "Emne", "Tekst", reason="", seen=0)
        with pytest.raises(Forbidden):
            settings.go_back(person, SettingKey.QUIET_DAYS, 0, seen=0)
    with pytest.raises(Forbidden):
        settings.history(helper, SettingKey.QUIET_DAYS)
    assert settings.history(staff, SettingKey.QUIET_DAYS) == []


def test_all_settings_are_one_query_until_the_next_transaction(admin: User) -> None:
    settings.change(admin, SettingKey.QUIET_DAYS, "10", seen=0)
    db.session.commit()
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.extend(["settings"] if "setting_change" in str(arguments[2]) else [])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        for key in SettingKey:
            settings.text(key)
        assert len(asked) == 1
        db.session.rollback()
        settings.text(SettingKey.QUIET_DAYS)
        assert len(asked) == 2
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


# ---- the clocks --------------------------------------------------------------------------------------


def test_a_new_answer_time_stands_in_the_next_offer_and_moves_the_clock(admin: User) -> None:
    settings.change(admin, SettingKey.LEAD_ANSWER_WORKDAYS, "2", seen=0)

    lead = make_lead(LeadStatus.OFFERED)

    last = answer_by(clock.today(), danish_holidays(), 2)
    assert last != answer_by(clock.today(), danish_holidays())
    assert f"svar senest {danish_date(last)}" in last_mail().subject
    assert lead_clock.return_old_offers(last) == 0
    assert lead_clock.return_old_offers(date.fromordinal(last.toordinal() + 1)) == 1
    assert lead.status is LeadStatus.NEW


def test_reminders_come_on_the_days_that_are_set(admin: User) -> None:
    settings.change(admin, SettingKey.LEAD_REMINDER_DAYS, "1, 2", seen=0)
    lead = make_lead()
    let_days_pass(lead, 1)

    assert lead_clock.remind(clock.today()) == 1
    assert "i 1 dage" in last_mail().body
    let_days_pass(lead, 1)
    assert lead_clock.remind(clock.today()) == 1
    let_days_pass(lead, 30)
    assert lead_clock.remind(clock.today()) == 0


# ---- the mails ---------------------------------------------------------------------------------------


def test_a_changed_text_is_in_the_next_mail(admin: User) -> None:
    mail_texts.change(admin, OFFER, "Kunde {nummer} til jer", "Kære {navn}\n\n{behov}", reason="", seen=0)
    firm = fitting_firm()

    lead = make_lead(LeadStatus.OFFERED, firm=firm)

    assert last_mail().subject == f"Kunde {lead.number} til jer"
    assert last_mail().body.startswith(f"Kære {firm.users[0].name}\n\nERP")


def test_the_name_of_the_center_is_in_the_mails(admin: User) -> None:
    settings.change(admin, SettingKey.CENTER_NAME, "It-centret", seen=0)
    make_lead(LeadStatus.ACCEPTED)

    mail = db.session.scalars(select(OutboxMail).where(OutboxMail.recipient == "birgit@nordvang.example")).one()
    assert mail.body.endswith("Venlig hilsen\nIt-centret\n")
    assert "IBIZ" not in mail.body


def test_an_unknown_field_is_refused_and_nothing_is_kept(admin: User) -> None:
    with pytest.raises(RuleViolation, match=r"Mente du \{nummer\}"):
        mail_texts.change(admin, OFFER, "Kunde {numer}", "Hej", reason="", seen=0)

    assert db.session.scalars(select(SettingChange)).all() == []


def test_a_value_that_looks_like_a_field_stays_as_it_is() -> None:
    lead = make_lead(LeadStatus.OFFERED, need_summary="Vi mangler {link} og {center}")

    assert "{link} og {center}" in last_mail().body
    assert lead.need_summary in last_mail().body


@pytest.mark.parametrize("key", list(mail_texts.MAILS))
def test_every_text_that_ships_uses_its_own_fields_and_no_others(key: str) -> None:
    mail = mail_texts.MAILS[key]
    own = [field.name for field in mail.fields if not field.name.startswith("cent")]

    assert rules.check(mail, mail.subject, mail.body) == []
    assert [name for name in own if f"{{{name}}}" not in mail.subject + mail.body] == []
    assert "{" not in "".join(mail_texts.preview(mail, mail.subject, mail.body))
