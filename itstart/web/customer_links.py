"""The helper's side of the customer's link: make it, copy it, send it, follow it, withdraw it."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from itstart import policies
from itstart.config import Settings
from itstart.forms import BaseForm, EmailField
from itstart.models import CustomerCase, CustomerLink
from itstart.rules.customer_links import LinkPurpose, LinkState
from itstart.services import cases, customer_letters, customer_links
from itstart.services.customer_acts import Exhibit, Subject
from itstart.services.customer_letters import Recipient
from itstart.web import access, form_keys
from itstart.web.pages import go, page

bp = Blueprint("customer_links", __name__)

KINDS = {LinkState.OPEN: "go", LinkState.ANSWERED: "done", LinkState.EXPIRED: "miss", LinkState.REVOKED: ""}


class SendForm(BaseForm):
    """Who gets the link, and how."""

    name = StringField("Til hvem?", [InputRequired("Skriv, hvem der får linket.")])
    email = EmailField("E-mail", [Optional()])
    words = TextAreaField("Din egen linje i mailen", [Length(max=2_000, message="Skriv højst 2.000 tegn.")])
    send = BooleanField("Læg mailen i udbakken")


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def base_url() -> str:
    """Where this application is reached from outside."""
    return _settings().base_url or request.url_root


def sends_mail() -> bool:
    """Whether mails leave by themselves, or the helper sends them from the outbox."""
    return _settings().sends_mail


def mail_to(email: str, subject: str, text: str) -> str:
    """An address that opens the mail in the person's own mail program."""
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject)}&body={quote(text)}"


def _asked(case: CustomerCase) -> tuple[LinkPurpose, Subject, Exhibit]:
    """What the address asks a link for; 404 for what is not there."""
    try:
        purpose = LinkPurpose(request.values.get("formaal", ""))
    except ValueError:
        abort(404)
    subject, exhibit = customer_links.prepare(access.user(), case, purpose, request.values.get("om", ""))
    return purpose, subject, exhibit


def line(link: CustomerLink) -> dict[str, Any]:
    """A link as lists and panels show it."""
    state = customer_links.state(link)
    return {"link": link, "state": state, "kind": KINDS[state], "open": state is LinkState.OPEN}


@bp.app_template_global("customer_offers")
def offers(case: CustomerCase, about: str = "") -> list[dict[str, str]]:
    """What the customer can be asked by link now, for any page about the case; nothing for who may not ask."""
    if not policies.may_edit_case(access.user(), case) or case.abandoned_on:
        return []
    return [
        {
            "label": purpose.label,
            "title": title,
            "url": url_for("customer_links.new", number=case.number, formaal=purpose.value, om=code),
        }
        for purpose, code, title in customer_links.askable(case, about)
    ]


@bp.app_template_global("customer_link_lines")
def lines_about(case: CustomerCase, about: str) -> list[dict[str, Any]]:
    """The links that were made about one thing, for its own page."""
    return [line(link) for link in customer_links.of_subject(case, about)]


@bp.get("/sager/<number>/kundelinks")
def index(number: str) -> ResponseReturnValue:
    """Every link of the case and where it stands."""
    case = cases.find_readable(access.user(), number)
    return page("customer_links/index.html", case=case, lines=[line(link) for link in customer_links.of_case(case)])


def _new_page(case: CustomerCase, form: SendForm | None = None, status: int = 200) -> Response:
    purpose, subject, exhibit = _asked(case)
    customer = case.customer
    if form is None:
        name = customer.signatory_name or customer.contact_name or customer.name
        form = SendForm(data={"name": name, "email": customer.contact_email, "send": True})
    earlier = [one for one in customer_links.of_subject(case, subject.code) if one.purpose is purpose]
    replaces = any(customer_links.state(one) is LinkState.OPEN for one in earlier)
    return page(
        "customer_links/new.html",
        status=status,
        case=case,
        purpose=purpose,
        subject=subject,
        exhibit=exhibit,
        form=form,
        replaces=replaces,
        sends_mail=sends_mail(),
    )


@bp.get("/sager/<number>/kundelinks/nyt")
def new(number: str) -> ResponseReturnValue:
    """What the customer will see, and to whom the link goes."""
    return _new_page(cases.find_readable(access.user(), number))


@bp.post("/sager/<number>/kundelinks/nyt")
def create(number: str) -> ResponseReturnValue:
    """Make the link and show it, this once."""
    if earlier := form_keys.already():
        return go(earlier)
    case = cases.find_readable(access.user(), number)
    form = SendForm(request.form)
    if not form.validate():
        return _new_page(case, form, 422)
    purpose, subject, exhibit = _asked(case)
    to = Recipient(form.name.data or "", form.email.data or "", form.words.data or "", send=bool(form.send.data))
    link, address = customer_links.create(access.user(), case, purpose, subject.code, to=to, base_url=base_url())
    form_keys.done(url_for(".index", number=number))
    subject_line = customer_letters.subject_line(link, exhibit)
    text = customer_letters.invitation(link, exhibit, to.words, address)
    return page(
        "customer_links/made.html",
        case=case,
        link=link,
        address=address,
        subject_line=subject_line,
        text=text,
        mail_url=mail_to(to.email, subject_line, text),
        in_outbox=to.send and bool(to.email),
        sends_mail=sends_mail(),
    )


@bp.post("/sager/<number>/kundelinks/<int:link_number>/traek-tilbage")
def revoke(number: str, link_number: int) -> ResponseReturnValue:
    """Withdraw a link."""
    case = cases.find_readable(access.user(), number)
    customer_links.revoke(access.user(), customer_links.find(case, link_number))
    return go(url_for(".index", number=number), message="Linket er trukket tilbage.")
