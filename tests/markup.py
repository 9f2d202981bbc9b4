"""Faults in HTML that its parser lets through: values, references, what may stand inside what, and headings."""

import re
from collections.abc import Iterator

import html5lib
from bs4 import BeautifulSoup, Tag

NUMBERS = {"maxlength", "minlength", "rows", "cols", "size", "colspan", "rowspan", "tabindex"}
REFERENCES = {"for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "headers"}
CHOICES: dict[str, set[str]] = {
    "method": {"get", "post"},
    "scope": {"row", "col", "rowgroup", "colgroup"},
    "loading": {"lazy", "eager"},
    "inputmode": {"text", "numeric", "decimal", "email", "tel", "search", "url"},
    "autocomplete": {
        "off", "on", "name", "organization", "email", "tel", "postal-code", "username", "current-password",
        "new-password",
    },
}  # fmt: skip
CHILDREN: dict[str, set[str]] = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "select": {"option", "optgroup"},
    "table": {"caption", "thead", "tbody", "tfoot", "colgroup"}, "tr": {"td", "th"},
}  # fmt: skip
PARENTS = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "figcaption": {"figure"}}
INTERACTIVE = ("a[href]", "button", "select", "textarea", "input:not([type=hidden])", "summary")
SAYING = {"a", "button", "h1", "h2", "h3", "label", "caption", "option"}
_NUMBER = re.compile(r"-?\d+")
_ADDRESS = re.compile(r"[^\s<>\"{}|\\^`]*")


def faults(text: str) -> list[str]:
    """What is wrong with a whole page, in words; empty when nothing is."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    page = BeautifulSoup(text, "html5lib")
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    found = [f"the parser: {code} at {where}" for where, code, _ in parser.errors]
    found += [f"id twice: {name}" for name in sorted({name for name in ids if ids.count(name) > 1})]
    for tag in page.find_all(True):
        found += [f"<{tag.name}>: {fault}" for fault in (*_values(tag, set(ids)), *_places(tag))]
    return found + list(_headings(page))


def _values(tag: Tag, ids: set[str]) -> Iterator[str]:
    for name, given in tag.attrs.items():
        value = " ".join(given) if isinstance(given, list) else str(given)
        if name in NUMBERS and not _NUMBER.fullmatch(value):
            yield f"{name} is {value!r}"
        if name in CHOICES and value not in CHOICES[name]:
            yield f"{name} is {value!r}"
        if name in REFERENCES:
            yield from (f"{name} leads to {one!r}, which is not there" for one in value.split() if one not in ids)
        if name in {"href", "src", "action", "formaction"} and (not value or not _ADDRESS.fullmatch(value)):
            yield f"{name} is {value!r}"
        if value in {"None", "Undefined"} or "{{" in value or "{%" in value:
            yield f"{name} is {value!r}"


def _places(tag: Tag) -> Iterator[str]:
    allowed = CHILDREN.get(tag.name)
    if allowed:
        yield from (f"holds <{one.name}>" for one in tag.find_all(True, recursive=False) if one.name not in allowed)
        yield from ("holds loose text" for one in tag.find_all(string=True, recursive=False) if one.strip())
    above = tag.parent.name if tag.parent else ""
    if tag.name in PARENTS and above not in PARENTS[tag.name]:
        yield f"stands in <{above}>"
    if tag.name in {"a", "button"} and tag.select_one(", ".join(INTERACTIVE)):
        yield "holds something else to press"
    if tag.name in SAYING and above != "datalist" and not _is_said(tag):
        yield "says nothing"


def _is_said(tag: Tag) -> bool:
    pictures = tag.select("img[alt]:not([alt='']), svg[aria-label]")
    return bool(tag.get_text(strip=True) or tag.get("aria-label") or tag.get("label") or pictures)


def _headings(page: BeautifulSoup) -> Iterator[str]:
    before = 0
    for tag in page.select("h1, h2, h3, h4, h5, h6"):
        level = int(tag.name[1])
        if level > before + 1:
            yield f"<{tag.name}> {tag.get_text(strip=True)!r} comes after a heading of level {before}"
        before = level


_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_SELECT = re.compile(r"<select\b([^>]*)>\s*(?:<option\b([^>]*)>)?")


def quick_faults(text: str) -> list[str]:
    """The same of headings, and required choices made beforehand: fast enough for every page there is."""
    found, before = [], 0
    for level, said in _HEADING.findall(text):
        if int(level) > before + 1:
            found.append(f"<h{level}> {said.strip()!r} comes after a heading of level {before}")
        before = int(level)
    for select, option in _SELECT.findall(text):
        asked = re.search(r"\srequired\b", select) and not re.search(r"\smultiple\b", select)
        if asked and 'value=""' not in option:
            found.append(f"<select{select}> is required and has no empty choice")
    return found
