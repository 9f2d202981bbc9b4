"""The runs around a value: what is put right in the text is what the tree would have made of it."""

import pytest
from lxml import etree

from itstart.documents.plan import DOCUMENT, NS, W
from itstart.documents.runs import finish_runs, finish_text, is_marked
from itstart.documents.values import REST_RUN, VALUE_RUN
from tests.documents.quality_cases import CASES, context_of

TEXT = '<w:t xml:space="preserve">%s</w:t>'
BOLD, RED = "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:rStyle w:val="Advarsel"/><w:color w:val="B4530F"/></w:rPr>'


def base(words: str, props: str = "", begin: str = "<w:r>") -> str:
    """A run of the template."""
    return f"{begin}{props}{TEXT % words}</w:r>"


def value(words: str, props: str = "") -> str:
    """The run of a value."""
    return base(words, props, f'<w:r w:rsidRPr="{VALUE_RUN}">')


def rest(words: str) -> str:
    """What stood after it in the template's run."""
    return base(words, "", f'<w:r w:rsidRPr="{REST_RUN}">')


PLAIN = {
    "words before and after": base("Før ", BOLD) + value("nu", RED) + rest(" efter"),
    "nothing before and after": base("", BOLD) + value("nu", RED) + rest(""),
    "two values in one run": base("a", BOLD) + value("1") + rest(" b ") + value("2", RED) + rest(""),
    "a value of no runs": base("a", BOLD) + rest(" b"),
    "a value that is empty": base("", RED) + value("") + rest(""),
    "a run with marks of its own": base("a", RED, '<w:r w:rsidR="00AA11BB">') + value("1", BOLD) + rest("b"),
    "a size that is not said by the style": base("a", '<w:rPr><w:sz w:val="17"/></w:rPr>') + value("1", RED) + rest(""),
    "lines": base("a", BOLD) + value("1</w:t><w:br/><w:t>2", RED) + rest("</w:t><w:tab/><w:t>"),
    "a run of breaks before": "<w:r><w:rPr><w:b/></w:rPr><w:br/></w:r>" + value("1") + rest("b"),
    "the first of its paragraph": value("hele ", BOLD) + value("afsnittet"),
    "what looks like marks": base(f"{VALUE_RUN[:-1]} &lt;w:r&gt;", BOLD) + value("&#34;x&#39;", RED) + rest("&amp;"),
    "a run that is not beside it": base("", BOLD) + base("a", RED) + value("1") + rest("") + base(""),
}
LEFT = {
    "a drawing before": "<w:r><w:drawing><w:r/></w:drawing></w:r>" + rest("b"),
    "a field in the rest": base("a", BOLD) + value("1") + rest('</w:t><w:instrText/><w:t xml:space="preserve">'),
    "something else before": base("a", BOLD) + "<w:proofErr/>" + value("1") + rest("b"),
    "another namespace": base("a", '<w:rPr><x:glow xmlns:y="urn:y"/></w:rPr>') + value("1") + rest("b"),
    "a field that is not plain, and runs after it": base("a", BOLD)
    + value("1", RED)
    + "<w:r><w:rPr><w:b/></w:rPr><w:sym/></w:r>"
    + value("2", RED)
    + rest(""),
    "a change that is tracked": base("a", "<w:rPr><w:rPrChange><w:rPr/></w:rPrChange></w:rPr>") + value("1"),
}


def paragraphs(runs: str) -> str:
    """The runs in a paragraph with properties, in one without, and between others."""
    props, other = '<w:pPr><w:pStyle w:val="Normal"/></w:pPr>', base("et andet") + value("sted", RED) + rest("")
    inner = f"<w:p>{props}{runs}</w:p><w:p>{runs}</w:p><w:p>{other}</w:p><w:p>{props}{runs}</w:p>"
    return f'<w:body xmlns:w="{NS}" xmlns:x="urn:x">{inner}</w:body>'


def in_tree(text: str) -> str:
    """What the tree makes of it."""
    root = etree.fromstring(text.encode())
    finish_runs(root.iter(f"{W}r"))
    return str(etree.tostring(root, encoding="unicode"))


@pytest.mark.parametrize("name", [*PLAIN, *LEFT])
def test_the_text_and_the_tree_agree(name: str) -> None:
    given = paragraphs((PLAIN | LEFT)[name])
    made = finish_text(given)
    assert in_tree(made) == in_tree(given)
    assert is_marked(made) is (name in LEFT)


@pytest.mark.parametrize("kind", CASES)
def test_of_our_own_documents_nothing_is_left_for_the_tree(kind: str) -> None:
    template, context = context_of("leverandoervurdering", kind, CASES[kind]())
    rendered = template._filled(context, template.plan.parts)[1][DOCUMENT]
    made = finish_text(rendered)
    assert is_marked(rendered)
    assert not is_marked(made)
    assert in_tree(made) == in_tree(rendered)
