"""The customer's own pages, continued: the pages of a PDF, as pictures on the page it decides on."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from itstart.rules.customer_links import LinkState
from itstart.services import customer_links, link_pages
from itstart.services.customer_links import LinkOver
from itstart.web import errors, uploads
from itstart.web.customer_answers import ANSWERS_PER_ADDRESS, allowed, bp, letter_page, opened_link, over, unknown
from itstart.web.pages import go, is_fragment_request


@bp.get("/svar/dokument/side/<int:leaf>")
def picture(leaf: int) -> ResponseReturnValue:
    """One page of the file, as long as the file itself can be fetched."""
    link = opened_link()
    if link is None or customer_links.state(link) in {LinkState.REVOKED, LinkState.EXPIRED}:
        abort(404)
    return uploads.show_picture(link_pages.picture(link, leaf) or abort(404))


@bp.post("/svar/sider")
def more_pages() -> ResponseReturnValue:
    """Have the pages drawn, or the rest of them."""
    if not allowed("answer", ANSWERS_PER_ADDRESS):
        return errors.show(429)
    link = opened_link()
    if link is None:
        return unknown()
    try:
        exhibit = customer_links.look(link)
    except LinkOver as error:
        return over(error.link, changed=error.changed)
    link_pages.ask(link)
    if is_fragment_request():  # what is typed in the form beside it stays
        return letter_page(link, exhibit, fragment="pages")
    return go(url_for(".show", _anchor="pages"))
