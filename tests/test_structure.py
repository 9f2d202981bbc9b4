"""Promises of the whole code base, so that nobody has to remember them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from itstart.config import ROOT

CODE = [*sorted((ROOT / "itstart").rglob("*.py")), ROOT / "app.py", ROOT / "bootstrap.py"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MIGRATIONS = ROOT / "itstart" / "migrations" / "versions"
MAX_LINES = 300
MAX_FUNCTION = 40


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _written() -> list[Path]:
    return [path for path in CODE + TESTS if MIGRATIONS not in path.parents]


# ---- sizes -----------------------------------------------------------------------------------------


def test_no_file_is_longer_than_a_room() -> None:
    long = {_name(path): n for path in _written() if (n := len(path.read_text("utf-8").splitlines())) > MAX_LINES}

    assert not long, f"split these: {long}"


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{_name(path)}:{node.lineno} {node.name}"
        for path in _written()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION
    ]

    assert not long, long


# ---- what is not written here ----------------------------------------------------------------------


def _names(node: ast.expr) -> str:
    """ "db.session.commit" of the expression db.session.commit."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join(reversed([*parts, node.id if isinstance(node, ast.Name) else "?"]))


BANNED_CALLS = (
    r"eval", r"exec", r".*\.populate_obj", r"render_template_string", r"os\.system", r"pickle\..*",
    r"marshal\..*", r"shelve\..*", r"yaml\.load", r"random\..*", r"uuid4|uuid\.uuid4", r"hashlib\.(md5|sha1)",
    r"request\.get_json", r"datetime\.(now|utcnow|today)", r"date\.today", r"csrf\.exempt", r"print",
)  # fmt: skip
BANNED_CALL = re.compile("|".join(f"(?:{pattern})" for pattern in BANNED_CALLS))
# Where a banned thing is done, once, on purpose.
ALLOWED_CALLS = {
    ("itstart/clock.py", "datetime.now"),
    ("itstart/cli/serve.py", "print"),
    ("bootstrap.py", "print"),
    ("itstart/sqlite.py", "connection.execute"),
    ("itstart/migrate.py", "cursor.execute"),
}


# Where marked-up text is made from escaped values: charts, Word's runs, and prose of our own cleaned by nh3.
MAKES_MARKUP = ("itstart/documents/", "itstart/data/prose.py")


def _is_constant(node: ast.Call) -> bool:
    return all(isinstance(argument, ast.Constant) for argument in node.args)


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield _names(node.func), node


def _bad_calls(source: str, name: str = "itstart/sample.py") -> list[str]:
    found = []
    for called, node in _calls(ast.parse(source)):
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        starred = [value for arg, value in keywords.items() if arg is None]
        formatted = bool(node.args) and isinstance(node.args[0], ast.JoinedStr)
        bad = (
            (BANNED_CALL.fullmatch(called) and (name, called) not in ALLOWED_CALLS)
            or isinstance(keywords.get("shell"), ast.Constant)
            or any(_names(value).endswith("form.data") for value in starred)
            or (called == "Markup" and not _is_constant(node) and not name.startswith(MAKES_MARKUP))
            or (called in {"text", "sa.text"} and formatted)
            or (called.endswith(".execute") and formatted and (name, called) not in ALLOWED_CALLS)
            or (called.endswith("redirect") and node.args and _names(node.args[0]).startswith("request."))
        )
        if bad:
            found.append(f"{name}:{node.lineno} {called}")
    return found


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_nothing_banned_is_called(path: Path) -> None:
    assert _bad_calls(path.read_text("utf-8"), _name(path)) == []


@pytest.mark.parametrize(
    "sample",
    [
        "eval(x)", "form.populate_obj(case)", "Markup(x)", "render_template_string(x)", "os.system(x)",
        "pickle.loads(x)", "yaml.load(x)", "random.choice(x)", "uuid.uuid4()", "hashlib.md5(x)", "request.get_json()",
        "datetime.now()", "date.today()", "print(x)", "subprocess.run(x, shell=True)", "make(**form.data)",
        'text(f"select {x}")', 'session.execute(f"select {x}")', "redirect(request.referrer)", "csrf.exempt(view)",
    ],
)  # fmt: skip
def test_the_search_finds_what_is_banned(sample: str) -> None:
    assert _bad_calls(sample)


def test_services_never_commit() -> None:
    for path in CODE:
        if path.parent.name in {"services", "steps", "web", "exchange"} and path.name != "transaction.py":
            commits = [called for called, _ in _calls(ast.parse(path.read_text("utf-8"))) if called.endswith(".commit")]
            assert not commits, f"{_name(path)}: the request commits"


def test_files_are_sent_in_one_place() -> None:
    users = {_name(path) for path in CODE if "send_file(" in path.read_text("utf-8")}

    assert users == {"itstart/web/uploads.py"}


def test_every_module_says_what_it_is_for() -> None:
    silent = [_name(path) for path in CODE + TESTS if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]

    assert not [name for name in silent if "/migrations/" not in name]


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")

    assert not [_name(path) for path in CODE + TESTS + TEMPLATES if marks.search(path.read_text("utf-8"))]


# ---- templates -------------------------------------------------------------------------------------

# pattern -> (why not, a sample that must be found)
BANNED_MARKUP: dict[str, tuple[str, str]] = {
    r"\|\s*safe\b": ("text from people must be escaped", "{{ text | safe }}"),
    r"autoescape\s+false": ("text from people must be escaped", "{% autoescape false %}"),
    r"\sstyle\s*=": ("the content policy blocks inline style", '<p style="x">'),
    r"<style\b": ("the content policy blocks inline style", "<style>"),
    r"\son[a-z]+\s*=": ("the content policy blocks inline script", '<p onclick="x">'),
    r"hx-on": ("needs eval", '<p hx-on:click="x">'),
    r"=\s*[\"']js:": ("needs eval", 'hx-vals="js:x"'),
    r"hx-trigger=\"[^\"]*\[": ("needs eval", 'hx-trigger="click[ctrlKey]"'),
    r"<script(?![^>]*\bsrc=)": ("the content policy blocks inline script", "<script>"),
    r"(?:src|href|action)=[\"']?(?:https?:)?//": ("nothing is fetched from elsewhere", '<img src="//x.dk/a">'),
}


def _bad_markup(source: str) -> list[str]:
    markup = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    bare = re.sub(r"\{[{%].*?[%}]\}|\"[^\"]*\"|'[^']*'", '""', markup, flags=re.DOTALL)
    unquoted = ["attributes are quoted"] if re.search(r"<\w+[^<>]*\s[\w-]+=[^\"\s>]", bare) else []
    return unquoted + [why for pattern, (why, _) in BANNED_MARKUP.items() if re.search(pattern, markup, re.IGNORECASE)]


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_templates_hold_nothing_banned(path: Path) -> None:
    assert _bad_markup(path.read_text("utf-8")) == []


@pytest.mark.parametrize("sample", [*(sample for _, sample in BANNED_MARKUP.values()), "<p class=x>"])
def test_the_search_finds_what_is_banned_in_templates(sample: str) -> None:
    assert _bad_markup(sample)


def _mentioned() -> set[str]:
    """Every template that is named in the code or by another template."""
    sources = [path.read_text("utf-8") for path in CODE + TEMPLATES]
    return set(re.findall(r"[\"']([\w/-]+\.html)[\"']", "\n".join(sources)))


def test_every_template_is_used_and_every_used_one_is_there() -> None:
    there = {str(path.relative_to(ROOT / "templates")) for path in TEMPLATES}

    assert there - _mentioned() == set(), "used by nobody"
    assert {name for name in _mentioned() if (ROOT / "templates" / name).parent.is_dir()} - there == set(), "missing"


def test_every_post_form_in_a_template_holds_a_token() -> None:
    for path in TEMPLATES:
        for form in re.findall(r"<form\b.*?</form>", path.read_text("utf-8"), re.DOTALL | re.IGNORECASE):
            if re.search(r"method=[\"']post", form, re.IGNORECASE):
                assert "csrf" in form, f"{_name(path)}: a form without a token"


# ---- who knows what --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("package", "only"),
    [
        ("htmx_flask", {"itstart/web/pages.py"}),
        ("jinja2_fragments", {"itstart/web/pages.py"}),
        ("flask_limiter", {"itstart/web/guards.py"}),
        ("waitress", {"itstart/cli/serve.py"}),
        ("argon2", {"itstart/services/passwords.py"}),
    ],
)
def test_a_package_is_met_in_one_place(package: str, only: set[str]) -> None:
    pattern = re.compile(rf"^\s*(?:from|import) {package}\b", re.MULTILINE)

    assert {_name(path) for path in CODE if pattern.search(path.read_text("utf-8"))} == only


def test_the_command_of_the_readme_is_what_ci_runs() -> None:
    assert "python3 app.py test" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert "python3 app.py test" in (ROOT / "Makefile").read_text("utf-8")


def test_the_lock_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")

    assert "://" not in lock
    assert all("--hash=sha256:" in part for part in re.split(r"\n(?=[a-zA-Z0-9])", lock.strip()))
