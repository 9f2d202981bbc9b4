"""It-start's Word house style: one look for every document. A template is a `Document`."""

from docs_templates.source.house_style.document import Document
from docs_templates.source.house_style.package import FIRM_FOOTER, FIRM_HEADER
from docs_templates.source.house_style.palette import TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE
from docs_templates.source.house_style.tables import Column, Group, Para, Row, Tag, Total, each
from docs_templates.source.house_style.text import NBSP, mark

__all__ = [
    "FIRM_FOOTER",
    "FIRM_HEADER",
    "NBSP",
    "TEXT_WIDTH",
    "TEXT_WIDTH_LANDSCAPE",
    "Column",
    "Document",
    "Group",
    "Para",
    "Row",
    "Tag",
    "Total",
    "each",
    "mark",
]
