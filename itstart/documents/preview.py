"""A Word document as clean HTML, to read on a phone: mammoth reads it, nh3 lets only known tags through."""

import re
from collections import OrderedDict
from io import BytesIO
from threading import Lock

import nh3
from markupsafe import Markup

from itstart.documents import figures

TAGS = {
    *("h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("strong", "em", "br", "sup", "sub"),
}
_STYLES = """
p[style-name='Title'] => h2:fresh
p[style-name='heading 1'] => h3:fresh
p[style-name='Heading 1'] => h3:fresh
p[style-name='Bilag'] => h3:fresh
p[style-name='heading 2'] => h4:fresh
p[style-name='Heading 2'] => h4:fresh
p[style-name='Mellemrubrik'] => h4:fresh
p[style-name='heading 3'] => h5:fresh
p[style-name='Heading 3'] => h5:fresh
p[style-name='Klausul'] => p:fresh
p[style-name='Forside mærke'] => !
p[style-name='Forside note'] => !
p[style-name^='toc'] => !
r[style-name='Stærk'] => strong
r[style-name='Mangler'] => em
"""
_HEADING = re.compile(r"<(/?)h([2-5])>")
_EMPTY = re.compile(r"<(p|h[2-5]|li)>(?:\s|\u00a0|<br ?/?>)*</\1>")
_CONTENTS = "<p>Indhold</p>"
_MOST = 16
FIRST_LEVEL = 3

_made: OrderedDict[str, Markup] = OrderedDict()
_lock = Lock()


def to_html(docx: bytes, *, key: str) -> Markup:
    """The text of the document as safe HTML, its figures in words; `key` is the fingerprint of the bytes.

    Headings begin at the third level: the page around it has the two above.
    """
    with _lock:
        if key in _made:
            _made.move_to_end(key)
            return _made[key]
    html = _clean(docx)
    with _lock:
        _made[key] = html
        while len(_made) > _MOST:
            _made.popitem(last=False)
    return html


def _clean(docx: bytes) -> Markup:
    import mammoth

    raw = mammoth.convert_to_html(
        BytesIO(figures.in_words(docx)), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _image: {}),
        include_embedded_style_map=False, external_file_access=False,
    )  # fmt: skip
    html: str = nh3.clean(raw.value, tags=TAGS, attributes={"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}})
    tidy = _without_jumps(_EMPTY.sub("", html).replace(_CONTENTS, ""))
    return Markup(tidy)  # noqa: S704 - cleaned by nh3 above


def _without_jumps(html: str) -> str:
    """Headings from the third level down, one level at a time, as those who listen to a page expect."""
    open_: list[tuple[int, int]] = []

    def step(found: re.Match[str]) -> str:
        level = int(found[2])
        if not found[1]:
            while open_ and open_[-1][0] >= level:
                open_.pop()
            open_.append((level, min(6, open_[-1][1] + 1 if open_ else FIRST_LEVEL)))
        return f"<{found[1]}h{open_[-1][1]}>"

    return _HEADING.sub(step, html)
