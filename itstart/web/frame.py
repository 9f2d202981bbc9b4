"""What the frame around every page knows: who is logged in, and where one can go."""

import secrets
from typing import Any

from flask import Flask, g, request, url_for
from flask_login import current_user

from itstart import clock
from itstart.models.user import User
from itstart.rules.terms import Role
from itstart.services import installation

# (label, endpoint, roles). A place whose endpoint is not made yet is left out.
PLACES: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("Mine sager", "cases.index", frozenset({Role.HELPER})),
    ("Sager", "cases.index", frozenset({Role.STAFF, Role.ADMIN})),
    ("Henvendelser", "leads.index", frozenset(Role)),
    ("Leverandører", "vendors.index", frozenset({Role.HELPER})),
    ("Sparring", "sparring.queue", frozenset(Role)),
    ("God praksis", "sparring.practices", frozenset({Role.HELPER})),
    ("Aktiviteter", "activities.index", frozenset(Role)),
    ("Kravbibliotek", "requirement_library.index", frozenset(Role)),
    ("Udbakke", "outbox.index", frozenset({Role.HELPER})),
    ("Successager", "stories.queue", frozenset({Role.STAFF, Role.ADMIN})),
    ("Rapporter", "reports.index", frozenset({Role.STAFF, Role.ADMIN})),
    ("Rådgivere", "advisers.index", frozenset({Role.STAFF, Role.ADMIN})),
    ("Dækning", "coverage.index", frozenset({Role.STAFF, Role.ADMIN})),
    ("Partnere", "partners.index", frozenset({Role.STAFF, Role.ADMIN})),
)
# What is needed now and then stands under one's own name: the bar has no room for everything.
UNDER_THE_NAME: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("Min konto", "account.show", frozenset(Role)),
    ("Firmaets profil", "profiles.show", frozenset({Role.HELPER})),
    ("Min kvalificering", "qualification.show", frozenset({Role.HELPER})),
    ("Skabeloner", "word_templates.index", frozenset(Role)),
    ("Indstillinger", "settings.index", frozenset({Role.STAFF, Role.ADMIN})),
    ("Firmaer", "helpers.index", frozenset({Role.STAFF, Role.ADMIN})),
    ("Udbakke", "outbox.index", frozenset({Role.ADMIN})),
    ("Brugere", "users.index", frozenset({Role.ADMIN})),
    ("Komponenter", "design.index", frozenset({Role.STAFF, Role.ADMIN})),
)


def _nav(app: Flask, person: User) -> list[tuple[str, str, bool]]:
    here = f"/{request.path.split('/')[1]}"
    return [
        (label, url_for(endpoint), url_for(endpoint).rstrip("/") == here)
        for label, endpoint, roles in PLACES
        if person.role in roles and endpoint in app.view_functions
    ]


def _links(app: Flask, person: User) -> list[tuple[str, str]]:
    return [
        (label, url_for(endpoint))
        for label, endpoint, roles in UNDER_THE_NAME
        if person.role in roles and endpoint in app.view_functions
    ]


def _account(app: Flask, person: User) -> dict[str, Any]:
    return {
        "name": person.name,
        "firm": person.helper.company if person.helper else "IBIZ-Center",
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
        values |= {"nav": _nav(app, current_user), "account": _account(app, current_user)}
    return values


def _form_key() -> str:
    """A fresh key for a form that makes something: `hidden={"form_key": form_key()}`."""
    return secrets.token_urlsafe(18)


def init_app(app: Flask) -> None:
    """Tell every template."""
    app.context_processor(lambda: context(app))
