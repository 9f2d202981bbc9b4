"""A person who asks what is known, or to be erased: found, handed over as a zip, and erased after a preview.

The person never stands in an address: what is searched for is posted.
"""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import InputRequired

from itstart import clock
from itstart.forms import BaseForm, EmailField, PhoneField
from itstart.rules.findings import RuleViolation
from itstart.rules.personal_data import Person, PersonAct
from itstart.services import erasure_ledger, person_erasure, person_export
from itstart.services.person_erasure import Plan
from itstart.web import access, uploads
from itstart.web.pages import go, page
from itstart.web.personal_data import tabs
from itstart.web.refusals import refused

bp = Blueprint("persons", __name__, url_prefix="/persondata/person")


class PersonForm(BaseForm):
    """Whom to look for."""

    name = StringField("Navn", description="Fornavn og efternavn, som de bliver skrevet.")
    also = StringField("Skrives også", description="En anden stavemåde eller et tidligere navn.")
    email = EmailField("E-mail")
    phone = PhoneField("Telefon")

    def person(self) -> Person:
        """The form as a plain value."""
        also = (self.also.data,) if self.also.data else ()
        return Person(self.name.data or "", self.email.data or "", self.phone.data or "", also)

    def hidden(self) -> dict[str, str]:
        """What the next form carries on."""
        return {field.name: field.data or "" for field in self}


class ErasureForm(BaseForm):
    """The last step."""

    typed = StringField("Skriv navnet for at bekræfte", [InputRequired("Skriv navnet.")])
    reason = StringField("Hvorfor slettes personen?", [InputRequired("Skriv hvorfor.")])


def _secret() -> str:
    return str(current_app.secret_key)


def _start(form: PersonForm, status: int = 200) -> Response:
    events = person_erasure.events(access.user())
    return page("persons/new.html", status=status, form=form, tabs=tabs("persons.new"), events=events)


@bp.get("")
def new() -> ResponseReturnValue:
    """Whom to look for, and what was done before."""
    return _start(PersonForm())


def _plan(form: PersonForm) -> Plan | None:
    """What erasing would do; None when the form says why it cannot be looked for."""
    if not form.validate():
        return None
    try:
        return person_erasure.plan(access.user(), form.person())
    except RuleViolation as error:
        refused(form, error)
        return None


def _show(form: PersonForm, plan: Plan, erasure: ErasureForm, status: int = 200, others: Any = ()) -> Response:
    return page(
        "persons/show.html",
        status=status,
        person=form.person(),
        hidden=form.hidden(),
        plan=plan,
        form=erasure,
        stops=[*person_erasure.findings(plan.found), *others],
        tabs=tabs("persons.new"),
    )


@bp.post("")
def find() -> ResponseReturnValue:
    """Where the person stands, what would go, and what stays."""
    form = PersonForm(request.form)
    plan = _plan(form)
    if plan is None:
        return _start(form, 422)
    person_erasure.note(
        access.user().name, PersonAct.SEARCHED, form.person(), found=len(plan.found.places), secret=_secret()
    )
    return _show(form, plan, ErasureForm())


@bp.post("/udlever")
def export() -> ResponseReturnValue:
    """Everything of the person as a zip."""
    form = PersonForm(request.form)
    plan = _plan(form)
    if plan is None:
        return _start(form, 422)
    made = person_export.make(plan.found)
    person_erasure.note(
        access.user().name, PersonAct.EXPORTED, form.person(), found=len(plan.found.places), secret=_secret()
    )
    return uploads.download(f"Persondata {clock.today().isoformat()}.zip", made, "application/zip")


@bp.post("/slet")
def erase() -> ResponseReturnValue:
    """Erase the person, once the name has been typed."""
    form, erasure = PersonForm(request.form), ErasureForm(request.form)
    plan = _plan(form)
    if plan is None:
        return _start(form, 422)
    if not erasure.validate():
        return _show(form, plan, erasure, 422)
    typed, reason = erasure.typed.data or "", erasure.reason.data or ""
    try:
        done = person_erasure.erase(access.user(), form.person(), typed=typed, reason=reason, secret=_secret())
    except RuleViolation as error:
        refused(erasure, error)
        return _show(form, plan, erasure, 422)
    erasure_ledger.write_person(current_app.config["SETTINGS"].ledgers, _secret(), form.person())
    return go(url_for(".new"), message=f"Personen er slettet {_times(len(done.goes))}.{_stay(len(done.stays))}")


def _times(count: int) -> str:
    return "ét sted" if count == 1 else f"{count} steder"


def _stay(count: int) -> str:
    return f" {_times(count).capitalize()} er bevaret, fordi det skal gemmes." if count else ""
