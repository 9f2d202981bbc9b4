"""The preview in a template from outside: the same HTML as in ours, from a process that knows no case."""

from collections.abc import Iterator
from typing import Any

import pytest

from itstart.documents import (
    TemplateBusy,
    TemplateProblem,
    WordTemplate,
    html,
    template_child,
    template_samples,
    template_viewer,
)
from itstart.documents.html_outside import placed
from itstart.documents.html_sections import Links, Place, View, assembled
from itstart.documents.marks import Marks, marked, reading
from itstart.documents.template_child import OutsideTemplate
from tests.documents import hostile_templates as hostile

KEY = "behovsbeskrivelse"


@pytest.fixture(autouse=True)
def none_waits() -> Iterator[None]:
    """Each test begins and ends without a process that waits."""
    template_viewer.end_all()
    yield
    template_viewer.end_all()


LINKS = Links(
    lambda source: Place(f"/felt/{source}?a&b", field=f"felt-{source}", anchor=f"vis-{source}", here=source == 3),
    lambda what, source: Place(f"/hul?{what}") if source is None else None,
)


def _with_sources(value: Any, marks: Marks) -> Any:
    """Every plain value of the context with a source of its own."""
    if isinstance(value, dict):
        return {key: _with_sources(item, marks) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_sources(item, marks) for item in value]
    return marked(value, marks.add(value))


@pytest.mark.parametrize("key", [KEY, "kontrakt"])
def test_a_view_is_the_same_from_the_other_process(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_child, "VIEW_SECONDS", 60)  # a busy machine is not what is tested here
    marks = Marks()
    context = _with_sources(template_samples.typical(key), marks)
    ours = WordTemplate(key)
    with reading(marks):
        here = html.view(ours, context, marks, LINKS)
        there = OutsideTemplate("Egen", ours.blob).view(context, marks, LINKS)
        part = OutsideTemplate("Egen", ours.blob).view(context, marks, LINKS, {3})
    assert str(_html(there)) == str(_html(here)).replace("&quot;", '"').replace("&#x27;", "'")
    assert there.missing == here.missing
    assert [section.sources for section in there.sections] == [section.sources for section in here.sections]
    assert 'class="src here"' in _html(there)
    assert 0 < len(part.sections) < len(there.sections)


def test_a_view_in_ones_own_words() -> None:
    own = OutsideTemplate(
        "Egen", hostile.with_payload("body", "Vores {{ kunde.navn }} & <b>ord</b>"), WordTemplate(KEY)
    )
    shown = own.view(template_samples.typical(hostile.KEY), Marks(), LINKS)
    assert "Vores Nordvang Maskinfabrik A/S &amp; &lt;b&gt;ord&lt;/b&gt;" in assembled(shown.sections, 2)
    assert shown.notice == ""


@pytest.mark.parametrize("limit", ["VIEW_SECONDS", "VIEW_WAIT"])
def test_without_time_the_official_template_is_shown(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_child, limit, 0.001)
    ours = WordTemplate(KEY)
    taken = template_child.AT_ONCE if limit == "VIEW_WAIT" else 0
    for _ in range(taken):
        template_child._places.acquire()
    try:
        shown = OutsideTemplate("Egen", ours.blob, ours).view(template_samples.typical(KEY), Marks(), LINKS)
        with pytest.raises(TemplateBusy):
            OutsideTemplate("Egen", ours.blob).view({}, Marks(), LINKS)
    finally:
        for _ in range(taken):
            template_child._places.release()
    assert "jeres egen kan ikke vises lige nu" in shown.notice
    assert shown.sections


def test_a_template_that_fails_is_shown_in_the_official_one() -> None:
    ours = WordTemplate(hostile.KEY)
    context = template_samples.typical(hostile.KEY)
    broken = OutsideTemplate("Egen", hostile.with_payload("body", "{{ ''.__class__ }}"), ours)
    shown = broken.view(context, Marks(), LINKS)
    assert shown.sections == html.view(ours, context, Marks(), LINKS).sections
    assert shown.notice


def _answer(body: str, **more: object) -> dict[str, object]:
    section = {"level": 0, "number": "", "within": "", "title": "", "heading": "", "anchor": "", "sources": []}
    return {"problem": "", "missing": [], "gaps": [], "sections": [{**section, "body": [body], **more}]}


def _html(view: View) -> str:
    return assembled(view.sections, 2)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<p onclick=x>a<script>b</script></p>", "<p>a</p>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p><a>a</a></p>"),
        ('<p class="modal" id="form" style="x">a</p>', '<p class="">a</p>'),
        ('<p><img src="x"><svg><a href="y">a</a></svg></p>', "<p></p>"),
        (
            '<a class="src" href="#kilde-3">a</a>',
            '<a class="src here" href="/felt/3?a&amp;b" data-field="felt-3" id="vis-3">a</a>',
        ),
    ],
)  # fmt: skip
def test_what_another_process_says_is_cleaned(said: str, shown: str) -> None:
    assert _html(placed(_answer(said), LINKS)) == shown


def test_an_answer_we_do_not_know_is_refused() -> None:
    unknown: list[Any] = [[], {}, None, _answer("x", sources=["a"]), _answer('<a class="src" href="#hul-7">x</a>')]
    for answer in unknown:
        with pytest.raises(TemplateProblem):
            placed(answer, LINKS)
    assert placed(_answer("x", anchor='a" onclick="b'), LINKS).sections[0].anchor == ""


def test_a_process_shows_one_template_and_stays_for_it() -> None:
    marks, ours = Marks(), OutsideTemplate("Egen", WordTemplate(hostile.KEY).blob)
    context = template_samples.typical(hostile.KEY)
    ours.view(context, marks, LINKS)
    stayed = template_viewer._idle[ours.sha256]
    ours.view(context, marks, LINKS)
    assert template_viewer._idle[ours.sha256] is stayed
    stayed.end()
    assert ours.view(context, marks, LINKS).sections, "another takes its place"
    for word in ("Et", "To"):
        OutsideTemplate("Egen", hostile.with_payload("body", word)).view(context, marks, LINKS)
    assert len(template_viewer._idle) == template_viewer.MOST
    assert ours.sha256 not in template_viewer._idle
