"""Cleaning and escaping of text on its way into a Word document."""

import re
from functools import lru_cache

from itstart.documents.marks import like

# Not XML 1.0, plus BEL and FF, which docxtpl would turn into paragraphs and page breaks.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNIT = r"(?:kr\.|%|(?:år|timer|tryk|dage|uger|point)\b)"
_MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b"
# It begins with the digit: where there is none, the search is over at once.
_GLUE = re.compile(rf"(\d(?:(?= {_UNIT})|\.(?= {_MONTH}))) ")
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def clean(text: str) -> str:
    """Text with one kind of line end and nothing that XML cannot hold. Idempotent."""
    if text.isprintable():  # most texts: nothing to do
        return text
    return like(text, _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text)))


def typographic(text: str) -> str:
    """Numbers stay with their unit and days with their month: a no-break space between them."""
    return _GLUE.sub(_glued, text)


def _glued(found: re.Match[str]) -> str:
    return f"{found[1]}\u00a0"


def xml(text: str) -> str:
    """Escaped text without line breaks of its own; tabs become spaces."""
    plain = typographic(clean(text)).replace("\t", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("'", "&#39;").replace('"', "&#34;")


def inline(text: str) -> str:
    """Escaped text for inside `<w:t>`: line breaks become `<w:br/>`."""
    return xml(text).replace("\n", BREAK)


@lru_cache(maxsize=8_000)
def short(text: str) -> str:
    """The same, remembered: for names, numbers and fixed words, which a document says again and again."""
    return inline(text)
