"""The limited process that templates from outside are filled in by: `python -I this_file ROOT < job > answer`,
or `ROOT stay` for many jobs with the same template (template_viewer.py).

It lowers its own limits before anything of the template is read, has no environment, and knows no database.
"""

import json
import resource
import signal
import sys
import types
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

MB = 1 << 20
MEMORY, SECONDS, FILE, FILES = 700 * MB, 10, 60 * MB, 64
IDLE, SIZE = 300, 8  # seconds without a job; bytes that say how long one is


def limit() -> None:
    """Memory, processor time, size of files and number of files; no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def only_documents(root: str) -> None:
    """Make `itstart.documents` known without the program around it, which this process must not load."""
    package = types.ModuleType("itstart")
    package.__path__ = [str(Path(root) / "itstart")]
    sys.modules["itstart"] = package


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """Fill the template in, examine it, or show it."""
    from itstart.documents.template_jobs import examined, rendered, viewed

    blob = b64decode(job["template"])
    if job["do"] == "view":
        return viewed(blob, job)
    found, made = examined(blob, job) if job["do"] == "examine" else rendered(blob, job)
    document = made and {"content": b64encode(made.content).decode(), "missing": made.missing}
    return {"findings": [[one.place, one.message, one.advice] for one in found], "document": document}


def stay() -> None:
    """Jobs and answers with their lengths before them, until half of the processor time is used or nobody asks."""
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    while resource.getrusage(resource.RUSAGE_SELF).ru_utime < SECONDS / 2:
        signal.alarm(IDLE)
        size = int.from_bytes(jobs.read(SIZE))
        if not size:
            return
        job = json.loads(jobs.read(size))
        signal.alarm(0)
        said = json.dumps(answer(job)).encode()
        answers.write(len(said).to_bytes(SIZE) + said)
        answers.flush()


def main() -> None:
    """One job from standard input, one answer to standard output; many of them when asked to stay."""
    limit()
    only_documents(sys.argv[1])
    if sys.argv[2:] == ["stay"]:
        stay()
        return
    said = json.dumps(answer(json.load(sys.stdin)))
    sys.stdout.write(said)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
