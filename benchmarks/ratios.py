"""`python -m benchmarks.ratios`: each kind of page beside a bare Flask page on the same server, in one run.

Both are served by waitress in this process and asked over a kept connection, in turn, so that a slow moment of the
machine meets them all. The bare page is a view that returns one line of text: what a page costs before it does
anything. The ratio is of the medians.
"""

import argparse
import http.client
import logging
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from threading import Thread

from flask import Flask
from waitress.server import create_server

from benchmarks import data
from benchmarks.measure import Clock, NotShown, address, logged_in, table

CASE: dict[str, tuple[str, dict[str, object]]] = {
    "Liste: mine sager": ("cases.index", {}),
    "Sagens side": ("cases.show", {}),
    "Opgave med 30 krav": ("tasks.show", {"task": "behov/krav"}),
    "Matrix: prioritering": ("priority_matrix.show", {}),
    "Beregning: resultat og følsomhed": ("results.show", {}),
    "Dokumenter i sagen": ("documents.index", {}),
    "Word-dokument": ("documents.download", {"key": "behovsbeskrivelse"}),
}
BARE = "Bar Flask-side"
OPEN = {
    "Tilsyn: /healthz": "/healthz",
    "Fil: style sheet": "/static/css/site.css",
    "Offentlig: forsiden": "/",
    "Offentlig: find en hjælper": "/it-starthjaelpere/",
    "Formular: log ind": "/log-ind",
}
Ask = Callable[[], float]  # milliseconds


def _bare() -> Flask:
    app = Flask("bare", static_folder=None)
    app.add_url_rule("/", view_func=lambda: "Hej")
    return app


def _served(app: Flask) -> http.client.HTTPConnection:
    server = create_server(app, host="127.0.0.1", port=0, threads=1, ident=None)
    Thread(target=server.run, daemon=True).start()
    return http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=120)


def _asker(connection: http.client.HTTPConnection, path: str, cookie: str, now: Clock) -> Ask:
    headers = {"Cookie": cookie} if cookie else {}

    def ask() -> float:
        began = now()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise NotShown(f"{path}: {answer.status}")
        return (now() - began) * 1000

    return ask


def askers(open_things: ExitStack, now: Clock) -> dict[str, Ask]:
    """Something to ask for each kind, the bare page first."""
    app = open_things.enter_context(data.application())
    accounts, number = data.fill_case(30)
    client = logged_in(app, accounts.helper)
    kept = client.get_cookie("itstart")
    cookie = f"itstart={kept.value}" if kept else ""
    server = _served(app)
    found = {BARE: _asker(_served(_bare()), "/", "", now)}
    found |= {name: _asker(server, path, "", now) for name, path in OPEN.items()}
    for name, (endpoint, values) in CASE.items():
        values = values if endpoint == "cases.index" else {"number": number, **values}
        found[name] = _asker(server, address(app, endpoint, **values), cookie, now)
    return found


def main(arguments: Sequence[str]) -> int:
    """Ask in turn, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ratios", description=__doc__)
    parser.add_argument("--rounds", type=int, default=41)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    options = parser.parse_args(list(arguments))
    logging.getLogger("waitress").setLevel(logging.ERROR)
    with ExitStack() as open_things:
        found = askers(open_things, time.process_time if options.cpu else time.perf_counter)
        times: dict[str, list[float]] = {name: [] for name in found}
        for turn in range(options.rounds + 2):
            for name, ask in found.items():
                took = ask()
                if turn > 1:  # templates are compiled and caches filled at the first visits
                    times[name].append(took)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    lines = [[name, f"{took:.2f} ms", f"{took / medians[BARE]:.1f} x"] for name, took in medians.items()]
    print(table(["Kind of page", "median", "beside the bare page"], lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
