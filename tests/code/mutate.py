"""Which faults no test notices: `python -m tests.code.mutate` for all rules and policies, or for those named.

The tests are read once. Each fault is put into a child process made at that moment, which runs the tests that name the
module until the first that fails. Exit 1 when a fault lives that is not accepted in `accepted.toml`.
"""

import ast
import os
import resource
import signal
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis
import pytest

from tests.code.grafting import CannotGraftError, graft
from tests.code.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
RULES = ROOT / "itstart" / "rules"
POLICIES = ("tests/test_policies_table.py", "tests/test_policies_queries.py")
ACCEPTED = Path(__file__).with_name("accepted.toml")
CPU_SECONDS = 20
CHILDREN = 2
LIVES = 7


@dataclass(frozen=True, slots=True)
class Target:
    """A module and the test files that name it, its own first; else those of the rules that use it."""

    name: str
    path: Path
    tests: tuple[str, ...]

    @property
    def module(self) -> str:
        return f"itstart.{self.name}"

    def mutants(self) -> list[Mutant]:
        return mutants_of(self.name, self.path.read_text("utf-8"))


def targets(names: Sequence[str] = ()) -> list[Target]:
    """The policies and the modules of `itstart.rules`, or those of them that are named."""
    importers = {path: _imports(path) for path in sorted((ROOT / "tests" / "rules").glob("test_*.py"))}
    used_by = {path.stem: _imports(path) for path in RULES.glob("*.py")}
    found = [Target("policies", ROOT / "itstart" / "policies.py", POLICIES)]
    for path in sorted(RULES.glob("*.py")):
        own = [test for test, modules in importers.items() if path.stem in modules] or [
            test for test, modules in importers.items() if any(path.stem in used_by.get(name, ()) for name in modules)
        ]
        own.sort(key=lambda test: test.stem.removeprefix("test_rule_") != path.stem)
        if path.stem != "__init__":
            found.append(Target(f"rules.{path.stem}", path, tuple(str(test.relative_to(ROOT)) for test in own)))
    return [target for target in found if not names or target.name.removeprefix("rules.") in names]


def _imports(path: Path) -> set[str]:
    """The rules that a test file names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "itstart.rules":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("itstart.rules."):
            found.add((node.module or "").removeprefix("itstart.rules."))
    return found


def accepted() -> dict[str, str]:
    """The faults that may live, each with the reason why it changes nothing that matters."""
    return {fault["mutant"]: fault["reason"] for fault in tomllib.loads(ACCEPTED.read_text("utf-8"))["accepted"]}


def _child(session: pytest.Session, target: Target, mutant: Mutant | None, seconds: int = CPU_SECONDS) -> int:
    """A process that tries one fault, or none; it ends with LIVES when every test of the target passes."""
    child = os.fork()
    if child:
        return child
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.alarm(CPU_SECONDS * 10)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    status = 0
    try:
        if mutant:
            graft(target.module, mutant.source, mutant.statement)
        status = 0 if _fails(session) else LIVES
    except CannotGraftError:
        status = LIVES
    finally:
        os._exit(status)


def _fails(session: pytest.Session) -> bool:
    for place, item in enumerate(session.items):
        following = session.items[place + 1] if place + 1 < len(session.items) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def passes(session: pytest.Session, target: Target) -> tuple[bool, int]:
    """Whether the tests pass as the module is; without that no fault could be told from another.

    And the processor seconds that are enough with a fault in it: one that goes round for ever is known by them.
    """
    _, status, used = os.wait4(_child(session, target, None), 0)
    enough = min(CPU_SECONDS, 2 + int(4 * (used.ru_utime + used.ru_stime)))
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == LIVES, enough


def living(session: pytest.Session, target: Target, mutants: Iterable[Mutant], seconds: int) -> Iterator[Mutant]:
    """The faults that no test notices, CHILDREN of them tried at a time."""
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        if len(running) == CHILDREN:
            yield from _next(running)
        running[_child(session, target, mutant, seconds)] = mutant
    while running:
        yield from _next(running)


def _next(running: dict[int, Mutant]) -> Iterator[Mutant]:
    child, status = os.wait()
    mutant = running.pop(child)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == LIVES:
        yield mutant


@dataclass
class Trial:
    """In the place of pytest's own loop: not the tests once, but the tests for each fault."""

    targets: Sequence[Target]
    allowed: dict[str, str] = field(default_factory=accepted)
    tried: int = 0
    left: list[Mutant] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        everything = list(session.items)
        for target in self.targets:
            files = [str(ROOT / test) for test in target.tests]
            session.items[:] = [item for item in everything if str(item.path) in files]
            session.items.sort(key=lambda item: (_is_slow(item), files.index(str(item.path))))
            self._try(session, target)
        return True

    def _try(self, session: pytest.Session, target: Target) -> None:
        began, mutants = time.monotonic(), target.mutants()
        passed, enough = passes(session, target) if session.items else (True, 0)
        if not passed:
            raise pytest.UsageError(f"the tests of {target.name} fail without any fault")
        alive = list(living(session, target, mutants, enough)) if session.items else mutants
        left = [mutant for mutant in alive if mutant.key not in self.allowed]
        self.tried += len(mutants)
        self.left += left
        self.met |= {mutant.key for mutant in alive}
        seconds = time.monotonic() - began
        _say(f"{target.name}: {len(mutants)} faults, {len(alive)} live, {len(left)} not accepted ({seconds:.0f} s)")
        for mutant in left:
            _say(f"  {target.path.name}:{mutant.line}  {mutant.key}")


def _is_slow(item: pytest.Item) -> bool:
    return hypothesis.is_hypothesis_test(getattr(item, "obj", None))


def _say(line: str) -> None:
    sys.__stdout__.write(line + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def main(names: Sequence[str]) -> int:
    """Try every fault; 1 when one lives that nobody has accepted, or an accepted one is gone."""
    os.chdir(ROOT)
    hypothesis.settings.register_profile("faults", derandomize=True, database=None, max_examples=40, deadline=None)
    hypothesis.settings.load_profile("faults")
    trial = Trial(targets(names))
    files = sorted({test for target in trial.targets for test in target.tests})
    quiet = ("-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", "--capture=no")
    if pytest.main([*quiet, *files], plugins=[trial]) != pytest.ExitCode.OK:
        _say("the tests could not be read")
        return 1
    gone = set() if names else set(trial.allowed) - trial.met
    for key in sorted(gone):
        _say(f"  accepted, but noticed or gone: {key}")
    _say(f"{trial.tried} faults, {len(trial.left)} that no test notices and nobody has accepted")
    return 1 if trial.left or gone else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
