"""Personal data as staff read it: what is known, the record, what is deleted next, what is held back, the agreement."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from itstart import clock, policies
from itstart.data import prose
from itstart.documents.uploads import Kind
from itstart.forms import BaseForm, DateField, EmailField, PhoneField
from itstart.models import Helper
from itstart.rules.findings import RuleViolation
from itstart.rules.personal_data import Person
from itstart.rules.settings import SETTINGS
from itstart.services import data_record, helpers, legal_holds, processor_agreements, retention
from itstart.steps import processor_document
from itstart.web import access, form_keys, uploads
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("personal_data", __name__)


class HoldForm(BaseForm):
    """What is held back, why and until when."""

    case_number = StringField("Sagens nummer", description="Fx 2026-0017. Lad feltet stå tomt for en person.")
    name = StringField("Personens navn", description="Fornavn og efternavn.")
    email = EmailField("Personens e-mail")
    phone = PhoneField("Personens telefon")
    reason = TextAreaField("Hvorfor må der ikke slettes?", [InputRequired("Skriv hvorfor.")])
    until = DateField("Til og med", [InputRequired("Skriv den sidste dag.")])


class AcceptForm(BaseForm):
    """The firm's yes to the processor agreement, to the text with this fingerprint."""

    seen = HiddenField()
    accepted_by = StringField("Hvem accepterer for firmaet?", [InputRequired("Skriv navnet."), Length(max=200)])
    exact = BooleanField(
        "Vi har læst aftalen, og jeg må skrive under for firmaet",
        [InputRequired("Sæt kryds, når aftalen er læst.")],
    )


def tabs(endpoint: str) -> list[tuple[str, str, bool]]:
    """The pages about personal data, with the one that is open."""
    places = [
        ("Hvad vi har", "personal_data.index"),
        ("Fortegnelse", "personal_data.record"),
        ("Det slettes", "personal_data.deletions"),
        ("Tilbageholdt", "personal_data.holds"),
    ]
    if policies.may_manage_users(access.user()):
        places.append(("Find en person", "persons.new"))
    return [(label, url_for(place), place == endpoint) for label, place in places]


@bp.get("/persondata")
def index() -> ResponseReturnValue:
    """Every activity with its columns, made from the tables themselves."""
    return page(
        "personal_data/index.html",
        tabs=tabs("personal_data.index"),
        activities=data_record.activities(access.user()),
    )


@bp.get("/persondata/fortegnelse")
def record() -> ResponseReturnValue:
    """The record of processing (art. 30), to be read and printed."""
    return page(
        "personal_data/record.html",
        tabs=tabs("personal_data.record"),
        activities=data_record.activities(access.user()),
        center=data_record.center(),
        missing=[SETTINGS[key] for key in data_record.missing()],
    )


@bp.get("/persondata/sletning")
def deletions() -> ResponseReturnValue:
    """What the next run deletes."""
    found = retention.preview(access.user(), clock.today())
    return page("personal_data/deletions.html", tabs=tabs("personal_data.deletions"), found=found)


# ---- what is held back -------------------------------------------------------------------------------


def _holds(form: HoldForm | None = None, status: int = 200, others: Any = ()) -> Response:
    return page(
        "personal_data/holds.html",
        status=status,
        tabs=tabs("personal_data.holds"),
        holds=legal_holds.every(access.user()),
        form=form or HoldForm(),
        others=[{"message": one.message, "blocks": True} for one in others],
        may_hold=policies.may_manage_users(access.user()),
    )


@bp.get("/persondata/tilbageholdt")
def holds() -> ResponseReturnValue:
    """All of them, and the form for one more."""
    return _holds()


@bp.post("/persondata/tilbageholdt")
def hold() -> ResponseReturnValue:
    """Hold back a case or a person."""
    if earlier := form_keys.already():
        return go(earlier)
    form = HoldForm(request.form)
    if not form.validate() or form.until.data is None:
        return _holds(form, 422)
    person = Person(form.name.data or "", form.email.data or "", form.phone.data or "")
    number, reason = form.case_number.data or "", form.reason.data or ""
    try:
        legal_holds.place(access.user(), case_number=number, person=person, reason=reason, until=form.until.data)
    except RuleViolation as error:
        return _holds(form, 422, refused(form, error))
    form_keys.done(url_for(".holds"))
    return go(url_for(".holds"), message="Der bliver ikke slettet noget, før dagen er gået, eller du ophæver det.")


@bp.post("/persondata/tilbageholdt/<int:hold_number>/ophaev")
def lift(hold_number: int) -> ResponseReturnValue:
    """End one before its day."""
    legal_holds.lift(access.user(), hold_number)
    return go(url_for(".holds"), message="Ophævet. Det, der er for gammelt, slettes ved næste kørsel.")


# ---- the processor agreement -------------------------------------------------------------------------


def _own_firm() -> Helper:
    firm = access.user().helper
    assert firm is not None
    return firm


@bp.get("/databehandleraftale")
def agreement() -> ResponseReturnValue:
    """The firm's own agreement with IBIZ-Center."""
    return _agreement(AcceptForm(data={"accepted_by": access.user().name}))


def _agreement(form: AcceptForm, status: int = 200, others: Any = ()) -> Response:
    firm = _own_firm()
    text = data_record.agreement(firm)
    form.seen.data = processor_agreements.fingerprint(text)
    return page(
        "personal_data/agreement.html",
        status=status,
        html=prose.to_html(text),
        incomplete=bool(data_record.missing()),
        accepted=processor_agreements.latest(firm),
        holds=processor_agreements.holds(firm),
        form=form,
        others=[{"message": one.message, "blocks": True} for one in others],
        may_accept=policies.may_open_case(access.user()),
    )


@bp.post("/databehandleraftale")
def accept_agreement() -> ResponseReturnValue:
    """The firm says yes to the text it has read."""
    form = AcceptForm(request.form)
    if not form.validate():
        return _agreement(form, 422)
    try:
        processor_agreements.accept(access.user(), name=form.accepted_by.data or "", seen=form.seen.data or "")
    except RuleViolation as error:
        return _agreement(form, 409, refused(form, error))
    return go(url_for(".agreement"), message="Aftalen er accepteret. Centret kan se det.")


@bp.get("/databehandleraftale/word")
def agreement_word() -> ResponseReturnValue:
    """The same as Word, to be signed."""
    return _word(_own_firm())


@bp.get("/firmaer/<cvr>/databehandleraftale")
def firm_agreement(cvr: str) -> ResponseReturnValue:
    """A firm's agreement as Word, for IBIZ-Center."""
    return _word(helpers.get(access.user(), cvr))


def _word(firm: Helper) -> Response:
    center = data_record.center().name
    made = processor_document.render(firm.company, center, clock.today(), data_record.agreement(firm))
    return uploads.download(f"Databehandleraftale {firm.company}.docx", made.content, Kind.DOCX.media_type)
