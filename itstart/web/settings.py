"""What IBIZ-Center sets by itself, in one place: names, clocks, limits and texts of mails, with history."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField
from wtforms.validators import Length

from itstart import clock, policies
from itstart.forms import BaseForm
from itstart.rules.findings import RuleViolation
from itstart.rules.settings import SETTINGS, Setting, SettingGroup, SettingKey, SettingKind, told
from itstart.services import mail_texts, module_limits, settings
from itstart.web import access
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("settings", __name__)
REASON = StringField("Hvorfor ændrer du det?", [Length(max=200)], description="Kan udelades. Står i historikken.")


class SettingForm(BaseForm):
    """Another value, and why."""

    value = StringField("Ny værdi")
    reason = REASON


class YesNoForm(BaseForm):
    """The same for what is either so or not."""

    value = RadioField("Ny værdi", choices=[("ja", "Ja"), ("nej", "Nej")], validate_choice=False)
    reason = REASON


def _form_of(setting: Setting) -> type[SettingForm | YesNoForm]:
    return YesNoForm if setting.kind is SettingKind.YES_NO else SettingForm


def _find(key: str) -> Setting:
    if key not in set(SettingKey):
        abort(404)
    return SETTINGS[SettingKey(key)]


@bp.get("/indstillinger")
def index() -> ResponseReturnValue:
    """Everything that can be set, with what holds and who set it."""
    newest = settings.newest()
    groups = [
        (group.label, [(one, told(one, settings.text(one.key))) for one in SETTINGS.values() if one.group is group])
        for group in SettingGroup
    ]
    mails = [(mail, newest.get(mail_texts.key_of(mail))) for mail in mail_texts.MAILS.values()]
    return page(
        "settings/index.html", groups=groups, newest=newest, mails=mails, limits=module_limits.on(clock.today())
    )


def _show(
    setting: Setting, form: SettingForm | YesNoForm | None = None, status: int = 200, others: Any = ()
) -> Response:
    person = access.user()
    newest = settings.newest().get(setting.key)
    form = form or _form_of(setting)(data={"value": settings.text(setting.key)})
    form.value.label.text = setting.label
    return page(
        "settings/show.html",
        status=status,
        setting=setting,
        now=told(setting, settings.text(setting.key)),
        shipped=told(setting, setting.default),
        rows=[(row, told(setting, row.value or "")) for row in settings.history(person, setting.key)],
        form=form,
        others=[{"message": one.message, "blocks": True} for one in others],
        seen=newest.id if newest else 0,
        may_change=policies.may_change_settings(person),
    )


@bp.get("/indstillinger/<setting>")
def show(setting: str) -> ResponseReturnValue:
    """One setting: what holds, what has held, and the form for another value."""
    return _show(_find(setting))


@bp.post("/indstillinger/<setting>")
def change(setting: str) -> ResponseReturnValue:
    """Let another value hold from now on."""
    found = _find(setting)
    form = _form_of(found)(request.form)
    if not form.validate():
        return _show(found, form, 422)
    try:
        settings.change(
            access.user(),
            found.key,
            form.value.data or "",
            reason=form.reason.data or "",
            seen=request.form.get("seen", 0, type=int),
        )
    except RuleViolation as error:
        others = refused(form, error)
        return _show(found, form, 409 if others else 422, others)
    return go(url_for(".show", setting=setting), message="Den nye værdi gælder fra nu af.")


@bp.post("/indstillinger/<setting>/tilbage")
def go_back(setting: str) -> ResponseReturnValue:
    """Let an older value hold again."""
    found = _find(setting)
    to, seen = (request.form.get(name, 0, type=int) for name in ("to", "seen"))
    try:
        settings.go_back(access.user(), found.key, to, seen=seen)
    except RuleViolation as error:
        return _show(found, status=409, others=error.findings)
    return go(url_for(".show", setting=setting), message="Den gamle værdi gælder igen.")
