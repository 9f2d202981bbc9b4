"""The customer's own pages: open the link, read, answer once, keep the receipt. No account, nothing to leave by."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from itstart.documents import preview
from itstart.models import CustomerLink, StoredFile
from itstart.rules.customer_links import LinkAnswer, LinkState
from itstart.services import customer_letters, customer_links, files, link_pages, throttle
from itstart.services.customer_acts import Exhibit
from itstart.services.customer_links import LinkOver
from itstart.services.documents import WORD
from itstart.web import errors, form_age, uploads
from itstart.web.customer_answer_forms import NoForm, YesForm, yes_form
from itstart.web.form_age import Age
from itstart.web.pages import go, is_fragment_request, page

bp = Blueprint("customer_answers", __name__)

_LINK = "customer_link"
OPENED_PER_ADDRESS = throttle.Limit(60, 300)
ANSWERS_PER_ADDRESS = throttle.Limit(60, 300)
_AGES = {
    Age.TOO_YOUNG: "Det gik lidt hurtigt. Læs teksten igennem, og send igen.",
    Age.TOO_OLD: "Siden har stået åben længe. Læs teksten igennem, og send igen.",
    Age.FORGED: "Siden var for gammel. Læs teksten igennem, og send igen.",
}


def allowed(what: str, limit: throttle.Limit) -> bool:
    """Whether this network address may do so once more."""
    secret, address = str(current_app.secret_key), request.remote_addr or "-"
    return throttle.allow(secret, f"customer-link:{what}:{address}", limit)


@bp.get("/k/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Take the secret out of the address; opening the link decides nothing (mail scanners do it)."""
    if not allowed("open", OPENED_PER_ADDRESS):
        return errors.show(429)
    session[_LINK] = customer_links.token_hash(token)
    return go(url_for(".show"))


def opened_link() -> CustomerLink | None:
    """The link this browser has opened."""
    return customer_links.opened(str(session.get(_LINK, "")))


def _common(link: CustomerLink) -> dict[str, Any]:
    phone = customer_letters.phone_of(link.created_by)
    return {"link": link, "who": link.created_by, "phone": phone, "nav": [], "account": None}


def unknown() -> Response:
    """There is no such link."""
    return page("customer_answers/unknown.html", status=404, nav=[], account=None)


def over(link: CustomerLink, *, changed: bool = False) -> Response:
    """Why the link cannot be answered, and whom to call; a receipt when it has been."""
    state = customer_links.state(link)
    if state is LinkState.ANSWERED:
        may_withdraw = customer_links.may_withdraw(link)
        status = 409 if request.method == "POST" else 200
        return page("customer_answers/receipt.html", status=status, **_common(link), may_withdraw=may_withdraw)
    changed = changed and state is LinkState.OPEN
    return page(
        "customer_answers/over.html", status=409 if changed else 410, **_common(link), state=state, changed=changed
    )


def _preview(file: StoredFile | None) -> Markup:
    if file is None or file.media_type != WORD:
        return Markup("")
    return preview.to_html(files.content(file), key=file.sha256)


def letter_page(
    link: CustomerLink,
    exhibit: Exhibit,
    *,
    yes: YesForm | None = None,
    no: NoForm | None = None,
    status: int = 200,
    fragment: str = "",
) -> Response:
    """What the link is about, and the forms with what was typed in them."""
    return page(
        "customer_answers/show.html",
        fragment=fragment,
        status=status,
        **_common(link),
        exhibit=exhibit,
        preview=_preview(exhibit.file),
        pages=link_pages.of(link),
        is_picture=bool(exhibit.file and exhibit.file.media_type.startswith("image/")),
        yes=yes or yes_form(exhibit, purpose=link.purpose),
        no=no or NoForm(prefix="no-"),
        stamp=form_age.stamp(link.content_hash),
        refusing=no is not None,
    )


@bp.get("/svar")
def show() -> ResponseReturnValue:
    """What the link is about, and the form; or why it cannot be answered."""
    link = opened_link()
    if link is None:
        return unknown()
    if link.opened_at is None:
        hashed = link.token_hash
        customer_links.note_opened(hashed)
        link = opened_link() or abort(404)
    try:
        return letter_page(link, customer_links.look(link), fragment="pages")
    except LinkOver as error:
        if is_fragment_request():
            return go(url_for(".show"))
        return over(error.link, changed=error.changed)


@bp.get("/svar/dokument")
def document() -> ResponseReturnValue:
    """The exact file the customer decides on; also afterwards, as long as the link is not withdrawn."""
    link = opened_link()
    if link is None or link.file is None or customer_links.state(link) in {LinkState.REVOKED, LinkState.EXPIRED}:
        abort(404)
    return uploads.download_stored(link.file)


@bp.post("/svar")
def answer() -> ResponseReturnValue:
    """Decide, exactly once."""
    if not allowed("answer", ANSWERS_PER_ADDRESS):
        return errors.show(429)
    link = opened_link()
    if link is None:
        return unknown()
    try:
        return _answer(link, customer_links.look(link))
    except LinkOver as error:
        return over(error.link, changed=error.changed)


def _answer(link: CustomerLink, exhibit: Exhibit) -> ResponseReturnValue:
    refuses = request.form.get("answer") == LinkAnswer.NO.value and exhibit.may_refuse
    form: YesForm | NoForm = (
        NoForm(request.form, prefix="no-") if refuses else yes_form(exhibit, request.form, purpose=link.purpose)
    )
    shown: dict[str, Any] = {"no": form} if refuses else {"yes": form}
    age = form_age.check(link.content_hash, request.form.get(form_age.FIELD, ""))
    if not form.validate():
        return letter_page(link, exhibit, status=422, **shown)
    if age is not Age.FINE:
        form.refuse("name", _AGES[age])
        return letter_page(link, exhibit, status=422, **shown)
    decision = LinkAnswer.NO if refuses else LinkAnswer.YES
    customer_links.decide(link.token_hash, decision, form.answer(), address=request.remote_addr or "")
    return go(url_for(".show"))


@bp.post("/svar/traek-tilbage")
def withdraw() -> ResponseReturnValue:
    """Take a consent back."""
    link = opened_link()
    if link is None:
        return unknown()
    try:
        customer_links.withdraw_answer(link.token_hash)
    except LinkOver as error:
        return over(error.link)
    return go(url_for(".show"), message="Dit samtykke er trukket tilbage, og sagen er taget ned.")
