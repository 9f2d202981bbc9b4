"""The pages of the documents: how each stands, its versions, two side by side, a file in its place, or none."""

import io
from typing import Any

import pytest

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, GeneratedDocument, User
from itstart.services import documents
from itstart.steps import DELIVERABLES, find_deliverable
from tests.browser import Browser
from tests.documents.test_uploads import a_docx, a_pdf, an_xlsx
from tests.factories import make_helper, make_staff

pytestmark = pytest.mark.usefixtures("no_office")

KEY = "behovsbeskrivelse"
TYPED = {"to": "Birgit", "on": "1.6.2026", "based_on": ""}


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


@pytest.fixture
def given(example: tuple[CustomerCase, User]) -> CustomerCase:
    """The case once its behovsbeskrivelse has been handed over, and the number of users changed."""
    case, user = example
    documents.hand_over(user, case, find_deliverable(KEY), to="Birgit", on=clock.today())
    case.needs_description.users_full = 14
    case.changed_at = clock.now()
    db.session.commit()
    return case


def at(case: CustomerCase, rest: str = "/versioner", key: str = KEY) -> str:
    return f"/sager/{case.number}/dokumenter/{key}{rest}"


def upload(content: bytes, name: str, **typed: str) -> dict[str, Any]:
    return {**TYPED, **typed, "file": (io.BytesIO(content), name)}


def versions() -> int:
    return db.session.query(GeneratedDocument).count()


# ---- out of date -----------------------------------------------------------------------------------


def test_an_old_document_says_so_everywhere(here: Browser, given: CustomerCase) -> None:
    listed = here.get(f"/sager/{given.number}/dokumenter").shown()
    assert "Et udleveret dokument er forældet" in listed
    assert "Omfang, fulde brugere: 12 → er nu 14" in listed
    page = here.get(at(given)).shown()
    assert "Version 1 er forældet" in page
    assert "Omfang, fulde brugere: 12 → er nu 14" in page
    front = here.get(f"/sager/{given.number}").shown()
    assert "Forældet" in front
    assert "1 ting er ændret siden" in front


def test_the_step_warns_before_an_old_document_is_approved(here: Browser, given: CustomerCase) -> None:
    step = given.step(find_deliverable(KEY).step)
    step.done_on, step.approved_on = None, None
    given.completed_on = None
    assert "Behovsbeskrivelse, version 1, er forældet" in here.get(f"/sager/{given.number}/behov/gennemse").shown()
    here.post(at(given))
    assert "er forældet" not in here.get(f"/sager/{given.number}/behov/gennemse").shown()


def test_one_click_makes_the_next_version_once(here: Browser, given: CustomerCase) -> None:
    answer = here.post(at(given), {"form_key": "k"})
    assert answer.location.endswith(at(given))
    here.post(at(given), {"form_key": "k"})
    assert versions() == 2
    page = here.get(at(given)).shown()
    assert "Version 2 passer med sagen" in page
    assert "Forældet" not in here.get(f"/sager/{given.number}").shown()


def test_a_document_nobody_has_got_cannot_be_made_again(here: Browser, case: CustomerCase) -> None:
    assert here.post(at(case)).status_code == 409
    assert "Ingen har fået dokumentet endnu" in here.get(at(case)).shown()
    assert versions() == 0


def test_an_approved_version_tells_what_has_changed_and_must_be_approved_again(
    here: Browser, given: CustomerCase
) -> None:
    step = given.step(find_deliverable(KEY).step)
    step.approved_on, step.approved_by = clock.today(), "Birgit"
    page = here.get(at(given)).shown()
    assert "Forældet" not in page
    assert "få den godkendt igen" in page
    assert "Omfang, fulde brugere" in page
    assert "Forældet" not in here.get(f"/sager/{given.number}/dokumenter").shown()


def test_the_pages_ask_as_much_for_one_version_as_for_five(
    here: Browser, given: CustomerCase, example: tuple[CustomerCase, User]
) -> None:
    from benchmarks.measure import counted

    def asked(path: str) -> int:
        here.get(path)
        with counted() as queries:
            here.get(path)
            return len(queries)

    paths = (f"/sager/{given.number}/dokumenter", at(given), f"/sager/{given.number}")
    before = [asked(path) for path in paths]
    case, user = db.session.get(CustomerCase, given.id), db.session.get(User, example[1].id)
    assert case
    assert user
    for _ in range(4):
        documents.hand_over(user, case, find_deliverable(KEY), to="Birgit", on=clock.today())
    case.needs_description.users_full = 15
    case.changed_at = clock.now()
    db.session.commit()
    assert [asked(path) for path in paths] == before


# ---- side by side ----------------------------------------------------------------------------------


def test_two_versions_stand_side_by_side(here: Browser, given: CustomerCase) -> None:
    page = here.get(at(given, "/versioner/sammenlign?fra=1&til=kladde"))
    assert "Ændret" in page.shown(".compare")
    assert {tag.get_text() for tag in page.html.select(".compare ins")} >= {"[nyt: 14]"}
    assert page.html.select("details.unchanged")
    same = here.get(at(given, "/versioner/sammenlign?fra=1&til=1"))
    assert "Der er ingen forskel" in same.shown()


@pytest.mark.parametrize("query", ["fra=9&til=kladde", "fra=1&til=x", "fra=-1", "til=99999999999"])
def test_a_version_that_is_not_there_is_missing(here: Browser, given: CustomerCase, query: str) -> None:
    assert here.get(at(given, f"/versioner/sammenlign?{query}")).status_code == 404


def test_a_pdf_cannot_be_compared(here: Browser, given: CustomerCase) -> None:
    here.post(at(given, "/versioner/upload"), upload(a_pdf(), "Vores.pdf"))
    page = here.get(at(given, "/versioner/sammenlign?fra=2&til=kladde"))
    assert (page.status_code, "ikke et Word-dokument" in page.shown()) == (200, True)
    assert "Version 2" not in page.shown("#fra")


def test_text_from_a_file_is_shown_as_text(here: Browser, given: CustomerCase) -> None:
    here.post(at(given, "/versioner/upload"), upload(a_docx("<script>alert(1)</script>"), "x.docx", based_on="1"))
    page = here.get(at(given, "/versioner/sammenlign?fra=1&til=2"))
    assert "<script>alert(1)</script>" in page.shown(".compare")


# ---- a file in its place ---------------------------------------------------------------------------


def test_a_file_edited_by_hand_becomes_the_version_that_counts(here: Browser, given: CustomerCase) -> None:
    form = here.get(at(given, "/versioner/upload"))
    assert "Retter du senere i sagen, er det nye ikke med i filen" in form.shown()
    assert form.one("#based_on option[selected]")["value"] == "1"
    sent = upload(a_docx(), "Mine rettelser.docx", based_on="1", form_key="k")
    assert here.post(at(given, "/versioner/upload"), sent).location.endswith(at(given))
    here.post(at(given, "/versioner/upload"), upload(a_docx(), "x.docx", form_key="k"))
    assert versions() == 2
    page = here.get(at(given)).shown()
    assert "Rettet i hånden ud fra version 1" in page
    assert "Sagens nye tal er ikke med i filen" in page
    assert here.get(at(given, "/2")).data == given.documents[0].file.content
    assert here.get(at(given, "/1")).data[:2] == b"PK"


def test_our_own_pdf_is_given_back_as_it_was(here: Browser, case: CustomerCase) -> None:
    content = a_pdf()
    here.post(at(case, "/versioner/upload"), upload(content, "Vores.pdf"))
    answer = here.get(at(case, "/1"))
    assert answer.data == content
    assert "v1.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Vores eget dokument" in here.get(at(case)).shown()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({**TYPED}, "Vælg filen."),
        (upload(a_docx(), "x.docx", to=""), "Skriv, hvem der får dokumentet."),
        (upload(a_docx(), "x.docx", on="i går"), "Skriv en dato"),
        (upload(an_xlsx(), "ark.xlsx"), "Filen skal være et Word-dokument (.docx) eller en PDF."),
        (upload(b"MZ", "x.docx"), "Filens indhold passer ikke til dens navn."),
        (upload(a_docx(), "x.docx", based_on="7"), "Vælg den version, filen er lavet ud fra."),
        (upload(a_docx(), "x.docx", based_on="../1"), "Vælg den version, filen er lavet ud fra."),
        (upload(a_docx(), "x.docx", to="x" * 201), "Skriv højst 200 tegn."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(here: Browser, case: CustomerCase, sent: Any, message: str) -> None:
    page = here.post(at(case, "/versioner/upload"), sent)
    assert page.status_code in {409, 422}
    assert any(message in error for error in page.errors()), page.errors()
    assert page.one("[name=to]")["value"] == sent["to"]
    assert versions() == 0


# ---- without it ------------------------------------------------------------------------------------


def test_a_document_is_left_out_with_a_reason_and_taken_in_again(here: Browser, case: CustomerCase) -> None:
    path = at(case, "/ikke-relevant", "projektplan")
    assert here.post(path, {"reason": " "}).errors() == ["Skriv, hvorfor dokumentet ikke er relevant."]
    here.post(path, {"reason": "Kunden har sin egen plan"})
    listed = here.get(f"/sager/{case.number}/dokumenter").shown("#projektplan")
    assert "Ikke relevant" in listed
    assert "Kunden har sin egen plan" in listed
    assert "Kunden har sin egen plan" in here.get(f"/sager/{case.number}").shown()
    assert "Hent Projektplan" not in here.get(f"/sager/{case.number}/projekt/gennemse").shown()
    assert here.get(path).one("[name=reason]").get_text().strip() == "Kunden har sin egen plan"
    here.post(at(case, "/relevant", "projektplan"))
    assert "Ikke udleveret" in here.get(f"/sager/{case.number}/dokumenter").shown("#projektplan")


def test_what_was_handed_over_is_not_left_out(here: Browser, given: CustomerCase) -> None:
    page = here.post(at(given, "/ikke-relevant"), {"reason": "Nej"})
    assert (page.status_code, page.errors()) == (
        409, ["Dokumentet er allerede udleveret, så det kan ikke udelades."],
    )  # fmt: skip


# ---- who -------------------------------------------------------------------------------------------

PAGES = ("/versioner", "/versioner/sammenlign", "/versioner/upload", "/ikke-relevant")


def test_another_firm_finds_nothing(browser: Browser, given: CustomerCase) -> None:
    browser.log_in(make_helper())
    assert {browser.get(at(given, rest)).status_code for rest in PAGES} == {404}
    assert browser.post(at(given)).status_code == 404
    assert browser.post(at(given, "/versioner/upload"), upload(a_docx(), "x.docx")).status_code == 404
    assert versions() == 1


def test_staff_who_do_not_deliver_find_nothing(browser: Browser, given: CustomerCase) -> None:
    browser.log_in(make_staff())
    assert all(browser.get(at(given, rest)).status_code in {403, 404} for rest in PAGES)


def test_only_documents_there_are_have_versions(here: Browser, case: CustomerCase) -> None:
    assert {here.get(at(case, rest, "kundeaftale-1")).status_code for rest in PAGES} == {404}
    assert {here.get(at(case, "/versioner", key)).status_code for key in DELIVERABLES} == {200}


def test_a_case_given_up_is_read_only(here: Browser, given: CustomerCase) -> None:
    given.completed_on, given.abandoned_on, given.abandon_reason = None, clock.today(), "Ny ejer"
    page = here.get(at(given))
    assert "Lav version 2" not in page.shown()
    assert here.post(at(given)).status_code == 409
    assert versions() == 1
