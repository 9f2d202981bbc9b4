"""A document with more than one section: the cover's first page belongs to the section that comes first."""

from docs_templates.source.house_style import Document


class SectionedDocument(Document):
    """As Document, with the cover's page shape on the first section only."""

    def _section(self, *, landscape: bool, first: bool) -> str:
        begun = any("<w:sectPr>" in xml for xml in self._body)
        return super()._section(landscape=landscape, first=not begun)
