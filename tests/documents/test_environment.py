"""The sandbox: a template written by anyone prints data and nothing else."""

from datetime import datetime

import pytest
from jinja2.exceptions import SecurityError

from itstart.documents import TemplateProblem
from itstart.documents.environment import ENVIRONMENT
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
    "{{ x|join(',') }}",
    "{{ l|length|join(',') }}",
    "{{ l|batch(0)|list|length }}",
    "{{ l|batch(201)|list|length }}",
    "{{ l|slice('a')|list|length }}",
    "{{p findes_ikke }}",
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


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ l[9]|default('tom') }}", "tom"),
        ("{{ l[0:1]|join(' og ') }}", "1"),
        ("{{ l|join(' og ') }}", "1 og 2"),
        ("{{ l|batch(1)|list|length }} {{ l|slice(200)|list|length }}", "2 200"),
        ("{{ n }}-{{ ja }}-{{ tal }}-{{ d }}-{{ t }}", "-Ja-2,5-19. juni 2026-19. juni 2026 kl. 08.05"),
        ("{{ x|upper }} {{ n|kroner }}", "TEKST"),
    ],
)
def test_values_as_they_are_printed(source: str, printed: str) -> None:
    day = datetime(2026, 6, 19, 8, 5)  # noqa: DTZ001 - as documents get it
    context: dict[str, object] = {"l": [1, 2], "n": None, "ja": True, "tal": 2.5, "d": day.date(), "t": day}

    assert printed in _text({**context, "x": "tekst"}, source).replace("\u00a0", " ")


def test_nothing_is_called_and_nothing_is_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not ENVIRONMENT.is_safe_callable(str)
    monkeypatch.setattr("itstart.documents.environment.MAX_SOURCE", 10)
    assert ENVIRONMENT.tree("x" * 10).body
    with pytest.raises(SecurityError):
        ENVIRONMENT.tree("x" * 11)


def _text(context: dict[str, object], source: str) -> str:
    from itstart.documents.checks import text_of

    return text_of(render(context, p(source)).content)
