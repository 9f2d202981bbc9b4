"""The demo's library of material with real small files, two pieces of news, and the pages a site begins with. Twice is
once."""

import tomllib
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents.spreadsheet import Sheet, workbook
from itstart.models import Material, MaterialDownload, PublicPage, User
from itstart.rules.material import MaterialKind, PageKind
from itstart.rules.steps import StepKey
from itstart.services import material, pages, public_pages

_FILE = Path(__file__).parent.parent / "data" / "demo" / "material.toml"
_BY = "lise.ravnholt@ibiz.example"


def fill() -> None:
    """Make what is not there yet."""
    pages.fill_first()
    told = tomllib.loads(_FILE.read_text("utf-8"))
    lise = db.session.scalars(select(User).where(User.email == _BY)).one()
    if db.session.scalar(select(Material.id).limit(1)) is None:
        for place, piece in enumerate(told["material"]):
            _lay_out(lise, piece, place)
    if db.session.scalar(select(PublicPage.id).where(PublicPage.kind == PageKind.NEWS).limit(1)) is None:
        for place, news in enumerate(told["news"]):
            _tell(lise, news, days_ago=60 - 40 * place)


def _lay_out(actor: User, piece: dict[str, Any], place: int) -> None:
    first, *later = piece["version"]
    values = {
        "kind": MaterialKind(piece["kind"]),
        "step": StepKey(piece["step"]) if "step" in piece else None,
        "title": piece["title"],
        "text": piece["text"],
        "is_public": piece["public"],
    }
    found = material.add(actor, values, *_made(piece["title"], first))
    for version in later:
        material.add_version(actor, found, *_made(piece["title"], version), note=version["note"])
    for stored, version in zip(reversed(found.versions), piece["version"], strict=True):
        stored.made_at = clock.now() - timedelta(days=version["days_ago"])
        _fetched(found.slug, stored.number, version["days_ago"], 3 + 5 * place % 11)


def _fetched(slug: str, number: int, days: int, each: int) -> None:
    """Some downloads in the weeks after."""
    for week in range(1, min(4, days // 7) + 1):
        day = clock.today() - timedelta(days=days - 7 * week)
        db.session.add(MaterialDownload(key=slug, version=number, day=day, count=each + week))


def _tell(actor: User, news: dict[str, str], days_ago: int) -> None:
    page = public_pages.add(actor, PageKind.NEWS, news)
    public_pages.publish(actor, page, version=page.version)
    page.versions[0].published_at = clock.now() - timedelta(days=days_ago)
    db.session.flush()


# ---- the files -------------------------------------------------------------------------------------------


def _made(title: str, version: dict[str, Any]) -> tuple[str, bytes]:
    if "rows" in version:
        return f"{title}.xlsx", _sheet(title, version["rows"])
    return f"{title}.docx", _paper(title, version["body"])


def _sheet(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    head, *lines = rows
    sheet = Sheet(name="Ark", title=title, facts=[], columns=head, rows=lines)
    return workbook(sheet, created=clock.now())


def _paper(title: str, body: str) -> bytes:
    document = Document()
    document.core_properties.title, document.core_properties.author = title, "IBIZ-Center"
    document.core_properties.language = "da-DK"
    document.styles["Normal"].font.name = "Calibri"
    document.styles.element.find(".//" + qn("w:lang")).set(qn("w:val"), "da-DK")
    document.add_heading(title, level=1)
    for line in body.strip().splitlines():
        if line.startswith("## "):
            document.add_heading(line[3:], level=2)
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line:
            document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
