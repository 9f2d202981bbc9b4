"""Every form that takes a file, sent a hostile one by somebody who may: nothing is kept, and the page says why."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, url_for

from itstart import clock
from itstart.db import db
from itstart.models import StoredFile, User
from itstart.rules.material import MaterialKind
from itstart.services import material
from itstart.web.access_table import TABLE
from itstart.web.uploads import UPLOAD_ENDPOINTS
from tests.browser import Browser
from tests.documents.test_uploads import DOCX, a_pdf
from tests.factories import make_admin
from tests.uploads.hostile_others import BAD_NAMES, jpeg, png
from tests.uploads.hostile_xml import FIELDS, TRICKS, in_text
from tests.web.filled_case import CODES, PARTS, filled_case
from tests.web.test_activities import make_activity

SENT = {
    "a field that runs": ("fil.docx", in_text(f'<w:fldSimple w:instr="{FIELDS[1]}"/>')),
    "a program": ("fil.docx", b"MZ" + DOCX),
    "a path": (BAD_NAMES[0].format(x="docx"), b"MZ" + DOCX),
    "an entity": ("fil.xlsx", TRICKS["a file on the server"]),
    "a page": ("fil.pdf", b"%PDF-1.4\n<script>alert(1)</script>\n" + a_pdf()),
    "a drawing": ("fil.svg", b"<svg onload='alert(1)'/>"),
    "a page as a photo": ("fil.png", b"<html>"),
    "a bomb of points": ("fil.png", png(2**31 - 1, 2**31 - 1)),
    "a photo cut off": ("fil.jpg", jpeg()[:20]),
    "nothing": ("fil.docx", b""),
}
TODAY = f"{clock.today().day}.{clock.today().month}.{clock.today().year}"
Places = tuple[dict[str, str], User, User]
FORMS: dict[str, Mapping[str, Any]] = {
    "success_cases.consent": {
        "consent_by": "Birgit", "consent_given_on": TODAY, "consent_scope": "Alt", "exact": "y", "sha256": "x",
    },
    "success_cases.save_picture": {"picture_alt": "En hal", "picture_consent_by": "Birgit"},
    "profiles.save_picture": {"picture_alt": "En hal"},
    "module_agreements.sign": {"how": "file", "agreement_signed_by": "Birgit", "agreement_signed_on": TODAY},
    "module_agreements.sign_addendum": {"how": "file", "agreement_signed_by": "Birgit", "agreement_signed_on": TODAY},
    "module_answers.deliver": {"product": "fil", "delivered_on": TODAY},
    "document_versions.upload_post": {"to": "Birgit", "on": TODAY, "based_on": ""},
    "requirement_imports.read": {},
    "response_imports.upload": {},
    "bid_receipts.receive": {"vendor": "V-2", "received_at": f"{TODAY} 00.01"},
    "activities.add_material": {},
    "material.create": {"title": "Krav", "kind": "guide", "step": "needs"},
    "material.add_version": {"note": "Nyt"},
    "word_templates.upload": {"note": ""},
    "letterheads.save": {"contact": "", "logo_alt": "Firmaet"},
}  # fmt: skip
EACH = 7  # so many forms share the files in the short form
FIELD = {"letterheads.save": "logo", "response_imports.upload": "files"}
STAFF = {"activities.add_material", "material.create", "material.add_version"}


def _path(app: Flask, endpoint: str, known: Mapping[str, Any]) -> str:
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    with app.test_request_context():
        return url_for(endpoint, **{name: known.get(name, PARTS.get(name)) for name in rule.arguments})


@pytest.fixture
def places(app: Flask) -> Places:
    """The address of every such form, the firm's own person, and IBIZ-Center's."""
    case, helper = filled_case()
    story = case.success_case
    assert story is not None
    story.consent_given_on = story.submitted_on = story.published_on = None
    admin = make_admin()
    activity = make_activity(admin)
    piece = material.add(
        admin,
        {"kind": MaterialKind.GUIDE, "step": None, "title": "Gode krav", "text": "", "is_public": True},
        "krav.pdf",
        a_pdf(),
    )
    db.session.commit()
    known = {"number": case.number, "activity": activity.number, "slug": piece.slug, "code": CODES["bid_receipts"]}
    return {endpoint: _path(app, endpoint, known) for endpoint in UPLOAD_ENDPOINTS}, helper, admin


def test_every_form_that_takes_a_file_is_here(app: Flask) -> None:
    assert FORMS.keys() == UPLOAD_ENDPOINTS
    assert TABLE.keys() >= UPLOAD_ENDPOINTS


def test_nothing_hostile_is_kept_by_any_form(app: Flask, places: Places, *, full: bool) -> None:
    paths, helper, admin = places
    people = {who: Browser(app) for who in (helper, admin)}
    for who, browser in people.items():
        browser.log_in(who)
    kept, quiet = db.session.query(StoredFile).count(), []
    for turn, (endpoint, path) in enumerate(sorted(paths.items())):
        browser = people[admin if endpoint in STAFF else helper]
        token = browser.token()
        picture = endpoint.endswith("_picture")
        for what in list(SENT)[turn % EACH :: 1 if full else EACH]:
            name, content = SENT[what]
            field = FIELD.get(endpoint, "picture" if picture else "file")
            data = {**FORMS[endpoint], "csrf_token": token, field: (BytesIO(content), name)}
            page = browser.request("POST", path, data)
            said = [*page.errors(), page.shown() if page.status_code == 422 else ""]
            if page.status_code != 422 or not any(said):
                quiet.append(f"{endpoint}: {what}: {page.status_code}")
            assert db.session.query(StoredFile).count() == kept, f"{endpoint} kept {what}"
    assert quiet == []
