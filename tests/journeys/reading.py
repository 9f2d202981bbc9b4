"""Steps that several journeys share, and what they read back."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor


def opened_case(visitor: Visitor, name: str, cvr: str, title: str) -> str:
    """Open a case through the form; returns its address."""
    visitor.go("/sager/")
    visitor.follow("Opret ny sag")
    visitor.fill("Kundens navn", name)
    visitor.fill("CVR-nummer", cvr)
    visitor.fill("Hvad handler sagen om?", title)
    visitor.page.get_by_label("Hvor kommer kunden fra?").select_option(index=1)
    visitor.press("Opret sagen")
    expect(visitor.page).to_have_url(re.compile(r"/sager/\d{4}-\d+$"))
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(title)
    return urlsplit(visitor.page.url).path


def download(visitor: Visitor, name: str) -> bytes:
    """Fetch a document by the link with its name on the page that is open."""
    with visitor.page.expect_download(timeout=20_000) as coming:
        visitor.page.locator("a[href*='/dokumenter/']").get_by_text(name, exact=True).first.click()
    file = coming.value
    assert file.suggested_filename.endswith(f" {name}.docx"), file.suggested_filename
    return Path(file.path()).read_bytes()
