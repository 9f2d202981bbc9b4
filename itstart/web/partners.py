"""IBIZ-Center's partners and the log of what was done with each (S28, S39)."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from itstart import clock
from itstart.forms import BaseForm, CvrField, DateField, EmailField, PhoneField
from itstart.models import Partner
from itstart.rules.findings import RuleViolation
from itstart.rules.partners import PartnerType
from itstart.services import partners
from itstart.services.accounts import Refused
from itstart.services.conflicts import Conflict
from itstart.web import access, form_keys
from itstart.web.case_forms import municipality_choices
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context, version_sent

bp = Blueprint("partners", __name__)
ROOT = "/partnere/<int:partner_number>"
LONG = Length(max=4000, message="Skriv højst 4.000 tegn.")
COLUMNS = ("name", "cvr", "contact_name", "contact_email", "contact_phone", "website", "note")


class PartnerForm(BaseForm):
    """Who the partner is. An it-leverandør with a CVR number is known again in the cases."""

    name = StringField("Navn", [InputRequired("Skriv partnerens navn.")])
    kind = SelectField("Type", choices=PartnerType.choices(), default=PartnerType.BUSINESS_HOUSE.value)
    cvr = CvrField("CVR-nummer", description="Så kan vi se, når partneren er leverandør i en sag.")
    contact_name = StringField("Kontaktperson")
    contact_email = EmailField("E-mail")
    contact_phone = PhoneField("Telefon", [Length(max=40, message="Skriv højst 40 tegn.")])
    website = StringField("Hjemmeside")
    municipality_code = SelectField("Kommune", default="")
    note = TextAreaField("Note", [LONG], render_kw={"rows": 3})
    ended_on = DateField("Samarbejdet ophørte")

    def __init__(self, formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.municipality_code.choices = municipality_choices()

    def values(self) -> dict[str, Any]:
        """The form as column values."""
        return {
            **{name: self[name].data or "" for name in COLUMNS},
            "kind": PartnerType(self.kind.data),
            "municipality_code": self.municipality_code.data or None,
            "ended_on": self.ended_on.data,
        }


class OutreachForm(BaseForm):
    """One line of the log."""

    happened_on = DateField("Dato", [InputRequired("Skriv datoen.")])
    who = StringField("Hvem?", [InputRequired("Skriv, hvem der var med.")], description="Fra begge sider.")
    what = TextAreaField(
        "Hvad skete der?",
        [InputRequired("Skriv, hvad der skete."), LONG],
        description="Samtale, møde eller det materiale, I sendte.",
        render_kw={"rows": 3},
    )
    next_step = StringField("Næste skridt")
    next_step_on = DateField("Hvornår?")

    def values(self) -> dict[str, Any]:
        """The form as column values."""
        return {
            "happened_on": self.happened_on.data,
            "who": self.who.data or "",
            "what": self.what.data or "",
            "next_step": self.next_step.data or "",
            "next_step_on": self.next_step_on.data,
        }


@bp.get("/partnere")
def index() -> ResponseReturnValue:
    """Every partner, or those of a type; the address says which."""
    wanted = request.args.get("type", "")
    kind = PartnerType(wanted) if wanted in set(PartnerType) else None
    kinds = [("Alle", url_for(".index"), kind is None)]
    kinds += [(one.label, url_for(".index", type=one.value), one is kind) for one in PartnerType]
    return page("partners/index.html", fragment="partners", lines=partners.lines(access.user(), kind), kinds=kinds)


def _edit_page(form: PartnerForm, partner: Partner | None, status: int = 200, clash: object = None) -> Response:
    stored = partner.version if partner else 1
    version = request.form.get("version", stored, type=int) if request.method == "POST" else stored
    return page("partners/edit.html", status=status, form=form, partner=partner, clash=clash, version=version)


@bp.get("/partnere/ny")
def new() -> ResponseReturnValue:
    """The form for one more."""
    return _edit_page(PartnerForm(), None)


@bp.post("/partnere/ny")
def create() -> ResponseReturnValue:
    """Write the partner down."""
    if earlier := form_keys.already():
        return go(earlier)
    form = PartnerForm(request.form)
    if not form.validate():
        return _edit_page(form, None, 422)
    try:
        partner = partners.create(access.user(), form.values())
    except Refused as refusal:
        form.refuse(refusal.field, str(refusal))
        return _edit_page(form, None, 422)
    onward = url_for(".show", partner_number=partner.number)
    form_keys.done(onward)
    return go(onward, message=f"{partner.name} er oprettet.")


@bp.get(f"{ROOT}/ret")
def edit(partner_number: int) -> ResponseReturnValue:
    """The same form with the partner's facts."""
    partner = partners.find(access.user(), partner_number)
    return _edit_page(PartnerForm(obj=partner), partner)


@bp.post(f"{ROOT}/ret")
def save(partner_number: int) -> ResponseReturnValue:
    """Keep the corrections."""
    partner = partners.find(access.user(), partner_number)
    form = PartnerForm(request.form)
    if not form.validate():
        return _edit_page(form, partner, 422)
    here = url_for(".edit", partner_number=partner_number)
    try:
        partners.edit(access.user(), partner, form.values(), version=version_sent())
    except Refused as refusal:
        form.refuse(refusal.field, str(refusal))
        return _edit_page(form, partner, 422)
    except Conflict as conflict:
        return _edit_page(form, partner, 409, conflict_context(conflict, form, "partner", here, here))
    return go(url_for(".show", partner_number=partner_number), message="Gemt.")


# ---- one partner and its log -----------------------------------------------------------------------


def _page(partner: Partner, form: OutreachForm | None = None, status: int = 200) -> Response:
    person = access.user()
    form = form or OutreachForm(data={"happened_on": clock.today(), "who": person.name})
    return page("partners/show.html", status=status, partner=partner, form=form)


@bp.get(ROOT)
def show(partner_number: int) -> ResponseReturnValue:
    """The partner's facts and log."""
    return _page(partners.find(access.user(), partner_number))


@bp.post(f"{ROOT}/log")
def write(partner_number: int) -> ResponseReturnValue:
    """One more line in the log."""
    if earlier := form_keys.already():
        return go(earlier)
    partner = partners.find(access.user(), partner_number)
    form = OutreachForm(request.form)
    if not form.validate():
        return _page(partner, form, 422)
    try:
        partners.write(access.user(), partner, form.values())
    except RuleViolation as error:
        refused(form, error)
        return _page(partner, form, 422)
    onward = url_for(".show", partner_number=partner_number)
    form_keys.done(onward)
    return go(onward, message="Skrevet i loggen.")


@bp.post(f"{ROOT}/log/<int:line_number>/slet")
def delete_line(partner_number: int, line_number: int) -> ResponseReturnValue:
    """Take a line out of the log."""
    partner = partners.find(access.user(), partner_number)
    partners.delete_line(access.user(), partners.find_line(partner, line_number))
    undo = url_for(".restore_line", partner_number=partner_number, line_number=line_number)
    return go(url_for(".show", partner_number=partner_number), message="Linjen er slettet.", undo_url=undo)


@bp.post(f"{ROOT}/log/<int:line_number>/gendan")
def restore_line(partner_number: int, line_number: int) -> ResponseReturnValue:
    """Bring the line back."""
    partner = partners.find(access.user(), partner_number)
    partners.restore_line(access.user(), partners.find_line(partner, line_number, deleted=True))
    return go(url_for(".show", partner_number=partner_number), message="Linjen er tilbage.")
