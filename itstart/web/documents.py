"""The documents of a case: download a draft, hand a version over, fetch an old one, export the case."""

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import InputRequired

from itstart import clock
from itstart.documents import pdf
from itstart.exchange import as_text
from itstart.forms import BaseForm, DateField
from itstart.services import cases, documents
from itstart.steps import Deliverable, find_deliverable
from itstart.web import access, form_keys, uploads
from itstart.web.pages import go, page

bp = Blueprint("documents", __name__)


class HandOverForm(BaseForm):
    """To whom the document was given, and when."""

    to = StringField("Til hvem?", [InputRequired("Skriv, hvem der får dokumentet.")])
    on = DateField("Hvornår?", [InputRequired("Skriv datoen.")])


def _deliverable(key: str) -> Deliverable:
    try:
        return find_deliverable(key)
    except LookupError:
        abort(404)


def _file(content: bytes, name: str, media_type: str) -> Response:
    return uploads.download(name, content, media_type)


@bp.get("/sager/<number>/dokumenter")
def index(number: str) -> ResponseReturnValue:
    """Every document of the case, what each lacks, and the versions handed over."""
    case = cases.find_readable(access.user(), number)
    return page("documents/index.html", case=case, documents=documents.overview(case), pdf_is_possible=pdf.available())


@bp.get("/sager/<number>/dokumenter/<key>")
def download(number: str, key: str) -> ResponseReturnValue:
    """The Word document of today's data."""
    case = cases.find_readable(access.user(), number)
    deliverable = _deliverable(key)
    return _file(documents.draft(case, deliverable).content, deliverable.filename(case), documents.WORD)


def _hand_over_page(number: str, key: str, form: HandOverForm | None, status: int = 200) -> Response:
    case = cases.find_readable(access.user(), number)
    deliverable = _deliverable(key)
    if form is None:
        form = HandOverForm(data={"to": case.customer.contact_name, "on": clock.today()})
    missing = documents.draft(case, deliverable).missing
    return page(
        "documents/hand_over.html", status=status, case=case, deliverable=deliverable, form=form, missing=missing
    )


@bp.get("/sager/<number>/dokumenter/<key>/udlever")
def hand_over(number: str, key: str) -> ResponseReturnValue:
    """What is missing, and the form."""
    return _hand_over_page(number, key, None)


@bp.post("/sager/<number>/dokumenter/<key>/udlever")
def hand_over_post(number: str, key: str) -> ResponseReturnValue:
    """Keep these exact bytes as a version."""
    if earlier := form_keys.already():
        return go(earlier)
    form = HandOverForm(request.form)
    if not form.validate() or form.on.data is None:
        return _hand_over_page(number, key, form, 422)
    case = cases.find_readable(access.user(), number)
    version = documents.hand_over(access.user(), case, _deliverable(key), to=form.to.data or "", on=form.on.data)
    back = url_for(".index", number=number)
    form_keys.done(back)
    return go(back, message=f"{_deliverable(key).name}, version {version.version}, er gemt som udleveret.")


@bp.get("/sager/<number>/dokumenter/<key>/<int:version>")
def version(number: str, key: str, version: int) -> ResponseReturnValue:
    """The bytes of a version, as they were handed over."""
    case = cases.find_readable(access.user(), number)
    found = documents.find_version(case, _deliverable(key), version)
    name = f"{case.number} {_deliverable(key).name} v{version}.docx"
    return _file(found.file.content, name, found.file.media_type)


@bp.get("/sager/<number>/eksport")
def export(number: str) -> ResponseReturnValue:
    """The whole case as one JSON file, to keep or to read in elsewhere."""
    case = cases.find_readable(access.user(), number)
    return _file(as_text(case).encode(), f"{case.number}.json", "application/json")
