"""Word templates on the pages: whose they are, what is refused and why, what is used, and the letterhead."""

import io
from typing import Any

import pytest

from benchmarks.measure import counted
from docs_templates.source.samples import LOGO
from itstart import clock
from itstart.db import db
from itstart.documents import WordTemplate
from itstart.documents.template_check import TemplateFinding
from itstart.models import CustomerCase, User, WordTemplateVersion
from itstart.services import documents, word_templates
from itstart.steps import find_deliverable
from itstart.steps.template_kinds import find_kind
from tests.browser import Browser, Page
from tests.documents import hostile_templates as hostile
from tests.documents.word_reading import text
from tests.factories import make_firm, make_helper, make_staff

KEY = hostile.KEY
HERE = f"/skabeloner/{KEY}"
GOOD = hostile.with_payload("body", "Venlig hilsen fra os alle")


def send(browser: Browser, content: bytes, name: str = "skabelon.docx", **more: Any) -> Page:
    """Upload a template."""
    return browser.post(HERE, {"file": (io.BytesIO(content), name), "note": "Vores hilsen", **more})


def keep(user: User, content: bytes = GOOD, key: str = KEY, *findings: TemplateFinding) -> WordTemplateVersion:
    """A version that is there, without its trial."""
    checked = word_templates.Checked("egen.docx", content, list(findings), None if findings else content)
    row = word_templates.store(user, find_kind(key), checked, "Fra testen")
    db.session.commit()
    return row


def use(user: User, row: WordTemplateVersion | None, key: str = KEY) -> None:
    word_templates.choose(user, find_kind(key), row)
    db.session.commit()


def used_in(case: CustomerCase) -> str:
    """The words of the case's Behovsbeskrivelse as it would be made now."""
    return text(documents.draft(case, find_deliverable("behovsbeskrivelse")).content)


# ---- trying and using --------------------------------------------------------------------------------


def test_a_good_template_is_tried_and_waits_until_it_is_taken_in_use(browser: Browser, user: User) -> None:
    sent = send(browser, GOOD)
    assert sent.status_code == 303
    assert sent.location == f"{HERE}/1"
    assert user.helper is not None
    assert word_templates.used_by(user.helper, [KEY])[KEY] is None
    page = browser.get(f"{HERE}/1")
    assert "Prøvet uden fejl" in page.shown()
    assert "Vores hilsen" in page.shown()
    assert "Venlig hilsen fra os alle" in text(browser.get(f"{HERE}/1/proeve").data)
    assert browser.get(f"{HERE}/1/fil").data == GOOD
    assert browser.post(f"{HERE}/1/brug").location == HERE
    assert "Bruges nu: firmaets egen, version 1" in browser.get(HERE).shown()
    assert "Gældende" in browser.get(HERE).shown()
    browser.post(f"{HERE}/tilbage")
    assert "Bruges nu: It-starts egen" in browser.get(HERE).shown()
    assert "Erstattet" in browser.get(HERE).shown()


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "Et kald, fx navn(…), må ikke bruges"),
        ("{{ kunde.navm }}", "Mente du kunde.navn?"),
        ("{% if kunde %}", "bliver ikke afsluttet"),
        ("{{ vedlagt + 1 }}", "kan ikke udfyldes med eksempeldata"),
    ],
)
def test_a_template_that_will_not_do_is_refused_and_the_page_says_why(
    browser: Browser, user: User, payload: str, told: str
) -> None:
    old = keep(user)
    use(user, old)
    sent = send(browser, hostile.with_payload("body", payload))
    page = browser.get(sent.location)
    assert told in page.shown()
    assert "Afsnit " in page.shown()
    assert payload[:30] in page.shown()
    assert page.one("textarea[name=note]").text.strip() == "Vores hilsen"
    assert browser.get(f"{HERE}/2/fil").status_code == browser.get(f"{HERE}/2/proeve").status_code == 404
    assert browser.post(f"{HERE}/2/brug").status_code >= 400
    assert user.helper is not None
    assert word_templates.used_by(user.helper, [KEY])[KEY] == old


@pytest.mark.parametrize("name", ["macro", "attached template", "entity", "empty", "no word"])
def test_a_file_that_is_no_template_is_refused_at_the_field(browser: Browser, user: User, name: str) -> None:
    page = send(browser, hostile.FILES[name])
    assert page.status_code == 422
    assert page.errors()
    assert page.one("textarea[name=note]").text.strip() == "Vores hilsen"
    assert db.session.query(WordTemplateVersion).count() == 0


def test_a_form_without_a_file_says_so(browser: Browser, user: User) -> None:
    assert browser.post(HERE, {"note": "x"}).errors() == ["Vælg en fil."]


def test_the_same_form_makes_one_version(browser: Browser, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = word_templates.Checked("egen.docx", GOOD, [], GOOD)
    monkeypatch.setattr(word_templates, "check", lambda *_args: checked)
    first, again = (send(browser, GOOD, form_key="den samme") for _ in range(2))
    assert first.location == again.location == f"{HERE}/1"
    assert db.session.query(WordTemplateVersion).count() == 1


# ---- whose ------------------------------------------------------------------------------------------


def test_a_firms_template_is_used_for_its_own_cases_only(example: tuple[CustomerCase, User]) -> None:
    case, helper = example
    other = make_helper(make_firm("Konkurrenten"))
    key = "behovsbeskrivelse"
    theirs = keep(other, _with_words(key, "Konkurrentens ord"), key)
    use(other, theirs, key)
    assert "Konkurrentens ord" not in used_in(case)
    use(helper, keep(helper, _with_words(key, "Vores egne ord"), key), key)
    assert "Vores egne ord" in used_in(case)
    assert documents.template_labels(case)[key] == "firmaets egen, version 1"


def _with_words(key: str, words: str) -> bytes:
    return hostile.with_xml("body", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>", key)


def test_the_official_template_is_for_all_who_have_none(example: tuple[CustomerCase, User]) -> None:
    case, helper = example
    key, staff = "behovsbeskrivelse", make_staff()
    use(staff, keep(staff, _with_words(key, "IBIZ-Centers ord"), key), key)
    assert "IBIZ-Centers ord" in used_in(case)
    own = keep(helper, _with_words(key, "Vores egne ord"), key)
    use(helper, own, key)
    assert "IBIZ-Centers ord" not in used_in(case)
    use(helper, None, key)
    assert "IBIZ-Centers ord" in used_in(case)
    assert "IBIZ-Centers ord" in text(word_templates.to_edit(find_kind(key)))


def test_another_firms_versions_are_not_there(browser: Browser, user: User) -> None:
    other = make_helper(make_firm("Konkurrenten"))
    keep(other)
    for path in ("", "/fil", "/proeve"):
        assert browser.get(f"{HERE}/1{path}").status_code == 404
    assert browser.post(f"{HERE}/1/brug").status_code == 404
    assert "Konkurrenten" not in browser.get(HERE).text
    assert browser.get("/skabeloner/findes_ikke").status_code == 404


def test_the_reports_to_ibiz_are_not_a_firms_to_change(browser: Browser, user: User) -> None:
    assert browser.get("/skabeloner/startrapport").status_code == 404
    browser.log_in(make_staff())
    assert browser.get("/skabeloner/startrapport").status_code == 200


def test_which_template_a_document_was_made_in_is_kept(here: Browser, example: tuple[CustomerCase, User]) -> None:
    case, helper = example
    key = "behovsbeskrivelse"
    use(helper, keep(helper, _with_words(key, "Vores egne ord"), key), key)
    row = documents.hand_over(helper, case, find_deliverable(key), to="Birgit", on=clock.today())
    ours = WordTemplate(key).sha256
    known = {row.template_sha256: "firmaets egen, version 1", ours: "It-starts egen"}
    assert word_templates.names_of({*known, "0" * 64}, case.helper) == known
    assert word_templates.names_of(known, make_firm("Konkurrenten")) == {ours: "It-starts egen"}
    versions = f"/sager/{case.number}/dokumenter/{key}/versioner"
    assert "Skabelon: firmaets egen, version 1 ·" in here.get(versions).shown()
    here.post(f"/skabeloner/{key}/tilbage")
    assert "Skabelon: firmaets egen, version 1 (bruges ikke nu) ·" in here.get(versions).shown()
    assert "skabelonen er ændret, siden kunden fik det" in here.get(f"/sager/{case.number}/dokumenter").shown()


def test_a_template_that_fails_on_a_case_never_stops_the_document(here: Browser, example: Any) -> None:
    case, helper = example
    key = "behovsbeskrivelse"
    use(helper, keep(helper, _with_words(key, "{{ risici + 1 }}"), key), key)
    answer = here.get(f"/sager/{case.number}/dokumenter/{key}")
    assert answer.status_code == 200
    assert "Nordvang" in text(answer.data)
    page = here.get(f"/sager/{case.number}/dokumenter")
    assert "Firmaets egen, version 1, kunne ikke bruges" in page.text
    assert "Skabelonen kunne ikke bruges" in here.get(f"/sager/{case.number}/dokumenter/{key}/udlever").shown()


# ---- fields and letterhead -----------------------------------------------------------------------------


def test_the_fields_show_a_case_of_ones_own_and_no_other(here: Browser, example: tuple[CustomerCase, User]) -> None:
    case, _helper = example
    page = here.get(f"/skabeloner/kontrakt/felter?sag={case.number}")
    assert "{{ kunde.navn }}" in page.shown()
    assert "Nordvang Maskinfabrik A/S" in page.shown()
    assert page.html.select("button[data-copy][hidden]")
    here.log_in(make_helper(make_firm("Konkurrenten")))
    assert here.get(f"/skabeloner/kontrakt/felter?sag={case.number}").status_code == 404
    assert not here.get("/skabeloner/kontrakt/felter").html.select(f"option[value='{case.number}']")


def test_a_letterhead_stands_in_the_firms_documents(here: Browser, example: tuple[CustomerCase, User]) -> None:
    case, _helper = example
    typed = {"contact": "Algade 1\n9000 Aalborg", "logo_alt": "Hedelund"}
    assert here.post("/skabeloner/brevhoved", {**typed, "logo": (io.BytesIO(LOGO), "logo.png")}).status_code == 303
    assert here.get("/skabeloner/brevhoved/logo").data.startswith(b"\x89PNG")
    made = documents.draft(case, find_deliverable("behovsbeskrivelse"))
    assert "9000 Aalborg" in text(made.content)
    contents = hostile.parts(made.content)
    assert contents["word/media/firma1.png"].startswith(b"\x89PNG")
    assert b'descr="Hedelund"' in contents["word/document.xml"]
    here.post("/skabeloner/brevhoved/logo/fjern")
    assert here.get("/skabeloner/brevhoved/logo").status_code == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"contact": "a\n" * 7}, "Skriv højst 6 linjer."),
        ({"contact": "a" * 401}, "Skriv højst 400 tegn."),
        ({"logo": (io.BytesIO(b"GIF89a"), "logo.gif"), "logo_alt": "x"}, "Billedet skal være en PNG- eller JPEG-fil."),
        (
            {"logo": (io.BytesIO(b"<svg/>"), "logo.png"), "logo_alt": "x"},
            "Filen er ikke en PNG, selv om navnet siger det.",
        ),
    ],
)
def test_a_letterhead_that_will_not_do(browser: Browser, user: User, typed: dict[str, Any], told: str) -> None:
    page = browser.post("/skabeloner/brevhoved", {"contact": "", **typed})
    assert page.status_code == 422
    assert page.errors()
    assert page.errors()[0].endswith(told)


def test_a_logo_needs_its_words(browser: Browser, user: User) -> None:
    page = browser.post("/skabeloner/brevhoved", {"contact": "", "logo": (io.BytesIO(LOGO), "logo.png")})
    assert page.errors() == ["Skriv, hvad logoet viser, fx firmaets navn."]


def test_pages_take_as_many_queries_however_many_versions_there_are(browser: Browser, user: User) -> None:
    def asked() -> int:
        with counted() as queries:
            for path in ("/skabeloner", HERE, f"{HERE}/1"):
                browser.get(path)
        return len(queries.statements)

    use(user, keep(user))
    few = asked()
    for _ in range(8):
        use(user, keep(user))
    assert asked() == few
