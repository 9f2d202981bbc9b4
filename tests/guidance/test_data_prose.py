"""Markdown to safe HTML."""

import pytest

from itstart.data import first_pages
from itstart.data.prose import to_html, to_page


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[her](javascript:alert(1))",
        "![x](https://example.org/a.png)",
        '<p style="color:red">x</p>',
    ],
)
def test_nothing_dangerous_survives(text: str) -> None:
    html = to_html(text)
    for tag in ("<script", "<img", "<a", "<p style"):
        assert tag not in html


def test_the_marks_we_use() -> None:
    html = to_html("**Fed**\n\n- et\n- to\n\n> citat\n\n1. først")
    for tag in ("<strong>", "<ul>", "<li>", "<blockquote>", "<ol>"):
        assert tag in html


def test_danish_letters_and_signs_are_kept() -> None:
    assert to_html("Møller & Søn <A/S>") == "<p>Møller &amp; Søn &lt;A/S&gt;</p>"


def test_number_and_unit_stay_together() -> None:
    assert to_html("15.000 kr. og 30 % i 5 dage") == "<p>15.000&nbsp;kr. og 30&nbsp;% i 5 dage</p>"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[her](/viden)", '<a href="/viden" rel="noopener">her</a>'),
        ("[her](https://example.org/)", '<a href="https://example.org/" rel="noopener">her</a>'),
        ("[her](mailto:a@example.org)", '<a href="mailto:a@example.org" rel="noopener">her</a>'),
        ("[her](javascript:alert(1))", "[her](javascript:alert(1))"),
        ("[her](http://example.org/)", '<a rel="noopener">her</a>'),
        ('[her](/viden "x onclick")', '<a href="/viden" rel="noopener">her</a>'),
        ("<a href=/x onclick=y>her</a>", "&lt;a href=/x onclick=y&gt;her&lt;/a&gt;"),
    ],
)
def test_a_page_keeps_its_links_and_nothing_else(text: str, kept: str) -> None:
    assert to_page(text) == f"<p>{kept}</p>"


def test_the_first_pages_are_whole() -> None:
    for found in first_pages.every():
        assert found.title
        assert 20 < len(found.summary) < 400
        assert len(found.text.split()) > 100
        assert "<a" not in to_page(found.text)
