"""Every template with the worked example, with nothing, with hostile text and with very much: read back and sound."""

from functools import cache

import pytest

from itstart.documents.checks import leftovers
from itstart.documents.engine import TEMPLATES
from itstart.models import CustomerCase
from tests.documents.quality_cases import CASES, DOCUMENTS, context_of, documents
from tests.documents.quality_reading import flaws
from tests.documents.word_reading import PROPERTIES


@cache
def _case(kind: str) -> CustomerCase:
    return CASES[kind]()


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("name", documents())
def test_the_document_is_sound(name: str, kind: str) -> None:
    template, context = context_of(name, kind, _case(kind))
    content = template.render(context, properties=PROPERTIES).content
    assert flaws(content) == []
    assert kind == "fjendtlig" or leftovers(content) == []


def test_every_template_is_tried() -> None:
    tried = {DOCUMENTS[name][0] if name in DOCUMENTS else name for name in documents()}
    assert tried == {path.stem for path in TEMPLATES.glob("*.docx")}
