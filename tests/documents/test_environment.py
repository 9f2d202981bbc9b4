"""The sandbox: a template written by anyone prints data and nothing else."""

import pytest

from itstart.documents import TemplateProblem
from tests.documents.engine_cases import p, render

ATTACKS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ x.__class__ }}",
    "{{ x['__class__'] }}",
    "{{ [x]|map(attribute='__class__')|list }}",
    "{{ x|attr('__class__') }}",
    "{{ self._TemplateReference__context }}",
    "{{ d.items() }}",
    "{{ d.clear() }}",
    "{{ l.append(1) }}",
    "{{ range(10**9) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ x ~ x }}",
    "{% set a = x %}",
    "{% macro m() %}{% endmacro %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% for a in l recursive %}{{ loop(a) }}{% endfor %}",
    "{{ _rendering }}",
    "{{ loop.__class__ }}",
    "{% for a in l %}{{ loop._iterable }}{% endfor %}",
    "{{ d }}",
    "{{ l }}",
    "{{ x|tojson }}",
    "{{ x|safe }}",
    "{% autoescape false %}{{ x }}{% endautoescape %}",
    "{{ 2 ** 99 }}",
    "{% for a in l %}" * 5 + "x" + "{% endfor %}" * 5,
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_is_refused(attack: str) -> None:
    with pytest.raises(TemplateProblem):
        render({"x": "tekst", "d": {"a": 1}, "l": [1, 2]}, p(attack))


def test_runaway_output_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itstart.documents.environment.MAX_CHARS", 10_000)
    with pytest.raises(TemplateProblem, match="for stort"):
        render({"l": list(range(100))}, p("{% for a in l %}{% for b in l %}xxxxxxxxxx{% endfor %}{% endfor %}"))


def test_names_of_dictionary_methods_are_keys() -> None:
    assert "nøgle" in _text({"d": {"items": "nøgle"}}, "{{ d.items }}")


def test_what_templates_do_use() -> None:
    context: dict[str, object] = {"l": [{"n": "b", "v": 2}, {"n": "a", "v": 1}], "x": ""}
    source = (
        "{% for i in l|sort(attribute='n') %}{{ loop.index }}{{ i.n }}{% if not loop.last %}, {% endif %}{% endfor %}"
        " {{ l|sum(attribute='v') }} {{ l|length }} {{ x or 'tom' }} {{ l[0].n }}"
        " {{ 'ja' if l|length is gt 1 else 'nej' }}"
    )
    assert "1a, 2b 3 2 tom b ja" in _text(context, source)


def _text(context: dict[str, object], source: str) -> str:
    from itstart.documents.checks import text_of

    return text_of(render(context, p(source)).content)
