"""The helper's side of the demo score sheets: one link for each person, who has sent, and withdrawing."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length, Optional

from itstart.forms import BaseForm, EmailField
from itstart.models import CustomerCase
from itstart.rules.customer_links import LinkState
from itstart.services import cases, score_sheets
from itstart.services.customer_letters import Recipient
from itstart.web import access, form_keys, task_pages
from itstart.web.customer_links import base_url, mail_to, sends_mail
from itstart.web.pages import go, page

bp = Blueprint("score_sheets", __name__)

KEY = "valg/demo"
PATH = "/sager/<number>/valg/demo/pointark"
WORDS = {
    LinkState.OPEN: ("Ikke sendt", "go"),
    LinkState.ANSWERED: ("Sendt", "done"),
    LinkState.EXPIRED: ("Udløbet", "miss"),
    LinkState.REVOKED: ("Trukket tilbage", ""),
}


class SheetForm(BaseForm):
    """Who gets a sheet, and what it shows."""

    name = StringField(
        "Hvem skal give point?",
        [InputRequired("Skriv, hvem der skal give point."), Length(max=100, message="Skriv højst 100 tegn.")],
    )
    email = EmailField("E-mail", [Optional()])
    anonymous = BooleanField("Vis leverandørerne som Leverandør A, B og C")
    send = BooleanField("Læg mailen i udbakken")


def lines(case: CustomerCase) -> list[dict[str, Any]]:
    """The sheets as the page shows them: whose, where they stand, and how far the person has come; never the points."""
    given = score_sheets.given_count(case)
    total = len(score_sheets.shown_vendors(case)) * len(case.demo_scenarios)
    found = []
    for sheet in score_sheets.of_case(case):
        state = score_sheets.state(sheet)
        word, kind = WORDS[state]
        found.append(
            {
                "sheet": sheet,
                "word": word,
                "kind": kind,
                "open": state is LinkState.OPEN,
                "given": given.get(sheet.number, 0),
                "total": total,
            }
        )
    return found


def _index(number: str, form: SheetForm | None = None, status: int = 200) -> Response:
    shown = task_pages.open_task(number, KEY)
    return page(
        "selection/score_sheets.html",
        status=status,
        **task_pages.context(shown),
        form=form or SheetForm(data={"send": True}),
        lines=lines(shown.case),
        stops=score_sheets.findings(shown.case),
        gate=task_pages.gate(shown.case),
        sends_mail=sends_mail(),
    )


@bp.get(PATH)
def index(number: str) -> ResponseReturnValue:
    """The sheets of the case, and a form for a new one."""
    return _index(number)


@bp.post(PATH)
def create(number: str) -> ResponseReturnValue:
    """Make a sheet and show its link, this once."""
    if earlier := form_keys.already():
        return go(earlier)
    case = cases.find_readable(access.user(), number)
    form = SheetForm(request.form)
    if not form.validate():
        return _index(number, form, 422)
    to = Recipient(form.name.data or "", form.email.data or "", send=bool(form.send.data))
    sheet, address = score_sheets.create(
        access.user(), case, to=to, anonymous=bool(form.anonymous.data), base_url=base_url()
    )
    form_keys.done(url_for(".index", number=number))
    subject_line = score_sheets.subject_line(sheet)
    text = score_sheets.invitation(sheet, "", address)
    return page(
        "selection/score_sheet_made.html",
        case=case,
        sheet=sheet,
        address=address,
        subject_line=subject_line,
        text=text,
        mail_url=mail_to(to.email, subject_line, text),
        in_outbox=to.send and bool(to.email),
        sends_mail=sends_mail(),
    )


@bp.post(f"{PATH}/<int:sheet_number>/traek-tilbage")
def revoke(number: str, sheet_number: int) -> ResponseReturnValue:
    """Withdraw a sheet that is not sent."""
    case = cases.find_readable(access.user(), number)
    score_sheets.revoke(access.user(), score_sheets.find(case, sheet_number))
    return go(url_for(".index", number=number), message="Pointarket er trukket tilbage.")
