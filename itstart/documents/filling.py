"""One template filled with one context, as often as it takes for the list of its own gaps to be complete.

Only the stretch that names the gaps depends on what the others leave behind, so they are written once.
"""

import io
import re
from collections.abc import Sequence
from typing import Final

from itstart.documents.environment import RENDERING
from itstart.documents.missing import by_kind
from itstart.documents.plan import GAPS, Plan, Stretch, TemplatePart
from itstart.documents.values import Rendering

_SPECIAL: Final = re.compile("[\t\n\a\f]")
_Place = tuple[str, int]


class Filling:
    """The parts of a plan, and what has been written of them so far with the gaps it left, by part and stretch."""

    def __init__(self, plan: Plan, parts: Sequence[TemplatePart]) -> None:
        self._plan, self._parts = plan, parts
        self._begin()

    def _begin(self) -> None:
        self._rendering = Rendering(self._plan.styles, self._plan.paragraphs)
        self._written: dict[_Place, tuple[str, dict[str, None]]] = {}
        self._anew = False

    def fill(self, context: dict[str, object], gaps: list[str]) -> tuple[Rendering, dict[str, str]]:
        """The text of every part where the list says these gaps, and the rendering with the gaps that were met.

        Always with the same context. Raises what the templates raise.
        """
        if self._anew:
            self._begin()
        values = {**context, GAPS: by_kind(gaps), RENDERING: self._rendering}
        texts = {part.name: self._text(part, values) for part in self._parts}
        self._rendering.gaps = {gap: None for _, found in self._written.values() for gap in found}
        return self._rendering, texts

    def _text(self, part: TemplatePart, values: dict[str, object]) -> str:
        self._rendering.part = part.name
        for number, stretch in enumerate(part.stretches):
            if stretch.lists_gaps or (part.name, number) not in self._written:
                self._written[part.name, number] = self._stretch(stretch, values)
        text = "".join(self._written[part.name, number][0] for number in range(len(part.stretches)))
        if _SPECIAL.search(text):
            text = _listing(text)
        return part.before + text + part.after

    def _stretch(self, stretch: Stretch, values: dict[str, object]) -> tuple[str, dict[str, None]]:
        """Its text and its gaps in reading order."""
        rendering = self._rendering
        rendering.gaps, before = {}, rendering.figures
        text = stretch.template.render(values)
        # A figure has its number among all others, so what is written after it would not fit the second time.
        self._anew = self._anew or (stretch.lists_gaps and rendering.figures > before)
        return text, rendering.gaps


def _listing(text: str) -> str:
    """docxtpl's reading of tabs, line ends and page breaks that stand in the template's own text."""
    from docxtpl import DocxTemplate

    return str(DocxTemplate(io.BytesIO()).resolve_listing(text))
