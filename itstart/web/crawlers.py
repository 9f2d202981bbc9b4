"""What search engines are told: every public page, and where there is nothing for them."""

from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue

from itstart.services import directory, material, news, pages, public_activities, stories
from itstart.web import directory as directory_pages
from itstart.web import site

bp = Blueprint("crawlers", __name__)

# Behind the log-in, or somebody's own.
PRIVATE = (
    "/sager/", "/henvendelser", "/sparring", "/best-practice", "/udbakke", "/profil", "/konto", "/firmaer", "/brugere",
    "/partnere", "/rapporter", "/raadgivere", "/kvalificering", "/aktiviteter", "/aktivitetsplan", "/maal",
    "/skabeloner", "/leverandoerer", "/kravbibliotek", "/kodeks/", "/successager/til-behandling", "/design", "/svar/",
    "/pointark/", "/invitation/", "/log-ind", "/kontakt/tak", "/soeg", "/afmeld/",
)  # fmt: skip


def _fixed() -> Iterator[str]:
    yield "/"
    for _, path in (*site.PLACES, *site.FOOTER):
        if not path.startswith(site.OWN) and path not in PRIVATE:
            yield path


def _helpers() -> Iterator[str]:
    for entry in directory.entries():
        yield directory_pages.address(entry.company, entry.cvr)


def _stories() -> Iterator[str]:
    for slug in stories.slugs():
        yield url_for("stories.show", slug=slug)


def _activities() -> Iterator[str]:
    coming, held = public_activities.programme()
    for activity in (*coming, *held):
        yield url_for("public_activities.show", activity=activity.number)


def _material() -> Iterator[str]:
    for line in material.public():
        if not line.template:
            yield url_for("knowledge.show", slug=line.slug)


def _articles() -> Iterator[str]:
    yield url_for("articles.index")
    for found in pages.public():
        yield url_for("articles.show", slug=found.slug)
    for found in news.public():
        yield url_for("articles.news", slug=found.slug)


# What gives addresses. A new kind of public page needs a line here.
SOURCES: tuple[Callable[[], Iterable[str]], ...] = (
    _fixed, _helpers, _stories, _activities, _material, _articles,
)  # fmt: skip


@bp.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """Every page a search engine may know, just now."""
    places = dict.fromkeys(site.absolute(path) for source in SOURCES for path in source())
    lines = "".join(f"<url><loc>{escape(place)}</loc></url>" for place in places)
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</urlset>'
    return site.kept(Response(body, mimetype="application/xml"))


@bp.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Where search engines need not look."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), f"Sitemap: {site.absolute('/sitemap.xml')}"]
    return site.kept(Response("\n".join(lines) + "\n", mimetype="text/plain"))
