"""D7: every state, event and part; the length; and what may never stand in a success case."""

from datetime import date

import pytest

from itstart.rules import success_cases as rules
from itstart.rules.success_cases import Bidder, Event, Who
from itstart.rules.terms import SuccessCaseStatus as S

DAY = date(2026, 9, 1)
LOST = Bidder(("Kongeå Data A/S (fiktiv)", "KongePlan"))
WON = Bidder(("Fjordsystemer ApS", "FjordERP"), won=True)
ALLOWED = {
    (S.DRAFT, Event.EDIT, Who.HELPER): S.DRAFT,
    (S.CONSENTED, Event.EDIT, Who.HELPER): S.DRAFT,
    (S.SUBMITTED, Event.EDIT, Who.HELPER): S.DRAFT,
    (S.WITHDRAWN, Event.EDIT, Who.HELPER): S.WITHDRAWN,
    (S.DRAFT, Event.CONSENT, Who.HELPER): S.CONSENTED,
    (S.DRAFT, Event.CONSENT, Who.CUSTOMER): S.CONSENTED,
    (S.WITHDRAWN, Event.CONSENT, Who.HELPER): S.CONSENTED,
    (S.WITHDRAWN, Event.CONSENT, Who.CUSTOMER): S.CONSENTED,
    (S.CONSENTED, Event.SUBMIT, Who.HELPER): S.SUBMITTED,
    (S.SUBMITTED, Event.PUBLISH, Who.CENTER): S.PUBLISHED,
    (S.SUBMITTED, Event.RETURN, Who.CENTER): S.DRAFT,
    **{(status, Event.WITHDRAW, who): S.WITHDRAWN for status in (S.CONSENTED, S.SUBMITTED, S.PUBLISHED) for who in Who},
}


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("status", S)
def test_every_triple(status: S, event: Event, who: Who) -> None:
    allowed = (status, event, who) in ALLOWED
    assert rules.is_open(event, status, who) is allowed
    assert bool(rules.check_event(event, status, who)) is not allowed
    if allowed:
        assert rules.after(event, status) is ALLOWED[status, event, who]


@pytest.mark.parametrize(
    "text",
    [
        "Prisen var 15.000 kr. i alt", "15000 kroner", "kr. 15.000", "kr 15.000", "DKK 200", "200 dkk", "1,2 mio. kr.",
        "2 millioner kroner", "femten tusind kroner", "15.000,-", "€ 900", "900 euro", "450 t.kr.", "15\u00a0000 kr",
        "3 tusind kr", "50 EUR",
    ],
)  # fmt: skip
def test_a_price_is_found(text: str) -> None:
    assert rules.prices(text)


@pytest.mark.parametrize(
    "text",
    ["11 regneark", "på fem måneder", "33 krav og 4 leverandører", "25 ansatte", "1.200 ordrer om året", "95 %",
     "Kristian og Kirsten", "i 2026, kræver det", "en krone på værket", "9.000 kreditnotaer"],
)  # fmt: skip
def test_what_is_no_price(text: str) -> None:
    assert not rules.prices(text)


@pytest.mark.parametrize("text", ["Kongeå Data A/S bød", "kongeå datas tilbud", "KONGEPLAN var for dyrt"])
def test_a_vendor_that_lost_is_never_named(text: str) -> None:
    (found,) = rules.check_content({"result": text}, [LOST, WON], winner_accepted_on=DAY)
    assert found.blocks
    assert found.where == "result"


def test_the_winner_is_named_only_with_its_accept() -> None:
    parts = {"result": "Valget faldt på Fjordsystemer og FjordERP."}
    assert rules.check_content(parts, [LOST, WON], winner_accepted_on=None)
    assert not rules.check_content(parts, [LOST, WON], winner_accepted_on=DAY)
    assert not rules.check_content(
        {"result": "Kongeåen er smuk, Fjordsystemerne er mange"}, [LOST], winner_accepted_on=None
    )


@pytest.mark.parametrize(("count", "fine"), [(0, False), (249, False), (250, True), (400, True), (401, False)])
def test_the_length_advises(count: int, *, fine: bool) -> None:
    found = rules.check_length(count)
    assert (not found) is fine
    assert not any(one.blocks for one in found)


def test_words_are_counted_as_people_do() -> None:
    assert rules.words("Fra 11 regneark til ét system.", "IBIZ-Centers ERP-system – nu!") == 9
    assert rules.words("") == 0


@pytest.mark.parametrize(("ratings", "is_suggested"), [([], False), ([None, 3], False), ([3, 4], True), ([5], True)])
def test_suggested_after_four_or_five(ratings: list[int | None], *, is_suggested: bool) -> None:
    assert rules.is_suggested(ratings) is is_suggested


def test_what_must_be_there() -> None:
    found = rules.check_submit(title="", challenge=" ", result="")
    assert [one.where for one in found] == ["title", "challenge", "result"]
    assert rules.check_start(accepted_modules=0)
    assert not rules.check_start(accepted_modules=1)


@pytest.mark.parametrize(
    ("text", "name", "is_named"),
    [
        ("Ærø Værfts kaj er lang", "Ærø Værft ApS", True),
        ("Et værft på Ærø", "Ærø Værft ApS", False),
        ("Ærø Værft bygger færger", "", False),
    ],
)
def test_a_customer_that_will_not_be_named_is_not(text: str, name: str, *, is_named: bool) -> None:
    found = rules.check_unnamed({"company": text}, name)
    assert [one.where for one in found if one.blocks] == (["company"] if is_named else [])


@pytest.mark.parametrize(("name", "said"), [("AB", []), ("ABC", ["ABC"]), ("ABC A/S", ["ABC A/S", "ABC"])])
def test_two_letters_are_no_name_to_look_for(name: str, said: list[str]) -> None:
    assert rules.spoken(name) == said


def test_a_vendor_has_lost_until_it_is_said_to_have_won() -> None:
    parts = {"result": "Vi valgte Tidvand."}
    assert rules.check_content(parts, [Bidder(("Tidvand",))], winner_accepted_on=DAY)


def test_a_price_in_the_text_stops_it() -> None:
    (found,) = rules.check_content({"result": "Det kostede 15.000 kr."}, [], winner_accepted_on=DAY)
    assert (found.blocks, found.where) == (True, "result")
