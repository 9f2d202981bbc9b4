"""Word, PDF and charts. Knows no tables and no HTTP: plain values in, bytes out."""

from itstart.documents.blocks import Bullets, Paragraphs, PriorityMark, Rich, Styled
from itstart.documents.engine import RenderedDocument, WordTemplate
from itstart.documents.errors import ContextError, DocumentError, PdfError, TemplateBusy, TemplateProblem
from itstart.documents.missing import Missing
from itstart.documents.native_charts import BarChart, GanttChart, GanttRow
from itstart.documents.pictures import Picture
from itstart.documents.properties import DocumentProperties

__all__ = [
    "BarChart",
    "Bullets",
    "ContextError",
    "DocumentError",
    "DocumentProperties",
    "GanttChart",
    "GanttRow",
    "Missing",
    "Paragraphs",
    "PdfError",
    "Picture",
    "PriorityMark",
    "RenderedDocument",
    "Rich",
    "Styled",
    "TemplateBusy",
    "TemplateProblem",
    "WordTemplate",
]
