"""What the program leans on: every package pinned by hash, licensed for it, and not older than a known fault."""

import re
import tomllib
from functools import cache
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from itstart.config import ROOT

RULES = tomllib.loads((ROOT / "tests" / "code" / "dependencies.toml").read_text("utf-8"))
PIN = re.compile(r"(?P<name>[a-zA-Z0-9][\w.\-]*)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\]+?))? \\\n")
HASH = re.compile(r"--hash=sha256:([0-9a-f]+)")


def pins() -> list[tuple[Requirement, list[str]]]:
    """Every package of the lock with its hashes, those for other systems too."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    found = []
    for part in re.split(r"\n(?=[a-zA-Z0-9])", lock):
        head = PIN.match(part)
        assert head, f"not pinned: {part[:60]}"
        marker = f"; {head['marker']}" if head["marker"] else ""
        found.append((Requirement(f"{head['name']}=={head['version']}{marker}"), HASH.findall(part)))
    return found


@cache
def locked() -> dict[str, str]:
    """Name and version of what the lock installs on this machine."""
    here = [pin for pin, _ in pins() if pin.marker is None or pin.marker.evaluate()]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in here}


def _asked_for(group: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = project["project"]["dependencies"] if group == "runtime" else project["dependency-groups"][group]
    return [Requirement(line) for line in lines]


@cache
def closure(group: str) -> frozenset[str]:
    """What a group asks for, and what that asks for, all the way down, on this machine."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [(requirement, frozenset[str]()) for requirement in _asked_for(group)]
    while waiting:
        requirement, extras = waiting.pop()
        if not _holds(requirement, extras):
            continue
        package = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if package not in found:
            found.add(package)
            waiting += [(Requirement(line), package[1]) for line in metadata.requires(package[0]) or []]
    return frozenset(name for name, _ in found)


def _holds(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in (extras or {""}))


def licences(package: str) -> set[str]:
    """The licences a package says it has, by their SPDX names; of several to choose between, all of them."""
    about = metadata.metadata(package)
    expression = about["License-Expression"]
    if expression:
        return set(re.split(r" AND | OR ", expression))
    words = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    words = [word for word in words if word != "OSI Approved"] or [about["License"] or ""]
    return {RULES["said"].get(word, word) for word in words}


def test_every_package_of_the_lock_has_hashes() -> None:
    assert len(pins()) > 50
    short = [pin.name for pin, hashes in pins() if not hashes or any(len(value) != 64 for value in hashes)]
    assert not short


def test_the_lock_is_whole() -> None:
    for group in ("runtime", "dev"):
        for requirement in _asked_for(group):
            version = locked()[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version, prereleases=True), f"{requirement} is locked at {version}"
        assert closure(group) <= set(locked())


def test_nothing_is_locked_that_nobody_asks_for() -> None:
    assert set(locked()) == closure("runtime") | closure("dev")


@pytest.mark.parametrize("package", sorted(locked()))
def test_what_is_installed_is_what_is_locked(package: str) -> None:
    assert metadata.version(package) == locked()[package]


@pytest.mark.parametrize("package", sorted(locked()))
def test_its_licence_may_be_used(package: str) -> None:
    if package not in closure("runtime") and package in RULES["tools"]:
        return
    assert licences(package)
    assert licences(package) <= set(RULES["licences"])


@pytest.mark.parametrize("package", sorted(RULES["minimum"]))
def test_no_version_with_a_known_fault(package: str) -> None:
    rule = RULES["minimum"][package]
    assert Version(locked()[package]) >= Version(rule["version"]), rule["why"]
    assert package in closure("runtime"), "nothing that is served needs it any longer"
    assert len(rule["why"].split()) > 5


def test_a_refused_licence_is_seen() -> None:
    assert licences("djlint") - set(RULES["licences"]) == {"GPL-3.0-or-later"}
    assert licences("waitress") == {"ZPL-2.1"}
