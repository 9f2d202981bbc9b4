"""News that everybody reads."""

from sqlalchemy.exc import NoResultFound

from itstart.rules.material import PageKind
from itstart.services import public_pages
from itstart.services.public_pages import Published


def public() -> list[Published]:
    """Every piece of news that is out, the newest first."""
    return public_pages.published(PageKind.NEWS)


def find_public(slug: str) -> Published:
    """One of them; NoResultFound (404) when there is none."""
    found = next((news for news in public() if news.slug == slug), None)
    if found is None:
        raise NoResultFound
    return found
