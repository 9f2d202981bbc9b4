"""Path A and path B through the pages, what an unqualified firm may not, and who may not do what."""

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents.checks import text_of
from itstart.models import CoDelivery, CooperationEvaluation, Helper, OutboxMail
from itstart.rules.cooperation import Party
from itstart.rules.customer_links import LinkPurpose
from itstart.rules.terms import CoDeliveryStatus, QualificationStatus
from itstart.services import cases, cooperation
from itstart.services.customer_acts import Answer
from tests.browser import Browser
from tests.factories import make_helper
from tests.factories.cases import open_the_gates
from tests.links.things import decide, make_link
from tests.web.qualification_pages import WORDS, Parts, next_month, today


def test_path_a_from_co_delivery_to_qualified(app: Flask) -> None:
    parts = Parts(app)
    case = open_the_gates(parts.case())
    status = f"/sager/{case.number}/status/aktiver"
    refused = parts.helper.post(status)
    assert refused.status_code == 409
    assert "IBIZ-Center leverer sammen med jer" in refused.text

    assert parts.co_deliver(case).status_code == 303
    assert parts.status() is QualificationStatus.CO_DELIVERY_1
    assert parts.center.get(f"/sager/{case.number}/behov/krav").status_code == 200, "reads while it lasts"
    assert parts.helper.post(status).status_code == 303, "and the case can be active"

    assert parts.act("evalueret").status_code == 409, "nobody has evaluated"
    assert "Skriv din evaluering" in parts.helper.get("/kvalificering").text
    parts.evaluate(1)
    said_now = parts.helper.get("/kvalificering").text
    assert all(words in said_now for words in ("Ret din evaluering", "Skal være evalueret"))
    _link, token = make_link(parts.adviser, case, LinkPurpose.EVALUATE_CO_DELIVERY, "samlevering-1")
    decide(token, answer=Answer("Inge Toft", note="Godt forberedt.", future="Flere referater.", rating=5))
    assert parts.act("evalueret").status_code == 303
    assert parts.status() is QualificationStatus.EVALUATED_1
    assert "Skal være evalueret" not in parts.helper.get("/kvalificering").text, "it is"
    assert parts.center.get(f"/sager/{case.number}/behov/krav").status_code == 404, "over is over"

    assert parts.act("kvalificer").status_code == 409, "without a reason"
    assert parts.act("kvalificer", text="Solid samlevering.").status_code == 303
    firm = db.session.get_one(Helper, parts.firm.id)
    assert (firm.qualification_status, firm.co_deliveries, firm.profile_public) == (
        QualificationStatus.QUALIFIED, 1, True,
    )  # fmt: skip
    assert firm.qualified_on == clock.today()
    said = {row.party: row for row in db.session.scalars(select(CooperationEvaluation))}
    assert (said[Party.CUSTOMER].course, said[Party.CUSTOMER].rating) == ("Godt forberedt.", 5)
    assert [score.score for score in said[Party.CENTER].scores] == [5]
    page = parts.helper.get("/kvalificering")
    assert "Solid samlevering." in page.text
    assert db.session.scalars(select(OutboxMail.subject).where(OutboxMail.recipient == firm.email)).all()[-1] == (
        "It-starthjælp: Kvalificeret"
    )


def test_there_is_a_second_co_delivery_and_never_a_third(app: Flask) -> None:
    parts = Parts(app)
    case = parts.case()
    for number in (1, 2):
        assert parts.co_deliver(case).status_code == 303
        parts.evaluate(number)
        assert parts.act("evalueret").status_code == 303
    assert parts.status() is QualificationStatus.EVALUATED_2
    third = parts.co_deliver(case)
    assert third.status_code == 409
    assert "aldrig en tredje" in third.text
    assert parts.act("skift-vej", text="Vi vil se på opgaver, I har løst.").status_code == 303
    assert parts.status() is QualificationStatus.UNDER_REVIEW


def test_path_b_with_reviews_and_interviews(app: Flask) -> None:
    parts = Parts(app)
    assert parts.act("review").status_code == 409, "no assignment yet"
    new = {"title": "ERP til et mejeri", "customer": "Marsk Mejeri A/S", "finished_on": "2026-03-01"}
    assert parts.center.post(f"{parts.here}/opgaver/ny", new).status_code == 303
    assert parts.act("review").status_code == 303
    unfinished = parts.act("review-udfoert")
    assert unfinished.status_code == 409
    assert "interviewet" in unfinished.text
    review = {**WORDS, "evaluated_on": today(), "kriterium_0": "4"}
    assert parts.center.post(f"{parts.here}/evaluer?om=opgave-1", review).status_code == 303
    asked = {"interviewee": "Karen Lund", "interviewed_on": today(), "task": "Hjælp til ERP.", "interview_rating": "5"}
    assert parts.center.post(f"{parts.here}/opgaver/1", asked).status_code == 303
    assert parts.act("review-udfoert").status_code == 303
    assert parts.act("afvis", text="For få kunder endnu.").status_code == 303
    assert parts.status() is QualificationStatus.REJECTED
    again = parts.helper.post("/kvalificering/goer/soeg-igen", {"text": "Vi har fået tre kunder mere."})
    assert again.status_code == 303
    assert parts.status() is QualificationStatus.APPLICANT


def test_every_paper_is_a_word_file_with_its_words(app: Flask) -> None:
    parts = Parts(app)
    new = {"title": "ERP til et mejeri", "customer": "Marsk Mejeri A/S", "finished_on": "2026-03-01"}
    parts.center.post(f"{parts.here}/opgaver/ny", new)
    parts.center.post(f"{parts.here}/evaluer", {**WORDS, "evaluated_on": today()})
    parts.center.post(f"{parts.here}/samtaler/ny", {"planned_on": next_month()})
    year = next_month()[:4]
    firm = db.session.get_one(Helper, parts.firm.id)
    firm.qualification_status = QualificationStatus.EVALUATED_1
    db.session.commit()
    parts.act("afvis", text="Vi venter et år.")
    for path, words in (
        ("opgaver/1/word", "Marsk Mejeri A/S"),
        ("evalueringer/1/word", "Det gik godt."),
        (f"samtaler/{year}/word", f"Årlig samtale {year}"),
        ("beslutninger/1/word", "Vi venter et år."),
    ):
        assert words in text_of(parts.center.get(f"{parts.here}/{path}").response.data), path
    own = parts.helper.get("/kvalificering/beslutninger/1/word")
    assert "Vi venter et år." in text_of(own.response.data)


def test_the_firm_reads_comments_and_writes_nothing_else(app: Flask) -> None:
    parts = Parts(app)
    parts.center.post(f"{parts.here}/evaluer", {**WORDS, "evaluated_on": today()})
    assert parts.helper.post("/kvalificering/evalueringer/1", {"comment": ""}).status_code == 422
    assert parts.helper.post("/kvalificering/evalueringer/1", {"comment": "Enig."}).status_code == 303
    assert "Enig." in parts.center.get(f"{parts.here}/evalueringer/1").text
    assert parts.helper.post("/kvalificering/goer/kvalificer", {"text": "Vi er gode."}).status_code in {403, 409}
    stranger = Browser(app)
    stranger.log_in(make_helper())
    assert stranger.get("/kvalificering/evalueringer/1").status_code == 404
    assert stranger.get(parts.here).status_code == 403


def test_comments_and_hours_while_it_lasts(app: Flask) -> None:
    parts = Parts(app)
    case = parts.case()
    parts.co_deliver(case)
    here = f"/sager/{case.number}/samlevering"
    assert parts.center.post(f"{here}/ibiz", {"text": "", "day": today()}).status_code == 422
    assert parts.center.post(f"{here}/ibiz", {"text": "God start.", "day": today(), "hours": "2,5"}).status_code == 303
    assert parts.helper.post(here, {"text": "Tak for hjælpen.", "day": today()}).status_code == 303
    page = parts.helper.get(here)
    assert "God start." in page.text
    assert "2,5 timer" in page.text
    delivery = db.session.scalars(select(CoDelivery)).one()
    delivery.evaluation_status = CoDeliveryStatus.EVALUATED
    db.session.commit()
    assert parts.helper.post(here, {"text": "For sent.", "day": today()}).status_code == 403
    assert len(cooperation.entries(delivery)) == 2


@pytest.mark.parametrize(
    ("status", "told"),
    [(QualificationStatus.APPLICANT, "acceptere kodekset"), (QualificationStatus.PAUSED, "sat i bero")],
)
def test_who_may_not_open_a_case_is_told_whom_to_ask(app: Flask, status: QualificationStatus, told: str) -> None:
    parts = Parts(app, status)
    page = parts.helper.get("/sager/ny").text
    assert (told in page, 'id="new-case"' in page) == (True, False), "no form that would be refused"
    assert not any("Opret ny sag" in parts.helper.get(path).text for path in ("/overblik", "/sager/"))
    typed = {"name": "Ærø Værft A/S", "title": "Nyt ERP-system"}
    answer = parts.helper.post("/sager/ny", typed)
    assert answer.status_code == 409
    assert 'value="Ærø Værft A/S"' in answer.text, "what was typed stays"
    assert cases.opening_findings(parts.firm)


def test_pause_and_end_hide_the_profile_and_list_open_modules(app: Flask) -> None:
    parts = Parts(app, QualificationStatus.QUALIFIED)
    assert parts.helper.post("/kvalificering/goer/bero", {"text": "Barsel."}).status_code == 303
    assert parts.status() is QualificationStatus.PAUSED
    assert parts.act("genoptag").status_code == 303
    assert db.session.get_one(Helper, parts.firm.id).profile_public
    assert parts.act("ophoer", text="Firmaet er solgt.").status_code == 303
    firm = db.session.get_one(Helper, parts.firm.id)
    assert (firm.qualification_status, firm.profile_public, firm.ended_on) == (
        QualificationStatus.ENDED, False, clock.today(),
    )  # fmt: skip
