"""The kinds of document that have a Word template of their own, and who may replace it (S63)."""

from dataclasses import dataclass
from functools import lru_cache

from itstart.steps import STEPS
from itstart.steps.module_report_documents import END, START
from itstart.steps.selection import letter_documents, question_documents
from itstart.steps.tender import answers_document, correction_document, demo_document, letters


@dataclass(frozen=True)
class TemplateKind:
    """`key` is the template's file; `firms` says that a firm may use its own."""

    key: str
    name: str
    group: str
    firms: bool = True


_TENDER, _SELECTION, _MODULES = "Skridt 2: It-udbud", "Skridt 3: Valg af leverandør", "Moduler"
_LETTERS = (
    TemplateKind(letters.INVITATION, "Invitation og rettelse til en leverandør", _TENDER),
    TemplateKind(demo_document.KEY, demo_document.NAME, _TENDER),
    TemplateKind(answers_document.KEY, answers_document.NAME, _TENDER),
    TemplateKind(correction_document.KEY, correction_document.NAME, _TENDER),
    TemplateKind(letters.CANCELLATION, "Annullering af udbuddet", _TENDER),
    TemplateKind(letter_documents.TEMPLATE, "Tildeling, afslag og invitation til demo", _SELECTION),
    TemplateKind(question_documents.KEY, "Spørg leverandøren", _SELECTION),
    TemplateKind("kundeaftale", "Kundeaftale", _MODULES),
    # IBIZ-Center's own forms: a firm reports on them and does not change them
    TemplateKind(START, "Startrapport", _MODULES, firms=False),
    TemplateKind(END, "Slutrapport", _MODULES, firms=False),
)


@lru_cache(maxsize=1)
def kinds() -> tuple[TemplateKind, ...]:
    """Every kind, step by step: its documents and then its letters; last what belongs to a module."""
    found: dict[str, TemplateKind] = {}
    for step in STEPS:
        group = f"Skridt {step.key.number}: {step.key.label}"
        for document in step.deliverables:
            found.setdefault(document.template_key, TemplateKind(document.template_key, document.name, group))
        found |= {kind.key: kind for kind in _LETTERS if kind.group == group}
    return (*found.values(), *(kind for kind in _LETTERS if kind.key not in found))


def find_kind(key: str) -> TemplateKind:
    """The kind of this key; LookupError when there is none."""
    return {kind.key: kind for kind in kinds()}[key]
