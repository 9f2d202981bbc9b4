"""The pages of a success case: from a draft to the public page and 410."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import StoredFile, SuccessCase
from itstart.rules.success_cases import ConsentHow
from itstart.rules.terms import SuccessCaseStatus as S
from itstart.services import success_cases
from tests.browser import Browser
from tests.documents.word_reading import text as word_text
from tests.factories import make_case, make_helper, make_staff
from tests.factories.stories import TEXTS, make_story
from tests.services.test_success_cases import JPEG, PNG

CONSENT = {"consent_by": "Åse Ørsted", "consent_given_on": "1.9.2026", "consent_scope": "Navn og citat", "exact": "y"}


def _form(**changed: str) -> dict[str, str]:
    texts = {**TEXTS, **changed}
    return {"approach": texts.pop("process"), **texts}


def test_the_whole_way(browser: Browser) -> None:
    helper = make_helper()
    story = make_story(helper=helper)
    here = f"/sager/{story.case.number}/successag"
    browser.log_in(helper)
    page = browser.get(here)
    assert "ord. En god successag" in page.text

    assert browser.post(here, {**_form(result="Alt går bedre."), "version": story.version}).status_code == 303
    sha256 = browser.get(here).one("input[name=sha256]")["value"]
    assert browser.post(f"{here}/samtykke", {**CONSENT, "sha256": sha256}).status_code == 303
    assert browser.post(f"{here}/send").status_code == 303
    page = browser.get(here)
    assert "Sendt til IBIZ-Center" in page.shown()
    assert "Kunden har sagt ja til denne tekst" in page.shown()

    staff = Browser(browser.app)
    staff.log_in(make_staff())
    assert TEXTS["title"] in staff.get("/successager/til-behandling").shown()
    review = f"/successager/til-behandling/{story.case.number}"
    page = staff.get(review)
    assert "Alt går bedre." in page.shown()
    answer = staff.post(f"{review}/offentliggoer", {"sha256": page.one("input[name=sha256]")["value"]})
    assert answer.location == "/successager/fra-regneark-til-et-system"

    public = Browser(browser.app)
    page = public.get(answer.location)
    assert "Alt går bedre." in page.shown()
    assert answer.location in public.get("/sitemap.xml").response.get_data(as_text=True)
    assert TEXTS["title"] in public.get("/successager").shown()

    assert browser.post(f"{here}/traek-tilbage").status_code == 303
    assert "Kunden har sagt ja til denne tekst" not in browser.get(here).shown()
    assert public.get(answer.location).status_code == 410
    assert answer.location not in public.get("/sitemap.xml").response.get_data(as_text=True)
    assert TEXTS["title"] not in public.get("/successager").shown()
    assert public.get("/successager/findes-ikke").status_code == 404


def test_an_edit_after_the_yes_says_so(browser: Browser) -> None:
    helper = make_helper()
    story = make_story(S.SUBMITTED, helper)
    browser.log_in(helper)
    here = f"/sager/{story.case.number}/successag"
    answer = browser.post(here, {**_form(quote="Nej."), "version": story.version}, follow=True)
    assert "samtykke er bortfaldet" in answer.text
    staff = Browser(browser.app)
    staff.log_in(make_staff())
    assert staff.get(f"/successager/til-behandling/{story.case.number}").status_code == 404
    assert staff.post(f"/successager/til-behandling/{story.case.number}/offentliggoer").status_code == 404


def test_a_text_changed_meanwhile_is_not_published(browser: Browser) -> None:
    story = make_story(S.SUBMITTED)
    browser.log_in(make_staff())
    review = f"/successager/til-behandling/{story.case.number}"
    assert browser.post(f"{review}/offentliggoer", {"sha256": "0" * 64}).status_code == 409
    story.result = "Noget andet"
    assert browser.post(f"{review}/offentliggoer", {"sha256": success_cases.fingerprint(story)}).status_code == 409
    assert browser.post(f"{review}/returner").status_code == 422
    assert browser.post(f"{review}/returner", {"comment": "Skriv mere."}).status_code == 303
    assert db.session.query(SuccessCase).one().status is S.DRAFT


def test_a_helper_neither_publishes_nor_sees_the_queue(browser: Browser) -> None:
    helper = make_helper()
    story = make_story(S.SUBMITTED, helper)
    browser.log_in(helper)
    sha256 = success_cases.fingerprint(story)
    review = f"/successager/til-behandling/{story.case.number}"
    assert browser.post(f"{review}/offentliggoer", {"sha256": sha256}).status_code == 403
    assert browser.get("/successager/til-behandling").status_code == 403


def test_staff_do_not_write_it(browser: Browser) -> None:
    story = make_story()
    browser.log_in(make_staff())
    here = f"/sager/{story.case.number}/successag"
    assert browser.get(here).status_code == 404
    assert browser.post(here, _form()).status_code == 404


def test_a_picture_with_its_words(browser: Browser) -> None:
    helper = make_helper()
    story = make_story(helper=helper)
    browser.log_in(helper)
    here = f"/sager/{story.case.number}/successag"
    words = {"picture_alt": "Åse ved kajen", "picture_consent_by": "Åse Ørsted"}
    for content, name, status in ((b"<svg/>", "a.svg", 422), (JPEG, "a.png", 422), (PNG, "a.png", 303)):
        answer = browser.post(f"{here}/billede", {**words, "picture": (BytesIO(content), name)})
        assert answer.status_code == status
    assert browser.post(f"{here}/billede", {"picture": (BytesIO(PNG), "a.png")}).status_code == 422
    shown = browser.get(f"{here}/billede")
    assert shown.headers["Content-Type"] == "image/png"
    assert b"GPS" not in shown.data
    assert browser.get(here).one(".story__thumb")["alt"] == "Åse ved kajen"
    assert browser.post(f"{here}/billede/fjern").status_code == 303
    assert browser.get(f"{here}/billede").status_code == 404


def test_the_signed_consent_is_kept_until_the_text_changes(browser: Browser) -> None:
    helper = make_helper()
    story = make_story(helper=helper)
    browser.log_in(helper)
    here = f"/sager/{story.case.number}/successag"
    yes = {**CONSENT, "sha256": success_cases.fingerprint(story)}
    refused = browser.post(f"{here}/samtykke", {**yes, "file": (BytesIO(b"<svg/>"), "ja.svg")})
    assert refused.status_code == 422
    assert refused.one("[name=consent_by]")["value"] == "Åse Ørsted"
    assert db.session.query(StoredFile).count() == 0

    assert browser.post(f"{here}/samtykke", {**yes, "file": (BytesIO(PNG), "ja.png")}).status_code == 303
    assert story.consent_how is ConsentHow.FILE
    assert browser.get(f"{here}/samtykke").data.startswith(PNG[:8])
    assert "Hent det underskrevne samtykke" in browser.get(here).text

    browser.post(here, {**_form(quote="Nej."), "version": story.version})
    assert browser.get(f"{here}/samtykke").status_code == 404
    assert db.session.query(StoredFile).count() == 0


def test_the_word_document_says_what_is_missing(browser: Browser) -> None:
    helper = make_helper()
    story = make_story(helper=helper)
    browser.log_in(helper)
    said = word_text(browser.get(f"/sager/{story.case.number}/successag/word").data)
    for part in (*TEXTS.values(), "[mangler: kundens samtykke]", "Samtykket er frivilligt"):
        assert part in said


def test_the_filters_stand_in_the_address(browser: Browser, app: Flask) -> None:
    first, second = make_story(S.PUBLISHED, title="Kajen"), make_story(S.PUBLISHED, title="Havnen")
    first.case.customer.industry_title, second.case.customer.industry_title = "Skibsværfter", "Møbler"
    second.region = "Region Fyn"
    db.session.commit()
    for query, found in (
        ("branche=M%C3%B8bler", ["Havnen"]), ("region=Region+Fyn", ["Havnen"]), ("kategori=erp", []),
        (f"hjaelper={first.case.helper.cvr}", ["Kajen"]), ("branche=%27+OR+1%3D1", []), ("", ["Havnen", "Kajen"]),
    ):  # fmt: skip
        page = browser.get(f"/successager?{query}")
        assert [tag.get_text() for tag in page.html.select("#stories h2 a")] == found
    assert browser.get("/successager?region=Region+Fyn", fragment=True).html.select("#stories")


def test_the_case_without_an_accepted_module_is_told_why(browser: Browser) -> None:
    helper = make_helper()
    case = make_case(helper)
    browser.log_in(helper)
    assert "godkendt et modul" in browser.get(f"/sager/{case.number}/successag").shown()
    assert browser.post(f"/sager/{case.number}/successag/kladde").status_code == 409


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{ 7 * 7 }}", '"><img src=x onerror=alert(1)>'])
def test_what_is_typed_is_shown_as_text(browser: Browser, hostile: str) -> None:
    texts: dict[str, Any] = dict.fromkeys(TEXTS, hostile)
    story = make_story(S.PUBLISHED, **texts)
    page = browser.get(f"/successager/{story.slug}")
    assert hostile in page.one(".story").get_text()
    assert not page.html.select("main script, main img")
