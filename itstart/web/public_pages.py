"""Pages and news as IBIZ-Center writes them: draft, preview, publishing and versions (F087)."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.data import prose
from itstart.models import PublicPage
from itstart.rules.findings import RuleViolation
from itstart.rules.material import PageKind
from itstart.services import public_pages
from itstart.services.conflicts import Conflict
from itstart.web import access, form_keys
from itstart.web.material_forms import NewPageForm, PublicPageForm, page_filled
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context

bp = Blueprint("public_pages", __name__)
FORM_ID = "page-form"
KIND_WORDS = {"side": PageKind.PAGE, "nyhed": PageKind.NEWS}


def address(found: PublicPage) -> str:
    """Where everybody reads it."""
    endpoint = "articles.news" if found.kind is PageKind.NEWS else "articles.show"
    return url_for(endpoint, slug=found.slug)


@bp.get("/sider")
def index() -> ResponseReturnValue:
    """Every page and piece of news, and which of them is out."""
    found = public_pages.every(access.user())
    groups = [(kind, [one for one in found if one.kind is kind]) for kind in PageKind]
    return page("public_pages/index.html", groups=groups, has_changes=public_pages.has_changes, address=address)


def _edit_page(form: PublicPageForm, found: PublicPage | None, status: int = 200, **more: Any) -> Response:
    text = form.text.data or ""
    context: dict[str, Any] = {
        "form": form,
        "row": found,
        "form_id": FORM_ID,
        "version": found.version if found else None,
        "preview": prose.to_page(public_pages.filled(text)),
        "conflict": None,
        "others": [],
        "address": address(found) if found else "",
        "has_changes": public_pages.has_changes(found) if found else False,
        **more,
    }
    return page("public_pages/edit.html", fragment="preview", status=status, **context)


@bp.get("/sider/ny")
def new() -> ResponseReturnValue:
    """An empty form."""
    kind = KIND_WORDS.get(request.args.get("slags", ""), PageKind.NEWS)
    return _edit_page(NewPageForm(data={"kind": kind}), None)


@bp.post("/sider/ny")
def create() -> ResponseReturnValue:
    """A draft that only IBIZ-Center sees."""
    if earlier := form_keys.already():
        return go(earlier)
    form = NewPageForm(request.form)
    if not form.validate():
        return _edit_page(form, None, 422)
    found = public_pages.add(access.user(), form.kind.data or PageKind.NEWS, form.values())
    here = url_for(".edit", slug=found.slug)
    form_keys.done(here)
    return go(here, message="Kladden er gemt. Ingen andre kan se den, før du udgiver den.")


@bp.post("/sider/ny/se")
def preview_new() -> ResponseReturnValue:
    """A page that is not kept yet, with how it looks."""
    return _edit_page(NewPageForm(request.form), None)


@bp.get("/sider/<slug>")
def edit(slug: str) -> ResponseReturnValue:
    """The draft, how it looks, and what has been published."""
    found = public_pages.find(access.user(), slug)
    return _edit_page(page_filled(found), found)


@bp.post("/sider/<slug>/se")
def preview(slug: str) -> ResponseReturnValue:
    """The same form, with how the text looks; nothing is kept."""
    found, version = public_pages.find(access.user(), slug), request.form.get("version", 0, type=int)
    return _edit_page(PublicPageForm(request.form), found, version=version)


@bp.post("/sider/<slug>")
def save(slug: str) -> ResponseReturnValue:
    """Keep the draft."""
    found, form = public_pages.find(access.user(), slug), PublicPageForm(request.form)
    version = request.form.get("version", 0, type=int)
    if not form.validate():
        return _edit_page(form, found, 422, version=version)
    try:
        meant = request.form.get("overskriv", version, type=int)
        changed = public_pages.save(access.user(), found, form.values(), version=meant)
    except Conflict as conflict:
        told = conflict_context(conflict, form, FORM_ID, url_for(".save", slug=slug), url_for(".edit", slug=slug))
        return _edit_page(form, found, 409, conflict=told, version=version)
    return go(url_for(".edit", slug=slug), message="Kladden er gemt." if changed else "Der var intet at gemme.")


@bp.post("/sider/<slug>/udgiv")
def publish(slug: str) -> ResponseReturnValue:
    """Let everybody read the draft."""
    found = public_pages.find(access.user(), slug)
    try:
        public_pages.publish(access.user(), found, version=request.form.get("version", 0, type=int))
    except RuleViolation as error:
        form = page_filled(found)
        return _edit_page(form, found, 409, others=refused(form, error))
    return go(url_for(".edit", slug=slug), message="Siden er udgivet.")


@bp.post("/sider/<slug>/tag-ned")
def withdraw(slug: str) -> ResponseReturnValue:
    """Take it down at once."""
    public_pages.withdraw(access.user(), public_pages.find(access.user(), slug))
    return go(url_for(".edit", slug=slug), message="Siden er taget ned. Kladden og versionerne er her stadig.")


@bp.post("/sider/<slug>/<int:version>/hent")
def bring_back(slug: str, version: int) -> ResponseReturnValue:
    """Put an earlier version into the draft."""
    public_pages.bring_back(access.user(), public_pages.find(access.user(), slug), version)
    return go(url_for(".edit", slug=slug), message=f"Version {version} står nu i kladden. Udgiv den, hvis den skal ud.")
