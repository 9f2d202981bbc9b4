"""A word of its own in every text column of one firm's rows, and a crawl that reads all somebody can come to."""

import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import Column, Enum, String, Table, UniqueConstraint, func, select, update
from werkzeug.exceptions import HTTPException

from itstart.db import db
from tests.browser import Browser

WORD = re.compile(r"kanarie(\d{4})fugl")
# Columns the program itself reads: another value would be another thing, not another text.
READ_BY_PROGRAM = {
    "key", "code", "kind", "slug", "sha256", "media_type", "number", "cvr", "email", "token_hash", "content_hash",
    "state", "bucket", "location", "password_hash", "sealed_key", "postal_code", "municipality_code", "version",
    "recipient", "phone", "category", "category_key", "industry_code", "source", "answer", "deliverable", "template",
    "version_key", "city", "link", "type", "scale", "template_sha256",
}  # fmt: skip


def _texts(table: Table) -> Iterator[Column[str]]:
    together = [list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    together += [list(one.columns) for one in table.indexes if one.unique]
    tied = {column.name for columns in together for column in columns}
    for column in table.columns:
        plain = isinstance(column.type, String) and not isinstance(column.type, Enum)
        room = (getattr(column.type, "length", None) or 999) >= 20
        free = not (column.unique or column.foreign_keys or column.primary_key)
        if plain and room and free and column.name not in READ_BY_PROGRAM | tied:
            yield column


def hide(text: str = "") -> dict[str, str]:
    """Put a word in every text column that has text; gives {word: "table.column"} of those. Or the same text in all."""
    hidden: dict[str, str] = {}
    for table in db.metadata.sorted_tables:
        for column in _texts(table):
            name, word = f"{table.name}.{column.name}", f"kanarie{len(hidden) + 1:04}fugl"
            filled = func.length(column) > 0
            if not db.session.scalar(select(func.count()).select_from(table).where(filled)):
                continue
            db.session.execute(update(table).where(filled).values({column.name: text or word}))
            hidden[word] = name
    db.session.commit()
    db.session.expire_all()
    return hidden


def _read(data: bytes) -> str:
    """The words of an answer; files that are zips (docx, xlsx, zip) are opened, also inside each other."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return " ".join([*package.namelist(), *(_read(package.read(name)) for name in package.namelist())])


def starts(app: Flask) -> list[str]:
    """Every address without parts, and what is asked by searching for the word."""
    plain = [rule.rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())]
    return [*sorted(set(plain)), *(f"{path}?q=kanarie" for path in ("/sager/", "/soeg", "/leverandoerer", "/viden"))]


def crawl(browser: Browser, begin: list[str], *, each: int) -> Iterator[tuple[str, str]]:
    """(address, words) of everything one can click to from some addresses, at most `each` of every endpoint."""
    waiting, seen, visits = deque(begin), set(begin), Counter[str]()
    find = browser.app.url_map.bind("localhost").match
    while waiting:
        path = waiting.popleft()
        db.session.rollback()
        with Context().run(browser.client.get, path, follow_redirects=True) as answer:
            data, mimetype, status = answer.data, answer.mimetype or "", answer.status_code
        assert status < 500, f"{status} at {path}"
        yield path, _read(data)
        links = BeautifulSoup(data, "html.parser").select("a[href]") if mimetype == "text/html" else []
        for target in dict.fromkeys(str(link["href"]) for link in links):
            endpoint = _endpoint(find, target)
            if endpoint and target not in seen and visits[endpoint] < each:
                seen.add(target)
                visits[endpoint] += 1
                waiting.append(target)


def _endpoint(find: Callable[[str], Any], target: str) -> str:
    """Where a link in this application leads, or nothing."""
    path = urlsplit(target).path
    if not path.startswith("/") or target.startswith("//"):
        return ""
    try:
        return str(find(path)[0])
    except HTTPException:
        return ""


def heard(browser: Browser, begin: list[str], hidden: dict[str, str], *, each: int) -> dict[str, str]:
    """{"table.column": where} of every word that was met."""
    met: dict[str, str] = {}
    for path, words in crawl(browser, begin, each=each):
        for number in WORD.findall(words):
            met.setdefault(hidden[f"kanarie{number}fugl"], path)
    return met
