"""IBIZ-Center's other pages: the kodeks's versions, the norms, the list, the talks; and the form to apply by."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from benchmarks.data import application, fill_cases
from benchmarks.measure import Sample, address, counted, logged_in, look
from itstart import clock
from itstart.db import db
from itstart.models import CooperationEvaluation, Helper, OutboxMail, QualificationEvent, User, YearlyTalk
from itstart.rules.cooperation import STANDARD_CRITERIA, Occasion, Party
from itstart.rules.qualification import Event, Who
from itstart.rules.terms import QualificationStatus
from itstart.services import code_versions, norms, qualification_reminders
from itstart.web import form_age
from tests.browser import Browser
from tests.factories import make_admin, make_firm, make_helper, make_staff
from tests.web.qualification_pages import Parts, today

DRAFT = "/kodeks/versioner/kladde"
APPLICATION = {
    "company": "Fjordens IT ApS", "cvr": "99000171", "adviser": "Ida Fjord", "email": "ida@fjord.example",
    "phone": "12345678", "municipality_code": "", "motivation": "Vi kender detailhandlen.",
}  # fmt: skip


@pytest.fixture
def center(app: Flask) -> Browser:
    """Somebody at IBIZ-Center."""
    browser = Browser(app)
    browser.log_in(make_staff(name="Lise Ravnholt"))
    return browser


# ---- the kodeks --------------------------------------------------------------------------------------


def _publish(center: Browser, text: str, note: str = "Ny frist for slutrapport.") -> None:
    center.post("/kodeks/versioner")
    row = code_versions.draft()
    assert row is not None
    saved = center.post(DRAFT, {"text": text, "change_note": note, "version": str(row.version)})
    assert saved.status_code == 303, saved.errors()
    db.session.expire_all()
    assert center.post(f"{DRAFT}/udgiv", {"version": str(row.version)}).status_code == 303


def test_a_new_version_is_published_asked_for_and_accepted(app: Flask, center: Browser) -> None:
    parts = Parts(app, QualificationStatus.QUALIFIED)
    _publish(center, f"{code_versions.current().text}\n\n## 99. Nyt\n\nSlutrapporten sendes inden en uge.")
    assert code_versions.current().number == "2.0"
    assert "Als IT-Sparring ApS" in center.get("/kodeks/versioner").text
    again = Browser(app)
    asked = again.log_in(parts.adviser)
    assert asked.headers["Location"] == "/kodeks/accept?next=/overblik"
    shown = again.get("/kodeks/accept")
    assert "Ny frist for slutrapport." in shown.text
    assert "Slutrapporten sendes inden en uge." in shown.text
    assert again.post("/kodeks/accept", {"accepted_by": "Henrik", "accepted_on": today()}).status_code == 303
    assert Browser(app).log_in(parts.adviser).headers["Location"] == "/overblik"
    assert "Slutrapporten sendes inden en uge." in again.get("/kodeks/versioner/sammenlign?fra=1.0&til=2.0").text
    assert code_versions.lacking() == []


def test_a_draft_that_says_nothing_new_is_not_published(center: Browser) -> None:
    center.post("/kodeks/versioner")
    refused = center.post(f"{DRAFT}/udgiv", {"version": "1"})
    assert refused.status_code == 409
    assert "den samme som i den gældende" in refused.text
    assert center.post(f"{DRAFT}/slet").status_code == 303
    assert center.get(DRAFT).status_code == 404


def test_two_in_the_same_draft_both_see_both(center: Browser) -> None:
    center.post("/kodeks/versioner")
    center.post(DRAFT, {"text": "Min tekst", "change_note": "Først", "version": "1"})
    late = center.post(DRAFT, {"text": "Din tekst", "change_note": "Sidst", "version": "1"})
    assert late.status_code == 409
    assert "Min tekst" in late.text
    assert "Din tekst" in late.text


# ---- norms, list and talks ---------------------------------------------------------------------------


def test_only_the_administrator_sets_norms_and_the_old_ones_stay(app: Flask, center: Browser) -> None:
    typed = {"minimum_rating": "4,2", "criteria": "Uvildig\nHolder tiden", "reason": "Ny aftale", "region_0": "3"}
    assert center.post("/raadgivere/normer", typed).status_code == 403
    admin = Browser(app)
    admin.log_in(make_admin())
    assert admin.post("/raadgivere/normer", {**typed, "minimum_rating": "0"}).status_code == 409
    assert admin.post("/raadgivere/normer", typed).status_code == 303
    assert norms.current().criteria == ("Uvildig", "Holder tiden")
    page = center.get("/raadgivere/normer").text
    assert "Ny aftale" in page
    assert STANDARD_CRITERIA[0] in page, "the history"
    assert norms.targets_on(clock.today())[norms.regions()[0]] == 3


def test_the_list_follows_the_address(center: Browser) -> None:
    make_firm("Alfa ApS", qualification_status=QualificationStatus.APPLICANT)
    make_firm("Beta ApS", qualification_status=QualificationStatus.QUALIFIED, created_at=clock.now() - timedelta(800))
    assert "2 år" in center.get("/raadgivere?q=beta").text
    assert "Beta ApS" not in center.get("/raadgivere?status=applicant").text
    assert "Alfa ApS" not in center.get("/raadgivere?q=beta").text
    assert "Ingen firmaer her" in center.get("/raadgivere?kodeks=ja").text
    assert center.get("/raadgivere?status=vrøvl&side=-4").status_code == 200


def test_a_talk_is_planned_reminded_of_and_written_down(app: Flask, center: Browser) -> None:
    parts = Parts(app, QualificationStatus.QUALIFIED)
    soon = clock.today() + timedelta(days=3)
    new = f"{parts.here}/samtaler/ny"
    assert center.post(new, {"planned_on": ""}).status_code == 409
    assert center.post(new, {"planned_on": soon.isoformat()}).status_code == 303
    assert center.post(new, {"planned_on": soon.isoformat()}).status_code == 409, "one a year"
    assert qualification_reminders.remind(clock.today()) == 1
    assert qualification_reminders.remind(clock.today()) == 0
    here = f"{parts.here}/samtaler/{soon.year}"
    held = {"planned_on": soon.isoformat(), "held_on": today(), "minutes": "Vi talte.", "agreed": "To oplæg."}
    assert center.post(here, {**held, "minutes": ""}).status_code == 409
    assert center.post(here, held).status_code == 303
    assert "To oplæg." in parts.helper.get("/kvalificering").text


def test_a_late_evaluation_is_reminded_of_once(app: Flask) -> None:
    parts = Parts(app)
    parts.co_deliver(parts.case())
    assert qualification_reminders.remind(clock.today()) == 0
    later = clock.today() + timedelta(days=24)
    assert [qualification_reminders.remind(later) for _ in range(2)] == [1, 0]
    told = set(db.session.scalars(select(OutboxMail.recipient).where(OutboxMail.subject.contains("Evaluer"))))
    assert told == {parts.adviser.email, parts.staff.email}


def _queries(firms: int) -> int:
    with application() as app:
        staff = fill_cases(3).staff
        now = clock.now()
        for number in range(firms):
            helper = Helper(company=f"Firma {number}", cvr=f"{80_000_000 + number}", created_at=now)
            db.session.add(helper)
        db.session.commit()
        client = logged_in(app, staff)
        with counted() as queries:
            look(client, address(app, "advisers.index"), queries, sample := Sample())
        return sample.queries


def test_the_list_asks_as_much_for_3_firms_as_for_500() -> None:
    assert _queries(3) == _queries(500)


def _queries_of_firm(rows: int) -> int:
    """The page of a firm of which much has been said."""
    with application() as app:
        staff = fill_cases(3).staff
        firm, now = db.session.scalars(select(Helper)).first(), clock.now()
        assert firm is not None
        for number in range(1, rows + 1):
            said = {"occasion": Occasion.COOPERATION, "party": Party.CENTER, "course": "Godt.", "by_name": "Lise"}
            db.session.add(
                CooperationEvaluation(
                    helper_id=firm.id, number=number, evaluated_on=clock.today(), rating=4, saved_at=now, **said
                )
            )
            talk = YearlyTalk(helper_id=firm.id, year=2000 + number, planned_on=clock.today())
            moved = {"event": Event.PAUSE, "led_to": QualificationStatus.PAUSED, "who": Who.CENTER, "actor": "Lise"}
            db.session.add_all([talk, QualificationEvent(helper_id=firm.id, number=number, at=now, **moved)])
        db.session.commit()
        client = logged_in(app, staff)
        with counted() as queries:
            look(client, address(app, "advisers.show", cvr=firm.cvr), queries, sample := Sample())
        return sample.queries


def test_the_page_of_a_firm_asks_as_much_for_1_as_for_30_evaluations() -> None:
    assert _queries_of_firm(1) == _queries_of_firm(30)


# ---- the application ---------------------------------------------------------------------------------


@pytest.fixture
def stamped(app: Flask, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A form that is old enough."""
    monkeypatch.setattr(form_age, "MIN_SECONDS", -1.0)
    with app.test_request_context():
        return {"csrf_token": form_age.stamp("application")}


def test_a_firm_applies_and_the_administrators_are_told(app: Flask, browser: Browser, stamped: dict[str, str]) -> None:
    admin = make_admin()
    sent = browser.post("/ansoeg", {**APPLICATION, **stamped}, visit="/ansoeg")
    assert sent.headers["Location"] == "/ansoeg/tak"
    firm = db.session.scalars(select(Helper).where(Helper.cvr == "99000171")).one()
    assert firm.qualification_status is QualificationStatus.APPLICANT
    event = db.session.scalars(select(QualificationEvent)).one()
    assert (event.event, event.came_from, event.text) == (Event.APPLY, None, "Vi kender detailhandlen.")
    assert set(db.session.scalars(select(OutboxMail.recipient))) == {admin.email, "ida@fjord.example"}


def test_a_known_firm_gets_the_same_answer_and_a_mail(app: Flask, browser: Browser, stamped: dict[str, str]) -> None:
    make_firm("Fjordens IT ApS", cvr="99000171", email="kontor@fjord.example")
    sent = browser.post("/ansoeg", {**APPLICATION, **stamped}, visit="/ansoeg")
    assert sent.headers["Location"] == "/ansoeg/tak"
    assert db.session.scalar(select(func.count()).select_from(Helper)) == 1
    assert db.session.scalars(select(OutboxMail.recipient)).all() == ["kontor@fjord.example"]


@pytest.mark.parametrize("wrong", [{"cvr": "12345678"}, {"company": ""}])
def test_what_cannot_be_taken_stays_in_the_form(
    browser: Browser, stamped: dict[str, str], wrong: dict[str, str]
) -> None:
    refused = browser.post("/ansoeg", {**APPLICATION, **stamped, **wrong}, visit="/ansoeg")
    assert refused.status_code == 422
    assert 'value="Ida Fjord"' in refused.text
    assert db.session.scalar(select(func.count()).select_from(Helper)) == 0


def test_an_applicant_accepts_the_code_and_moves_on(app: Flask) -> None:
    person: User = make_helper(make_firm(qualification_status=QualificationStatus.APPLICANT))
    browser = Browser(app)
    assert browser.log_in(person).headers["Location"].startswith("/kodeks/accept")
    browser.post("/kodeks/accept", {"accepted_by": "Sofie", "accepted_on": today()})
    assert db.session.get_one(Helper, person.helper_id).qualification_status is QualificationStatus.CODE_ACCEPTED
