"""The pages and the news everybody reads, and the news as a feed (F087)."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from itstart.data import prose
from itstart.services import files, pages, public_pages
from itstart.services import news as news_items
from itstart.services.public_pages import Published
from itstart.web import site

bp = Blueprint("articles", __name__)

ATOM = "http://www.w3.org/2005/Atom"
MOST_IN_FEED = 20


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


# ---- the feed ------------------------------------------------------------------------------------------


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _entry(feed: ET.Element, found: Published) -> None:
    entry, here = ET.SubElement(feed, "entry"), url_for(".news", slug=found.slug, _external=True)
    ET.SubElement(entry, "title").text = found.title
    ET.SubElement(entry, "id").text = here
    ET.SubElement(entry, "link", href=here)
    ET.SubElement(entry, "published").text = _stamp(found.published_at)
    ET.SubElement(entry, "updated").text = _stamp(found.changed_at)
    ET.SubElement(entry, "summary").text = found.summary
    ET.SubElement(entry, "content", type="html").text = str(_html(found))


@bp.get("/nyheder/feed.xml")
def feed() -> ResponseReturnValue:
    """The newest news as Atom."""
    found = news_items.public()[:MOST_IN_FEED]
    here = url_for(".feed", _external=True)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "da"})
    ET.SubElement(root, "title").text = "Nyheder fra It-start"
    ET.SubElement(root, "id").text = here
    ET.SubElement(root, "link", rel="self", href=here)
    ET.SubElement(root, "link", href=url_for(".index", _external=True))
    author = ET.SubElement(root, "author")
    ET.SubElement(author, "name").text = "IBIZ-Center"
    changed = max((one.changed_at for one in found), default=datetime(2026, 1, 1, tzinfo=UTC))
    ET.SubElement(root, "updated").text = _stamp(changed)
    for one in found:
        _entry(root, one)
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    response = Response(body, mimetype="application/atom+xml")
    return site.kept(response, files.fingerprint(body))
