"""The list of a document's own gaps is written again until it is complete, and the rest of the document once."""

import pytest

from itstart.documents import BarChart, Missing
from itstart.documents.checks import problems, text_of
from itstart.documents.environment import BudgetTemplate
from itstart.documents.missing import by_kind
from itstart.documents.package import read
from tests.documents.engine_cases import p, part, render

LIST = (p("{%p for m in mangler %}"), p("Mangler: {{ m }}"), p("{%p endfor %}"))
CONTEXT = {"a": Missing("pris"), "b": Missing("dato"), "c": Missing("pris")}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What every template gave, in order."""
    found: list[str] = []
    whole = BudgetTemplate.render

    def render_noted(self: BudgetTemplate, *args: object, **kwargs: object) -> str:
        found.append(whole(self, *args, **kwargs))
        return found[-1]

    monkeypatch.setattr(BudgetTemplate, "render", render_noted)
    return found


def test_only_the_list_is_written_again(written: list[str]) -> None:
    done = render(CONTEXT, p("Før {{ a }}"), *LIST, p("Efter {{ b }} {{ c }}"))
    assert done.missing == ("pris", "dato")
    assert "Mangler: pris\nMangler: dato" in text_of(done.content)
    assert sum("Før" in text for text in written) == sum("Efter" in text for text in written) == 1
    assert sum("Mangler: " in text for text in written) == 1  # the first time there was nothing to list


def test_a_gap_of_the_list_itself_comes_in_reading_order() -> None:
    done = render(CONTEXT, p("{{ b }}"), p("{%p if mangler %}"), p("{{ mangler|length }} {{ a }}"), p("{%p endif %}"))
    assert done.missing == ("dato", "pris")
    assert "2 [mangler: pris]" in text_of(done.content)


def test_two_lists_and_what_stands_between_them() -> None:
    done = render(CONTEXT, *LIST, p("{{ a }}"), p("{{ mangler|length }} i alt: {{ b }}"))
    assert text_of(done.content).count("Mangler: ") == 2
    assert "2 i alt: [mangler: dato]" in text_of(done.content)


def test_figures_around_and_in_the_list_keep_their_numbers() -> None:
    chart = BarChart(["Et", "To"], {"Antal": [1, 2]}, alt="To er mest.")
    shown = (p("{%p if mangler %}"), p("{{p i }}"), p("{%p endif %}"))
    done = render({"a": Missing("pris"), "f": chart, "i": chart, "e": chart}, p("{{p f }}"), p("{{ a }}"), *shown,
                  p("{{p e }}"))  # fmt: skip
    assert problems(done.content) == []
    document = part(done.content)
    assert [f'r:id="rIdDiagram{number}"' in document for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert sum(name.startswith("word/charts/chart") for name in read(done.content)) == 3


def test_many_gaps_of_a_kind_are_one_line_of_the_list_and_each_a_gap() -> None:
    names = [f"behov bag K-{number:02}" for number in range(1, 8)]
    context = {"a": Missing("pris"), "b": Missing("dato for MS-1"), "rows": [{"n": Missing(name)} for name in names]}
    rows = (p("{%p for r in rows %}"), p("{{ r.n }}"), p("{%p endfor %}"))
    done = render(context, p("{{ a }}"), *rows, p("{{ b }}"), *LIST)
    assert done.missing == ("pris", *names, "dato for MS-1")
    listed = "Mangler: pris\nMangler: behov bag K-01, K-02, K-03 m.fl. (7 i alt)\nMangler: dato for MS-1"
    assert listed in text_of(done.content)


@pytest.mark.parametrize(
    ("gaps", "listed"),
    [
        (["mål for O-1", "mål for O-2", "mål for O-3"], ["mål for O-1", "mål for O-2", "mål for O-3"]),
        ([f"svar på K-{n} i V-{n}" for n in range(1, 6)], [f"svar på K-{n} i V-{n}" for n in range(1, 6)]),
        ([f"værdi af »{n}« i år" for n in "abcd"], ["værdi af »a«, »b«, »c« m.fl. (4 i alt) i år"]),
        (["a K-1", "b", "a K-2", "a K-3", "a K-4"], ["a K-1, K-2, K-3 m.fl. (4 i alt)", "b"]),
        ([], []),
    ],
)
def test_only_what_differs_in_one_name_is_of_a_kind(gaps: list[str], listed: list[str]) -> None:
    assert by_kind(gaps) == listed
