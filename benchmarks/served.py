"""It-start as a process of its own, with what it costs read from the system."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECRET = "a secret for measuring only, 32 characters or more"  # noqa: S105 - of a database that is gone afterwards


@dataclass(frozen=True)
class Served:
    """A server that answers at this port; it took `seconds` to do so."""

    port: int
    pid: int
    seconds: float

    @property
    def megabytes(self) -> float:
        """Memory it has now."""
        return self._status("VmRSS")

    @property
    def most_megabytes(self) -> float:
        """The most memory it has had."""
        return self._status("VmHWM")

    @property
    def processor_seconds(self) -> float:
        """Processor time since the start, its own and the system's for it."""
        told = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def _status(self, name: str) -> float:
        found = re.search(rf"{name}:\s*(\d+)", Path(f"/proc/{self.pid}/status").read_text("utf-8"))
        return int(found[1]) / 1024 if found else 0.0


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """The surroundings of a process that may keep its compiled modules, as everybody's may."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "ITSTART_SECRET_KEY": SECRET, **more}


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(more: Mapping[str, str]) -> Iterator[Served]:
    """`app.py` with these settings, from the moment it answers; its log is in its instance folder."""
    port, began = free_port(), time.perf_counter()
    command = [sys.executable, "app.py", "--port", str(port)]
    with (
        Path(more["ITSTART_INSTANCE"], "log").open("ab") as log,
        subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=ROOT, env=environment(more), stdout=subprocess.DEVNULL, stderr=log
        ) as process,
    ):
        try:
            while not _answers(port):
                if process.poll() is not None:
                    raise SystemExit(f"It-start does not start:\n{Path(log.name).read_text('utf-8')[-2_000:]}")
                time.sleep(0.01)
            yield Served(port, process.pid, time.perf_counter() - began)
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
    except OSError:
        return False
    return True
