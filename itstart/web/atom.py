"""A list of the public site as an Atom feed (RFC 4287), for those who follow it in a news reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from flask import Response, request

from itstart.services import files, settings
from itstart.web import site

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
MOST = 20
_NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the list. `path` is its page; moments are aware; `html` is the whole text where it may be copied."""

    title: str
    path: str
    updated: datetime
    summary: str
    published: datetime | None = None
    html: str = ""


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _add(feed: ET.Element, entry: Entry) -> None:
    node, here = ET.SubElement(feed, "entry"), site.absolute(entry.path)
    ET.SubElement(node, "title").text = entry.title
    ET.SubElement(node, "id").text = here
    ET.SubElement(node, "link", href=here)
    if entry.published:
        ET.SubElement(node, "published").text = _stamp(entry.published)
    ET.SubElement(node, "updated").text = _stamp(entry.updated)
    ET.SubElement(node, "summary").text = entry.summary
    if entry.html:
        ET.SubElement(node, "content", type="html").text = entry.html


def answer(title: str, index: str, entries: Sequence[Entry]) -> Response:
    """The feed of the list at `index`, kept by ETag as the pages are; at most MOST entries, in the order given."""
    shown, here = entries[:MOST], site.absolute(request.path)
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "da"})
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "id").text = here
    ET.SubElement(root, "link", rel="self", href=here)
    ET.SubElement(root, "link", href=site.absolute(index))
    author = ET.SubElement(root, "author")
    ET.SubElement(author, "name").text = settings.center_name()
    ET.SubElement(root, "updated").text = _stamp(max((entry.updated for entry in shown), default=_NOTHING_YET))
    for entry in shown:
        _add(root, entry)
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return site.kept(Response(body, mimetype=MEDIA_TYPE), files.fingerprint(body))
