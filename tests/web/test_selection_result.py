"""The result page beyond the golden numbers: growth, own time, the picture for the bank, and the lowest price."""

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CustomerCase, User
from itstart.rules.terms import AwardModel, ScalesWith
from itstart.steps.tender import gaps as tender_gaps
from tests.browser import Browser, Page
from tests.factories import make_case, make_helper


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def url(case: CustomerCase, rest: str) -> str:
    return f"/sager/{case.number}/valg/{rest}"


def words(page: Page, where: str = "main") -> str:
    return page.shown(where).replace("\u00a0", " ")


def mark(case: CustomerCase, scales: ScalesWith, kind: str) -> None:
    """Let every price line of a kind follow something."""
    for line in case.bid_price_lines:
        if line.type == kind:
            line.scales_with = scales
    db.session.commit()


# ---- growth --------------------------------------------------------------------------------------------


def test_a_price_line_says_what_it_grows_with(here: Browser, case: CustomerCase) -> None:
    sent = {"om": "V-2", "label": "Brugere", "type": "license", "amount_dkk": "1.000", "form_key": "k" * 20}
    assert here.post(f"/sager/{case.number}/aarlige-priser/ny", {**sent, "scales_with": "users"}).status_code == 303
    assert case.bid_price_lines[-1].scales_with is ScalesWith.USERS
    assert "Licens eller abonnement · følger antal brugere" in words(here.get(url(case, "tilbud?om=V-2")))
    bad = here.post(f"/sager/{case.number}/aarlige-priser/ny", {**sent, "scales_with": "x", "form_key": "l" * 20})
    assert bad.status_code == 422


def test_without_lines_that_grow_the_page_says_what_to_do(here: Browser, case: CustomerCase) -> None:
    said = words(here.get(url(case, "resultat")), "#growth-panel")
    assert "Alle prislinjer står som faste." in said
    assert "Gå til prislinjerne" in said


def test_twice_as_many_users_are_counted(here: Browser, case: CustomerCase) -> None:
    mark(case, ScalesWith.USERS, "license")
    page = here.get(url(case, "resultat?brugere=2"))
    said = words(page, "#growth")
    # V-2's two licence lines doubled, each year rounded by itself: 1.228.986 + 142.382 instead of 614.493 + 71.192.
    assert "2.051.041" in said
    assert "+685.683" in said
    assert "Med dobbelt så mange brugere er Sydhavn billigst" in said
    assert "Sydhavn står alle priser som faste" not in said
    assert page.one("#growth svg")["aria-label"].startswith("Totaløkonomi efter antal brugere: Limfjord fra")  # type: ignore[union-attr]
    slider = page.one("#growth-panel input[type=range]")
    assert (slider["value"], slider["min"], slider["max"], slider["step"]) == ("2", "0.5", "3", "0.25")
    assert slider["aria-valuetext"] == words(page, "#growth-panel output") == "2 gange i dag"
    assert str(slider["data-words"]).split("|")[2] == "Som i dag"
    today = words(here.get(url(case, "resultat")), "#growth")
    assert "1.365.358 1.365.358 0" in today
    assert "Som I er i dag, er Sydhavn billigst: 1.334.597 kr. over 5 år" in today


def test_htmx_gets_the_growth_alone(here: Browser, case: CustomerCase) -> None:
    mark(case, ScalesWith.VOLUME, "support")
    answer = here.get(url(case, "resultat?omsaetning=3"), fragment=True)
    assert "Med tre gange så stor omsætning er" in words(answer, "#growth")
    assert not answer.html.select("h1, input"), "the slider may have moved on, and is left alone"


@pytest.mark.parametrize("odd", ["brugere=9", "brugere=-1", "brugere=nan", "omsaetning=1e9", "egen_tid=måske"])
def test_an_odd_address_is_today(here: Browser, case: CustomerCase, odd: str) -> None:
    mark(case, ScalesWith.USERS, "license")
    assert "Som I er i dag," in words(here.get(url(case, f"resultat?{odd}")), "#growth")


def test_a_firm_nobody_has_asked_is_named(here: Browser, case: CustomerCase) -> None:
    for line in case.vendors[1].bid.annual_lines:  # type: ignore[union-attr]
        line.scales_with = ScalesWith.USERS
    db.session.commit()
    said = words(here.get(url(case, "resultat")), "#growth")
    assert "Hos Sydhavn, Limfjord står alle priser som faste." in said


# ---- own time ------------------------------------------------------------------------------------------


def test_the_costs_with_and_without_own_time(here: Browser, case: CustomerCase) -> None:
    mark(case, ScalesWith.USERS, "license")
    page = here.get(url(case, "resultat?egen_tid=nej&brugere=2"))
    said = words(page)
    assert "1.194.358 kr." in words(page, ".cost")
    assert "1.365.358 kr." not in words(page, ".cost")
    assert "Point for pris er regnet med egen tid." in said
    assert "91,9" in said
    assert page.one(".growth-form input[name=egen_tid]")["value"] == "nej"
    assert "uden egen tid" in words(page, "#growth-panel")
    assert here.get(url(case, "resultat")).html.select(".chart-filter a[aria-current]")[0].get_text() == "Med egen tid"


# ---- the picture ---------------------------------------------------------------------------------------


def test_the_picture_stands_alone(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "resultat/billede"))
    said = words(page)
    for part in ("Kongeå Data er bedst med 91,9 point og fører med 9,3.", "højst 82 %", "206.863 kr.", "Nordvang",
                 "1.365.358 kr.", "uden egen tid 1.194.358 kr."):  # fmt: skip
        assert part in said, part
    spoken = str(page.one(".onepage svg")["aria-label"]).replace("\u00a0", " ")
    assert "Kongeå Data 91,9 point; Limfjord 82,6 point, 9,3 efter; Sydhavn 77,6 point, 14,3 efter" in spoken
    assert "Totaløkonomi over 5 år vejer 30 %, og vinderen er den samme fra 0 til 82 %" in spoken


def test_there_is_no_picture_before_there_is_a_result(browser: Browser, app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    browser.log_in(user)
    assert "Der er ikke et resultat at vise endnu" in words(browser.get(url(case, "resultat/billede")))


def test_a_tie_has_a_picture_without_bands(here: Browser, case: CustomerCase) -> None:
    case.tender.award_model = AwardModel.LOWEST_PRICE
    for bid in case.bids:
        bid.internal_hours, bid.exit_cost_dkk, bid.annual_price_adjustment_pct = 0, 0, 0  # type: ignore[assignment]
        for line in bid.price_lines:
            line.amount_dkk = 0
        bid.price_lines[0].amount_dkk = 100_000
    db.session.commit()
    page = here.get(url(case, "resultat/billede"))
    assert "står lige med 100.000 kr." in words(page)
    assert "holder" not in str(page.one(".onepage svg"))


# ---- the lowest price ----------------------------------------------------------------------------------


@pytest.fixture
def cheapest(case: CustomerCase) -> CustomerCase:
    """The example, decided by the lowest price among those that meet every must."""
    case.tender.award_model = AwardModel.LOWEST_PRICE
    db.session.commit()
    return case


def test_the_lowest_price_decides_on_every_page(here: Browser, cheapest: CustomerCase) -> None:
    page = here.get(url(cheapest, "resultat"))
    said = words(page)
    assert "Sydhavn er billigst: 1.334.597 kr. over 5 år." in said
    assert "Sydhavn kan blive 30.761 kr. dyrere over 5 år, før Kongeå Data er lige så billig." in said
    for absent in ("Samlet score", "Point på hvert kriterium", "Hvor sikkert er resultatet?", "91,9"):
        assert absent not in said, absent
    assert "Sydhavn er billigst" in words(here.get(url(cheapest, "beslutning")))
    picture = here.get(url(cheapest, "resultat/billede"))
    assert "Pris over 5 år, kr. ekskl. moms" in str(picture.one(".onepage svg"))
    assert "Kongeå Data 1.365.358 kr. 30.761 kr. dyrere" in str(picture.one(".onepage svg")["aria-label"]).replace(
        "\u00a0", " "
    )


def test_without_the_waiver_the_next_is_cheapest(here: Browser, cheapest: CustomerCase) -> None:
    for waiver in list(cheapest.waivers):
        db.session.delete(waiver)
    db.session.commit()
    assert "Kongeå Data er billigst: 1.365.358 kr. over 5 år." in words(here.get(url(cheapest, "resultat")))


def test_no_points_are_asked_for_where_the_price_decides(here: Browser, cheapest: CustomerCase) -> None:
    for score in [*cheapest.demo_scores, *cheapest.sub_scores, *cheapest.criteria]:
        db.session.delete(score)
    db.session.commit()
    review = words(here.get(f"/sager/{cheapest.number}/valg/gennemse"))
    for absent in ("delpoint mangler", "mangler point for", "Skriv de delpoint"):
        assert absent not in review, absent
    assert "Sydhavn er billigst" in words(here.get(url(cheapest, "resultat")))
    assert tender_gaps.criteria(cheapest) == []
