"""Every route and what each kind of person gets there: read from the access tables, by people and by the tests."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from flask import Flask

from itstart.rules.terms import Role
from itstart.web.access import BEFORE_SECOND_FACTOR, CASE_ACCESS, Access, roles_of
from itstart.web.access_table import TABLE


class Actor(StrEnum):
    """Who asks. The case in the address is the one firm's own."""

    VISITOR = "visitor"
    LINK = "link"  # a customer whose link is open
    LINK_OVER = "link over"  # the same when it has expired or was withdrawn
    OWN_HELPER = "own firm"
    OTHER_HELPER = "other firm"
    STAFF = "staff"
    CO_DELIVERING = "co-delivers"
    ADMIN = "admin"
    OWING = "owes code"  # staff who must set totrinslogin up first


class Answer(StrEnum):
    """What comes of it."""

    OPEN = "yes"
    LOG_IN = "log in"
    FORBIDDEN = "403"
    MISSING = "404"
    OVER = "410"
    SET_UP = "set up"


LINKED = ("customer_answers.", "score_sheet_answers.")
ROLES = {
    Actor.OWN_HELPER: Role.HELPER,
    Actor.OTHER_HELPER: Role.HELPER,
    Actor.STAFF: Role.STAFF,
    Actor.CO_DELIVERING: Role.STAFF,
    Actor.ADMIN: Role.ADMIN,
    Actor.OWING: Role.STAFF,
}
# The kinds of pages about a case that are there for somebody.
_CASES = {
    Actor.OWN_HELPER: CASE_ACCESS,
    Actor.STAFF: frozenset({Access.CASE_META}),
    Actor.CO_DELIVERING: frozenset({Access.CASE_META, Access.CASE_READ}),
    Actor.ADMIN: frozenset({Access.CASE_META}),
}


class Row(NamedTuple):
    """A route: "GET", "/sager/<number>", "cases.show", and the answer for each actor."""

    method: str
    address: str
    endpoint: str
    answers: tuple[Answer, ...]


def needs_link(endpoint: str) -> bool:
    """True for what a customer reads and answers by a link; opening the link itself needs none."""
    return endpoint.startswith(LINKED) and not endpoint.endswith(".open_link")


def answer(endpoint: str, actor: Actor) -> Answer:
    """What an actor gets at an endpoint. KeyError for one nobody has decided about."""
    access = TABLE[endpoint]
    if access is Access.PUBLIC:
        return _by_link(actor) if needs_link(endpoint) else Answer.OPEN
    role = ROLES.get(actor)
    if role is None:
        return Answer.LOG_IN
    if actor is Actor.OWING and endpoint not in BEFORE_SECOND_FACTOR:
        return Answer.SET_UP
    if access in CASE_ACCESS:
        return Answer.OPEN if access in _CASES.get(actor, frozenset()) else Answer.MISSING
    return Answer.OPEN if role in roles_of(access) else Answer.FORBIDDEN


def _by_link(actor: Actor) -> Answer:
    return {Actor.LINK: Answer.OPEN, Actor.LINK_OVER: Answer.OVER}.get(actor, Answer.MISSING)


def rows(app: Flask) -> Iterator[Row]:
    """All routes by address."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield Row(method, rule.rule, rule.endpoint, tuple(answer(rule.endpoint, actor) for actor in Actor))


def text(app: Flask) -> str:
    """The table as people read it, with the number of answers under it."""
    found = list(rows(app))
    width = max(len(row.address) for row in found)
    lines = [f"{'':4}  {'':{width}}  " + "".join(f"{actor:<13}" for actor in Actor)]
    lines += [
        f"{row.method:4}  {row.address:{width}}  " + "".join(f"{one:<13}" for one in row.answers) for row in found
    ]
    lines.append(f"{len(found)} routes, {len(found) * len(Actor)} answers")
    return "\n".join(line.rstrip() for line in lines)
