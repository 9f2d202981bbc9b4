"""The outbox: what is sent, what waits, and the mails a helper sends from its own mail program."""

from typing import Any

from flask import Blueprint, current_app, request, url_for
from flask.typing import ResponseReturnValue

from itstart.config import Settings
from itstart.models import OutboxMail
from itstart.services import outbox
from itstart.services.outbox import PAGE_SIZE, MailState
from itstart.web import access, uploads
from itstart.web.customer_links import mail_to
from itstart.web.pages import go, page

bp = Blueprint("outbox", __name__)

LABELS = {
    MailState.WAITING: ("Venter på at blive sendt", "go"),
    MailState.SENDING: ("Sendes nu", "go"),
    MailState.SENT: ("Sendt", "done"),
    MailState.UNSURE: ("Måske sendt", "miss"),
    MailState.FAILED: ("Ikke sendt", "stop"),
    MailState.WITHDRAWN: ("Trukket tilbage", ""),
}
TO_SEND = {MailState.WAITING, MailState.FAILED, MailState.UNSURE}


def _line(mail: OutboxMail, *, sends_mail: bool) -> dict[str, Any]:
    state = outbox.state(mail)
    label, kind = LABELS[state]
    # Without a mail server a message to the reader has arrived once it is read here.
    to_reader = not sends_mail and mail.recipient == access.user().email
    if to_reader:
        label, kind = "Besked til dig", "go"
    elif state is MailState.WAITING and not sends_mail:
        label, kind = "Send den selv", "miss"
    text = outbox.text(mail)
    return {
        "mail": mail,
        "label": label,
        "kind": kind,
        "text": text,
        "to_send": state in TO_SEND and not to_reader,
        "again": sends_mail and state in {MailState.FAILED, MailState.UNSURE},
        "unsure": state is MailState.UNSURE,
        "mail_url": mail_to(mail.recipient, mail.subject, text),
    }


@bp.get("/udbakke")
def index() -> ResponseReturnValue:
    """The mails of the helper's own firm, or those of the application for administrators."""
    settings: Settings = current_app.config["SETTINGS"]
    number = max(1, request.args.get("side", 1, type=int))
    mails = outbox.page(access.user(), number=number)
    return page(
        "outbox/index.html",
        lines=[_line(mail, sends_mail=settings.sends_mail) for mail in mails[:PAGE_SIZE]],
        sends_mail=settings.sends_mail,
        newer=number - 1,
        older=number + 1 if len(mails) > PAGE_SIZE else 0,
    )


@bp.get("/udbakke/<int:mail_id>/filer/<int:place>")
def file(mail_id: int, place: int) -> ResponseReturnValue:
    """A file that goes with the mail, for whoever sends it by hand."""
    return uploads.download_stored(outbox.find_file(access.user(), mail_id, place))


@bp.post("/udbakke/<int:mail_id>/sendt")
def mark_sent(mail_id: int) -> ResponseReturnValue:
    """The person has sent the mail."""
    mail = outbox.mark_sent(access.user(), mail_id)
    return go(url_for(".index"), message=f"Mailen til {mail.recipient_name or mail.recipient} er noteret som sendt.")


@bp.post("/udbakke/<int:mail_id>/igen")
def send_again(mail_id: int) -> ResponseReturnValue:
    """Try once more."""
    outbox.send_again(access.user(), mail_id)
    return go(url_for(".index"), message="Vi prøver igen nu.")
