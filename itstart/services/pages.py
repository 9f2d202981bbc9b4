"""The pages everybody reads, beside the news: how it works, who is behind it, what is done with what one tells us."""

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from itstart.data import first_pages
from itstart.db import db
from itstart.models import PublicPage
from itstart.rules.material import PageKind
from itstart.services import public_pages
from itstart.services.public_pages import Published

SHIPPED = "It-start"


def public() -> list[Published]:
    """Every page that everybody may read, in order."""
    return public_pages.published(PageKind.PAGE)


def titles() -> dict[str, str]:
    """slug -> title of every page that everybody may read, in order."""
    return public_pages.titles(PageKind.PAGE)


def find_public(slug: str) -> Published:
    """One of them; NoResultFound (404) when there is none."""
    found = next((page for page in public() if page.slug == slug), None)
    if found is None:
        raise NoResultFound
    return found


def fill_first() -> None:
    """Publish the pages that ship, each unless it is there already, withdrawn or not. Does not commit."""
    there = set(db.session.scalars(select(PublicPage.slug)))
    for first in first_pages.every():
        if first.slug not in there:
            values = {"title": first.title, "summary": first.summary, "text": first.text}
            page = public_pages.put(SHIPPED, PageKind.PAGE, first.slug, values)
            public_pages.freeze(page, SHIPPED, None)
