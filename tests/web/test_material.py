"""The library of material: laid out, renewed, withdrawn, filtered, fetched and counted."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import func, select

from benchmarks.measure import counted
from itstart.db import db
from itstart.documents import template_samples
from itstart.models import Material, MaterialDownload, StoredFile, User, WordTemplateChoice, WordTemplateVersion
from itstart.rules.material import MaterialKind
from itstart.rules.steps import StepKey
from itstart.services import files, material
from itstart.web.filters import file_size
from itstart.web.headers import KEPT
from tests.browser import Browser
from tests.documents.test_uploads import a_docx, an_xlsx
from tests.factories import make_helper, make_staff
from tests.web.module_pages import PDF, WORDS

WORD, SHEET, OURS, FILLED = a_docx(), an_xlsx(), a_docx("Vores egen"), a_docx("Udfyldt")


@pytest.fixture
def lise(app: Flask) -> User:
    return make_staff(name="Lise Ravnholt")


@pytest.fixture
def staff(browser: Browser, lise: User) -> Browser:
    browser.log_in(lise)
    return browser


@pytest.fixture
def helper(app: Flask) -> Browser:
    other = Browser(app)
    other.log_in(make_helper())
    return other


@pytest.fixture
def visitor(app: Flask) -> Browser:
    return Browser(app)


def laid_out(actor: User, title: str = "Gode krav", **more: Any) -> Material:
    values = {"kind": MaterialKind.GUIDE, "step": StepKey.NEEDS, "title": title, "text": "", "is_public": True, **more}
    found = material.add(actor, values, "gode krav.pdf", PDF)
    db.session.commit()
    return found


def typed(**more: Any) -> dict[str, Any]:
    return {"title": "Gode krav", "kind": "guide", "step": "needs", "file": (BytesIO(WORD), "krav.docx"), **more}


def downloads() -> dict[tuple[str, int], int]:
    query = select(MaterialDownload.key, MaterialDownload.version, func.sum(MaterialDownload.count))
    return {(key, n): total for key, n, total in db.session.execute(query.group_by(MaterialDownload.key, "version"))}


# ---- what IBIZ-Center does -----------------------------------------------------------------------------


def test_a_piece_is_laid_out_renewed_and_corrected(staff: Browser, helper: Browser) -> None:
    page = staff.post("/materiale/ny", typed(title=WORDS[:120], text=WORDS), follow=True)
    slug = db.session.scalars(select(Material.slug)).one()
    assert "Kun rådgivere og IBIZ-Center" in page.shown()
    again = {"file": (BytesIO(SHEET), "krav.xlsx"), "note": "Nu som regneark"}
    page = staff.post(f"/materiale/{slug}/version", again, follow=True)
    shown = helper.get(f"/materiale/{slug}").shown()
    assert "Nu som regneark" in shown
    assert "Lise Ravnholt" in shown
    assert "Første version" in shown
    assert helper.get(f"/materiale/{slug}/1/fil").data == WORD
    assert helper.get(f"/materiale/{slug}/2/fil").data == SHEET
    assert helper.get(f"/materiale/{slug}/3/fil").status_code == 404
    version = staff.get(f"/materiale/{slug}/ret").one("input[name=version]")["value"]
    edited = {"title": "Bedre krav", "kind": "template", "step": "", "is_public": "y", "version": version}
    staff.post(f"/materiale/{slug}/ret", edited)
    assert helper.get(f"/materiale/{slug}").shown("h1") == "Bedre krav"
    assert "Intet materiale passer" in helper.get("/materiale?q=findesikke").shown()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"title": " "}, "Giv materialet en titel."),
        ({"file": None}, "Vælg filen."),
        ({"file": (b"MZ" * 99, "virus.exe")}, None),
        ({"file": (b"<script>", "krav.pdf")}, None),
        ({"file": (b"", "krav.docx")}, "Filen er tom."),
    ],
)
def test_bad_input_is_told_at_the_field_and_typed_text_stays(
    staff: Browser, sent: dict[str, Any], told: str | None
) -> None:
    given = typed(text="Det her blev skrevet", **sent)
    if isinstance(given["file"], tuple) and isinstance(given["file"][0], bytes):
        given["file"] = (BytesIO(given["file"][0]), given["file"][1])
    page = staff.post("/materiale/ny", {name: value for name, value in given.items() if value is not None})
    assert page.status_code == 422
    assert len(page.errors()) == 1
    assert told is None or page.errors() == [told]
    assert "Det her blev skrevet" in page.shown("textarea")
    assert db.session.scalars(select(Material)).all() == []
    assert db.session.scalars(select(StoredFile)).all() == []


def test_a_new_version_needs_a_file_and_a_reason(staff: Browser, lise: User) -> None:
    slug = laid_out(lise).slug
    page = staff.post(f"/materiale/{slug}/version", {"note": ""})
    assert page.status_code == 422
    assert set(page.errors()) == {"Vælg filen.", "Skriv, hvad der er ændret."}
    page = staff.post(f"/materiale/{slug}/version", {"note": "Ny", "file": (BytesIO(b"MZ"), "a.exe")})
    assert (page.status_code, len(page.errors())) == (422, 1)
    assert page.shown("textarea") == "Ny"


def test_a_double_submit_makes_one(staff: Browser, lise: User) -> None:
    for _ in range(2):
        assert staff.post("/materiale/ny", typed(form_key="k" * 24)).status_code == 303
    found = db.session.scalars(select(Material)).one()
    for _ in range(2):
        sent = {"note": "Ny", "file": (BytesIO(PDF), "a.pdf"), "form_key": "m" * 24}
        assert staff.post(f"/materiale/{found.slug}/version", sent).status_code == 303
    assert [one.number for one in found.versions] == [2, 1]


def test_two_who_edit_see_both_texts(staff: Browser, lise: User) -> None:
    found = laid_out(lise)
    path = f"/materiale/{found.slug}/ret"
    started = staff.get(path).one("input[name=version]")["value"]
    same = {"kind": "guide", "step": "needs", "version": started}
    assert staff.post(path, {**same, "title": "Den første"}).status_code == 303
    page = staff.post(path, {**same, "title": "Den anden"})
    assert page.status_code == 409
    shown = page.shown(".conflict")
    assert "Den første" in shown
    assert "Den anden" in shown
    page = staff.post(path, {**same, "title": "Den anden", "overskriv": found.version}, follow=True)
    assert page.shown("h1") == "Den anden"


def test_what_is_withdrawn_is_gone_at_once_and_can_come_back(
    staff: Browser, helper: Browser, visitor: Browser, lise: User
) -> None:
    slug = laid_out(lise).slug
    places = [(helper, f"/materiale/{slug}"), (helper, f"/materiale/{slug}/1/fil")]
    places += [(visitor, f"/viden/{slug}"), (visitor, f"/viden/{slug}/fil")]
    assert [who.get(path).status_code for who, path in places] == [200] * 4
    page = staff.post(f"/materiale/{slug}/traek-tilbage", follow=True)
    assert "Lise Ravnholt trak det tilbage" in page.shown()
    assert [who.get(path).status_code for who, path in places] == [404] * 4
    assert "Gode krav" not in helper.get("/materiale?udgaaede=1").shown()
    assert "Gode krav" in staff.get("/materiale?udgaaede=1").shown()
    staff.post(f"/materiale/{slug}/gendan")
    assert [who.get(path).status_code for who, path in places] == [200] * 4


# ---- what everybody sees -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", {"Alfa", "Beta", "Gåsegang"}),
        ("?skridt=1", {"Alfa"}),
        ("?skridt=2", {"Beta"}),
        ("?skridt=alle", {"Gåsegang"}),
        ("?slags=skabelon", {"Beta"}),
        ("?slags=vejledning&skridt=2", set()),
        ("?q=gaasegang", {"Gåsegang"}),
        ("?q=aftale+GÅS", {"Gåsegang"}),
        ("?skridt=9&slags=x", {"Alfa", "Beta", "Gåsegang"}),
    ],
)
def test_the_filters_stand_in_the_address(
    visitor: Browser, helper: Browser, lise: User, query: str, seen: set[str]
) -> None:
    laid_out(lise, "Alfa")
    laid_out(lise, "Beta", step=StepKey.TENDER, kind=MaterialKind.TEMPLATE)
    laid_out(lise, "Gåsegang", step=None, kind=MaterialKind.AGREEMENT, text="En aftale")
    laid_out(lise, "Hemmelig", is_public=False)
    for who, path, hidden in ((visitor, "/viden", True), (helper, "/materiale", False)):
        shown = who.get(f"{path}{query}").shown()
        assert {name for name in ("Alfa", "Beta", "Gåsegang") if name in shown} == seen
        assert not (hidden and "Hemmelig" in shown)


def test_what_is_for_helpers_only_does_not_exist_for_visitors(visitor: Browser, helper: Browser, lise: User) -> None:
    slug = laid_out(lise, is_public=False).slug
    assert visitor.get(f"/viden/{slug}").status_code == 404
    assert visitor.get(f"/viden/{slug}/fil").status_code == 404
    assert visitor.get(f"/materiale/{slug}/1/fil").status_code == 303
    assert helper.get(f"/materiale/{slug}/1/fil").data == PDF


def test_a_visitor_gets_no_cookie_and_keeps_what_is_not_changed(visitor: Browser, staff: Browser, lise: User) -> None:
    slug = laid_out(lise).slug
    for path in ("/viden", f"/viden/{slug}", f"/viden/{slug}/fil", "/viden/skabeloner/kontrakt"):
        page = visitor.get(path)
        assert page.headers["Cache-Control"] == KEPT
        assert "Set-Cookie" not in page.headers
        again = visitor.get(path, headers={"If-None-Match": page.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), path
    assert staff.get("/viden").headers["Cache-Control"] == "no-store"
    before = visitor.get(f"/viden/{slug}/fil").headers["ETag"]
    staff.post(f"/materiale/{slug}/version", {"note": "Ny", "file": (BytesIO(WORD), "a.docx")})
    after = visitor.get(f"/viden/{slug}/fil", headers={"If-None-Match": before})
    assert (after.status_code, after.data) == (200, WORD)
    assert "attachment" in after.headers["Content-Disposition"]


def test_only_files_that_are_sent_are_counted(visitor: Browser, helper: Browser, staff: Browser, lise: User) -> None:
    slug = laid_out(lise).slug
    mark = visitor.get(f"/viden/{slug}/fil").headers["ETag"]
    visitor.get(f"/viden/{slug}/fil", headers={"If-None-Match": mark})
    visitor.request("HEAD", f"/viden/{slug}/fil")
    helper.get(f"/materiale/{slug}/1/fil")
    helper.request("HEAD", f"/materiale/{slug}/1/fil")
    visitor.get("/viden/skabeloner/kontrakt")
    helper.get("/materiale/skabeloner/kontrakt")
    helper.get("/materiale/skabeloner/startrapport")
    assert downloads() == {(slug, 1): 2, ("skabelon/kontrakt", 0): 2, ("skabelon/startrapport", 0): 1}
    assert "2 gange" in staff.get(f"/materiale/{slug}").shown("aside")
    columns = {column.name for column in MaterialDownload.__table__.columns}
    assert columns == {"id", "key", "version", "day", "count"}, "nothing about who"


@pytest.mark.parametrize("path", ["/viden", "/materiale"])
def test_the_list_asks_as_much_for_2_as_for_40(helper: Browser, lise: User, path: str) -> None:
    def asked() -> int:
        helper.get(path)
        with counted() as queries:
            helper.get(path)
            return len(queries.statements)

    numbers = []
    for more in (2, 38):
        for number in range(more):
            laid_out(lise, f"Stykke {number}")
        numbers.append(asked())
    assert numbers[0] == numbers[1]


# ---- the official Word templates -----------------------------------------------------------------------


def test_the_official_templates_are_there_by_themselves(visitor: Browser, helper: Browser, lise: User) -> None:
    shown = helper.get("/materiale?skridt=4").shown()
    assert "Kontrakt Word-skabelon" in shown
    assert "It-starts egen" in shown
    assert "Kundeaftale" in helper.get("/materiale?slags=aftaledokument").shown()
    assert "Startrapport" not in visitor.get("/viden").shown()
    assert visitor.get("/viden/skabeloner/startrapport").status_code == 404
    assert visitor.get("/viden/skabeloner/findesikke").status_code == 404
    example = visitor.get("/viden/skabeloner/kontrakt").data
    size = file_size(template_samples.sizes()["kontrakt"])
    assert f"Word, {size} · It-starts egen, 19. juni 2026" in visitor.get("/viden?skridt=4").shown()
    with ZipFile(BytesIO(example)) as made:
        assert b"{{" not in made.read("word/document.xml")
    _use_official(lise, "kontrakt", OURS, FILLED)
    assert "IBIZ-Centers, version 1" in helper.get("/materiale?skridt=4").shown()
    assert f"Word, {file_size(len(FILLED))} · IBIZ-Centers, version 1, " in visitor.get("/viden?skridt=4").shown()
    assert helper.get("/materiale/skabeloner/kontrakt").data == OURS
    assert visitor.get("/viden/skabeloner/kontrakt").data == FILLED
    assert downloads()["skabelon/kontrakt", 1] == 2


def _use_official(actor: User, key: str, template: bytes, trial: bytes) -> None:
    kept = [files.store(actor, "a.docx", content, "application/x") for content in (template, trial)]
    now, by = kept[0].created_at, {"made_by_id": actor.id, "made_by": actor.name}
    row = WordTemplateVersion(
        key=key, version=1, sha256=kept[0].sha256, name="a.docx", findings=[], file=kept[0], trial_file=kept[1],
        made_at=now, **by,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    choice = WordTemplateChoice(key=key, version_id=row.id, chosen_at=now, chosen_by_id=actor.id, chosen_by="Lise")
    db.session.add(choice)
    db.session.commit()


def test_a_long_library_comes_page_by_page(staff: Browser, lise: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(material, "PAGE_SIZE", 2)
    for number in range(3):
        laid_out(lise, f"Vejledning {number}", is_public=False)

    first, second = (staff.get(f"/materiale?slags=vejledning&_external=1&side={side}") for side in (1, 2))

    assert ("3 stykker" in first.shown(), "3 stykker" in second.shown()) == (True, True)
    assert ("Vejledning 1" in first.shown(), "Vejledning 2" in first.shown()) == (True, False)
    assert ("Vejledning 1" in second.shown(), "Vejledning 2" in second.shown()) == (False, True)
    assert str(first.one("a[rel=next]")["href"]) == "/materiale?slags=vejledning&side=2"
