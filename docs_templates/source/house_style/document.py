"""A template in the making: call its methods in reading order, then `to_bytes`."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from docs_templates.source.house_style import tables
from docs_templates.source.house_style.package import package_bytes
from docs_templates.source.house_style.palette import PAGE_HEIGHT, PAGE_WIDTH, SIDE_MARGIN, TEXT_WIDTH, cm
from docs_templates.source.house_style.tables import Column, Row, each
from docs_templates.source.house_style.text import paragraph
from docs_templates.source.house_style.xml import field, style_id

_PAGE_BREAK = '<w:pageBreakBefore/><w:spacing w:before="0"/>'
_STYLED = re.compile(r'(<w:pPr><w:pStyle w:val="\w+"/>)')


class Document:
    """One template. Text may hold docxtpl tags, **bold** and [[Character style|words]]."""

    def __init__(
        self, title: str, *, clauses: bool = False, annex_format: str = "upperLetter", has_cover: bool = True,
        of_firm: bool = False,
    ) -> None:  # fmt: skip
        self.title = title
        self._has_cover = has_cover
        self._clauses = clauses
        self._annex_format = annex_format
        self._of_firm = of_firm
        self._body: list[str] = []

    # Text

    def p(self, text: str, style: str | None = None, extra: str = "") -> None:
        """A paragraph; straight after a table it gets the air a table needs."""
        if style is None and self._after_table():
            style = "Efter tabel"
        if style == "Underskrift":
            self._hold(2)
        self._body.append(paragraph(text, style, extra))

    def h1(self, text: str, *, new_page: bool = False) -> None:
        """A numbered chapter."""
        self.p(text, "heading 1", _PAGE_BREAK if new_page else "")

    def h2(self, text: str) -> None:
        """A numbered section."""
        self.p(text, "heading 2")

    def h3(self, text: str) -> None:
        """A small heading without number, not in the contents list."""
        self.p(text, "heading 3")

    def annex(self, text: str) -> None:
        """A lettered (or numbered) annex on a page of its own."""
        self.p(text, "Bilag")

    def clause(self, text: str) -> None:
        """A contract clause numbered below its chapter (8.1). Needs Document(clauses=True)."""
        self.p(text, "Klausul")

    def bullets(self, *items: str) -> None:
        """A list with dots. The line that announces it stays with it, and neither first nor last item stands alone."""
        if self._body and self._body[-1].endswith(":</w:t></w:r></w:p>"):
            self._hold()
        for i, item in enumerate(items):
            together = len(items) > 2 and i in {0, len(items) - 2}
            self.p(item, "List Bullet", tables.KEEP if together else "")

    def bullets_each(self, variable: str, items: str, text: str) -> None:
        """A dot for each value of a list."""
        with self.loop(variable, items):
            self.p(text, "List Bullet")

    def block(self, field_name: str, style: str | None = None) -> None:
        """A value that fills whole paragraphs (Paragraphs, Bullets, or a long text of the case)."""
        self.p(f"{{{{p {field_name} }}}}", style)

    def callout(self, kind: str, label: str, text: str) -> None:
        """A box: kind Vigtigt, Anbefaling or Metode. One paragraph; line feeds are line breaks."""
        self.p(f"[[Boksetiket {kind}|{label}]]\n{text}", f"Boks {kind}")

    def note(self, text: str) -> None:
        """Small grey text under a table."""
        self.p(text, "Tabelnote")

    def signature(self, text: str) -> None:
        """A line to sign on, with what belongs under it."""
        self.p(text, "Underskrift")

    # Conditions and loops around whole paragraphs and tables

    def tag(self, code: str) -> None:
        """A docxtpl paragraph tag."""
        self._body.append(paragraph(f"{{%p {code} %}}"))

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """What is written inside disappears when the condition is false."""
        self.tag(f"if {condition}")
        yield
        self.tag("endif")

    @contextmanager
    def loop(self, variable: str, items: str) -> Iterator[None]:
        """What is written inside is repeated for each value."""
        self.tag(f"for {variable} in {items}")
        yield
        self.tag("endfor")

    # Tables and figures

    def caption(self, text: str) -> None:
        """The line over a table; the paragraph before it comes along to the next page."""
        self._hold()
        self.p(text, "caption")

    def table(
        self, columns: Sequence[Column], rows: Sequence[Row], *, alt: str, style: str = "It-start Tabel",
        width: int = TEXT_WIDTH, keep: bool = False,
    ) -> None:  # fmt: skip
        """A table; see tables.data_table. Wrap it in `when` if its list may be empty."""
        self._hold()
        self._body.append(tables.data_table(columns, rows, alt=alt, style=style, width=width, keep=keep))

    def list_table(
        self, items: str, variable: str, columns: Sequence[Column], cells: Sequence[tables.Cell], *, caption: str,
        total: tables.Total | None = None, keep: bool = True, alt: str | None = None,
    ) -> None:  # fmt: skip
        """Caption and table with a row for each value of `items`; both disappear when there is none."""
        rows = each(variable, items, *cells)
        with self.when(items):
            self.caption(caption)
            self.table(columns, [*rows, total] if total else rows, alt=alt or caption, keep=keep)

    def facts(
        self, rows: Sequence[tuple[str, str]], *, alt: str, label_cm: float = 4.6, indent_cm: float = 0.0,
        style: str = "Tabeltekst", conditions: Sequence[str | None] = (),
    ) -> None:  # fmt: skip
        """Labels and values; see tables.fact_table."""
        self._hold()
        self._body.append(
            tables.fact_table(rows, alt=alt, label_cm=label_cm, indent_cm=indent_cm, style=style, conditions=conditions)
        )

    def key_figures(self, items: Sequence[tuple[str, str]], *, alt: str) -> None:
        """At most four boxes with a figure and a line."""
        self._body.append(tables.key_figures(items, alt=alt))

    def figure(self, value: str, text: str) -> None:
        """A chart from the context (its alt text says the message) and the caption under it."""
        self.p(f"{{{{p {value} }}}}", "Figur")
        self.p(text, "Figurtekst")

    # Front matter, sections, result

    def cover(self, subtitle: str) -> None:
        """Step, title, subtitle, five facts and one note."""
        self.p("It-starthjælp  ·  skridt {{ dokument.skridt }} af 4", "Forside mærke")
        self.p("{{ dokument.titel }}", "Title")
        self.p(subtitle, "Subtitle", '<w:spacing w:after="4400"/>')
        self._body.append(
            tables.fact_table(
                [
                    ("Kunde", "{{ kunde.navn }}, {{ kunde.postnr }} {{ kunde.by }}"),
                    ("Til", "{{ dokument.til }}"),
                    ("Fra", "{{ raadgiver.navn }}, {{ raadgiver.firma }}"),
                    ("Sag", "{{ sag.nummer }}  {{ sag.titel }}"),
                    ("Version", "{{ dokument.version }} · {{ dokument.dato }} · {{ dokument.status }}"),
                ],
                alt="Dokumentets oplysninger", label_cm=2.6, indent_cm=2.2, style="Forside fakta",
            )
        )  # fmt: skip
        self.p("{{ dokument.forsidenote }}", "Forside note")

    def contents(self) -> None:
        """The contents list on a page of its own; the document engine fills it, and Word is never asked to."""
        self.p("Indhold", "Overskrift uden nummer", "<w:pageBreakBefore/>")
        code = field('TOC \\o "1-2" \\h \\z \\u', "Indhold")
        self._body.append(f'<w:p><w:pPr><w:pStyle w:val="{style_id("toc 1")}"/></w:pPr>{code}</w:p>')

    def end_section(self, *, landscape: bool = False) -> None:
        """Everything since the last section gets this shape; the break lies in the last paragraph, never a table."""
        last = self._body[-1]
        if not last.startswith("<w:p>"):
            raise ValueError("a section must end with a paragraph, not a table")
        shape = self._section(landscape=landscape, first=False)
        if last.startswith("<w:p><w:pPr>"):
            self._body[-1] = last.replace("</w:pPr>", f"{shape}</w:pPr>", 1)
        else:
            self._body[-1] = f"<w:p><w:pPr>{shape}</w:pPr>{last[5:]}"

    def to_bytes(self) -> bytes:
        """The template as a .docx file; the last section is upright and holds the cover, if there is one."""
        if self._after_table():
            raise ValueError("a document must end with a paragraph, not a table")
        body = "".join(self._body) + self._section(landscape=False, first=self._has_cover)
        return package_bytes(
            self.title, body, clauses=self._clauses, annex_format=self._annex_format, of_firm=self._of_firm
        )

    def _section(self, *, landscape: bool, first: bool) -> str:
        width, height = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
        head, foot = ("rId15", "rId16") if landscape else ("rId11", "rId13")
        turned = ' w:orient="landscape"' if landscape else ""
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{head}"/><w:headerReference w:type="first" '
            f'r:id="rId12"/><w:footerReference w:type="default" r:id="{foot}"/><w:footerReference w:type="first" '
            f'r:id="rId14"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="{cm(2.5)}" '
            f'w:right="{SIDE_MARGIN}" w:bottom="{cm(2.1)}" w:left="{SIDE_MARGIN}" w:header="{cm(1.2)}" '
            f'w:footer="{cm(1.0)}" w:gutter="0"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
        )

    # Keeping together

    def _after_table(self) -> bool:
        for xml in reversed(self._body):
            if not (xml.startswith("<w:p>") and "{%p " in xml):
                return xml.endswith("</w:tbl>")
        return False

    def _hold(self, depth: int = 1) -> None:
        """The paragraph that introduces a table stays with it; a signature keeps the paragraphs before it."""
        for i in range(len(self._body) - 1, -1, -1):
            xml = self._body[i]
            if "{%p if" in xml:
                continue
            if depth == 0 or not xml.startswith("<w:p>") or _never_held(xml):
                return
            depth -= 1
            self._body[i] = _with_keep_next(xml)


def _never_held(xml: str) -> bool:
    ends = (style_id("Figurtekst"), style_id("Tabelnote"))
    return "{%p" in xml or "<w:keepNext/>" in xml or any(f'"{end}"' in xml for end in ends)


def _with_keep_next(xml: str) -> str:
    if _STYLED.search(xml):
        return _STYLED.sub(r"\1<w:keepNext/>", xml, count=1)
    if xml.startswith("<w:p><w:pPr>"):
        return xml.replace("<w:pPr>", "<w:pPr><w:keepNext/>", 1)
    return f"<w:p><w:pPr><w:keepNext/></w:pPr>{xml[5:]}"
