"""How much of the program the tests walk through: `python3 app.py test --coverage` measures, and this judges.

Every branch of the rules, the policies and what keeps others out; nearly all of the rest.
"""

import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LEAST_PCT = 95.0

# What must be walked through in every branch.
WHOLE = (
    "itstart/rules/*.py",
    "itstart/policies.py",
    "itstart/documents/allowed.py",
    "itstart/documents/environment.py",
    "itstart/documents/uploads/*.py",
    "itstart/forms/cleaning.py",
    "itstart/services/files.py",
    "itstart/services/form_keys.py",
    "itstart/services/passwords.py",
    "itstart/services/sealing.py",
    "itstart/services/second_factor.py",
    "itstart/services/sessions.py",
    "itstart/services/throttle.py",
    "itstart/web/access*.py",
    "itstart/web/form_age.py",
    "itstart/web/form_keys.py",
    "itstart/web/guards.py",
    "itstart/web/headers.py",
    "itstart/web/log_in_code.py",
    "itstart/web/second_factor.py",
    "itstart/web/sessions.py",
    "itstart/web/uploads.py",
    "itstart/web/urls.py",
)


def is_whole(path: str) -> bool:
    """Whether every branch of the file must be covered."""
    return any(fnmatch(path, pattern) for pattern in WHOLE)


def share(summaries: list[Mapping[str, int]]) -> float:
    """Percent of statements and branches together; nothing to cover is all of it."""
    wanted = sum(each["num_statements"] + each["num_branches"] for each in summaries)
    met = sum(each["covered_lines"] + each["covered_branches"] for each in summaries)
    return 100.0 * met / wanted if wanted else 100.0


def judge(files: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What is not good enough, a line each; `files` is that part of coverage's JSON report."""
    found = []
    for path, measured in sorted(files.items()):
        if is_whole(path) and share([measured["summary"]]) < 100.0:
            lines, branches = measured["missing_lines"], measured["missing_branches"]
            found.append(f"{path}: lines {lines}, branches {branches}")
    rest = share([measured["summary"] for path, measured in files.items() if not is_whole(path)])
    if rest < LEAST_PCT:
        found.append(f"everything else: {rest:.1f} % of {LEAST_PCT:.0f}")
    return found


def _report() -> dict[str, Any]:
    """What was measured since the last report; the parts are put together and done away with."""
    from coverage import Coverage  # the judge itself is tried without it

    coverage = Coverage(config_file=str(ROOT / "pyproject.toml"))
    coverage.combine()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        outfile = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(outfile))
        files: dict[str, Any] = json.loads(outfile.read_text("utf-8"))["files"]
    return files


def main() -> int:
    """Say the figures and what is missing; 1 when something is."""
    files = _report()
    for name, whole in (("rules, policies and what keeps others out", True), ("everything else", False)):
        chosen = [measured["summary"] for path, measured in files.items() if is_whole(path) is whole]
        sys.stdout.write(f"{name}: {len(chosen)} files, {share(chosen):.2f} %\n")
    missing = judge(files)
    sys.stdout.writelines(f"  {line}\n" for line in missing)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
