"""Changing the secret key: nobody is logged out and no open form is lost, until the old one is taken away."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from itstart import config
from itstart.services import second_factor
from itstart.web import form_age
from itstart.web.enquiries import _signer
from tests.browser import Browser
from tests.conftest import SECRET
from tests.factories import make_helper
from tests.factories.second_factor import code_of, turn_on

NEW = "another secret for the tests, which is as long as the first"


def _change(app: Flask, patch: pytest.MonkeyPatch, *old: str) -> None:
    changed = replace(app.config["SETTINGS"], secret_key=NEW, old_secret_keys=old)
    for key in ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "WTF_CSRF_SECRET_KEY"):
        patch.setitem(app.config, key, config.flask_config(changed)[key])


def test_sessions_and_open_forms_outlive_the_change(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.log_in(make_helper())
    token = browser.token()
    _change(app, monkeypatch, SECRET)

    assert browser.get("/konto").status_code == 200
    assert browser.request("POST", "/log-ud", {"csrf_token": token}).status_code == 303
    assert browser.get("/konto").status_code != 200


def test_without_the_old_key_both_are_refused(app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.log_in(make_helper())
    token = browser.token()
    _change(app, monkeypatch)

    assert browser.get("/konto").status_code != 200
    assert browser.request("POST", "/log-ind", {"csrf_token": token}).status_code == 400


def test_signed_addresses_and_ages_follow(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.test_request_context():
        stamped, receipt = form_age.stamp("prøve"), _signer().dumps({"a": 1})
        _change(app, monkeypatch, "a still older secret", SECRET)
        assert form_age.check("prøve", stamped) is form_age.Age.TOO_YOUNG
        assert _signer().loads(receipt) == {"a": 1}
        newer = form_age.stamp("prøve")
        _change(app, monkeypatch)
        assert form_age.check("prøve", newer) is form_age.Age.TOO_YOUNG, "the new key signs"
        assert form_age.check("prøve", stamped) is form_age.Age.FORGED


def test_the_command_proposes_a_strong_key_and_keeps_the_old_ones(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], old_secret_keys=("ældre",)))
    told = app.test_cli_runner().invoke(args=["rotate-key"]).output

    proposed = dict(re.findall(r"^(ITSTART_\w+)=(.+)$", told, re.MULTILINE))
    assert not config.is_weak(proposed["ITSTART_SECRET_KEY"])
    monkeypatch.setattr(config, "environment", lambda: {**proposed, "ITSTART_INSTANCE": app.instance_path})
    assert config.load().old_secret_keys[-1] == "ældre"
    assert "," not in proposed["ITSTART_SECRET_KEY"]


def test_totrinslogin_outlives_the_old_key_when_it_is_sealed_anew(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_helper()
    key, _ = turn_on(user)
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], secret_key=NEW, old_secret_keys=()))
    refused = app.test_cli_runner().invoke(args=["seal-anew"])
    assert (refused.exit_code, "1 kan ikke åbnes" in refused.output) == (1, True)

    monkeypatch.setitem(
        app.config, "SETTINGS", replace(app.config["SETTINGS"], secret_key=NEW, old_secret_keys=(SECRET,))
    )
    assert "1 nøgler er forseglet igen." in app.test_cli_runner().invoke(args=["seal-anew"]).output
    assert second_factor.fits(user, code_of(key), NEW), "without the old one"
