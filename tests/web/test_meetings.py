"""Meetings: notes become needs and back, the minutes are fetched, and what is to be cleared up is suggested."""

import pytest
from sqlalchemy import select

from itstart.db import db
from itstart.exchange import export_case, import_case
from itstart.models import CustomerCase, Meeting, Need, User
from tests.browser import Browser, Page

NOTES = "Vi taster ordren tre gange\n\n- Lageret passer aldrig\nVi taster ordren tre gange\n  \n• <b>Ingen</b> & alle"


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


@pytest.fixture
def url(here: Browser, case: CustomerCase) -> str:
    """The address of a meeting that was typed in."""
    values = {"title": "Opstartsmøde", "held_on": "3.2.2026", "hours": "9.00-10.30", "notes": NOTES}
    answer = here.post(f"/sager/{case.number}/moeder-liste/ny", values)
    assert answer.status_code == 303
    return f"/sager/{case.number}/moeder/RF-1"


def words(found: Page) -> str:
    return found.shown("main").replace("\u00a0", " ")


def needs(case: CustomerCase) -> list[Need]:
    return list(db.session.scalars(select(Need).where(Need.deleted_at.is_(None)).order_by(Need.position)))


def notes() -> str:
    return db.session.scalars(select(Meeting)).one().notes


def test_each_line_can_be_chosen_once(here: Browser, url: str) -> None:
    found = here.get(url)
    lines = [str(box["value"]) for box in found.html.select("input[name=words]")]
    assert lines == ["Vi taster ordren tre gange", "Lageret passer aldrig", "<b>Ingen</b> & alle"]
    assert "3. februar 2026, 9.00-10.30" in words(found)


def test_chosen_lines_become_needs_and_the_notes_stay(here: Browser, case: CustomerCase, url: str) -> None:
    before = len(needs(case))
    stored = notes()
    answer = here.post(f"{url}/behov", {"words": ["Lageret passer aldrig", "<b>Ingen</b> & alle"]}, follow=True)
    assert "2 nye behov: N-10, N-11." in answer.text
    made = needs(case)[before:]
    assert [(need.code, need.title, need.meeting_words) for need in made] == [
        ("N-10", "Lageret passer aldrig", "Lageret passer aldrig"),
        ("N-11", "<b>Ingen</b> & alle", "<b>Ingen</b> & alle"),
    ]
    assert all(need.meeting is not None for need in made)
    assert notes() == stored
    page = here.get(url)
    assert len(page.html.select("input[name=words]")) == 1
    assert f"/sager/{case.number}/roed-traad/N-10" in page.text
    assert "Sagt på et møde" in words(here.get(f"/sager/{case.number}/behov/behov"))


def test_it_can_be_undone(here: Browser, case: CustomerCase, url: str) -> None:
    before = [need.code for need in needs(case)]
    here.post(f"{url}/behov", {"words": ["Lageret passer aldrig"]})
    here.post(f"{url}/fortryd?behov=N-10,N-01")
    assert [need.code for need in needs(case)] == before, "only what came of this meeting is taken away"
    assert len(here.get(url).html.select("input[name=words]")) == 3


@pytest.mark.parametrize("sent", [{}, {"words": ["Noget, ingen har skrevet"]}])
def test_nothing_chosen_is_told(here: Browser, case: CustomerCase, url: str, sent: dict[str, list[str]]) -> None:
    before = len(needs(case))
    answer = here.post(f"{url}/behov", sent)
    assert answer.status_code == 422
    assert "Sæt kryds ved mindst én linje" in words(answer)
    assert len(needs(case)) == before


def test_a_line_is_made_a_need_only_once(here: Browser, case: CustomerCase, url: str) -> None:
    here.post(f"{url}/behov", {"words": ["Lageret passer aldrig"]})
    count = len(needs(case))
    assert here.post(f"{url}/behov", {"words": ["Lageret passer aldrig"]}).status_code == 422
    assert len(needs(case)) == count


def test_agreements_belong_to_a_meeting(here: Browser, case: CustomerCase, url: str) -> None:
    page = here.get(f"/sager/{case.number}/aftaler/ny?meeting_id=RF-1")
    assert page.one("select[name=meeting_id] option[selected]")["value"] == "RF-1"
    refused = here.post(f"/sager/{case.number}/aftaler/ny", {"meeting_id": "", "text": "Sender ordrelisten"})
    assert refused.status_code == 422
    assert "Vælg mødet." in words(refused)
    assert "Sender ordrelisten" in refused.text
    here.post(
        f"/sager/{case.number}/aftaler/ny",
        {"meeting_id": "RF-1", "text": "Sender ordrelisten", "owner": "Inge Skov", "due_on": "10.2.2026"},
    )
    assert "Sender ordrelisten Inge Skov · senest 10. februar 2026" in words(here.get(url))


def test_the_minutes_are_a_word_document(here: Browser, case: CustomerCase, url: str) -> None:
    answer = here.client.get(f"{url}/referat")
    assert answer.status_code == 200
    assert "Referat RF-1.docx" in answer.headers["Content-Disposition"]
    assert answer.data[:2] == b"PK"


def test_notes_of_a_case_given_up_are_read_and_not_changed(here: Browser, case: CustomerCase, url: str) -> None:
    before = len(needs(case))
    case.completed_on, case.abandoned_on, case.abandon_reason = None, case.opened_on, "Solgt"
    db.session.commit()
    page = here.get(url)
    assert "Lageret passer aldrig" in words(page)
    assert page.html.select("input[name=words]") == []
    assert here.post(f"{url}/behov", {"words": ["Lageret passer aldrig"]}).status_code >= 400
    assert len(needs(case)) == before
    assert here.client.get(f"{url}/referat").status_code == 200


def test_a_meeting_that_is_not_there_is_not_found(here: Browser, case: CustomerCase) -> None:
    assert here.get(f"/sager/{case.number}/moeder/RF-9").status_code == 404


def test_meetings_needs_and_questions_come_out_as_they_went_in(here: Browser, case: CustomerCase, url: str) -> None:
    here.post(f"{url}/behov", {"words": ["Lageret passer aldrig"]})
    here.post(f"/sager/{case.number}/aftaler/ny", {"meeting_id": "RF-1", "text": "Sender ordrelisten"})
    here.post(f"/sager/{case.number}/kundespoergsmaal/ny", {"text": "Hvor mange varenumre?", "owner": "Karsten"})
    file = export_case(case)
    assert file["meetings"][0]["actions"] == [{"text": "Sender ordrelisten", "owner": "", "due": None, "done_on": None}]
    last = file["needs_description"]["needs"][-1]
    assert (last["meeting_id"], last["meeting_words"]) == ("RF-1", "Lageret passer aldrig")
    again = export_case(import_case(file).case)
    for part in ("meetings", "customer_questions", "needs_description"):
        assert again[part] == file[part], part


# ---- what is to be cleared up --------------------------------------------------------------------------


def test_gaps_are_suggested_and_open_questions_are_counted(here: Browser, case: CustomerCase) -> None:
    address = f"/sager/{case.number}/behov/afklares"
    assert "mangler noget, kunden ved" not in here.get(address).text
    case.needs_description.budget_annual_dkk = None
    db.session.commit()
    page = here.get(address)
    assert "Spørg om ramme for den årlige pris" in words(page)
    link = next(str(a["href"]) for a in page.html.select("a") if "ramme for den årlige" in a.get_text())
    form = here.get(link)
    assert form.one("textarea[name=text]").get_text().strip() == "Kan du hjælpe os med ramme for den årlige pris?"
    here.post(f"/sager/{case.number}/kundespoergsmaal/ny", {"text": "Kan du hjælpe os med ramme for den årlige pris?"})
    assert "Spørg om ramme for den årlige pris" not in words(here.get(address))
    assert "1 af 1 er åbne" in here.get(f"/sager/{case.number}").text.replace("\u00a0", " ")


def test_an_answer_date_needs_an_answer(here: Browser, case: CustomerCase) -> None:
    sent = {"text": "Hvor mange varenumre?", "answered_on": "3.2.2026"}
    answer = here.post(f"/sager/{case.number}/kundespoergsmaal/ny", sent)
    assert answer.status_code == 422
    assert "Skriv svaret, eller tag datoen væk." in words(answer)


def test_a_question_that_is_late_is_told(here: Browser, case: CustomerCase) -> None:
    here.post(f"/sager/{case.number}/kundespoergsmaal/ny", {"text": "Hvor mange varenumre?", "due_on": "3.2.2026"})
    page = here.get(f"/sager/{case.number}/behov/afklares?hjaelp=mangler")
    assert "Over tiden" in words(page)
    assert "AF-1 skulle være besvaret 3. februar 2026." in page.shown("aside").replace("\u00a0", " ")
