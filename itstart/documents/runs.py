"""The runs around a value: it closed the run it stands in, and it and the rest get that run's formatting back.

Most are put right in the document's text, since a tree costs what all of its elements cost. What does not stand as this
package writes it (fields, drawings and other namespaces in the same row of runs) keeps its marks, for the tree.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from lxml import etree

from itstart.documents.plan import NS, W
from itstart.documents.schema_order import RUN_ORDER
from itstart.documents.values import REST_RUN, VALUE_RUN

_MARK: Final = f"{W}rsidRPr"
_RUN: Final = f"{W}r"
_VALUE, _REST = (f'<w:r w:rsidRPr="{mark}">' for mark in (VALUE_RUN, REST_RUN))
_BOTH: Final = _VALUE[: -len('A">')]  # what they begin with
_END: Final = "</w:r>"
# A run of words and breaks: its formatting, and what stands in it.
_PLAIN: Final = re.compile(
    "<w:r(?: [^>]*)?>(?:<w:rPr>((?:<[^<>]*/>)*)</w:rPr>)?((?:<w:t(?: [^>]*)?>[^<]*</w:t>|<w:br/>|<w:tab/>)*)</w:r>"
)
_EMPTY: Final = re.compile("(?:<w:t(?: [^>]*)?></w:t>)*")
_WORDS: Final = re.compile("<w:t[ >]")


def is_marked(text: str) -> bool:
    """Whether a run is left to be put right."""
    return VALUE_RUN in text or REST_RUN in text


# ---- in the text -------------------------------------------------------------------------------------------------


def finish_text(text: str) -> str:
    """The XML of a document where every plain row of runs is put right, and the others are as they were."""
    out, done, at = [], 0, text.find(_BOTH)
    while at >= 0:
        start, row = _base_of(text, done, at), _row(text, at)
        made = None if start < 0 or not row else _finished(text[start:at], row)
        end = row[-1].end() if row else at + len(_BOTH)
        if made is not None:
            out += [text[done:start], made]
            done = end
        at = text.find(_BOTH, end)
    return "".join(out) + text[done:]


def _base_of(text: str, done: int, at: int) -> int:
    """Where the run begins that the marked one stands after; `at` when it is the first of its paragraph, else -1."""
    if text.endswith(_END, done, at):
        return max(text.rfind("<w:r>", done, at), text.rfind("<w:r ", done, at))
    return at if text.endswith(("</w:pPr>", "<w:p>"), done, at) else -1


def _row(text: str, at: int) -> list[re.Match[str]]:
    """The marked runs from here, one right after the other; none when one of them is not plain."""
    row: list[re.Match[str]] = []
    while text.startswith(_BOTH, at):
        found = _PLAIN.match(text, at) if text.startswith((_VALUE, _REST), at) else None
        if found is None:
            return []
        row.append(found)
        at = found.end()
    return row


def _finished(before: str, row: list[re.Match[str]]) -> str | None:
    """The run before them, if any, and the marked runs as they stay; None when they must be left for the tree."""
    base = _PLAIN.fullmatch(before)
    if before and base is None:
        return None
    given = base[1] or "" if base and _WORDS.search(base[2]) else ""
    lost = base is not None and row[0][0].startswith(_VALUE) and _EMPTY.fullmatch(base[2])
    out = "" if lost else before
    for run in row:
        if not _EMPTY.fullmatch(run[2]):
            properties = _properties(given, run[1])
            if properties is None:
                return None
            out += f"<w:r>{properties}{run[2]}{_END}"
    return out


@lru_cache(maxsize=1_000)
def _properties(given: str, own: str | None) -> str | None:
    """A run's own formatting with what it gets from the one before it; None when it says what is not known here."""
    kept = "" if own is None else f"<w:rPr>{own}</w:rPr>"
    if not given:
        return kept
    try:
        base, run = etree.fromstring(f'<w:p xmlns:w="{NS}"><w:r><w:rPr>{given}</w:rPr></w:r><w:r>{kept}</w:r></w:p>')
    except etree.XMLSyntaxError:
        return None
    _inherit(run, base)
    return "".join(
        etree.tostring(properties, encoding="unicode").replace(f' xmlns:w="{NS}"', "", 1)
        for properties in run.findall(f"{W}rPr")
    )


# ---- in the tree -------------------------------------------------------------------------------------------------


def finish_runs(runs: Iterable[etree._Element]) -> None:
    """The marked ones of these runs, and the empty ones beside them."""
    marked = [run for run in runs if run.get(_MARK) in (VALUE_RUN, REST_RUN)]
    for run in marked:
        base = _run_before(run)
        if base is not None:
            _inherit(run, base)
    beside = [run.getprevious() for run in marked if run.get(_MARK) == VALUE_RUN]
    for run in marked:
        del run.attrib[_MARK]
    for run in (*marked, *beside):
        parent = None if run is None or run.tag != _RUN else run.getparent()
        if run is not None and parent is not None and _is_empty(run):
            parent.remove(run)


def _run_before(run: etree._Element) -> etree._Element | None:
    """The unmarked run that the value was written in; None when a block value made the whole paragraph."""
    for sibling in run.itersiblings(f"{W}r", preceding=True):
        if sibling.get(_MARK) not in (VALUE_RUN, REST_RUN):
            return sibling if sibling.find(f"{W}t") is not None else None
    return None


def _inherit(run: etree._Element, base: etree._Element) -> None:
    given = base.find(f"{W}rPr")
    if given is None or not len(given):
        return
    own = run.find(f"{W}rPr")
    if own is None:
        own = etree.Element(f"{W}rPr")
        run.insert(0, own)
    names = {child.tag for child in own}
    styled = f"{W}rStyle" in names
    for child in given:
        if child.tag not in names and not (styled and child.tag in (f"{W}rStyle", f"{W}color", f"{W}shd")):
            copy = etree.SubElement(own, str(child.tag))
            copy.attrib.update(child.attrib)
    own[:] = sorted(own, key=lambda e: RUN_ORDER.get(str(e.tag), len(RUN_ORDER)))


def _is_empty(run: etree._Element) -> bool:
    return all(child.tag == f"{W}rPr" or (child.tag == f"{W}t" and not child.text) for child in run)
