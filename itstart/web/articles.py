"""The pages and the news everybody reads, and the news as a feed (F087)."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from itstart.data import prose
from itstart.services import news as news_items
from itstart.services import pages, public_pages
from itstart.services.public_pages import Published
from itstart.web import atom, site

bp = Blueprint("articles", __name__)


def _html(found: Published) -> Markup:
    return prose.to_page(public_pages.filled(found.text))


@bp.get("/om/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """A page, with the way to the others."""
    found = pages.find_public(slug)
    return site.page("articles/page.html", found=found, html=_html(found), others=pages.public())


@bp.get("/nyheder")
def index() -> ResponseReturnValue:
    """The news, the newest first."""
    return site.page("articles/index.html", found=news_items.public())


@bp.get("/nyheder/<slug>")
def news(slug: str) -> ResponseReturnValue:
    """One piece of news."""
    found = news_items.find_public(slug)
    return site.page("articles/news.html", found=found, html=_html(found))


@bp.get("/nyheder/feed.xml")
def feed() -> ResponseReturnValue:
    """The newest news as Atom."""
    entries = [
        atom.Entry(
            title=found.title,
            path=url_for(".news", slug=found.slug),
            updated=found.changed_at,
            summary=found.summary,
            published=found.published_at,
            html=str(_html(found)),
        )
        for found in news_items.public()[: atom.MOST]
    ]
    return atom.answer("Nyheder fra It-start", url_for(".index"), entries)
