"""Den røde tråd: the case, a need, a requirement; breaks with the way to mend them; chips; the Word annex."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from benchmarks.data import application, fill_case
from benchmarks.measure import Sample, address, counted, logged_in, look
from itstart.db import db
from itstart.documents import RenderedDocument
from itstart.models import CustomerCase, Milestone, Need, Requirement, RequirementResponse, User, Vendor, Waiver
from itstart.rules.terms import Answer, MilestoneType, Priority
from itstart.services import documents, rows
from itstart.steps import find_deliverable, find_list, find_task
from itstart.steps.project.documents_thread import roed_traad
from tests.browser import Browser
from tests.documents.contract_reading import empty_rows, faults, field_differences, headings, text
from tests.documents.word_cases import HOSTILE
from tests.factories import make_case, make_helper, make_staff


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def url(case: CustomerCase, rest: str = "") -> str:
    return f"/sager/{case.number}/roed-traad{rest}"


def _one(case: CustomerCase, code: str) -> Requirement:
    return db.session.scalars(select(Requirement).filter_by(case_id=case.id, code=code)).one()


def _answer(case: CustomerCase, code: str, vendor: str) -> RequirementResponse:
    bid = next(bid for bid in case.bids if bid.vendor.code == vendor)
    return next(one for one in bid.responses if one.requirement.code == code)


def _broken(case: CustomerCase) -> None:
    """One break of each kind."""
    need = Need(case_id=case.id, code="N-10", position=10, title="Et behov, ingen har skrevet krav til")
    db.session.add(need)
    _one(case, "K-02").set_needs([])
    _one(case, "K-03").acceptance_criterion = ""
    db.session.delete(_answer(case, "K-04", "V-1"))
    early = _answer(case, "K-05", "V-1")
    early.score, early.score_reason = 1, ""
    late = _answer(case, "K-06", "V-2")
    late.answer, late.promised_on, late.score = Answer.ROADMAP, None, None
    late.requirement.priority = Priority.SHOULD
    unmet = _answer(case, "K-07", "V-2")
    unmet.answer, unmet.score, unmet.requirement.priority = Answer.NOT_MET, None, Priority.MUST
    for milestone in db.session.scalars(select(Milestone).filter_by(type=MilestoneType.ACCEPTANCE_TEST)):
        milestone.date_on = None
    db.session.commit()


BREAKS = (
    ("Ingen milepæl for overtagelsesprøven", "/projekt/milepaele"),
    ("Ingen krav dækker behovet", "/krav/ny?"),
    ("Kravet hører ikke til et behov", "/krav/K-02?"),
    ("Intet godkendelseskriterium", "/krav/K-03?"),
    ("Ingen svar fra Limfjord Business Systems", "/valg/krav-for-krav/K-04#svar-V-1"),
    ("Point til Limfjord Business Systems uden begrundelse", "/valg/krav-for-krav/K-05#svar-V-1"),
    ("Lovet i V uden dato: Kongeå Data", "/valg/krav-for-krav/K-06#svar-V-2"),
    ("SKAL-krav, som Kongeå Data ikke opfylder, uden dispensation", "/dispensation/ny?"),
)


def test_the_worked_example_hangs_together(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case))
    said = page.shown()
    assert "Tråden er hel" in said
    assert "Behov, der har krav: 9 af 9" in said
    assert "Krav, der er lovet i kontrakten: 31 af 32" in said
    assert not page.html.select(".is-stop")
    assert len(page.html.select("article.trail")) == 33


def test_a_requirement_tells_everything_that_became_of_it(here: Browser, case: CustomerCase) -> None:
    said = here.get(url(case, "/K-24")).shown()
    for part in (
        "N-08",
        "Limfjord Business Systems",
        "API kommer i version 8.2",
        "Opfyldt i standard.",
        "MS-6",
        "11. december",
    ):
        assert part in said, part


def test_the_promise_is_the_one_of_annex_1(here: Browser, case: CustomerCase) -> None:
    """The page and the contract say the same of every requirement."""
    contract = text(documents.draft(case, find_deliverable("kontrakt")))
    for article in here.get(url(case)).html.select("article.trail"):
        promise = " ".join(article.select("dd")[2].select_one("p").get_text(" ").split())  # type: ignore[union-attr]
        assert promise.replace("\u00a0", " ") in contract


def test_every_break_stands_in_red_and_leads_to_where_it_is_mended(here: Browser, case: CustomerCase) -> None:
    _broken(case)
    page = here.get(url(case, "?vis=huller"))
    links = {link.get_text(): str(link["href"]) for link in page.html.select(".is-stop a")}
    for message, target in BREAKS:
        assert target in links[message], message
        assert here.get(links[message].partition("#")[0]).status_code == 200, message
    assert f"Tråden har {len(BREAKS)} huller" in page.shown()
    assert "K-01" not in [chip.get_text() for chip in page.html.select("article .trail__head .chip")]


def test_a_need_without_requirements_offers_to_write_one(here: Browser, case: CustomerCase) -> None:
    _broken(case)
    page = here.get(url(case, "/N-10"))
    assert "Ingen krav dækker behovet" in page.shown()
    opened = here.get(str(page.one(".empty a")["href"]))
    ticked = [box["value"] for box in opened.html.select("[name=needs][checked], [name=needs] [selected]")]
    assert ticked == ["N-10"]


def test_the_filters_narrow_the_list(here: Browser, case: CustomerCase) -> None:
    area = _one(case, "K-24").area
    by_area = here.get(url(case, f"?omraade={area}"))
    codes = {one.code for one in case.requirements if one.area == area}
    assert {str(a["id"]) for a in by_area.html.select("article.trail")} == {f"t-{code}" for code in codes}
    by_need = here.get(url(case, "?behov=N-05"))
    assert len(by_need.html.select("article.trail")) == 2
    assert "Ingen krav at vise" in here.get(url(case, "?vis=huller&behov=N-05")).shown()
    assert here.get(url(case, "?side=99&behov=N-99")).status_code == 200


def test_a_new_case_says_where_the_thread_begins(browser: Browser) -> None:
    user = make_helper()
    case = make_case(user)
    browser.log_in(user)
    assert "Tråden begynder med et behov" in browser.get(url(case)).shown()


def test_others_do_not_learn_that_the_case_is_there(browser: Browser, case: CustomerCase) -> None:
    for stranger in (make_helper(), make_staff()):
        browser.log_in(stranger)
        for rest in ("", "/N-01", "/K-01"):
            assert browser.get(url(case, rest)).status_code == 404


def test_what_the_case_has_not_is_404_also_what_was_deleted(here: Browser, case: CustomerCase) -> None:
    requirements, task = find_list("krav"), find_task("behov/krav")
    assert task.lists()
    row = rows.find(case, requirements, "K-24")
    rows.delete(db.session.scalars(select(User)).first() or make_helper(), case, requirements, row)
    db.session.commit()
    for code in ("K-99", "N-99", "K-24", "V-1", "%3Cb%3E"):
        assert here.get(url(case, f"/{code}")).status_code == 404


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("behov/krav", "K-01"),
        ("behov/krav", "N-06"),
        ("behov/behov", "N-01"),
        ("behov/gennemse", "K-01"),
        ("valg/krav-for-krav", "K-01"),
        ("valg/dispensationer", "K-24"),
        ("projekt/forhandling", "K-24"),
    ],
)
def test_chips_open_the_thread_and_say_so(here: Browser, case: CustomerCase, path: str, code: str) -> None:
    if path == "projekt/forhandling":
        case.negotiation[0].topic = "Frist for K-24"
        db.session.commit()
    page = here.get(f"/sager/{case.number}/{path}", follow=True)
    chips = [chip for chip in page.html.select("a.chip") if chip["href"] == url(case, f"/{code}")]
    assert chips
    assert chips[0].get_text().startswith(code)
    assert chips[0].get_text().endswith("se den røde tråd")


def test_a_number_in_words_that_is_no_requirement_is_no_chip(here: Browser, case: CustomerCase) -> None:
    case.negotiation[0].topic = "Pris i UTF-8 og K-99"
    db.session.commit()
    page = here.get(f"/sager/{case.number}/projekt/forhandling", follow=True)
    assert "Pris i UTF-8 og K-99" in page.shown()
    assert {chip["href"] for chip in page.html.select("a.chip")} <= {
        url(case, f"/{row.code}") for row in case.requirements
    }


def test_a_gap_has_the_chip_of_its_requirement(here: Browser, case: CustomerCase) -> None:
    _broken(case)
    page = here.get(f"/sager/{case.number}/behov/krav?hjaelp=mangler")
    assert page.html.select(f'.findings a.chip[href="{url(case, "/K-03")}"]')


def test_the_number_of_queries_does_not_grow() -> None:
    counts = []
    for size in (5, 120):
        with application() as app:
            accounts, number = fill_case(size)
            client = logged_in(app, accounts.helper)
            with counted() as queries:
                found = {}
                for values in ({}, {"vis": "huller"}, {"code": "N-06"}, {"code": "K-01"}):
                    where = address(app, "thread.one" if "code" in values else "thread.show", number=number, **values)
                    for _ in range(2):  # what is read once and kept is not counted
                        look(client, where, queries, sample := Sample())
                    found[where] = sample.queries
            counts.append(found)
    assert list(counts[0].values()) == list(counts[1].values())


# ---- the Word annex ----------------------------------------------------------------------------------


def _document(case: CustomerCase) -> RenderedDocument:
    return documents.draft(case, find_deliverable("roed-traad"))


def test_the_annex_of_the_worked_example_is_whole(case: CustomerCase) -> None:
    document = _document(case)
    words = text(document)
    assert document.missing == ()
    assert faults(document) == []
    assert empty_rows(document) == []
    assert headings(document, "Bilag") == ["Krav for krav, fra svar til prøve"]
    printed = [(row.code, row.title) for row in case.requirements] + [(need.code, need.title) for need in case.needs]
    for part in (part for pair in printed for part in pair):
        assert part in words
    assert "Tråden er hel" in words
    assert "Løfterne er fra Kongeå Data" in words


def test_the_annex_prints_every_break(case: CustomerCase) -> None:
    _broken(case)
    words = text(_document(case))
    for message, _ in BREAKS:
        assert message.replace(" Business Systems", "") in words.replace(" Business Systems", "")


def test_the_annex_of_a_new_case_says_what_is_missing(app: Flask) -> None:
    document = _document(make_case())
    assert faults(document) == []
    assert {"virksomhedens behov", "krav til løsningen", "dato for overtagelsesprøven"} <= set(document.missing)


def test_hostile_words_stay_words(case: CustomerCase) -> None:
    hostile = HOSTILE.encode("utf-8", "ignore").decode()
    for row in case.requirements:
        row.title, row.text, row.area = hostile[:200], hostile, hostile[:100]
    for vendor in db.session.scalars(select(Vendor)):
        vendor.name = hostile[:200]
    for response in db.session.scalars(select(RequirementResponse)):
        response.vendor_comment = response.score_reason = hostile
    for waiver in db.session.scalars(select(Waiver)):
        waiver.reason = hostile
    db.session.commit()
    document = _document(case)
    assert [fault for fault in faults(document) if fault not in HOSTILE] == []


def test_the_template_and_the_context_fit(case: CustomerCase) -> None:
    _broken(case)
    assert field_differences("roed_traad", roed_traad(case, today=date(2026, 6, 19))) == (set(), set())


def test_handing_the_annex_over_does_not_finish_the_step(here: Browser, case: CustomerCase) -> None:
    case.step(find_deliverable("roed-traad").step).done_on = None
    db.session.commit()
    here.post(
        f"/sager/{case.number}/dokumenter/roed-traad/udlever", {"to": "Birgit", "on": "1.6.2026", "form_key": "k"}
    )
    assert [version.deliverable for version in case.documents].count("roed-traad") == 1
    assert "Udlevér Den røde tråd" not in here.get(f"/sager/{case.number}").shown()
