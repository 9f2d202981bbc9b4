"""What the frame around every page knows: who is logged in, and where one can go."""

import secrets
from typing import Any

from flask import Flask, g, request, url_for
from flask_login import current_user

from itstart import clock
from itstart.models.user import User
from itstart.rules.terms import Role
from itstart.services import installation, settings

HELPER = frozenset({Role.HELPER})
CENTER = frozenset({Role.STAFF, Role.ADMIN})
ADMIN = frozenset({Role.ADMIN})
EVERYBODY = frozenset(Role)

# (label, endpoint, roles, group). What is used every day stands in the bar itself and has no group; the rest is in
# the menu of its group, in the order of this table. A place whose endpoint is not made yet is left out.
PLACES: tuple[tuple[str, str, frozenset[Role], str], ...] = (
    ("Overblik", "front.index", EVERYBODY, ""),
    ("Mine sager", "cases.index", HELPER, ""),
    ("Sager", "cases.index", CENTER, ""),
    ("Henvendelser", "leads.index", EVERYBODY, ""),
    ("Sparring", "sparring.queue", EVERYBODY, ""),
    ("Aktiviteter", "activities.index", HELPER, ""),
    ("Firmaets profil", "profiles.show", HELPER, "Firmaet"),
    ("Min kvalificering", "qualification.show", HELPER, "Firmaet"),
    ("Mål og aktivitetsplan", "activity_plans.index", HELPER, "Firmaet"),
    ("Udbakke", "outbox.index", HELPER, "Firmaet"),
    ("Databehandleraftale", "personal_data.agreement", HELPER, "Firmaet"),
    ("Tal", "figures.index", HELPER, "Firmaet"),
    ("Rådgivere", "advisers.index", CENTER, "Samarbejde"),
    ("Firmaer", "helpers.index", CENTER, "Samarbejde"),
    ("Aktiviteter", "activities.index", CENTER, "Samarbejde"),
    ("Mål og aktivitetsplaner", "activity_plans.index", CENTER, "Samarbejde"),
    ("Partnere", "partners.index", CENTER, "Samarbejde"),
    ("Tal", "figures.index", CENTER, "Resultater"),
    ("Dækning", "coverage.index", CENTER, "Resultater"),
    ("Rapporter", "reports.index", CENTER, "Resultater"),
    ("Successager", "stories.queue", CENTER, "Resultater"),
    ("Materiale", "material.index", EVERYBODY, "Viden"),
    ("Kravbibliotek", "requirement_library.index", EVERYBODY, "Viden"),
    ("God praksis", "sparring.practices", EVERYBODY, "Viden"),
    ("Leverandører", "vendors.index", HELPER, "Viden"),
    ("Skabeloner", "word_templates.index", EVERYBODY, "Viden"),
    ("Vejledninger", "guidance_texts.index", CENTER, "Viden"),
    ("Sider og nyheder", "public_pages.index", CENTER, "Viden"),
    ("Kodeks", "code_versions.index", CENTER, "Viden"),
)
# What belongs to the person and to running It-start stands under one's own name.
UNDER_THE_NAME: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("Min konto", "account.show", EVERYBODY),
    ("Indstillinger", "settings.index", CENTER),
    ("Persondata", "personal_data.index", CENTER),
    ("Udbakke", "outbox.index", ADMIN),
    ("Brugere", "users.index", ADMIN),
    ("Komponenter", "design.index", CENTER),
)
Link = tuple[str, str, bool]


def _current(urls: list[str]) -> str:
    """The place one is at: the longest address that the page's own lies under, or nothing."""
    here = f"{request.path.rstrip('/')}/"
    return max((url for url in urls if here.startswith(f"{url.rstrip('/')}/")), key=len, default="")


def _nav(app: Flask, person: User) -> dict[str, Any]:
    """The plain links, and the menus with theirs: `nav` is [(label, url, here)], `nav_menus` [(title, nav, here)]."""
    places = [
        (label, url_for(endpoint), group)
        for label, endpoint, roles, group in PLACES
        if person.role in roles and endpoint in app.view_functions
    ]
    current = _current([url for _, url, _ in places])
    groups: dict[str, list[Link]] = {"": []}
    for label, url, group in places:
        groups.setdefault(group, []).append((label, url, url == current))
    plain = groups.pop("")
    return {
        "nav": plain,
        "nav_menus": [(title, links, any(here for _, _, here in links)) for title, links in groups.items()],
    }


def _links(app: Flask, person: User) -> list[tuple[str, str]]:
    return [
        (label, url_for(endpoint))
        for label, endpoint, roles in UNDER_THE_NAME
        if person.role in roles and endpoint in app.view_functions
    ]


def _account(app: Flask, person: User) -> dict[str, Any]:
    return {
        "name": person.name,
        "firm": person.helper.company if person.helper else settings.center_name(),
        "initials": person.initials,
        "password_url": url_for("account.password"),
        "logout_url": url_for("account.log_out"),
        "links": _links(app, person),
    }


def context(app: Flask) -> dict[str, Any]:
    """Nothing of the person on an error page that must not ask the database."""
    values: dict[str, Any] = {"today": clock.today(), "form_key": _form_key, "nav": [], "account": None, "demo": False}
    if g.get("failsafe"):
        return values
    values["demo"] = installation.is_demo()
    if current_user and current_user.is_authenticated:
        values |= {**_nav(app, current_user), "account": _account(app, current_user)}
    return values


def _form_key() -> str:
    """A fresh key for a form that makes something: `hidden={"form_key": form_key()}`."""
    return secrets.token_urlsafe(18)


def init_app(app: Flask) -> None:
    """Tell every template."""
    app.context_processor(lambda: context(app))
