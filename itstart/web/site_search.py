"""Search the public site. What can be searched is declared in one list; each source gives its things."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from itstart.data import prose
from itstart.rules.directory import slug
from itstart.rules.site_search import Hit, Thing, search
from itstart.services import code_versions, directory, material, news, pages, public_activities, public_pages, stories
from itstart.web import site

bp = Blueprint("site_search", __name__)
LONGEST = 100


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    """The words of a text in Markdown."""
    return prose.to_html(text).striptags()


def _helpers() -> Iterator[Thing]:
    here = url_for("directory.index")
    for entry in directory.entries():
        knows = ", ".join(category.label for category in entry.strongest)
        said = ". ".join(
            part.rstrip(". ") for part in (entry.description, knows, ", ".join(entry.industries), entry.adviser) if part
        )
        yield Thing(entry.company, said, here + slug(entry.company, entry.cvr))


def _stories() -> Iterator[Thing]:
    for line in stories.published(stories.Wanted()).lines:
        kind = line.category.label if line.category else ""
        said = " · ".join(part for part in (line.customer, line.industry, kind, line.region, line.challenge) if part)
        yield Thing(line.title, said, url_for("stories.show", slug=line.slug))


def _activities() -> Iterator[Thing]:
    coming, held = public_activities.programme()
    for activity in (*coming, *held):
        said = " · ".join(part for part in (activity.kind.label, activity.place, activity.description) if part)
        yield Thing(activity.title, said, url_for("public_activities.show", activity=activity.number))


def _kodeks() -> Iterator[Thing]:
    yield Thing(code_versions.TITLE, _plain(code_versions.current().text), url_for("public_kodeks.show"))


def _material() -> Iterator[Thing]:
    for line in material.public():
        url = (
            url_for("knowledge.example", key=line.template)
            if line.template
            else url_for("knowledge.show", slug=line.slug)
        )
        yield Thing(line.title, line.text, url)


def _pages() -> Iterator[Thing]:
    for found in pages.public():
        text = _plain(public_pages.filled(found.text))
        yield Thing(found.title, f"{found.summary} {text}", url_for("articles.show", slug=found.slug))


def _news() -> Iterator[Thing]:
    for found in news.public():
        text = _plain(public_pages.filled(found.text))
        yield Thing(found.title, f"{found.summary} {text}", url_for("articles.news", slug=found.slug))


# (heading, what gives the things). A new kind of public page needs a line here.
SOURCES: tuple[tuple[str, Callable[[], Iterable[Thing]]], ...] = (
    ("It-starthjælpere", _helpers),
    ("Successager", _stories),
    ("Viden og materiale", _material),
    ("Det sker", _activities),
    ("Nyheder", _news),
    ("Sider", _pages),
    ("Om samarbejdet", _kodeks),
)


@bp.get("/soeg")
def index() -> ResponseReturnValue:
    """What was found, by kind."""
    wanted = request.args.get("q", "").strip()[:LONGEST]
    groups: list[tuple[str, list[Hit]]] = []
    if wanted:
        groups = [(label, hits) for label, things in SOURCES if (hits := search(things(), wanted))]
    return site.page(
        "site/search.html",
        fragment="found",
        canonical=site.absolute(url_for(".index")),
        q=wanted,
        groups=groups,
        total=sum(len(hits) for _, hits in groups),
        place=directory.find_place(wanted),
    )
