"""The texts of the mails: read, tried with samples, changed and taken back."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField

from itstart import policies
from itstart.forms import BaseForm
from itstart.rules.findings import RuleViolation
from itstart.rules.mail_texts import MailText, check
from itstart.services import mail_texts, settings
from itstart.web import access
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.settings import REASON

bp = Blueprint("mail_texts", __name__)


class MailTextForm(BaseForm):
    """A mail's subject and text, and why they change."""

    subject = StringField("Emne")
    body = TextAreaField("Tekst", render_kw={"rows": 16})
    reason = REASON


def _find(key: str) -> MailText:
    found = mail_texts.MAILS.get(key)
    if found is None:
        abort(404)
    return found


def _show(mail: MailText, form: MailTextForm | None = None, status: int = 200, others: Any = ()) -> Response:
    person = access.user()
    subject, body = mail_texts.current(mail)
    newest = settings.newest().get(mail_texts.key_of(mail))
    form = form or MailTextForm(data={"subject": subject, "body": body})
    return page(
        "mail_texts/show.html",
        status=status,
        mail=mail,
        form=form,
        preview=mail_texts.preview(mail, form.subject.data or "", form.body.data or ""),
        rows=settings.history(person, mail_texts.key_of(mail)),
        others=[{"message": one.message, "blocks": True} for one in others],
        seen=newest.id if newest else 0,
        is_ours=newest is None or newest.value is None,
        may_change=policies.may_change_settings(person),
    )


@bp.get("/indstillinger/mails/<mail>")
def show(mail: str) -> ResponseReturnValue:
    """One mail: its text, its fields, how it looks, and what it has been."""
    return _show(_find(mail))


@bp.post("/indstillinger/mails/<mail>")
def save(mail: str) -> ResponseReturnValue:
    """Let another text hold, or only show how it would look."""
    found, form = _find(mail), MailTextForm(request.form)
    if not form.validate():
        return _show(found, form, 422)
    subject, body = form.subject.data or "", form.body.data or ""
    try:
        if "preview" in request.form:
            return _preview(found, form, subject, body)
        mail_texts.change(
            access.user(),
            found,
            subject,
            body,
            reason=form.reason.data or "",
            seen=request.form.get("seen", 0, type=int),
        )
    except RuleViolation as error:
        others = refused(form, error)
        return _show(found, form, 409 if others else 422, others)
    return go(url_for(".show", mail=mail), message="Den næste mail får den nye tekst.")


def _preview(mail: MailText, form: MailTextForm, subject: str, body: str) -> Response:
    if found := check(mail, subject, body):
        raise RuleViolation(found)
    return _show(mail, form)


@bp.post("/indstillinger/mails/<mail>/tilbage")
def go_back(mail: str) -> ResponseReturnValue:
    """Let an older text hold again."""
    found = _find(mail)
    to, seen = (request.form.get(name, 0, type=int) for name in ("to", "seen"))
    try:
        settings.go_back(access.user(), mail_texts.key_of(found), to, seen=seen)
    except RuleViolation as error:
        return _show(found, status=409, others=error.findings)
    return go(url_for(".show", mail=mail), message="Den gamle tekst gælder igen.")
