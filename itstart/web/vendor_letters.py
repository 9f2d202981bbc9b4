"""Letters to the vendors: who gets which, the text to edit, Word, mail, and what was sent."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from itstart import clock
from itstart.config import Settings
from itstart.forms import BaseForm, DateField, EmailField
from itstart.models import Vendor
from itstart.rules import vendor_letters as rules
from itstart.rules.findings import RuleViolation
from itstart.rules.vendor_letters import LetterKind
from itstart.services import vendor_letters
from itstart.services.conflicts import Conflict
from itstart.services.vendor_letters import TEXTS, Letter
from itstart.steps.fields import MomentField, optional
from itstart.web import filters, task_pages, uploads
from itstart.web.customer_links import mail_to
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.task_pages import TaskPage
from itstart.web.task_parts import give_ids
from itstart.web.tasks import autosave_answer, conflict_context, version_sent

bp = Blueprint("vendor_letters", __name__)

PATH = "/sager/<number>/valg/breve"
ONE = f"{PATH}/<kind>/<vendor>"
FORM_ID = "brev"
POINTS = "Begynd en linje med en bindestreg for at gøre den til et punkt."
ORDER = (LetterKind.AWARD, LetterKind.REJECTION, LetterKind.DEMO)


def _line(label: str, description: str = "") -> Any:
    return StringField(label, [Optional()], description=description)


def _text(label: str, rows: int, description: str = "") -> Any:
    return TextAreaField(label, description=description, render_kw={"rows": rows})


class LetterForm(BaseForm):
    """The letter's texts, in the order they are read."""

    subject = _line("Emne")
    greeting = _line("Hilsen")
    opening = _text("Indledning", 4)
    grounds = _text("Begrundelse", 7, POINTS)
    onward = _text("Det videre forløb", 4, POINTS)
    closing = _text("Afslutning", 2)
    signature = _text("Underskrift", 4)


class DemoLetterForm(BaseForm):
    """An invitation has a time, a place and the tasks of the demo."""

    subject = _line("Emne")
    greeting = _line("Hilsen")
    opening = _text("Indledning", 4)
    held_at = MomentField("Hvornår er demoen?", optional(), description="Dato og klokkeslæt, fx 6.5.2026 9.00.")
    place = _line("Hvor er den?")
    grounds = _text("Opgaver, der skal vises", 7, POINTS)
    onward = _text("Sådan foregår det", 4, POINTS)
    closing = _text("Afslutning", 2)
    signature = _text("Underskrift", 4)


class SendForm(BaseForm):
    """When the letter went, and to which address."""

    on = DateField("Hvornår er brevet sendt?", [InputRequired("Skriv datoen.")])
    email = EmailField("Leverandørens e-mail", [Optional()])
    post = BooleanField("Læg brevet i udbakken som mail")


def _letter(number: str, kind: str, vendor: str) -> tuple[TaskPage, Letter]:
    """The letter of an address; 404 for a kind or a vendor that is not there."""
    shown = task_pages.open_task(number, vendor_letters.TASK)
    found = next((one for one in shown.case.vendors if one.code == vendor), None)
    try:
        return shown, vendor_letters.find(shown.case, found or abort(404), rules.by_slug(kind))
    except LookupError:
        abort(404)


def _values(letter: Letter) -> dict[str, Any]:
    return {**{name: getattr(letter.text, name) for name in TEXTS}, "held_at": letter.held_at}


def _form_class(letter: Letter) -> type[BaseForm]:
    return DemoLetterForm if letter.kind is LetterKind.DEMO else LetterForm


def _where(letter: Letter) -> dict[str, Any]:
    return {"number": letter.case.number, "kind": letter.kind.slug, "vendor": letter.vendor.code}


def _here(letter: Letter) -> str:
    return url_for(".show", **_where(letter))


# ---- the list --------------------------------------------------------------------------------------


def _status(letter: Letter) -> tuple[str, str]:
    """The letter's status in a word, and its colour."""
    row = letter.stored
    if row is None:
        return "Ikke skrevet", ""
    if row.sent_on:
        return f"Sendt {filters.long_date(row.sent_on)}", "done"
    return ("Sagen er rettet siden", "old") if letter.is_outdated else ("Kladde", "go")


def _entry(letter: Letter, mark: task_pages.VendorMark) -> dict[str, Any]:
    status, kind = _status(letter)
    return {"letter": letter, "mark": mark, "url": _here(letter), "status": status, "kind": kind}


@bp.get(PATH)
def index(number: str) -> ResponseReturnValue:
    """The letters the vendors can get, kind by kind."""
    shown = task_pages.open_task(number, vendor_letters.TASK)
    case = shown.case
    marks = {mark.code: mark for mark in task_pages.marks(case, case.vendors)}
    found = vendor_letters.overview(case)
    groups = [(kind, [_entry(one, marks[one.vendor.code]) for one in found if one.kind is kind]) for kind in ORDER]
    return page(
        "selection/letters.html",
        **task_pages.context(shown),
        groups=[(kind, lines) for kind, lines in groups if lines],
        undecided="" if case.evaluation.decided_on else rules.UNDECIDED,
    )


def _address(letter: Letter) -> str:
    """Where a mail goes: the address it went to, else the vendor's own."""
    return (letter.stored.sent_to if letter.stored else "") or letter.vendor.contact_email


# ---- one letter ------------------------------------------------------------------------------------


def _page(shown: TaskPage, letter: Letter, status: int = 200, **more: Any) -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    vendor: Vendor = letter.vendor
    form = more.pop("form", None) or _form_class(letter)(data=_values(letter))
    email = vendor.contact_email
    send_form = more.pop("send_form", None) or SendForm(data={"on": clock.today(), "email": email, "post": bool(email)})
    mark = next(mark for mark in task_pages.marks(shown.case, shown.case.vendors) if mark.code == vendor.code)
    context = {
        **task_pages.context(shown),
        "letter": letter,
        "mark": mark,
        "where": _where(letter),
        "form": give_ids(form, FORM_ID),
        "form_id": FORM_ID,
        "send_form": give_ids(send_form, "send"),
        "version": letter.stored.version if letter.stored else 1,
        "saved_at": filters.clock_time(letter.stored.changed_at) if letter.stored else "",
        "status_word": _status(letter),
        "mail_url": mail_to(_address(letter), letter.text.subject, letter.mail),
        "sends_mail": settings.sends_mail,
        "earlier": vendor_letters.sent_before(letter),
        "conflict": None,
        "others": [],
        **more,
    }
    return page("selection/letter.html", status=status, **context)


@bp.get(ONE)
def show(number: str, kind: str, vendor: str) -> ResponseReturnValue:
    """The letter to edit, or as it was sent."""
    return _page(*_letter(number, kind, vendor))


def _read(letter: Letter) -> BaseForm:
    form = _form_class(letter)(request.form)
    give_ids(form, FORM_ID)
    return form


def _typed(form: BaseForm) -> dict[str, Any]:
    return {name: value if name == "held_at" else value or "" for name, value in form.data.items()}


def _clash(letter: Letter, conflict: Conflict, form: BaseForm) -> dict[str, Any]:
    return conflict_context(conflict, form, FORM_ID, url_for(".save", **_where(letter)), _here(letter))


@bp.post(ONE)
def save(number: str, kind: str, vendor: str) -> ResponseReturnValue:
    """Keep the draft."""
    shown, letter = _letter(number, kind, vendor)
    form = _read(letter)
    if not form.validate():
        return _page(shown, letter, 422, form=form)
    try:
        vendor_letters.save(shown.user, letter, _typed(form), version=version_sent())
    except Conflict as conflict:
        return _page(shown, letter, 409, form=form, conflict=_clash(letter, conflict, form))
    return go(_here(letter), message="Gemt.")


@bp.post(f"{ONE}/autogem")
def autosave(number: str, kind: str, vendor: str) -> ResponseReturnValue:
    """Keep the draft while it is being written."""
    shown, letter = _letter(number, kind, vendor)
    form = _read(letter)
    if not form.validate():
        return autosave_answer("not_saved", FORM_ID, 422, form=form)
    try:
        row = vendor_letters.save(shown.user, letter, _typed(form), version=version_sent())
    except Conflict as conflict:
        return autosave_answer("conflict", FORM_ID, 409, conflict=_clash(letter, conflict, form))
    return autosave_answer("saved", FORM_ID, 200, at=filters.clock_time(clock.now()), version=row.version)


@bp.post(f"{ONE}/forslag")
def fetch(number: str, kind: str, vendor: str) -> ResponseReturnValue:
    """The case's words again; the message brings one's own back."""
    shown, letter = _letter(number, kind, vendor)
    had_text = letter.stored is not None
    vendor_letters.fetch(shown.user, letter)
    undo_url = url_for(".undo", **_where(letter)) if had_text else None
    return go(_here(letter), message="Forslaget er hentet igen.", undo_url=undo_url)


@bp.post(f"{ONE}/fortryd")
def undo(number: str, kind: str, vendor: str) -> ResponseReturnValue:
    """One's own text back."""
    shown, letter = _letter(number, kind, vendor)
    vendor_letters.undo(shown.user, letter)
    return go(_here(letter), message="Din egen tekst er tilbage.")


@bp.post(f"{ONE}/send")
def send(number: str, kind: str, vendor: str) -> ResponseReturnValue:
    """Freeze the letter as it was sent, and put the mail in the outbox if that is wished."""
    shown, letter = _letter(number, kind, vendor)
    form = SendForm(request.form)
    valid = form.validate()
    if valid and form.post.data and not form.email.data:
        form.refuse("email", "Skriv leverandørens e-mail, eller send brevet selv.")
        valid = False
    if not valid or form.on.data is None:
        return _page(shown, letter, 422, send_form=form)
    email = form.email.data or "" if form.post.data else ""
    try:
        vendor_letters.send(shown.user, letter, on=form.on.data, email=email)
    except RuleViolation as error:
        return _page(shown, letter, 422, send_form=form, others=refused(form, error))
    said = (
        "Brevet er gemt, som det er nu, og mailen ligger i udbakken."
        if email
        else "Brevet er gemt, som det blev sendt."
    )
    return go(_here(letter), message=said)


@bp.post(f"{ONE}/nyt")
def start_over(number: str, kind: str, vendor: str) -> ResponseReturnValue:
    """A new draft after a letter that was sent."""
    shown, letter = _letter(number, kind, vendor)
    vendor_letters.start_over(shown.user, letter)
    return go(_here(letter), message="Her er et nyt udkast. Det, der er sendt, er gemt.")


@bp.get(f"{ONE}/word")
def word(number: str, kind: str, vendor: str) -> ResponseReturnValue:
    """The letter as Word: the bytes that were sent, else the draft as it stands."""
    _shown, letter = _letter(number, kind, vendor)
    wanted = request.args.get("version", type=int)
    name = vendor_letters.document(letter, clock.today()).filename(letter.case)
    rows = [*([letter.stored] if letter.is_sent and letter.stored else []), *vendor_letters.sent_before(letter)]
    sent = [row.document for row in rows if row.document]
    if wanted is not None:
        frozen = next((one for one in sent if one.version == wanted), None) or abort(404)
        return uploads.download(name, frozen.file.content, frozen.file.media_type)
    if letter.is_sent and sent:
        return uploads.download(name, sent[0].file.content, sent[0].file.media_type)
    if not letter.is_open and letter.stored is None:
        abort(404)
    return uploads.download_made(name, vendor_letters.rendered(letter))
