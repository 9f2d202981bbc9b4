"""The kodeks's Markdown as headings, paragraphs and points for Word."""

from itstart.data import code_of_conduct
from itstart.steps.code_document import sections

TEXT = (
    "Før det hele.\n\n## 1. Det første\n\nEn **vigtig** linje,\nder går videre:\n\n- et punkt\n- et til\n\n"
    "## 2. Det andet\n1. Trin"
)


def test_what_stands_where() -> None:
    before, found = sections(TEXT)
    assert before == [{"tekst": "Før det hele.", "punkt": False}]
    assert [one["titel"] for one in found] == ["Det første", "Det andet"]
    assert found[0]["linjer"] == [
        {"tekst": "En vigtig linje, der går videre:", "punkt": False},
        {"tekst": "et punkt", "punkt": True},
        {"tekst": "et til", "punkt": True},
    ]
    assert found[1]["linjer"] == [{"tekst": "Trin", "punkt": True}]


def test_the_one_that_ships_has_every_heading() -> None:
    _, found = sections(code_of_conduct.markdown())
    assert len(found) == code_of_conduct.markdown().count("\n## ")
    assert all(one["linjer"] for one in found)
