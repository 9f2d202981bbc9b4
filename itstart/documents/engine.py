"""Word documents from templates: docxtpl's template language, at the cost of what changes from document to document.

A template's plan is cached (plan.py). A rendering fills the compiled templates, finishes the XML, fills the contents
list, and writes the package with fixed time stamps: the same template, context and properties give the same bytes.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

from jinja2 import TemplateError
from lxml import etree

from itstart.documents import contents, fields
from itstart.documents.errors import TemplateProblem
from itstart.documents.filling import Filling
from itstart.documents.finish import finish
from itstart.documents.native_charts import NativeChart
from itstart.documents.new_parts import new_parts
from itstart.documents.package import StoredPart, write
from itstart.documents.plan import DOCUMENT, PARSER, Plan, TemplatePart, W, plan_of, serialised
from itstart.documents.properties import CORE_PART, DocumentProperties, core_xml
from itstart.documents.runs import finish_runs, finish_text, is_marked
from itstart.documents.values import REST_RUN, VALUE_RUN, Rendering, admit

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "docs_templates"
MAX_ROUNDS: Final = 3
# What is finished in the tree: values in runs of their own, kept rows, pictures' numbers, the contents list.
_UNFINISHED: Final = re.compile(f"{VALUE_RUN}|{REST_RUN}|keepNext|cantSplit|docPr|instrText")


@dataclass(frozen=True)
class RenderedDocument:
    """A finished .docx, and what is missing in it: in reading order, each gap once.

    `template_sha256` is the template it was made in; `notice` says in Danish why that is not the one asked for.
    """

    content: bytes
    missing: tuple[str, ...]
    template_sha256: str = ""
    notice: str = ""


@dataclass(frozen=True)
class RenderedText:
    """The text of a document, as a tree that is not yet a file, with its gaps, the bytes of its template, and what its
    drawings show."""

    root: etree._Element
    missing: tuple[str, ...]
    template: bytes
    charts: tuple[NativeChart, ...] = ()


class WordTemplate:
    """`WordTemplate("kontrakt")` is `docs_templates/kontrakt.docx`.

    Raises TemplateProblem when it is not there or is broken.
    """

    def __init__(self, name: str, folder: Path = TEMPLATES) -> None:
        path = folder / f"{name}.docx"
        try:
            stat = path.stat()
        except FileNotFoundError:
            raise TemplateProblem(f"Skabelonen {name} findes ikke.") from None
        self.name = name
        self._blob: bytes = _file(path, stat.st_mtime_ns, stat.st_size)

    @classmethod
    def from_bytes(cls, name: str, blob: bytes) -> "WordTemplate":
        """A template that does not lie in the folder (staff's own)."""
        template = object.__new__(cls)
        template.name, template._blob = name, blob
        return template

    @property
    def plan(self) -> Plan:
        """What is known from the template alone."""
        return plan_of(self._blob)

    @property
    def blob(self) -> bytes:
        """The file itself."""
        return self._blob

    @property
    def sha256(self) -> str:
        """The template's version: the hash of its bytes."""
        return hashlib.sha256(self._blob).hexdigest()

    def fields(self) -> tuple[str, ...]:
        """Dotted paths that the template uses, headers and footers included, sorted."""
        return self.plan.fields

    def unknown_fields(self, sample: Mapping[str, object]) -> tuple[str, ...]:
        """Fields that the sample context does not have, each with a suggestion when there is one."""
        return tuple(dict.fromkeys(fields.unknown(self.fields(), sample)))

    def render(
        self, context: Mapping[str, object], *, properties: DocumentProperties, paginate: bool = False
    ) -> RenderedDocument:
        """Fills the template.

        `context` holds plain values and this package's value classes only (ContextError otherwise). With `paginate`
        the contents list gets its page numbers from LibreOffice, when it is installed; otherwise from an estimate.
        Raises TemplateProblem when the template and the context do not agree, or the result would not be a Word
        document.
        """
        rendering, texts = self._filled(context, self.plan.parts)
        document = texts.pop(DOCUMENT)
        rest = {name: self._checked(name, text) for name, text in texts.items()}
        rest |= new_parts(rendering, self.plan)
        rest[CORE_PART] = core_xml(properties)
        if self.plan.column_loops or _UNFINISHED.search(document):
            content = self._finished(document, lambda body: self._package(body, rest), paginate=paginate)
        else:
            content = self._package(self._checked(DOCUMENT, document), rest)
        return RenderedDocument(content, tuple(rendering.gaps), self.sha256)

    def text(self, context: Mapping[str, object]) -> RenderedText:
        """The document's text alone, to be looked at: no header, footer, contents list or file. Raises as `render`."""
        rendering, texts = self._filled(context, [part for part in self.plan.parts if part.name == DOCUMENT])
        return RenderedText(self._parsed(texts[DOCUMENT]), tuple(rendering.gaps), self._blob, tuple(rendering.charts))

    def _finished(self, document: str, write: contents.Write, *, paginate: bool) -> bytes:
        """The package of a document in which something is left to do once its length is known."""
        text = finish_text(document)
        root = self._parsed(text)
        finish(root, column_loops=self.plan.column_loops, runs=is_marked(text))
        return contents.fill(root, self.plan, write, paginate=paginate)

    def _filled(self, context: Mapping[str, object], parts: Sequence[TemplatePart]) -> tuple[Rendering, dict[str, str]]:
        """The rendered parts; the list of the document's gaps again when it was not complete."""
        plain = admit(context)
        assert isinstance(plain, dict)
        filling = Filling(self.plan, parts)
        gaps: list[str] = []
        for _ in range(MAX_ROUNDS):
            try:
                rendering, texts = filling.fill(plain, gaps)
            except TemplateError as exc:
                raise TemplateProblem(f"Skabelonen {self.name}: {exc.message}") from exc
            except (TypeError, ValueError, ArithmeticError) as exc:
                raise TemplateProblem(f"Skabelonen {self.name}: {exc}") from exc
            if not self.plan.lists_gaps or list(rendering.gaps) == gaps:
                break
            gaps = list(rendering.gaps)
        return rendering, texts

    def _parsed(self, text: str) -> etree._Element:
        try:
            return etree.fromstring(text.encode(), PARSER)
        except etree.XMLSyntaxError as exc:
            raise TemplateProblem(f"Skabelonen {self.name} giver et ødelagt dokument: {exc}") from exc

    def _checked(self, name: str, text: str) -> bytes:
        """A header or footer: well-formed, or nothing is written."""
        if is_marked(text):
            root = self._parsed(text)
            finish_runs(root.iter(f"{W}r"))
            return serialised(root)
        try:
            expat.ParserCreate().Parse(text, True)
        except expat.ExpatError as exc:
            raise TemplateProblem(f"Skabelonen {self.name} giver et ødelagt dokument i {name}: {exc}") from exc
        return text.encode()

    def _package(self, body: bytes, rest: Mapping[str, bytes]) -> bytes:
        """The parts in the template's order, the text and new parts last."""
        fresh = {DOCUMENT: StoredPart.of(body)} | {name: StoredPart.of(data) for name, data in rest.items()}
        return write({**self.plan.static, **fresh}.items())


@lru_cache(maxsize=32)
def _file(path: Path, _changed_ns: int, _size: int) -> bytes:
    """The file's bytes; read again when the file has changed."""
    return path.read_bytes()
