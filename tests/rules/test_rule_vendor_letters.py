"""Who may get which letter, when it can go, and what a bidder may be told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from itstart.rules.findings import blockers
from itstart.rules.vendor_letters import (
    LetterKind,
    Scored,
    Standing,
    advise_wait,
    by_slug,
    check_letter,
    check_send,
    costliest,
    kinds,
    may_be_told,
    strongest,
)

K = LetterKind
DAY = date(2026, 5, 20)
BID = Standing(has_bid=True, excluded=False, chosen=False, decided_on=None)
DECIDED = replace(BID, decided_on=DAY)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (BID, [K.DEMO]),
        (replace(BID, has_bid=False), []),
        (replace(BID, excluded=True), []),
        (DECIDED, [K.DEMO, K.REJECTION]),
        (replace(DECIDED, chosen=True), [K.DEMO, K.AWARD]),
        (replace(DECIDED, excluded=True), [K.REJECTION]),
        (replace(DECIDED, has_bid=False), []),
    ],
)
def test_who_may_get_which(standing: Standing, expected: list[LetterKind]) -> None:
    assert kinds(standing) == expected


def test_a_letter_says_why_not() -> None:
    assert "ikke besluttet" in check_letter(K.AWARD, BID)[0].message
    assert "anden leverandør" in check_letter(K.AWARD, DECIDED)[0].message
    assert "denne leverandør" in check_letter(K.REJECTION, replace(DECIDED, chosen=True))[0].message


FULL = {"subject": "Svar", "opening": "Tak", "grounds": "Pris", "signature": "Birgit"}


@pytest.mark.parametrize(
    ("kind", "texts", "on", "held_at", "where"),
    [
        (K.REJECTION, FULL, DAY, None, []),
        (K.REJECTION, {**FULL, "grounds": " "}, DAY, None, ["grounds"]),
        (K.AWARD, {**FULL, "grounds": ""}, DAY, None, []),
        (K.AWARD, {}, DAY, None, ["subject", "opening", "signature"]),
        (K.REJECTION, FULL, date(2026, 5, 19), None, ["on"]),
        (K.REJECTION, FULL, date(2026, 6, 1), None, []),
        (K.REJECTION, FULL, date(2026, 6, 2), None, ["on"]),
        (K.DEMO, FULL, date(2026, 5, 1), None, ["held_at"]),
        (K.DEMO, FULL, date(2026, 5, 1), datetime(2026, 5, 6, tzinfo=UTC), []),
    ],
)
def test_what_a_letter_lacks(
    kind: LetterKind, texts: dict[str, str], on: date, held_at: datetime | None, where: list[str]
) -> None:
    found = check_send(kind, texts, on=on, today=date(2026, 6, 1), decided_on=DAY, held_at=held_at)
    assert [finding.where for finding in found] == where


@pytest.mark.parametrize(
    ("rank", "signed_on", "count"), [(2, None, 1), (2, DAY, 0), (1, None, 0), (3, None, 0), (None, None, 0)]
)
def test_number_two_waits_for_the_signature(rank: int | None, signed_on: date | None, count: int) -> None:
    found = advise_wait(rank=rank, signed_on=signed_on)
    assert len(found) == count
    assert not blockers(found)


def scored(name: str, points: str, weight: int = 10, method: str = "sub_scores") -> Scored:
    return Scored(name, weight, method, Decimal(points))


def test_the_strongest_is_the_one_with_most_points() -> None:
    assert strongest([]) is None
    assert strongest([scored("a", "0")]) is None
    assert strongest([scored("a", "0.5")]) == scored("a", "0.5")
    best = strongest([scored("a", "80"), scored("b", "90"), scored("c", "90", 30)])
    assert best is not None
    assert best.criterion == "c"


def test_what_cost_most_is_told_but_never_the_price() -> None:
    price = scored("pris", "10", 40, "price_linear")
    scores = [scored("a", "80", 10), scored("b", "50", 10), price, scored("c", "90", 35), scored("d", "100", 50)]
    assert [one.criterion for one in costliest(scores, 2)] == ["b", "c"]
    assert [one.criterion for one in costliest(scores, 9)] == ["b", "c", "a"]
    assert [one.criterion for one in costliest([scored("a", "99", 50), scored("b", "40", 1)], 2)] == ["b", "a"]
    assert not may_be_told(price)


def test_the_slugs() -> None:
    assert [by_slug(kind.slug) for kind in K] == list(K)
    with pytest.raises(LookupError):
        by_slug("nej")
