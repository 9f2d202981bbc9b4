"""The firm's profile and IBIZ-Center's partners on screen (S28, S39, S71)."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from itstart import clock
from itstart.db import db
from itstart.models import Helper, Outreach, Partner, StoredFile, User
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category
from tests.browser import Browser, Page
from tests.factories import make_helper, make_staff

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
FORM = {
    "description": "Vi kan det hele",
    "level_erp": "expert",
    "level_bi": "basic",
    "regions": "Region Nordjylland",
    "municipalities": ["0657", "0101"],
    "industries": "Metal\n\nHandel\nMetal",
    "advisers": "2",
    "no_new_cases_until": "",
    "version": "1",
}


@pytest.fixture
def helper(user: User) -> Helper:
    assert user.helper is not None
    return user.helper


def send(browser: Browser, **changes: object) -> Page:
    return browser.post("/profil", {**FORM, **changes})


def test_a_profile_is_saved_and_shown(browser: Browser, helper: Helper) -> None:
    assert send(browser).status_code == 303

    assert {row.category: row.level for row in helper.categories} == {
        Category.ERP: CompetenceLevel.EXPERT,
        Category.BI: CompetenceLevel.BASIC,
    }
    assert [row.name for row in helper.industries] == ["Metal", "Handel"]
    page = browser.get("/profil")
    assert page.one("#municipality-0657").has_attr("checked")
    assert page.one("#level_erp option[selected]").get_text() == "Ekspert"
    assert "Vi kan det hele" in page.text
    browser.log_in(make_staff())
    shown = browser.get(f"/firmaer/{helper.cvr}").shown()
    assert "ERP (ekspert)" in shown
    assert "Region Nordjylland, København, Herning" in shown


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"advisers": "nul"}, "Skriv et helt tal."),
        ({"no_new_cases_until": "1.1.2020"}, "Dagen er allerede gået. Lad feltet være tomt, hvis I tager sager nu."),
        ({"industries": "\n".join(map(str, range(21)))}, "Skriv højst 20 brancher."),
        ({"email": "ikke en mail"}, "Skriv en e-mailadresse, fx navn@firma.dk."),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    browser: Browser, helper: Helper, changes: dict[str, str], message: str
) -> None:
    answer = send(browser, **changes)

    assert answer.status_code == 422
    assert answer.errors() == [message]
    assert "Vi kan det hele" in answer.text
    assert helper.profile_version == 1
    autosaved = browser.post("/profil/autogem", {**FORM, **changes}, fragment=True)
    assert autosaved.status_code == 422
    assert message in autosaved.text


def test_a_place_that_is_none_is_refused(browser: Browser, helper: Helper) -> None:
    assert send(browser, municipalities="9999").status_code == 422
    assert send(browser, regions="Region Skåne").status_code == 422


def test_it_is_saved_while_it_is_written_and_two_colleagues_both_see_both(browser: Browser, helper: Helper) -> None:
    saved = browser.post("/profil/autogem", FORM, fragment=True)
    assert saved.status_code == 200
    assert "Gemt" in saved.text
    assert saved.one("#profile-version")["value"] == "2"

    clash = browser.post("/profil/autogem", {**FORM, "level_erp": "", "description": "Min"}, fragment=True)
    assert clash.status_code == 409
    assert "Vi kan det hele" in clash.text
    assert "Ekspert" in clash.text
    for field in ("industries", "regions", "municipalities", "advisers", "available_from"):
        value = {"regions": [], "municipalities": "0779", "advisers": "7", "available_from": "1.12.2199"}.get(
            field, "Bageri"
        )
        told = browser.post("/profil/autogem", {**FORM, field: value}, fragment=True)
        assert told.status_code == 409, field
    whole = send(browser, description="Min")
    assert whole.status_code == 409
    assert browser.post("/profil", {**FORM, "description": "Min", "overskriv": "2"}).status_code == 303
    assert helper.description == "Min"


def test_the_meter_says_what_is_missing(browser: Browser, helper: Helper) -> None:
    assert "Udfyldt: 0 af 12" in browser.get("/profil").shown()
    send(browser)
    assert "Udfyldt: 5 af 12" in browser.get("/profil").shown()


def test_a_picture_is_kept_described_and_removed(browser: Browser, helper: Helper) -> None:
    def upload(content: bytes = PIXEL, alt: str = "Mette ved bordet") -> Page:
        return browser.post("/profil/billede", {"picture": (BytesIO(content), "mig.png"), "picture_alt": alt})

    assert upload(alt="").errors() == ["Beskriv billedet for dem, der ikke kan se det."]
    assert upload(b"ikke et billede").status_code == 422
    assert browser.post("/profil/billede", {"picture_alt": "x"}).errors() == ["Vælg et billede."]
    assert upload().status_code == 303
    assert upload(alt="Igen").status_code == 303
    assert db.session.query(StoredFile).count() == 1, "the old one is gone"

    where = f"/firmaer/{helper.cvr}/billede"
    assert browser.get(where).data.startswith(b"\x89PNG")
    assert browser.get("/profil").one("img[alt='Igen']")["src"] == where
    browser.log_in(make_helper())
    assert browser.get(where).status_code == 403
    browser.log_in(make_staff())
    assert browser.get(where).status_code == 200


def test_a_picture_is_taken_away_with_its_bytes(browser: Browser, helper: Helper) -> None:
    browser.post("/profil/billede", {"picture": (BytesIO(PIXEL), "mig.png"), "picture_alt": "Mette"})

    assert browser.post("/profil/billede/fjern").status_code == 303
    assert db.session.query(StoredFile).count() == 0
    assert browser.get(f"/firmaer/{helper.cvr}/billede").status_code == 404


def test_the_yearly_look_is_asked_for_and_noted(browser: Browser, helper: Helper) -> None:
    assert "Gennemse din" not in browser.get("/profil").shown()
    helper.created_at = clock.now() - timedelta(days=400)
    assert "Gennemse din profil" in browser.get("/profil").shown()
    assert "Gennemse jeres profil" in browser.get("/henvendelser").shown()

    assert browser.post("/profil/gennemset").status_code == 303
    assert helper.profile_reviewed_on == clock.today()
    assert "Gennemse din" not in browser.get("/profil").shown()


def test_a_firm_that_has_left_reads_its_profile(browser: Browser, helper: Helper) -> None:
    send(browser)
    helper.ended_on = clock.today()

    page = browser.get("/profil")
    assert "Vi kan det hele" in page.shown()
    assert not page.html.select("#profile")
    assert send(browser).status_code == 403


# ---- partners ----------------------------------------------------------------------------------------

PARTNER = {"name": "Limfjord Systems ApS", "kind": "it_vendor", "cvr": "99000015", "contact_name": "Søren"}
LINE = {"happened_on": "1.6.2026", "who": "Lise og Søren", "what": "Møde om data", "next_step": "Ring igen"}


def test_a_partner_and_its_log(browser: Browser) -> None:
    browser.log_in(make_staff())
    assert "Ingen partnere her" in browser.get("/partnere").shown()

    made = browser.post("/partnere/ny", PARTNER)
    assert made.location == "/partnere/1"
    assert "Leverandør og partner" in browser.get("/partnere/1").shown()
    assert browser.post("/partnere/ny", {**PARTNER, "name": "To"}).errors() == [
        "CVR-nummeret er allerede oprettet: Limfjord Systems ApS."
    ]
    assert browser.post("/partnere/1/log", {**LINE, "next_step_on": "1.12.2199", "form_key": "k"}).status_code == 303
    assert browser.post("/partnere/1/log", {**LINE, "form_key": "k"}).status_code == 303
    assert db.session.query(Outreach).count() == 1
    listed = browser.get("/partnere?type=it_vendor").shown()
    assert "1.6.2026" in listed
    assert "Ring igen" in listed
    assert "Ingen partnere her" in browser.get("/partnere?type=bank").shown()
    assert browser.post("/partnere/1/log", {**LINE, "what": ""}).errors() == ["Skriv, hvad der skete."]


def test_a_line_of_the_log_is_deleted_and_comes_back(browser: Browser) -> None:
    browser.log_in(make_staff())
    browser.post("/partnere/ny", PARTNER)
    browser.post("/partnere/1/log", LINE)

    deleted = browser.post("/partnere/1/log/1/slet", follow=True)
    assert "Møde om data" not in deleted.shown()
    assert deleted.html.select("form[action='/partnere/1/log/1/gendan']")
    assert browser.post("/partnere/1/log/1/slet").status_code == 404
    assert "Møde om data" in browser.post("/partnere/1/log/1/gendan", follow=True).shown()


def test_a_partner_is_corrected_and_two_people_both_see_both(browser: Browser) -> None:
    browser.log_in(make_staff())
    browser.post("/partnere/ny", PARTNER)

    assert browser.post("/partnere/1/ret", {**PARTNER, "note": "Først", "version": "1"}).status_code == 303
    clash = browser.post("/partnere/1/ret", {**PARTNER, "note": "Så", "version": "1"})
    assert clash.status_code == 409
    assert "Først" in clash.shown()
    ended = {**PARTNER, "ended_on": "1.6.2026", "note": "Først", "version": "2"}
    assert browser.post("/partnere/1/ret", ended).status_code == 303
    assert db.session.query(Partner).one().ended_on == date(2026, 6, 1)
    assert "Ophørt" in browser.get("/partnere").shown()
    assert browser.get("/partnere/9").status_code == 404
