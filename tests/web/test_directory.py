"""Find en It-starthjælper: who is shown, the filters in the address, and the page of a firm."""

from datetime import timedelta
from typing import Any

import pytest

from itstart import clock
from itstart.db import db
from itstart.models import Helper, HelperCategory, HelperIndustry, HelperRegion
from itstart.rules.directory import slug
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.success_cases import ConsentHow
from itstart.rules.terms import Category, QualificationStatus, SuccessCaseStatus
from tests.browser import Browser
from tests.factories import make_helper
from tests.factories.leads import fitting_firm, person_of
from tests.factories.stories import make_story

LIST = "/it-starthjaelpere/"


def shown(company: str = "Hede IT", **values: Any) -> Helper:
    """A firm of Herning that is in the directory."""
    return fitting_firm(company, **{"profile_public": True, "municipality_code": "0657", **values})


def where(firm: Helper) -> str:
    return LIST + slug(firm.company, firm.cvr)


def listed(browser: Browser, query: str = "") -> list[str]:
    return [link.get_text() for link in browser.get(LIST + query).html.select(".hits h3 a")]


HIDDEN: list[dict[str, Any]] = [
    {"profile_public": False},
    {"ended_on": clock.today() - timedelta(days=1)},
    {"no_new_cases_until": clock.today() + timedelta(days=7)},
    {"people": 0},
    *({"qualification_status": status} for status in QualificationStatus if status != "qualified"),
]


@pytest.mark.parametrize("change", HIDDEN, ids=lambda change: str(next(iter(change.items()))))
def test_nobody_is_shown_who_is_not_to_be(browser: Browser, change: dict[str, Any]) -> None:
    firm = shown(**change)

    assert listed(browser) == []
    assert browser.get(where(firm)).status_code == 404
    assert browser.get("/api/v1/it-starthjaelpere").response.get_json()["antal"] == 0
    assert firm.company not in browser.get("/soeg?q=hede").shown()
    assert where(firm) not in browser.get("/sitemap.xml").response.get_data(as_text=True)
    assert "Firmaet tager ikke nye kunder" in browser.get(f"/kontakt?hjaelper={firm.cvr}").shown()


def test_a_firm_whose_people_have_left_is_not_shown(browser: Browser) -> None:
    firm = shown()
    assert listed(browser) == ["Hede IT"]
    person_of(firm).deactivated_at = clock.now()
    db.session.commit()

    assert listed(browser) == []


@pytest.fixture
def three() -> None:
    """Firms of Herning, Vejle and, by a whole region, of the capital."""
    shown().industries = [HelperIndustry(position=0, name="Metalindustri")]
    second = shown("Vejle Valg", code="0630", municipality_code="0630")
    second.categories = [HelperCategory(position=0, category=Category.BI, level=CompetenceLevel.EXPERT)]
    third = shown("Øre IT", code="0101", municipality_code="0101")
    third.regions, third.municipalities = [HelperRegion(position=0, name="Region Hovedstaden")], []
    db.session.commit()


@pytest.mark.usefixtures("app", "three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Hede IT", "Vejle Valg", "Øre IT"}),
        ("?kommune=7400", {"Hede IT"}),
        ("?kommune=herning", {"Hede IT"}),
        ("?kommune=Herning+Kommune", {"Hede IT"}),
        ("?kommune=K%C3%B8benhavn", {"Øre IT"}),
        ("?kommune=Koebenhavn", {"Øre IT"}),
        ("?kommune=Sunds", {"Hede IT"}),
        ("?region=Region+Syddanmark", {"Vejle Valg"}),
        ("?omraade=bi", {"Vejle Valg"}),
        ("?omraade=bi&kommune=7400", set()),
        ("?branche=metalindustri", {"Hede IT"}),
        ("?omraade=findesikke&region=Region+Findesikke", {"Hede IT", "Vejle Valg", "Øre IT"}),
        ("?kommune=findesikke", set()),
        ("?side=99", {"Hede IT", "Vejle Valg", "Øre IT"}),
    ],
)
def test_the_address_filters(browser: Browser, query: str, found: set[str]) -> None:
    assert set(listed(browser, query)) == found


@pytest.mark.usefixtures("app", "three")
def test_the_map_leads_where_the_words_do(browser: Browser) -> None:
    page = browser.get(f"{LIST}?region=Region+Syddanmark")
    drawn = {str(link["aria-label"]).split(":")[0]: link["href"] for link in page.html.select(".rm a")}
    told = {str(link.contents[0]).strip(): link["href"] for link in page.html.select(".region-links a")}
    assert drawn == told
    assert "Region Syddanmark: 1 hjælper" in {link["aria-label"] for link in page.html.select(".rm a[aria-current]")}


@pytest.mark.usefixtures("app", "three")
def test_choices_say_how_many_and_nothing_found_says_what_to_try(browser: Browser) -> None:
    page = browser.get(f"{LIST}?kommune=7400&omraade=bi")
    assert [option.get_text() for option in page.html.select("#omraade option")] == [
        "Alt", "ERP (1)", "Business Intelligence (0)",
    ]  # fmt: skip
    tries = {link.get_text(): str(link["href"]) for link in page.html.select(".empty li a")}
    assert tries == {
        "1 hjælper uanset område": f"{LIST}?kommune=7400",
        "1 hjælper i hele landet": f"{LIST}?omraade=bi",
    }
    assert listed(browser, f"?{tries['1 hjælper i hele landet'].partition('?')[2]}") == ["Vejle Valg"]
    assert page.one(".empty a.button")["href"] == "/kontakt?omraade=bi&postnummer=7400"
    assert "GeoNames" in page.one("footer").get_text()


@pytest.mark.usefixtures("app", "three")
def test_the_region_is_the_first_thing_to_try(browser: Browser) -> None:
    page = browser.get(f"{LIST}?kommune=8700")
    assert page.one(".empty li:first-child a").get_text() == "1 hjælper i Region Midtjylland"


@pytest.mark.usefixtures("app")
def test_an_unknown_place_is_told_at_the_field_and_stays(browser: Browser) -> None:
    page = browser.get(f"{LIST}?kommune=Ingensteds+%3Cb%3E")
    assert page.errors() == ["Vi kender ikke stedet. Skriv et postnummer, en by eller en kommune."]
    assert page.one("#kommune")["value"] == "Ingensteds <b>"


def test_the_page_of_a_firm_and_its_stories_lead_to_each_other(browser: Browser) -> None:
    firm = shown(description="Vi kender gulvet.", languages="Dansk, tysk", adviser="Åse Ørsted")
    story = make_story(SuccessCaseStatus.PUBLISHED, make_helper(firm))
    page = browser.get(where(firm))
    for words in ("Vi kender gulvet.", "Dansk, tysk", "ERP Rutineret", "Herning", story.title):
        assert words in page.shown(), words
    assert page.one(".page-head a.button")["href"] == f"/kontakt?hjaelper={firm.cvr}"
    assert story.consent_how is ConsentHow.PAPER
    there = browser.get(f"/successager/{story.slug}")
    assert where(firm) in {str(link["href"]) for link in there.html.select("aside a")}

    firm.profile_public = False
    assert where(firm) not in browser.get(f"/successager/{story.slug}").text


def test_an_old_name_leads_to_the_new_one(browser: Browser) -> None:
    firm = shown()
    answer = browser.get(f"{LIST}gammelt-navn-{firm.cvr}")
    assert (answer.status_code, answer.location) == (301, where(firm))
    for address in (f"{LIST}findes-ikke", f"{LIST}x-12345674"):
        assert browser.get(address).status_code == 404


def test_a_region_of_another_year_covers_its_kommuner(browser: Browser) -> None:
    firm = shown(code="0760")
    firm.regions = [HelperRegion(position=0, name="Region Østdanmark")]
    assert listed(browser, "?kommune=Roskilde") == ["Hede IT"]


def test_what_was_chosen_stays_in_its_field_when_nobody_fits(browser: Browser) -> None:
    page = browser.get("/it-starthjaelpere/?kommune=7400&omraade=bi&branche=Fiskeri")
    assert "Ingen hjælpere dækker 7400 Herning" in page.shown()
    assert [tag["value"] for tag in page.html.select("select option[selected]")] == ["bi", "Fiskeri"]
