"""The README tells the truth: packages, settings, folders, commands and names are those of the code."""

import re
import subprocess
import tomllib
from functools import cache

import click
import pytest
from flask import Flask

import itstart.models
import itstart.rules.steps
import itstart.rules.terms
import itstart.steps
from itstart.config import ROOT

README = (ROOT / "README.md").read_text("utf-8")
TABLE_ROW = re.compile(r"^\| (.+?) \| (.+) \|$", re.MULTILINE)


def section(title: str) -> str:
    """What stands under a heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {title}"
    return found[1]


def coded(text: str) -> set[str]:
    """Everything in the text that is written as code."""
    return set(re.findall(r"`([^`\n]+)`", text))


@cache
def packages() -> list[str]:
    """Every package that is asked for, without versions and extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return [re.split(r"[\[<>=~ ]", line)[0] for line in lines]


@pytest.mark.parametrize("package", packages())
def test_every_package_has_its_reason(package: str) -> None:
    reasons = dict(TABLE_ROW.findall(section("Why each package")))
    assert len(reasons[f"`{package}`"].split()) >= 1


def test_no_package_is_named_that_is_gone() -> None:
    assert {name.strip("`") for name, _ in TABLE_ROW.findall(section("Why each package"))} == {"Package", *packages()}


def test_every_setting_is_in_the_table_and_no_other() -> None:
    source = (ROOT / "itstart" / "config.py").read_text("utf-8")
    read = set(re.findall(r'_(?:flag|number)\(values, "(\w+)"', source)) | set(re.findall(r'PREFIX \+ "(\w+)"', source))
    assert read
    assert set(re.findall(r"ITSTART_(\w+)", section("Operation"))) == read


def test_every_top_level_folder_is_in_the_map() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] + ("/" if "/" in line else "") for line in listed.stdout.splitlines()}
    named = coded(section("Map"))
    assert top - {".gitignore", "README.md"} <= named, top - named


def test_every_path_named_exists() -> None:
    root = r"(?:itstart|templates|static|docs_templates|tests|benchmarks|docs|\.ci)/[\w./-]*"
    paths = {name for name in coded(README) if re.fullmatch(root, name)}
    assert paths
    assert not [path for path in sorted(paths) if not (ROOT / path).exists()]
    assert all((ROOT / picture).exists() for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))


def test_every_command_named_exists(app: Flask) -> None:
    for line in sorted(name for name in coded(section("Operation")) if name.startswith("flask ")):
        command: click.Command = app.cli
        with click.Context(app.cli) as context:
            for word in line.split()[1:]:
                if not isinstance(command, click.Group):
                    break
                found = command.get_command(context, word)
                assert found, f"{line}: no {word}"
                command = found


def test_every_name_in_the_glossary_exists() -> None:
    homes = (itstart.models, itstart.steps, itstart.rules.steps, itstart.rules.terms)
    names = {name for name in coded(section("Glossary")) if name[0].isupper()}
    assert names
    assert not [name for name in sorted(names) if not any(hasattr(home, name) for home in homes)]


def test_a_decision_has_a_day_and_three_lines_at_most() -> None:
    decisions = [block for block in section("Decisions").split("\n\n") if block.startswith("**")]
    assert decisions
    for block in decisions:
        assert re.match(r"\*\*.+\*\* \(\d{4}-\d\d-\d\d\)\.", block), block
        assert len(block.splitlines()) <= 3, block
