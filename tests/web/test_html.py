"""Every public page is valid HTML in every state: with filters, empty, refused, missing and withdrawn."""

import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.exchange import demo, demo_activities, demo_history
from itstart.models import OutboxMail, SuccessCase
from itstart.rules.terms import SuccessCaseStatus
from itstart.web import form_age
from tests import markup
from tests.browser import Browser
from tests.factories.stories import make_story
from tests.web.test_activity_guests import way_back
from tests.web.test_spam import FORMS

VALIDATOR = "vnu-jar@26.9.27"
HTMX = r".*Attribute .hx-.* not allowed.*"
PAGES = (
    "/", "/it-starthjaelpere/", "/it-starthjaelpere/?kommune=7400&omraade=erp", "/it-starthjaelpere/?omraade=bi",
    "/it-starthjaelpere/?kommune=findesikke", "/it-starthjaelpere/?region=Region+Nordjylland",
    "/it-starthjaelpere/hedelund-it-raadgivning-aps-99000058", "/kontakt", "/kontakt?hjaelper=99000058",
    "/kontakt?hjaelper=99000120", "/kontakt?postnummer=7400&omraade=erp", "/successager", "/successager?kategori=crm",
    "/successager?branche=findesikke", "/successager?hjaelper=99000376", "/successager/fra-11-regneark-til-et-system",
    "/successager/fra-regneark-til-et-system", "/viden", "/viden?q=findesikke",
    "/viden/saadan-faar-du-en-god-start-paa-behovsbeskrivelsen", "/det-sker", "/kodeks", "/resultater", "/soeg",
    "/soeg?q=regneark", "/soeg?q=findesikke", "/soeg?q=7400", "/api", "/indlejr/it-starthjaelpere",
    "/om/saadan-virker-det", "/om/privatliv", "/om/om-it-start", "/nyheder",
    "/nyheder/ny-vejledning-til-leverandoerdemoen", "/ansoeg", "/ansoeg/tak", "/log-ind", "/findes-ikke",
)  # fmt: skip


@pytest.fixture
def ground(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo without its history and with a story of a customer without a name; people who read fast."""
    monkeypatch.setattr(demo_history, "fill", lambda: None)
    monkeypatch.setattr(form_age, "MIN_SECONDS", -1.0)
    demo.fill()
    db.session.commit()
    make_story(SuccessCaseStatus.PUBLISHED, shown_as="Et værft", company="Værftet bygger færger.")


def _states(browser: Browser) -> dict[str, str]:
    """The pages, the activities, every form refused, thanked and stopped, and what is withdrawn; by where."""
    held, coming = (f"/det-sker/{demo_activities.numbers(clock.today())[place]}" for place in (1, 2))
    places = [*PAGES, held, coming, f"{coming}/tilmeld", f"{held}/tilmeld"]
    found = {path: browser.get(path).text for path in places}
    for form in FORMS:
        path = form.path.replace("/det-sker/2026-1", coming)
        token = {"csrf_token": str(browser.get(path).one("input[name=csrf_token]")["value"])}
        found[f"{path}, empty"] = browser.request("POST", path, token).text
        found[f"{path}, not ours"] = browser.request("POST", path, {**form.typed, "csrf_token": "x"}).text
        answer = browser.request("POST", path, {**form.typed, **token})
        found[answer.location] = browser.get(answer.location).text
    return found | _ends(browser)


def _ends(browser: Browser) -> dict[str, str]:
    """A guest who cancels, and a story that is taken down."""
    mail = db.session.query(OutboxMail).filter(OutboxMail.link.contains("/afmeld/")).one()
    page = browser.get(way_back(mail))
    browser.request("POST", way_back(mail), {"csrf_token": str(page.one("input[name=csrf_token]")["value"])})
    story = db.session.query(SuccessCase).filter_by(slug="fra-regneark-til-et-system").one()
    story.withdrawn_on = clock.today()
    gone = browser.get(f"/successager/{story.slug}")
    assert gone.status_code == 410
    return {"meld fra": page.text, "meldt fra": browser.get(way_back(mail)).text, "taget ned": gone.text}


@pytest.mark.usefixtures("ground")
def test_every_public_page_is_valid(browser: Browser) -> None:
    found = {where: told for where, text in _states(browser).items() if (told := markup.faults(text))}
    assert found == {}


@pytest.mark.full
@pytest.mark.usefixtures("ground")
@pytest.mark.skipif(not (shutil.which("java") and shutil.which("npm")), reason="needs java and npm")
def test_the_validator_of_the_w3c_says_the_same(browser: Browser, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, text in enumerate(_states(browser).values()):
        (pages / f"{number}.html").write_text(text, "utf-8")
    subprocess.run(["npm", "install", "--no-save", VALIDATOR], cwd=tmp_path, check=True, capture_output=True)
    jar = tmp_path / "node_modules/vnu-jar/build/dist/vnu.jar"
    said = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--filterpattern", HTMX, str(pages)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<input maxlength="None" aria-label="x">', "maxlength is 'None'"),
        ('<p aria-describedby="away">x</p>', "leads to 'away'"),
        ("<ul><p>x</p></ul>", "<ul>: holds <p>"),
        ("<div><dt>x</dt></div><li>x</li>", "<li>: stands in <body>"),
        ('<a href="/a"><button>x</button></a>', "<a>: holds something else to press"),
        ('<a href="/a b">x</a>', "href is '/a b'"),
        ('<button type="submit"></button>', "<button>: says nothing"),
        ("<h3>x</h3>", "comes after a heading of level 1"),
        ('<form action="" method="post"></form>', "action is ''"),
        ('<i id="a"></i><i id="a"></i>', "id twice: a"),
        ("<p>x", "the parser:"),
    ],
)
def test_each_fault_is_found(body: str, fault: str) -> None:
    page = f"<!doctype html><html lang='da'><head><title>x</title></head><body><h1>x</h1>{body}</body></html>"
    found = markup.faults(page) if fault != "the parser:" else markup.faults(f"{page}</div>")
    assert any(fault in told for told in found), found
