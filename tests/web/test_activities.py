"""Activities from the plan to attendance, the plan of a firm, the goals, and the calendar one follows."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Activity, ActivityPlanLine, OutboxMail, ProgrammeGoal, User
from itstart.rules.activities import ActivityKind, ActivityStatus, PlanLineStatus
from itstart.rules.terms import Role
from itstart.services import activities, activity_sign_ups
from tests.browser import Browser
from tests.factories import make_firm, make_helper, make_staff, make_user
from tests.web.module_pages import PDF, WORDS


def _danish(days: int, hour: int = 13) -> str:
    day = clock.local(clock.now() + timedelta(days=days))
    return f"{day.day}.{day.month}.{day.year} {hour:02d}.00"


def typed(**more: Any) -> dict[str, Any]:
    return {"kind": "erfa", "title": "Gode krav", "starts_at": _danish(5), "theme_step": "tender", **more}


def make_activity(staff: User | None = None, **values: Any) -> Activity:
    facts: dict[str, Any] = dict.fromkeys(activities.FIELDS)
    facts |= {
        "kind": ActivityKind.ERFA, "title": "Gode krav", "description": "", "organiser": "", "place": "Herning",
        "starts_at": clock.now() + timedelta(days=5), "is_public": False, **values,
    }  # fmt: skip
    made = activities.add(staff or make_staff(), facts)
    db.session.commit()
    return made


def opened(**values: Any) -> Activity:
    activity = make_activity(**values)
    activity.status = ActivityStatus.OPEN
    db.session.commit()
    return activity


def at(activity: Activity, rest: str = "") -> str:
    return f"/aktiviteter/{activity.number}{rest}"


def mails(subject: str) -> list[str]:
    query = select(OutboxMail.recipient).where(OutboxMail.subject.startswith(subject)).order_by(OutboxMail.id)
    return list(db.session.scalars(query))


# ---- the programme -------------------------------------------------------------------------------------


def test_from_the_plan_to_attendance(browser: Browser, app: Flask) -> None:
    staff, helper = make_staff(), make_helper()
    browser.log_in(staff)
    assert "Ingen aktiviteter" in browser.get("/aktiviteter").shown()
    page = browser.post("/aktiviteter/ny", typed(title=WORDS[:150], capacity="1"), follow=True)
    assert "Planlagt" in page.shown()
    activity = db.session.scalars(select(Activity)).one()
    assert activity.number == f"{clock.local(activity.starts_at).year}-1"
    assert browser.post(at(activity, "/aabn"), follow=True).shown(".st--go") == "Åben for tilmelding"

    other = Browser(app)
    other.log_in(helper)
    assert "Du er tilmeldt" in other.post(at(activity, "/tilmeld"), follow=True).shown()
    second = Browser(app)
    second.log_in(make_helper())
    assert "Du står på ventelisten" in second.post(at(activity, "/tilmeld"), follow=True).shown()
    assert "1 på venteliste" in browser.get(at(activity)).shown()
    assert other.post(at(activity, "/afmeld")).status_code == 303
    assert len(mails("Du har fået en plads")) == 1
    assert "Du er tilmeldt" in second.get(at(activity)).shown()

    assert "ikke begyndt endnu" in browser.post(at(activity, "/holdt")).shown()
    activity.starts_at = clock.now() - timedelta(hours=2)
    page = browser.post(at(activity, "/holdt"), follow=True)
    (box,) = page.html.select("input[name=attended]")
    told = {"attended": box["value"], "minutes": "Vi talte om prøver.", "best_practice": "Skriv prøven først."}
    browser.post(at(activity, "/referat"), told)
    said = other.get(at(activity)).shown()
    assert "Skriv prøven først." in said
    assert "var med" in said


def test_bad_facts_are_told_at_the_field_and_kept(browser: Browser) -> None:
    browser.log_in(make_staff())
    page = browser.post("/aktiviteter/ny", typed(title="", starts_at="i morgen", capacity="nul"))
    assert page.status_code == 422
    assert "Giv aktiviteten en titel." in page.errors()
    assert page.one("[name=starts_at]")["value"] == "i morgen"
    page = browser.post("/aktiviteter/ny", typed(ends_at=_danish(4), sign_up_until="1.1.2199"))
    assert page.status_code == 422
    assert set(page.errors()) >= {"Den slutter, før den begynder."}
    assert db.session.scalars(select(Activity)).all() == []


def test_a_double_submit_makes_one(browser: Browser) -> None:
    browser.log_in(make_staff())
    for _ in range(2):
        assert browser.post("/aktiviteter/ny", typed(form_key="k" * 24)).status_code == 303
    assert len(db.session.scalars(select(Activity)).all()) == 1


def test_two_who_edit_see_both_texts(browser: Browser) -> None:
    staff = make_staff()
    activity = make_activity(staff)
    browser.log_in(staff)
    started = browser.get(at(activity, "/ret")).one("input[name=version]")["value"]
    same = typed(title="Den første", place="Vejle")
    assert browser.post(at(activity, "/ret"), {**same, "version": started}).status_code == 303
    page = browser.post(at(activity, "/ret"), {**typed(title="Den anden"), "version": started})
    assert page.status_code == 409
    shown = page.shown(".conflict")
    assert "Den første" in shown
    assert "Den anden" in shown
    page = browser.post(at(activity, "/ret"), {**typed(title="Den anden"), "overskriv": activity.version}, follow=True)
    assert page.shown("h1") == "Den anden"


def test_those_signed_up_hear_of_a_new_place_and_of_a_cancellation(browser: Browser) -> None:
    helper, activity = make_helper(), opened()
    activity_sign_ups.sign_up(helper, activity)
    db.session.commit()
    browser.log_in(make_staff())
    browser.post(at(activity, "/ret"), typed(place="Vejle", version=activity.version))
    assert mails("Ny tid eller nyt sted") == [helper.email]
    page = browser.post(at(activity, "/aflys"), {"cancel_reason": ""})
    assert page.status_code == 409
    assert page.errors() == ["Skriv, hvorfor aktiviteten er aflyst."]
    browser.post(at(activity, "/aflys"), {"cancel_reason": "Sygdom"})
    assert mails("Aflyst") == [helper.email]
    assert browser.post(at(activity, "/ret"), typed()).status_code == 422
    browser.log_in(make_helper())
    assert browser.post(at(activity, "/tilmeld")).status_code == 409


def test_material_is_checked_kept_and_removed(browser: Browser) -> None:
    activity = make_activity()
    browser.log_in(make_staff())
    assert browser.post(at(activity, "/materiale")).errors() == ["Vælg filen."]
    bad = browser.post(at(activity, "/materiale"), {"file": (io.BytesIO(b"MZ" * 99), "virus.exe")})
    assert (bad.status_code, len(bad.errors())) == (422, 1)
    assert browser.post(at(activity, "/materiale"), {"file": (io.BytesIO(PDF), "oplæg.pdf")}).status_code == 303
    helper = Browser(browser.app)
    helper.log_in(make_helper())
    assert helper.get(at(activity, "/materiale/1")).data == PDF
    assert helper.get(at(activity, "/materiale/2")).status_code == 404
    assert helper.post(at(activity, "/materiale/1/slet")).status_code == 403
    assert browser.post(at(activity, "/materiale/1/slet")).status_code == 303
    assert helper.get(at(activity, "/materiale/1")).status_code == 404


def test_the_filters_stand_in_the_address(browser: Browser) -> None:
    staff = make_staff()
    make_activity(staff, title="Om krav")
    make_activity(staff, title="Standen", kind=ActivityKind.FAIR)
    browser.log_in(staff)
    year = clock.local(clock.now() + timedelta(days=5)).year
    assert "Om krav" in browser.get(f"/aktiviteter?aar={year}").shown()
    said = browser.get(f"/aktiviteter?aar={year}&slags=fair").shown()
    assert "Standen" in said
    assert "Om krav" not in said
    assert "Ingen aktiviteter" in browser.get("/aktiviteter?aar=2001").shown()
    assert browser.get("/aktiviteter?aar=x&slags=y&skridt=9").status_code == 200


def test_the_work_of_the_day_reminds_once(app: Flask) -> None:
    helper = make_helper()
    activity = opened(starts_at=datetime.combine(clock.today() + timedelta(days=2), datetime.min.time(), clock.DENMARK))
    activity_sign_ups.sign_up(helper, activity)
    assert activities.remind(clock.today()) == activities.remind(clock.today()) == 1
    assert mails("Vi ses snart") == [helper.email]


# ---- the calendar --------------------------------------------------------------------------------------


def test_a_secret_address_follows_what_one_has_signed_up_for(browser: Browser, app: Flask) -> None:
    helper, activity = make_helper(), opened(title="Gode krav; del 1, nu")
    make_activity(title="Ikke min")
    browser.log_in(helper)
    browser.post(at(activity, "/tilmeld"))
    first = str(browser.post("/aktiviteter/kalender").one("#feed-address")["value"])
    path = first[first.index("/kalender/") :]
    public = Browser(app)
    text = public.get(path).data.decode()
    assert "SUMMARY:ERFA-møde: Gode krav\\; del 1\\, nu" in text
    assert "Ikke min" not in text
    second = str(browser.post("/aktiviteter/kalender").one("#feed-address")["value"])
    assert public.get(path).status_code == 404
    path = second[second.index("/kalender/") :]
    assert public.get(path).status_code == 200
    helper.deactivated_at = clock.now()
    db.session.commit()
    assert public.get(path).status_code == 404
    helper.deactivated_at = None
    db.session.commit()
    browser.log_in(helper)
    browser.post("/aktiviteter/kalender/stop")
    assert public.get(path).status_code == 404
    assert b"BEGIN:VEVENT" in browser.get(at(activity, "/kalender")).data


# ---- the plan of a firm ----------------------------------------------------------------------------------


def test_a_line_is_proposed_agreed_and_done(browser: Browser, app: Flask) -> None:
    helper, staff = make_helper(), make_staff()
    assert helper.helper is not None
    year = clock.today().year
    plan = f"/aktivitetsplan/{helper.helper.cvr}"
    browser.log_in(helper)
    assert browser.get("/aktivitetsplan").location == f"{plan}?aar={year}"
    assert browser.post(f"{plan}/{year}", {"title": ""}).errors() == ["Skriv, hvad I vil gøre."]
    page = browser.post(f"{plan}/{year}", {"title": "Messe", "goal": WORDS[:100]}, follow=True)
    assert "venter på IBIZ-Center" in page.shown()
    assert browser.post(f"{plan}/{year}/1/aftal").status_code == 409
    center = Browser(app)
    center.log_in(staff)
    assert "Messe" in center.get(f"{plan}?aar={year}").shown()
    assert center.post(f"{plan}/{year}/1/aftal").status_code == 303
    line = db.session.scalars(select(ActivityPlanLine)).one()
    assert line.facts.status is PlanLineStatus.AGREED
    page = browser.post(f"{plan}/{year}/1/gennemfoert", {"l1-outcome": " "})
    assert page.status_code == 422
    assert "Skriv kort, hvad der kom ud af det." in page.errors()
    browser.post(f"{plan}/{year}/1/gennemfoert", {"l1-outcome": "Tre emner"})
    assert "Tre emner" in center.get(f"{plan}?aar={year}").shown()
    assert browser.post(f"{plan}/{year}/1/udgaar").status_code == 409
    assert center.get("/aktivitetsplan").shown("tbody td:last-child") == "1"
    assert browser.get(f"{plan}/{year}/word").data.startswith(b"PK")


def test_a_corrected_line_must_be_agreed_again(browser: Browser) -> None:
    firm = make_firm(email="post@firma.dk", adviser="Åse Ørsted")
    year = clock.today().year
    plan = f"/aktivitetsplan/{firm.cvr}/{year}"
    browser.log_in(make_staff())
    browser.post(plan, {"title": "ERFA-møde"})
    assert mails("Ny linje i aktivitetsplanen") == ["post@firma.dk"]
    helper = Browser(browser.app)
    helper.log_in(make_user(Role.HELPER, firm))
    helper.post(f"{plan}/1/aftal")
    line = db.session.scalars(select(ActivityPlanLine)).one()
    version = line.version
    helper.post(f"{plan}/1", {"title": "To ERFA-møder", "version": version})
    assert line.facts.status is PlanLineStatus.PROPOSED
    page = browser.post(f"{plan}/1", {"title": "Tre", "version": version})
    assert page.status_code == 409
    assert "To ERFA-møder" in page.shown(".conflict")
    browser.post(f"{plan}/1/udgaar")
    assert "Udgået" in browser.get(f"/aktivitetsplan/{firm.cvr}?aar={year}").shown()


@pytest.mark.parametrize("rest", ["", "/2026", "/2026/1", "/2026/1/aftal", "/2026/1/gennemfoert", "/2026/1/udgaar"])
def test_another_firms_plan_does_not_exist(browser: Browser, rest: str) -> None:
    firm = make_firm()
    browser.log_in(make_staff())
    browser.post(f"/aktivitetsplan/{firm.cvr}/2026", {"title": "Messe"})
    browser.log_in(make_helper())
    path = f"/aktivitetsplan/{firm.cvr}{rest}"
    answer = browser.post(path, {"title": "x", "outcome": "x"}) if rest else browser.get(path)
    assert answer.status_code == 404
    assert browser.get(f"/aktivitetsplan/{firm.cvr}/2026/word").status_code == 404


# ---- the goals -------------------------------------------------------------------------------------------


def test_goals_are_told_once_and_then_stand(browser: Browser) -> None:
    year, helper = clock.today().year, make_helper()
    browser.log_in(make_staff())
    assert browser.post(f"/maal/{year}", {"title": ""}).errors() == ["Skriv målet."]
    browser.post(f"/maal/{year}", {"title": "40 sager", "text": "Fire hver"})
    browser.post(f"/maal/{year}", {"title": "Fejl"})
    browser.post(f"/maal/{year}/1", {"title": "50 sager", "text": ""})
    browser.post(f"/maal/{year}/2/slet")
    reader = Browser(browser.app)
    reader.log_in(helper)
    assert "50 sager" not in reader.get("/aktiviteter").shown()
    browser.post(f"/maal/{year}/meld-ud")
    assert "50 sager" in reader.get("/aktiviteter").shown()
    assert mails(f"Mål for It-start i {year}") == [helper.email]
    assert browser.post(f"/maal/{year}/meld-ud").status_code == 409
    assert browser.post(f"/maal/{year}/1", {"title": "60 sager"}).status_code == 409
    assert browser.post(f"/maal/{year}/1/slet").status_code == 409
    assert db.session.scalars(select(ProgrammeGoal.title)).all() == ["50 sager"]
