"""Standard library only: make .venv from the hash-pinned lock, then run there. Also runs all the checks."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / ".stamp"
MINIMUM = (3, 11)

# What the browser and document tests need, as (any of these programs or files, Debian's packages).
TOOLS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("chromium-headless-shell",), ("chromium-headless-shell", "libatomic1")),
    (("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"), ("chromium", "libatomic1")),
    (
        ("soffice", "libreoffice"),
        ("libreoffice-writer-nogui", "fonts-liberation", "fonts-dejavu-core", "fonts-crosextra-carlito"),
    ),
    (
        ("/usr/lib/libreoffice/program/libsclo.so", "/usr/lib64/libreoffice/program/libsclo.so"),
        ("libreoffice-calc-nogui",),
    ),
    (("pdftotext",), ("poppler-utils",)),
)

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy",)),
    ("import-linter", ("lint-imports", "--no-cache")),
    ("djlint", ("djlint", "templates", "--lint", "--quiet")),
)

COVERAGE = "--coverage"
MEASURING = ("coverage", "run", "-m")


def say(text: str) -> None:
    """One line of our own, at once."""
    print(f"[it-start] {text}", flush=True)


def _install_packages(packages: Sequence[str], reason: str) -> bool:
    """On Debian as root: install. Elsewhere: print the line to type. True when installed."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"{reason}: apt-get install {' '.join(packages)}")
        surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        quiet = ("-y", "-qq", "--no-install-recommends")
        subprocess.run(["apt-get", "update", "-qq"], env=surroundings, check=False, stdout=subprocess.DEVNULL)
        done = subprocess.run(
            ["apt-get", "install", *quiet, *packages], env=surroundings, check=False, stdout=subprocess.DEVNULL
        )
        return done.returncode == 0
    say(f"{reason}. Kør: sudo apt-get install {' '.join(packages)}")
    return False


def _wanted() -> str:
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()


def ensure_venv() -> None:
    """Make .venv hold exactly what the lock says; costs nothing when it does already."""
    if sys.version_info < MINIMUM:
        raise SystemExit(f"Python 3.11 eller nyere kræves (fandt {sys.version.split()[0]}).")
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == _wanted():
        return
    try:
        import ensurepip  # noqa: F401 - missing on a bare Debian
    except ImportError:
        if not _install_packages(("python3-venv",), "Python mangler venv"):
            raise SystemExit(1) from None
    if VENV.is_symlink():
        VENV.unlink()  # what it leads to belongs to somebody else, and is not to be emptied
    say("opretter .venv og henter pakker (kun første gang) ...")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([*pip, "-r", str(LOCK)], check=False).returncode:
        raise SystemExit("[it-start] pakkerne kunne ikke hentes; se linjerne ovenfor. Er der net?")
    STAMP.write_text(_wanted(), "utf-8")


def _is_inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve() or bool(os.environ.get("ITSTART_NO_VENV"))


def enter(arguments: Sequence[str]) -> None:
    """Go on inside .venv: returns there, and exits with the result of the checks for `test`."""
    os.chdir(ROOT)
    if not _is_inside():
        ensure_venv()
        command = [str(PYTHON), str(ROOT / "app.py"), *arguments]
        if os.name == "nt":
            raise SystemExit(subprocess.call(command))
        os.execv(command[0], command)  # noqa: S606 - our own program, no shell
    if list(arguments[:1]) == ["test"]:
        raise SystemExit(check(arguments[1:]))


def ensure_tools() -> None:
    """Chromium, LibreOffice and poppler for the tests; a test that lacks its tool says so and is skipped."""
    for names, packages in TOOLS:
        if not any(shutil.which(name) or Path(name).exists() for name in names):
            _install_packages(packages, f"{Path(names[0]).name} mangler til testene")


def _run(name: str, command: Sequence[str]) -> bool:
    began = time.monotonic()
    program = BIN / command[0]
    line = [str(program) if program.exists() else command[0], *command[1:]]
    ok = subprocess.run(line, check=False, cwd=ROOT).returncode == 0
    say(f"{name}: {'i orden' if ok else 'FEJL'} ({time.monotonic() - began:.1f} s)")
    return ok


def check(extra: Sequence[str]) -> int:
    """Every check there is; `extra` goes on to pytest. Runs them all, and 1 when any of them failed.

    With `--coverage` the tests are measured too, and too little measured is a failure.
    """
    ensure_tools()
    measured = COVERAGE in extra
    extra = [argument for argument in extra if argument != COVERAGE]
    jobs = () if any(argument.startswith("-n") for argument in extra) else ("-n", "2")
    failed = [name for name, command in CHECKS if not _run(name, command)]
    if not _run("pytest", (*(MEASURING if measured else ()), "pytest", *jobs, *extra)):
        failed.append("pytest")
    if measured and not _run("coverage", ("python", "-m", "tests.code.coverage_goals")):
        failed.append("coverage")
    say(f"FEJL i: {', '.join(failed)}" if failed else "alle kontroller er i orden.")
    return 1 if failed else 0
