"""Nothing tells what lies under the seal, until the bids are opened."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextvars import Context
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents.checks import text_of
from itstart.models import Bid, CustomerCase, PriceLine, RequirementResponse, User
from itstart.services import documents
from itstart.steps import DELIVERABLES, find_deliverable
from itstart.steps.selection.assessment import assess
from itstart.steps.tender import response_form
from tests.browser import Browser, Page

SECRETS = ("7.654.321", "7654321", "Kanariefugl")


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def url(case: CustomerCase, rest: str = "") -> str:
    return f"/sager/{case.number}/valg/modtagelse{rest}"


def _seal(case: CustomerCase, *, hours: int) -> None:
    """Sealed, with a deadline so many hours ahead."""
    case.tender.sealed_opening = True
    case.tender.bid_deadline_at = clock.now() + timedelta(hours=hours)
    db.session.commit()
    db.session.expire_all()


def _hide_canaries(case: CustomerCase) -> None:
    """Something in every column a bid is made of."""
    for bid in db.session.scalars(select(Bid)):
        bid.product, bid.exit_cost_dkk, bid.internal_hours = "Kanariefugl ERP", 7_654_321, None
        bid.reservations = bid.reservations_meaning = "Kanariefugl"
    for line in db.session.scalars(select(PriceLine)):
        line.label, line.amount_dkk = "Kanariefugl", 7_654_321
    for response in db.session.scalars(select(RequirementResponse)):
        response.vendor_comment = response.available = response.score_reason = "Kanariefugl"
        response.extra_price_dkk = 7_654_321
    for check in case.reference_checks:
        check.notes = ""
    db.session.commit()


def _words(page: Page) -> str:
    return page.text.replace("\u00a0", " ")


def _pages(browser: Browser, case: CustomerCase) -> Iterator[tuple[str, str]]:
    """Every page and file of the case one can click to, from its own page on; one of those that differ by number."""
    root = f"/sager/{case.number}"
    db.session.commit()
    waiting, seen = [root, "/sager/"], {""}
    while waiting:
        path = waiting.pop()
        db.session.rollback()
        page = Page(Context().run(browser.client.get, path, follow_redirects=True))
        if page.data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(page.data)) as package:
                yield path, " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
            continue
        yield path, _words(page) or page.data.decode("utf-8", "replace")
        for link in page.html.select("a[href]"):
            found = urlsplit(str(link["href"]))
            target = f"{found.path}?{found.query}".rstrip("?")
            target = re.sub(r"[?&](retur|hjaelp)=[^&]*", "", target)
            shape = target.removeprefix(root) if "om=V" in target else re.sub(r"\d+", "1", target.removeprefix(root))
            if found.path.startswith(root) and shape not in seen:
                seen.add(shape)
                waiting.append(target)


def test_no_page_document_or_export_tells_what_lies_under_the_seal(here: Browser, case: CustomerCase) -> None:
    _hide_canaries(case)
    _seal(case, hours=48)
    visited = 0
    for path, words in _pages(here, case):
        visited += 1
        for secret in SECRETS:
            assert secret not in words, f"{secret} in {path}"
    assert visited > 70
    for key in DELIVERABLES:
        words = text_of(documents.draft(case, find_deliverable(key)).content).replace("\u00a0", " ")
        for secret in SECRETS:
            assert secret not in words, f"{secret} in {key}"
    exported = here.get(f"/sager/{case.number}/eksport").data.decode()
    assert not any(secret in exported for secret in SECRETS)
    assert assess(case).all == ()
    assert "33 krav, 0 tilbud" in here.get(f"/sager/{case.number}/valg/krav-for-krav").shown()


def test_the_canary_sings_when_the_bids_are_opened(here: Browser, case: CustomerCase) -> None:
    _hide_canaries(case)
    _seal(case, hours=-1)
    assert "Åbn tilbuddene" in here.get(url(case)).shown()
    assert here.post(url(case, "/aabn")).status_code == 303
    assert case.tender.bids_opened_by == "Mette Hedelund"
    assert "7.654.321" in _words(here.get(f"/sager/{case.number}/valg/tilbud?om=V-1"))
    assert "Mette Hedelund åbnede dem" in here.get(url(case)).shown()
    words = text_of(documents.draft(case, find_deliverable("leverandoervurdering")).content)
    assert "Tilbuddene var forseglede. Mette Hedelund åbnede dem kl." in words
    assert "åbnede tilbuddene" in [event.text for event in case.events]


def test_no_form_is_read_in_under_the_seal(here: Browser, case: CustomerCase) -> None:
    case.evaluation.decided_on = None
    form = response_form.build(case, case.vendors[0])
    files = f"/sager/{case.number}/valg/tilbud/indlaes"
    here.post(files, {"files": (BytesIO(form), "svar.xlsx")})
    assert here.get(f"{files}/1").status_code == 200
    _seal(case, hours=48)

    assert here.get(files).location.endswith("/valg/tilbud")
    assert here.post(files, {"files": (BytesIO(form + b" "), "andet.xlsx")}).status_code == 409
    for path in (f"{files}/1", f"{files}/1/original"):
        assert here.get(path).status_code == 409
    for path in (f"{files}/1", f"{files}/1/kasser"):
        assert here.post(path).status_code == 409
