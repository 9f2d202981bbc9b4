"""Every form of the application, filled with random and hostile things: never an error of ours, never half a change."""

import re
import time
from collections import Counter
from functools import cache
from typing import Any
from urllib.parse import quote_plus, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException

from tests.fuzz_ground import FORM, Form, Ground

# Renders Word or a whole book of figures at each visit: one look is enough elsewhere.
SLOW = re.compile(
    r"\.(download|version|draft|excel|word|product|start_document|end_document|hand_over_post|remake|compare|part"
    r"|make_pdf|make_pages|make_archive)$"
)
PAGES = 160
FEW, GUESSED = 3, "guessed"
# Of the processor, for each person; every endpoint gets its share whatever it takes.
SECONDS, FULL_SECONDS = 10.0, 1_800.0
# The same code for every list and task.
ALIKE = {"rows.move", "rows.delete", "rows.restore", "rows.autosave", "tasks.finish", "tasks.autosave"}
HOSTILE = [
    "", " ", "\x00", "a\x00b\x1b[31m\x7f\x85\u2028\ufeff", "\ud800", "x\udfff", "👩‍🔧🇩🇰" * 40, "æ" * 25_000,
    "\n" * 3_000, "-1", "0", "1e400", "-0,0", "NaN", "9" * 400, "१२३", "²", "1.365.358,999 kr.", "31.02.2026",
    "0000-00-00", "9999-12-31", "31.12.99999", "25:61", "{{ 7*7 }}", "{% for x in y %}", "<script>alert(1)</script>",
    "'; DROP TABLE case;--", "%s%n", "../../etc/passwd", "//evil.dk", "=1+1", "K-1", "K-99999999999999999999", "None",
    "true", "[]", "\u202eabc", "ﷺ" * 300,
]  # fmt: skip


def _control(tag: Tag) -> list[tuple[str, str]]:
    """What a field would send; every option of a choice counts for one."""
    name = str(tag.get("name"))
    if tag.name == "select":
        options = tag.select("option[value]")
        chosen = tag.select("option[selected]") or options[-1:]
        return [(name, str(option.get("value", ""))) for option in chosen]
    if tag.name == "textarea":
        return [(name, tag.get_text())]
    return [(name, str(tag.get("value", "on" if tag.get("type") == "checkbox" else "")))]


def _forms(adapter: Any, html: BeautifulSoup, page: str) -> list[Form]:
    found = []
    for tag in html.select("form"):
        fields = [pair for part in tag.select("[name]") if part.name != "button" for pair in _control(part)]
        targets = [str(tag.get("action") or page)]
        targets += [str(button["formaction"]) for button in tag.select("[formaction]")]
        targets += [str(part["hx-post"]) for part in tag.select("[hx-post]") if part.get("hx-post")]
        targets += [str(tag["hx-post"])] if tag.get("hx-post") else []
        method = str(tag.get("method", "get")).upper()
        for target in targets:
            if place := _place(adapter, target, method):
                values = tuple(pair for pair in fields if pair[0] != "csrf_token")
                found.append(Form(target, place[0], method, values, place[1]))
    return found


def _place(adapter: Any, url: str, method: str = "GET") -> tuple[str, str] | None:
    """(endpoint, what kind of it) of an address of ours; the kind tells steps, tasks and lists apart."""
    parts = urlsplit(url)
    if parts.netloc or not parts.path.startswith("/"):
        return None
    try:
        endpoint, values = adapter.match(parts.path, method=method)
    except HTTPException:
        return None
    telling = [value for name, value in sorted(values.items()) if name in {"task", "row_list", "step", "key"}]
    kind = [str(getattr(value, "slug", getattr(value, "key", value))) for value in telling]
    return endpoint, " ".join(kind)


def _crawl(ground: Ground) -> list[Form]:
    """One form of every kind there is on the pages a person comes to by following links."""
    adapter = ground.app.url_map.bind("localhost")
    seen: Counter[tuple[str, str]] = Counter()
    forms: dict[tuple[str, str, str], Form] = {}
    waiting = ["/", "/sager/2026-0017", "/sager", "/konto"]
    done = 0
    while waiting and done < PAGES:
        path = waiting.pop(0)
        place = _place(adapter, path)
        # The first case is the example; a second look at a kind of page is for the cases in other states.
        if place is None or SLOW.search(place[0]) or seen[place] >= 2:
            continue
        seen[place] += 1
        done += 1
        answer = ground.send("GET", path)
        assert answer.status_code < 500, path
        if answer.mimetype != "text/html":
            continue
        html = BeautifulSoup(answer.get_data(as_text=True), "lxml")
        for form in _forms(adapter, html, path):
            kind = form.kind if form.values and form.endpoint not in ALIKE else ""
            forms.setdefault((form.endpoint, kind, form.method), form)
        links = [str(link["href"]) for link in html.select("a[href^='/']")]
        waiting += [link for link in links if link not in waiting]
    found = [form for form in forms.values() if not SLOW.search(form.endpoint)]
    return found + _unseen(ground.app, found)


def _unseen(app: Flask, found: list[Form]) -> list[Form]:
    """The forms that stood on no page, as somebody would guess them: a likely address, and every name there is."""
    met = {form.endpoint for form in found}
    names = tuple({name: (name, "1") for form in found for name, _ in form.values}.values())
    guesses = {"number": "2026-0017", "code": "K-01", "key": "behovsbeskrivelse", "step": "needs", "cvr": "99000058",
               "task": "behov/krav", "row_list": "krav", "purpose": "agreement"}  # fmt: skip
    adapter = app.url_map.bind("localhost")
    forms = []
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.endpoint not in met and not SLOW.search(rule.endpoint):
            values = {name: guesses.get(name, 1) for name in rule.arguments}
            path = adapter.build(rule.endpoint, values, method="POST")
            forms.append(Form(path, rule.endpoint, "POST", names[:40], GUESSED))
    return forms


def _encode(pairs: list[tuple[str, str]]) -> bytes:
    """As a browser without manners would: lone surrogates and all."""
    return "&".join(f"{quote_plus(name)}={_quoted(value)}" for name, value in pairs).encode()


@cache
def _quoted(value: str) -> str:
    return quote_plus(value.encode("utf-8", "surrogatepass"))


def _bodies(form: Form) -> st.SearchStrategy[tuple[bytes, str]]:
    text = st.sampled_from(HOSTILE) | st.text(max_size=60)

    def one(name: str, value: str, fate: int) -> st.SearchStrategy[list[tuple[str, str]]]:
        if fate == 2:
            return text.map(lambda new: [(name, new)])
        return st.just([(name, value)] if fate == 0 else [])

    def mixed(keep: list[int]) -> st.SearchStrategy[tuple[bytes, str]]:
        values = [one(name, value, fate) for (name, value), fate in zip(form.values, keep, strict=True)]
        return st.tuples(*values).map(lambda parts: (_encode([pair for part in parts for pair in part]), FORM))

    count = len(form.values)
    fates = st.lists(st.sampled_from([0, 0, 1, 2]), min_size=count, max_size=count)
    return fates.flatmap(mixed)


def _fixed(form: Form) -> list[tuple[bytes, str]]:
    """What every form gets: nothing, one hostile thing everywhere, each field twice, files for texts, other bodies."""
    names = [name for name, _ in form.values] or ["name"]
    nasty = [_encode([(name, value) for name in names]) for value in ("\x00", "9" * 400, "\ud800", "æ" * 3_000, "-1")]
    part = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="a\x01.docx"\r\n\r\nPK\x03\x04\r\n'
        for name in names
    )
    bodies = [(body, FORM) for body in [b"", *nasty, b"%&=&=;\xff\xfe", _encode([*form.values, *form.values])]]
    bodies.append((part.encode() + b"--x--\r\n", "multipart/form-data; boundary=x"))
    bodies.append((b"--x\r\nbroken", "multipart/form-data; boundary=x"))
    others = [(b'{"name": 1}', "application/json"), (b"7", "application/json"), (b"<a/>", "text/xml")]
    return bodies + (others if form.method == "POST" else [])


@pytest.mark.parametrize("email", ["mette@hedelund.example", "anna.kjaergaard@ibiz.example"])
def test_no_form_can_break_it(app: Flask, monkeypatch: pytest.MonkeyPatch, email: str, full: bool) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    ground = Ground(app, email)
    forms = _crawl(ground)
    assert len(forms) > 3

    began = time.process_time()
    met: set[str] = set()
    for form in _one_of_each_first(forms):
        if form.endpoint in met and time.process_time() - began > (FULL_SECONDS if full else SECONDS):
            break
        bodies = _fixed(form)
        for body, kind in bodies if full else _some(bodies, form, len(met)):
            ground.attack(form, body, kind)
        _at_random(ground, form, 30 if full else 1)
        met.add(form.endpoint)
        ground.restore()
    assert ground.statuses[422] + ground.statuses[303] + ground.statuses[200] > 50, "nothing came past the gate"
    ground.close()
    assert not ground.faults, "\n".join(ground.faults[:20])


def _some(bodies: list[tuple[bytes, str]], form: Form, turn: int) -> list[tuple[bytes, str]]:
    """The empty form and a few others, which take turns from form to form."""
    few = FEW if form.kind == GUESSED else FEW + 2
    return [bodies[0], *(bodies[1 + (turn * few + step) % (len(bodies) - 1)] for step in range(few))]


def _one_of_each_first(forms: list[Form]) -> list[Form]:
    first = {form.endpoint: form for form in reversed(forms)}
    return [*first.values(), *(form for form in forms if first[form.endpoint] is not form)]


def _at_random(ground: Ground, form: Form, examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(_bodies(form))
    def strike(body: tuple[bytes, str]) -> None:
        ground.attack(form, *body)

    strike()
