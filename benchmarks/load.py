"""`python -m benchmarks.load`: many people at work at once, over real connections to real server processes.

Everybody is logged in and pauses 5 to 10 seconds between pages, as people do who read; one page in five is a form that
is sent. It is 50 people and one process on SQLite; with `--database postgresql+psycopg://…` 200 people and two
processes, each request sent to the next one, as a balancer does, which with `--limiter redis://…` count tries in one
place. Ten cases like the worked example are worked in. What is measured is the whole answer at the browser's end. Exits
1 on any error, with what the servers said of it, or when the 95th of 100 takes 200 ms.
"""

import argparse
import http.client
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from urllib.parse import urlencode

from benchmarks import load_data
from benchmarks.data import PASSWORD
from benchmarks.measure import table
from benchmarks.postgres import new_database
from benchmarks.served import Served, serving

MOST_MS = 200
PAUSE = (5.0, 10.0)
WRITES = 0.2
READS = (
    "/overblik", "/sager/", "{case}", "{case}/behov/krav", "{case}/behov/maal", "{case}/udbud/leverandoerer",
    "{case}/valg/resultat", "{case}/projekt/betalingsplan", "{case}/dokumenter",
)  # fmt: skip
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Told:
    """What everybody met: milliseconds by kind, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: {"read": [], "write": []})
    wrong: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def note(self, kind: str, began: float, problem: str) -> None:
        """One answer."""
        with self.lock:
            self.times[kind].append((time.perf_counter() - began) * 1000)
            if problem:
                self.wrong[problem] += 1


class Person:
    """Somebody at a browser of her own, with a connection to each server."""

    def __init__(self, number: int, case: str, servers: Sequence[Served]) -> None:
        self._number, self._case, self._turn = number, case, number
        # An address of their own, or a hundred log-ins from this machine would be taken for an attack.
        self._headers = {"X-Forwarded-For": f"10.0.{number // 200}.{number % 200 + 1}"}
        self._connections = [http.client.HTTPConnection("127.0.0.1", server.port, timeout=60) for server in servers]
        self._token, self._sent = "", 0
        self._chance = random.Random(number)

    def log_in(self) -> int:
        """By the form; returns the status of the answer, 303 when it went well."""
        self._token = self._found_token("/log-ind")
        form = {"email": load_data.email(self._number), "password": PASSWORD, "csrf_token": self._token}
        status = self._ask("POST", "/log-ind", form)[0]
        self._token = self._found_token(f"{self._case}/krav/ny")
        return status

    def work(self, told: Told, stop: Event) -> None:
        """One page after the other, with pauses; nobody begins at the same moment."""
        pause = self._chance.uniform(0, PAUSE[1])
        while not stop.wait(pause):
            kind = "write" if self._chance.random() < WRITES else "read"
            began = time.perf_counter()
            try:
                problem = self._write() if kind == "write" else self._read()
            except (OSError, http.client.HTTPException) as error:
                problem = type(error).__name__
            told.note(kind, began, problem)
            pause = self._chance.uniform(*PAUSE)

    def _read(self) -> str:
        path = self._chance.choice(READS).format(case=self._case)
        status, _ = self._ask("GET", path)
        return "" if status == 200 else f"{path} {status}"

    def _write(self) -> str:
        self._sent += 1
        title = f"Krav {self._number}.{self._sent}"
        form = {"title": title, "text": f"Systemet skal vise {title}.", "priority": "must", "form_key": title}
        status, _ = self._ask("POST", f"{self._case}/krav/ny", {**form, "csrf_token": self._token})
        return "" if status == 303 else f"POST {status}"

    def _found_token(self, path: str) -> str:
        found = _TOKEN.search(self._ask("GET", path)[1].decode())
        return found[1] if found else ""

    def _ask(self, method: str, path: str, form: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        self._turn += 1
        connection = self._connections[self._turn % len(self._connections)]
        headers = dict(self._headers)
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read()
        if cookie := answer.headers["Set-Cookie"]:
            self._headers["Cookie"] = cookie.partition(";")[0]
        return answer.status, body


def _share(times: Sequence[float], hundredth: int) -> float:
    return statistics.quantiles(times, n=100)[hundredth - 1] if len(times) > 1 else 0.0


def _report(told: Told, seconds: float, servers: Sequence[tuple[Served, float]]) -> str:
    everything = [one for times in told.times.values() for one in times]
    lines = [
        [name, str(len(times)), *(f"{_share(times, part):.0f} ms" for part in (50, 95, 99))]
        for name, times in (*told.times.items(), ("all", everything))
    ]
    used = sum(server.processor_seconds - before for server, before in servers)
    memory = ", ".join(f"{server.megabytes:.0f} MB (peak {server.most_megabytes:.0f})" for server, _ in servers)
    return (
        f"{table(['Answers', 'number', 'p50', 'p95', 'p99'], lines)}\n\n"
        f"{len(everything) / seconds:.1f} answers a second, {told.wrong.total()} errors {dict(told.wrong) or ''}\n"
        f"{used / max(len(everything), 1) * 1000:.0f} ms of processor time an answer; memory {memory}"
    )


def _faults(log: Path) -> str:
    """What the servers said of what went wrong, the last hundred lines."""
    told = [line for line in log.read_text("utf-8", "replace").splitlines() if " INFO " not in line]
    return "\n".join(told[-100:])


def _work(people: Sequence[Person], seconds: float) -> Told:
    told, stop = Told(), Event()
    threads = [Thread(target=person.work, args=(told, stop), daemon=True) for person in people]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    return told


def main(arguments: Sequence[str]) -> int:
    """Start, let them work, print, and say whether it is good enough."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--database", default="", help="a PostgreSQL where a database may be made")
    parser.add_argument("--users", type=int, default=0)
    parser.add_argument("--processes", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--limiter", default="memory://", help="where the coarse limit counts: redis://host:6379")
    options = parser.parse_args(list(arguments))
    users, processes = (
        options.users or (200 if options.database else 50),
        options.processes or 1 + bool(options.database),
    )
    with ExitStack() as open_things:
        url = open_things.enter_context(new_database(options.database, "load"))
        folder = open_things.enter_context(tempfile.TemporaryDirectory(prefix="itstart-"))
        cases = load_data.fill(folder, url, users)
        more = {
            "ITSTART_INSTANCE": folder, "ITSTART_DATABASE_URL": url, "ITSTART_DEMO": "0", "ITSTART_PROXIES": "1",
            "ITSTART_LIMITER_STORAGE": options.limiter,
        }  # fmt: skip
        servers = [open_things.enter_context(serving(more)) for _ in range(processes)]
        people = [Person(number, f"/sager/{cases[number % len(cases)]}", servers) for number in range(users)]
        log = Path(folder, "log")
        if refused := Counter(status for person in people if (status := person.log_in()) != 303):
            raise SystemExit(f"Log-ins were refused: {dict(refused)}\n{_faults(log)}")
        before = [(server, server.processor_seconds) for server in servers]
        told = _work(people, options.seconds)
        where = f"{'PostgreSQL' if url else 'SQLite'}, {options.limiter.partition(':')[0]}"
        print(f"{users} people, {processes} processes, {where}, {options.seconds:.0f} s\n")
        print(_report(told, options.seconds, before))
        if told.wrong:
            print(_faults(log), file=sys.stderr)
    slow = _share([one for times in told.times.values() for one in times], 95) >= MOST_MS
    return 1 if told.wrong or slow else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
