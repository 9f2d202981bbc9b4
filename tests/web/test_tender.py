"""The pages of a tender that is sent: the check, the package, corrections, answers and the end."""

import io
import zipfile

import pytest

from benchmarks.measure import counted
from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, OutboxMail, User
from itstart.rules.tender_states import FileKind, TenderState
from itstart.services import tender_dates, tenders
from itstart.steps.tender_versions import state
from tests.browser import Browser
from tests.factories import make_helper, make_staff
from tests.factories.tenders import ask, ready_tender
from tests.services.tender_cases import tender_in

pytestmark = pytest.mark.usefixtures("no_office")
REASON = "Et krav er skrevet <b>forkert</b> & uklart."


def url(case: CustomerCase, rest: str) -> str:
    return f"/sager/{case.number}/{rest}"


def typed_deadline(case: CustomerCase) -> str:
    day = clock.local(tender_dates.new_deadline(case))
    return f"{day.day}.{day.month}.{day.year + 1} 12.00"


def key(browser: Browser, path: str, form: str) -> str:
    return str(browser.get(path).one(f"#{form} input[name=form_key]")["value"])


# ---- the check page --------------------------------------------------------------------------------


def test_what_blocks_is_linked_and_the_way_leads_back(browser: Browser, user: User) -> None:
    case = ready_tender(user, bid_deadline_at=None, public_body=True)
    case.impartiality.confirmed_with_vendors_on = None
    case.criteria[0].weight = 50
    here = url(case, "udbud/send")
    page = browser.get(here)
    blocks = page.shown("#stopper")
    for words in ("offentligretligt organ", "Skriv fristen for tilbud", "tilsammen 90 %", "Bekræft din uvildighed"):
        assert words in blocks
    addresses = [str(link["href"]) for link in page.html.select("#stopper a")]
    assert all(f"retur={here}" in address or f"next={here}" in address for address in addresses)
    assert page.one("#send-form button").get("aria-disabled") == "true"
    confirm = browser.post(url(case, "uvildighed/bekraeft"), {"next": here})
    assert confirm.location == here
    answer = browser.post(here, {"form_key": "x"})
    assert answer.status_code == 409
    assert state(case) is TenderState.DRAFT


def test_advice_does_not_block(browser: Browser, user: User) -> None:
    case = ready_tender(user, contract_draft_attached=False)
    page = browser.get(url(case, "udbud/send"))
    advice = page.shown("#raad")
    for words in ("100 % af kravene er SKAL", "Vedlæg kontraktudkastet", "Der mangler en mailadresse til Sydhavn"):
        assert words in advice
    assert "Intet stopper" in page.shown("#stopper")


@pytest.mark.parametrize("lacking", ["requirements", "vendors"])
def test_an_empty_case_says_what_is_missing(browser: Browser, user: User, lacking: str) -> None:
    case = ready_tender(user)
    for row in getattr(case, lacking):
        row.deleted_at = clock.now()
    page = browser.get(url(case, "udbud/send"))
    words = {"requirements": "Skriv mindst ét krav", "vendors": "Vælg de leverandører"}[lacking]
    assert words in page.shown("#stopper")


def test_sending_twice_makes_one_version(browser: Browser, user: User) -> None:
    case = ready_tender(user)
    here = url(case, "udbud/send")
    form = {"form_key": key(browser, here, "send-form")}
    first, second = browser.post(here, form), browser.post(here, form)
    assert first.location == second.location == url(case, "udbud/pakken")
    assert len(case.tender_versions) == 1
    assert browser.get(here).location == url(case, "udbud/pakken")


# ---- the package -----------------------------------------------------------------------------------


def test_the_package_before_anything_is_sent(browser: Browser, user: User) -> None:
    case = ready_tender(user)
    assert "Udbuddet er ikke sendt endnu" in browser.get(url(case, "udbud/pakken")).shown()


def test_every_file_of_the_package_can_be_fetched(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    page = browser.get(url(case, "udbud/pakken"))
    links = [str(a["href"]) for a in page.html.select("main .docs a")]
    assert len(links) == len(case.tender_versions[0].files) + len(case.vendors)
    for link in links:
        answer = browser.get(link)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
    for gone in ("udbud/pakken/1/99", "udbud/pakken/2/1", "udbud/pakken/1/leverandoer/V-9"):
        assert browser.get(url(case, gone)).status_code == 404


def test_the_package_shows_each_vendor_its_status_and_a_mail_to_copy(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    page = browser.get(url(case, "udbud/pakken"))
    assert f"af {user.name}" in page.shown("#V-1")
    assert "Venter på at blive sendt" in page.shown("#V-1")
    silent = page.shown("#V-3")
    assert "Kopiér den til din egen mail" in silent
    assert "Til Sydhavn Software ApS" in silent


def test_a_reader_sees_the_package_without_the_acts(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    case.abandoned_on, case.abandon_reason = clock.today(), "Lukket"
    page = browser.get(url(case, "udbud/pakken"))
    assert page.html.select("main form") == []
    assert "Version 1" in page.shown()


def test_another_firm_and_staff_do_not_see_it(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    for stranger in (make_helper(), make_staff()):
        browser.log_in(stranger)
        for path in ("udbud/send", "udbud/pakken", "udbud/pakken/1/1", "udbud/svar", "kalender.ics"):
            assert browser.get(url(case, path)).status_code == 404


# ---- corrections, answers, the end -----------------------------------------------------------------


def test_a_correction_from_its_reason_to_the_sheet(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    package, check = url(case, "udbud/pakken"), url(case, "udbud/send")
    empty = browser.post(url(case, "udbud/rettelse"), {"reason": " "})
    assert empty.status_code == 422
    assert any("Skriv, hvorfor materialet skal rettes" in error for error in empty.errors())
    begun = browser.post(url(case, "udbud/rettelse"), {"reason": REASON, "form_key": "a"})
    assert begun.location == check
    assert "Intet er rettet endnu" in browser.get(check).shown("#aendret")
    saved = browser.post(url(case, "krav/K-01"), {"title": "Lager nu", "version": "1"})
    assert saved.status_code == 303
    page = browser.get(check)
    assert "K-01 Titel Lager i realtid Lager nu" in page.shown("#aendret")
    assert "<b>forkert</b>" in page.shown()
    late = browser.post(url(case, "udbud/rettelse/send"), {"bid_deadline_at": "1.1.2020 12.00"})
    assert late.status_code == 422
    assert any("senere end nu" in error for error in late.errors())
    odd = browser.post(url(case, "udbud/rettelse/send"), {"bid_deadline_at": "i morgen"})
    assert odd.status_code == 422
    deadline = clock.local(case.tender.bid_deadline_at or clock.now())
    typed = f"{deadline.day}.{deadline.month}.{deadline.year} 13.00"
    sent = browser.post(url(case, "udbud/rettelse/send"), {"bid_deadline_at": typed, "form_key": "b"})
    assert sent.location == package
    shown = browser.get(package).shown()
    assert "Version 2" in shown
    assert "Rettelsesblad nr. 1.docx" in shown
    assert "Tidligere versioner" in shown


def test_a_deadline_that_breaks_the_timetable_is_explained(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.CORRECTING, user)
    answer = browser.post(url(case, "udbud/rettelse/send"), {"bid_deadline_at": typed_deadline(case)})
    assert answer.status_code == 409
    assert "skal ligge efter" in answer.shown()
    assert len(case.tender_versions) == 1


def test_a_correction_that_changed_nothing_is_taken_back(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.CORRECTING, user)
    answer = browser.post(url(case, "udbud/rettelse/send"), {"bid_deadline_at": _as_it_is(case)})
    assert answer.status_code == 409
    assert "ikke rettet noget endnu" in answer.shown()
    assert browser.post(url(case, "udbud/rettelse/fortryd")).location == url(case, "udbud/pakken")
    assert state(case) is TenderState.ISSUED


def _as_it_is(case: CustomerCase) -> str:
    day = clock.local(case.tender.bid_deadline_at or clock.now())
    return f"{day.day}.{day.month}.{day.year} {day:%H.%M}"


def test_answers_are_sent_to_all_and_shown_in_the_outbox_with_their_file(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    ask(case, "Kan der være to niveauer?", "Ja.")
    sent = browser.post(url(case, "udbud/svar"), {"form_key": "a"})
    assert sent.location == url(case, "udbud/pakken#svar")
    again = browser.post(url(case, "udbud/svar"), {"form_key": "b"})
    assert again.status_code == 409
    assert "ingen nye svar" in again.shown()
    mail = db.session.query(OutboxMail).order_by(OutboxMail.id.desc()).first()
    assert mail is not None
    assert "Spørgsmål og svar 1.docx" in browser.get("/udbakke").shown(f"#mail-{mail.id}")
    assert browser.get(f"/udbakke/{mail.id}/filer/1").status_code == 200
    assert browser.get(f"/udbakke/{mail.id}/filer/2").status_code == 404
    browser.log_in(make_helper())
    assert browser.get(f"/udbakke/{mail.id}/filer/1").status_code == 404


def test_a_vendor_says_no_with_a_reason(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    empty = browser.post(url(case, "udbud/pakken/V-1/nej"), {"reason": ""})
    assert empty.status_code == 422
    assert [error for error in empty.errors() if error] == ["Skriv, hvorfor leverandøren ikke vil byde."]
    browser.post(url(case, "udbud/pakken/V-1/nej"), {"reason": "Ingen tid <3"})
    assert "Takket nej" in browser.get(url(case, "udbud/pakken")).shown("#V-1")
    assert "Ingen tid <3" in browser.get(url(case, "udbud/pakken")).shown("#V-1")


def test_silence_can_be_noted_when_the_deadline_has_passed(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.CLOSED, user)
    assert "Fristen for tilbud er gået" in browser.get(url(case, "udbud/pakken")).shown()
    browser.post(url(case, "udbud/pakken/V-2/intet-svar"))
    assert "Intet svar" in browser.get(url(case, "udbud/pakken")).shown("#V-2")


def test_a_cancelled_tender_keeps_its_letters_and_can_be_begun_again(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    assert browser.post(url(case, "udbud/annuller"), {"reason": ""}).status_code == 422
    browser.post(url(case, "udbud/annuller"), {"reason": "Kunden er solgt", "form_key": "a"})
    page = browser.get(url(case, "udbud/pakken"))
    assert "Udbuddet er annulleret" in page.shown()
    letters = [file for file in case.tender_versions[0].files if file.kind is FileKind.CANCELLATION]
    assert len(letters) == 3
    again = browser.get(url(case, "udbud/send"))
    assert "Det nye udbud bliver version 2" in again.shown()
    browser.post(url(case, "udbud/send"), {"form_key": "b"})
    assert [version.number for version in case.tender_versions] == [1, 2]


def test_the_zip_of_one_vendor(browser: Browser, user: User) -> None:
    case, _ = tender_in(TenderState.ISSUED, user)
    answer = browser.get(url(case, "udbud/pakken/1/leverandoer/V-2"))
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        assert len(package.namelist()) == 6


def _queries(browser: Browser, path: str) -> int:
    browser.get(path)
    with counted() as queries:
        assert browser.get(path).status_code == 200
        return len(queries.statements)


@pytest.mark.parametrize("page", ["udbud/pakken", "udbud/send"])
def test_a_page_asks_as_often_for_many_vendors_and_requirements(browser: Browser, user: User, page: str) -> None:
    found = []
    for more in (1, 12):
        case = ready_tender(user, more=more)
        if page.endswith("pakken"):
            tenders.send(user, case)
        found.append(_queries(browser, url(case, page)))
    assert found[0] == found[1]
