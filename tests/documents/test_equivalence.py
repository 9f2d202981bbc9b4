"""docxtpl is the reference: our cached rendering gives the same XML as docxtpl with the same environment."""

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from jinja2 import nodes
from lxml import etree

from itstart.documents import Missing, PriorityMark, Rich, WordTemplate
from itstart.documents.engine import TEMPLATES
from itstart.documents.environment import ENVIRONMENT, RENDERING
from itstart.documents.fields import _path
from itstart.documents.filling import Filling
from itstart.documents.package import StoredPart, read, write
from itstart.documents.plan import DOCUMENT, GAPS, Plan, _with_core, prepared
from itstart.documents.properties import CORE_PART, core_xml
from itstart.documents.values import Rendering, admit
from tests.documents.engine_cases import PROPERTIES, p, table, template

SHIPPED = sorted(TEMPLATES.glob("*.docx"))
TEXTS = ["", "kort", "a < b & c", "to\nlinjer", "{{ 7*7 }}", "🧩 æøå", "5 kr.", "x" * 300, "</w:t>"]


def canonical(xml: bytes | str) -> bytes:
    """Exclusive canonical form, grids left out: docxtpl evens them out, we rebuild them."""
    root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
    for e in list(root.iter("{*}tblGrid", "{*}docPr")):
        e.clear()
    return bytes(etree.tostring(root, method="c14n", exclusive=True))


def reference(blob: bytes, plan: Plan, context: dict[str, object]) -> dict[str, bytes]:
    """What docxtpl makes of the same template with the same environment."""
    contents, _ = prepared(_with_core(read(blob)))
    contents[CORE_PART] = core_xml(PROPERTIES)
    tpl = DocxTemplate(io.BytesIO(write((n, StoredPart.of(d)) for n, d in contents.items())))
    tpl.render({**context, GAPS: [], RENDERING: Rendering(plan.styles, plan.paragraphs)}, ENVIRONMENT)
    out = io.BytesIO()
    tpl.save(out)
    return read(out.getvalue())


def assert_same(blob: bytes, context: dict[str, object]) -> None:
    """Every part with tags is the same in canonical form."""
    engine = WordTemplate.from_bytes("x", blob)
    plain = admit(context)
    assert isinstance(plain, dict)
    _, ours = Filling(engine.plan, engine.plan.parts).fill(plain, [])
    theirs = reference(blob, engine.plan, plain)
    assert DOCUMENT in ours
    for name, xml in ours.items():
        assert canonical(xml) == canonical(theirs[name]), name


def sample(plan: Plan) -> dict[str, object]:
    """A context with every field of the template: text, or a gap where a format asks for something else than text."""
    special = {path for part in plan.parts for path in _not_text(ENVIRONMENT.parse(part.source), {})}
    root: dict[str, object] = {}
    for field in sorted(plan.fields, key=len):
        at: dict[str, object] = root
        steps = field.split(".")
        for k, step in enumerate(steps):
            name, is_list = step.removesuffix("[]"), step.endswith("[]")
            if k == len(steps) - 1 and not is_list:
                at.setdefault(name, Missing(field) if field in special else f"{field} <&>")
            elif is_list:
                if not isinstance(at.get(name), list):
                    at[name] = [{}] if k < len(steps) - 1 else ["punkt"]
                at = at[name][0]  # type: ignore[index]
            else:
                if not isinstance(at.get(name), dict):
                    at[name] = {}
                at = at[name]  # type: ignore[assignment]
    return root


def _not_text(node: nodes.Node, scope: dict[str, str | None]) -> Iterator[str]:
    inner = dict(scope)
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        path = _path(node.iter, scope)
        inner[node.target.name] = path and f"{path}[]"
    if isinstance(node, nodes.Filter | nodes.Compare | nodes.Test):
        path = _path(node.expr if isinstance(node, nodes.Compare) else node.node, scope)
        if path:
            yield path
    for child in node.iter_child_nodes():
        yield from _not_text(child, inner)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_template(path: Path) -> None:
    blob = path.read_bytes()
    plan = WordTemplate.from_bytes(path.stem, blob).plan
    assert_same(blob, sample(plan))


def _body(rng: random.Random, depth: int = 0) -> Iterator[str]:
    for _ in range(rng.randint(1, 3)):
        kind = rng.choice(["text", "text", "block", "if", "for", "table"] if depth < 2 else ["text", "block"])
        if kind == "text":
            run = rng.choice(["", "<w:b/>", '<w:sz w:val="30"/>'])
            yield p(
                f"Før {{{{ {rng.choice('abc')} }}}} og {{% if d %}}{{{{ d }}}}{{% else %}}nej{{% endif %}}", run=run
            )
        elif kind == "block":
            yield p(f"{{{{p {rng.choice('abc')} }}}}", rng.choice(["", "Figur"]))
        elif kind == "table":
            yield table(
                ["{%tr for i in l %}"],
                ["{{ i.x }}", "{{ loop.index }} {{ i.y }}"],
                ["{%tr endfor %}"],
                ["fast", "{{ a }}"],
                widths=[4000, 5000],
            )
        else:
            yield p("{%p if d %}" if kind == "if" else "{%p for i in l %}")
            yield from _body(rng, depth + 1)
            yield p("{%p endif %}" if kind == "if" else "{%p endfor %}")


def _values(rng: random.Random) -> dict[str, object]:
    def one() -> object:
        made = [
            rng.choice(TEXTS),
            rng.randint(0, 9),
            None,
            rng.random() < 0.5,
            Missing("hul"),
            Rich("**a** b"),
            PriorityMark("must"),
        ]
        return rng.choice(made)

    return {**{k: one() for k in "abcd"}, "l": [{"x": one(), "y": one()} for _ in range(rng.randint(0, 3))]}


@pytest.mark.parametrize("seed", range(60))
def test_random_template(seed: int) -> None:
    rng = random.Random(seed)
    blob = template(*_body(rng), p("slut"))
    for _ in range(3):
        assert_same(blob, _values(rng))
