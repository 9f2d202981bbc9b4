"""`python3 app.py`: prepare the database, say where to go, and serve with waitress."""

import argparse
import errno
import gc
import logging
import socket
import sys
from collections.abc import Callable, Sequence

from flask import Flask
from sqlalchemy.exc import OperationalError
from waitress.server import BaseWSGIServer, create_server

from itstart import config
from itstart.cli import mailer, memory, start, warmth
from itstart.data.demo_log_ins import log_ins

THREADS = 8
# A browser keeps up to six connections open between its pages; waitress alone would stop at a hundred.
CONNECTIONS = 1_000


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 app.py", description="Starter It-start. `python3 app.py test` kører testene."
    )
    parser.add_argument("--host", default="127.0.0.1", help="adresse at lytte på (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port at lytte på (8000)")
    return parser.parse_args(list(arguments))


def port_is_taken(host: str, port: int) -> bool:
    """True when something else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As waitress does: a port that is only winding down counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise
    return False


def _greeting(app: Flask, url: str, *, demo: bool) -> list[str]:
    lines = [f"It-start kører på {url}   (stop med Ctrl+C)"]
    if demo:
        people = log_ins()
        width = max((len(email) for _, email, _ in people), default=0)
        lines += ["", "Demo: log ind som"]
        lines += [f"  {email:<{width}}  {password}   {label}" for label, email, password in people]
    elif not start.has_people(app):
        lines += ["", "Der er ingen brugere endnu. Opret den første administrator i et andet vindue:"]
        lines += ["  .venv/bin/flask --app app user create"]
    return lines


def listen(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """The server on its port. What a proxy says of who asks is passed on only where the settings name proxies."""
    settings: config.Settings = app.config["SETTINGS"]
    return create_server(
        app, host=host, port=port, threads=THREADS, ident=None, connection_limit=CONNECTIONS,
        asyncore_use_poll=True, clear_untrusted_proxy_headers=not settings.proxies,
    )  # fmt: skip


def serve(create_app: Callable[[], Flask], arguments: Sequence[str]) -> int:
    """Serve until interrupted; returns the exit code."""
    options = _arguments(arguments)
    if port_is_taken(options.host, options.port):
        print(
            f"Port {options.port} er optaget af et andet program (måske It-start i et andet vindue).\n"
            f"Vælg en anden: python3 app.py --port {options.port + 1}",
            file=sys.stderr,
        )
        return 1
    try:
        app = create_app()
        demo = start.prepare(app)
    except config.BadConfiguration as error:
        print(f"It-start kan ikke starte:\n{error}", file=sys.stderr)
        return 2
    except OperationalError as error:
        print(f"It-start kan ikke starte: databasen svarer ikke.\n{error.orig}", file=sys.stderr)
        return 2
    memory.give_back()
    gc.enable()
    _trust(app, options.host)
    server = listen(app, options.host, options.port)
    logging.getLogger("waitress").setLevel(logging.ERROR)
    shown = "127.0.0.1" if options.host in {"0.0.0.0", "::"} else options.host  # noqa: S104 - only compared
    print("\n".join(_greeting(app, f"http://{shown}:{options.port}", demo=demo)), flush=True)
    mailer.start_thread(app)
    warmth.start_thread(app)
    try:
        server.run()
    except KeyboardInterrupt:
        print("It-start er stoppet.")
    return 0


def _trust(app: Flask, host: str) -> None:
    """Somebody who asks to be reached from other machines in development may be called by any name."""
    settings: config.Settings = app.config["SETTINGS"]
    if not settings.trusted_hosts and host not in {"127.0.0.1", "localhost", "::1"}:
        app.config["TRUSTED_HOSTS"] = None


COMMANDS = ()
