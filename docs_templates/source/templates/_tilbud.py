"""The valid bids in order: the same table in the evaluation and in the memo, each in its own widths."""

from collections.abc import Sequence

from docs_templates.source.house_style.document import Document
from docs_templates.source.house_style.tables import Column

_CELLS = [
    "**{{ v.plads }}**",
    "**{{ v.navn }}**",
    "**{{ v.point }}**",
    "{{ v.tco }}",
    "{{ v.engang }}",
    "{{ v.foerste_aar }}",
    "{{ v.ramme }}",
]


def valid_bids(d: Document, widths: Sequence[float], total: str, caption: str) -> None:
    """The table; `total` is the head over the money of all years. Bids without a place are in no order yet."""
    heads = ("Nr.", "Leverandør", "Point", total, "Engangspris", "Første år", "Inden for rammen")
    kinds = ("midt", "text", "tal", "tal", "tal", "tal", "text")
    columns = [Column(width, head, kind) for width, head, kind in zip(widths, heads, kinds, strict=True)]
    order = '{% if tilbud[0].plads != "–" %}, bedste først{% else %}, endnu uden rækkefølge{% endif %}'
    d.list_table("tilbud", "v", columns, _CELLS, caption=caption + order, alt=caption)
