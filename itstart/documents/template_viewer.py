"""Processes that stay for a while to show a template from outside again and again, under the limits of the child.

A process shows one template only, so what a template might do there meets nothing but what it has been given already.
It ends when half of its processor time is used, when nobody has asked for some minutes, or for another template.
"""

import subprocess
import sys
from collections import OrderedDict
from pathlib import Path
from threading import Lock, Timer
from typing import Final

from itstart.documents.errors import TemplateBusy

MOST: Final = 2
MAX_ANSWER: Final = 60_000_000
SIZE: Final = 8  # bytes that say how long a job or an answer is
_ROOT: Final = Path(__file__).resolve().parents[2]
_PROGRAM: Final = Path(__file__).with_name("template_child_main.py")
_BUSY: Final = "Skabelonen kunne ikke vises i tide."

_idle: OrderedDict[str, "Viewer"] = OrderedDict()
_lock = Lock()


class Viewer:
    """One such process."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", str(_PROGRAM), str(_ROOT), "stay"]
        self._process = subprocess.Popen(  # noqa: S603 - our own program, and nothing of the template in the command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
        )

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, job: bytes, seconds: float) -> bytes:
        """The answer to one job. TemplateBusy when it has not come in time, or the process has ended on the way."""
        asks, says = self._process.stdin, self._process.stdout
        assert asks is not None
        assert says is not None
        timer = Timer(seconds, self._process.kill)
        timer.start()
        try:
            asks.write(len(job).to_bytes(SIZE) + job)
            asks.flush()
            size = int.from_bytes(says.read(SIZE))
            answer = says.read(min(size, MAX_ANSWER))
        except OSError as error:
            raise TemplateBusy(_BUSY) from error
        finally:
            timer.cancel()
        if not size or len(answer) < size:
            raise TemplateBusy(_BUSY)
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.communicate()


def ask(template: str, job: bytes, seconds: float) -> bytes:
    """The answer of the process for this template (its hash), begun when there is none. Raises as `Viewer.ask`."""
    with _lock:
        viewer = _idle.pop(template, None)
    if viewer is None or not viewer.lives:
        viewer = Viewer()
    try:
        answer = viewer.ask(job, seconds)
    except BaseException:
        viewer.end()
        raise
    with _lock:
        known = _idle.setdefault(template, viewer)
        ended = [viewer] if known is not viewer else []
        while len(_idle) > MOST:
            ended.append(_idle.popitem(last=False)[1])
    for each in ended:
        each.end()
    return answer


def end_all() -> None:
    """End those that wait."""
    with _lock:
        waiting = list(_idle.values())
        _idle.clear()
    for viewer in waiting:
        viewer.end()
