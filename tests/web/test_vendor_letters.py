"""The pages of the letters: the list, the text to edit, Word, mail and what was sent."""

from datetime import date

import pytest

from itstart.db import db
from itstart.models import CustomerCase, OutboxMail, User, VendorLetter
from tests.browser import Browser, Page
from tests.documents.word_reading import text
from tests.factories import make_helper


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def url(case: CustomerCase, rest: str = "") -> str:
    return f"/sager/{case.number}/valg/breve{rest}"


def words(page: Page) -> str:
    return page.shown("main").replace("\u00a0", " ")


def typed(here: Browser, path: str, **values: str) -> dict[str, str]:
    """The letter's form as it stands, with some other words."""
    form = here.get(path).one("#brev")
    sent = {str(tag["name"]): str(tag.get("value") or "") for tag in form.select("input[name]")}
    sent |= {str(tag["name"]): tag.get_text().lstrip("\n") for tag in form.select("textarea")}
    return {**sent, **values}


def test_the_list_follows_the_decision(here: Browser, case: CustomerCase) -> None:
    said = words(here.get(url(case)))
    assert said.index("Tildeling") < said.index("Afslag") < said.index("Invitation til demo")
    assert said.count("Ikke skrevet") == 6
    case.evaluation.decided_on = None
    db.session.commit()
    said = words(here.get(url(case)))
    assert "Tildeling og afslag venter på beslutningen" in said
    assert said.count("Ikke skrevet") == 3


def test_looking_stores_nothing(here: Browser, case: CustomerCase) -> None:
    for rest in ("", "/afslag/V-1", "/tildeling/V-2", "/demo/V-3", "/afslag/V-1/word"):
        assert here.get(url(case, rest)).status_code == 200
    assert db.session.query(VendorLetter).count() == 0


@pytest.mark.parametrize("rest", ["/nej/V-1", "/afslag/V-9", "/afslag/V-4/word"])
def test_what_is_not_there_is_missing(here: Browser, case: CustomerCase, rest: str) -> None:
    assert here.get(url(case, rest)).status_code == 404


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ("/tildeling/V-1", "anden leverandør"),
        ("/afslag/V-2", "denne leverandør"),
        ("/afslag/V-4", "ikke givet et tilbud"),
    ],
)
def test_a_letter_nobody_can_get_says_why(here: Browser, case: CustomerCase, rest: str, why: str) -> None:
    page = here.get(url(case, rest))
    assert why in words(page)
    assert not page.html.select("#brev")
    assert here.post(url(case, rest), {"subject": "x", "version": "1"}).status_code in {409, 422}


def test_an_edit_is_kept_and_the_word_file_has_it(here: Browser, case: CustomerCase) -> None:
    path = url(case, "/afslag/V-1")
    assert here.post(path, typed(here, path, opening="Tak for kaffen.")).status_code == 303
    assert "Kladde" in words(here.get(path))
    answer = here.get(f"{path}/word")
    assert "2026-0017 Afslag Limfjord Business Systems.docx" in answer.headers["Content-Disposition"]
    assert "Tak for kaffen." in text(answer.data)
    long = here.post(path, typed(here, path, subject="x" * 201))
    assert long.status_code == 422
    assert long.errors()


def test_autosave_and_a_colleague(here: Browser, case: CustomerCase) -> None:
    path = url(case, "/afslag/V-1")
    mine = typed(here, path, opening="Min")
    assert here.post(f"{path}/autogem", mine, fragment=True).status_code == 200
    clash = here.post(f"{path}/autogem", {**mine, "opening": "Din"}, fragment=True)
    assert clash.status_code == 409
    assert "Min" in clash.text
    assert here.post(path, {**mine, "opening": "Din"}).status_code == 409
    assert here.post(f"{path}/autogem", {**mine, "subject": "x" * 201}, fragment=True).status_code == 422


def test_changed_data_are_marked_and_the_proposal_can_be_taken_and_undone(here: Browser, case: CustomerCase) -> None:
    path = url(case, "/afslag/V-1")
    here.post(path, typed(here, path, opening="Tak for kaffen."))
    case.vendors[0].contact = "Ny Person"
    db.session.commit()
    assert "Sagen er rettet, siden kladden blev skrevet" in words(here.get(path))
    assert "Sagen er rettet siden" in words(here.get(url(case)))
    page = here.post(f"{path}/forslag", follow=True)
    assert page.html.select(f"form[action='{path}/fortryd']")
    assert typed(here, path)["greeting"] == "Kære Ny Person"
    here.post(f"{path}/fortryd")
    assert typed(here, path)["opening"] == "Tak for kaffen."
    assert "Sagen er rettet, siden" in words(here.get(path))


def test_sending_freezes_the_letter_and_fills_the_outbox(here: Browser, case: CustomerCase) -> None:
    path = url(case, "/afslag/V-1")
    lacks = here.post(f"{path}/send", {"on": "2026-06-22", "post": "y", "email": ""})
    assert lacks.status_code == 422
    assert "Skriv leverandørens e-mail" in " ".join(lacks.errors())
    assert here.post(f"{path}/send", {"on": ""}).status_code == 422
    early = here.post(f"{path}/send", {"on": "2026-05-01"})
    assert early.status_code == 422
    assert "før beslutningen" in " ".join(early.errors())
    sent = here.post(f"{path}/send", {"on": "2026-06-22", "post": "y", "email": "soeren@limfjord.example"})
    assert sent.status_code == 303
    page = here.get(path)
    assert "22. juni 2026 til soeren@limfjord.example" in words(page)
    assert not page.html.select("#brev")
    assert [mail.recipient for mail in db.session.query(OutboxMail)] == ["soeren@limfjord.example"]
    before = here.get(f"{path}/word").data
    case.customer.contact_name = "En anden"
    db.session.commit()
    assert here.get(f"{path}/word").data == before
    assert "Sendt 22. juni 2026" in words(here.get(url(case)))
    here.post(f"{path}/nyt")
    page = here.get(path)
    assert "Sendt før" in words(page)
    assert here.get(f"{path}/word?version=1").data == before
    assert here.get(f"{path}/word?version=7").status_code == 404


def test_an_invitation_asks_for_time_and_place(here: Browser, case: CustomerCase) -> None:
    path = url(case, "/demo/V-3")
    labels = [tag.get_text(" ", strip=True) for tag in here.get(path).html.select("#brev label")]
    assert labels[2:6] == ["Indledning", "Hvornår er demoen?", "Hvor er den?", "Opgaver, der skal vises"]
    refused = here.post(f"{path}/send", {"on": "2026-05-01"})
    assert refused.status_code == 422
    assert "Skriv, hvornår demoen er." in words(refused)
    assert here.post(path, typed(here, path, held_at="engang")).status_code == 422
    assert here.post(path, typed(here, path, held_at="6.5.2026 9.00")).status_code == 303
    assert "Tid: 6. maj 2026 kl. 09.00" in words(here.get(path))
    assert here.post(f"{path}/send", {"on": "2026-05-01"}).status_code == 303


def test_a_hostile_answer_is_only_words(here: Browser, case: CustomerCase) -> None:
    case.vendors[0].contact = '<script>alert("x")</script> {{ 7*7 }}'
    db.session.commit()
    page = here.get(url(case, "/afslag/V-1"))
    assert "<script>alert" not in page.text
    assert "{{ 7*7 }}" in page.text


def test_a_case_given_up_is_read_only(here: Browser, case: CustomerCase) -> None:
    path = url(case, "/afslag/V-1")
    here.post(path, typed(here, path, opening="Tak for kaffen."))
    case.completed_on, case.abandoned_on, case.abandon_reason = None, date(2026, 6, 1), "Solgt"
    db.session.commit()
    page = here.get(path)
    assert not page.html.select("main form")
    assert "Tak for kaffen." in words(page)


def test_another_firm_sees_nothing(browser: Browser, case: CustomerCase) -> None:
    browser.log_in(make_helper())
    for rest in ("", "/afslag/V-1", "/afslag/V-1/word"):
        assert browser.get(url(case, rest)).status_code == 404
