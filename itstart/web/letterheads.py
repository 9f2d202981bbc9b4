"""The firm's letterhead: logo and lines of contact for our own templates."""

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, StringField, TextAreaField
from wtforms.validators import Length

from itstart import policies
from itstart.documents.uploads import Rejected
from itstart.forms import BaseForm
from itstart.rules.findings import RuleViolation
from itstart.services import letterheads
from itstart.web import access, uploads
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("letterheads", __name__)


class LetterheadForm(BaseForm):
    """What stands on the cover beside the adviser's name."""

    contact = TextAreaField(
        "Kontaktlinjer", [Length(max=400, message="Skriv højst 400 tegn.")], render_kw={"rows": 4},
        description=f"Fx adresse, telefon og hjemmeside. Højst {letterheads.MAX_LINES} linjer. Kan udelades.",
    )  # fmt: skip
    logo = FileField("Logo", description="PNG eller JPEG, højst 2 MB. Vises højst 5,5 cm bredt og 1,8 cm højt.")
    logo_alt = StringField("Hvad viser logoet?", description="Læses op for dem, der ikke kan se det. Fx firmaets navn.")


def _page(form: LetterheadForm, status: int = 200) -> Response:
    person = access.user()
    return page(
        "word_templates/letterhead.html",
        status=status,
        form=form,
        letterhead=letterheads.find(person),
        may_edit=policies.may_keep_templates(person),
    )


@bp.get("/skabeloner/brevhoved")
def edit() -> ResponseReturnValue:
    """The form, and the logo as it is."""
    return _page(LetterheadForm(obj=letterheads.find(access.user())))


@bp.post("/skabeloner/brevhoved")
def save() -> ResponseReturnValue:
    """Keep it."""
    form = LetterheadForm(request.form)
    if not form.validate():
        return _page(form, 422)
    try:
        letterheads.save(
            access.user(), contact=form.contact.data or "", alt=form.logo_alt.data or "", logo=uploads.taken("logo")
        )
    except Rejected as error:
        form.refuse("logo", str(error))
        return _page(form, 422)
    except RuleViolation as error:
        refused(form, error)
        return _page(form, 422)
    return go(url_for(".edit"), message="Brevhovedet er gemt. Det står i de dokumenter, du laver fra nu af.")


@bp.get("/skabeloner/brevhoved/logo")
def logo() -> ResponseReturnValue:
    """The logo, for the firm's own people."""
    found = letterheads.find(access.user())
    if found is None or found.logo is None:
        abort(404)
    return uploads.show_picture(found.logo)


@bp.post("/skabeloner/brevhoved/logo/fjern")
def remove_logo() -> ResponseReturnValue:
    """Take it away."""
    letterheads.remove_logo(access.user())
    return go(url_for(".edit"), message="Logoet er fjernet.")
