"""A visitor signs up to a public activity and cancels again by the link in the receipt; no account, no cookie (A21)."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from itstart import clock
from itstart.forms import BaseForm, EmailField, PhoneField
from itstart.models import Activity
from itstart.rules import enquiries as rules
from itstart.rules.activities import check_sign_up
from itstart.rules.findings import RuleViolation
from itstart.rules.settings import SettingKey
from itstart.services import activity_guests, public_activities, settings
from itstart.services.activity_guests import Guest
from itstart.web import form_age, site, visitor_forms
from itstart.web.customer_links import base_url
from itstart.web.guards import WITHOUT_SESSION
from itstart.web.pages import go
from itstart.web.refusals import refused
from itstart.web.visitor_forms import Verdict

bp = Blueprint("activity_guests", __name__)

SIGN_UP, CANCEL = WITHOUT_SESSION["activity_guests.sign_up"], WITHOUT_SESSION["activity_guests.withdraw"]
CONSENT = "IBIZ-Center må gemme det, jeg har skrevet, og skrive til mig om aktiviteten."


def _no_links(_form: BaseForm, item: StringField) -> None:
    """A name is sent on by mail, so it is no place for advertising."""
    if rules.links(item.data or ""):
        raise ValidationError("Skriv kun navnet, uden adresser på hjemmesider.")


class GuestForm(BaseForm):
    """Who comes."""

    name = StringField("Dit navn", [InputRequired("Skriv dit navn."), _no_links])
    company = StringField("Virksomhed", [InputRequired("Skriv virksomhedens navn."), _no_links])
    email = EmailField("E-mail", [InputRequired("Skriv din e-mail, så vi kan sende en kvittering.")])
    phone = PhoneField("Telefon", [Length(max=40, message="Skriv højst 40 tegn.")])
    consent = BooleanField(CONSENT, [InputRequired("Sæt kryds, så vi må gemme tilmeldingen.")])

    def guest(self) -> Guest:
        """The form as the service takes it."""
        return Guest(
            name=self.name.data or "",
            company=self.company.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
        )


def closed(activity: Activity) -> str:
    """Why nobody can sign up now, or the empty string."""
    return "".join(one.message for one in check_sign_up(activity.facts, now=clock.now(), today=clock.today()))


def _page(form: GuestForm, activity: Activity, status: int = 200) -> Response:
    return site.unkept(
        "activity_guests/new.html",
        status=status,
        form=form,
        stamp=form_age.stamp(SIGN_UP),
        activity=activity,
        closed=closed(activity),
        waits=activity_guests.next_waits(activity),
        days=settings.days(SettingKey.GUEST_FORGET_DAYS),
    )


@bp.get("/det-sker/<activity>/tilmeld")
def new(activity: str) -> ResponseReturnValue:
    """The form."""
    return _page(GuestForm(), public_activities.find(activity))


@bp.post("/det-sker/<activity>/tilmeld")
def sign_up(activity: str) -> ResponseReturnValue:
    """Take a place or one on the waiting list. The answer is the same for people and for robots."""
    found, form = public_activities.find(activity), GuestForm(request.form)
    if not form.validate():
        return _page(form, found, 422)
    if told := visitor_forms.wrong_age(SIGN_UP):
        form.refuse("name", told)
        return _page(form, found, 422)
    verdict = visitor_forms.judge(SIGN_UP)
    if verdict is Verdict.BUSY:
        return visitor_forms.busy()
    if verdict is Verdict.SILENT:
        return _thanks(activity, has_place=not activity_guests.next_waits(found))
    try:
        return _thanks(activity, has_place=activity_guests.sign_up(found, form.guest(), base_url=base_url()))
    except RuleViolation as error:
        refused(form, error)
        return _page(form, found, 422)


def _thanks(number: str, *, has_place: bool) -> Response:
    return go(url_for(".thanks", activity=number, venteliste=None if has_place else 1))


@bp.get("/det-sker/<activity>/tak")
def thanks(activity: str) -> ResponseReturnValue:
    """Whether there was a place, and that a mail is on its way."""
    found = public_activities.find(activity)
    return site.unkept("activity_guests/thanks.html", activity=found, waits="venteliste" in request.args)


# ---- the link in the receipt: looking changes nothing, since programs look at mails too -------------------


@bp.get("/afmeld/<token>")
def ask(token: str) -> ResponseReturnValue:
    """Is it right that you cannot come? Or that it is done."""
    own = activity_guests.find(token)
    return site.unkept(
        "activity_guests/cancel.html",
        activity=own.activity,
        is_cancelled=own.cancelled_at is not None,
        is_over=public_activities.is_over(own.activity),
        action=url_for(".withdraw", token=token),
        stamp=form_age.stamp(CANCEL),
        canonical="",
    )


@bp.post("/afmeld/<token>")
def withdraw(token: str) -> ResponseReturnValue:
    """Give the place back; what was written is forgotten at once."""
    activity_guests.withdraw(activity_guests.find(token))
    return go(url_for(".ask", token=token))
